"""The grammar of time expressions: which words of a sentence name a time, in the notation of dates.py, unresolved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

from newsapp.extraction.calendar_shapes import NAMES as SHAPES
from newsapp.extraction.calendar_shapes import PATTERNS as COMPOSITE
from newsapp.extraction.calendar_shapes import read_shape
from newsapp.extraction.time_patterns import (
    COUNT,
    HINT,
    MONTH,
    MONTHS,
    NUMBERS,
    PATTERNS,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
)

# Composite shapes stand before their parts.
ANY: Final = re.compile("|".join(rf"(?P<{name}>(?<!\w)(?:{pattern}))" for name, pattern in (*COMPOSITE, *PATTERNS)))
Kind = Literal["date", "duration", "set", "relative"]
# An expression in the notation of dates.py, its kind, and the tense that the words carry; None: no time after all.
Read = tuple[str, Kind, str] | None

# Ends of a span: days, months and years without further steps.
_PLAIN: Final = re.compile(r"[\dX-]+")
_DASH: Final = re.compile(r"\s?[–—-]\s?")
_OPENER: Final = re.compile(r"\b(from|between)\s(?=$|\S)", re.IGNORECASE)
_TO: Final = re.compile(r"\s(?:to|until|till|through)\s(?:the\s)?", re.IGNORECASE)
_AND: Final = re.compile(r"\sand\s(?:the\s)?", re.IGNORECASE)
_MONTH_NUMBER: Final = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_WEEKDAY_NUMBER: Final = {name[:3].lower(): number for number, name in enumerate(WEEKDAYS, start=1)}


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words [start, end) that name a time. `lean` is a tense the words themselves carry ("next", "ago"), else empty."""

    start: int
    end: int
    expression: str
    kind: Kind
    lean: str = ""


def find_time_words(text: str, start: int, end: int) -> Iterator[TimeWords]:
    """Time expressions in the sentence text[start:end], left to right, without overlaps; the longest reading wins, and
    "from A to B" is one."""
    before: TimeWords | None = None
    for words in _single_words(text, start, end):
        if before is not None and _joins(text, start, before, words):
            before = TimeWords(before.start, words.end, f"{before.expression}/{words.expression}", "date", words.lean)
            continue
        if before is not None:
            yield before
        before = words
    if before is not None:
        yield before


def _joins(text: str, start: int, before: TimeWords, words: TimeWords) -> bool:
    """Whether two expressions are the ends of one span: "from May 3 to June 5", "May 3 - June 5"."""
    if before.kind != "date" or words.kind != "date" or not _PLAIN.fullmatch(before.expression + words.expression):
        return False
    gap = text[before.end : words.start]
    if _DASH.fullmatch(gap):
        return True
    opener = _OPENER.search(text, max(start, before.start - 9), before.start) or _OPENER.match(text, before.start)
    return opener is not None and bool((_AND if opener.group(1).lower() == "between" else _TO).fullmatch(gap))


def _single_words(text: str, start: int, end: int) -> Iterator[TimeWords]:
    if HINT.search(text, start, end) is None:
        return
    position = start
    while (match := ANY.search(text, position, end)) is not None:
        read = _read(match)
        if read is None:
            position = match.start() + max(1, _first_word(match.group()))
            continue
        expression, kind, lean = read
        yield TimeWords(match.start(), match.end(), expression, kind, lean)
        position = match.end()


def _first_word(words: str) -> int:
    found = re.match(r"\w+", words)
    return found.end() if found else 1


def _read(match: re.Match[str]) -> Read:
    name = match.lastgroup or ""
    if name in SHAPES:
        return read_shape(name, match.group(), _inner)
    return _READERS[name](match.group())


def _inner(words: str) -> str | None:
    """The notation of the expression that `words` are, as after "in"; nothing if they are more or less than that."""
    if words.lower() == "the year":
        return "year:0"
    lead = "in "
    found = next(find_time_words(lead + words, len(lead), len(lead + words)), None)
    if found is None or found.start > len(lead) or found.end < len(lead + words) or found.kind != "date":
        return "XXXX-12-25" if words == "Christmas" else None
    return found.expression


def _month(word: str) -> int:
    return _MONTH_NUMBER[word[:3].lower()]


def _number(word: str) -> int | None:
    word = " ".join(word.lower().split())
    return int(word) if word.isdigit() else NUMBERS.get(word)


def _full_date(words: str) -> Read:
    year = re.findall(YEAR, words)[-1]
    month = re.search(MONTH, words)
    if month is None:
        return None
    day = re.search(r"\d{1,2}", words.replace(year, "", 1) if words.startswith(year) else words[: words.rfind(year)])
    stem = f"{int(year):04}-{_month(month.group()):02}"
    return (f"{stem}-{int(day.group()):02}" if day else stem), "date", ""


def _iso_date(words: str) -> Read:
    year, month, day = re.split(r"[-/.]", words)
    return (f"{year}-{int(month):02}-{int(day):02}", "date", "") if 1 <= int(month) <= 12 else None


def _numeric_date(words: str) -> Read:
    first, second, year = re.split(r"[-/.]", words)
    one, two = int(first), int(second)
    if one > 12 >= two >= 1 and one <= 31:
        return f"{year}-{two:02}-{one:02}", "date", ""
    if two > 12 >= one >= 1 and two <= 31:
        return f"{year}-{one:02}-{two:02}", "date", ""
    return None  # 03/04/2019 is 3 April in one country and 4 March in another: left unread, never guessed


def _month_day(words: str) -> Read:
    month = re.search(MONTH, words)
    day = re.search(r"\d{1,2}", words)
    if month is None or day is None:
        return None
    return f"XXXX-{_month(month.group()):02}-{int(day.group()):02}", "date", ""


def _month_days(words: str) -> Read:
    month = re.search(MONTH, words)
    years = re.findall(YEAR, words)
    days = re.findall(r"(?<!\d)\d{1,2}(?!\d)", words)
    if month is None or len(days) < 2:
        return None
    stem = f"{years[-1] if years else 'XXXX'}-{_month(month.group()):02}"
    return f"{stem}-{int(days[0]):02}/{stem}-{int(days[1]):02}", "date", ""


def _bare_month(words: str) -> Read:
    month = re.search(MONTH + r"$", words)
    if month is None:
        return None
    number = _month(month.group())
    lead = words[: month.start()].lower()
    if "last" in lead:
        return f"XXXX-{number:02}", "date", "past"
    if "next" in lead:
        return f"XXXX-{number:02}", "date", "future"
    return f"XXXX-{number:02}", "date", ""


def _month_of_year(words: str) -> Read:
    month = re.search(MONTH, words)
    if month is None:
        return None
    shift = -1 if re.search(r"\b(?:last|previous)\b", words) else 1 if re.search(r"\bnext\b", words) else 0
    return f"month-of:{_month(month.group())}:{shift}", "date", ""


def _weekday(words: str) -> Read:
    day = re.search(WEEKDAY, words)
    if day is None:
        return None
    expression = f"weekday:{_WEEKDAY_NUMBER[day.group()[:3].lower()]}"
    lead = words[: day.start()].lower()
    if (
        "every" in lead
        or "each" in lead
        or (day.end() < len(words) and words[day.end()] == "s" and words[day.end() :] == "s")
    ):
        return f"set:{expression}", "set", ""
    lead = lead.replace("previous", "last")
    for which in ("last", "next", "this"):
        if which in lead:
            return f"{expression}:{which}", "date", ""
    return expression, "date", ""


def _today(words: str) -> Read:
    lower = words.lower()
    if "day before yesterday" in lower:
        return "day:-2", "date", "past"
    if "day after tomorrow" in lower:
        return "day:2", "date", "future"
    shift = -1 if "yesterday" in lower or "last" in lower else 1 if "tomorrow" in lower else 0
    return f"day:{shift}", "date", ""


def _calendar_unit(words: str) -> Read:
    lower = words.lower()
    unit = next((unit for unit in ("week", "month", "year", "decade") if unit in lower), "")
    if re.search(r"\bbefore last\b", lower):
        return f"{unit}:-2", "date", "past"
    if re.search(r"\bafter next\b", lower):
        return f"{unit}:2", "date", "future"
    if re.search(r"\b(?:last|previous)\b", lower):
        return f"{unit}:-1", "date", "past"
    if re.search(r"\b(?:next|coming)\b", lower):
        return f"{unit}:1", "date", "future"
    return f"{unit}:0", "date", ""


def _weekend(words: str) -> Read:
    lower = words.lower()
    if "last" in lower or "past" in lower:
        return "weekday:6:last/weekday:7:last", "date", "past"
    if "next" in lower:
        return "weekday:6:next/weekday:7:next", "date", "future"
    return "weekday:6/weekday:7", "date", ""


def _ago(words: str) -> Read:
    return _counted_shift(words, -1, "past")


def _ahead(words: str) -> Read:
    return _counted_shift(words, 1, "future")


def _counted_shift(words: str, sign: int, lean: str) -> Read:
    found = re.search(rf"({COUNT})\s({UNIT})", words, re.IGNORECASE)
    if found is None:
        return None
    count, unit = _number(found.group(1)), found.group(2).lower()
    if count is None:
        return f"vague:{sign}:{unit}", "relative", lean
    if unit == "fortnight":
        count, unit = count * 2, "week"
    return f"shift:{sign * count}:{unit}", "date", lean


def _stretch(words: str) -> Read:
    found = re.search(rf"(?:({COUNT})\s)?({UNIT})s?$", words, re.IGNORECASE)
    if found is None:
        return None
    unit = found.group(2).lower()
    count = _number(found.group(1)) if found.group(1) else (1 if not words.lower().endswith("s") else None)
    forward = re.search(r"\b(?:next|coming)\b", words, re.IGNORECASE) is not None
    if count is None:
        return f"PX{unit[0].upper()}", "duration", ""
    if unit == "fortnight":
        count, unit = count * 2, "week"
    return f"{'next' if forward else 'past'}:{count}:{unit}", "date", "future" if forward else "past"


def _duration(words: str) -> Read:
    found = re.search(
        r"(?:(\w+(?: \w+){0,2})[\s-])?(hour|minute|day|week|fortnight|month|year|decade)s?(?:-long|-old)?$",
        words,
        re.IGNORECASE,
    )
    if found is None or words.lower().endswith("-old"):
        return None
    unit = found.group(2).lower()
    count = _number(found.group(1)) if found.group(1) else (1 if words.lower().endswith("long") else None)
    amount = (
        "X" if count is None else str(count * 2 if unit == "fortnight" else count * 10 if unit == "decade" else count)
    )
    if unit in {"hour", "minute"}:
        return f"PT{amount}{'H' if unit == 'hour' else 'M'}", "duration", ""
    letter = {"fortnight": "W", "decade": "Y"}.get(unit, unit[0].upper())
    return f"P{amount}{letter}", "duration", ""


def _years(words: str) -> Read:
    found = re.findall(YEAR, words)
    if len(found) == 2:
        return f"{found[0]}/{found[1]}", "date", ""
    if len(found) == 1 and (short := re.search(r"[–-](\d\d)$", words)):
        return f"{found[0]}/{found[0][:2]}{short.group(1)}", "date", ""
    return (found[0], "date", "") if found else None


def _decade(words: str) -> Read:
    found = re.search(r"\d{3}(?=0['’]?\s?s)", words)
    return (f"{found.group()}X", "date", "") if found else None


def _since(words: str) -> Read:
    rest = words.split(None, 1)[1]
    inner = next(find_time_words(rest, 0, len(rest)), None)
    return (f"since:{inner.expression}", "date", "past") if inner else None


def _day_of_month(words: str) -> Read:
    found = re.search(r"\d{1,2}", words)
    return (f"XXXX-XX-{int(found.group()):02}", "date", "") if found else None


def _adjacent_day(words: str) -> Read:
    lower = words.lower()
    if lower.startswith(("the same", "that same", "that", "later that", "earlier that")):
        return "anchor|0d", "relative", ""
    return ("anchor|-1d" if "previous" in lower or "before" in lower else "anchor|1d"), "relative", ""


_READERS: Final[dict[str, Callable[[str], Read]]] = {
    "iso": _iso_date,
    "numeric": _numeric_date,
    "days": _month_days,
    "days2": _month_days,
    "full": _full_date,
    "full2": _full_date,
    "month_year": _full_date,
    "month_of": _month_of_year,
    "month_day": _month_day,
    "month_day2": _month_day,
    "month": _bare_month,
    "named_month": _bare_month,
    "weekday": _weekday,
    "today": _today,
    "adjacent": _adjacent_day,
    "since": _since,
    "calendar": _calendar_unit,
    "weekend": _weekend,
    "ago": _ago,
    "ahead": _ahead,
    "stretch": _stretch,
    "long": _duration,
    "compound": _duration,
    "for": _duration,
    "counted": _duration,
    "years": _years,
    "year": _years,
    "decade": _decade,
    "nth": _day_of_month,
}
