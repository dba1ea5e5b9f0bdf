"""The rules of countries, their codes and names, and places, as the database keeps them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from newsapp.countries.models import Country, CountryCode, CountryName, Place

pytestmark = pytest.mark.django_db


def jordan() -> Country:
    return Country.objects.get(iso3="JOR")


@pytest.mark.parametrize(
    "changes",
    [{"iso3": "jor"}, {"iso3": "JO"}, {"status": "kingdom"}, {"lat": 90.1, "lon": 0.0}, {"lat": 0.0, "lon": 180.1},
     {"name": "Israel"}],
)  # fmt: skip
def test_a_country_that_cannot_be_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Country.objects.filter(iso3="JOR").update(**changes)


def test_a_code_means_one_country_at_a_time() -> None:
    day = dt.date(2000, 1, 1)
    CountryCode.objects.create(country=jordan(), scheme="fips", code="QQ", valid_until=day)
    other = Country.objects.get(iso3="ISR")
    CountryCode.objects.create(country=other, scheme="fips", code="QQ", valid_from=day)
    CountryCode.objects.create(country=other, scheme="cow", code="QQ")
    with pytest.raises(IntegrityError), transaction.atomic():
        CountryCode.objects.create(country=other, scheme="fips", code="QQ", valid_until=dt.date(1990, 1, 1))


@pytest.mark.parametrize(("first", "until"), [(2, 1), (1, 1)])
def test_a_period_begins_before_it_ends(first: int, until: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CountryName.objects.create(
            country=jordan(), name="Transjordan", kind="name", valid_from=dt.date(1921, 1, first),
            valid_until=dt.date(1921, 1, until),
        )  # fmt: skip


def test_a_name_of_unknown_period_is_there_once() -> None:
    CountryName.objects.create(country=jordan(), name="Transjordan", kind="name")
    with pytest.raises(IntegrityError), transaction.atomic():
        CountryName.objects.create(country=jordan(), name="Transjordan", kind="name")


def test_a_country_in_use_cannot_go() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        jordan().delete()


def test_a_sea_belongs_to_nobody() -> None:
    place = Place.objects.get(slug="red-sea")
    assert place.country is None
    assert place.precision == "region"


def test_what_a_curator_decided_is_remembered_once_and_counted() -> None:
    country = jordan()
    country.mark_curated(["note", "capital"])
    country.mark_curated(["note"])
    assert (country.curated_fields, country.version) == (["capital", "note"], 3)
