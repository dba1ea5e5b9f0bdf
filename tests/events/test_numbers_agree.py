"""For any filter, list, facets and histogram say the same as counting by hand."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsapp.browse.paging import SORTS, read_page
from newsapp.events.counting import FilterCounts
from newsapp.events.facets import read_facets
from newsapp.events.filters import parse_event_filter
from newsapp.events.histogram import read_histogram
from newsapp.events.models import Event
from tests.builders import BLINKEN, HAMAS, IRAN, ISRAEL, JORDAN, NETANYAHU, UN, Told, build_article

pytestmark = pytest.mark.django_db

PARTIES = [BLINKEN, NETANYAHU, ISRAEL, JORDAN, IRAN, HAMAS, UN]
TYPES = [("042", "CONSULT"), ("190", "ASSAULT"), ("112", "ACCUSE"), ("010", "STATEMENT"), ("057", "AGREE")]
PLACES = [None, ("Israel", "ISR"), ("Beirut", "LBN"), ("Amman", "JOR")]
SPANS = {"day": 1, "week": 7, "month": 31, "none": 0}


@dataclass(frozen=True, slots=True)
class Plain:
    """An event as a test remembers it."""

    pk: int
    sources: frozenset[str]
    targets: frozenset[str]
    source_countries: frozenset[str]
    target_countries: frozenset[str]
    place: str
    code: str
    plover: str
    event_class: str
    first: dt.date | None
    last: dt.date | None

    @property
    def countries(self) -> frozenset[str]:
        return self.source_countries | self.target_countries | ({self.place} if self.place else frozenset())

    @property
    def actors(self) -> frozenset[str]:
        return self.sources | self.targets


@pytest.fixture
def events() -> list[Plain]:
    draw = random.Random(11)
    told = []
    for number in range(60):
        cameo, plover = draw.choice(TYPES)
        precision = draw.choice(list(SPANS))
        first = dt.date(2024, 1, 1) + dt.timedelta(days=draw.randrange(400)) if SPANS[precision] else None
        last = first + dt.timedelta(days=SPANS[precision] - 1) if first else None
        told.append(
            Told(
                tuple(draw.sample(PARTIES, draw.randint(0, 2))),
                f"dealt{number} with",
                tuple(draw.sample(PARTIES, draw.randint(0, 2))),
                cameo,
                plover,
                first=first,
                last=last,
                precision=precision,  # type: ignore[arg-type]
                place=draw.choice(PLACES),
            )
        )
    build_article(*told)
    return [plain(event) for event in Event.objects.select_related("event_type__plover_type", "place_country")]


def plain(event: Event) -> Plain:
    rows = list(event.participants.select_related("actor", "country"))

    def of(role: str, *, countries: bool) -> frozenset[str]:
        chosen = [row for row in rows if row.role == role]
        if countries:
            return frozenset(row.country.iso3 for row in chosen if row.country)
        return frozenset(row.actor.slug for row in chosen)

    return Plain(
        event.pk,
        of("source", countries=False),
        of("target", countries=False),
        of("source", countries=True),
        of("target", countries=True),
        event.place_country.iso3 if event.place_country else "",
        event.event_type.code,
        event.event_type.plover_type.code,
        event.event_type.event_class,
        event.date_first,
        event.date_last,
    )


COUNTRIES = st.sampled_from(["ISR", "USA", "JOR", "LBN", "PSE", "FRA"])
SLUGS = st.sampled_from(["israel", "hamas", "antony-blinken", "united-nations", "france"])
DAYS = st.dates(dt.date(2023, 12, 1), dt.date(2025, 3, 1))
Query = list[tuple[str, str]]


@st.composite
def queries(draw: st.DrawFn) -> Query:
    """Up to four parameters, some of them refused with a minus, and perhaps a date range."""
    kinds = {
        "country": COUNTRIES, "place_country": COUNTRIES, "source_country": COUNTRIES, "target_country": COUNTRIES,
        "actor": SLUGS, "source": SLUGS, "target": SLUGS, "type": st.sampled_from(["19", "CONSULT", "112", "057"]),
        "class": st.sampled_from(["verbal_cooperation", "material_conflict", "statement"]),
    }  # fmt: skip
    found: dict[tuple[str, str], bool] = {}
    for name in draw(st.lists(st.sampled_from(sorted(kinds)), max_size=4)):
        found.setdefault((name, draw(kinds[name])), draw(st.booleans()))
    pairs = [(name, value if wanted else f"-{value}") for (name, value), wanted in found.items()]
    if draw(st.booleans()):
        first, last = sorted([draw(DAYS), draw(DAYS)])
        pairs += [("from", first.isoformat()), ("to", last.isoformat())]
    return pairs


def holds(event: Plain, name: str, value: str) -> bool:
    match name:
        case "country":
            return value in event.countries
        case "place_country":
            return value == event.place
        case "source_country":
            return value in event.source_countries
        case "target_country":
            return value in event.target_countries
        case "actor":
            return value in event.actors
        case "source":
            return value in event.sources
        case "target":
            return value in event.targets
        case "type":
            return event.plover == value or event.code.startswith(value)
        case "class":
            return event.event_class == value
    raise AssertionError(name)


def by_hand(events: list[Plain], query: Query, *, without: str = "") -> list[Plain]:
    kept = []
    wanted: dict[str, list[str]] = {}
    refused: list[tuple[str, str]] = []
    dates = dict(pair for pair in query if pair[0] in {"from", "to"})
    for name, value in query:
        if name in {"from", "to", without}:
            continue
        if value.startswith("-"):
            refused.append((name, value[1:]))
        else:
            wanted.setdefault(name, []).append(value)
    for event in events:
        if dates and without != "date":
            first, last = dt.date.fromisoformat(dates["from"]), dt.date.fromisoformat(dates["to"])
            if event.first is None or event.last is None or event.last < first or event.first > last:
                continue
        if any(not any(holds(event, name, value) for value in values) for name, values in wanted.items()):
            continue
        if any(holds(event, name, value) for name, value in refused):
            continue
        kept.append(event)
    return kept


@given(query=queries())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_list_facets_and_histogram_equal_counting_by_hand(query: Query, events: list[Plain]) -> None:
    form, chosen = parse_event_filter(QueryDict(urlencode(query)))
    assert chosen is not None, form.problems()
    found = set(chosen.apply(Event.objects.shown()).values_list("pk", flat=True))
    assert found == {event.pk for event in by_hand(events, query)}

    facets = read_facets(FilterCounts(chosen), most=100)
    actors = Counter(slug for event in by_hand(events, query, without="actor") for slug in event.actors)
    countries = Counter(iso3 for event in by_hand(events, query, without="country") for iso3 in event.countries)
    types = Counter(event.plover for event in by_hand(events, query, without="type"))
    classes = Counter(event.event_class for event in by_hand(events, query, without="class"))
    assert {row.value: row.count for row in facets.actor if row.count} == actors
    assert {row.value: row.count for row in facets.country if row.count} == countries
    children = [row for row in facets.types if row.is_child and row.value.isalpha()]
    assert {row.value: row.count for row in children if row.count} == types
    assert {row.value: row.count for row in facets.types if not row.is_child and row.count} == classes

    histogram = read_histogram(FilterCounts(chosen))
    timed = by_hand(events, query, without="date")
    months = Counter(event.first.replace(day=1) for event in timed if event.first and event.first == event.last)
    vague = Counter(event.first.replace(day=1) for event in timed if event.first and event.first != event.last)
    assert {bin_.first: bin_.exact.total() for bin_ in histogram.bins if bin_.exact} == months
    assert {bin_.first: bin_.vague.total() for bin_ in histogram.bins if bin_.vague} == vague
    assert histogram.undated == sum(event.first is None for event in timed)


@given(query=queries(), sort=st.sampled_from(sorted(SORTS)))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_in_any_order_list_every_event_once(query: Query, sort: str, events: list[Plain]) -> None:
    chosen = parse_event_filter(QueryDict(urlencode(query)))[1]
    assert chosen is not None
    listed: list[int] = []
    after = ""
    for _ in range(20):
        page = read_page(
            chosen.apply(Event.objects.shown()), QueryDict(urlencode({"sort": sort, "after": after})), size=7
        )
        listed += [row.pk for row in page.rows]
        after = page.older
        if not after:
            break
    assert sorted(listed) == sorted(event.pk for event in by_hand(events, query))
