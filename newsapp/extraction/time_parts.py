"""Parts of a time: early June, the end of last year, the second week of May, the last Friday in March, the week of …"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.calendar_dates import Found
from newsapp.extraction.time_numbers import DASHES, cardinal, ordinal, weekday, year
from newsapp.extraction.time_points import is_plural, unit_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsapp.extraction.time_numbers import Run

    # Reads the time at a token.
    Inner = Callable[[Run, int], Found | None]

_HALVES: Final = {1: "1", 2: "2", -1: "2"}
# "the week", "the year" inside a larger expression is the present one.
_THIS: Final = {
    "week": "week:0",
    "month": "month:0",
    "year": "year:0",
    "decade": "decade:0",
    "quarter": "quarter:0",
    "weekend": "weekend",
}
# What a whole has to be for a part of it to be meant.
_WHOLES: Final = (
    "month",
    "year",
    "week",
    "quarter",
    "decade",
    "century",
    "season",
    "XXXX-",
    "past",
    "next",
    "month-of",
    "weekend",
)
# The present one of a unit, of which something lies earlier or later.
_PRESENT: Final = ("week:0", "month:0", "year:0", "decade:0", "quarter:0", "season:")


def inside(run: Run, i: int, inner: Inner) -> Found | None:
    """The whole at `i` that something is a part of: any time, or "the year", "month" for the present one."""
    j = run.skip(i, "the")
    name = unit_at(run, j)
    if name is not None and name[0] in _THIS and not is_plural(run, j):
        return Found(name[1], _THIS[name[0]])
    found = inner(run, i) or (inner(run, j) if j > i else None)
    return found if found is not None and found.kind in {"date", "relative"} else None


def part(run: Run, i: int, inner: Inner) -> Found | None:
    """ "early June", "mid-2023", "late last year", "the end of the year", "earlier this month"."""
    j = run.skip(i, "the", "as")
    word = run.low(j)
    if word in {"earlier", "later"}:
        return _side(run, j, word, inner)
    which = run.words.value("part", word)
    if which is None:
        return None
    if word in {"early", "mid", "late"}:
        k = j + 2 if run.low(j + 1) in DASHES else j + 1
        within = word != "mid" and run.low(k) == "in"
        k = run.skip(run.skip(k, "in", "on") if word != "mid" else k, "the")
        name = unit_at(run, k)
        whole = inner(run, k) if name is None else inside(run, k, inner) if within else None
    else:
        k = run.skip(j + 1, "of")
        whole = inside(run, k, inner) if k > j + 1 else None
    if whole is None or whole.kind == "set" or whole.kind == "duration":
        return None
    if _is_day(whole.expression):
        return whole if word in {"early", "late"} else None
    return whole._replace(expression=f"part:{which}:{whole.expression}")


def _is_day(expression: str) -> bool:
    return expression.startswith(("weekday:", "day:", "shift:", "anchor")) or len(expression.rpartition("-")[0]) == 7


def _side(run: Run, j: int, word: str, inner: Inner) -> Found | None:
    """ "earlier this week", "later in the year": the side of it that lies before or after publication."""
    k = run.skip(j + 1, "in")
    whole = inside(run, k, inner) if k > j + 1 else inner(run, j + 1)
    if whole is None:
        return None
    within = k > j + 1 and _is_whole(whole) and not _is_day(whole.expression)
    if not within and not whole.expression.startswith(_PRESENT):
        return whole if k == j + 1 and _is_day(whole.expression) else None
    lean = "past" if word == "earlier" else whole.lean
    return Found(whole.end, f"part:{word}:{whole.expression}", lean=lean)


def nth(run: Run, i: int, inner: Inner) -> Found | None:
    """ "the first week of May", "the last Friday in March", "the second half of 2019", "the first ten days of June"."""
    j = run.skip(i, "the")
    if run.low(j) in {"rest", "remainder"} and run.low(j + 1) == "of":
        whole = inside(run, j + 2, inner)
        return Found(whole.end, f"part:later:{whole.expression}") if whole and _is_whole(whole) else None
    order = ordinal(run, j)
    if order is None:
        return None
    number, k = order
    k = k + 1 if run.low(k) == "-" else k
    counted = cardinal(run, k) if number in {1, -1} else None
    if counted is not None and counted[0] is not None and counted[0] == int(counted[0]):
        return _run_of_units(run, number, int(counted[0]), counted[1], inner)
    if run.low(k) == "half":
        years = year(run, k + 1)
        whole = Found(years[1], years[0]) if years else _of(run, k + 1, inner)
        if whole is None or number not in _HALVES:
            return None
        return whole._replace(expression=f"nth:{_HALVES[number]}:half:{whole.expression}")
    named, unit = weekday(run, k), unit_at(run, k)
    if named is not None:
        what, end = f"weekday{named[0]}", named[1]
    elif unit is not None and unit[0] in {"day", "week", "weekend", "month", "quarter"}:
        what, end = unit
    else:
        return _of_a_month(run, order, inner)
    whole = _of(run, end, inner)
    if whole is None:
        return None
    if unit is not None and is_plural(run, k):
        return (
            whole._replace(expression=f"part:{'early' if number == 1 else 'late'}:{whole.expression}")
            if number in {1, -1}
            else None
        )
    return whole._replace(expression=f"nth:{number}:{what}:{whole.expression}")


def _run_of_units(run: Run, number: int, count: int, j: int, inner: Inner) -> Found | None:
    unit = unit_at(run, j)
    whole = _of(run, unit[1], inner) if unit and unit[0] in {"day", "week", "month", "quarter"} else None
    if unit is None or whole is None:
        return None
    return whole._replace(expression=f"span:{'first' if number == 1 else 'last'}:{count}:{unit[0]}:{whole.expression}")


def _of(run: Run, j: int, inner: Inner) -> Found | None:
    """The whole behind "of" or "in"."""
    if run.low(j) not in {"of", "in"}:
        return None
    whole = inside(run, j + 1, inner)
    return whole if whole is not None and _is_whole(whole) else None


def _is_whole(whole: Found) -> bool:
    expression = whole.expression
    return expression.startswith(_WHOLES) or expression[:4].isdigit() or expression[:3].isdigit()


def _of_a_month(run: Run, order: tuple[int, int], inner: Inner) -> Found | None:
    """ "the 15th of next month", "the third of the month" as counted from the month's first day."""
    whole = _of(run, order[1], inner)
    if whole is None or not whole.expression.startswith("month:") or not 1 <= order[0] <= 31:
        return None
    return whole._replace(expression=f"nth:{order[0]}:day:{whole.expression}")


def week_of(run: Run, i: int, inner: Inner) -> Found | None:
    """ "the week of October 7", "the week beginning 3 May", "week 23 of 2027"."""
    j = run.skip(i, "the")
    if run.low(j) == "w" and run.low(j + 1) == "/" and run.low(j + 2) in {"c", "b"}:
        j += 3
    elif run.low(j) == "week":
        number = run.at(j + 1)
        if (
            number.low.isdigit()
            and number.low.isascii()
            and len(number.low) <= 2
            and 1 <= int(number.low) <= 53
            and not number.glued
        ):
            return _numbered_week(run, j + 2, int(number.low))
        j = run.skip(j + 1, "of", "starting", "beginning", "commencing", "ending")
        if run.low(j - 1) == "week":
            return None
        j = run.skip(run.skip(j, "on", "from"), "the")
    else:
        return None
    day = inner(run, j)
    if day is None or day.kind != "date" or not (_is_day(day.expression) or "@" in day.expression):
        return None
    return day._replace(expression=f"{day.expression}|0W")


def _numbered_week(run: Run, j: int, number: int) -> Found | None:
    named = year(run, run.skip(j, "of", "in"))
    after = run.at(j)
    if named is not None:
        return Found(named[1], f"{named[0]}-W{number:02}")
    is_end = not after.low.isalnum() or run.words.has("closer", after.low) or after.low.isdigit()
    return Found(j, f"XXXX-W{number:02}") if is_end else None
