"""On which day a holiday falls in a year, from its rule in the table of holidays."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

_FIXED: Final = re.compile(r"(\d\d)-(\d\d)")
_NTH_WEEKDAY: Final = re.compile(r"(\d{1,2})-(-?\d)-(\d)(?:\+(\d))?")
_FROM_EASTER: Final = re.compile(r"(easter|orthodox)([+-]\d{1,2})")
_ISLAMIC: Final = re.compile(r"islamic-(\d\d)-(\d\d)")
# 1 Muharram 1 of the tabular calendar, the Thursday epoch (15 July 622, Julian), as a proleptic Gregorian ordinal: it
# meets the feasts as Saudi Arabia kept them from 2015 to 2025 more often (7 of 11) than the Friday epoch (4).
_ISLAMIC_EPOCH: Final = 227014


def holiday_in(year: int, rule: str) -> dt.date:
    """The day of a holiday in `year`. Rules: 12-25; 11-4-4 (fourth Thursday of November), 5--1-1 (last Monday of May),
    either with +1; easter-2, orthodox+0 (days from Easter); islamic-10-01 (tabular calendar, the first time in the
    year; a sighted moon may differ by a day). Raises ValueError for another rule or a day that does not exist."""
    if match := _FIXED.fullmatch(rule):
        return dt.date(year, int(match[1]), int(match[2]))
    if match := _NTH_WEEKDAY.fullmatch(rule):
        return _nth_weekday(year, int(match[1]), int(match[2]), int(match[3])) + dt.timedelta(days=int(match[4] or 0))
    if match := _FROM_EASTER.fullmatch(rule):
        day = _easter(year) if match[1] == "easter" else _orthodox_easter(year)
        return day + dt.timedelta(days=int(match[2]))
    if match := _ISLAMIC.fullmatch(rule):
        return _islamic(year, int(match[1]), int(match[2]))
    raise ValueError(f"no rule of a holiday: {rule[:20]!r}")


def _nth_weekday(year: int, month: int, number: int, weekday: int) -> dt.date:
    if number > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7)


def _easter(year: int) -> dt.date:
    """Western Easter by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def _orthodox_easter(year: int) -> dt.date:
    """Easter by the Julian calendar, in Gregorian days (13 days on from 1900 to 2099; Meeus, chapter 8)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    julian = dt.date(year, month, day + 1)
    return julian + dt.timedelta(days=year // 100 - year // 400 - 2)


def _islamic(year: int, month: int, day: int) -> dt.date:
    """The first such day of the tabular Islamic calendar in the Gregorian `year` (Reingold and Dershowitz,
    Calendrical Calculations: 30-year cycle with 11 leap years)."""
    islamic_year = (dt.date(year, 1, 1).toordinal() - _ISLAMIC_EPOCH) * 30 // 10631
    for candidate in range(islamic_year, islamic_year + 3):
        ordinal = (
            day
            + 29 * (month - 1)
            + month // 2
            + 354 * (candidate - 1)
            + (3 + 11 * candidate) // 30
            + _ISLAMIC_EPOCH
            - 1
        )
        found = dt.date.fromordinal(ordinal)
        if found.year == year:
            return found
    raise ValueError(f"no such day in {year}")
