"""Parts of a resolved stretch: its early, middle and late part, its n-th week, its first ten days."""

from __future__ import annotations

import datetime as dt
from typing import Final

from newsapp.extraction.calendar_units import (
    UNRESOLVED,
    Resolved,
    months_on,
    one_day,
    one_month,
    one_quarter,
    week_with,
)

# Days of a month and months of a year that are its early, middle and late part; thirds, as dictionaries have them.
_DAYS: Final = {"early": (1, 10), "mid": (10, 20), "late": (21, 31)}
_MONTHS: Final = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_THIRDS: Final = {"early": 0, "mid": 1, "late": 2}
_UNIT_MONTHS: Final = {"month": 1, "quarter": 3}


def part_of(which: str, whole: Resolved, published: dt.date | None) -> Resolved:
    """The early, mid or late part of `whole`, or what of it lies earlier or later than publication (that day included).
    A day, a week and a weekend stay whole."""
    if whole.first is None or whole.last is None:
        return UNRESOLVED
    if which in {"earlier", "later"}:
        if published is None or not whole.first <= published <= whole.last:
            return whole
        return whole._replace(last=published) if which == "earlier" else whole._replace(first=published)
    days = (whole.last - whole.first).days + 1
    if which not in _THIRDS:
        return UNRESOLVED
    if days <= 7:
        return whole
    if whole.precision == "month" and days <= 31:
        first, last = _DAYS[which]
        return whole._replace(
            first=whole.first.replace(day=first), last=whole.first.replace(day=min(last, whole.last.day))
        )
    if whole.precision == "year" and days <= 366:
        opens, closes = _MONTHS[which]
        return whole._replace(
            first=one_month(whole.first.year, opens).first, last=one_month(whole.first.year, closes).last
        )
    third = _THIRDS[which]
    opening = whole.first + dt.timedelta(days=days * third // 3)
    return whole._replace(first=opening, last=whole.first + dt.timedelta(days=days * (third + 1) // 3 - 1))


def nth_inside(number: int, unit: str, whole: Resolved) -> Resolved:
    """The `number`-th day, week, weekend, weekday, month, quarter or half of `whole`, -1 for the last. Weeks belong to
    where their Thursday lies, as in ISO 8601. Nothing where the whole has no such part."""
    if whole.first is None or whole.last is None or not number:
        return UNRESOLVED
    if unit == "half":
        return _half(number, whole)
    if unit == "day":
        found = one_day(whole.last if number < 0 else whole.first + dt.timedelta(days=number - 1))
    elif unit in _UNIT_MONTHS:
        found = _months(number, _UNIT_MONTHS[unit], whole)
    elif unit.startswith("weekday"):
        found = one_day(_nth(number, int(unit[7:]), whole.first, whole.last))
    else:
        thursday = _nth(number, 4, whole.first, whole.last)
        if unit == "weekend":
            saturday, sunday = thursday + dt.timedelta(days=2), thursday + dt.timedelta(days=3)
            return Resolved(saturday.isoformat(), saturday, sunday, "day")
        return week_with(thursday)
    return found if found.first is not None and found.first <= whole.last else UNRESOLVED


def run_inside(which: str, count: int, unit: str, whole: Resolved) -> Resolved:
    """The first or last `count` days, weeks or months of `whole`, cut to it."""
    if whole.first is None or whole.last is None or not 0 < count < 400:
        return UNRESOLVED
    if unit in _UNIT_MONTHS:
        months = count * _UNIT_MONTHS[unit]
        after = whole.last + dt.timedelta(days=1)
        first, last = months_on(after, -months), months_on(whole.first, months) - dt.timedelta(days=1)
    else:
        step = dt.timedelta(days=count * (7 if unit == "week" else 1) - 1)
        first, last = whole.last - step, whole.first + step
    if which == "first":
        first, last = whole.first, min(last, whole.last)
    else:
        first, last = max(first, whole.first), whole.last
    return Resolved(first.isoformat(), first, last, "day" if unit == "day" else "week" if unit == "week" else "month")


def run_from(count: int, unit: str, start: Resolved) -> Resolved:
    """`count` days, weeks, months or years from the first day of `start` on."""
    if start.first is None or not 0 < count < 1000:
        return UNRESOLVED
    if unit in {"day", "week"}:
        after = start.first + dt.timedelta(days=count * (7 if unit == "week" else 1))
    else:
        after = months_on(start.first, count * (12 if unit == "year" else 1))
    return start._replace(last=after - dt.timedelta(days=1))


def _half(number: int, whole: Resolved) -> Resolved:
    if whole.first is None or whole.last is None:
        return UNRESOLVED
    if whole.precision == "year":
        middle = dt.date(whole.first.year, 7, 1)
    else:
        middle = whole.first + dt.timedelta(days=((whole.last - whole.first).days + 1) // 2)
    if number == 1:
        return whole._replace(last=middle - dt.timedelta(days=1))
    return whole._replace(first=middle)


def _months(number: int, size: int, whole: Resolved) -> Resolved:
    if whole.first is None or whole.last is None:
        return UNRESOLVED
    if number < 0:
        first = months_on(whole.last + dt.timedelta(days=1), -size)
    else:
        first = months_on(whole.first, (number - 1) * size)
    return one_month(first.year, first.month) if size == 1 else one_quarter(first.year, (first.month - 1) // 3 + 1)


def _nth(number: int, weekday: int, first: dt.date, last: dt.date) -> dt.date:
    if number > 0:
        return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7)
