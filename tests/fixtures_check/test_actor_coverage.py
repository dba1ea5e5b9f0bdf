"""Enough actors of each kind, every state with its bodies, and offices that one person holds at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

from tests.fixtures_check.tables import Period, read_actors, read_csv, read_period

ACTORS = read_actors()
COUNTRIES = {row["iso3"]: row for row in read_csv("countries/countries.csv")}
STATES = {
    iso3 for iso3, row in COUNTRIES.items() if row["status"] in {"un_member", "un_observer", "partially_recognised"}
}  # fmt: skip
# Offices that a state fills once.
SINGLE = {
    "President", "Prime Minister", "Chancellor", "Premier", "King", "Queen", "Emir", "Sultan", "Emperor",
    "Foreign Minister", "Foreign Secretary", "Secretary of State",
}  # fmt: skip
# Two at a time, and why.
KNOWN_OVERLAPS = {
    ("ISR", "Prime Minister"): {"ariel-sharon", "ehud-olmert"},  # Olmert acted while Sharon lay in a coma
    ("KGZ", "President"): {"kurmanbek-bakiyev", "roza-otunbayeva"},  # took over before he had resigned
    ("LBY", "Prime Minister"): {"abdullah-al-thani", "fayez-al-sarraj"},  # rival governments
    ("MDG", "President"): {"didier-ratsiraka", "marc-ravalomanana"},  # both claimed to have won the election of 2001
}
# States without armed forces, or whose only armed body is a police or guard; Libya has rival ones.
WITHOUT_FORCES = {
    "AND", "CRI", "DMA", "FSM", "GRD", "ISL", "KIR", "KNA", "LBY", "LCA", "LIE", "MCO", "MHL", "MUS", "NRU", "PAN",
    "PLW", "PSE", "SLB", "SMR", "TUV", "VAT", "VCT", "VUT", "WSM",
}  # fmt: skip
LEADERSHIP = {"President", "Prime Minister", "Foreign Minister"}


def test_there_are_enough_actors_of_each_kind() -> None:
    kinds = Counter(actor["kind"] for actor in ACTORS)
    least = {
        "person": 700, "armed_group": 150, "party": 200, "international_organisation": 150, "organisation": 100,
        "media": 100, "company": 200, "government_body": 900,
    }  # fmt: skip
    assert len(ACTORS) >= 1500
    assert {kind: kinds[kind] for kind, count in least.items() if kinds[kind] < count} == {}


def test_armed_groups_name_a_country_and_many_their_years() -> None:
    groups = [actor for actor in ACTORS if actor["kind"] == "armed_group"]
    assert len([group for group in groups if group["iso3"]]) >= 150
    assert len([group for group in groups if "in conflict data" in group["description"]]) >= 150


def bodies_saying(words: tuple[str, ...]) -> set[str]:
    """The states that have a government body whose names hold one of `words`."""
    found = set()
    for actor in ACTORS:
        if actor["kind"] == "government_body":
            names = " ".join([actor["name"], actor["description"], *(alias["name"] for alias in actor["aliases"])])
            if any(word in names.casefold() for word in words):
                found.add(actor["iso3"])
    return found


def test_every_state_has_its_bodies() -> None:
    assert STATES - bodies_saying(("government", "palestinian authority")) == set()
    assert STATES - bodies_saying(("police", "gendarmerie", "garda")) == set()
    assert STATES - bodies_saying(("foreign ministry", "foreign affairs", "foreign office", "state department")) == {
        "VAT"  # its Secretariat of State is no ministry
    }
    assert STATES - WITHOUT_FORCES - bodies_saying(("armed forces", "army", "military", "defence force")) == set()
    parliament = ("parliament", "congress", "assembly", "knesset", "duma", "bundestag", "legislat", "council", "diet")
    assert STATES - bodies_saying(parliament) == {"AFG", "VAT"}  # dissolved in 2021; none


def test_one_person_holds_a_single_office_at_a_time() -> None:
    held: dict[tuple[str, str], list[tuple[Period, str]]] = defaultdict(list)
    for actor in ACTORS:
        for role in actor["roles"]:
            if role["iso3"] and role["title"] in SINGLE:
                held[role["iso3"], role["title"]].append((read_period(role), actor["slug"]))
    for office, holders in held.items():
        for (one, first), (other, second) in combinations(sorted(holders), 2):
            if first != second and one.overlaps(other):
                assert {first, second} == KNOWN_OVERLAPS.get(office), (office, one, first, other, second)


def test_the_offices_of_leaders_have_dates() -> None:
    """A bare ambiguous surname is taken for somebody only while in office."""
    for actor in ACTORS:
        for role in actor["roles"]:
            if role["title"] in LEADERSHIP:
                assert role["valid_from"] or role["valid_until"], actor["slug"]


def test_a_role_of_a_foreign_minister_names_a_body_of_that_state() -> None:
    by_slug = {actor["slug"]: actor for actor in ACTORS}
    for actor in ACTORS:
        for role in actor["roles"]:
            if role["title"] == "Foreign Minister" and role["organisation"]:
                assert by_slug[role["organisation"]]["iso3"] == role["iso3"], actor["slug"]
