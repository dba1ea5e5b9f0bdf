"""A corrected publication date re-resolves what the article dates relative to it, without reading the article again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from newsapp.events.models import Event, Evidence, TimeExpression
from newsapp.extraction.dates import resolve
from newsapp.extraction.event_time import assumed
from newsapp.ingest.store_events import date_values

if TYPE_CHECKING:
    import datetime as dt

    from newsapp.articles.models import Article

ASSUMED = "assumed"
DATE_FIELDS = ("date_first", "date_last", "date_precision", "date_basis")


@dataclass(frozen=True, slots=True)
class DateChange:
    """An event whose date moved: its interval before and after."""

    event: Event
    before: tuple[dt.date | None, dt.date | None]
    after: tuple[dt.date | None, dt.date | None]


def resolved_values(expression: str, tense: str, published: dt.date | None) -> dict[str, object]:
    """An event's four date columns for a stored time expression under a publication date."""
    if expression.startswith(ASSUMED):
        try:
            date = assumed(published)
        except OverflowError:  # a week that would begin before year 1
            return date_values(None, None, Event.Precision.NONE, Event.Basis.NONE)
        return date_values(date.first, date.last, date.precision, date.basis)
    found = resolve(expression, tense, published)
    return date_values(found.first, found.last, found.precision, Event.Basis.RESOLVED)


@transaction.atomic
def reresolve_dates(*, article: Article) -> list[DateChange]:
    """Resolve every time expression of the article's current text against its publication date as stored now.

    Dates stated in full do not move; an event whose date a curator set keeps it. Returns the events that moved.
    """
    published = article.published_at.date() if article.published_at else None
    for row in TimeExpression.objects.filter(article_version__article=article, article_version__is_current=True):
        found = resolve(row.expression, row.tense, published)
        row.value, row.first, row.last, row.precision = found.value or "", found.first, found.last, found.precision
        row.save(update_fields=["value", "first", "last", "precision"])
    changes: list[DateChange] = []
    evidence = (
        Evidence.objects.filter(article_version__article=article, article_version__is_current=True, is_lead=True)
        .exclude(time_expression="")
        .select_related("event")
        .order_by("event")
    )
    for item in evidence:
        event = item.event
        if event.date_basis == Event.Basis.STATED or set(DATE_FIELDS) & set(event.curated_fields):
            continue
        before = (event.date_first, event.date_last)
        for name, value in resolved_values(item.time_expression, item.time_tense, published).items():
            setattr(event, name, value)
        if before != (event.date_first, event.date_last):
            event.save(update_fields=[*DATE_FIELDS, "updated_at"])
            changes.append(DateChange(event, before, (event.date_first, event.date_last)))
    return changes
