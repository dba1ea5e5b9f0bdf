"""Where unknown people, bodies and groups come from, what a common noun stands for, and which actors are listed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from newsapp.extraction.actor_scoring import plain_name
from newsapp.extraction.extract import extract_text
from newsapp.extraction.read import read_text
from newsapp.extraction.records import covers

if TYPE_CHECKING:
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.reading import Entity

DAY = dt.date(2019, 5, 14)


def entity(knowledge: Knowledge, body: str, words: str) -> Entity:
    """The entity of the last mention that reads `words`."""
    reading = read_text(f"News in brief\n\n{body}\n", knowledge, DAY)
    found = [m for m in reading.mentions if reading.text[m.start : m.end].removeprefix("the ") == words]
    assert found, [reading.text[m.start : m.end] for m in reading.mentions]
    return reading.entities[found[-1].entities[0]]


ORIGINS = [
    ("Rain fell in Chad. Kenyan shell and mortar maker Brandel Group moved.", "Brandel Group", "KEN"),
    (
        "France met William Ruto. Peter Brandel, one of President Ruto's aides, spoke.",
        "Peter Brandel",
        "KEN",
    ),
    (
        "Rescuers sailed to Syria. German sea rescue charity Brandel Foundation sent a ship.",
        "Brandel Foundation",
        "DEU",
    ),
    ("Iran protested. German firms including Brandel Stahl closed offices in Iran.", "Brandel Stahl", "DEU"),
    ("Officers met Pierre Brandel at an Irish pub in France.", "Pierre Brandel", "FRA"),
    ("Kenya is host. BBC's Amara Brandel asked a question.", "Amara Brandel", "GBR"),
    ("Kenya and Kenya again. Pierre Brandel said: “I saw a plan for Chad.”", "Pierre Brandel", "KEN"),
    (
        "Brazil burns, says Brazil. Amazon Weather Institute Director Ana Brandel spoke.",
        "Amazon Weather Institute",
        "BRA",
    ),
    ("Kenya votes in Kenya. Amara Brandel from the pro-Beijing camp said it rained.", "Amara Brandel", "KEN"),
]


@pytest.mark.parametrize(("body", "words", "iso3"), ORIGINS, ids=[case[1] for case in ORIGINS])
def test_a_newcomer_has_the_country_the_text_shows(knowledge: Knowledge, body: str, words: str, iso3: str) -> None:
    assert entity(knowledge, body, words).iso3 == iso3


MEANT = [
    ("Facebook paid a fine. Users left the company.", "company", "Facebook"),
    ("Chad held a vote. Troops left the country.", "country", "Chad"),
    ("Angola received the Rwanda-backed rebel group March 23 Movement.", "March 23 Movement", "March 23 Movement"),
    ("Wanda Ortiz Brandel won in Peru. Ortiz thanked voters.", "Ortiz", "Wanda Ortiz Brandel"),
    ("Pedro Ortiz Brandel left Peru. Ortiz Brandel thanked voters.", "Ortiz Brandel", "Pedro Ortiz Brandel"),
    ("Mahan Air flies to Peru. Brandel said Mahan is late.", "Mahan", "Mahan Air"),
    (
        "Hungary votes in Hungary. The Interior Ministry slept.",
        "Interior Ministry",
        "Ministry of the Interior of Hungary",
    ),
    (
        "Peru votes. The Court of Session is the highest court in Scotland.",
        "highest court",
        "Court of Session",
    ),
    ("IDF reservists slept in Peru.", "IDF reservists", "Israel Defense Forces"),
    ("The prime minister of Samoa, Amara Brandel, slept.", "prime minister of Samoa", "Amara Brandel"),
]


@pytest.mark.parametrize(("body", "words", "name"), MEANT, ids=[case[1] for case in MEANT])
def test_a_common_noun_stands_for_the_name_before(knowledge: Knowledge, body: str, words: str, name: str) -> None:
    assert entity(knowledge, body, words).name == name


def test_a_member_of_a_worldwide_group_belongs_to_no_state(knowledge: Knowledge) -> None:
    found = entity(
        knowledge, "Peru is host. Peter Brandel of worldwide victim group Brandel Watch spoke.", "Peter Brandel"
    )
    assert (found.iso3, found.stateless) == (None, True)


@pytest.mark.parametrize(
    ("body", "words", "name"),
    [
        ("Australia votes. The minister told ABC it rained.", "ABC", "Australian Broadcasting Corporation"),
        ("The United States votes. The minister told ABC it rained.", "ABC", "ABC News"),
        ("Peru votes. The minister told AFP it rained.", "AFP", "Agence France-Presse"),
    ],
)
def test_of_namesakes_the_one_of_the_country_spoken_of_is_meant(
    knowledge: Knowledge, body: str, words: str, name: str
) -> None:
    assert entity(knowledge, body, words).name == name


def test_the_name_of_a_place_holds_no_group(knowledge: Knowledge) -> None:
    reading = read_text("News in brief\n\nSoldiers slept in the West Bank.\n", knowledge, DAY)
    assert not [e for e in reading.entities if e.kind == "company"]


def test_the_employer_tells_the_country(knowledge: Knowledge) -> None:
    body = "Peru votes in Peru. Peter Brandel of Monash University spoke."
    assert entity(knowledge, body, "Peter Brandel").iso3 == "AUS"


def test_a_landscape_is_not_the_company_of_its_name(knowledge: Knowledge) -> None:
    reading = read_text("News in brief\n\nFires burnt the Amazon rainforest in Peru.\n", knowledge, DAY)
    assert not [e for e in reading.entities if e.kind == "company"]


def test_who_backs_a_group_does_not_own_it(knowledge: Knowledge) -> None:
    assert entity(knowledge, "Iran-backed militias attacked a village in Iraq.", "Iran-backed militias").iso3 != "IRN"


def test_a_group_is_called_without_its_number(knowledge: Knowledge) -> None:
    body = "Around 1,800 Kenyan farmers marched."
    reading = read_text(f"News in brief\n\n{body}\n", knowledge, DAY)
    assert [e.name for e in reading.entities if e.kind == "population"] == ["Kenyan farmers"]


@pytest.mark.parametrize(
    "body", ["Police blocked Brandel Square.", "Troops stood near Tell Brandel.", "The Directive is old."]
)
def test_a_spot_or_thing_is_no_actor(knowledge: Knowledge, body: str) -> None:
    reading = read_text(f"News in brief\n\n{body}\n", knowledge, DAY)
    assert not [e for e in reading.entities if e.candidate and e.kind in {"person", "organisation"}]


def test_who_is_only_a_place_or_topic_is_not_listed(knowledge: Knowledge) -> None:
    body = (
        "Kenyan police arrested Amara Otieno.\n\nShe sells cars.\n\nShe paints as well.\n\n"
        "Her mother was born in Spain and smiles in a picture from Reuters."
    )
    found = {actor.name for actor in extract_text(f"News in brief\n\n{body}\n", knowledge, published=DAY).actors}
    assert "Amara Otieno" in found
    assert not found & {"Spain", "Reuters"}


def test_european_offices_belong_to_no_state(knowledge: Knowledge) -> None:
    for name in ("Donald Tusk", "Antonio Tajani", "Mario Draghi"):
        found = entity(knowledge, f"{name} spoke.", name)
        assert (found.iso3, found.stateless) == (None, True), name


def test_an_office_has_passed_on_the_day_of_the_handover() -> None:
    first, last = dt.date(2014, 12, 1), dt.date(2019, 12, 1)
    assert covers(first, last, first)
    assert covers(first, last, dt.date(2019, 11, 30))
    assert not covers(first, last, last)


def test_names_compare_without_the_words_of_their_own_country(knowledge: Knowledge) -> None:
    assert plain_name("Government of Poland", "POL", knowledge) == plain_name("the Polish government", "POL", knowledge)
    assert plain_name("Polish police", "POL", knowledge) != plain_name("Polish courts", "POL", knowledge)
    assert plain_name("German police", "POL", knowledge) != plain_name("Polish police", "POL", knowledge)
    assert plain_name("Poland", "POL", knowledge) == "poland"
    assert plain_name("Gdańsk residents", "POL", knowledge) == plain_name("residents of Gdańsk", "POL", knowledge)
    assert plain_name("civilians in Mokha", "YEM", knowledge) == plain_name("civilians", "YEM", knowledge)


def test_a_body_with_and_without_its_country_is_one(knowledge: Knowledge) -> None:
    body = "The Kenyan Anti-Corruption Commission charged a mayor. The Anti-Corruption Commission seized a house."
    reading = read_text(f"News in brief\n\n{body}\n", knowledge, DAY)
    assert [e.name for e in reading.entities if "Commission" in e.name] == ["Kenyan Anti-Corruption Commission"]


def test_a_group_told_by_a_place_has_its_country(knowledge: Knowledge) -> None:
    assert entity(knowledge, "Turkey sent aid. Residents of Mosul fled.", "Residents of Mosul").iso3 == "IRQ"
