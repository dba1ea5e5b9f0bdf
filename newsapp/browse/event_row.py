"""The markup of one event in a list. It is Python and not a template on purpose (docs/adr/0011): fifty rows are the
hottest spot of the site, and this is what keeps them cheap. Every text goes through `escape`."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.browse.timeline import EventRow

ARROW: Final = (
    ' <svg class="arrow" viewBox="0 0 18 10" width="18" height="10" aria-hidden="true">'
    '<path d="M0 5h16M12 1l4.5 4L12 9" fill="none" stroke="currentColor" stroke-width="1.5"/></svg> '
)
SHAPES: Final = {
    "vc": '<circle class="g" cx="7" cy="7" r="5" fill="none" stroke="#3B82C4"/>',
    "mc": '<circle class="g" cx="7" cy="7" r="5" fill="#123D70" stroke="#3B82C4"/>',
    "vx": '<path class="g" d="M7 2 12.6 12H1.4z" fill="none" stroke="#8A1C12"/>',
    "mx": '<path class="g" d="M7 2 12.6 12H1.4z" fill="#8A1C12" stroke="#8A1C12"/>',
    "nn": '<path class="g" d="M2 7h10" fill="none" stroke="#85898A"/>',
}
TICK: Final = (
    ' <span class="tick-ok"><svg viewBox="0 0 12 12" width="11" height="11" aria-hidden="true">'
    '<path d="m1.5 6.5 3 3 6-7" fill="none" stroke="currentColor" stroke-width="2"/></svg>Reviewed</span>'
)
CELLS: Final = "M0 1h8v8h-8zM9 1h8v8h-8zM18 1h8v8h-8zM27 1h8v8h-8zM36 1h8v8h-8z"


def glyph(name: str, label: str) -> str:
    """The mark of a class: circle cooperates, triangle conflicts, dash states; open = words, filled = deeds."""
    return (
        f'<svg class="glyph glyph--{name}" viewBox="0 0 14 14" width="14" height="14" role="img" '
        f'aria-label="{escape(label)}">{SHAPES[name]}</svg>'
    )


def names(given: Sequence[str]) -> str:
    return ", ".join(f"<b>{escape(name)}</b>" for name in given)


def line(row: EventRow) -> str:
    """Who did what to whom, as a link to the event."""
    sources = names(row.sources) or '<span class="event__unsaid">Not named</span>'
    what = f'<span class="event__what">{escape(row.phrase)}</span>'
    whom = ""
    if row.targets:
        whom = ARROW + names(row.targets)
    elif row.unsaid:
        whom = f' <span class="event__unsaid">{escape(row.unsaid)}</span>'
    return f'<a href="{row.url}">{sources}{ARROW}{what}{whom}</a>'


def meta(row: EventRow, *, with_date: bool) -> str:
    parts = [f"<span>{escape(row.when)}</span>"] if with_date else []
    if row.tag:
        parts.append(f'<span class="tag tag--{row.modality}">{escape(row.tag)}</span>')
    if row.is_waiting:
        parts.append('<span class="tag">Waiting for review</span>')
    if row.place:
        parts.append(f'<span class="opt">{escape(row.place)}</span>')
    parts.append(f'<span class="in-side">{escape(row.type_name)}</span>')
    parts.append(f"<span>{row.reports}</span>")
    if row.sentences:
        parts.append(f'<span class="opt">{row.sentences}</span>')
    reviewed = TICK if row.is_reviewed else ""
    sure = (
        f' <span class="in-side confid"><span class="confid__word">confidence </span>{row.confidence}</span>'
        if row.confidence
        else ""
    )
    return " ".join(parts) + reviewed + sure


def side(row: EventRow) -> str:
    sure = (
        '<span class="confid" title="Confidence of the extraction"><svg class="conf" aria-hidden="true" width="44" '
        f'height="10" viewBox="0 0 44 10"><path class="cell" d="{CELLS}" fill="#ddd"/>'
        f'<path class="cell is-on" d="{row.confidence_path}" fill="#474E52"/></svg>'
        f'<span class="confid__word">confidence </span>{row.confidence}</span>'
        if row.confidence
        else ""
    )
    return f'<span>{escape(row.type_name)} <span class="code">{row.code}</span></span>{sure}'


def render_event_row(row: EventRow, *, with_date: bool = False) -> SafeString:
    """The whole list item."""
    quote = row.quote
    evidence = (
        f'<p class="evidence">{escape(quote.before)}<mark>{escape(quote.marked)}</mark>{escape(quote.after)}</p>'
        if quote
        else ""
    )
    return SafeString(
        f'<li class="event event--{row.modality}" id="e{row.pk}">{glyph(row.glyph, row.class_name)}'
        f'<div><p class="event__line">{line(row)}</p>{evidence}'
        f'<p class="event__meta">{meta(row, with_date=with_date)}</p></div>'
        f'<div class="event__side">{side(row)}</div></li>\n'
    )
