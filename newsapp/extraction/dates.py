"""Resolving a time expression against a publication date: one pure function over the notation below.

Notation (`expression`), which the database keeps so that a corrected publication date re-resolves without the parser:

    2024-10-22  2024-10  2024  2024-W42  199X      stated in full (199X is a decade)
    XXXX-10-07  XXXX-10  XXXX-XX-22                 month and day, month, day of the month without a year
    weekday:2   weekday:2:last  :next  :this        ISO weekday, Monday = 1
    day:-1  week:0  month:1  year:-1  decade:0      calendar unit counted from the publication date's
    month-of:10:-1                                  that month in the calendar year shifted by -1
    shift:-3:week                                   three weeks before publication, precise to the unit
    past:2:week  next:2:week                        the two weeks up to, or from, publication
    XXXX-SU  2019-SU  season:SU:-1                  a season (SP, SU, FA, WI), last summer
    XXXX-Q1  2019-Q1  quarter:-1  quarter-of:1:0    a quarter, last quarter, the first of this year
    part:mid:EXPR  nth:2:week:EXPR  century:20      mid-June, the second week of EXPR, a century
    since:EXPR  until:EXPR  A/B                     open spans up to or from publication, and a span
    EXPR|-1d  EXPR|2m  EXPR|1y                      EXPR shifted by days, months or years ("the day before")
    P2W  PXM  PT3H  set:weekday:1                   durations and repetitions, which have no place on a calendar
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from newsapp.extraction.reading import Precision

_UNIT_DAYS: Final = {"day": 1, "week": 7}
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ISO_WEEK: Final = re.compile(r"(\d{4})-W(\d{2})")
_ISO_MONTH: Final = re.compile(r"(\d{4})-(\d{2})")
_ISO_PART: Final = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4])")
# The month in which a season begins (northern, by the weather's calendar: three whole months).
_SEASON_MONTH: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DURATION: Final = re.compile(r"P(?:T)?[\dX.]+([YMWDH]|Min|S)")
_YEAR_DAYS: Final = 366
_DURATION_PRECISION: Final[dict[str, Precision]] = {"Y": "year", "M": "month", "W": "week", "D": "day"}


class Resolved(NamedTuple):
    """`value` as an ISO string at its precision; `first` and `last` are inclusive days, None when unresolved."""

    value: str | None
    first: dt.date | None
    last: dt.date | None
    precision: Precision


UNRESOLVED: Final = Resolved(None, None, None, "none")


def resolve(expression: str, tense: str, published: dt.date | None) -> Resolved:
    """The calendar days of `expression` in an article of `published`, written in `tense` (past, present, future, none).

    A weekday or month-day takes the nearest fitting occurrence: past = the latest up to the publication day included,
    future = the earliest from it on, otherwise the nearest. What needs a publication date that is not known, and any
    date outside years 1 to 9999, stays unresolved.
    """
    try:
        return _resolve(expression, tense, published)
    except (ValueError, OverflowError):
        return UNRESOLVED


def _resolve(expression: str, tense: str, published: dt.date | None) -> Resolved:
    if "|" in expression:
        base, _, amount = expression.rpartition("|")
        anchor = _resolve(base, tense, published)
        if anchor.first is None:
            return UNRESOLVED
        if amount.endswith("d"):
            return _day(anchor.first + dt.timedelta(days=int(amount[:-1])))
        return _day(_months_on(anchor.first, int(amount[:-1]) * (12 if amount.endswith("y") else 1)))
    if "/" in expression:
        opening, _, closing = expression.partition("/")
        return _between(opening, closing, tense, published)
    if duration := _DURATION.fullmatch(expression):
        return Resolved(
            expression,
            None,
            None,
            _DURATION_PRECISION.get(duration.group(1), "none") if "T" not in expression else "none",
        )
    absolute = _absolute(expression)
    if absolute is not None:
        return absolute
    if expression.startswith(("part:", "nth:")):
        return _inside(expression, tense, published)
    if expression.startswith("century:"):
        return _century(int(expression[8:]))
    if published is None:
        return UNRESOLVED
    if expression.startswith("XXXX-"):
        return _without_year(expression, tense, published)
    word, _, rest = expression.partition(":")
    if word == "weekday":
        return _weekday(rest, tense, published)
    if word in {"day", "week", "month", "year", "decade"}:
        return _unit(word, int(rest), published)
    if word == "season":
        season, _, years = rest.partition(":")
        return _season(published.year + int(years), season)
    if word == "quarter":
        index = published.year * 4 + (published.month - 1) // 3 + int(rest)
        return _quarter(index // 4, index % 4 + 1)
    if word == "quarter-of":
        number, _, years = rest.partition(":")
        return _quarter(published.year + int(years), int(number))
    if word == "month-of":
        month, _, years = rest.partition(":")
        return _month(published.year + int(years), int(month))
    if word == "shift":
        count, _, unit = rest.partition(":")
        return _shifted(int(count), unit, published)
    if word in {"past", "next"}:
        count, _, unit = rest.partition(":")
        return _stretch(int(count), unit, published, forward=word == "next")
    if word == "since":
        begun = _resolve(rest, "past" if tense in {"none", "present"} else tense, published)
        return begun._replace(last=max(published, begun.first)) if begun.first else UNRESOLVED
    if word == "until":
        ended = _resolve(rest, tense, published)
        return ended._replace(first=min(published, ended.last)) if ended.last else UNRESOLVED
    return UNRESOLVED


def _absolute(expression: str) -> Resolved | None:
    if match := _ISO_DAY.fullmatch(expression):
        return _day(dt.date(int(match[1]), int(match[2]), int(match[3])))
    if match := _ISO_WEEK.fullmatch(expression):
        return _week(dt.date.fromisocalendar(int(match[1]), int(match[2]), 1))
    if match := _ISO_MONTH.fullmatch(expression):
        return _month(int(match[1]), int(match[2]))
    if re.fullmatch(r"\d{4}", expression):
        return _year(int(expression))
    if match := _ISO_PART.fullmatch(expression):
        return (
            _season(int(match[1]), match[2]) if match[2] in _SEASON_MONTH else _quarter(int(match[1]), int(match[2][1]))
        )
    if re.fullmatch(r"\d{3}X", expression):
        decade = int(expression[:3]) * 10
        return Resolved(expression, dt.date(decade, 1, 1), dt.date(decade + 9, 12, 31), "none")
    return None


def _without_year(expression: str, tense: str, published: dt.date) -> Resolved:
    month, _, day = expression[5:].partition("-")
    if month in _SEASON_MONTH or month.startswith("Q"):
        years = [published.year + shift for shift in (-1, 0, 1)]
        found = [_season(y, month) if month in _SEASON_MONTH else _quarter(y, int(month[1])) for y in years]
        chosen = _choose([one.first for one in found if one.first], tense, published)
        return next((one for one in found if one.first == chosen), UNRESOLVED)
    if month == "XX":
        candidates = [
            _day_or_none(
                published.year + (published.month - 1 + shift) // 12, (published.month - 1 + shift) % 12 + 1, int(day)
            )
            for shift in range(-2, 3)
        ]
        chosen = _choose([found for found in candidates if found], tense, published)
        return _day(chosen) if chosen else UNRESOLVED
    if day:
        # Nine years reach over any gap between two 29 Februaries.
        days = (_day_or_none(published.year + shift, int(month), int(day)) for shift in range(-8, 9))
        chosen = _choose([found for found in days if found], tense, published)
        return _day(chosen) if chosen else UNRESOLVED
    return _nearest_month(int(month), tense, published)


def _nearest_month(month: int, tense: str, published: dt.date) -> Resolved:
    now = published.year * 12 + published.month - 1
    offsets = sorted(
        (year * 12 + month - 1 - now for year in range(published.year - 1, published.year + 2)),
        key=lambda gap: (abs(gap), gap),
    )
    if tense == "past":
        gap = max(offset for offset in offsets if offset <= 0)
    elif tense == "future":
        gap = min(offset for offset in offsets if offset >= 0)
    else:
        gap = offsets[0]
    return _month((now + gap) // 12, month)


def _choose(days: list[dt.date], tense: str, published: dt.date) -> dt.date | None:
    if tense == "past":
        days = [day for day in days if day <= published]
    elif tense == "future":
        days = [day for day in days if day >= published]
    return min(days, key=lambda day: (abs((day - published).days), day), default=None)


def _weekday(rest: str, tense: str, published: dt.date) -> Resolved:
    number, _, which = rest.partition(":")
    ahead = (int(number) - published.isoweekday()) % 7
    behind = (published.isoweekday() - int(number)) % 7
    if which == "last":
        shift = -(behind or 7)
    elif which == "next":
        shift = ahead or 7
    elif which == "this":
        shift = int(number) - published.isoweekday()
    elif tense == "future":
        shift = ahead
    elif tense == "present":
        shift = -behind if behind <= ahead else ahead
    else:
        shift = -behind
    return _day(published + dt.timedelta(days=shift))


def _unit(unit: str, count: int, published: dt.date) -> Resolved:
    if unit == "day":
        return _day(published + dt.timedelta(days=count))
    if unit == "week":
        return _week(published + dt.timedelta(days=7 * count))
    if unit == "month":
        months = published.year * 12 + published.month - 1 + count
        return _month(months // 12, months % 12 + 1)
    if unit == "year":
        return _year(published.year + count)
    decade = (published.year // 10 + count) * 10
    return Resolved(f"{decade // 10}X", dt.date(decade, 1, 1), dt.date(decade + 9, 12, 31), "none")


def _shifted(count: int, unit: str, published: dt.date) -> Resolved:
    if unit == "day":
        return _day(published + dt.timedelta(days=count))
    return _unit(unit, count, published)


def _stretch(count: int, unit: str, published: dt.date, *, forward: bool) -> Resolved:
    precision: Precision = (
        "day" if unit == "day" else "week" if unit == "week" else "month" if unit == "month" else "year"
    )
    if unit in _UNIT_DAYS:
        far = published + dt.timedelta(days=count * _UNIT_DAYS[unit] * (1 if forward else -1))
    else:
        months = count * (12 if unit == "year" else 120 if unit == "decade" else 1) * (1 if forward else -1)
        far = _months_on(published, months)
    first, last = (published, far) if forward else (far, published)
    return Resolved(first.isoformat(), first, last, precision)


def _between(opening: str, closing: str, tense: str, published: dt.date | None) -> Resolved:
    """The span from `opening` to `closing`. A side without a year takes the occurrence next to a side that has one, and
    two without a year belong together ("from November to March")."""
    first, last = _resolve(opening, tense, published), _resolve(closing, tense, published)
    is_open, is_closed = opening.startswith("XXXX"), closing.startswith("XXXX")
    if is_open and not is_closed and last.last is not None:
        first = _resolve(opening, "past", last.last)
    elif is_closed and first.first is not None:
        is_far = last.last is None or not 0 <= (last.last - first.first).days <= _YEAR_DAYS
        last = _resolve(closing, "future", first.first) if is_far or not is_open else last
    return _span(first, last)


def _inside(expression: str, tense: str, published: dt.date | None) -> Resolved:
    """A part of a month or year ("mid-June": days 10 to 20), or its n-th week: weeks belong to where their Thursday
    lies, as in ISO 8601."""
    kind, which, rest = expression.split(":", 2)
    if kind == "part":
        whole = _resolve(rest, tense, published)
        if whole.first is None or whole.last is None or whole.precision not in {"month", "year"}:
            return whole
        if whole.precision == "month":
            first, last = {"early": (1, 10), "mid": (10, 20), "late": (21, whole.last.day)}[which]
            return whole._replace(first=whole.first.replace(day=first), last=whole.first.replace(day=last))
        opens, closes = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[which]
        return whole._replace(first=_month(whole.first.year, opens).first, last=_month(whole.first.year, closes).last)
    unit, _, base = rest.partition(":")
    whole = _resolve(base, tense, published)
    if whole.first is None or whole.last is None:
        return UNRESOLVED
    number = int(which)
    if unit == "day":
        return _day(whole.last if number < 0 else whole.first + dt.timedelta(days=number - 1))
    if number > 0:
        thursday = whole.first + dt.timedelta(days=(4 - whole.first.isoweekday()) % 7 + 7 * (number - 1))
    else:
        thursday = whole.last - dt.timedelta(days=(whole.last.isoweekday() - 4) % 7)
    if unit == "weekend":
        return _span(_day(thursday + dt.timedelta(days=2)), _day(thursday + dt.timedelta(days=3)))
    return _week(thursday)


def _months_on(day: dt.date, months: int) -> dt.date:
    """The same day `months` later, the last of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _season(year: int, season: str) -> Resolved:
    first = dt.date(year, _SEASON_MONTH[season], 1)
    return Resolved(f"{year:04}-{season}", first, _months_on(first, 3) - dt.timedelta(days=1), "none")


def _quarter(year: int, number: int) -> Resolved:
    first = dt.date(year, 3 * number - 2, 1)
    return Resolved(f"{year:04}-Q{number}", first, _months_on(first, 3) - dt.timedelta(days=1), "none")


def _century(number: int) -> Resolved:
    first = (number - 1) * 100
    return Resolved(f"{number - 1:02}XX", dt.date(max(first, 1), 1, 1), dt.date(first + 99, 12, 31), "none")


def _span(opening: Resolved, closing: Resolved) -> Resolved:
    if opening.first is None or closing.last is None or closing.last < opening.first:
        return UNRESOLVED
    return Resolved(opening.value, opening.first, closing.last, opening.precision)


def _day(day: dt.date) -> Resolved:
    return Resolved(day.isoformat(), day, day, "day")


def _week(day: dt.date) -> Resolved:
    monday = day - dt.timedelta(days=day.isoweekday() - 1)
    year, week, _ = monday.isocalendar()
    return Resolved(f"{year:04}-W{week:02}", monday, monday + dt.timedelta(days=6), "week")


def _month(year: int, month: int) -> Resolved:
    first = dt.date(year, month, 1)
    return Resolved(f"{year:04}-{month:02}", first, first.replace(day=calendar.monthrange(year, month)[1]), "month")


def _year(year: int) -> Resolved:
    return Resolved(f"{year:04}", dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def _day_or_none(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
