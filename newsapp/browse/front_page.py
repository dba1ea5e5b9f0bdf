"""What the front page shows: the newest day, a lead event, latest and announced events, newest articles, actors, the
months and the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict

from newsapp.actors.models import Actor
from newsapp.articles.models import Article
from newsapp.browse.article_index import ArticleRow, read_article_rows
from newsapp.browse.charts import ShareBar, share_bar
from newsapp.browse.histogram import draw
from newsapp.browse.map_record import read_map
from newsapp.browse.timeline import EventRow, read_rows
from newsapp.browse.wording import long_day
from newsapp.events.counting import FilterCounts, count_actor_classes
from newsapp.events.filters import EventFilter
from newsapp.events.histogram import read_histogram
from newsapp.events.models import Event
from newsapp.events.models.types import EventClass
from newsapp.events.wording import plural

if TYPE_CHECKING:
    import datetime as dt

    from newsapp.browse.histogram import Plot
    from newsapp.browse.map_record import MapRecord

LATEST, NEWEST, ANNOUNCED, ACTIVE = 8, 6, 6, 10


@dataclass(frozen=True, slots=True)
class ActiveActor:
    name: str
    url: str
    kind: str
    events: int
    share: ShareBar


@dataclass(frozen=True, slots=True)
class FrontPage:
    heading: str
    totals: str
    newest_received: dt.datetime | None
    lead: EventRow | None
    latest: tuple[EventRow, ...]
    announced: tuple[EventRow, ...]
    articles: tuple[ArticleRow, ...]
    actors: tuple[ActiveActor, ...]
    events: int
    months: Plot | None
    places: MapRecord


def read_front_page() -> FrontPage:
    shown = Event.objects.shown()
    newest = Article.objects.filter(published_at__isnull=False).newest_first().first()
    day = newest.published_at.date() if newest and newest.published_at else None
    received = Article.objects.order_by("-received_at").values_list("received_at", flat=True).first()
    reported = shown.exclude(modality=Event.Modality.PLANNED)
    leads = reported.filter(modality=Event.Modality.HAPPENED, date_precision=Event.Precision.DAY).exclude(
        event_type__event_class=EventClass.STATEMENT
    )
    lead = next(iter(read_rows(leads.in_timeline_order()[:1])), None)
    latest = reported.exclude(pk=lead.pk) if lead else reported
    announced = shown.filter(modality=Event.Modality.PLANNED)
    if day:
        announced = announced.filter(date_last__gte=day)
    everything = EventFilter()
    counts = FilterCounts(everything)
    count = counts.total
    return FrontPage(
        heading=long_day(day) if day else "The record",
        totals=f"{plural(count, 'event')} from {plural(Article.objects.count(), 'article')}",
        newest_received=received,
        lead=lead,
        latest=tuple(read_rows(latest.in_timeline_order()[:LATEST])),
        announced=tuple(read_rows(announced.order_by("timeline_day", "-timeline_span", "pk")[:ANNOUNCED])),
        articles=tuple(read_article_rows(Article.objects.newest_first()[:NEWEST])),
        actors=active_actors(),
        events=count,
        months=draw(read_histogram(counts), everything, "/events/"),
        places=read_map(everything, QueryDict(), level="rough", table="/map/"),
    )


def active_actors() -> tuple[ActiveActor, ...]:
    counts = count_actor_classes()
    ids = sorted(counts, key=lambda pk: (-counts[pk].total(), pk))[:ACTIVE]
    actors = Actor.objects.select_related("country").in_bulk(ids)
    return tuple(
        ActiveActor(
            actors[pk].name,
            actors[pk].get_absolute_url(),
            actors[pk].get_kind_display(),
            counts[pk].total(),
            share_bar(counts[pk]),
        )
        for pk in ids
    )
