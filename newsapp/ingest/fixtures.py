"""The reference data the project ships becomes records; run at every start, cheap when nothing changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import transaction

from newsapp.actors.models import Actor, ActorAlias, ActorIdentifier, ActorRole, ActorSlug, Affiliation
from newsapp.countries.models import Country, CountryCode, CountryName, DisputedTerritory, Place, PlaceName
from newsapp.events.models import EventType, PloverMode, PloverType
from newsapp.ingest.fixture_files import FixtureError, Row, digest_of, read_csv, read_jsonl
from newsapp.ingest.models import FixtureLoad
from newsapp.ingest.upsert import UpsertCount, known_by, upsert
from newsapp.ingest.word_fixtures import load_knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def load_countries(folder: Path) -> UpsertCount:
    path = folder / "countries"
    count = upsert(
        Country,
        read_csv(path / "countries.csv"),
        lambda row: {
            "iso3": row.needed("iso3"),
            **{name: row.text(name) for name in ("iso2", "numeric", "official_name", "capital", "region", "subregion")},
            "name": row.needed("name"),
            "status": row.needed("status"),
            "lat": row.number("lat"),
            "lon": row.number("lon"),
            "note": row.text("note"),
            "source": row.text("source"),
        },
        key=["iso3"],
    )
    countries = known_by(Country, "iso3")

    def dated(row: Row) -> dict[str, Any]:
        return {"country_id": countries.id(row, "iso3"), **period(row), "source": row.text("source")}

    count += upsert(
        CountryName,
        read_csv(path / "country_names.csv"),
        lambda row: {
            **dated(row),
            "name": row.needed("name"),
            "kind": row.needed("kind"),
            "case_sensitive": row.flag("case_sensitive"),
        },
        key=["country_id", "kind", "name", "valid_from"],
    )
    return count + upsert(
        CountryCode,
        read_csv(path / "country_codes.csv"),
        lambda row: {**dated(row), "scheme": row.needed("scheme"), "code": row.needed("code")},
        key=["country_id", "scheme", "code", "valid_from"],
    )


def period(row: Row) -> dict[str, Any]:
    return {"valid_from": row.date("valid_from"), "valid_until": row.date("valid_until")}


def load_places(folder: Path) -> UpsertCount:
    countries = known_by(Country, "iso3")
    disputed = list(read_csv(folder / "countries" / "disputed_places.csv"))
    count = upsert(
        DisputedTerritory,
        disputed,
        lambda row: {
            "slug": row.needed("slug"),
            "name": row.needed("name"),
            "parties": row.needed("parties"),
            "held_by": row.text("held_by"),
            "country_id": countries.id(row, "iso3"),
            "is_whole_country": row.flag("whole_country"),
            "note": row.text("note"),
            "source": row.text("source"),
        },
        key=["slug"],
    )
    territories = known_by(DisputedTerritory, "slug")
    inside = {place: row.needed("slug") for row in disputed for place in row.items("places")}
    rows = list(read_csv(folder / "countries" / "places.csv"))
    count += upsert(
        Place,
        rows,
        lambda row: {
            "slug": row.needed("slug"),
            "name": row.needed("name"),
            "country_id": countries.id(row, "iso3"),
            "territory_id": territories.ids.get(inside.get(row.needed("slug"), "")),
            "kind": row.needed("kind"),
            "precision": row.needed("precision"),
            "lat": row.number("lat"),
            "lon": row.number("lon"),
            "note": row.text("note"),
            "source": row.text("source"),
        },
        key=["slug"],
    )
    places = known_by(Place, "slug")
    names = (
        Row(row.path, row.line, {"place": row.needed("slug"), "names": name})
        for row in rows
        for name in dict.fromkeys(row.items("names"))
    )
    return count + upsert(
        PlaceName,
        names,
        lambda row: {"place_id": places.id(row, "place"), "name": row.needed("names")},
        key=["place_id", "name"],
    )


def load_event_types(folder: Path) -> UpsertCount:
    path = folder / "events"
    count = upsert(
        PloverType,
        read_csv(path / "plover_types.csv"),
        lambda row: {
            "code": row.needed("code"),
            "name": row.needed("name"),
            "event_class": row.needed("event_class"),
            "position": int(row.number("position") or 0),
            "definition": row.text("definition"),
        },
        key=["code"],
    )
    plover = known_by(PloverType, "code")
    count += upsert(
        PloverMode,
        read_csv(path / "plover_modes.csv"),
        lambda row: {
            "plover_type_id": plover.id(row, "plover"),
            "mode": row.needed("mode"),
            "name": row.needed("name"),
        },
        key=["plover_type_id", "mode"],
    )
    rows = list(read_csv(path / "event_types.csv"))
    for depth in (2, 3, 4):  # a parent exists before its children
        parents = known_by(EventType, "code")
        count += upsert(
            EventType,
            [row for row in rows if len(row.needed("code")) == depth],
            lambda row, parents=parents: {  # type: ignore[misc]
                "code": row.needed("code"),
                "parent_id": parents.id(row, "parent"),
                "name": row.needed("name"),
                "goldstein": row.number("goldstein"),
                "plover_type_id": plover.id(row, "plover"),
                "plover_mode": row.text("plover_mode"),
                "event_class": row.needed("event_class"),
                "definition": row.text("definition"),
                "example": row.text("example"),
                "source": row.text("source"),
            },
            key=["code"],
        )
    return count


def load_actors(folder: Path) -> UpsertCount:
    countries = known_by(Country, "iso3")
    rows = [row for path in sorted((folder / "actors").glob("*.jsonl")) for row in read_jsonl(path)]
    count = upsert(
        Actor,
        rows,
        lambda row: {
            "slug": row.needed("slug"),
            "name": row.needed("name"),
            "kind": row.needed("kind"),
            "country_id": countries.id(row, "iso3"),
            "description": row.text("description"),
            "source": row.text("source"),
            "standing": Actor.Standing.KNOWN,
        },
        key=["slug"],
    )
    actors = known_by(Actor, "slug")
    # An actor that a curator gave another address still gets the names and offices the fixtures have for it.
    actors = replace(actors, ids={**dict(ActorSlug.objects.values_list("slug", "actor")), **actors.ids})

    def children(field: str) -> Iterator[Row]:
        return (child for row in rows for child in row.children(field, actor=row.needed("slug")))

    count += upsert(
        ActorAlias,
        children("aliases"),
        lambda row: {
            "actor_id": actors.id(row, "actor"),
            "name": row.needed("name"),
            "case_sensitive": row.flag("case_sensitive"),
            "ambiguous": row.flag("ambiguous"),
            "language": row.text("lang", "en"),
            **period(row),
        },
        key=["actor_id", "name", "language", "valid_from"],
    )
    count += upsert(
        ActorRole,
        children("roles"),
        lambda row: {
            "actor_id": actors.id(row, "actor"),
            "title": row.needed("title"),
            "organisation_id": actors.id(row, "organisation"),
            "country_id": countries.id(row, "iso3"),
            **period(row),
        },
        key=["actor_id", "title", "valid_from"],
    )
    count += upsert(
        Affiliation,
        children("affiliations"),
        lambda row: {
            "actor_id": actors.id(row, "actor"),
            "organisation_id": actors.id(row, "organisation"),
            "kind": row.text("kind", "member"),
            **period(row),
        },
        key=["actor_id", "organisation_id", "kind", "valid_from"],
    )
    identifiers = (
        Row(row.path, row.line, {"actor": row.needed("slug"), "scheme": scheme, "external_ids": value})
        for row in rows
        for scheme, value in sorted((row.values.get("external_ids") or {}).items())
    )
    return count + upsert(
        ActorIdentifier,
        identifiers,
        lambda row: {
            "actor_id": actors.id(row, "actor"),
            "scheme": row.needed("scheme"),
            "value": row.needed("external_ids"),
        },
        key=["actor_id", "scheme", "value"],
    )


# In the order in which they refer to each other.
STEPS: list[tuple[str, str, Callable[[Path], UpsertCount]]] = [
    ("countries", "countries/countr*.csv", load_countries),
    ("places", "countries/*places.csv", load_places),
    ("event types", "events/*.csv", load_event_types),
    ("actors", "actors/*.jsonl", load_actors),
    ("knowledge", "knowledge/*.csv", load_knowledge),
]


def load_fixtures(folder: Path, *, force: bool = False) -> Iterator[tuple[str, UpsertCount | None]]:
    """Load every fixture below `folder` whose files changed since the last time; yields each step with its counts.

    None stands for a step whose files are unchanged. Each step is one transaction. Raises FixtureError.
    """
    for name, pattern, load in STEPS:
        paths = sorted(folder.glob(pattern))
        if not paths:
            raise FixtureError(f"no {name} among the fixtures ({pattern})")
        digests = {str(path.relative_to(folder)): digest_of(path) for path in paths}
        loaded = dict(FixtureLoad.objects.filter(path__in=digests).values_list("path", "digest"))
        if loaded == digests and not force:
            yield name, None
            continue
        with transaction.atomic():
            count = load(folder)
            for path_name, digest in digests.items():
                FixtureLoad.objects.update_or_create(path=path_name, defaults={"digest": digest})
        yield name, count
