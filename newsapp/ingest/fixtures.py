"""The reference data the project ships becomes records; run at every start, cheap when nothing changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from newsapp.actors.models import Actor, ActorAlias, ActorIdentifier, ActorRole, Affiliation
from newsapp.countries.models import Country, CountryCode, CountryName, Place, PlaceName
from newsapp.events.models import EventType, PloverMode, PloverType
from newsapp.ingest.fixture_files import FixtureError, Row, digest_of, read_csv, read_jsonl
from newsapp.ingest.models import FixtureLoad
from newsapp.ingest.upsert import UpsertCount, upsert
from newsapp.ingest.word_fixtures import load_knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def known(row: Row, field: str, ids: dict[str, int]) -> int | None:
    """The id behind a natural key, None for an empty cell; FixtureError when nothing has that key."""
    value = row.text(field)
    if not value:
        return None
    if value not in ids:
        raise row.error(field, f"“{value[:40]}” is not known")
    return ids[value]


def ids_by(model: type[Any], field: str) -> dict[str, int]:
    return dict(model.objects.values_list(field, "pk"))


def load_countries(folder: Path) -> UpsertCount:
    path = folder / "countries"
    count = upsert(
        Country,
        (
            {
                "iso3": row.needed("iso3"),
                **{
                    name: row.text(name)
                    for name in ("iso2", "numeric", "official_name", "capital", "region", "subregion")
                },
                "name": row.needed("name"),
                "status": row.needed("status"),
                "lat": row.number("lat"),
                "lon": row.number("lon"),
                "note": row.text("note"),
                "source": row.text("source"),
            }
            for row in read_csv(path / "countries.csv")
        ),
        key=["iso3"],
    )
    countries = ids_by(Country, "iso3")

    def dated(row: Row) -> dict[str, Any]:
        return {
            "country_id": known(row, "iso3", countries),
            "valid_from": row.date("valid_from"),
            "valid_until": row.date("valid_until"),
            "source": row.text("source"),
        }

    count += upsert(
        CountryName,
        (
            {
                **dated(row),
                "name": row.needed("name"),
                "kind": row.needed("kind"),
                "case_sensitive": row.flag("case_sensitive"),
            }
            for row in read_csv(path / "country_names.csv")
        ),
        key=["country_id", "kind", "name", "valid_from"],
    )
    return count + upsert(
        CountryCode,
        (
            {**dated(row), "scheme": row.needed("scheme"), "code": row.needed("code")}
            for row in read_csv(path / "country_codes.csv")
        ),
        key=["country_id", "scheme", "code", "valid_from"],
    )


def load_places(folder: Path) -> UpsertCount:
    countries = ids_by(Country, "iso3")
    rows = list(read_csv(folder / "countries" / "places.csv"))
    count = upsert(
        Place,
        (
            {
                "slug": row.needed("slug"),
                "name": row.needed("name"),
                "country_id": known(row, "iso3", countries),
                "kind": row.needed("kind"),
                "precision": row.needed("precision"),
                "lat": row.number("lat"),
                "lon": row.number("lon"),
                "note": row.text("note"),
                "source": row.text("source"),
            }
            for row in rows
        ),
        key=["slug"],
    )
    places = ids_by(Place, "slug")
    return count + upsert(
        PlaceName,
        (
            {"place_id": places[row.needed("slug")], "name": name}
            for row in rows
            for name in dict.fromkeys(row.items("names"))
        ),
        key=["place_id", "name"],
    )


def load_event_types(folder: Path) -> UpsertCount:
    path = folder / "events"
    count = upsert(
        PloverType,
        (
            {
                "code": row.needed("code"),
                "name": row.needed("name"),
                "event_class": row.needed("event_class"),
                "position": int(row.number("position") or 0),
                "definition": row.text("definition"),
            }
            for row in read_csv(path / "plover_types.csv")
        ),
        key=["code"],
    )
    plover = ids_by(PloverType, "code")
    count += upsert(
        PloverMode,
        (
            {"plover_type_id": known(row, "plover", plover), "mode": row.needed("mode"), "name": row.needed("name")}
            for row in read_csv(path / "plover_modes.csv")
        ),
        key=["plover_type_id", "mode"],
    )
    rows = sorted(read_csv(path / "event_types.csv"), key=lambda row: (len(row.needed("code")), row.needed("code")))
    for depth in (2, 3, 4):  # a parent exists before its children
        parents = ids_by(EventType, "code")
        count += upsert(
            EventType,
            (
                {
                    "code": row.needed("code"),
                    "parent_id": known(row, "parent", parents),
                    "name": row.needed("name"),
                    "goldstein": row.number("goldstein"),
                    "plover_type_id": known(row, "plover", plover),
                    "plover_mode": row.text("plover_mode"),
                    "event_class": row.needed("event_class"),
                    "definition": row.text("definition"),
                    "source": row.text("source"),
                }
                for row in rows
                if len(row.needed("code")) == depth
            ),
            key=["code"],
        )
    return count


def load_actors(folder: Path) -> UpsertCount:
    countries = ids_by(Country, "iso3")
    rows = [row for path in sorted((folder / "actors").glob("*.jsonl")) for row in read_jsonl(path)]
    count = upsert(
        Actor,
        (
            {
                "slug": row.needed("slug"),
                "name": row.needed("name"),
                "kind": row.needed("kind"),
                "country_id": known(row, "iso3", countries),
                "description": row.text("description"),
                "source": row.text("source"),
                "standing": Actor.Standing.KNOWN,
            }
            for row in rows
        ),
        key=["slug"],
    )
    actors = ids_by(Actor, "slug")

    def children(field: str, values: Callable[[Row], dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for row in rows:
            for child in row.children(field):
                yield {"actor_id": actors[row.needed("slug")], **values(child)}

    def period(row: Row) -> dict[str, Any]:
        return {"valid_from": row.date("valid_from"), "valid_until": row.date("valid_until")}

    count += upsert(
        ActorAlias,
        children(
            "aliases",
            lambda row: {
                "name": row.needed("name"),
                "case_sensitive": row.flag("case_sensitive"),
                "ambiguous": row.flag("ambiguous"),
                "language": row.text("lang", "en"),
                **period(row),
            },
        ),
        key=["actor_id", "name", "language", "valid_from"],
    )
    count += upsert(
        ActorRole,
        children(
            "roles",
            lambda row: {
                "title": row.needed("title"),
                "organisation_id": known(row, "organisation", actors),
                "country_id": known(row, "iso3", countries),
                **period(row),
            },
        ),
        key=["actor_id", "title", "valid_from"],
    )
    count += upsert(
        Affiliation,
        children(
            "affiliations",
            lambda row: {
                "organisation_id": known(row, "organisation", actors),
                "kind": row.text("kind", "member"),
                **period(row),
            },
        ),
        key=["actor_id", "organisation_id", "kind", "valid_from"],
    )
    return count + upsert(
        ActorIdentifier,
        (
            {"actor_id": actors[row.needed("slug")], "scheme": scheme, "value": value}
            for row in rows
            for scheme, value in sorted((row.values.get("external_ids") or {}).items())
        ),
        key=["actor_id", "scheme", "value"],
    )


# In the order in which they refer to each other.
STEPS: list[tuple[str, str, Callable[[Path], UpsertCount]]] = [
    ("countries", "countries/countr*.csv", load_countries),
    ("places", "countries/places.csv", load_places),
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
