"""Keyset paging: a page starts after a row, not at a number, so nothing repeats or is skipped while events arrive."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from newsapp.browse.timeline import read_rows

if TYPE_CHECKING:
    from django.http import QueryDict

    from newsapp.browse.timeline import EventRow
    from newsapp.events.querysets import EventQuerySet

PAGE_SIZE = 50
CURSOR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.(-?[0-9]{1,7})\.([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of one row in the timeline's order: its day, its span (0 or minus its length in days) and its id."""

    day: dt.date
    span: int
    pk: int


class CursorField(forms.CharField):
    """A row's place as `2024-10-22.0.17`."""

    def clean(self, value: str | None) -> Cursor | None:
        text = super().clean(value)
        if not text:
            return None
        match = CURSOR.fullmatch(text)
        try:
            if match:
                return Cursor(dt.date.fromisoformat(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            pass
        raise ValidationError("This is not a place in the list.")


class PageForm(forms.Form):
    """Where a page begins: `after` one row, or, going back, `before` one."""

    after = CursorField(required=False, max_length=40)
    before = CursorField(required=False, max_length=40)


@dataclass(frozen=True, slots=True)
class Page:
    rows: tuple[EventRow, ...]
    newer: str
    older: str


def later_than(cursor: Cursor) -> Q:
    """Rows that come before `cursor` in the list, which runs from late to early."""
    same_day = Q(timeline_day=cursor.day)
    return (
        Q(timeline_day__gt=cursor.day)
        | same_day & Q(timeline_span__gt=cursor.span)
        | same_day & Q(timeline_span=cursor.span, pk__gt=cursor.pk)
    )


def earlier_than(cursor: Cursor) -> Q:
    same_day = Q(timeline_day=cursor.day)
    return (
        Q(timeline_day__lt=cursor.day)
        | same_day & Q(timeline_span__lt=cursor.span)
        | same_day & Q(timeline_span=cursor.span, pk__lt=cursor.pk)
    )


def read_page(events: EventQuerySet, query: QueryDict, *, size: int = PAGE_SIZE) -> Page:
    """One page of `events`. A cursor that is no cursor begins at the first page."""
    form = PageForm(query)
    form.is_valid()
    after, before = form.cleaned_data.get("after"), form.cleaned_data.get("before")
    if before:
        found = read_rows(events.filter(later_than(before)).order_by("timeline_day", "timeline_span", "pk")[: size + 1])
        rows = tuple(reversed(found[:size]))
        has_newer, has_older = len(found) > size, True
    else:
        listed = events.filter(earlier_than(after)) if after else events
        found = read_rows(listed.in_timeline_order()[: size + 1])
        rows = tuple(found[:size])
        has_newer, has_older = after is not None, len(found) > size
    if not rows:
        return Page((), "", "")
    return Page(rows, rows[0].cursor if has_newer else "", rows[-1].cursor if has_older else "")
