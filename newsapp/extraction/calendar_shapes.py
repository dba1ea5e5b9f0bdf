"""Composite calendar expressions: seasons, quarters, parts of a month, weeks of a month, days counted from a day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from newsapp.extraction.time_patterns import COUNT, MONTH, MONTHS, NUMBERS, UNIT, WEEKDAY, WEEKDAYS, YEAR

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["date", "duration", "set", "relative"]
Read = tuple[str, Kind, str] | None

_END: Final = r"(?!\w)"
_ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
_ORDINAL: Final = "(?:" + "|".join(sorted(_ORDINALS, key=len, reverse=True)).replace("-", "[- ]") + ")"
_SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_HOLIDAYS: Final = {
    "christmas eve": "12-24", "christmas day": "12-25", "christmas": "12-25", "new year's eve": "12-31",
    "new year's day": "01-01", "boxing day": "12-26", "halloween": "10-31", "valentine's day": "02-14",
    "may day": "05-01", "international workers' day": "05-01", "bastille day": "07-14",
}  # fmt: skip
_CALENDAR_WORD: Final = r"(?:last|this|next|the\sprevious|the\scoming)\s(?:month|year)"
_INSIDE: Final = rf"(?:{MONTH}(?:,?\s(?:of\s)?{YEAR})?|{YEAR}|{_CALENDAR_WORD}|the\syear)"
_ANCHOR: Final = (
    rf"(?:yesterday|today|tomorrow|(?:(?:last|next|this)\s)?{WEEKDAY}|{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s{YEAR})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}(?:,?\s{YEAR})?|Christmas)"
)
_NAMED_HOLIDAY: Final = (
    r"(?:Christmas\s(?:Eve|Day)|New\sYear['’]s\s(?:Eve|Day)|Boxing\sDay|Valentine['’]s\sDay|May\sDay"
    r"|International\sWorkers['’]\sDay|Bastille\sDay|(?:(?<=\bat\s)|(?<=\bbefore\s)|(?<=\bafter\s)|(?<=\bsince\s)"
    r"|(?<=\bby\s)|(?<=\bon\s)|(?<=\buntil\s))(?:Christmas|Halloween))"
)

PATTERNS: Final[tuple[tuple[str, str], ...]] = (
    ("counted_from", rf"(?i:{COUNT}\s{UNIT}s?\s(?:after|before|from|following|prior\sto))\s{_ANCHOR}{_END}"),
    ("holiday", rf"{_NAMED_HOLIDAY}(?:,?\s(?:of\s)?{YEAR})?{_END}"),
    (
        "season",
        (
            r"(?i:(?:(?:early|late|mid)[\s-])?(?:(?:in|during|since|by|until)\s(?:the\s)?|(?:this|last|next|the\sprevious)\s)"
            rf"(?:(?:early|late|mid)[\s-])?(?:spring|summer|autumn|winter)){_END}(?:\s(?:of\s)?{YEAR}{_END})?"
            rf"|(?i:(?:this|last|next)\sfall){_END}|(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\s(?:of\s)?{YEAR}{_END}"
        ),
    ),
    (
        "quarter",
        (
            r"(?i:(?:the\s)?(?:this|last|next|previous|coming|current)\squarter)(?!\w|-)"
            rf"|(?i:(?:the\s)?(?:first|second|third|fourth|last|final)\squarter\sof\s(?:{YEAR}|(?:this|last|next|the)\syear))"
            rf"|Q[1-4][\s-](?:of\s)?{YEAR}{_END}|{YEAR}[\s-]Q[1-4]{_END}|(?<=\bin\s)Q[1-4]{_END}"
        ),
    ),
    (
        "week_inside",
        rf"(?i:(?:the\s)?(?:first|second|third|fourth|last|final)\s(?:week|weekend|day)\s(?:of|in))\s{_INSIDE}{_END}",
    ),
    ("weekday_inside", rf"{WEEKDAY}\sof\s(?:last|this|next)\sweek|(?:last|this|next)\sweek\son\s{WEEKDAY}{_END}"),
    ("ordinal", rf"(?i:(?:the\s)?{_ORDINAL}(?:\sday)?\sof)\s{MONTH}(?:,?\s(?:of\s)?{YEAR})?{_END}"),
    (
        "part",
        rf"(?i:(?:the\s)?(?:early|mid|late|beginning\sof|start\sof|middle\sof|end\sof)[\s-](?:in\s|the\s)?){_INSIDE}{_END}",
    ),
    ("century", r"(?i:(?:the\s)?\d{1,2}(?:st|nd|rd|th)[\s-]century)(?!\w)"),
    (
        "counted_stretch",
        (
            rf"(?i:(?:(?:over|in|for|during|within)\s)?(?:the\s)?(?:past|last|next|coming|previous|upcoming)\s{COUNT}"
            rf"\s(?:{UNIT}|quarter)s?){_END}|(?i:(?:the\s)?{COUNT}\s(?:next|coming|previous|upcoming)\s{UNIT}s){_END}"
        ),
    ),
)


def read_shape(name: str, words: str, inner: Callable[[str], str | None]) -> Read:
    """The notation of `words`, which match the pattern called `name`; `inner` reads the expression inside them."""
    return _READERS[name](words, inner)


def _year_in(words: str) -> str:
    found = re.findall(YEAR, words)
    return found[-1] if found else ""


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else NUMBERS.get(" ".join(word.lower().split()))


def _shift_of(words: str) -> int:
    lower = words.lower()
    return -1 if re.search(r"\b(?:last|previous)\b", lower) else 1 if re.search(r"\b(?:next|coming)\b", lower) else 0


def _lean_of(words: str) -> str:
    return ("past", "", "future")[_shift_of(words) + 1]


def _counted_from(words: str, inner: Callable[[str], str | None]) -> Read:
    found = re.match(rf"({COUNT})\s({UNIT})s?\s(after|before|from|following|prior\sto)\s(.+)$", words, re.IGNORECASE)
    if found is None:
        return None
    count, unit, base = _number(found[1]), found[2].lower(), inner(found[4])
    if count is None or base is None:
        return None
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    amount = (
        f"{count * days}d" if days else f"{count * (10 if unit == 'decade' else 1)}{'m' if unit == 'month' else 'y'}"
    )
    return f"{base}|{'-' if found[3].lower().startswith(('before', 'prior')) else ''}{amount}", "date", ""


def _holiday(words: str, inner: Callable[[str], str | None]) -> Read:
    year = _year_in(words)
    name = words.removesuffix(year).rstrip(" ,").removesuffix(" of").lower().replace("’", "'")
    return f"{year or 'XXXX'}-{_HOLIDAYS[name]}", "date", ""


def _season(words: str, inner: Callable[[str], str | None]) -> Read:
    season = next(code for name, code in _SEASONS.items() if name in words.lower())
    year = _year_in(words)
    if year:
        return f"{year}-{season}", "date", ""
    if re.search(r"\b(?:this|last|next|previous)\b", words, re.IGNORECASE):
        return f"season:{season}:{_shift_of(words)}", "date", _lean_of(words)
    return f"XXXX-{season}", "date", ""


def _quarter(words: str, inner: Callable[[str], str | None]) -> Read:
    lower = words.lower()
    year = _year_in(words)
    if digit := re.search(r"q([1-4])", lower):
        return f"{year or 'XXXX'}-Q{digit[1]}", "date", ""
    order = next((i for i, word in enumerate(("first", "second", "third", "fourth"), start=1) if word in lower), 4)
    if year:
        return f"{year}-Q{order}", "date", ""
    if " of " in lower:
        return f"quarter-of:{order}:{_shift_of(lower.rpartition(' of ')[2])}", "date", ""
    return f"quarter:{_shift_of(words)}", "date", _lean_of(words)


def _week_inside(words: str, inner: Callable[[str], str | None]) -> Read:
    found = re.match(r"(?:the\s)?(\w+)\s(week|weekend|day)\s(?:of|in)\s(.+)$", words, re.IGNORECASE)
    base = inner(found[3]) if found else None
    if found is None or base is None:
        return None
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(found[1].lower(), -1)
    return f"nth:{number}:{found[2].lower()}:{base}", "date", ""


def _weekday_inside(words: str, inner: Callable[[str], str | None]) -> Read:
    day = re.search(WEEKDAY, words)
    if day is None:
        return None
    return f"week:{_shift_of(words)}|{WEEKDAYS.index(day.group())}d", "date", ""


def _ordinal(words: str, inner: Callable[[str], str | None]) -> Read:
    month = re.search(MONTH, words)
    spelt = re.search(_ORDINAL, words, re.IGNORECASE)
    if month is None or spelt is None:
        return None
    day = _ORDINALS.index(spelt.group().lower().replace(" ", "-")) + 1
    number = next(i for i, name in enumerate(MONTHS, start=1) if name[:3] == month.group()[:3].capitalize())
    return f"{_year_in(words) or 'XXXX'}-{number:02}-{day:02}", "date", ""


def _part(words: str, inner: Callable[[str], str | None]) -> Read:
    found = re.match(
        r"(?:the\s)?(early|mid|late|beginning|start|middle|end)(?:\sof)?[\s-](?:in\s)?(?:the\s)?(.+)$",
        words,
        re.IGNORECASE,
    )
    base = inner(found[2]) if found else None
    if found is None or base is None:
        return None
    which = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}.get(found[1].lower())
    return f"part:{which or found[1].lower()}:{base}", "date", ""


def _century(words: str, inner: Callable[[str], str | None]) -> Read:
    found = re.search(r"\d{1,2}", words)
    return (f"century:{found.group()}", "date", "") if found and 1 <= int(found.group()) <= 22 else None


def _counted_stretch(words: str, inner: Callable[[str], str | None]) -> Read:
    found = re.search(rf"({COUNT})\s(?:(?:next|coming|previous|upcoming)\s)?({UNIT}|quarter)s?$", words, re.IGNORECASE)
    count = _number(found[1]) if found else None
    if found is None or count is None:
        return None
    unit = found[2].lower()
    forward = re.search(r"\b(?:next|coming|upcoming)\b", words, re.IGNORECASE) is not None
    times = {"fortnight": 2, "quarter": 3}.get(unit, 1)
    unit = {"fortnight": "week", "quarter": "month"}.get(unit, unit)
    return f"{'next' if forward else 'past'}:{count * times}:{unit}", "date", "future" if forward else "past"


_READERS: Final[dict[str, Callable[[str, Callable[[str], str | None]], Read]]] = {
    "counted_from": _counted_from,
    "holiday": _holiday,
    "season": _season,
    "quarter": _quarter,
    "week_inside": _week_inside,
    "weekday_inside": _weekday_inside,
    "ordinal": _ordinal,
    "part": _part,
    "century": _century,
    "counted_stretch": _counted_stretch,
}
NAMES: Final = frozenset(_READERS)
