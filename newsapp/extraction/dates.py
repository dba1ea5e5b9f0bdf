"""Resolving a time expression against a publication date: one pure function over the notation below.

Notation (`expression`), which the database keeps so that a corrected publication date re-resolves without the parser:

    2024-10-22  2024-10  2024  2024-W42  199X      stated in full (199X is a decade)
    XXXX-10-07  XXXX-10  XXXX-XX-22  XXXX-W23       month and day, month, day of the month, week without a year
    XXXX-XX-21~1  XXXX-10-21~1                      the 21st that is a Monday, that of October
    weekday:2   weekday:2:last  :next               ISO weekday, Monday = 1; of the week before, of the week after
    weekday:2:this                                  that of this week, or the nearest on the side its tense says
    weekday:2:past  :coming                         the latest before, the first after publication
    day:-1  week:0  month:1  year:-1  decade:0      calendar unit counted from the publication date's (also quarter)
    weekend  weekend:-1                             the weekend its tense says; that of the week before
    month-of:10:-1                                  that month in the calendar year shifted by -1
    shift:-3:week                                   three weeks before publication, precise to the unit
    past:2:week  next:2:week                        the two weeks up to publication, or from the day after it
    XXXX-SU  2019-SU  season:SU:-1                  a season (SP, SU, FA, WI), last summer
    XXXX-Q1  2019-Q1  quarter:-1  quarter-of:1:0    a quarter, last quarter, the first of this year
    part:mid:EXPR  part:earlier:EXPR                mid-June (early, mid, late); the side of EXPR before or after
    nth:2:week:EXPR  nth:1:weekday5:EXPR            the second week, the first Friday of EXPR (day, month, half ...)
    span:first:10:day:EXPR  century:20              the first ten days of EXPR, a century
    run:3:day:EXPR                                  three days from EXPR on
    XXXX@easter-2  2018@11-4-4  XXXX@12-25:last     a holiday by its rule (holiday_days.py), that of last year
    since:EXPR  until:EXPR  A/B                     open spans up to or from publication, and a span
    after:EXPR  before:EXPR                         the same without EXPR itself
    EXPR|-1d  EXPR|2m  EXPR|1y                      EXPR shifted by days, months or years ("the day before")
    EXPR|0W  EXPR|-1M  EXPR|1Y  EXPR|0E             the week, month, year, weekend around EXPR, shifted by such units
    EXPR|0H                                         the weekend to which a holiday belongs
    EXPR|>3  EXPR|<3                                the Wednesday after and before EXPR
    P2W  PXM  PT3H  set:weekday:1  FY2019  FY:-1    durations, repetitions and budget years, without days of their own
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from newsapp.extraction.calendar_units import (
    SEASON_MONTH,
    UNRESOLVED,
    Resolved,
    day_or_none,
    long_weekend,
    months_on,
    one_century,
    one_day,
    one_decade,
    one_month,
    one_quarter,
    one_season,
    one_year,
    week_with,
    weekend_with,
    workdays_on,
)
from newsapp.extraction.holiday_days import holiday_in
from newsapp.extraction.time_inside import nth_inside, part_of, run_from, run_inside

if TYPE_CHECKING:
    from newsapp.extraction.reading import Precision

_UNIT_DAYS: Final = {"day": 1, "week": 7}
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ISO_WEEK: Final = re.compile(r"(\d{4})-W(\d{2})")
_ISO_MONTH: Final = re.compile(r"(\d{4})-(\d{2})")
_ISO_PART: Final = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4])")
_DURATION: Final = re.compile(r"P(?=[\dXT])(?:[\dX.]+(?:Y|M|WE|W|D)){0,4}(T(?:[\dX.]+[HMS]){1,3})?")
_OUTSIDE: Final = re.compile(r"(?:FY|SY)(?:\d{4}|XXXX)")
_STEP: Final = re.compile(r"([+-]?\d{1,6})([dmyWMYEH])|([<>])([1-7])")
_YEAR_DAYS: Final = 366
# How long before and after a bare month-day an article may have been written.
_NEAR_DAYS: Final = 183
# Takes the occurrence that its surroundings ask for.
_FLOATING: Final = re.compile(r"XXXX|^weekday:\d$")
_DURATION_PRECISION: Final[dict[str, Precision]] = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_WEEK_BACK: Final = "-7d"
# "|" may be stacked this often; the grammar writes at most four steps.
_MOST_STEPS: Final = 8


def resolve(expression: str, tense: str, published: dt.date | None) -> Resolved:
    """The calendar days of `expression` in an article of `published`, written in `tense` (past, present, future, none).

    A weekday or month-day takes the nearest fitting occurrence: past = the latest up to the publication day included,
    future = the earliest from it on, otherwise the nearest. What needs a publication date that is not known, and any
    date outside years 1 to 9999, stays unresolved.
    """
    try:
        return _resolve(expression, tense, published) if expression.count("|") <= _MOST_STEPS else UNRESOLVED
    except (ValueError, OverflowError):
        return UNRESOLVED


def _resolve(expression: str, tense: str, published: dt.date | None) -> Resolved:
    if expression.startswith(("since:", "until:", "after:", "before:")):
        return _open(expression, tense, published)
    if "/" in expression:
        opening, _, closing = expression.partition("/")
        return _between(opening, closing, tense, published)
    if "|" in expression:
        base, _, amount = expression.rpartition("|")
        found = _stepped(_resolve(base, tense, published), amount)
        if published and tense == "past" and _FLOATING.match(base) and found.first and found.first > published:
            # "two days after Tuesday’s attack" is told of the Tuesday before
            return _stepped(_stepped(_resolve(base, tense, published), _WEEK_BACK), amount) if base[0] == "w" else found
        return found
    if duration := _DURATION.fullmatch(expression):
        precision = "none" if duration[1] else _DURATION_PRECISION.get(expression[-1], "none")
        return Resolved(expression, None, None, precision)
    if _OUTSIDE.fullmatch(expression):
        return Resolved(expression, None, None, "none")
    absolute = _absolute(expression)
    if absolute is not None:
        return absolute
    word, _, rest = expression.partition(":")
    if word in {"part", "nth", "span", "run"}:
        return _inside(word, rest, tense, published)
    if word == "century" and rest.isdigit():
        return one_century(int(rest))
    if "@" in expression:
        return _holiday(expression, tense, published)
    if published is None:
        return UNRESOLVED
    if expression.startswith("XXXX-"):
        return _without_year(expression[5:], tense, published)
    return _relative(word, rest, tense, published)


def _relative(word: str, rest: str, tense: str, published: dt.date) -> Resolved:
    """What is counted from the publication date."""
    first, _, second = rest.partition(":")
    if word == "weekday":
        return _weekday(first, second, tense, published)
    if word == "weekend":
        return _weekend(rest, tense, published)
    if word in {"day", "week", "month", "year", "decade", "quarter"}:
        return _unit(word, int(rest), published)
    if word == "season":
        return one_season(published.year + int(second), first)
    if word == "quarter-of":
        return one_quarter(published.year + int(second), int(first))
    if word == "month-of":
        return one_month(published.year + int(second), int(first))
    if word in {"FY", "SY"}:
        return Resolved(f"{word}{published.year + int(rest)}", None, None, "none")
    if word == "shift":
        return _unit(second, int(first), published)
    if word in {"past", "next"}:
        return _stretch(int(first), second, published, forward=word == "next")
    return UNRESOLVED


def _open(expression: str, tense: str, published: dt.date | None) -> Resolved:
    """A span with one end, up to or from publication; nothing where that lies on the wrong side."""
    word, _, rest = expression.partition(":")
    if word == "since" and tense in {"none", "present"}:
        tense = "past"
    base = _resolve(rest, tense, published)
    if base.first is None or base.last is None or published is None:
        return UNRESOLVED
    if word == "since":
        return base._replace(last=max(published, base.first))
    if word == "until":
        return base._replace(first=min(published, base.last))
    if word == "after" and base.last < published:
        return base._replace(first=base.last + dt.timedelta(days=1), last=published)
    if word == "before" and base.first > published:
        return base._replace(first=published, last=base.first - dt.timedelta(days=1))
    return UNRESOLVED


def _stepped(base: Resolved, amount: str) -> Resolved:
    step = _STEP.fullmatch(amount)
    if base.first is None or step is None:
        return UNRESOLVED
    if step[3]:
        gap = (int(step[4]) - base.first.isoweekday()) % 7 or 7
        behind = (base.first.isoweekday() - int(step[4])) % 7 or 7
        return one_day(base.first + dt.timedelta(days=gap if step[3] == ">" else -behind))
    count, unit = int(step[1]), step[2]
    if unit == "d":
        return one_day(base.first + dt.timedelta(days=count))
    if unit == "W":
        return week_with(base.first + dt.timedelta(days=7 * count))
    if unit == "E":
        return weekend_with(base.first + dt.timedelta(days=7 * count))
    if unit == "H":
        return long_weekend(base.first)
    moved = months_on(base.first, count * (12 if unit in "yY" else 1))
    return (
        one_month(moved.year, moved.month) if unit == "M" else one_year(moved.year) if unit == "Y" else one_day(moved)
    )


def _absolute(expression: str) -> Resolved | None:
    if match := _ISO_DAY.fullmatch(expression):
        return one_day(dt.date(int(match[1]), int(match[2]), int(match[3])))
    if match := _ISO_WEEK.fullmatch(expression):
        return week_with(dt.date.fromisocalendar(int(match[1]), int(match[2]), 1))
    if match := _ISO_MONTH.fullmatch(expression):
        return one_month(int(match[1]), int(match[2]))
    if re.fullmatch(r"\d{4}", expression):
        return one_year(int(expression))
    if match := _ISO_PART.fullmatch(expression):
        year = int(match[1])
        return one_season(year, match[2]) if match[2] in SEASON_MONTH else one_quarter(year, int(match[2][1]))
    if re.fullmatch(r"\d{3}X", expression):
        return one_decade(int(expression[:3]) * 10)
    return None


def _without_year(rest: str, tense: str, published: dt.date) -> Resolved:
    month, _, day = rest.partition("-")
    if month in SEASON_MONTH or month.startswith("Q"):
        years = [published.year + shift for shift in (-1, 0, 1)]
        found = [one_season(y, month) if month in SEASON_MONTH else one_quarter(y, int(month[1])) for y in years]
        chosen = _choose([one.first for one in found if one.first], tense, published)
        return next((one for one in found if one.first == chosen), UNRESOLVED)
    if month.startswith("W"):
        return week_with(dt.date.fromisocalendar(published.year, int(month[1:]), 1))
    if month == "XX":
        return _day_of_month(day, tense, published)
    day, _, weekday = day.partition("~")
    if weekday:
        # A weekday is named with a day not far off, and says its year more surely than the tense.
        near = [day_or_none(published.year + shift, int(month), int(day)) for shift in (-1, 0, 1)]
        for one in near:
            if one is not None and one.isoweekday() == int(weekday) and abs((one - published).days) <= _NEAR_DAYS:
                return one_day(one)
    if day:
        # Nine years reach over any gap between two 29 Februaries.
        days = (day_or_none(published.year + shift, int(month), int(day)) for shift in range(-8, 9))
        chosen = _choose([found for found in days if found], tense, published)
        return one_day(chosen) if chosen else UNRESOLVED
    return _nearest_month(int(month), tense, published)


def _day_of_month(rest: str, tense: str, published: dt.date) -> Resolved:
    day, _, weekday = rest.partition("~")
    reach = 24 if weekday else 2
    now = published.year * 12 + published.month - 1
    days = (day_or_none((now + shift) // 12, (now + shift) % 12 + 1, int(day)) for shift in range(-reach, reach + 1))
    fitting = [one for one in days if one and (not weekday or one.isoweekday() == int(weekday))]
    chosen = _choose(fitting, tense, published)
    return one_day(chosen) if chosen else UNRESOLVED


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
    return one_month((now + gap) // 12, month)


def _choose(days: list[dt.date], tense: str, published: dt.date) -> dt.date | None:
    if tense == "past":
        days = [day for day in days if day <= published]
    elif tense == "future":
        days = [day for day in days if day >= published]
    return min(days, key=lambda day: (abs((day - published).days), day), default=None)


def _weekday(number: str, which: str, tense: str, published: dt.date) -> Resolved:
    ahead = (int(number) - published.isoweekday()) % 7
    behind = (published.isoweekday() - int(number)) % 7
    this = int(number) - published.isoweekday()
    if which == "this" and tense in {"past", "future"}:
        shift = -behind if tense == "past" else ahead
    elif which in {"last", "next", "this"}:
        shift = this + {"last": -7, "this": 0, "next": 7}[which]
    elif which == "past":
        shift = -(behind or 7)
    elif which == "coming":
        shift = ahead or 7
    elif tense == "future":
        shift = ahead
    elif tense == "present":
        shift = -behind if behind <= ahead else ahead
    else:
        shift = -behind
    return one_day(published + dt.timedelta(days=shift))


def _weekend(count: str, tense: str, published: dt.date) -> Resolved:
    this = weekend_with(published)
    if count:
        return weekend_with(published + dt.timedelta(days=7 * int(count)))
    is_ahead = this.first is not None and this.first > published
    return weekend_with(published - dt.timedelta(days=7)) if is_ahead and tense == "past" else this


def _unit(unit: str, count: int, published: dt.date) -> Resolved:
    if unit == "day":
        return one_day(published + dt.timedelta(days=count))
    if unit == "week":
        return week_with(published + dt.timedelta(days=7 * count))
    if unit == "month":
        months = published.year * 12 + published.month - 1 + count
        return one_month(months // 12, months % 12 + 1)
    if unit == "year":
        return one_year(published.year + count)
    if unit == "quarter":
        index = published.year * 4 + (published.month - 1) // 3 + count
        return one_quarter(index // 4, index % 4 + 1)
    return one_decade((published.year // 10 + count) * 10) if unit == "decade" else UNRESOLVED


def _stretch(count: int, unit: str, published: dt.date, *, forward: bool) -> Resolved:
    precision: Precision = (
        "day" if unit in {"day", "workday"} else "week" if unit == "week" else "month" if unit == "month" else "year"
    )
    sign = 1 if forward else -1
    if unit == "quarter":
        quarters = sorted((_unit("quarter", sign, published), _unit("quarter", sign * count, published)), key=str)
        return _span(quarters[0], quarters[1])
    if unit in _UNIT_DAYS:
        far = published + dt.timedelta(days=sign * count * _UNIT_DAYS[unit])
    elif unit == "workday":
        far = workdays_on(published, sign * count)
    else:
        far = months_on(published, sign * count * (12 if unit == "year" else 120 if unit == "decade" else 1))
    tomorrow = published + dt.timedelta(days=1)
    first, last = (min(tomorrow, far) if count > 0 else far, far) if forward else (far, published)
    return Resolved(first.isoformat(), first, last, precision)


def _between(opening: str, closing: str, tense: str, published: dt.date | None) -> Resolved:
    """The span from `opening` to `closing`. A side without a year takes the occurrence next to a side that has one, and
    two without a year belong together ("from November to March", "Saturday to Tuesday")."""
    first, last = _resolve(opening, tense, published), _resolve(closing, tense, published)
    is_open, is_closed = _FLOATING.search(opening) is not None, _FLOATING.search(closing) is not None
    if is_open and not is_closed and last.last is not None:
        first = _resolve(opening, "past", last.last)
    elif is_open and opening.startswith("XXXX-XX") and last.first is not None:
        first = _resolve(opening, "past", last.first)
    elif is_open and is_closed and tense == "future" and last.last is not None:
        first = _resolve(opening, "past", last.last)  # what is to come may have begun: "from August to October"
    elif is_closed and first.first is not None:
        is_far = last.last is None or not 0 <= (last.last - first.first).days <= _YEAR_DAYS
        last = _resolve(closing, "future", first.first) if is_far or not is_open else last
    return _span(first, last)


def _inside(kind: str, rest: str, tense: str, published: dt.date | None) -> Resolved:
    which, _, base = rest.partition(":")
    if kind == "part":
        return part_of(which, _resolve(base, tense, published), published)
    if kind == "span":
        count, unit, base = base.split(":", 2)
        return run_inside(which, int(count), unit, _resolve(base, tense, published))
    unit, _, base = base.partition(":")
    if kind == "run":
        return run_from(int(which), unit, _resolve(base, tense, published))
    return nth_inside(int(which), unit, _resolve(base, tense, published))


def _holiday(expression: str, tense: str, published: dt.date | None) -> Resolved:
    when, _, rest = expression.partition("@")
    rule, _, which = rest.partition(":")
    if when.isdigit():
        return one_day(holiday_in(int(when), rule))
    if published is None:
        return UNRESOLVED
    if when.startswith("year:"):
        return one_day(holiday_in(published.year + int(when[5:]), rule))
    days = [holiday_in(published.year + shift, rule) for shift in (-1, 0, 1)]
    if which == "this":
        return one_day(days[1])
    if which == "last":
        return one_day(max(day for day in days if day < published))
    if which == "next":
        return one_day(min(day for day in days if day > published))
    chosen = _choose(days, tense, published)
    return one_day(chosen) if chosen else UNRESOLVED


def _span(opening: Resolved, closing: Resolved) -> Resolved:
    if opening.first is None or closing.last is None or closing.last < opening.first:
        return UNRESOLVED
    return Resolved(opening.value, opening.first, closing.last, opening.precision)
