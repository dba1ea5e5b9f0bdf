"""What curators do over several records at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from newsapp.events.models import Event, Evidence
from newsapp.ingest.correct_dates import DateChange, reresolve_dates
from newsapp.ingest.merge_reports import take_apart
from newsapp.ingest.models import Tombstone
from newsapp.ingest.store_article import TOMBSTONE_KIND

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from newsapp.articles.models import Article


def confirm_events(*, events: QuerySet[Event]) -> int:
    """Mark events as reviewed; returns how many."""
    return decide(events, Event.confirm)


def reject_events(*, events: QuerySet[Event]) -> int:
    """Take events out of every list; they stay on record as rejected. Returns how many."""
    return decide(events, Event.reject)


@transaction.atomic
def decide(events: QuerySet[Event], verdict: Callable[[Event], None]) -> int:
    """Keep a curator's verdict over each event. One that is merged is left out: it is decided with the event that holds
    its sentences, or after it was taken apart."""
    count = 0
    for event in events.exclude(status=Event.Status.MERGED).select_for_update():
        verdict(event)
        event.mark_curated(["status"])
        event.save(update_fields=["status", "curated_fields", "version", "updated_at"])
        count += 1
    return count


@transaction.atomic
def part_events(*, events: QuerySet[Event]) -> int:
    """Take merged events out of the one that holds their sentences, or all out of one that holds others'; they are not
    merged again. Returns how many stand alone now."""
    chosen = list(events.select_for_update())
    merged = {event.pk: event for event in chosen if event.merged_into_id}
    for lead in chosen:
        merged |= {event.pk: event for event in lead.merged.all()}
    for event in merged.values():
        take_apart(event)
        event.mark_curated(["merged_into"])
        event.save(update_fields=["curated_fields", "version", "updated_at"])
    return len(merged)


@transaction.atomic
def correct_publication_date(*, article: Article) -> list[DateChange]:
    """Save the publication date set on `article` as a curator's word and re-resolve its relative dates."""
    article.published_basis = article.Basis.CURATED if article.published_at else article.Basis.UNKNOWN
    article.published_candidates = []
    article.published_reasons = ["set by a curator"] if article.published_at else []
    article.mark_curated(["published_at"])
    article.save()
    return reresolve_dates(article=article)


@transaction.atomic
def delete_article(*, article: Article) -> None:
    """Delete an article with its versions and the readings of them, and keep it deleted.

    Raises ProtectedError while an event still stands on one of its sentences.
    """
    hashes = list(article.versions.values_list("content_hash", flat=True))
    article.delete()
    for digest in hashes:
        Tombstone.objects.get_or_create(kind=TOMBSTONE_KIND, key=digest)


def events_on(article: Article) -> int:
    """How many events stand on sentences of `article`."""
    return Evidence.objects.filter(article_version__article=article).values("event").distinct().count()
