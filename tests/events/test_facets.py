"""Counts beside the filters equal counting by hand, each without its own filter."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from newsapp.events.counting import FilterCounts, count_actors, count_countries
from newsapp.events.facets import Facets, read_facets
from newsapp.events.filters import EventFilter, parse_event_filter
from newsapp.events.models import Event
from tests.builders import BLINKEN, HAMAS, IRAN, ISRAEL, JORDAN, NETANYAHU, UN, Told, build_article

pytestmark = pytest.mark.django_db

PARTIES = [BLINKEN, NETANYAHU, ISRAEL, JORDAN, IRAN, HAMAS, UN]
TYPES = [("042", "CONSULT"), ("190", "ASSAULT"), ("112", "ACCUSE"), ("010", "STATEMENT"), ("057", "AGREE")]
PLACES = [None, ("Israel", "ISR"), ("Beirut", "LBN"), ("Amman", "JOR")]


@pytest.fixture
def events() -> list[Event]:
    draw = random.Random(7)
    told = []
    for number in range(40):
        cameo, plover = draw.choice(TYPES)
        told.append(
            Told(
                source=tuple(draw.sample(PARTIES, draw.randint(0, 2))),
                target=tuple(draw.sample(PARTIES, draw.randint(0, 2))),
                phrase=f"dealt{number} with",
                cameo=cameo,
                plover=plover,
                place=draw.choice(PLACES),
            )
        )
    build_article(*told)
    return list(Event.objects.prefetch_related("participants__actor", "participants__country"))


def chosen_by(query: str) -> EventFilter:
    chosen = parse_event_filter(QueryDict(query))[1]
    assert chosen is not None
    return chosen


def countries_of(event: Event) -> set[str]:
    found = {party.country.iso3 for party in event.participants.all() if party.country}
    return found | ({event.place_country.iso3} if event.place_country else set())


def actors_of(event: Event) -> set[str]:
    return {party.actor.slug for party in event.participants.all()}


QUERIES = [
    "",
    "country=ISR",
    "country=ISR&country=JOR",
    "country=-ISR",
    "actor=hamas",
    "actor=hamas&country=ISR",
    "type=19&actor=israel",
    "class=verbal_cooperation",
    "type=CONSULT&class=verbal_cooperation&country=USA",
]


@pytest.mark.parametrize("query", QUERIES)
def test_counts_equal_counting_by_hand(query: str, events: list[Event]) -> None:
    chosen = chosen_by(query)
    facets = read_facets(FilterCounts(chosen), most=100)

    def kept(without: str) -> list[Event]:
        ids = set(chosen.apply(Event.objects.shown(), without=without).values_list("pk", flat=True))
        return [event for event in events if event.pk in ids]

    by_actor = Counter(slug for event in kept("actor") for slug in actors_of(event))
    by_country = Counter(iso3 for event in kept("country") for iso3 in countries_of(event))
    by_class = Counter(event.event_type.event_class for event in kept("event_class"))
    by_type = Counter(event.event_type.plover_type.code for event in kept("type"))
    assert {row.value: row.count for row in facets.actor if row.count} == by_actor
    assert {row.value: row.count for row in facets.country if row.count} == by_country
    assert {row.value: row.count for row in facets.types if not row.is_child and row.count} == by_class
    assert {
        row.value: row.count for row in facets.types if row.is_child and row.count and row.value.isalpha()
    } == by_type


def test_filters_agree_with_counting_by_hand(events: list[Event]) -> None:
    for iso3 in ("ISR", "JOR", "LBN", "USA", "PSE"):
        ids = set(chosen_by(f"country={iso3}").apply(Event.objects.shown()).values_list("pk", flat=True))
        assert ids == {event.pk for event in events if iso3 in countries_of(event)}
    for slug in ("israel", "hamas", "antony-blinken"):
        ids = set(chosen_by(f"actor={slug}").apply(Event.objects.shown()).values_list("pk", flat=True))
        assert ids == {event.pk for event in events if slug in actors_of(event)}


def test_each_count_opens_a_list_of_that_length(events: list[Event]) -> None:
    facets = read_facets(FilterCounts(EventFilter()), most=100)
    for name, rows in (("actor", facets.actor), ("country", facets.country)):
        for row in rows:
            assert chosen_by(f"{name}={row.value}").apply(Event.objects.shown()).count() == row.count


def test_a_chosen_value_is_listed_even_with_no_event(events: list[Event]) -> None:
    facets: Facets = read_facets(FilterCounts(chosen_by("country=FRA")))
    assert [(row.value, row.count, row.state) for row in facets.country if row.state] == [("FRA", 0, 1)]


def test_a_chosen_cameo_code_gets_its_own_row(events: list[Event]) -> None:
    facets = read_facets(FilterCounts(chosen_by("type=19")))
    row = next(row for row in facets.types if row.value == "19")
    assert row.state == 1
    assert row.count == sum(event.event_type.code.startswith("19") for event in events)


def test_the_number_of_queries_is_fixed(events: list[Event]) -> None:
    counts = []
    for query in ("country=ISR", "country=JOR"):
        chosen = chosen_by(query)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read_facets(FilterCounts(chosen))
        counts.append(len(queries))
    assert counts[0] == counts[1] == 7


def test_no_event_no_count() -> None:
    assert not count_actors(Event.objects.none())
    assert not count_countries(Event.objects.none())
