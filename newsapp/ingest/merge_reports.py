"""Reports of one event by several articles become one event with several reports, and can be taken apart again.

What an article's reading found stays a record of its own, with its id, its parties and its reasons; merging only moves
its sentences to the event that was there first. Numbers, days and doers that differ are kept with each report.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Left

from newsapp.events.models import Event, Evidence, Participant
from newsapp.events.querysets import READABLE
from newsapp.ingest.publishing import UNREVIEWED, status_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Reports of the same week without a day: their weeks begin at most so far apart.
WEEKS_APART: Final = dt.timedelta(days=2)
# From the first possible day to the last: less than this.
LONGEST: Final = dt.timedelta(days=7)

Sides = tuple[frozenset[int], frozenset[int]]


def merge_reports(events: Sequence[Event]) -> int:
    """Merge each of `events` into an older one that tells the same; returns how many were.

    The same: one CAMEO root, one modality, an actor in common on either side, another article, days that fit. Only what
    no curator has decided is merged; a rejected event takes no report.
    """
    mergeable = [event for event in events if may_merge(event) and is_short(event)]
    leads = leads_for(mergeable)
    sides = sides_of({event.pk for event in (*mergeable, *leads)})
    gone: set[int] = set()
    for event in sorted(mergeable, key=lambda one: one.pk):
        lead = next(
            (
                other
                for other in leads
                if other.pk < event.pk
                and other.pk not in gone
                and article_of(other) != article_of(event)
                and root_of(other) == root_of(event)
                and other.modality == event.modality
                and fits(sides[other.pk], sides[event.pk])
                and days_fit(other, event)
            ),
            None,
        )
        if lead is not None and merge(event, lead):
            gone.add(event.pk)
    return len(gone)


def leads_for(events: Sequence[Event]) -> list[Event]:
    """The events, oldest record first, that could hold one of `events`: of its root and modality, in its time, short.

    Each is looked for in its own days: an article may name one of this week and one of years ago.
    """
    if not events:
        return []
    wanted = {(root_of(event), event.modality, event.date_first, event.date_last) for event in events}
    near = Q()
    for root, modality, first, last in wanted:
        near |= Q(root=root, modality=modality, date_first__lte=last, date_last__gte=first)
    found = Event.objects.annotate(root=Left("event_type__code", 2)).filter(
        near, status__in=READABLE, origin__isnull=False, timeline_span__gt=-LONGEST.days
    )
    return list(found.select_related("event_type").order_by("pk"))


def root_of(event: Event) -> str:
    return event.event_type.root


def is_short(event: Event) -> bool:
    """Known to the week or better: an event of some month or year is too vague to be told for the same."""
    return bool(event.date_first and event.date_last and event.date_last - event.date_first < LONGEST)


def may_merge(event: Event) -> bool:
    return event.status in UNREVIEWED and event.origin is not None and "merged_into" not in event.curated_fields


def article_of(event: Event) -> str:
    return (event.origin or "").partition(":")[0]


def sides_of(ids: Iterable[int]) -> dict[int, Sides]:
    """The actors on either side of each event."""
    found: dict[int, dict[str, set[int]]] = defaultdict(lambda: {"source": set(), "target": set()})
    for event, role, actor in Participant.objects.filter(event__in=list(ids)).values_list("event", "role", "actor"):
        found[event][role].add(actor)
    return {pk: (frozenset(found[pk]["source"]), frozenset(found[pk]["target"])) for pk in ids}


def fits(one: Sides, two: Sides) -> bool:
    """An actor in common on either side. An event without a source or target is too vague to be told for the same."""
    return bool(one[0] & two[0] and one[1] & two[1])


def days_fit(one: Event, two: Event) -> bool:
    """One day in both, a day within the other's week, or two weeks that begin about together; both are short."""
    if not (one.date_first and one.date_last and two.date_first and two.date_last):
        return False
    if one.date_first < one.date_last and two.date_first < two.date_last:  # neither is known to the day
        return abs(one.date_first - two.date_first) <= WEEKS_APART
    return one.date_first <= two.date_last and two.date_first <= one.date_last


@transaction.atomic
def merge(event: Event, lead: Event) -> bool:
    """Move the sentences of `event` to `lead`; False where that would say one sentence twice."""
    told = set(Evidence.objects.filter(event=lead).values_list("sentence", flat=True))
    moving = Evidence.objects.filter(event=event)
    if moving.filter(sentence__in=told).exists():
        return False
    moving.update(event=lead, read_as=event, is_lead=False)
    event.status, event.merged_into = Event.Status.MERGED, lead
    event.save(update_fields=["status", "merged_into", "updated_at"])
    publish_by_any(lead)
    return True


def publish_by_any(lead: Event) -> None:
    """A lead nobody has reviewed is published when any of its reports would be."""
    if lead.status not in UNREVIEWED:
        return
    figures = [lead.confidence, *lead.merged.values_list("confidence", flat=True)]
    statuses = {status_for(figure) for figure in figures}
    lead.status = Event.Status.REPORTED if Event.Status.REPORTED in statuses else Event.Status.QUEUED
    lead.save(update_fields=["status", "updated_at"])


@transaction.atomic
def take_apart(event: Event) -> None:
    """Give a merged event its sentences back; it is an event of its own again."""
    lead = event.merged_into
    if lead is None:
        return
    own = list(Evidence.objects.filter(read_as=event).order_by("pk"))
    for number, item in enumerate(own):
        item.event, item.read_as, item.is_lead = event, None, number == 0
    Evidence.objects.bulk_update(own, ["event", "read_as", "is_lead"])
    event.status, event.merged_into = status_for(event.confidence), None
    event.save(update_fields=["status", "merged_into", "updated_at"])
    publish_by_any(lead)
