"""Single times: weekdays, today, last week, seasons, quarters, decades, holidays, a month's or year's name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.calendar_dates import Found
from newsapp.extraction.time_numbers import DASHES, day, month, ordinal, short_year, weekday, year

if TYPE_CHECKING:
    from newsapp.extraction.time_numbers import Run

_LEANS: Final = {-1: "past", 0: "", 1: "future"}
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
# A season's name is a time behind one of these.
SEASON_OPENERS: Final = frozenset({"in", "during", "since", "by", "until", "over", "through", "throughout", "for"})


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
            return Found(end, f"day:{shift}", lean=_LEANS[1 if shift > 0 else -1])
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
                return Found(end, f"{unit[0]}:{count}", lean=_LEANS[count // 2])
        return None
    if run.low(j) == "this" and run.low(j + 1) in {"past", "coming", "upcoming"}:
        j += 1
    shift = run.words.number("shift", run.low(j))
    if shift is None:
        end = run.phrase(i, "year", "to", "date")
        return Found(end, "part:earlier:year:0", lean="past") if end else None
    budget = run.words.value("fiscal", run.low(j + 1))
    if budget is not None and run.low(j + 2) == "year":
        return Found(j + 3, f"{budget}:{shift}", lean=_LEANS[shift])
    word, k = run.low(j), run.skip(j + 1, *_YEAR_KINDS)
    unit = unit_at(run, k)
    if unit is None or unit[0] not in CALENDAR_UNITS or is_plural(run, k):
        return None
    if run.low(unit[1]) in {"before", "after"} and not run.low(unit[1] + 1).isdigit():
        return None  # "the last week before the vote" is counted from the vote
    if run.low(unit[1]) == "-" and run.at(unit[1]).glued:
        return None  # "this year-long war"
    name, end = unit
    if run.low(i) == "the" and word in {"following", "preceding", "previous"} and name != "quarter":
        letter = {"weekend": "E"}.get(name, name[0].upper())
        return Found(end, f"anchor|{shift}{letter}", "relative")
    if name in _STRETCHED and (word == "past" or (run.low(i) == "the" and word in {"last", "next"})):
        return Found(end, f"{'past' if shift < 0 else 'next'}:1:{name}", lean=_LEANS[shift])
    if name == "weekend":
        return Found(end, f"weekend:{shift}" if shift else "weekend", lean=_LEANS[shift])
    return Found(end, f"{name}:{shift}", lean=_LEANS[shift])


def weekend(run: Run, i: int) -> Found | None:
    """ "the weekend", "over the weekend", told by the tense; with a shift it is a `calendar_unit`."""
    j = run.skip(i, "over", "during") if run.low(i) in {"over", "during"} else i
    j = run.skip(j, "the")
    shifted = calendar_unit(run, j) if j > i else None
    if shifted is not None and shifted.expression.startswith("weekend"):
        return shifted
    return Found(j + 1, "weekend") if j > i and run.low(j) == "weekend" else None


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
    if named is not None:
        expression, end = f"{named[0]}-{code}", _past_second_year(run, named[1])
    elif shift is not None:
        expression, end = f"season:{code}:{shift}", j + 1
    elif opened and (run.low(j) != "fall" or run.low(j - 1) == "the"):
        expression, end = f"XXXX-{code}", j + 1
    else:
        return None
    return Found(end, f"part:{part}:{expression}" if part else expression, lean=_LEANS[shift or 0])


def _past_second_year(run: Run, j: int) -> int:
    """Behind the "-20" of "winter 2019-20"."""
    tok = run.at(j + 1)
    return j + 2 if run.low(j) in {*DASHES, "/"} and tok.glued and tok.low.isdigit() and len(tok.low) == 2 else j


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
    if number > 4 or run.low(j) not in {"of", "in"}:
        return None
    named = year(run, j + 1)
    if named is not None:
        return Found(named[1], f"{named[0]}-Q{number}")
    if run.phrase(j + 1, "the", "year"):
        return Found(j + 3, f"quarter-of:{number}:0")
    shift = run.words.number("shift", run.low(j + 1))
    if shift is not None and run.low(j + 2) == "year":
        return Found(j + 3, f"quarter-of:{number}:{shift}", lean=_LEANS[shift])
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
    order = ordinal(run, j)
    if order is not None:
        k = order[1] + 1 if run.low(order[1]) == "-" else order[1]
        if run.low(k) == "century" and 1 <= order[0] <= 22:
            return Found(k + 1, f"century:{order[0]}")
    return None


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
        return Found(k + 2, f"year:{later}@{rule}", lean=_LEANS[later])
    if shift is not None:
        word = {-1: "last", 0: "this", 1: "next"}[shift]
        return Found(end, f"XXXX@{rule}:{word}", lean=_LEANS[shift])
    return Found(end, f"XXXX-{rule}" if is_fixed else f"XXXX@{rule}")


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
        return Found(run.skip(k, "the") + 2, f"month-of:{number}:{later}", lean=_LEANS[later])
    if shift is not None:
        return Found(end, f"XXXX-{number:02}" if shift else f"month-of:{number}:0", lean=_LEANS[shift])
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
        opened = possessed or run.words.has("year_opener", before.low)
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
