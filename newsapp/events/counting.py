"""Exact counts of events, each grouping read once however many parts of a page show it.

Rows are grouped by the type's id and not by its class: the type stands in the event's own row, so no table is joined
for it, and the class of each type is looked up here (docs/performance/: grouping by class took twice the time).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Case, CharField, Count, F, Q, Value, When
from django.db.models.functions import TruncMonth

from newsapp.events.models import EventType, Participant
from newsapp.events.querysets import SHOWN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from newsapp.events.filters import EventFilter
    from newsapp.events.querysets import EventQuerySet


@dataclass(frozen=True, slots=True)
class Cell:
    """How many events share a type, a country of the place, the month of their first possible day and a lane: `exact`
    when known to the day, else the date's precision. Undated events have no month."""

    event_type: int
    place_country: int | None
    month: dt.date | None
    lane: str
    n: int


@dataclass(frozen=True, slots=True)
class TypeInBrief:
    """What counts need to know of an event type."""

    pk: int
    plover: str
    name: str
    event_class: str


def read_cells(events: EventQuerySet) -> tuple[Cell, ...]:
    """All that is counted of the events themselves, in one query."""
    lane = Case(
        When(date_first=F("date_last"), then=Value("exact")), default=F("date_precision"), output_field=CharField()
    )
    rows = (
        events.order_by()
        .annotate(month=TruncMonth("date_first"), lane=lane)
        .values_list("event_type", "place_country", "month", "lane")
        .annotate(n=Count("pk"))
    )
    return tuple(Cell(*row) for row in rows)


def classes_of_types() -> dict[int, str]:
    """The class of every event type."""
    return dict(EventType.objects.order_by().values_list("pk", "event_class"))


def count_classes(events: EventQuerySet, classes: Mapping[int, str]) -> Counter[str]:
    """Events per class; `classes` are those of the types."""
    counts: Counter[str] = Counter()
    for pk, n in events.order_by().values_list("event_type").annotate(n=Count("pk")):
        counts[classes[pk]] += n
    return counts


def count_actors(events: EventQuerySet) -> Counter[int]:
    """Events per actor, in either role or both."""
    rows = Participant.objects.filter(event__in=events.order_by().values("pk"))
    return Counter(dict(rows.order_by().values_list("actor").annotate(n=Count("event", distinct=True))))


def count_actor_classes() -> dict[int, Counter[str]]:
    """Events readers see per actor and class."""
    classes = classes_of_types()
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    rows = Participant.objects.filter(event__status__in=SHOWN)
    grouped = rows.order_by().values_list("actor", "event__event_type")
    for actor, event_type, n in grouped.annotate(n=Count("event", distinct=True)):
        counts[actor][classes[event_type]] += n
    return counts


def count_party_countries(events: EventQuerySet) -> Counter[int]:
    """Events per country of a participant, those left out that happened in that same country."""
    rows = Participant.objects.filter(event__in=events.order_by().values("pk"), country__isnull=False)
    elsewhere = Q(event__place_country__isnull=True) | ~Q(event__place_country=F("country"))
    grouped = rows.filter(elsewhere).order_by().values_list("country")
    return Counter(dict(grouped.annotate(n=Count("event", distinct=True))))


def count_countries(events: EventQuerySet, cells: Iterable[Cell] | None = None) -> Counter[int]:
    """Events per country involved in any way: those it is the place of, and those elsewhere with an actor of it.

    `cells` of the same events spare a query.
    """
    counts = count_party_countries(events)
    for cell in read_cells(events) if cells is None else cells:
        if cell.place_country is not None:
            counts[cell.place_country] += cell.n
    return counts


class FilterCounts:
    """Counts under one filter, each without one part of it. Parts that are not in use share one reading."""

    def __init__(self, chosen: EventFilter) -> None:
        self.chosen = chosen
        self._cells: dict[str, tuple[Cell, ...]] = {}

    @cached_property
    def types(self) -> tuple[TypeInBrief, ...]:
        """Every event type, in PLOVER's order."""
        rows = EventType.objects.order_by("plover_type__position", "code")
        return tuple(
            TypeInBrief(*row) for row in rows.values_list("pk", "plover_type__code", "plover_type__name", "event_class")
        )

    def events(self, without: str = "") -> EventQuerySet:
        """The events under every part of the filter but one."""
        return self.chosen.events(without=without)

    def cells(self, without: str = "") -> tuple[Cell, ...]:
        part = without if self.chosen.uses(without) else ""
        if part not in self._cells:
            self._cells[part] = read_cells(self.events(part))
        return self._cells[part]

    @property
    def total(self) -> int:
        """How many events the whole filter leaves."""
        return sum(cell.n for cell in self.cells())

    def by_type(self, without: str) -> Counter[int]:
        counts: Counter[int] = Counter()
        for cell in self.cells(without):
            counts[cell.event_type] += cell.n
        return counts

    def by_actor(self) -> Counter[int]:
        return count_actors(self.events("actor"))

    def by_country(self) -> Counter[int]:
        return count_countries(self.events("country"), self.cells("country"))
