"""Dates of the calendar: month, day and year in every usual order, ISO and numeric dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from newsapp.extraction.time_numbers import DASHES, day, full_year, month, short_year, weekday, year

if TYPE_CHECKING:
    from newsapp.extraction.time_numbers import Run

Kind = Literal["date", "duration", "set", "relative"]
_SEPARATORS: Final = frozenset({"-", "/", "."})


class Found(NamedTuple):
    """An expression in the notation of dates.py that ends before token `end`; `lean` is a tense its words carry. Its
    words begin `lead` tokens behind the one it was looked for at (the "from" of a span is no part of it)."""

    end: int
    expression: str
    kind: Kind = "date"
    lean: str = ""
    lead: int = 0


def calendar_date(run: Run, i: int) -> Found | None:
    """A day or month named by month and day, with or without weekday and year: "Tuesday, October 22, 2024", "the 3rd of
    May", "22/Oct/2024", "May 2019". A month's name alone is not one (see `bare_month`)."""
    lead = run.skip(i, "the")
    lead = lead + 1 if run.words.has("shift", run.low(lead)) else i
    named = weekday(run, lead, short=True)
    if named is not None:
        j = run.skip(run.skip(run.skip(named[1], ","), "("), "the")
        found = _month_first(run, j) or _day_first(run, j) or numeric_date(run, j, opened=True)
        if found is not None and not _is_month(found):
            if found.expression.startswith("XXXX"):
                found = found._replace(expression=f"{found.expression}~{named[0]}")
            return found._replace(end=run.skip(found.end, ")")) if run.low(named[1]) == "(" else found
        return _numbered_weekday(run, named[0], named[1]) if lead == i else None
    return (
        _month_first(run, i) or _day_first(run, run.skip(i, "the")) or numeric_date(run, i, opened=_is_opened(run, i))
    )


def _is_month(found: Found) -> bool:
    return len(found.expression) == 7


def _is_opened(run: Run, i: int) -> bool:
    """Whether a word before a "5/12" says that it is a day and no fraction."""
    return run.low(i - 1) in {"on", "from", "to", "until", "till", "by", "since", "between", "before", "after"} or (
        run.words.has("shift", run.low(i - 1))
    )


def _numbered_weekday(run: Run, number: int, j: int) -> Found | None:
    """ "Tuesday the eleventh", "Monday 21": the day of the month that falls on that weekday."""
    k = run.skip(j, "the")
    found = day(run, k)
    if found is None or (k == j and not run.low(k)[0].isdigit()) or found[1] == k:
        return None
    after = run.at(found[1])
    if after.low in {"-", ":"} and after.glued:
        return None
    if after.low.isalpha() and not run.words.has("closer", after.low):
        return None  # "Sunday 30 people were hurt" counts people
    return Found(found[1], f"XXXX-XX-{found[0]:02}~{number}")


def _month_first(run: Run, i: int) -> Found | None:
    near = month(run, i, beside_number=True)
    if near is None:
        return None
    number, j = near
    joined = run.low(j) in {"-", "/"} and run.at(j).glued and run.at(j + 1).glued
    k = run.skip(j + 1 if joined else j, "the")
    first = day(run, k, joined=joined or (run.at(k).glued and k == j and run.low(k - 1).isalpha()))
    is_capital = month(run, i) is not None
    if first is not None and (is_capital or not run.at(k).low.isalpha()):
        ends = _year_after(run, first[1], joined=joined)
        if ends is not None:
            return Found(ends[1], f"{ends[0]}-{number:02}-{first[0]:02}")
        is_short = run.words.has("month_short", run.low(i))
        if not _counts(run, first[1], k) and (is_capital or is_short or first[1] - k == 2 or joined):
            return Found(first[1], f"XXXX-{number:02}-{first[0]:02}")
        return None
    ends = _year_after(run, j, joined=joined)
    if ends is not None and (is_capital or run.low(i) in run.words.kinds.get("month", {})):
        return Found(ends[1], f"{ends[0]}-{number:02}")
    return None


def _counts(run: Run, j: int, k: int) -> bool:
    """Whether a day's number behind a month is a count after all ("in May 30 people")."""
    return j - k == 1 and run.words.has("counted", run.low(j))


def _day_first(run: Run, i: int) -> Found | None:
    first = day(run, i, spelt=True)
    if first is None:
        return None
    j = first[1]
    joined = run.low(j) in {"-", "/"} and run.at(j).glued and run.at(j + 1).glued
    j = j + 1 if joined else run.phrase(j, "day", "of") or run.skip(j, "of")
    near = month(run, j, beside_number=True)
    if near is None or (run.at(i).low.isalpha() and month(run, j) is None and run.low(j) in {"may", "march"}):
        return None
    ends = _year_after(run, near[1], joined=joined)
    if ends is not None:
        return Found(ends[1], f"{ends[0]}-{near[0]:02}-{first[0]:02}")
    if month(run, j) is None and not (run.words.has("month_short", run.low(j)) and run.low(i).isdigit()):
        return None  # "5 may" be anything
    return Found(near[1], f"XXXX-{near[0]:02}-{first[0]:02}")


def _year_after(run: Run, j: int, *, joined: bool = False) -> tuple[str, int] | None:
    """A year behind a day or month: ", 2019", "of 2019", "in 2019", "-2019", "of ’87", "of 87"."""
    if run.low(j) in {"-", "/"} and run.at(j).glued and run.at(j + 1).glued:
        digits = run.low(j + 1)
        if joined and len(digits) == 4 and digits.isdigit() and digits.isascii() and 1500 <= int(digits) <= 2199:
            return digits, j + 2
        return year(run, j + 1) if joined or run.low(j + 2) not in DASHES else None
    k = run.skip(j, ",")
    k = run.skip(k, "of", "in", "the") if run.low(k) in {"of", "in"} else k
    k = run.skip(run.skip(k, "the"), "year") if run.low(k) == "the" and run.low(k + 1) == "year" else k
    found = year(run, k)
    if found is not None:
        counted = run.words.has("counted", run.low(found[1])) or (
            k == j and run.at(k).low.isalpha() and found[1] - k < 2
        )
        return None if counted else found
    short = short_year(run, k)
    if short is not None:
        return short
    tok = run.at(k)
    if run.low(k - 1) == "of" and len(tok.low) == 2 and tok.low.isdigit() and tok.low.isascii() and k > j:
        return full_year(tok.low), k + 1
    return None


def numeric_date(run: Run, i: int, *, opened: bool) -> Found | None:
    """A date in digits. Where day and month cannot be told apart and their order is unknown it is not read.

    `opened`: a word before it says that two numbers with a stroke are a day ("on 22/04").
    """
    parts, end = _digits(run, i)
    named = _with_named_month(run, i)
    if named is not None:
        return named
    if len(parts) == 3:
        if len(parts[0]) == 4:
            return _iso(end, parts[0], parts[1], parts[2])
        if len(parts[2]) == 4 or (len(parts[2]) == 2 and run.low(i + 1) == "/"):
            if run.low(i + 1) == "." and len(parts[2]) == 4 and 1 <= int(parts[1]) <= 12:
                return _iso(end, parts[2], parts[1], parts[0])  # with full stops the day is first everywhere
            return _ordered(run, end, parts[0], parts[1], parts[2] if len(parts[2]) == 4 else full_year(parts[2]))
    if (
        len(parts) == 2
        and len(parts[1]) == 4
        and len(parts[0]) <= 2
        and 1 <= int(parts[0]) <= 12
        and run.low(i + 1) != "."
    ):
        return Found(end, f"{parts[1]}-{int(parts[0]):02}") if 1900 <= int(parts[1]) <= 2199 else None
    if len(parts) == 2 and len(parts[0]) <= 2 and len(parts[1]) <= 2 and opened and run.low(i + 1) == "/":
        ends = _year_after(run, end)
        return _ordered(run, ends[1] if ends else end, parts[0], parts[1], ends[0] if ends else "XXXX")
    if not parts and run.at(i).low.isdigit():
        return _spaced(run, i)
    return None


def _digits(run: Run, i: int) -> tuple[list[str], int]:
    """Two or three groups of digits joined by one sign: their digits and the index behind them."""
    first = run.at(i)
    if not (first.low.isdigit() and first.low.isascii()) or len(first.low) > 4:
        return [], i
    if first.glued and run.low(i - 1) not in {"(", '"', "“", "-", "–", "—", "~", "[", "'"}:
        return [], i
    sign = run.low(i + 1)
    if sign not in _SEPARATORS:
        return [], i
    parts, j = [first.low], i + 1
    while len(parts) < 3 and run.low(j) == sign and run.at(j).glued:
        tok = run.at(j + 1)
        if not (tok.glued and tok.low.isdigit() and tok.low.isascii() and len(tok.low) <= 4):
            break
        parts.append(tok.low)
        j += 2
    after = run.at(j)
    if after.glued and (after.low.isalnum() or after.low in {"%", "_", "/"}):
        return [], i
    if after.glued and after.low == "." and run.at(j + 1).glued and run.low(j + 1).isdigit():
        return [], i
    return (parts, j) if len(parts) > 1 else ([], i)


def _iso(end: int, years: str, one: str, two: str) -> Found | None:
    if 1 <= int(one) <= 12 and 1 <= int(two) <= 31 and 1500 <= int(years) <= 2199:
        return Found(end, f"{years}-{int(one):02}-{int(two):02}")
    return None


def _ordered(run: Run, end: int, first: str, second: str, years: str) -> Found | None:
    one, two = int(first), int(second)
    if years != "XXXX" and not 1500 <= int(years) <= 2199:
        return None
    if one == two and 1 <= one <= 12:
        return Found(end, f"{years}-{one:02}-{two:02}")
    if one > 12 >= two >= 1 and one <= 31:
        return Found(end, f"{years}-{two:02}-{one:02}")
    if two > 12 >= one >= 1 and two <= 31:
        return Found(end, f"{years}-{one:02}-{two:02}")
    if not (1 <= one <= 12 and 1 <= two <= 12) or not run.order:
        return None  # 03/04/2019 is 3 April in one country and 4 March in another
    return Found(end, f"{years}-{one:02}-{two:02}" if run.order == "mdy" else f"{years}-{two:02}-{one:02}")


def _with_named_month(run: Run, i: int) -> Found | None:
    """ "2019-aug-1", "2020/23/Sep"."""
    years, sign = run.low(i), run.low(i + 1)
    if not (years.isdigit() and years.isascii() and len(years) == 4 and 1500 <= int(years) <= 2199):
        return None
    if sign not in {"-", "/"} or run.low(i + 3) != sign or not all(run.at(i + n).glued for n in range(1, 5)):
        return None
    for at, other in ((i + 2, i + 4), (i + 4, i + 2)):
        named, tok = month(run, at, beside_number=True), run.at(other)
        if named is not None and tok.low.isdigit() and tok.low.isascii() and 1 <= int(tok.low) <= 31:
            return Found(i + 5, f"{years}-{named[0]:02}-{int(tok.low):02}")
    return None


def _spaced(run: Run, i: int) -> Found | None:
    """ "2016 10 16", "2019 May 3"."""
    found = year(run, i)
    if found is None:
        return None
    one, two = run.at(i + 1), run.at(i + 2)
    named = month(run, i + 1)
    if named is not None:
        days = day(run, named[1])
        return Found(days[1], f"{found[0]}-{named[0]:02}-{days[0]:02}") if days else None
    if (
        len(one.low) == len(two.low) == 2
        and (one.low + two.low).isdigit()
        and (one.low + two.low).isascii()
        and day(run, i + 2)
    ):
        return _iso(i + 3, found[0], one.low, two.low)
    return None
