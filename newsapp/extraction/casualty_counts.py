"""How many: a count of people at a token, with the lowest, likeliest and highest number its words allow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsapp.extraction.time_numbers import DASHES, Run, cardinal
from newsapp.extraction.time_words import Vocabulary, vocabulary

if TYPE_CHECKING:
    from newsapp.extraction.knowledge import Knowledge

# Words between a number and the noun it counts ("12 young Hamas fighters").
_MOST_ADJECTIVES: Final = 4
# "a man, a woman and two children": members of a list.
_MOST_MEMBERS: Final = 6
_MULTIPLES: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_LARGEST: Final = 2_000_000_000
# Roles of words that say what became of people.
_TELLING: Final = ("participle", "active", "noun", "event_noun", "state", "toll", "lives")


@dataclass(frozen=True, slots=True)
class Amount:
    """A count whose words end before token `end`. None leaves a side open; `best` is the number the words name."""

    end: int
    low: int | None
    best: int | None
    high: int | None
    reason: str

    def plus(self, other: Amount) -> Amount:
        """Both together, as the members of a list."""

        def both(one: int | None, two: int | None) -> int | None:
            return min(one + two, _LARGEST) if one is not None and two is not None else None

        return Amount(
            other.end, both(self.low, other.low), both(self.best, other.best), both(self.high, other.high),
            "the members of the list are added",
        )  # fmt: skip


class CasualtyWords:
    """The table `casualty_words` by role; phrases of several words by their first."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.roles: dict[str, dict[str, str]] = {}
        self.kinds: dict[str, dict[str, str]] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
        for row in knowledge.table("casualty_words"):
            word, role, value = str(row["word"]), str(row["role"]), str(row["value"])
            self.roles.setdefault(role, {})[word] = value
            if role in {"minimum", "maximum"}:
                parts = tuple(word.split())
                self.phrases.setdefault(parts[0], []).append((parts, role, int(value)))
            elif role == "about":
                parts = tuple(word.split())
                self.phrases.setdefault(parts[0], []).append((parts, role, 0))
        for phrases in self.phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))
        self.numbers: Vocabulary = vocabulary(knowledge)
        # Without one of these no sentence tells of casualties; most sentences have none.
        self.telling = frozenset(word for role in _TELLING for word in self.roles.get(role, {})) | {"casualties"}

    def has(self, role: str, word: str) -> bool:
        return word in self.roles.get(role, {})

    def kind(self, role: str, word: str) -> str | None:
        """The kind of casualty that `word` says in this role."""
        return self.roles.get(role, {}).get(word)

    def number(self, role: str, word: str) -> int | None:
        """The number that `word` stands for or multiplies by in this role."""
        value = self.kind(role, word)
        return int(value) if value is not None else None


@lru_cache(maxsize=4)
def casualty_words(knowledge: Knowledge) -> CasualtyWords:
    """The words of `knowledge`, made once."""
    return CasualtyWords(knowledge)


def amount_at(run: Run, i: int, words: CasualtyWords) -> Amount | None:
    """A number with what bounds it: "at least 12", "more than 40", "up to 30", "between 10 and 15", "dozens of"."""
    bound, offset, j = "", 0, i
    for phrase, role, shift in words.phrases.get(run.low(i), ()):
        end = run.phrase(i, *phrase)
        if end is not None:
            bound, offset, j = role, shift, end
            break
    if not bound and run.low(i) in {"between", "from"}:
        spread = _spread(run, i + 1, words, "and" if run.low(i) == "between" else "to")
        if spread is not None:
            return spread
    j = run.skip(j, "about", "around")
    vague = _vague(run, j, words)
    if vague is not None:
        return vague
    spread = None if bound else _spread(run, j, words, "to")
    if spread is not None:
        return spread
    found = number_at(run, j)
    if found is None:
        return None
    value, end = found
    more = run.phrase(end, "or", "more")
    if more is not None:
        return Amount(more, value, value, None, "“or more” leaves the upper end open")
    return _bounded(value, end, bound, offset)


def _bounded(value: int, end: int, bound: str, offset: int) -> Amount:
    if bound == "minimum":
        best = value if not offset else None
        return Amount(end, value + offset, best, None, "the number is a minimum")
    if bound == "maximum":
        return Amount(end, None, None, max(value + offset, 0), "the number is a maximum")
    if bound == "about":
        return Amount(end, None, value, None, "the number is approximate")
    return Amount(end, value, value, value, "the number is stated")


def _spread(run: Run, j: int, words: CasualtyWords, joint: str) -> Amount | None:
    """ "10 to 15", "10-15"."""
    first = number_at(run, j)
    if first is None or not run.low(j).isdigit():
        return None
    sign = run.at(first[1])
    if sign.low != joint and not (sign.low in DASHES and sign.glued):
        return None
    last = number_at(run, first[1] + 1)
    if last is None or last[0] <= first[0]:
        return None
    return Amount(last[1], first[0], None, last[0], "the words give a lowest and a highest number")


def _vague(run: Run, j: int, words: CasualtyWords) -> Amount | None:
    """ "dozens", "tens of thousands of": a lower end only."""
    tens, unit = words.number("tens", run.low(j)), words.number("vague_multiple", run.low(j + 2))
    if tens is not None and unit is not None and run.low(j + 1) == "of":
        return Amount(run.skip(j + 3, "of"), tens * unit, None, None, "the number is vague; its lowest reading is kept")
    low = words.number("vague", run.low(j))
    if low is None:
        return None
    reason = f"“{run.low(j)}” is vague; its lowest reading is kept"
    return Amount(run.skip(j + 1, "of"), low, None, None, reason)


def number_at(run: Run, i: int) -> tuple[int, int] | None:
    """A whole number in digits ("1,200", "1.5 million") or words ("twelve", "two dozen", "a")."""
    tok = run.at(i)
    if tok.low.isdigit() and tok.low.isascii():
        if len(tok.low) > 9 or (tok.glued and run.low(i - 1) not in {"(", '"', "“", "–", "—", "-"}):
            return None
        digits, j = tok.low, i + 1
        while run.low(j) == "," and run.at(j).glued and run.at(j + 1).glued and _is_group(run.low(j + 1)):
            digits, j = digits + run.low(j + 1), j + 2
            if len(digits) > 12:
                return None
        value, after = float(digits), run.at(j)
        if after.low == "." and after.glued and run.at(j + 1).glued and run.low(j + 1).isdigit():
            value, j = float(f"{digits}.{run.low(j + 1)[:3]}"), j + 2
        if run.at(j).glued and (run.low(j).isalnum() or run.low(j) in {"%", ":", "/"}):
            return None
    else:
        found = cardinal(run, i)
        if found is None or found[0] is None:
            return None
        value, j = found[0], found[1]
    value, j = (value * _MULTIPLES[run.low(j)], j + 1) if run.low(j) in _MULTIPLES else (value, j)
    return (int(value), j) if value == int(value) and 0 <= value <= _LARGEST else None


def _is_group(word: str) -> bool:
    return len(word) == 3 and word.isdigit() and word.isascii()


def people_at(run: Run, i: int, words: CasualtyWords) -> Amount | None:
    """A count of people with its noun, or a list of them: "at least 12 people", "a man and two children", "dozens"."""
    total = _group(run, i, words)
    members = 1
    while total is not None and members < _MOST_MEMBERS:
        j = run.skip(run.skip(total.end, ","), "and", "as")
        if j == total.end or (run.low(j - 1) == "as" and not run.phrase(j, "well", "as")):
            break
        j = run.phrase(j, "well", "as") or j
        more = _group(run, j, words)
        if more is None or not _has_noun(run, j, more, words) or not _has_noun(run, i, total, words):
            break
        total, members = total.plus(more), members + 1
    return total


def _has_noun(run: Run, i: int, amount: Amount, words: CasualtyWords) -> bool:
    return amount.end > i + 1 and _is_people(run, amount.end - 1, words)


def _is_people(run: Run, i: int, words: CasualtyWords) -> bool:
    tok = run.at(i)
    # "Palestinians", "Kurds": a people by its name.
    return words.has("people", tok.low) or (len(tok.text) > 3 and tok.text[0].isupper() and tok.low.endswith("s"))


def _group(run: Run, i: int, words: CasualtyWords) -> Amount | None:
    j = i + 1 if words.has("another", run.low(i)) else i
    amount = amount_at(run, j, words)
    if amount is None:
        if j > i and _is_people(run, j, words):
            return Amount(j + 1, 1, 1, 1, "one is named")
        return None
    if run.low(amount.end) == "of" and run.low(amount.end + 1) in {"them", "whom", "these", "those"}:
        return None  # a part of those counted before
    end = _noun_end(run, run.skip(amount.end, "of"), words)
    if end is not None:
        return replace(amount, end=end)
    if run.low(j) in {"a", "an", "one"} and amount.best == 1 and run.low(j) != "one":
        return None
    return amount


def _noun_end(run: Run, i: int, words: CasualtyWords) -> int | None:
    """Behind the noun for people that the number counts, with its adjectives; None where the number stands alone."""
    age = run.phrase(i + 1, "-", "year", "-", "old") or run.phrase(i + 2, "year", "-", "old")
    if run.low(i).isdigit() and age is not None:  # "a 30-year-old man"
        i = age
    for step in range(_MOST_ADJECTIVES + 1):
        tok = run.at(i + step)
        if not tok.low.isalpha() or words.has("break", tok.low):
            return None
        if _is_people(run, i + step, words):
            j = i + step + 1
            while words.has("people", run.low(j)) or (run.low(j) == "-" and run.at(j).glued):
                j += 1
            return j
        if any(words.has(role, tok.low) for role in ("participle", "active", "state")):
            return None
    return None
