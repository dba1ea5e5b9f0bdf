"""The grammar of time expressions: which words of a sentence name a time, in the notation of dates.py, unresolved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Kind = Literal["date", "duration", "set", "relative"]

MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_NUMBER: Final = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
_WEEKDAY_NUMBER: Final = {name[:3]: number for number, name in enumerate(WEEKDAYS, start=1)}
_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100,
}  # fmt: skip
_VAGUE: Final = (
    "several",
    "few",
    "a few",
    "many",
    "some",
    "recent",
    "couple",
    "couple of",
    "a couple of",
    "dozens of",
    "dozen",
)
_MONTH: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:1[5-9]\d\d|20\d\d|21[0-4]\d)"
_COUNT: Final = (
    r"(?:\d{1,3}|a couple of|a few|a|an|"
    + "|".join(word for word in _NUMBERS if len(word) > 2)
    + r"|several|few|many|some)"
)
_UNIT: Final = r"(?:day|week|fortnight|month|year|decade)"
_PART: Final = r"(?:early|late|mid|mid-|earlier|later)"
_OF_DAY: Final = r"(?:(?:\s|-)(?:early\s|late\s)?(?:morning|afternoon|evening|night)|\smidnight|\snoon)?"


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words [start, end) that name a time. `lean` is a tense the words themselves carry ("next", "ago"), else empty."""

    start: int
    end: int
    expression: str
    kind: Kind
    lean: str = ""


def find_time_words(text: str, start: int, end: int) -> Iterator[TimeWords]:
    """Time expressions in the sentence text[start:end], left to right, without overlaps; the longest reading wins."""
    position = start
    while (match := _ANY.search(text, position, end)) is not None:
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


def _read(match: re.Match[str]) -> tuple[str, Kind, str] | None:
    name = match.lastgroup or ""
    return _READERS[name](match.group(), match)


def _month(word: str) -> int:
    return _MONTH_NUMBER[word[:3].lower()]


def _number(word: str) -> int | None:
    word = " ".join(word.lower().split())
    return int(word) if word.isdigit() else _NUMBERS.get(word)


def _full_date(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    year = re.findall(_YEAR, words)[-1]
    month = re.search(_MONTH, words)
    if month is None:
        return None
    day = re.search(r"\d{1,2}", words.replace(year, "", 1) if words.startswith(year) else words[: words.rfind(year)])
    stem = f"{int(year):04}-{_month(month.group()):02}"
    return (f"{stem}-{int(day.group()):02}" if day else stem), "date", ""


def _iso_date(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    year, month, day = re.split(r"[-/.]", words)
    return (f"{year}-{int(month):02}-{int(day):02}", "date", "") if 1 <= int(month) <= 12 else None


def _numeric_date(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    first, second, year = re.split(r"[-/.]", words)
    one, two = int(first), int(second)
    if one > 12 >= two >= 1 and one <= 31:
        return f"{year}-{two:02}-{one:02}", "date", ""
    if two > 12 >= one >= 1 and two <= 31:
        return f"{year}-{one:02}-{two:02}", "date", ""
    return None  # 03/04/2019 is 3 April in one country and 4 March in another: left unread, never guessed


def _month_day(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    month = re.search(_MONTH, words)
    day = re.search(r"\d{1,2}", words)
    if month is None or day is None:
        return None
    return f"XXXX-{_month(month.group()):02}-{int(day.group()):02}", "date", ""


def _month_days(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    month = re.search(_MONTH, words)
    years = re.findall(_YEAR, words)
    days = re.findall(r"(?<!\d)\d{1,2}(?!\d)", words)
    if month is None or len(days) < 2:
        return None
    stem = f"{years[-1] if years else 'XXXX'}-{_month(month.group()):02}"
    return f"{stem}-{int(days[0]):02}/{stem}-{int(days[1]):02}", "date", ""


def _bare_month(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    month = re.search(_MONTH + r"$", words)
    if month is None:
        return None
    number = _month(month.group())
    lead = words[: month.start()].lower()
    if "last" in lead:
        return f"XXXX-{number:02}", "date", "past"
    if "next" in lead:
        return f"XXXX-{number:02}", "date", "future"
    return f"XXXX-{number:02}", "date", ""


def _month_of_year(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    month = re.search(_MONTH, words)
    if month is None:
        return None
    shift = -1 if re.search(r"\b(?:last|previous)\b", words) else 1 if re.search(r"\bnext\b", words) else 0
    return f"month-of:{_month(month.group())}:{shift}", "date", ""


def _weekday(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    day = re.search(_WEEKDAY, words)
    if day is None:
        return None
    expression = f"weekday:{_WEEKDAY_NUMBER[day.group()[:3].lower()]}"
    lead = words[: day.start()].lower()
    if (
        "every" in lead
        or "each" in lead
        or (day.end() < len(words)
        and words[day.end()] == "s"
        and words[day.end() :] == "s")
    ):
        return f"set:{expression}", "set", ""
    for which in ("last", "next", "this"):
        if which in lead:
            return f"{expression}:{which}", "date", ""
    return expression, "date", ""


def _today(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    lower = words.lower()
    if "day before yesterday" in lower:
        return "day:-2", "date", "past"
    if "day after tomorrow" in lower:
        return "day:2", "date", "future"
    shift = -1 if "yesterday" in lower or "last" in lower else 1 if "tomorrow" in lower else 0
    return f"day:{shift}", "date", ""


def _calendar_unit(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
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


def _weekend(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    lower = words.lower()
    if "last" in lower or "past" in lower:
        return "weekday:6:last/weekday:7:last", "date", "past"
    if "next" in lower:
        return "weekday:6:next/weekday:7:next", "date", "future"
    return "weekday:6/weekday:7", "date", ""


def _ago(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    return _counted_shift(words, -1, "past")


def _ahead(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    return _counted_shift(words, 1, "future")


def _counted_shift(words: str, sign: int, lean: str) -> tuple[str, Kind, str] | None:
    found = re.search(rf"({_COUNT})\s({_UNIT})", words, re.IGNORECASE)
    if found is None:
        return None
    count, unit = _number(found.group(1)), found.group(2).lower()
    if count is None:
        return f"vague:{sign}:{unit}", "relative", lean
    if unit == "fortnight":
        count, unit = count * 2, "week"
    return f"shift:{sign * count}:{unit}", "date", lean


def _stretch(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    found = re.search(rf"(?:({_COUNT})\s)?({_UNIT})s?$", words, re.IGNORECASE)
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


def _duration(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
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


def _years(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    found = re.findall(_YEAR, words)
    if len(found) == 2:
        return f"{found[0]}/{found[1]}", "date", ""
    if len(found) == 1 and (short := re.search(r"[–-](\d\d)$", words)):
        return f"{found[0]}/{found[0][:2]}{short.group(1)}", "date", ""
    return (found[0], "date", "") if found else None


def _decade(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    found = re.search(r"\d{3}(?=0['’]?\s?s)", words)
    return (f"{found.group()}X", "date", "") if found else None


def _since(words: str, match: re.Match[str]) -> tuple[str, Kind, str] | None:
    return None if not words else _opened("since", words, match)


def _opened(word: str, words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    rest = words.split(None, 1)[1]
    inner = next(find_time_words(rest, 0, len(rest)), None)
    return (f"{word}:{inner.expression}", "date", "past") if inner else None


def _day_of_month(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    found = re.search(r"\d{1,2}", words)
    return (f"XXXX-XX-{int(found.group()):02}", "date", "") if found else None


def _adjacent_day(words: str, _: re.Match[str]) -> tuple[str, Kind, str] | None:
    lower = words.lower()
    if lower.startswith(("the same", "that same", "that", "later that", "earlier that")):
        return "anchor|0d", "relative", ""
    return ("anchor|-1d" if "previous" in lower or "before" in lower else "anchor|1d"), "relative", ""


# Tried in this order at each position, so longer shapes stand before their parts.
_GRAMMAR: Final[tuple[tuple[str, str, Callable[[str, re.Match[str]], tuple[str, Kind, str] | None]], ...]] = (
    ("iso", rf"(?<![\d/.-]){_YEAR}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])(?![\d-])", _iso_date),
    ("numeric", rf"(?<![\d/.-])\d{{1,2}}(?P<separator>[/.])\d{{1,2}}(?P=separator){_YEAR}(?![\d/-])", _numeric_date),
    ("days", rf"(?:from\s|between\s)?{_MONTH}\s{_DAY}\s?(?:–|-|to|and|through|until)\s?{_DAY}(?:,?\s{_YEAR})?(?!\w)", _month_days),
    ("days2", rf"(?:from\s|between\s)?{_DAY}\s?(?:–|-|to|and|through|until)\s?{_DAY}\s{_MONTH}(?:,?\s{_YEAR})?(?!\w)", _month_days),
    ("full", rf"(?:{_WEEKDAY},?\s)?{_MONTH}\s{_DAY},?\s(?:of\s)?{_YEAR}(?!\w)", _full_date),
    ("full2", rf"(?:{_WEEKDAY},?\s)?(?:the\s)?{_DAY}(?:\sof)?\s{_MONTH},?\s(?:of\s)?{_YEAR}(?!\w)", _full_date),
    ("month_year", rf"(?:{_PART}[\s-])?{_MONTH},?\s(?:of\s)?{_YEAR}(?!\w)", _full_date),
    ("month_of", rf"{_MONTH}\s(?:of\s)?(?:last|this|next|the\sprevious)\syear", _month_of_year),
    ("month_day", rf"(?:{_WEEKDAY},?\s(?:the\s)?)?{_MONTH}\s{_DAY}(?![\w%]|[,.]\d)", _month_day),
    ("month_day2", rf"(?:{_WEEKDAY},?\s(?:the\s)?)?(?:the\s)?{_DAY}(?:\sof)?\s{_MONTH}(?!\w)", _month_day),
    ("month", rf"(?:(?:last|next|this)\s{_MONTH}|(?<=\bin\s){_MONTH}|(?<=\bsince\s){_MONTH}|(?<=\bof\s){_MONTH}|(?<=\bby\s){_MONTH}|(?<=\buntil\s){_MONTH}|(?<=\bfrom\s){_MONTH}|(?<=\bto\s){_MONTH}|(?<=\bin\s(?:early|later)\s){_MONTH}|(?<=\bin\s(?:late|mid-)\s){_MONTH}|(?<=\bearly\s){_MONTH}|(?<=\blate\s){_MONTH}|(?<=\bmid-){_MONTH}|(?<=\bbefore\s){_MONTH}|(?<=\bafter\s){_MONTH}|(?<=\bduring\s){_MONTH})(?!\w)", _bare_month),
    ("named_month", r"(?:January|February|April|June|July|August|September|October|November|December)(?=['’]s\b|\s(?:elections?|polls?|vote|summit|attacks?|deal|agreement|referendum|protests?|meeting)\b)", _bare_month),
    ("weekday", rf"(?:(?:every|each|last|next|this|past|this\spast|this\scoming)\s)?{_WEEKDAY}s?{_OF_DAY}(?!\w)", _weekday),
    ("today", r"(?i:the\sday\sbefore\syesterday|the\sday\safter\stomorrow|day\sbefore\syesterday|day\safter\stomorrow|(?:late\s|early\s|earlier\s|later\s)?(?:yesterday|today|tomorrow)(?:\s(?:morning|afternoon|evening|night))?|tonight|last\snight|this\s(?:morning|afternoon|evening))(?!\w)", _today),
    ("adjacent", r"(?i:(?:on\s)?the\s(?:previous|following|next|same)\sday|the\sday\s(?:before|after)(?=[,.;]|$)|a\sday\s(?:before|earlier|later)(?=[,.;]|$)|(?:later\s|earlier\s)?that\s(?:same\s)?(?:day|night|evening|morning|afternoon))(?!\w)", _adjacent_day),
    ("since", rf"(?i:since)\s(?:{_YEAR}(?!\w)|(?:last|early|late)\s(?:week|month|year|decade)|yesterday)", _since),
    ("calendar", r"(?i:the\s(?:week|month|year)\s(?:before\slast|after\snext)|(?:earlier\s|later\s|early\s|late\s)?(?:last|this|next|this\scoming|the\scoming)\s(?:week|month|year|decade))(?!\w)(?!\s(?:before|after)\b)", _calendar_unit),
    ("weekend", r"(?i:(?:over\s)?(?:the|last|this|next|this\spast)\sweekend)(?!\w)", _weekend),
    ("ago", rf"(?i:(?:about\s|some\s|around\s|nearly\s|almost\s|more\sthan\s|over\s)?{_COUNT}\s{_UNIT}s?\s(?:ago|earlier))(?!\w)", _ago),
    ("ahead", rf"(?i:in\s{_COUNT}\s{_UNIT}s?['’]?\stime|(?<=\bin\s){_COUNT}\s{_UNIT}s?(?=[.,;]|\s(?:from\snow))|{_COUNT}\s{_UNIT}s?\sfrom\snow)(?!\w)", _ahead),
    ("stretch", rf"(?i:(?:the\s|over\sthe\s|in\sthe\s|for\sthe\s|during\sthe\s)(?:past|last|next|coming|previous)\s(?:{_COUNT}\s)?{_UNIT}s?)(?!\w)", _stretch),
    ("long", rf"(?i:(?:{_COUNT}[\s-])?(?:hour|day|week|month|year|decade)s?-long)(?!\w)", _duration),
    ("compound", rf"(?i:{_COUNT}-(?:hour|day|week|month|year|decade))(?![\w-])", _duration),
    ("for", rf"(?i:(?:(?<=\bfor\s)|(?<=\bover\s)|(?<=\bafter\s)|(?<=\bwithin\s)|(?<=\bduring\s)|(?<=\bin\s))(?:about\s|almost\s|nearly\s|more\sthan\s|at\sleast\s|over\s)?(?:{_COUNT}\s(?:hour|minute|day|week|fortnight|month|year|decade)s?|(?:hours|days|weeks|months|years|decades)))(?![\w-])(?!\s(?:ago|earlier|later|old)\b)", _duration),
    ("counted", rf"(?i:{_COUNT}\s(?:hour|day|week|fortnight|month|year|decade)s?(?=\sof\b|['’]\s|\sin\s(?:prison|jail|office|power|custody)\b|\slater\b))(?!\w)", _duration),
    ("years", rf"(?:(?<=\bin\s)|(?<=\bfrom\s)|(?<=\bbetween\s)|(?<=\()){_YEAR}\s?(?:–|-|to|and)\s?(?:{_YEAR}|\d\d)(?!\w)", _years),
    ("year", rf"(?:(?<=\bin\s)|(?<=\bof\s)|(?<=\bby\s)|(?<=\buntil\s)|(?<=\bfrom\s)|(?<=\bsince\s)|(?<=\bbefore\s)|(?<=\bafter\s)|(?<=\bduring\s)|(?<=\bthe\s)|(?<=\blate\s)|(?<=\bearly\s)|(?<=\bmid-)|(?<=\b(?:its|his|her)\s)|(?<=\b(?:a|A)\s)|(?<=['’]s\s)|(?<=\()){_YEAR}(?![\w%]|[,.:/-]?\d)(?!\s(?:people|meters|metres|miles|km|kilometers|dollars|euros|pounds|soldiers|troops|others|UTC|GMT|local|hours)\b)", _years),
    ("decade", r"(?i:(?:(?:early|late|mid)[\s-])?(?:the\s)?(?:early\s|late\s|mid-)?)(?:1[5-9]\d|20\d)0['’]?\s?s(?!\w)", _decade),
    ("nth", r"(?<=\bon\s)the\s(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?=[.,;]|$|\sof\s(?:this|the)\smonth)", _day_of_month),
)  # fmt: skip
_READERS: Final = {name: reader for name, _, reader in _GRAMMAR}
_ANY: Final = re.compile("|".join(rf"(?P<{name}>(?<!\w)(?:{pattern}))" for name, pattern, _ in _GRAMMAR))
