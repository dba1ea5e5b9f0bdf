"""What the record holds: counts by source, year, country and language, and which engine and knowledge read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, Max, Min
from django.db.models.functions import ExtractYear

from newsapp.actors.models import Actor
from newsapp.articles.models import Article
from newsapp.browse.wording import number
from newsapp.countries.models import Country, Place
from newsapp.events.counting import count_countries
from newsapp.events.models import Event, EventType, Evidence, Extraction

if TYPE_CHECKING:
    import datetime as dt

MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    count: int
    share: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class About:
    events: int
    waiting: int
    publish_from: str
    articles: int
    not_coded: int
    newest: dt.datetime | None
    sources: tuple[Bar, ...]
    years: tuple[Bar, ...]
    countries: tuple[Bar, ...]
    languages: tuple[Bar, ...]
    precisions: tuple[Bar, ...]
    readings: tuple[tuple[str, str, int, dt.datetime], ...]
    knowledge: tuple[tuple[str, str], ...]
    inferred: int
    undated: int


def bars(rows: list[tuple[str, int, str]]) -> tuple[Bar, ...]:
    most = max((count for _, count, _ in rows), default=0)
    return tuple(Bar(name, count, f"{count / most * 100:.1f}%", url) for name, count, url in rows if count)


def read_about() -> About:
    shown = Event.objects.shown()
    by_publisher = (
        Evidence.objects.filter(event__in=shown.values("pk"), article_version__isnull=False)
        .values_list("article_version__article__publisher__name")
        .annotate(n=Count("event", distinct=True))
        .order_by("-n", "article_version__article__publisher__name")[:MOST_ROWS]
    )
    by_year = (
        shown.filter(date_first__isnull=False)
        .order_by()
        .values_list(ExtractYear("date_first"))
        .annotate(n=Count("pk"))
        .order_by("-date_first__year")
    )
    countries = count_countries(shown)
    names = Country.objects.in_bulk(sorted(countries, key=lambda pk: (-countries[pk], pk))[:MOST_ROWS])
    precision_counts = dict(shown.order_by().values_list("date_precision").annotate(n=Count("pk")))
    readings = (
        Extraction.objects.filter(article_version__is_current=True)
        .values_list("engine_version", "snapshot__digest")
        .annotate(n=Count("pk"), first=Min("made_at"))
        .order_by("-first")
    )
    dated = Article.objects.values_list("published_basis").annotate(n=Count("pk")).order_by()
    bases = dict(dated)
    return About(
        events=shown.count(),
        waiting=Event.objects.waiting().count(),
        publish_from=f"{settings.PUBLISH_FROM:g}",
        articles=Article.objects.count(),
        not_coded=Extraction.objects.filter(article_version__is_current=True, coded=False).count(),
        newest=Article.objects.aggregate(newest=Max("received_at"))["newest"],
        sources=bars([(name or "Publisher not stated", count, "") for name, count in by_publisher]),
        years=bars(
            [(str(year), count, f"/events/?from={year:04d}-01-01&to={year:04d}-12-31") for year, count in by_year]
        ),
        countries=bars(
            [
                (names[pk].name, countries[pk], f"/events/?country={names[pk].iso3}")
                for pk in sorted(names, key=lambda pk: (-countries[pk], names[pk].name))
            ]
        ),
        languages=bars(
            [
                (language, count, "")
                for language, count in Article.objects.values_list("language").annotate(n=Count("pk")).order_by("-n")
            ]
        ),
        precisions=bars([(label, precision_counts.get(key, 0), "") for key, label in Event.Precision.choices]),
        readings=tuple((engine, digest[:12], count, first) for engine, digest, count, first in readings),
        knowledge=(
            ("Known actors", number(Actor.objects.current().filter(standing=Actor.Standing.KNOWN).count())),
            ("Actors named by articles only", number(Actor.objects.filter(standing=Actor.Standing.CANDIDATE).count())),
            ("Countries and territories", number(Country.objects.count())),
            ("Places", number(Place.objects.count())),
            ("Event types", f"{number(EventType.objects.count())} of CAMEO 1.1b3, mapped to PLOVER"),
        ),
        inferred=bases.get("inferred", 0),
        undated=bases.get("unknown", 0),
    )
