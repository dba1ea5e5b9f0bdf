"""The grammar of time expressions: which words of a sentence name a time, in the notation of dates.py, unresolved.

A sentence is read left to right, token by token; at each one the longest reading of a few rules wins. Every rule looks
at a bounded number of tokens, and expressions stand inside each other at most three deep, so the work is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from newsapp.extraction.calendar_dates import Found, calendar_date, numeric_date
from newsapp.extraction.time_counts import STRETCH_OPENERS, adjacent, counted, repeated, stretch
from newsapp.extraction.time_numbers import DASHES, Run, day, is_whole, year
from newsapp.extraction.time_parts import nth, part, week_of
from newsapp.extraction.time_periods import SEASON_OPENERS, decade, fiscal, quarter, season
from newsapp.extraction.time_points import (
    bare_month,
    bare_year,
    calendar_unit,
    day_of_month,
    deictic,
    holiday,
    weekday_phrase,
    weekend,
)
from newsapp.extraction.time_words import tokens_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsapp.extraction.calendar_dates import Kind
    from newsapp.extraction.time_parts import Inner
    from newsapp.extraction.time_words import Order, Vocabulary

    Alone = Callable[[Run, int], Found | None]
    Over = Callable[[Run, int, Inner], Found | None]

    class Named(Protocol):
        """A rule that may trust the words before."""

        def __call__(self, run: Run, i: int, *, loose: bool) -> Found | None: ...


# "the end of the first week of May" is three deep; nobody writes deeper.
_DEEPEST: Final = 3
_COUNTS: Final = ("number", "tens", "many")
_BEGIN_COUNT: Final = frozenset({"a", "an", "half", "couple", "½"})
_MONTHS: Final = ("month", "month_short")
_ORDERED: Final = ("ordinal", "tens")
# Every rule with what its first token may be: kinds of the table time_words, further words, and whether digits.
_ALONE: Final[tuple[tuple[Alone, tuple[str, ...], frozenset[str], bool], ...]] = (
    (calendar_date, (*_MONTHS, "weekday", "weekday_short", "shift", *_ORDERED, "number"), frozenset({"the"}), True),
    (weekday_phrase, ("weekday", "weekday_short", "weekday_plural", "shift"), frozenset({"the"}), False),
    (deictic, ("deictic", "shift"), frozenset({"the", "day", "early", "late", "earlier", "later"}), False),
    (calendar_unit, ("shift",), frozenset({"the", "year"}), False),
    (weekend, (), frozenset({"over", "during", "the"}), False),
    (quarter, ("ordinal",), frozenset({"the", "q", "h"}), True),
    (season, ("season", "shift"), frozenset({"the", "early", "mid", "late", *SEASON_OPENERS}), False),
    (decade, ("ordinal", "tens", "decade"), frozenset({"the", "'"}), True),
    (holiday, ("holiday", "shift"), frozenset({"the"}), True),
    (fiscal, ("fiscal",), frozenset({"cy"}), False),
)  # fmt: skip
_NAMED_BY_CONTEXT: Final[tuple[tuple[Named, tuple[str, ...], frozenset[str], bool], ...]] = (
    (day_of_month, _ORDERED, frozenset({"the"}), True),
    (bare_month, (*_MONTHS, "shift"), frozenset({"the"}), False),
    (bare_year, ("number", "tens"), frozenset({"the", "year"}), True),
)
_OVER_OTHERS: Final[tuple[tuple[Over, tuple[str, ...], frozenset[str], bool], ...]] = (
    (adjacent, (), frozenset({"the", "that", "same", "on", "later", "earlier"}), False),
    (
        counted,
        (*_COUNTS, "unit", "about"),
        frozenset({"in", "within", "more", "less", "at", "up", "all"}) | _BEGIN_COUNT,
        True,
    ),
    (stretch, (*_COUNTS, "shift"), frozenset({"the", *STRETCH_OPENERS}) | _BEGIN_COUNT, True),
    (nth, _ORDERED, frozenset({"the", "rest", "remainder"}), True),
    (part, ("part",), frozenset({"the", "as", "earlier", "later"}), False),
    (week_of, (), frozenset({"the", "week", "w"}), False),
    (repeated, ("set", "every", "number"), frozenset({"bi", "semi", "once", "twice"}), True),
)
# Ends of a span that need no "from": days, months, years and their parts, all without a step from today.
_PLAIN: Final = re.compile(r"[\dX][\dXQW~-]*")
_MONTH_DAY: Final = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)(?:~\d)?")
_TO: Final = frozenset({"to", "until", "till", "through", "thru"})
_OPENED_BY: Final = {
    ("prior", "to"): "before", ("earlier", "than"): "before", ("no", "later", "than"): "before",
    ("later", "than"): "after", ("starting",): "since", ("beginning",): "since", ("effective",): "since",
}  # fmt: skip
# Behind a time they make it the beginning of an open span.
_FURTHER: Final = (("or", "later"), ("and", "later"), ("onwards",), ("onward",))


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words [start, end) that name a time. `lean` is a tense the words themselves carry ("next", "ago"), else empty."""

    start: int
    end: int
    expression: str
    kind: Kind
    lean: str = ""


def find_time_words(text: str, start: int, end: int, words: Vocabulary, order: Order = "") -> Iterator[TimeWords]:
    """Time expressions in the sentence text[start:end], left to right, without overlaps; the longest reading wins, and
    "from A to B" is one. `order` says how numeric dates are written where it is known ("mdy", "dmy"); without it
    03/04/2019 is not read."""
    if not words.may_tell(words_of(text, start, end)):
        return
    toks = tokens_of(text, start, end)
    reader = _Reader(Run(toks, words, order))
    i = 0
    while i < len(toks):
        found = reader.any(i)
        if found is None:
            i += 1
            continue
        yield TimeWords(toks[i + found.lead].start, toks[found.end - 1].end, found.expression, found.kind, found.lean)
        i = found.end


class _Begins(NamedTuple):
    """The rules that can begin with a word."""

    alone: tuple[Alone, ...] = ()
    named: tuple[Named, ...] = ()
    over: tuple[Over, ...] = ()


_NOTHING: Final = _Begins()
# Words that open a span without being a time.
_OPENS: Final = frozenset(
    {"from", "between", "since", "prior", "earlier", "later", "no", "starting", "beginning", "effective", "now"}
)


@lru_cache(maxsize=4)
def _beginnings(words: Vocabulary) -> tuple[dict[str, _Begins], _Begins]:
    """The rules by first word, and those that begin with digits."""
    every: set[str] = set()
    for rules in (_ALONE, _NAMED_BY_CONTEXT, _OVER_OTHERS):
        for _, kinds, more, _digits in rules:
            every.update(more, *(words.kinds.get(kind, {}) for kind in kinds))

    def fits(rule: tuple[object, tuple[str, ...], frozenset[str], bool], word: str) -> bool:
        return word in rule[2] or any(words.has(kind, word) for kind in rule[1])

    table = {
        word: _Begins(
            tuple(rule[0] for rule in _ALONE if fits(rule, word)),
            tuple(rule[0] for rule in _NAMED_BY_CONTEXT if fits(rule, word)),
            tuple(rule[0] for rule in _OVER_OTHERS if fits(rule, word)),
        )
        for word in sorted(every)
    }
    digits = _Begins(
        tuple(rule[0] for rule in _ALONE if rule[3]),
        tuple(rule[0] for rule in _NAMED_BY_CONTEXT if rule[3]),
        tuple(rule[0] for rule in _OVER_OTHERS if rule[3]),
    )
    return table, digits


class _Reader:
    """The rules over the tokens of one sentence; what was read at a token is remembered for each depth."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._words, self._digits = _beginnings(run.words)
        self._bounds = run.words.kinds.get("bound", {})
        self._seen: dict[tuple[int, int, bool], Found | None] = {}
        self._seen_sure: dict[tuple[int, int], Found | None] = {}

    def any(self, i: int) -> Found | None:
        """The longest expression that begins with token `i`."""
        run = self._run
        tok, before = run.at(i), run.at(i - 1)
        if tok.glued and (before.low.isalnum() or before.low == "_"):
            return None
        if tok.low in _OPENS or tok.low in self._bounds:
            return _longer(_longer(self._span(i), self._bound(i)), self.point(i, 0, loose=False))
        if self._beginning(tok.low) is _NOTHING:
            return None
        return _longer(_longer(self._span(i), self._further(i)), self.point(i, 0, loose=False))

    def _beginning(self, word: str) -> _Begins:
        return self._digits if word[0].isdigit() else self._words.get(word, _NOTHING)

    def point(self, i: int, depth: int, *, loose: bool) -> Found | None:
        """The longest single expression at token `i`; `loose`: the words before it say that it is a time."""
        run = self._run
        if depth > _DEEPEST or not 0 <= i < len(run.toks):
            return None
        begins = self._beginning(run.toks[i].low)
        if begins is _NOTHING:
            return None
        key = (i, depth, loose)
        if key not in self._seen:
            best = self._sure(i, depth, begins)
            for named in begins.named:
                best = _longer(best, named(run, i, loose=loose))
            if loose and run.toks[i].low[0].isdigit():
                best = _longer(best, numeric_date(run, i, opened=True))
            self._seen[key] = best
        return self._seen[key]

    def _sure(self, i: int, depth: int, begins: _Begins) -> Found | None:
        """The longest expression at `i` that needs no word before it."""
        if (i, depth) in self._seen_sure:
            return self._seen_sure[i, depth]
        run = self._run
        best: Found | None = None
        for rule in begins.alone:
            best = _longer(best, rule(run, i))

        def inner(_: Run, at: int) -> Found | None:
            return self.point(at, depth + 1, loose=True)

        for over in begins.over:
            best = _longer(best, over(run, i, inner))
        self._seen_sure[i, depth] = best
        return best

    def _end_of_span(self, i: int) -> Found | None:
        """One end of a span: any time but a day of the month alone."""
        run = self._run
        if run.low(i) == "now" or run.phrase(i, "the", "present"):
            return Found(i + (1 if run.low(i) == "now" else 2), "day:0")
        found = self.point(i, 0, loose=True)
        if found is not None and found.kind == "date" and not found.expression.startswith("XXXX-XX"):
            return found if "/" not in found.expression else None
        return None

    def _day_alone(self, i: int) -> tuple[int, int] | None:
        return day(self._run, self._run.skip(i, "the"))

    def _span(self, i: int) -> Found | None:
        """ "from A to B", "between A and B", "A–B", "3 to 5 May", "2014-18"."""
        run = self._run
        opener = run.low(i) if run.low(i) in {"from", "between"} else ""
        j = i + 1 if opener else i
        first = self._end_of_span(j)
        number = self._day_alone(j) if first is None else None
        ends = first.end if first is not None else number[1] if number else 0
        if not ends:
            return None
        sign = run.low(ends)
        to_dash = sign in DASHES or sign in _TO or (sign == "/" and self._is_next_year(first, ends))
        if not (to_dash or (sign == "and" and (opener == "between" or number))):
            return None
        k = run.skip(ends + 1, "the") if self._end_of_span(ends + 1) is None else ends + 1
        last = self._end_of_span(k)
        if last is not None:
            expression = self._joined(first, number, last, opener, sign)
            return Found(last.end, expression, "date", last.lean, j - i) if expression else None
        short = self._short_end(first, k) if first is not None else None
        return short._replace(lead=j - i) if short else None

    def _is_next_year(self, first: Found | None, ends: int) -> bool:
        """Whether "2014/2015" or "2014/15" names two years in a row."""
        word = self._run.low(ends + 1)
        if first is None or len(first.expression) != 4 or not first.expression.isdigit() or not word.isdigit():
            return False
        return len(word) in {2, 4} and f"{int(first.expression) + 1}".endswith(word)

    def _joined(
        self, first: Found | None, number: tuple[int, int] | None, last: Found, opener: str, sign: str
    ) -> str | None:
        if number is not None:
            stem = _MONTH_DAY.fullmatch(last.expression)
            if stem is None:
                return None
            if number[0] < int(stem[3]):
                return f"{stem[1]}-{stem[2]}-{number[0]:02}/{last.expression}"
            return f"XXXX-XX-{number[0]:02}/{last.expression}" if opener else None
        if first is None:
            return None
        plain = _PLAIN.fullmatch(first.expression) is not None and _PLAIN.fullmatch(last.expression) is not None
        if not opener and not plain and not (last.expression == "day:0" and sign in _TO):
            return None
        both_years = len(first.expression) == len(last.expression) == 4
        if both_years and not opener and not first.expression < last.expression:
            return None
        return f"{first.expression}/{last.expression}"

    def _short_end(self, first: Found, k: int) -> Found | None:
        """The 5 of "May 3–5", the 18 of "2014-18"."""
        run = self._run
        stem = _MONTH_DAY.fullmatch(first.expression)
        found = self._day_alone(k)
        if stem is not None and found is not None and found[0] > int(stem[3]):
            named = year(run, run.skip(found[1], ",")) if stem[1] == "XXXX" else None
            years = named[0] if named else stem[1]
            return Found(
                named[1] if named else found[1], f"{years}-{stem[2]}-{stem[3]}/{years}-{stem[2]}-{found[0]:02}"
            )
        tok = run.at(k)
        if (
            len(first.expression) == 4
            and first.expression.isdigit()
            and len(tok.low) == 2
            and tok.low.isdigit()
            and tok.glued
        ):
            second = first.expression[:2] + tok.low
            if second > first.expression and is_whole(run, k):
                return Found(k + 1, f"{first.expression}/{second}")
        return None

    def _bound(self, i: int) -> Found | None:
        """ "since A", "until A"; "before A" and "after A" where A stands for itself and not before a noun."""
        run = self._run
        which, j = run.words.value("bound", run.low(i)), i + 1
        if which is None:
            for phrase, name in _OPENED_BY.items():
                end = run.phrase(i, *phrase)
                if end is not None:
                    which, j = name, run.skip(end, "on", "from", "in")
        if which is None:
            return None
        j = run.phrase(j, "at", "least") or run.skip(j, "about", "around", "roughly")
        inner = self.point(j, 0, loose=True) or self.point(run.skip(j, "the"), 0, loose=True)
        if (
            inner is None
            or inner.kind not in {"date", "relative"}
            or inner.expression.startswith(("vague", "event", "since", "until"))
        ):
            return None
        after = run.at(inner.end)
        if which != "since" and (after.low == "'" or (after.low.isalnum() and not run.words.has("closer", after.low))):
            return None
        lean = "past" if which == "since" and run.low(i) == "since" else inner.lean
        return Found(inner.end, f"{which}:{inner.expression}", inner.kind, lean)

    def _further(self, i: int) -> Found | None:
        """ "2012 or later", "May onwards"."""
        run = self._run
        inner = self.point(i, 0, loose=True)
        if inner is None or inner.kind != "date":
            return None
        for words in _FURTHER:
            end = run.phrase(inner.end, *words)
            if end is not None:
                return Found(end, f"since:{inner.expression}")
        return None


def _longer(best: Found | None, found: Found | None) -> Found | None:
    return found if found is not None and (best is None or found.end > best.end) else best
