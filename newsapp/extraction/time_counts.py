"""Counted times: durations, three weeks ago, two days after Tuesday, the past two years, a day earlier, every week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.calendar_dates import Found
from newsapp.extraction.time_numbers import cardinal, weekday
from newsapp.extraction.time_points import is_plural, past_day_part, unit_at

if TYPE_CHECKING:
    from newsapp.extraction.time_numbers import Run
    from newsapp.extraction.time_parts import Inner

# Days or months of a unit.
_DAYS: Final = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_LETTERS: Final = {
    "day": "D",
    "night": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "weekend": "WE",
    "hour": "H",
    "minute": "M",
    "second": "S",
}
_MULTIPLES: Final = {
    "fortnight": (2, "week"),
    "quarter": (3, "month"),
    "decade": (10, "year"),
    "century": (100, "year"),
}
_CLOCK: Final = frozenset({"hour", "minute", "second"})
# A bare plural ("for weeks") is a length of time behind one of these.
_LENGTH_OPENERS: Final = frozenset({"for", "over", "after", "within", "during", "in", "last", "lasting"})
STRETCH_OPENERS: Final = frozenset({"over", "in", "for", "during", "within"})
_AROUND: Final = {"after": 1, "from": 1, "since": 1, "following": 1, "before": -1, "prior": -1}
_DETERMINERS: Final = frozenset({"the", "a", "an", "his", "her", "their", "its", "this", "that"})
Amount = tuple[float | None, str]


def amounts(run: Run, i: int) -> tuple[list[Amount], int] | None:
    """Counts with their units: "two weeks", "a year and a half", "2 years 1 month", "a few days"."""
    found: list[Amount] = []
    j = i
    while len(found) < 3:
        k = j
        if found:
            k = run.skip(run.skip(k, ","), "and")
        counted = cardinal(run, k)
        if counted is None or (found and k == j and run.low(k) in {"a", "an"}):  # "seven days a week" is a rate
            break
        at = counted[1] + 1 if run.low(counted[1]) == "-" and run.at(counted[1]).glued else counted[1]
        unit = unit_at(run, at) or _letter_unit(run, at)
        if unit is None or (found and found[-1][1] == unit[0]):
            break
        amount = counted[0]
        j = unit[1]
        for words, more in ((("and", "a", "half"), 0.5), (("and", "a", "quarter"), 0.25), (("and", "half"), 0.5)):
            end = run.phrase(j, *words)
            if end is not None and amount is not None:
                amount, j = amount + more, end
                break
        found.append((amount, unit[0]))
    return (found, j) if found else None


def _letter_unit(run: Run, i: int) -> tuple[str, int] | None:
    """ "3h", "5Y": a letter that touches its number. (3D is no three days.)"""
    tok = run.at(i)
    name = {"h": "hour", "y": "year"}.get(tok.low, "") if tok.glued else ""
    return (name, i + 1) if name else None


def iso_duration(parts: list[Amount]) -> str:
    """ISO 8601 for amounts: P2Y1M, PT1.5H, PXD for a count without a value."""
    dated, timed = "", ""
    for amount, unit in parts:
        times, unit_of = _MULTIPLES.get(unit, (1, unit))
        number = "X" if amount is None else f"{amount * times:g}"
        if unit_of in _CLOCK:
            timed += number + _LETTERS[unit_of]
        else:
            dated += number + _LETTERS[unit_of]
    return f"P{dated}" + (f"T{timed}" if timed else "")


def _step(amount: float, unit: str, sign: int) -> str:
    """The suffix of dates.py that moves a day: "-14d", "3m"."""
    if unit in _DAYS:
        return f"{sign * round(amount * _DAYS[unit])}d"
    months = round(amount * _MONTHS[unit])
    return f"{sign * (months // 12)}y" if months % 12 == 0 and months else f"{sign * months}m"


def _steps(parts: list[Amount], sign: int) -> str | None:
    """The suffixes for all amounts; nothing for vague ones and for hours."""
    if any(amount is None or (unit not in _DAYS and unit not in _MONTHS) for amount, unit in parts):
        return None
    return "".join(f"|{_step(amount or 0, unit, sign)}" for amount, unit in parts)


def _shift(parts: list[Amount], sign: int) -> str | None:
    """ "shift:-3:week" for one whole amount, days counted from publication for others, "vague:-1:week" for a few."""
    amount, unit = parts[0]
    if unit in _CLOCK or unit == "weekend":
        return None
    if amount is None:
        return f"vague:{sign}:{unit}" if len(parts) == 1 else None
    times, unit_of = _MULTIPLES.get(unit, (1, "day" if unit == "night" else unit))
    times, unit_of = (1, unit) if unit == "decade" else (times, unit_of)
    if len(parts) == 1 and amount * times == int(amount * times):
        return f"shift:{sign * int(amount * times)}:{unit_of}"
    if len(parts) == 1 and unit_of == "year":
        return f"shift:{sign * round(amount * times * 12)}:month"
    steps = _steps(parts, sign)
    return f"day:0{steps}" if steps else None


def counted(run: Run, i: int, inner: Inner) -> Found | None:
    """What begins with a count: a duration, or a time that lies so far from another."""
    start = i
    if run.low(i) == "in":
        ahead = _ahead(run, i, inner)
        if ahead is not None:
            return ahead
    for words in (("more", "than"), ("less", "than"), ("at", "least"), ("up", "to"), ("as", "many", "as")):
        i = run.phrase(i, *words) or i
    if i == start and run.words.has("about", run.low(i)) and amounts(run, i + 1):
        i += 1
    found = amounts(run, i)
    if found is None:
        fridays = _weekdays_ago(run, i)
        if fridays is not None:
            return fridays
        return _bare_length(run, i) if i == start else None
    parts, j = found
    if run.low(j) in {"old", "olds"} or (run.low(j) == "-" and run.low(j + 1) in {"old", "olds"}):
        return None
    if run.low(j) == "-" and run.at(j).glued:
        if run.low(i) in {"a", "an"} and parts[0][0] == 1:
            return None  # of "a week-long tour" the length alone
        return Found(j + 2, iso_duration(parts), "duration") if run.low(j + 1) == "long" else None
    return _placed(run, parts, j, inner) or _plain(run, parts, i, j, start)


def _weekdays_ago(run: Run, i: int) -> Found | None:
    """ "two Fridays ago", "two Fridays from now"."""
    count = cardinal(run, i)
    number = run.words.number("weekday_plural", run.low(count[1])) if count else None
    if count is None or count[0] is None or number is None:
        return None
    days = 7 * (int(count[0]) - 1)
    if run.low(count[1] + 1) == "ago":
        return Found(count[1] + 2, f"weekday:{number}:past|-{days}d", lean="past")
    end = run.phrase(count[1] + 1, "from", "now")
    return Found(end, f"weekday:{number}:coming|{days}d", lean="future") if end else None


def _plain(run: Run, parts: list[Amount], i: int, j: int, start: int) -> Found | None:
    """The count as a length of time. "a week", "a second" alone are too common for other things."""
    article = run.low(i) in {"a", "an"} and parts[0][0] == 1
    opened = run.low(i - 1) in _LENGTH_OPENERS or start < i or run.low(j) in {"of", "'", "in"}
    if run.low(i) in {"a", "an"} and parts[-1][1] in {"second", "quarter"}:
        return None  # "a second motion", "about a quarter of the city"
    vague = parts[0][0] is None and run.low(i) in {"some", "many"} and not opened
    if run.at(j).glued and run.at(j).low.isalnum():
        return None
    return None if (article and not opened) or vague else Found(j, iso_duration(parts), "duration")


def _placed(run: Run, parts: list[Amount], j: int, inner: Inner) -> Found | None:
    """ "ago", "from now", "after Tuesday", "before the vote", "earlier", "later" behind a count."""
    word = run.low(j)
    if word == "ago":
        expression = _shift(parts, -1)
        return _found(j + 1, expression, "past") if expression else None
    if run.phrase(j, "from", "now") or word == "hence":
        expression = _shift(parts, 1)
        return _found(j + (1 if word == "hence" else 2), expression, "future") if expression else None
    if word in {"earlier", "previously"}:
        return _from_anchor(parts, j + 1, -1)
    if word == "later" or run.phrase(j, "on", "from", "that"):
        return _from_anchor(parts, j + 1, 1)
    if run.low(run.skip(j, ",")) in {"starting", "beginning"}:
        return _starting(run, parts, run.skip(j, ",") + 1, inner)
    sign = _AROUND.get(word)
    if sign is None:
        return None
    k = j + 2 if word == "prior" and run.low(j + 1) == "to" else j + 1
    base = inner(run, k) or (inner(run, k + 1) if run.low(k) == "the" else None)
    steps = _steps(parts, sign)
    if base is not None and base.kind == "date":
        return Found(base.end, f"{base.expression}{steps}") if steps else None
    if not steps or word in {"since", "from"}:
        return None
    if not run.low(k).isalnum() or run.words.has("closer", run.low(k)):
        return _from_anchor(parts, k, sign)
    return Found(k, f"event{steps}", "relative")  # counted from something told: "two days after the attack"


def _starting(run: Run, parts: list[Amount], j: int, inner: Inner) -> Found | None:
    """ "three days starting on Monday": the run of days itself."""
    base = inner(run, run.skip(j, "on", "from", "in"))
    amount, unit = parts[0]
    times, name = _MULTIPLES.get(unit, (1, "day" if unit == "night" else unit))
    if (
        base is None
        or base.kind != "date"
        or amount is None
        or len(parts) > 1
        or name not in {"day", "week", "month", "year"}
    ):
        return None
    return base._replace(expression=f"run:{int(amount * times)}:{name}:{base.expression}") if amount >= 1 else None


def _found(end: int, expression: str, lean: str) -> Found:
    return Found(end, expression, "relative" if expression.startswith("vague") else "date", lean)


def _from_anchor(parts: list[Amount], end: int, sign: int) -> Found | None:
    steps = _steps(parts, sign)
    return Found(end, f"anchor{steps}", "relative") if steps else None


def _ahead(run: Run, i: int, inner: Inner) -> Found | None:
    """ "in two weeks" at the end of a clause, "in two years’ time"."""
    found = amounts(run, i + 1)
    if found is None or run.low(i) != "in":
        return None
    parts, j = found
    base = _placed(run, parts, j, inner)
    if base is not None and base.kind == "date" and not base.lean:
        return base
    k = run.skip(run.skip(j, "'"), "s") if run.low(j) == "'" else j
    in_time = run.low(k) == "time"
    after = run.low(j)
    if not in_time and after not in {"", ".", ",", ";", "?", "!"}:
        return None
    expression = _shift(parts, 1)
    if expression is None:
        return None
    return _found(k + 1 if in_time else j, expression, "future")


def _bare_length(run: Run, i: int) -> Found | None:
    """ "for weeks", "months-long", "all day", "a day": a unit without a count."""
    if run.low(i) == "all":
        unit = unit_at(run, run.skip(i + 1, "the"))
        good = (
            unit is not None
            and unit[0] in {"day", "night", "week", "month", "year"}
            and not is_plural(run, unit[1] - 1)
        )
        return Found(unit[1], iso_duration([(1, unit[0])]), "duration") if unit and good else None
    unit = unit_at(run, i)
    if unit is None:
        return None
    if run.low(i + 1) == "-" and run.low(i + 2) == "long":
        return Found(i + 3, iso_duration([(None if is_plural(run, i) else 1, unit[0])]), "duration")
    plural = is_plural(run, i) and run.low(i - 1) in _LENGTH_OPENERS and unit[0] not in {"second", "quarter", "weekend"}
    if not plural or run.low(i + 1) in {"ago", "earlier", "later"}:
        return None
    return Found(unit[1], iso_duration([(None, unit[0])]), "duration")


def stretch(run: Run, i: int, inner: Inner) -> Found | None:
    """ "the past two years", "over the next few days", "the 2 coming weeks", "the next four business days"."""
    j = run.skip(run.skip(i, *STRETCH_OPENERS), "the")
    shift = run.words.number("shift", run.low(j))
    if shift is not None and run.low(j) in {"following", "preceding"} and run.low(j - 1) != "the":
        return None  # "following ten years in office" is after them
    if shift is None:
        count = cardinal(run, j)
        shift = run.words.number("shift", run.low(count[1])) if count else None
        if count is None or shift is None or run.low(count[1]) in {"last", "this"}:
            return None
        k = count[1] + 1
    else:
        count = cardinal(run, j + 1)
        if count is None and run.low(j + 1) == "couple":
            count = (2.0, j + 2)
        k = count[1] if count else j + 1
    working = run.low(k) in {"business", "working", "work"}
    at = k + 1 if working else k
    unit = unit_at(run, at)
    if unit is None or not shift or unit[0] in {"second", "minute", "weekend"} or run.low(unit[1]) == "of":
        return None  # "the last days of August" are a part of August
    if count is None and not is_plural(run, at):
        return None
    amount = count[0] if count else None
    if amount is None or unit[0] == "hour" or amount != int(amount):
        return Found(unit[1], iso_duration([(amount, unit[0])]), "duration")
    times, name = _MULTIPLES.get(unit[0], (1, "day" if unit[0] == "night" else unit[0]))
    name = "workday" if working and name == "day" else name
    if unit[0] == "quarter":
        name, times = "quarter", 1
    forward = shift > 0
    return Found(
        unit[1], f"{'next' if forward else 'past'}:{int(amount) * times}:{name}", lean="future" if forward else "past"
    )


def adjacent(run: Run, i: int, inner: Inner) -> Found | None:
    """What is counted from the day told before: "the previous day", "the day before", "that evening"."""
    j = run.skip(i, "on")
    if run.low(j) in {"later", "earlier"} and run.low(j + 1) == "that":
        j += 1
    word = run.low(j)
    if word in {"that", "the"} and run.low(j + 1) == "same":
        j, word = j + 1, "that"
    if word == "that":
        return _same(run, j + 1)
    if word != "the":
        return None
    shift = run.words.number("shift", run.low(j + 1))
    if run.low(j + 1) in {"previous", "preceding", "following", "next"} and shift is not None:
        unit = run.low(j + 2)
        if unit == "day" or (run.words.has("day_part", unit) and not unit.endswith("s")):
            return Found(past_day_part(run, j + 3), f"anchor|{shift}d", "relative")
        return None
    if run.low(j + 1) not in {"day", "night", "week", "month", "year"} or run.low(j + 2) not in {"before", "after"}:
        return None
    sign = -1 if run.low(j + 2) == "before" else 1
    unit = run.low(j + 1)
    step = f"{sign}d" if unit in {"day", "night"} else f"{sign}{unit[0].upper()}"
    base = inner(run, j + 3)
    if base is not None and base.kind == "date":
        return Found(base.end, f"{base.expression}|{step}")
    after = run.low(j + 3)
    if after.isalnum() and not (run.words.has("closer", after) and after not in {"an", "the"}):
        return (
            Found(j + 3, f"event|{step}", "relative")
            if after in {"the", "a", "an", "his", "her", "their", "its"}
            else None
        )
    return Found(j + 3, f"anchor|{step}", "relative")


def _same(run: Run, j: int) -> Found | None:
    unit = run.low(j)
    if unit == "day" or (run.words.has("day_part", unit) and not unit.endswith("s")):
        return Found(j + 1, "anchor|0d", "relative")
    letter = {"week": "W", "month": "M", "year": "Y", "weekend": "E"}.get(unit)
    return Found(j + 1, f"anchor|0{letter}", "relative") if letter else None


def repeated(run: Run, i: int, inner: Inner) -> Found | None:
    """What comes again and again: "every Monday", "each day", "every two weeks", "once a month", "weekly"."""
    if run.low(i) in {"bi", "semi"} and run.low(i + 1) == "-":
        rate = run.words.value("set", run.low(i) + run.low(i + 2))
        return Found(i + 3, f"set:{rate}", "set") if rate else None
    rate = run.words.value("set", run.low(i))
    if rate is not None and run.at(i).text.islower():
        return Found(i + 1, f"set:{rate}", "set")
    if run.words.has("every", run.low(i)):
        return _every(run, i + 1)
    end = i + 1 if run.low(i) in {"once", "twice"} else 0
    count = cardinal(run, i) if not end else None
    if count is not None and run.low(count[1]) == "times":
        end = count[1] + 1
    if end and run.low(end) in {"a", "per", "every", "each"}:
        unit = unit_at(run, end + 1)
        return Found(unit[1], f"set:{iso_duration([(1, unit[0])])}", "set") if unit else None
    return None


def _every(run: Run, j: int) -> Found | None:
    times = 1
    if run.low(j) == "other" or (run.low(j) == "second" and weekday(run, j + 1)):
        times, j = 2, j + 1
    named = weekday(run, j)
    if named is not None:
        return Found(past_day_part(run, named[1]), f"set:weekday:{named[0]}", "set")
    count = cardinal(run, j) if times == 1 and run.low(j) not in {"a", "an"} else None
    if count is not None and count[0] is not None and count[0] == int(count[0]):
        times, j = int(count[0]), count[1]
    unit = unit_at(run, j)
    if unit is not None:
        return Found(unit[1], f"set:{iso_duration([(times, unit[0])])}", "set")
    return Found(j + 1, "set:P1D", "set") if run.words.has("day_part", run.low(j)) else None
