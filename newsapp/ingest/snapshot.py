"""The engine's knowledge: from the shipped fixtures, or from the database where curators edit it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Prefetch

from newsapp.actors.models import Actor, ActorAlias, ActorRole, Affiliation
from newsapp.countries.models import Country, CountryName, Place
from newsapp.events.models import EventType
from newsapp.extraction.knowledge import Knowledge, read_fixture_tables
from newsapp.ingest.resolve_records import NAMED_BY_ARTICLE
from newsapp.knowledge.models import KnowledgeRow, Snapshot

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

Rows = list[dict[str, object]]


def fixture_knowledge() -> Knowledge:
    """The snapshot of the files below fixtures/; needs no database."""
    return Knowledge.from_tables(read_fixture_tables(settings.FIXTURES_DIR))


def database_knowledge() -> Knowledge:
    """The snapshot of what the database holds now, curators' changes included."""
    return Knowledge.from_tables(database_tables())


def record_snapshot(knowledge: Knowledge, row_counts: Mapping[str, int]) -> Snapshot:
    return Snapshot.objects.get_or_create(digest=knowledge.id, defaults={"row_counts": dict(row_counts)})[0]


def day(value: dt.date | None) -> str:
    return value.isoformat() if value else ""


def number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def database_tables() -> dict[str, Sequence[Mapping[str, object]]]:
    """Every table the engine reads, with the columns of the fixture files, in a stable order."""
    tables: dict[str, Any] = {
        "countries": [
            {
                "iso3": country.iso3,
                "iso2": country.iso2,
                "name": country.name,
                "official_name": country.official_name,
                "status": country.status,
                "capital": country.capital,
                "lat": number(country.lat),
                "lon": number(country.lon),
            }
            for country in Country.objects.order_by("iso3")
        ],
        "country_names": [
            {
                "iso3": name.country.iso3,
                "name": name.name,
                "kind": name.kind,
                "case_sensitive": "1" if name.case_sensitive else "0",
                "valid_from": day(name.valid_from),
                "valid_until": day(name.valid_until),
            }
            for name in CountryName.objects.select_related("country").order_by("country__iso3", "kind", "name", "id")
        ],
        "places": [
            {
                "slug": place.slug,
                "name": place.name,
                "iso3": place.country.iso3 if place.country else "",
                "kind": place.kind,
                "precision": place.precision,
                "lat": number(place.lat),
                "lon": number(place.lon),
                "names": ";".join(name.name for name in place.names.all()),
            }
            for place in Place.objects.exclude(source=NAMED_BY_ARTICLE)
            .select_related("country")
            .prefetch_related("names")
            .order_by("slug")
        ],
        "event_types": [
            {"code": code, "name": name, "plover": plover}
            for code, name, plover in EventType.objects.order_by("code").values_list(
                "code", "name", "plover_type__code"
            )
        ],
        "actors": actor_rows(),
        "word_classes": [],  # without its words the engine cannot read: that is said when the snapshot is made
    }
    for row in KnowledgeRow.objects.order_by("table", "position", "id"):
        tables.setdefault(row.table, []).append(row.values)
    return tables


def actor_rows() -> Rows:
    """Known actors only: what a text alone has introduced must be introduced again by the next text."""
    actors = (
        Actor.objects.current()
        .filter(standing=Actor.Standing.KNOWN)
        .select_related("country")
        .prefetch_related(
            Prefetch("aliases", queryset=ActorAlias.objects.order_by("name", "id")),
            Prefetch(
                "roles",
                queryset=ActorRole.objects.select_related("organisation", "country").order_by(
                    "valid_from", "title", "id"
                ),
            ),
            Prefetch("affiliations", queryset=Affiliation.objects.select_related("organisation").order_by("id")),
        )
        .order_by("slug")
    )
    return [
        {
            "slug": actor.slug,
            "name": actor.name,
            "kind": actor.kind,
            "iso3": actor.country.iso3 if actor.country else None,
            "aliases": [
                {
                    "name": alias.name,
                    "case_sensitive": alias.case_sensitive,
                    "ambiguous": alias.ambiguous,
                    "lang": alias.language,
                    "valid_from": day(alias.valid_from),
                    "valid_until": day(alias.valid_until),
                }
                for alias in actor.aliases.all()
            ],
            "roles": [
                {
                    "title": role.title,
                    "organisation": role.organisation.slug if role.organisation else "",
                    "iso3": role.country.iso3 if role.country else "",
                    "valid_from": day(role.valid_from),
                    "valid_until": day(role.valid_until),
                }
                for role in actor.roles.all()
            ],
            "affiliations": [
                {
                    "organisation": link.organisation.slug,
                    "kind": link.kind,
                    "valid_from": day(link.valid_from),
                    "valid_until": day(link.valid_until),
                }
                for link in actor.affiliations.all()
            ],
        }
        for actor in actors
    ]
