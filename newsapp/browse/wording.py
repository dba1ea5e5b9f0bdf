"""Dates, counts and classes in words, as every page shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt

GLYPHS: Final = {
    "verbal_cooperation": "vc",
    "material_cooperation": "mc",
    "verbal_conflict": "vx",
    "material_conflict": "mx",
    "statement": "nn",
}
MODALITY_TAGS: Final = {
    "ongoing": "Ongoing",
    "planned": "Planned",
    "hypothetical": "Hypothetical",
    "demanded": "Demanded",
    "negated": "Denied or refused",
    "reported_statement": "Statement",
}
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def long_day(day: dt.date) -> str:
    """Tuesday 22 October 2024"""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: dt.date) -> str:
    """Tue 22 Oct 2024"""
    return f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def plain_day(day: dt.date) -> str:
    """22 October 2024"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_range(first: dt.date, last: dt.date, *, short: bool = False) -> str:
    """21-27 October 2024, 28 October - 3 November 2024, 30 December 2024 - 5 January 2025, with en dashes."""
    cut = 3 if short else None

    def month(day: dt.date) -> str:
        return MONTHS[day.month - 1][:cut]

    if first == last:
        return f"{first.day} {month(first)} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {month(last)} {last.year}"
    if first.year == last.year:
        return f"{first.day} {month(first)} – {last.day} {month(last)} {last.year}"
    return f"{first.day} {month(first)} {first.year} – {last.day} {month(last)} {last.year}"


def when(first: dt.date | None, last: dt.date | None, precision: str, *, short: bool = False) -> str:
    """An event's interval in words at its precision; "No date" for none."""
    if first is None or last is None:
        return "No date"
    match precision:
        case "day" if first == last:
            return short_day(first) if short else long_day(first)
        case "month" if (first.year, first.month) == (last.year, last.month):
            return f"{MONTHS[first.month - 1][: 3 if short else None]} {first.year}"
        case "year" if first.year == last.year:
            return str(first.year)
        case "week" if (last - first).days == 6:
            return f"Week of {day_range(first, last, short=short)}"
    return day_range(first, last, short=short)


def number(count: int) -> str:
    """13,144"""
    return f"{count:,}"


def confidence_path(confidence: float) -> str:
    """The filled part of five cells, 8 units wide and 9 apart, as an SVG path; 0 to 1."""
    whole, rest = divmod(round(max(0.0, min(1.0, confidence)) * 40), 8)
    cells = [(index * 9, 8) for index in range(whole)] + ([(whole * 9, rest)] if rest else [])
    return "".join(f"M{x} 1h{width}v8h-{width}z" for x, width in cells)
