"""Countries counted three ways (in, by, towards), and with whom they deal."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from newsapp.actors.models import Actor
from newsapp.browse.charts import ShareBar, share_bar
from newsapp.countries.models import Country
from newsapp.events.counting import classes_of_types, count_classes, count_countries
from newsapp.events.models import Event, Participant
from newsapp.events.querysets import SHOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Way:
    """One way to count, with its share of classes and the list it opens."""

    title: str
    note: str
    count: int
    share: ShareBar | None
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    url: str
    sub: str
    out: int
    back: int
    share: ShareBar | None
    out_url: str = ""
    back_url: str = ""


@dataclass(frozen=True, slots=True)
class CountryRecord:
    total: int
    ways: tuple[Way, ...]
    partners: tuple[Row, ...]
    actors: tuple[Row, ...]
    places: tuple[tuple[str, int], ...]
    codes: tuple[tuple[str, str], ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexRow:
    name: str
    url: str
    iso3: str
    status: str
    inside: int
    by: int
    towards: int
    total: int


@dataclass(frozen=True, slots=True)
class Region:
    name: str
    anchor: str
    rows: tuple[IndexRow, ...]
    quiet: tuple[IndexRow, ...]


def read_country_record(country: Country) -> CountryRecord:
    shown = Event.objects.shown()
    class_of = classes_of_types()
    ways = []
    for title, note, events, url in (
        (f"In {country.name}", "Placed on its territory, whoever acts", shown.happening_in(country), "place_country"),
        (f"By {country.name}", "Its actors are the source", shown.by_country(country), "source_country"),
        (f"Towards {country.name}", "Its actors are the target", shown.towards_country(country), "target_country"),
    ):
        classes = count_classes(events, class_of)
        ways.append(
            Way(
                title,
                note,
                classes.total(),
                share_bar(classes) if classes else None,
                f"/events/?{url}={country.iso3}",
            )
        )
    return CountryRecord(
        total=shown.involving_country(country).count(),
        ways=tuple(ways),
        partners=partners_of(country, class_of),
        actors=actors_of(country, class_of),
        places=tuple(
            shown.filter(place_country=country)
            .exclude(place_name="")
            .values_list("place_name")
            .annotate(n=Count("pk"))
            .order_by("-n", "place_name")[:MOST_ROWS]
        ),
        codes=tuple((code.get_scheme_display(), code.code) for code in country.codes.all() if code.valid_until is None),
        names=tuple(dict.fromkeys(name.name for name in country.names.all() if name.name != country.name)),
    )


def partners_of(country: Country, class_of: Mapping[int, str]) -> tuple[Row, ...]:
    """Other countries on the other side of this country's events, all actors of each."""
    counts = {"target": Counter[int](), "source": Counter[int]()}
    classes: dict[int, Counter[str]] = defaultdict(Counter)
    for role, counter in counts.items():
        mine = Participant.objects.filter(country=country, role="source" if role == "target" else "target")
        rows = (
            Participant.objects.filter(event__in=mine.values("event"), event__status__in=SHOWN, role=role)
            .filter(country__isnull=False)
            .exclude(country=country)
            .values_list("country", "event__event_type")
            .annotate(n=Count("event", distinct=True))
            .order_by()
        )
        for other, event_type, count in rows:
            counter[other] += count
            classes[other][class_of[event_type]] += count
    ordered = sorted(classes, key=lambda pk: (-classes[pk].total(), pk))[:MOST_ROWS]
    known = Country.objects.in_bulk(ordered)
    return tuple(
        Row(
            known[pk].name,
            known[pk].get_absolute_url(),
            "",
            counts["target"][pk],
            counts["source"][pk],
            share_bar(classes[pk]),
            f"/events/?source_country={country.iso3}&target_country={known[pk].iso3}",
            f"/events/?source_country={known[pk].iso3}&target_country={country.iso3}",
        )
        for pk in ordered
    )


def actors_of(country: Country, class_of: Mapping[int, str]) -> tuple[Row, ...]:
    """This country's actors with most events, as source and as target."""
    roles: dict[int, Counter[str]] = defaultdict(Counter)
    classes: dict[int, Counter[str]] = defaultdict(Counter)
    rows = Participant.objects.filter(country=country, event__status__in=SHOWN).order_by()
    # An actor has each role once an event, so its rows are its events.
    for actor, role, event_type, count in rows.values_list("actor", "role", "event__event_type").annotate(
        n=Count("pk")
    ):
        roles[actor][role] += count
        classes[actor][class_of[event_type]] += count
    ordered = sorted(roles, key=lambda pk: (-roles[pk].total(), pk))[:MOST_ROWS]
    known = Actor.objects.in_bulk(ordered)
    return tuple(
        Row(
            known[pk].name,
            known[pk].get_absolute_url(),
            known[pk].get_kind_display(),
            roles[pk]["source"],
            roles[pk]["target"],
            share_bar(classes[pk]),
            f"/events/?source={known[pk].slug}",
            f"/events/?target={known[pk].slug}",
        )
        for pk in ordered
    )


def read_country_index() -> tuple[Region, ...]:
    """Every country by region; those without an event apart, so that the table stays readable."""
    shown = Event.objects.shown()
    total = count_countries(shown)
    inside = Counter(
        dict(shown.filter(place_country__isnull=False).order_by().values_list("place_country").annotate(n=Count("pk")))
    )
    roles: dict[str, Counter[int]] = {"source": Counter(), "target": Counter()}
    parties = Participant.objects.filter(country__isnull=False, event__status__in=SHOWN).order_by()
    for pk, role, count in parties.values_list("country", "role").annotate(n=Count("event", distinct=True)):
        roles[role][pk] = count
    regions: dict[str, list[IndexRow]] = defaultdict(list)
    for country in Country.objects.order_by("subregion", "name"):
        regions[country.subregion or country.region or "Elsewhere"].append(
            IndexRow(
                name=country.name,
                url=country.get_absolute_url(),
                iso3=country.iso3,
                status="" if country.status == Country.Status.UN_MEMBER else country.get_status_display(),
                inside=inside[country.pk],
                by=roles["source"][country.pk],
                towards=roles["target"][country.pk],
                total=total[country.pk],
            )
        )
    found = [
        Region(
            name,
            name.lower().replace(" ", "-"),
            tuple(sorted((row for row in rows if row.total), key=lambda row: (-row.total, row.name))),
            tuple(row for row in rows if not row.total),
        )
        for name, rows in sorted(regions.items())
    ]
    return tuple(sorted(found, key=lambda region: not region.rows))  # quiet regions come last
