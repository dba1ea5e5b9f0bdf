"""Single times: weekdays, today, last week, seasons, quarters, decades, holidays, a month's or year's name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.calendar_dates import Found
from newsapp.extraction.time_numbers import day, month, weekday, year

if TYPE_CHECKING:
    from newsapp.extraction.time_numbers import Run

LEANS: Final = {-1: "past", 0: "", 1: "future"}
# What last, next and this do to a weekday (see `dates.py`): the week before, the latest one, the week after, the first.
_WEEKDAY_SHIFTS: Final = {
    "last": "last", "previous": "last", "preceding": "last", "past": "past", "this": "this", "current": "this",
    "next": "next", "following": "next", "coming": "coming", "upcoming": "coming",
}  # fmt: skip
# Units that "last" and "next" count on the calendar.
CALENDAR_UNITS: Final = frozenset({"week", "month", "year", "decade", "quarter", "weekend"})
# Units whose "the last", "the next" is the stretch up to or from now ("in the last year").
_STRETCHED: Final = frozenset({"week", "month", "year"})
_YEAR_KINDS: Final = frozenset({"calendar", "business", "working"})


def unit_at(run: Run, i: int) -> tuple[str, int] | None:
    """A unit of time in the singular or plural, as its name in the singular."""
    found = run.words.value("unit", run.low(i))
    return (found, i + 1) if found is not None else None


def is_plural(run: Run, i: int) -> bool:
    return run.low(i).endswith("s")


def past_day_part(run: Run, j: int) -> int:
    """The index behind "morning", "early morning", "-night" at `j`."""
    k = j + 1 if run.low(j) == "-" and run.at(j).glued else j
    k = k + 1 if run.low(k) in {"early", "late"} else k
    return k + 1 if run.words.has("day_part", run.low(k)) else j


def weekday_phrase(run: Run, i: int) -> Found | None:
    """ "Tuesday", "last Friday", "this past Monday night", "Wednesday of last week", "next week on Tuesday"."""
    shift, j = _weekday_shift(run, i)
    named = weekday(run, j, short=bool(shift))
    if named is None:
        return _plural_weekday(run, i) or _week_then_weekday(run, i)
    number, j = named
    if run.low(i) == "the" and run.low(i + 1) in {"following", "preceding"}:
        return Found(
            past_day_part(run, j), f"anchor|{'>' if run.low(i + 1) == 'following' else '<'}{number}", "relative"
        )
    if run.low(i) == "following" and run.low(j) == "'":
        return None  # "following Wednesday’s quake" is after it
    part = past_day_part(run, j)
    if not shift and part > j and run.low(part - 1).endswith("s"):
        return Found(part, f"set:weekday:{number}", "set")  # "Friday mornings"
    k = run.skip(part, "of", "in")
    after = calendar_unit(run, k)
    if not shift and after is not None and after.expression.startswith("week:") and run.low(k) != "the":
        return Found(past_day_part(run, after.end), f"{after.expression}|{number - 1}d", lean=after.lean)
    return Found(part, f"weekday:{number}:{shift}" if shift else f"weekday:{number}")


def _weekday_shift(run: Run, i: int) -> tuple[str, int]:
    first = run.low(i)
    if first == "this" and run.low(i + 1) in {"past", "coming", "upcoming"}:
        return _WEEKDAY_SHIFTS[run.low(i + 1)], i + 2
    j = i + 1 if first == "the" and run.low(i + 1) in _WEEKDAY_SHIFTS else i
    found = _WEEKDAY_SHIFTS.get(run.low(j), "")
    return (found, j + 1) if found else ("", i)


def _plural_weekday(run: Run, i: int) -> Found | None:
    tok = run.at(i)
    number = run.words.number("weekday", tok.low[:-1]) if tok.low.endswith("s") else None
    return Found(past_day_part(run, i + 1), f"set:weekday:{number}", "set") if number else None


def _week_then_weekday(run: Run, i: int) -> Found | None:
    week = calendar_unit(run, i)
    if week is None or not week.expression.startswith("week:"):
        return None
    j = run.skip(week.end, "on")
    named = weekday(run, j, short=True)
    return Found(named[1], f"{week.expression}|{named[0] - 1}d", lean=week.lean) if named else None


def deictic(run: Run, i: int) -> Found | None:
    """ "today", "late yesterday", "tomorrow morning", "the day before yesterday", "last night"."""
    j = run.skip(i, "the")
    for words, shift in ((("day", "before", "yesterday"), -2), (("day", "after", "tomorrow"), 2)):
        end = run.phrase(j, *words)
        if end is not None:
            return Found(end, f"day:{shift}", lean=LEANS[1 if shift > 0 else -1])
    j = run.skip(i, "late", "early", "earlier", "later")
    shift_of = run.words.number("deictic", run.low(j))
    if shift_of is not None:
        return Found(past_day_part(run, j + 1), f"day:{shift_of}")
    if run.low(i) == "last" and run.low(i + 1) in {"night", "evening"}:
        return Found(i + 2, "day:-1")
    if run.low(i) == "this" and run.words.has("day_part", run.low(i + 1)):
        return Found(i + 2, "day:0")
    return None


def calendar_unit(run: Run, i: int) -> Found | None:
    """ "last week", "this year", "next quarter", "the week after next", "the past year", "the previous month"."""
    j = run.skip(i, "the")
    unit = unit_at(run, j)
    if j > i and unit is not None and unit[0] in CALENDAR_UNITS:
        for words, count in ((("before", "last"), -2), (("after", "next"), 2)):
            end = run.phrase(unit[1], *words)
            if end is not None:
                return Found(end, f"{unit[0]}:{count}", lean=LEANS[count // 2])
        return None
    if run.low(j) == "this" and run.low(j + 1) in {"past", "coming", "upcoming"}:
        j += 1
    shift = run.words.number("shift", run.low(j))
    if shift is None:
        end = run.phrase(i, "year", "to", "date")
        return Found(end, "part:earlier:year:0", lean="past") if end else None
    budget = run.words.value("fiscal", run.low(j + 1))
    if budget is not None and run.low(j + 2) == "year":
        return Found(j + 3, f"{budget}:{shift}", lean=LEANS[shift])
    word, k = run.low(j), run.skip(j + 1, *_YEAR_KINDS)
    unit = unit_at(run, k)
    if unit is None or unit[0] not in CALENDAR_UNITS or is_plural(run, k):
        return None
    if run.low(unit[1]) in {"before", "after"} and not run.low(unit[1] + 1).isdigit():
        return None  # "the last week before the vote" is counted from the vote
    if run.low(unit[1]) == "-" and run.at(unit[1]).glued:
        return None  # "this year-long war"
    name, end = unit
    if run.low(i) == "the" and word in {"following", "preceding", "previous", "prior"} and name != "quarter":
        letter = {"weekend": "E"}.get(name, name[0].upper())
        return Found(end, f"anchor|{shift}{letter}", "relative")
    if name in _STRETCHED and (word == "past" or (run.low(i) == "the" and word in {"last", "next"})):
        return Found(end, f"{'past' if shift < 0 else 'next'}:1:{name}", lean=LEANS[shift])
    if name == "weekend":
        return Found(end, f"weekend:{shift}" if shift else "weekend", lean=LEANS[shift])
    return Found(end, f"{name}:{shift}", lean=LEANS[shift])


def weekend(run: Run, i: int) -> Found | None:
    """ "the weekend", "over the weekend", told by the tense; with a shift it is a `calendar_unit`."""
    j = run.skip(i, "over", "during") if run.low(i) in {"over", "during"} else i
    j = run.skip(j, "the")
    shifted = calendar_unit(run, j) if j > i else None
    if shifted is not None and shifted.expression.startswith("weekend"):
        return shifted
    return Found(j + 1, "weekend") if j > i and run.low(j) == "weekend" else None


def holiday(run: Run, i: int) -> Found | None:
    """A holiday with its year, or as told by the tense: "Good Friday 2019", "last Easter", "Labor Day this year"."""
    j = run.skip(i, "the")
    shift = run.words.number("shift", run.low(j))
    j = j + 1 if shift is not None else i
    for name, rule in run.words.holidays.get(run.low(j), ()):
        end = run.phrase(j, *name)
        if end is None or (run.at(j).text[0].islower() and len(name) > 1 and name[0] in {"may", "all", "new"}):
            continue
        if rule[4:5] == "-" and rule[:4].isdigit():
            return Found(end, rule)
        if len(name) == 1 and shift is None and not _stands_alone(run, i, end):
            return None
        return _dated_holiday(run, end, rule, shift)
    return None


def _stands_alone(run: Run, i: int, end: int) -> bool:
    """Whether a holiday of one word is a time here ("at Christmas", "Easter 2019"), not part of a name."""
    if year(run, end) is not None or run.low(end) == "weekend":
        return True
    return run.low(i - 1) in {
        "at",
        "on",
        "before",
        "after",
        "since",
        "by",
        "until",
        "around",
        "over",
        "for",
        "than",
        "from",
    } and not (run.at(end).text[:1].isupper())


def _dated_holiday(run: Run, end: int, rule: str, shift: int | None) -> Found:
    k = run.skip(end, ",")
    k = run.skip(k, "of", "in")
    named = year(run, k)
    is_fixed = len(rule) == 5 and rule[2] == "-"
    if named is not None and run.low(named[1]) == "weekend":
        return Found(named[1] + 1, f"{named[0]}@{rule}|0H")
    if named is not None:
        return Found(named[1], f"{named[0]}-{rule}" if is_fixed else f"{named[0]}@{rule}")
    if run.low(end) == "weekend":
        named = year(run, end + 1)
        days = f"{named[0] if named else 'XXXX'}@{rule}|0H"
        return Found(named[1] if named else end + 1, days)
    later = run.words.number("shift", run.low(k))
    if later is not None and run.low(k + 1) == "year":
        return Found(k + 2, f"year:{later}@{rule}", lean=LEANS[later])
    if shift is not None:
        word = {-1: "last", 0: "this", 1: "next"}[shift]
        return Found(end, f"XXXX@{rule}:{word}", lean=LEANS[shift])
    return Found(end, f"XXXX-{rule}" if is_fixed else f"XXXX@{rule}")


def bare_month(run: Run, i: int, *, loose: bool = False) -> Found | None:
    """A month's name alone, where a word near it says that it is a time: "in May", "last October", "April’s vote"."""
    j = run.skip(i, "the")
    shift = run.words.number("shift", run.low(j))
    j = j + 1 if shift is not None else i
    named = month(run, j)
    if named is None:
        return None
    number, end = named
    k = run.skip(end, "of")
    later = run.words.number("shift", run.low(run.skip(k, "the")))
    if later is not None and run.low(run.skip(k, "the") + 1) == "year":
        return Found(run.skip(k, "the") + 2, f"month-of:{number}:{later}", lean=LEANS[later])
    if shift is not None:
        return Found(end, f"XXXX-{number:02}" if shift else f"month-of:{number}:0", lean=LEANS[shift])
    opened = run.words.has("month_opener", run.low(i - 1)) and not run.at(i).glued
    is_named = (
        run.low(i) not in {"may", "march"}
        and len(run.low(i)) > 3
        and (run.low(end) == "'" or (run.words.has("occasion", run.low(end)) and not run.at(end).glued))
    )
    return Found(end, f"XXXX-{number:02}") if loose or opened or is_named else None


def bare_year(run: Run, i: int, *, loose: bool = False) -> Found | None:
    """Four digits or words that are a year because of what stands near: "in 2018", "the year 2018", "(2018)"."""
    j = run.skip(i, "the")
    if run.low(j) == "year" and run.low(j - 1) != "fiscal":
        named = year(run, run.skip(j + 1, "of"))
        return Found(named[1], named[0]) if named else None
    named = year(run, i)
    if named is None:
        return None
    before, tok = run.at(i - 1), run.at(i)
    if run.words.has("counted", run.low(named[1])):
        return None
    if tok.glued:
        opened = before.low == "("
    else:
        possessed = before.low == "s" and before.glued and run.low(i - 2) == "'"
        listed = before.low in {"and", "or"} and year(run, i - 2) is not None
        opened = possessed or listed or run.words.has("year_opener", before.low)
    spelt = tok.low.isalpha() and named[1] - i < 3 and not loose
    return (
        Found(named[1], named[0])
        if (opened or loose) and not (spelt and before.low not in {"in", "since", "of", "by", "until", "from"})
        else None
    )


def day_of_month(run: Run, i: int, *, loose: bool = False) -> Found | None:
    """ "on the 18th", "the 3rd of the month": a day without its month."""
    j = run.skip(i, "the")
    found = day(run, j)
    if found is None or found[1] == j:
        return None
    k = run.phrase(found[1], "of", "the", "month") or run.phrase(found[1], "day", "of", "the", "month")
    if k is None:
        k = run.phrase(found[1], "of", "this", "month")
    if k is not None:
        return Found(k, f"nth:{found[0]}:day:month:0")
    after = run.at(found[1])
    ends = not after.low.isalpha() or run.words.has("closer", after.low)
    is_numeral = found[1] - j == 2 and run.low(j).isdigit()
    opened = run.low(i - 1) in {"on", "by", "until", "till", "since"} and is_numeral
    return Found(found[1], f"XXXX-XX-{found[0]:02}") if ends and (opened or (loose and (is_numeral or j > i))) else None
