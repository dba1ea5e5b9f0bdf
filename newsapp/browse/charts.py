"""Small server-rendered charts: the numbers of their SVG, colour left to the style sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsapp.browse.wording import GLYPHS

if TYPE_CHECKING:
    from collections.abc import Mapping

# One stacking order everywhere: deeds and words of cooperation, statements, words and deeds of conflict.
ORDER: Final = ("material_cooperation", "verbal_cooperation", "statement", "verbal_conflict", "material_conflict")


@dataclass(frozen=True, slots=True)
class Bar:
    css: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class ShareBar:
    """The shares of the classes in one bar of 100 %, and the same in words."""

    label: str
    bars: tuple[Bar, ...]


def share_bar(counts: Mapping[str, int]) -> ShareBar:
    """`counts` per class; at least one event."""
    total = sum(counts.values())
    bars: list[Bar] = []
    x = 0.0
    for event_class in ORDER:
        width = counts.get(event_class, 0) / total * 100
        if width:
            bars.append(Bar(f"q-{GLYPHS[event_class]}", f"{x:.2f}%", f"{width:.2f}%"))
        x += width
    cooperation = counts.get("material_cooperation", 0) + counts.get("verbal_cooperation", 0)
    conflict = counts.get("material_conflict", 0) + counts.get("verbal_conflict", 0)
    statements = counts.get("statement", 0)
    label = (
        f"{cooperation / total:.0%} cooperation, {statements / total:.0%} statements, {conflict / total:.0%} conflict"
    )
    return ShareBar(label, tuple(bars))
