"""Keyset paging: a page starts after a row, not at a number, so nothing repeats or is skipped while events arrive."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import DateField, F, FloatField, Q, Value
from django.db.models.functions import Coalesce

from newsapp.browse.timeline import read_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import QueryDict

    from newsapp.browse.timeline import EventRow
    from newsapp.events.querysets import EventQuerySet

PAGE_SIZE: Final = 50
UNDATED_LAST: Final = dt.date(9999, 12, 30)


@dataclass(frozen=True, slots=True)
class Key:
    """One column of an order: a name, its direction and how its value is written in a cursor."""

    name: str
    is_descending: bool
    read: Callable[[str], Any]

    @property
    def order(self) -> str:
        return f"-{self.name}" if self.is_descending else self.name


@dataclass(frozen=True, slots=True)
class Sort:
    """A total order over events; its keys end with the id. Only an order by day is shown in day groups."""

    label: str
    keys: tuple[Key, ...]
    is_by_day: bool = False


PK_DOWN, PK_UP = Key("pk", is_descending=True, read=int), Key("pk", is_descending=False, read=int)
SORTS: Final[dict[str, Sort]] = {
    "newest": Sort(
        "Newest first",
        (
            Key("timeline_day", is_descending=True, read=dt.date.fromisoformat),
            Key("timeline_span", is_descending=True, read=int),
            PK_DOWN,
        ),
        is_by_day=True,
    ),
    "oldest": Sort(
        "Oldest first",
        (
            Key("first_day", is_descending=False, read=dt.date.fromisoformat),
            Key("timeline_span", is_descending=True, read=int),
            PK_UP,
        ),
        is_by_day=True,
    ),
    "doubtful": Sort("Lowest confidence", (Key("sureness", is_descending=False, read=float), PK_UP)),
    "recorded": Sort("Recently recorded", (PK_DOWN,)),
}
CURSOR: Final = re.compile(r"[0-9A-Za-z.:_-]{1,80}")


class PageForm(forms.Form):
    """The order, and where a page begins: `after` one row, or, going back, `before` one."""

    sort = forms.ChoiceField(required=False, choices=[(name, sort.label) for name, sort in SORTS.items()])
    after = forms.RegexField(CURSOR, required=False)
    before = forms.RegexField(CURSOR, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        sort = SORTS[data.get("sort") or "newest"]
        for name in ("after", "before"):
            if data.get(name):
                data[name] = self._cursor(name, data[name], sort)
        return data

    def _cursor(self, name: str, text: str, sort: Sort) -> tuple[Any, ...] | None:
        parts = text.split("_")
        try:
            values = tuple(key.read(part) for key, part in zip(sort.keys, parts, strict=True))
        except (ValueError, OverflowError):
            self.add_error(name, ValidationError("This is not a place in the list."))
            return None
        return None if any(isinstance(value, int) and abs(value) >= 2**63 for value in values) else values


@dataclass(frozen=True, slots=True)
class Page:
    rows: tuple[EventRow, ...]
    newer: str
    older: str
    sort: str
    is_by_day: bool


def beyond(keys: tuple[Key, ...], cursor: tuple[Any, ...], *, backwards: bool) -> Q:
    """Rows that come after `cursor` in the order, or before it."""
    condition = Q()
    same = Q()
    for key, value in zip(keys, cursor, strict=True):
        operator = "lt" if key.is_descending is not backwards else "gt"
        condition |= same & Q(**{f"{key.name}__{operator}": value})
        same &= Q(**{key.name: value})
    return condition


def with_keys(events: EventQuerySet) -> EventQuerySet:
    """The columns some orders need: undated events last in time, those without a figure last in confidence."""
    annotated: EventQuerySet = events.annotate(
        first_day=Coalesce(F("date_first"), Value(UNDATED_LAST), output_field=DateField()),
        sureness=Coalesce(F("confidence"), Value(2.0), output_field=FloatField()),
    )
    return annotated


def cursor_of(pk: int, events: EventQuerySet, sort: Sort) -> str:
    values = with_keys(events.model._default_manager.filter(pk=pk)).values_list(*[key.name for key in sort.keys])[0]
    return "_".join(value.isoformat() if isinstance(value, dt.date) else repr(value) for value in values)


def read_page(events: EventQuerySet, query: QueryDict, *, size: int = PAGE_SIZE) -> Page:
    """One page of `events`. A cursor that is no cursor begins at the first page, an unknown order is newest first."""
    form = PageForm(query)
    form.is_valid()
    name = form.cleaned_data.get("sort") or "newest"
    sort = SORTS[name]
    after, before = form.cleaned_data.get("after"), form.cleaned_data.get("before")
    ordered = with_keys(events)
    if before:
        orders = [key.name if key.is_descending else f"-{key.name}" for key in sort.keys]
        found = read_rows(ordered.filter(beyond(sort.keys, before, backwards=True)).order_by(*orders)[: size + 1])
        rows = tuple(reversed(found[:size]))
        has_newer, has_older = len(found) > size, True
    else:
        listed = ordered.filter(beyond(sort.keys, after, backwards=False)) if after else ordered
        found = read_rows(listed.order_by(*[key.order for key in sort.keys])[: size + 1])
        rows = tuple(found[:size])
        has_newer, has_older = bool(after), len(found) > size
    if not rows:
        return Page((), "", "", name, sort.is_by_day)
    return Page(
        rows,
        cursor_of(rows[0].pk, events, sort) if has_newer else "",
        cursor_of(rows[-1].pk, events, sort) if has_older else "",
        name,
        sort.is_by_day,
    )
