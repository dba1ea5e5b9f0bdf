"""What the map page shows: events by country, territory and place, all under one filter."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django import forms
from django.db.models import Count

from newsapp.browse.addresses import address, filter_pairs
from newsapp.browse.world_map import REGIONS, SHADES, Area, Drawing, Region, Spot, draw_map, shade, steps_of
from newsapp.countries.models import Country, DisputedTerritory, Place
from newsapp.events.counting import classes_of_types
from newsapp.events.models import Participant
from newsapp.events.wording import plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

    from newsapp.events.filters import EventFilter
    from newsapp.events.querysets import EventQuerySet

MEASURES: Final = {
    "": "Events in the country",
    "by": "Events by actors of the country",
    "conflict": "Share of conflict",
}
CONFLICT: Final = ("verbal_conflict", "material_conflict")
SHARES: Final = (1, 20, 40, 60, 80)  # per cent, the lower ends of the shades
MOST_SPOTS, MOST_PLACES = 80, 20
# What a place's precision lets a circle say.
VAGUE: Final = ("region", "admin1")


class MapForm(forms.Form):
    """Which count shades the map, and which part of the world it shows."""

    measure = forms.ChoiceField(required=False, choices=list(MEASURES.items()))
    region = forms.ChoiceField(required=False, choices=[(region.slug, region.name) for region in REGIONS])


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A line of a table: what the map shows as a shade."""

    key: str
    name: str
    page: str
    url: str
    count: int
    conflict: int  # per cent


@dataclass(frozen=True, slots=True)
class TerritoryRow:
    key: str
    name: str
    parties: str
    held_by: str
    note: str
    url: str
    count: int
    conflict: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    name: str
    country: str
    precision: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class LegendStep:
    css: str
    label: str


@dataclass(frozen=True, slots=True)
class MapRecord:
    measure: str
    region: Region
    placed: int
    unplaced: int
    drawing: Drawing
    legend: tuple[LegendStep, ...]
    countries: tuple[AreaRow, ...]
    territories: tuple[TerritoryRow, ...]
    places: tuple[PlaceRow, ...]
    place_total: int


@dataclass(slots=True)
class Tally:
    """Events of one country or territory, and how many of them are conflict."""

    total: int = 0
    conflict: int = 0

    def add(self, n: int, event_class: str) -> None:
        self.total += n
        self.conflict += n if event_class in CONFLICT else 0

    @property
    def share(self) -> int:
        """Per cent of conflict, rounded."""
        return round(self.conflict / self.total * 100) if self.total else 0


def count_places(events: EventQuerySet) -> list[tuple[int | None, int | None, str, int]]:
    """(place, country of the place, class, events) for every event with a place."""
    classes = classes_of_types()
    counts: Counter[tuple[int | None, int | None, str]] = Counter()
    rows = events.order_by().values_list("place", "place_country", "event_type").annotate(n=Count("pk"))
    for place, country, event_type, n in rows:
        counts[place, country, classes[event_type]] += n
    return [(*key, n) for key, n in counts.items()]


def count_sources(events: EventQuerySet) -> dict[int, Tally]:
    """Events by the countries of their sources."""
    classes = classes_of_types()
    tallies: dict[int, Tally] = {}
    rows = Participant.objects.filter(event__in=events.order_by().values("pk"), role="source", country__isnull=False)
    grouped = rows.order_by().values_list("country", "event__event_type").annotate(n=Count("event", distinct=True))
    for country, event_type, n in grouped:
        tallies.setdefault(country, Tally()).add(n, classes[event_type])
    return tallies


def read_map(chosen: EventFilter, query: QueryDict, *, level: str = "", table: str = "") -> MapRecord:
    """The whole page in a fixed number of queries. An unknown measure or region is the first one.

    `level` is how finely shapes are drawn, d, fine or rough, else what fits the region; `table` is the address of the
    page with the table of disputed territories where that is another one.
    """
    form = MapForm(query)
    form.is_valid()
    measure = form.cleaned_data.get("measure") or ""
    slug = form.cleaned_data.get("region") or ""
    region = next(one for one in REGIONS if one.slug == slug)
    events = chosen.events()
    counted = count_places(events)
    places = Place.objects.select_related("country", "territory").in_bulk(
        [place for place, *_ in counted if place is not None]
    )
    by_country: dict[int, Tally] = {}
    by_territory: dict[int, Tally] = {}
    by_place: Counter[int] = Counter()
    disputed = tuple(DisputedTerritory.objects.select_related("country"))
    whole = {row.country_id: row.pk for row in disputed if row.is_whole_country}
    placed = unplaced = 0
    for place, country, event_class, n in counted:
        territory = places[place].territory_id if place in places else None
        if territory is None and country in whole:
            territory = whole[country]
        if place is None and country is None:
            unplaced += n
            continue
        placed += n
        if place is not None:
            by_place[place] += n
        if territory is not None:
            by_territory.setdefault(territory, Tally()).add(n, event_class)
        if country is not None:
            by_country.setdefault(country, Tally()).add(n, event_class)
    tallies = count_sources(events) if measure == "by" else by_country
    narrow = Narrowing(chosen)
    countries = country_rows(tallies, narrow, measure)
    territories = territory_rows(disputed, by_territory, narrow)
    steps = SHARES if measure == "conflict" else steps_of(max((row.count for row in countries), default=0))
    drawing = draw_map(
        areas_of(countries, steps, measure),
        areas_of_territories(disputed, territories, countries, steps, measure, table),
        spots_of(by_place, places, narrow) if measure != "by" else (),
        region,
        level,
    )
    return MapRecord(
        measure=measure,
        region=region,
        placed=placed,
        unplaced=unplaced,
        drawing=drawing,
        legend=legend_of(steps, measure),
        countries=tuple(countries),
        territories=territories,
        places=place_rows(by_place, places, narrow),
        place_total=len(by_place),
    )


class Narrowing:
    """Addresses of the list under the page's filter with one more value; a part that is narrowed is replaced, since
    what is counted already lies within it."""

    def __init__(self, chosen: EventFilter) -> None:
        self.pairs = filter_pairs(chosen)

    def to(self, parameter: str, value: str) -> str:
        kept = [pair for pair in self.pairs if pair[0] != parameter]
        return address("/events/", [*kept, (parameter, value)])


def country_rows(tallies: Mapping[int, Tally], narrow: Narrowing, measure: str) -> list[AreaRow]:
    """Countries with events, the most first."""
    parameter = "source_country" if measure == "by" else "place_country"
    names = Country.objects.in_bulk(list(tallies))
    rows = [
        AreaRow(
            key=names[pk].iso3,
            name=names[pk].name,
            page=names[pk].get_absolute_url(),
            url=narrow.to(parameter, names[pk].iso3),
            count=tally.total,
            conflict=tally.share,
        )
        for pk, tally in tallies.items()
    ]
    return sorted(rows, key=lambda row: (-row.count, row.name))


def territory_rows(
    disputed: tuple[DisputedTerritory, ...], tallies: Mapping[int, Tally], narrow: Narrowing
) -> tuple[TerritoryRow, ...]:
    """Every disputed territory, A to Z, those without an event too: what is contested does not depend on the news."""
    rows = []
    for territory in disputed:
        country = territory.country if territory.is_whole_country else None
        url = narrow.to("place_country", country.iso3) if country else narrow.to("place", territory.slug)
        tally = tallies.get(territory.pk, Tally())
        parties = ", ".join(part.strip() for part in territory.parties.split(";"))
        rows.append(
            TerritoryRow(
                key=territory.slug,
                name=territory.name,
                parties=parties,
                held_by=territory.held_by,
                note=territory.note,
                url=url,
                count=tally.total,
                conflict=tally.share,
            )
        )
    return tuple(rows)


def place_rows(counts: Counter[int], places: Mapping[int, Place], narrow: Narrowing) -> tuple[PlaceRow, ...]:
    """The places named most, closer than a country."""
    closer = [pk for pk in counts if places[pk].precision != Place.Precision.COUNTRY]
    ordered = sorted(closer, key=lambda pk: (-counts[pk], places[pk].name))[:MOST_PLACES]
    return tuple(
        PlaceRow(
            places[pk].name,
            where_of(places[pk]),
            places[pk].get_precision_display(),
            narrow.to("place", places[pk].slug),
            counts[pk],
        )
        for pk in ordered
    )


def where_of(place: Place) -> str:
    """The disputed territory a place lies in, else its country."""
    if place.territory and place.territory.slug != place.slug:
        return place.territory.name
    return place.country.name if place.country else ""


def shade_for(count: int, conflict: int, steps: tuple[int, ...], measure: str) -> int:
    """With shares even none is a shade: there are events, and no conflict among them."""
    if not count:
        return 0
    return shade(max(conflict, 1), steps) if measure == "conflict" else shade(count, steps)


def title_of(name: str, count: int, conflict: int, measure: str) -> str:
    return f"{name}: {plural(count, 'event')}" + (f", {conflict}% conflict" if measure == "conflict" else "")


def areas_of(rows: list[AreaRow], steps: tuple[int, ...], measure: str) -> dict[str, Area]:
    return {
        row.key: Area(
            shade_for(row.count, row.conflict, steps, measure),
            row.url,
            title_of(row.name, row.count, row.conflict, measure),
        )
        for row in rows
    }


def areas_of_territories(
    disputed: tuple[DisputedTerritory, ...],
    territories: tuple[TerritoryRow, ...],
    countries: list[AreaRow],
    steps: tuple[int, ...],
    measure: str,
    table: str,
) -> dict[str, Area]:
    """Where actors come from, a territory has the shade of its country; where events happened, that of its own. Its
    address is its line in the table, which says whose dispute it is."""
    by_country = {row.key: row for row in countries}
    areas = {}
    for territory, row in zip(disputed, territories, strict=True):
        home = by_country.get(territory.country.iso3) if territory.country else None
        counted = home if measure == "by" else row
        count, conflict = (counted.count, counted.conflict) if counted else (0, 0)
        areas[row.key] = Area(
            shade_for(count, conflict, steps, measure),
            f"{table}#territory-{row.key}",
            f"{title_of(row.name, count, conflict, measure)}. Status disputed, see the table",
        )
    return areas


def spots_of(counts: Counter[int], places: Mapping[int, Place], narrow: Narrowing) -> list[Spot]:
    """Places closer than a country, the largest first."""
    found = [
        Spot(place.lon, place.lat, counts[pk], place.name, narrow.to("place", place.slug), place.precision in VAGUE)
        for pk, place in places.items()
        if place.precision != Place.Precision.COUNTRY and place.lat is not None and place.lon is not None
    ]
    return sorted(found, key=lambda spot: (-spot.count, spot.name))[:MOST_SPOTS]


def legend_of(steps: tuple[int, ...], measure: str) -> tuple[LegendStep, ...]:
    """None, then every shade with the numbers it stands for."""
    shades = [f"c{number + 1 + SHADES - len(steps)}" for number in range(len(steps))]
    if measure == "conflict":
        labels = ["under 20%", "20–39%", "40–59%", "60–79%", "80% or more"]
    else:
        ends = [*(step - 1 for step in steps[1:]), None]
        labels = [
            f"{low:,} or more" if high is None else (f"{low:,}" if low == high else f"{low:,}–{high:,}")
            for low, high in zip(steps, ends, strict=True)
        ]
    return (LegendStep("c-none", "none"), *(LegendStep(css, label) for css, label in zip(shades, labels, strict=True)))
