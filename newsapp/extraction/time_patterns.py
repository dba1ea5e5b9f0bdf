"""The shapes of time expressions as regular expressions, tried in order; timex.py reads what they match."""

from __future__ import annotations

import re
from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "hundred": 100,
}  # fmt: skip

_SHORT: Final = "|".join(rf"{name[:3]}\.?" for name in MONTHS if name != "May")
MONTH: Final = rf"(?:{'|'.join(MONTHS)}|Sept\.?|{_SHORT})"
WEEKDAY: Final = rf"(?:{'|'.join(WEEKDAYS)})"
DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR: Final = r"(?:1[5-9]\d\d|20\d\d|21[0-4]\d)"
COUNT: Final = (
    r"(?:\d{1,3}|a couple of|a few|a|an|"
    + "|".join(word for word in NUMBERS if len(word) > 2)
    + r"|several|few|many|some)"
)
UNIT: Final = r"(?:day|week|fortnight|month|year|decade)"
_LONG_UNIT: Final = r"(?:hour|minute|day|week|fortnight|month|year|decade)"
_TO: Final = r"\s?(?:–|-|to|and|through|until)\s?"
_PART_OF_DAY: Final = r"(?:morning|afternoon|evening|night)"
_ABOUT: Final = r"(?:about|some|around|nearly|almost|more\sthan|at\sleast|over)\s"
_END: Final = r"(?!\w)"
_OCCASION: Final = r"(?:elections?|polls?|vote|summit|attacks?|deal|agreement|referendum|protests?|meeting)"
# A number that counts one of these is no year.
_COUNTED: Final = (
    r"(?:people|meters|metres|miles|km|kilometers|dollars|euros|pounds|soldiers|troops|others|UTC|GMT|local|hours)"
)


def _after(*openings: str) -> str:
    """Only after one of these words (each a look-behind, as their lengths differ)."""
    return "(?:" + "|".join(rf"(?<=\b{opening}\s)" for opening in openings) + ")"


_MONTH_OPENERS: Final = _after(
    "in", "since", "of", "by", "until", "from", "to", "before", "after", "during", "early", "late", "between",
    "[Ii]n early", "[Ii]n late", "In", "Since", "By",
)  # fmt: skip
_YEAR_OPENERS: Final = _after(
    "in", "of", "by", "until", "from", "since", "before", "after", "during", "the", "late", "early", "its", "his",
    "her", "[aA]", "In", "Since", "The", "By", "From",
)  # fmt: skip

# (name, pattern): longer shapes stand before their parts.
PATTERNS: Final[tuple[tuple[str, str], ...]] = (
    ("iso", rf"(?<![\d/.-]){YEAR}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])(?![\d-])"),
    ("numeric", rf"(?<![\d/.-])\d{{1,2}}(?P<separator>[/.])\d{{1,2}}(?P=separator){YEAR}(?![\d/-])"),
    ("days", rf"(?:from\s|between\s)?{MONTH}\s{DAY}{_TO}{DAY}(?:,?\s{YEAR})?{_END}"),
    ("days2", rf"(?:from\s|between\s)?{DAY}{_TO}{DAY}\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?{_END}"),
    ("full", rf"(?:{WEEKDAY},?\s)?{MONTH}\s{DAY},?\s(?:of\s)?{YEAR}{_END}"),
    ("full2", rf"(?:{WEEKDAY},?\s)?(?:the\s)?{DAY}(?:\sof)?\s{MONTH},?\s(?:of\s)?{YEAR}{_END}"),
    ("month_year", rf"(?:(?:early|late|mid|earlier|later)[\s-])?{MONTH},?\s(?:of\s)?{YEAR}{_END}"),
    ("month_of", rf"{MONTH}\s(?:of\s)?(?:last|this|next|the\sprevious)\syear"),
    ("month_day", rf"(?:{WEEKDAY},?\s(?:the\s)?)?{MONTH}\s{DAY}(?![\w%]|[,.]\d)"),
    ("month_day2", rf"(?:{WEEKDAY},?\s(?:the\s)?)?(?:the\s)?{DAY}(?:\sof)?\s{MONTH}{_END}"),
    ("month", rf"(?:(?:last|next|this)\s{MONTH}|{_MONTH_OPENERS}{MONTH}|(?<=\bmid-){MONTH}){_END}"),
    ("named_month", rf"(?:{'|'.join(m for m in MONTHS if m not in {'March', 'May'})})(?=['’]s\b|\s{_OCCASION}\b)"),
    (
        "weekday",
        (
            rf"(?:(?:every|each|last|previous|next|this|past|this\spast|this\scoming)\s)?{WEEKDAY}s?"
            rf"(?:[\s-](?:early\s|late\s)?{_PART_OF_DAY}|\smidnight|\snoon)?{_END}"
        ),
    ),
    (
        "today",
        (
            r"(?i:(?:the\s)?day\sbefore\syesterday|(?:the\s)?day\safter\stomorrow"
            rf"|(?:(?:late|early|earlier|later)\s)?(?:yesterday|today|tomorrow)(?:\s{_PART_OF_DAY})?"
            rf"|tonight|last\snight|this\s(?:morning|afternoon|evening)){_END}"
        ),
    ),
    (
        "adjacent",
        (
            r"(?i:(?:on\s)?the\s(?:previous|following|next|same)\sday|the\sday\s(?:before|after)(?=[,.;]|$)"
            r"|a\sday\s(?:before|earlier|later)(?=[,.;]|$)"
            rf"|(?:later\s|earlier\s)?that\s(?:same\s)?(?:day|{_PART_OF_DAY})){_END}"
        ),
    ),
    ("since", rf"(?i:since)\s(?:{YEAR}{_END}|(?:last|early|late)\s(?:week|month|year|decade)|yesterday)"),
    (
        "calendar",
        (
            r"(?i:the\s(?:week|month|year)\s(?:before\slast|after\snext)"
            r"|(?:(?:earlier|later|early|late)\s)?(?:last|this|next|this\scoming|the\scoming)\s(?:week|month|year|decade))"
            rf"{_END}(?!\s(?:before|after)\b)"
        ),
    ),
    ("weekend", rf"(?i:(?:over\s)?(?:the|last|this|next|this\spast)\sweekend){_END}"),
    ("ago", rf"(?i:{_ABOUT})?(?i:{COUNT}\s{UNIT}s?\s(?:ago|earlier)){_END}"),
    (
        "ahead",
        rf"(?i:in\s{COUNT}\s{UNIT}s?['’]?\stime|(?<=\bin\s){COUNT}\s{UNIT}s?(?=[.,;?!]|$)|{COUNT}\s{UNIT}s?\sfrom\snow){_END}",
    ),
    (
        "stretch",
        (
            r"(?i:(?:(?:over|in|for|during)\s)?the\s(?:past|last|next|coming|previous)\s"
            rf"(?:{COUNT}\s)?{UNIT}s?){_END}"
        ),
    ),
    ("long", rf"(?i:(?:(?!an?\b){COUNT}[\s-])?{_LONG_UNIT}s?-long){_END}"),
    ("compound", rf"(?i:{COUNT}-(?:hour|day|week|month|year|decade))(?![\w-])"),
    (
        "for",
        (
            rf"(?i:{_after('for', 'over', 'after', 'within', 'during', 'in')}(?:{_ABOUT})?"
            rf"(?:{COUNT}\s{_LONG_UNIT}s?|(?:hours|days|weeks|months|years|decades)))(?![\w-])"
            r"(?!\s(?:ago|earlier|later|old)\b)"
        ),
    ),
    (
        "counted",
        (
            rf"(?i:{COUNT}\s{_LONG_UNIT}s?(?=\sof\b|['’]\s|\slater\b"
            rf"|\sin\s(?:prison|jail|office|power|custody)\b)){_END}"
        ),
    ),
    ("years", rf"(?:{_after('in', 'from', 'between')}|(?<=\()){YEAR}\s?(?:–|-|to|and)\s?(?:{YEAR}|\d\d){_END}"),
    (
        "year",
        rf"(?:{_YEAR_OPENERS}|(?<=\bmid-)|(?<=['’]s\s)|(?<=\()){YEAR}(?![\w%]|[,.:/-]?\d)(?!\s{_COUNTED}\b)",
    ),
    (
        "decade",
        r"(?i:(?:(?:early|late|mid)[\s-])?(?:the\s)?(?:early\s|late\s|mid-)?)(?:1[5-9]\d|20\d)0['’]?\s?s(?!\w)",
    ),
    ("nth", r"(?<=\bon\s)the\s(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?=[.,;]|$|\sof\s(?:this|the)\smonth)"),
)
# No time expression is without one of these; most sentences are told apart by this cheap look.
HINT: Final = re.compile(
    rf"\d|{'|'.join(MONTHS)}|\b(?:{_SHORT}|Sept)|(?i:day|week|fortnight|month|year|decade|hour|minute|night|morning|tomorrow)"
    r"|(?i:evening|afternoon|quarter|spring|summer|autumn|winter|\bfall\b|christmas|halloween|century)"
)
