"""The words of time expressions from the knowledge tables, and a sentence cut into the tokens the grammar reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsapp.extraction.knowledge import Knowledge

# Letters, digits and signs are apart, so that "22nd", "FY2019" and "1990s" need no spelling of their own.
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
# How numeric dates are written where a text does not show it: month first, day first, or unknown.
Order = Literal["", "mdy", "dmy"]

# Kinds of words that stand in a time expression only beside one of another kind; every other kind tells a time.
_TELL_NOTHING: Final = frozenset(
    {
        "number", "many", "ordinal", "shift", "about", "every", "part", "occasion", "counted", "bound", "closer",
        "month_opener", "year_opener",
    }
)  # fmt: skip
# Years in words: "two thousand and fifteen", "nineteen fourteen".
_LEAST_YEAR_PART: Final = 10
_NO_WORDS: Final[Mapping[str, str]] = {}


class Tok(NamedTuple):
    """One token: its words, in small letters, where it stands, and whether it touches the token before it."""

    text: str
    low: str
    start: int
    end: int
    glued: bool


END: Final = Tok("", "", 0, 0, glued=False)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The table `time_words` by kind, and the holidays by the token sequences of their names (longest first)."""

    kinds: Mapping[str, Mapping[str, str]]
    holidays: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    telling: frozenset[str]

    def may_tell(self, words: Iterable[str]) -> bool:
        """Whether some of `words` (small letters) can make a time expression of those beside it: without one there is
        none."""
        return any(word in self.telling or word[0].isdigit() for word in words)

    def value(self, kind: str, word: str) -> str | None:
        """The value of `word` (small letters) as one of `kind`; None when it is none."""
        return self.kinds.get(kind, _NO_WORDS).get(word)

    def number(self, kind: str, word: str) -> int | None:
        """As `value`, for the kinds whose values are whole numbers."""
        found = self.kinds.get(kind, _NO_WORDS).get(word)
        return int(found) if found is not None else None

    def has(self, kind: str, word: str) -> bool:
        return word in self.kinds.get(kind, _NO_WORDS)


@lru_cache(maxsize=4)
def vocabulary(knowledge: Knowledge) -> Vocabulary:
    """The words of `knowledge` (tables time_words and holidays) as the grammar looks them up."""
    kinds: dict[str, dict[str, str]] = {}
    for row in knowledge.table("time_words"):
        kinds.setdefault(str(row["kind"]), {})[str(row["word"]).lower()] = str(row["value"])
    holidays: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in knowledge.table("holidays"):
        name = tuple(tok.low for tok in tokens_of(str(row["name"])))
        holidays.setdefault(name[0], []).append((name, str(row["rule"])))
    kinds["holiday"] = dict.fromkeys(holidays, "")
    kinds["weekday_plural"] = {f"{word}s": number for word, number in kinds.get("weekday", {}).items()}
    return Vocabulary(
        kinds,
        {word: tuple(sorted(names, key=lambda n: (-len(n[0]), n))) for word, names in holidays.items()},
        frozenset(_telling(kinds)),
    )


def _telling(kinds: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for kind, words in kinds.items():
        if kind not in _TELL_NOTHING:
            yield from words
    yield "thousand"
    yield from (word for word, value in kinds.get("number", {}).items() if int(value) >= _LEAST_YEAR_PART)


@lru_cache(maxsize=4)
def calendar_names(knowledge: Knowledge) -> frozenset[str]:
    """Months and weekdays in small letters: capitalised words that are no names of anybody."""
    kinds = vocabulary(knowledge).kinds
    return frozenset(kinds.get("month", {})) | frozenset(kinds.get("weekday", {}))


def words_of(text: str, start: int, end: int) -> set[str]:
    """The words of the tokens of text[start:end]; quicker than `tokens_of`, as most sentences have none asked for."""
    return set(map(str.lower, _TOKEN.findall(text, start, end)))


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Tok]:
    """The tokens of text[start:end] with their offsets into `text`."""
    found: list[Tok] = []
    last = -1
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        low = "'" if word == "’" else word.lower()
        first, stop = match.span()
        found.append(Tok(word, low, first, stop, first == last))
        last = stop
    return found
