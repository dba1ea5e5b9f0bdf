"""Longer stretches with names of their own: seasons, quarters and halves, decades, centuries, fiscal years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.calendar_dates import Found
from newsapp.extraction.time_numbers import DASHES, ordinal, short_year, year
from newsapp.extraction.time_points import LEANS

if TYPE_CHECKING:
    from newsapp.extraction.time_numbers import Run

# A season's name is a time behind one of these.
SEASON_OPENERS: Final = frozenset({"in", "during", "since", "by", "until", "over", "through", "throughout", "for"})


def season(run: Run, i: int) -> Found | None:
    """ "in the summer", "last winter", "spring 2019", "in late autumn of 2018"."""
    opened = run.low(i) in SEASON_OPENERS
    j = run.skip(i + 1 if opened else i, "the")
    shift = run.words.number("shift", run.low(j))
    j = j + 1 if shift is not None else j
    part = run.words.value("part", run.low(j)) if run.low(j) in {"early", "mid", "late"} else None
    if part is not None:
        j = j + 2 if run.low(j + 1) in DASHES else j + 1
    code = run.words.value("season", run.low(j))
    if code is None:
        return None
    k = run.skip(j + 1, "of", "in")
    named = year(run, k)
    later = run.words.number("shift", run.low(k)) if run.low(k + 1) == "year" else None
    if later is not None and shift is None:
        return Found(k + 2, f"season:{code}:{later}", lean=LEANS[later])
    if named is not None:
        expression, end = f"{named[0]}-{code}", _past_second_year(run, named[1])
    elif shift is not None:
        expression, end = f"season:{code}:{shift}", j + 1
    elif opened and (run.low(j) != "fall" or run.low(j - 1) == "the"):
        expression, end = f"XXXX-{code}", j + 1
    else:
        return None
    return Found(end, f"part:{part}:{expression}" if part else expression, lean=LEANS[shift or 0])


def _past_second_year(run: Run, j: int) -> int:
    """Behind the "-20" of "winter 2019-20"."""
    tok = run.at(j + 1)
    return j + 2 if run.low(j) in {*DASHES, "/"} and tok.glued and tok.low.isdigit() and len(tok.low) in {2, 4} else j


def quarter(run: Run, i: int) -> Found | None:
    """ "Q1 2019", "2019-Q1", "H2 2020", "the first quarter of 2019", "the second half of last year"."""
    sign = run.at(i)
    if sign.low in {"q", "h"} and run.at(i + 1).glued and run.low(i + 1) in {"1", "2", "3", "4"}:
        j = i + 3 if run.low(i + 2) in {"-", "/"} and run.at(i + 2).glued else run.skip(i + 2, ",", "of", "in")
        named = year(run, j)
        years, end = named or ("XXXX", i + 2)
        return _piece(sign.low, int(run.low(i + 1)), years, end)
    named = year(run, i)
    if named is not None:
        j = named[1] + 1 if run.low(named[1]) in {"-", "/"} and run.at(named[1]).glued else named[1]
        if run.low(j) in {"q", "h"} and run.at(j + 1).glued and run.low(j + 1) in {"1", "2", "3", "4"}:
            return _piece(run.low(j), int(run.low(j + 1)), named[0], j + 2)
    return _spelt_quarter(run, run.skip(i, "the"))


def _piece(sign: str, number: int, years: str, end: int) -> Found | None:
    if sign == "q":
        return Found(end, f"{years}-Q{number}")
    return Found(end, f"nth:{number}:half:{years}") if number <= 2 and years != "XXXX" else None


def _spelt_quarter(run: Run, i: int) -> Found | None:
    order = ordinal(run, i)
    if order is None or run.low(order[1]) != "quarter":
        return None
    number = order[0] if order[0] > 0 else 4
    j = order[1] + 1
    if number > 4:
        return None
    opened = run.low(j) in {"of", "in"}
    j = j + 1 if opened else j
    named = year(run, j)
    if named is not None:
        return Found(named[1], f"{named[0]}-Q{number}")
    if opened and run.phrase(j, "the", "year"):
        return Found(j + 2, f"quarter-of:{number}:0")
    shift = run.words.number("shift", run.low(j))
    if shift is not None and run.low(j + 1) == "year":
        return Found(j + 2, f"quarter-of:{number}:{shift}", lean=LEANS[shift])
    return None


def decade(run: Run, i: int) -> Found | None:
    """ "the 1990s", "the ’80s", "the nineteen sixties", "the 20th century"."""
    j = run.skip(i, "the")
    tok, after = run.at(j), run.at(j + 1)
    if (
        tok.low.isdigit()
        and tok.low.isascii()
        and len(tok.low) == 4
        and tok.low[3] == "0"
        and 1500 <= int(tok.low) <= 2199
    ):
        k = j + 2 if after.low == "'" and after.glued else j + 1
        return Found(k + 1, f"{tok.low[:3]}X") if run.low(k) == "s" and run.at(k).glued and not tok.glued else None
    short = short_year(run, j)
    if short is not None and run.low(short[1]) == "s" and run.at(short[1]).glued and short[0][3] == "0":
        return Found(short[1] + 1, f"{short[0][:3]}X")
    named = run.words.value("decade", tok.low)
    opened = j > i or run.words.has("part", run.low(i - 1)) or run.low(i - 1) in DASHES
    if named is not None and opened:
        return Found(j + 1, f"{named}X")
    is_ten = len(tok.low) == 2 and tok.low.isdigit() and tok.low[1] == "0" and int(tok.low[0]) >= 2
    if is_ten and opened and after.low == "s" and after.glued:
        return Found(j + 2, f"19{tok.low[0]}X")
    order = ordinal(run, j)
    if order is not None:
        k = order[1] + 1 if run.low(order[1]) == "-" else order[1]
        if run.low(k) == "century" and 1 <= order[0] <= 22:
            return Found(k + 1, f"century:{order[0]}")
    return None


def fiscal(run: Run, i: int) -> Found | None:
    """ "fiscal 2019", "FY19", "the 2019-20 school year": a named year whose days only its country's law knows."""
    kind = run.words.value("fiscal", run.low(i))
    if run.low(i) == "cy":
        named = _year_or_two_digits(run, i + 1)
        return Found(named[1], named[0]) if named else None
    if kind is None:
        return None
    j = run.skip(i + 1, "year")
    named = _year_or_two_digits(run, j)
    if named is not None:
        return Found(named[1], f"{kind}{named[0]}")
    return Found(j, f"{kind}XXXX") if j > i + 1 and not run.low(i - 1).isdigit() else None


def _year_or_two_digits(run: Run, i: int) -> tuple[str, int] | None:
    tok = run.at(i)
    if tok.glued and tok.low.isdigit() and tok.low.isascii():
        if len(tok.low) == 2:
            return "20" + tok.low, i + 1
        return (tok.low, i + 1) if len(tok.low) == 4 else None
    return year(run, i)
