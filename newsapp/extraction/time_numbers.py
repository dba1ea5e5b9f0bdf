"""Numbers, ordinals, years, months and days at a token: the parts from which time expressions are built.

Every function looks at a bounded number of tokens from `i` on and gives (value, index behind it), or None.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsapp.extraction.time_words import END, Order, Tok

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.time_words import Vocabulary

_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th"})
DASHES: Final = frozenset({"-", "–", "—", "~", "−"})
# Four digits from here to there may be a year in the news; before and after they are counts.
_FIRST_YEAR: Final = 1500
_LAST_YEAR: Final = 2199
# Two digits up to this stand for a year of this century, higher ones for the last one.
_TWO_DIGITS_AHEAD: Final = 39
# English month names that are also words or first names and so need their capital letter.
_ALSO_WORDS: Final = frozenset({"march", "may", "mar", "dec", "jan", "sep", "sun", "sat", "mon", "wed"})


@dataclass(frozen=True, slots=True)
class Run:
    """The tokens of one sentence with the vocabulary and the order of numeric dates."""

    toks: Sequence[Tok]
    words: Vocabulary
    order: Order = ""

    def at(self, i: int) -> Tok:
        """The token at `i`, an empty one outside the sentence."""
        return self.toks[i] if 0 <= i < len(self.toks) else END

    def low(self, i: int) -> str:
        toks = self.toks
        return toks[i].low if 0 <= i < len(toks) else ""

    def skip(self, i: int, *words: str) -> int:
        """The index behind the token at `i` if it is one of `words`, else `i`."""
        return i + 1 if self.low(i) in words else i

    def phrase(self, i: int, *words: str) -> int | None:
        """The index behind `words` if they stand at `i`."""
        for step, word in enumerate(words):
            if self.low(i + step) != word:
                return None
        return i + len(words)


def is_whole(run: Run, i: int) -> bool:
    """Whether the digits at `i` are a number of their own: no part of a decimal, a sum, a time of day or a code."""
    tok, before, after, beyond = run.at(i), run.at(i - 1), run.at(i + 1), run.at(i + 2)
    if tok.glued and (before.low.isalnum() or before.low in {"$", "€", "£", "#", "@", "_"}):
        return False
    if tok.glued and before.low in {".", ",", ":", "/"} and before.glued and run.at(i - 2).low.isdigit():
        return False
    if after.glued and (
        after.low in {"%", "_"} or (after.low in {".", ",", ":", "/"} and beyond.glued and beyond.low.isdigit())
    ):
        return False
    return not (after.glued and after.low.isalpha() and after.low not in _SUFFIXES)


def cardinal(run: Run, i: int) -> tuple[float | None, int] | None:
    """A count: digits, a decimal, words up to 999, "a few" (no value), "half a"."""
    tok = run.at(i)
    if tok.low.isdigit() and tok.low.isascii():
        if len(tok.low) > 4 or (tok.glued and (run.at(i - 1).low.isalnum() or run.low(i - 1) in {".", ",", "$"})):
            return None
        dot, rest = run.at(i + 1), run.at(i + 2)
        if dot.low == "." and dot.glued and rest.glued and rest.low.isdigit() and rest.low.isascii():
            return (float(f"{tok.low}.{rest.low[:4]}"), i + 3) if not run.at(i + 3).glued else None
        return float(tok.low), i + 1
    if tok.low == "½":
        return 0.5, i + 1
    if tok.low == "half" and run.low(i + 1) in {"a", "an"}:
        return 0.5, i + 2
    if tok.low in {"a", "an"}:
        return _after_article(run, i + 1)
    if tok.low == "couple":
        return 2.0, run.skip(i + 1, "of")
    if run.words.has("many", tok.low):
        return None, i + 1
    return _spelt(run, i)


def _after_article(run: Run, i: int) -> tuple[float | None, int]:
    word = run.low(i)
    if word == "couple":
        return 2.0, run.skip(i + 1, "of")
    if word == "dozen":
        return 12.0, i + 1
    if word == "half":
        return 0.5, i + 1
    if word == "hundred":
        return 100.0, i + 1
    if run.words.has("many", word):
        return None, i + 1
    return 1.0, i


def _spelt(run: Run, i: int) -> tuple[float, int] | None:
    small = _below_hundred(run, i)
    if small is None:
        return None
    value, j = small
    if run.low(j) == "hundred":
        value, j = value * 100, j + 1
        rest = _below_hundred(run, run.skip(j, "and"))
        if rest is not None:
            value, j = value + rest[0], rest[1]
    elif run.low(j) == "dozen":
        value, j = value * 12, j + 1
    elif run.phrase(j, "and", "a", "half"):
        return value + 0.5, j + 3
    return float(value), j


def _below_hundred(run: Run, i: int) -> tuple[int, int] | None:
    tens = run.words.number("tens", run.low(i))
    if tens is None:
        one = run.words.number("number", run.low(i))
        return (one, i + 1) if one is not None else None
    j = i + 2 if run.low(i + 1) == "-" and run.at(i + 1).glued else i + 1
    one = run.words.number("number", run.low(j))
    return (tens + one, j + 1) if one is not None and one < 10 else (tens, i + 1)


def ordinal(run: Run, i: int) -> tuple[int, int] | None:
    """A place in an order, 1 to 99 (-1: the last one): "22nd", "twenty-second", "first", "final"."""
    tok = run.at(i)
    if tok.low.isdigit() and tok.low.isascii():
        suffix = run.at(i + 1)
        if (
            suffix.glued
            and suffix.low in _SUFFIXES
            and len(tok.low) <= 2
            and not (tok.glued and run.low(i - 1).isalnum())
        ):
            return int(tok.low), i + 2
        return None
    tens = run.words.number("tens", tok.low)
    if tens is not None:
        j = i + 2 if run.low(i + 1) == "-" and run.at(i + 1).glued else i + 1
        one = run.words.number("ordinal", run.low(j))
        return (tens + one, j + 1) if one is not None and 0 < one < 10 else None
    found = run.words.number("ordinal", tok.low)
    return (found, i + 1) if found is not None else None


def year(run: Run, i: int) -> tuple[str, int] | None:
    """A year of four digits or in words ("nineteen ninety-six", "two thousand and four")."""
    tok = run.at(i)
    if tok.low.isdigit():
        good = tok.low.isascii() and len(tok.low) == 4 and _FIRST_YEAR <= int(tok.low) <= _LAST_YEAR
        return (tok.low, i + 1) if good and is_whole(run, i) else None
    if run.phrase(i, "two", "thousand"):
        j = run.skip(i + 2, "and") if _below_hundred(run, i + 3) else i + 2
        rest = _below_hundred(run, j)
        return (f"{2000 + rest[0]}", rest[1]) if rest else ("2000", i + 2)
    century = _below_hundred(run, i)
    if century is None or not 15 <= century[0] <= 21 or not run.low(i + 1).isalpha():
        return None
    if run.low(i + 1) == "hundred":
        return f"{century[0]}00", i + 2
    rest = _below_hundred(run, i + 1)
    return (f"{century[0]}{rest[0]}", rest[1]) if rest is not None and rest[0] >= 10 else None


def short_year(run: Run, i: int) -> tuple[str, int] | None:
    """ "’87": two digits behind an apostrophe."""
    tok = run.at(i + 1)
    if (
        run.low(i) != "'"
        or run.at(i).glued
        or not (tok.glued and len(tok.low) == 2 and tok.low.isdigit() and tok.low.isascii())
    ):
        return None
    return full_year(tok.low), i + 2


def full_year(two: str) -> str:
    """The four digits that two digits of a year stand for."""
    return ("20" if int(two) <= _TWO_DIGITS_AHEAD else "19") + two


def month(run: Run, i: int, *, beside_number: bool = False) -> tuple[int, int] | None:
    """A month's name, long or short. Names that are words too need a capital; short ones do unless a number is near."""
    tok = run.at(i)
    found = run.words.number("month", tok.low)
    if found is not None:
        capital = tok.text[0].isupper() and not (tok.low in _ALSO_WORDS and tok.text.isupper() and not beside_number)
        return (found, i + 1) if capital or beside_number or tok.low not in _ALSO_WORDS else None
    found = run.words.number("month_short", tok.low)
    if found is None or not (tok.text[0].isupper() or beside_number):
        return None
    if tok.text.isupper() and not beside_number:
        return None
    dot = run.at(i + 1)
    return found, i + 2 if dot.low == "." and dot.glued else i + 1


def weekday(run: Run, i: int, *, short: bool = False) -> tuple[int, int] | None:
    """A weekday's name, 1 (Monday) to 7; shortened ones only where `short` says that something near supports them."""
    tok = run.at(i)
    found = run.words.number("weekday", tok.low)
    if found is not None:
        return found, i + 1
    found = run.words.number("weekday_short", tok.low) if short else None
    if found is None or (tok.low in _ALSO_WORDS and not tok.text[0].isupper()):
        return None
    dot = run.at(i + 1)
    return found, i + 2 if dot.low == "." and dot.glued else i + 1


def day(run: Run, i: int, *, spelt: bool = False, joined: bool = False) -> tuple[int, int] | None:
    """A day of the month, 1 to 31: "3", "03", "3rd", "third"; with `spelt` also "twenty-five"; with `joined` also the
    digits that touch the word before them ("Dec31")."""
    found = ordinal(run, i)
    if found is not None:
        return found if 1 <= found[0] <= 31 else None
    tok = run.at(i)
    if tok.low.isdigit():
        good = tok.low.isascii() and len(tok.low) <= 2 and 1 <= int(tok.low) <= 31
        return (int(tok.low), i + 1) if good and (joined or is_whole(run, i)) else None
    small = _below_hundred(run, i) if spelt else None
    return small if small is not None and small[0] <= 31 else None
