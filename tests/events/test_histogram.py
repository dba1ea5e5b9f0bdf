"""Time in columns: months where most events lie, the far away in one column at either end, nothing left out."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import QueryDict

from newsapp.events.counting import FilterCounts
from newsapp.events.filters import EventFilter, parse_event_filter
from newsapp.events.histogram import MOST_BINS, Histogram, read_histogram
from newsapp.events.models import Event
from tests.builders import HAMAS, ISRAEL, Told, build_article

pytestmark = pytest.mark.django_db


def build_events(*days: dt.date) -> None:
    told = [
        Told((ISRAEL,), f"dealt{number} with", (HAMAS,), "042", "CONSULT", first=day, last=day)
        for number, day in enumerate(days)
    ]
    build_article(*told)


def histogram() -> Histogram:
    found = read_histogram(FilterCounts(EventFilter()))
    assert found.exact_total + found.vague_total + found.undated == Event.objects.shown().count()
    return found


def test_one_old_event_leaves_the_months_as_they_are() -> None:
    build_events(dt.date(1944, 6, 6), *(dt.date(2024, month, 3) for month in range(1, 13)))
    found = histogram()
    assert found.unit == "month"
    assert len(found.bins) == 13
    oldest, newest = found.bins[0], found.bins[-1]
    assert (oldest.edge, oldest.first, oldest.last) == ("before", dt.date(1944, 6, 1), dt.date(2023, 12, 31))
    assert (newest.edge, newest.first, newest.last) == ("", dt.date(2024, 12, 1), dt.date(2024, 12, 31))


def test_what_is_far_ahead_has_a_column_at_the_end() -> None:
    build_events(*(dt.date(2024, month, 3) for month in range(1, 13)), dt.date(2050, 1, 1))
    newest = histogram().bins[-1]
    assert (newest.edge, newest.first, newest.last) == ("after", dt.date(2025, 1, 1), dt.date(2050, 1, 31))


def test_many_years_are_columns_of_a_year() -> None:
    build_events(*(dt.date(year, 5, 1) for year in range(1990, 2025)))
    found = histogram()
    assert found.unit == "year"
    assert [bin_.first.year for bin_ in found.bins] == list(range(1990, 2025))


def test_there_are_never_more_columns_than_can_be_hit() -> None:
    build_events(*(dt.date(year, 5, 1) for year in range(1700, 2020, 2)))
    found = histogram()
    assert len(found.bins) <= MOST_BINS + 2
    assert found.bins[0].edge == "before"


def test_the_ends_of_the_calendar_fit() -> None:
    build_events(dt.date(1, 1, 1), *(dt.date(2024, month, 3) for month in range(1, 13)), dt.date(9999, 12, 30))
    found = histogram()
    assert (found.bins[0].first, found.bins[-1].last) == (dt.date(1, 1, 1), dt.date(9999, 12, 30))


def test_the_address_of_every_column_lists_its_events() -> None:
    build_events(dt.date(1944, 6, 6), *(dt.date(2024, month, 3) for month in range(1, 13)), dt.date(2050, 1, 1))
    for bin_ in histogram().bins:
        chosen = parse_event_filter(QueryDict(f"from={bin_.first}&to={bin_.last}"))[1]
        assert chosen is not None
        assert FilterCounts(chosen).total == bin_.exact.total()
