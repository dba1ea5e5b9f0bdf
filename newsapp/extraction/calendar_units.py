"""Stretches of the calendar as first and last day: day, week, month, season, quarter, half, year, decade, century."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from newsapp.extraction.reading import Precision

# The month in which a season begins (northern, by the weather's calendar: three whole months).
SEASON_MONTH: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Resolved(NamedTuple):
    """`value` as an ISO string at its precision; `first` and `last` are inclusive days, None when unresolved."""

    value: str | None
    first: dt.date | None
    last: dt.date | None
    precision: Precision


UNRESOLVED: Final = Resolved(None, None, None, "none")


def one_day(day: dt.date) -> Resolved:
    return Resolved(day.isoformat(), day, day, "day")


def week_with(day: dt.date) -> Resolved:
    """The ISO week, Monday to Sunday, in which `day` lies."""
    monday = day - dt.timedelta(days=day.isoweekday() - 1)
    year, week, _ = monday.isocalendar()
    return Resolved(f"{year:04}-W{week:02}", monday, monday + dt.timedelta(days=6), "week")


def weekend_with(day: dt.date) -> Resolved:
    """Saturday and Sunday of the ISO week in which `day` lies."""
    saturday = day + dt.timedelta(days=6 - day.isoweekday())
    year, week, _ = saturday.isocalendar()
    return Resolved(f"{year:04}-W{week:02}-WE", saturday, saturday + dt.timedelta(days=1), "day")


def long_weekend(day: dt.date) -> Resolved:
    """The weekend to which a holiday on `day` belongs, with the day where it touches: for Monday and Tuesday the one
    before."""
    saturday = day - dt.timedelta(days=(day.isoweekday() + 1) % 7)
    if 3 <= day.isoweekday() <= 5:
        saturday += dt.timedelta(days=7)
    sunday = saturday + dt.timedelta(days=1)
    touches = day in {saturday - dt.timedelta(days=1), sunday + dt.timedelta(days=1)}
    first, last = (min(saturday, day), max(sunday, day)) if touches else (saturday, sunday)
    return Resolved(first.isoformat(), first, last, "day")


def one_month(year: int, month: int) -> Resolved:
    first = dt.date(year, month, 1)
    return Resolved(f"{year:04}-{month:02}", first, first.replace(day=calendar.monthrange(year, month)[1]), "month")


def one_year(year: int) -> Resolved:
    return Resolved(f"{year:04}", dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def one_season(year: int, season: str) -> Resolved:
    """Three whole months from the one in which `season` (SP, SU, FA, WI) begins; winter ends in the next year."""
    first = dt.date(year, SEASON_MONTH[season], 1)
    return Resolved(f"{year:04}-{season}", first, months_on(first, 3) - dt.timedelta(days=1), "none")


def one_quarter(year: int, number: int) -> Resolved:
    first = dt.date(year, 3 * number - 2, 1)
    return Resolved(f"{year:04}-Q{number}", first, months_on(first, 3) - dt.timedelta(days=1), "none")


def one_decade(first_year: int) -> Resolved:
    return Resolved(f"{first_year // 10:03}X", dt.date(first_year, 1, 1), dt.date(first_year + 9, 12, 31), "none")


def one_century(number: int) -> Resolved:
    """The 20th is 1900 to 1999, as the news counts."""
    first = (number - 1) * 100
    return Resolved(f"{number - 1:02}XX", dt.date(max(first, 1), 1, 1), dt.date(first + 99, 12, 31), "none")


def months_on(day: dt.date, months: int) -> dt.date:
    """The same day `months` later, the last of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def workdays_on(day: dt.date, count: int) -> dt.date:
    """The `count`-th day from Monday to Friday after `day` (before it if negative); at most 260 either way."""
    step = dt.timedelta(days=1 if count > 0 else -1)
    left = min(abs(count), 260)
    while left:
        day += step
        left -= day.isoweekday() <= 5
    return day


def day_or_none(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the month has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
