"""Actors have one address each, refer to what exists, and say when an alias alone does not tell who is meant."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from tests.fixtures_check.tables import Period, read_actors, read_csv, read_period, repeated

KINDS = {
    "person", "state", "government_body", "armed_group", "party", "organisation", "international_organisation",
    "company", "media", "population",
}  # fmt: skip
ACTORS = read_actors()
BY_SLUG = {actor["slug"]: actor for actor in ACTORS}
COUNTRIES = {row["iso3"]: row for row in read_csv("countries/countries.csv")}


def dated_parts(actor: dict[str, Any]) -> list[dict[str, Any]]:
    return [*actor["roles"], *actor["affiliations"], *actor["aliases"]]


def test_actors_have_one_address_and_one_name_each() -> None:
    assert not repeated(actor["slug"] for actor in ACTORS)
    assert not repeated(actor["name"].casefold() for actor in ACTORS)
    for actor in ACTORS:
        assert actor["slug"].isascii()
        assert actor["slug"] == actor["slug"].lower()
        assert actor["kind"] in KINDS, actor["slug"]
        assert actor["source"], actor["slug"]
        assert 0 < len(actor["description"]) <= 300, actor["slug"]


def test_files_are_sorted_by_address() -> None:
    for name in {actor["file"] for actor in ACTORS}:
        slugs = [actor["slug"] for actor in ACTORS if actor["file"] == name]
        assert slugs == sorted(slugs), name


def test_countries_of_actors_exist() -> None:
    for actor in ACTORS:
        assert actor["iso3"] is None or actor["iso3"] in COUNTRIES, actor["slug"]
        for role in actor["roles"]:
            assert role["iso3"] is None or role["iso3"] in COUNTRIES, actor["slug"]


def test_every_state_is_an_actor() -> None:
    states = {actor["iso3"]: actor for actor in ACTORS if actor["kind"] == "state"}
    expected = {
        iso3
        for iso3, row in COUNTRIES.items()
        if row["status"] in {"un_member", "un_observer", "partially_recognised"}
    }  # fmt: skip
    assert set(states) == expected
    for iso3, actor in states.items():
        assert actor["name"] == COUNTRIES[iso3]["name"]
        assert actor["aliases"] == []
    assert BY_SLUG["united-states"]["iso3"] == "USA"
    assert BY_SLUG["palestine"]["iso3"] == "PSE"


def test_international_organisations_belong_to_no_state() -> None:
    assert all(actor["iso3"] is None for actor in ACTORS if actor["kind"] == "international_organisation")


def test_armed_groups_follow_the_coding_rules() -> None:
    countries = {
        "hamas": "PSE", "hezbollah": "LBN", "taliban": "AFG", "houthis": "YEM", "kurdistan-workers-party": "TUR",
        "syrian-democratic-forces": "SYR", "islamic-state": None, "al-qaeda": None,
    }  # fmt: skip
    assert {slug: BY_SLUG[slug]["iso3"] for slug in countries} == countries


def test_roles_and_affiliations_name_known_bodies() -> None:
    for actor in ACTORS:
        for role in actor["roles"]:
            assert role["organisation"] is None or role["organisation"] in BY_SLUG, actor["slug"]
        for affiliation in actor["affiliations"]:
            assert affiliation["organisation"] in BY_SLUG, actor["slug"]
            assert affiliation["organisation"] != actor["slug"]


def test_periods_are_in_order() -> None:
    for actor in ACTORS:
        for part in dated_parts(actor):
            read_period(part)


def test_an_office_is_not_held_twice_at_once() -> None:
    for actor in ACTORS:
        held: dict[str, list[Period]] = defaultdict(list)
        for role in actor["roles"]:
            held[role["title"]].append(read_period(role))
        for title, periods in held.items():
            for earlier, later in zip(sorted(periods), sorted(periods)[1:], strict=False):
                assert not earlier.overlaps(later), (actor["slug"], title)


def test_aliases_are_not_repeated_within_an_actor() -> None:
    for actor in ACTORS:
        keys = [(alias["name"], alias["lang"], alias["valid_from"]) for alias in actor["aliases"]]
        assert not repeated(keys), actor["slug"]


def test_a_shared_alias_is_marked_ambiguous() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for actor in ACTORS:
        owners[actor["name"].casefold()].add(actor["slug"])
        for alias in actor["aliases"]:
            owners[alias["name"].casefold()].add(actor["slug"])
    for actor in ACTORS:
        for alias in actor["aliases"]:
            if len(owners[alias["name"].casefold()]) > 1:
                assert alias["ambiguous"], (alias["name"], owners[alias["name"].casefold()])


def test_no_alias_of_an_actor_is_the_name_of_a_country() -> None:
    country_names = {row["name"].casefold() for row in read_csv("countries/country_names.csv")}
    for actor in ACTORS:
        assert not {alias["name"].casefold() for alias in actor["aliases"]} & country_names, actor["slug"]


def test_wikidata_ids_are_well_formed_and_belong_to_one_actor() -> None:
    ids = [actor["external_ids"]["wikidata"] for actor in ACTORS if actor["external_ids"]]
    assert not repeated(ids)
    assert all(item[0] == "Q" and item[1:].isdecimal() for item in ids)


@pytest.mark.parametrize(
    ("slug", "day", "title"),
    [
        ("antony-blinken", "2014-06-01", "Deputy National Security Adviser"),
        ("antony-blinken", "2016-06-01", "Deputy Secretary of State"),
        ("antony-blinken", "2024-10-22", "Secretary of State"),
        ("lloyd-austin", "2024-10-22", "Secretary of Defense"),
        ("benjamin-netanyahu", "2024-10-22", "Prime Minister"),
        ("joe-biden", "2024-10-22", "President"),
        ("kamala-harris", "2024-10-22", "Vice President"),
        ("donald-trump", "2019-10-22", "President"),
        ("yahya-sinwar", "2024-09-01", "Chairman of the Hamas Political Bureau"),
    ],
)
def test_knows_who_held_an_office_on_a_day(slug: str, day: str, title: str) -> None:
    held = {
        role["title"]
        for role in BY_SLUG[slug]["roles"]
        if (role["valid_from"] or "0000") <= day < (role["valid_until"] or "9999")
    }  # fmt: skip
    assert title in held


def test_trump_was_a_candidate_and_not_president_in_october_2024() -> None:
    held = [
        role["title"]
        for role in BY_SLUG["donald-trump"]["roles"]
        if (role["valid_from"] or "0000") <= "2024-10-22" < (role["valid_until"] or "9999")
    ]  # fmt: skip
    assert held == ["Presidential candidate"]
