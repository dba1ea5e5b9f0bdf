"""Who is named: known and unknown people, bodies, states and groups, with role, country and full mention."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from newsapp.extraction.read import read_text

if TYPE_CHECKING:
    from newsapp.extraction.findings import Findings
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.reading import Entity, Reading

DAY = dt.date(2024, 10, 22)


def read(knowledge: Knowledge, body: str, day: dt.date | None = DAY) -> Reading:
    return read_text(f"News in brief\n\n{body}\n", knowledge, day)


def entity(reading: Reading, words: str) -> Entity:
    """The entity of the mention that reads `words`."""
    found = [m for m in reading.mentions if reading.text[m.start : m.end] == words]
    assert found, f"no mention reads {words!r}: {[reading.text[m.start : m.end] for m in reading.mentions]}"
    return reading.entities[found[0].entities[0]]


NAMED = [
    ("U.S. Secretary of State Antony Blinken left.", "U.S. Secretary of State Antony Blinken", "Antony Blinken", "USA"),
    ("Hamas leader Yahya Sinwar was there.", "Hamas leader Yahya Sinwar", "Yahya Sinwar", "PSE"),
    ("Israeli Prime Minister Netanyahu spoke.", "Israeli Prime Minister Netanyahu", "Benjamin Netanyahu", "ISR"),
    ("Foreign Minister Ivo Brandel of Germany spoke.", "Foreign Minister Ivo Brandel", "Ivo Brandel", "DEU"),
    ("Kenyan police chief Amara Otieno resigned.", "Kenyan police chief Amara Otieno", "Amara Otieno", "KEN"),
    ("Amara Otieno, a Kenyan lawyer, spoke.", "Amara Otieno", "Amara Otieno", "KEN"),
    ("The foreign minister of Kenya, Amara Otieno, spoke.", "Amara Otieno", "Amara Otieno", "KEN"),
    (
        "Officials in Chad met United Nations envoy Amara Otieno.",
        "United Nations envoy Amara Otieno",
        "Amara Otieno",
        None,
    ),
    ("The U.S. ambassador to Chad, Amara Otieno, left.", "Amara Otieno", "Amara Otieno", "USA"),
    (
        "U.S. Ambassador to Germany Peter Brandel left.",
        "U.S. Ambassador to Germany Peter Brandel",
        "Peter Brandel",
        "USA",
    ),
    ("Canadian fugitive Peter Brandel left Chad.", "Canadian fugitive Peter Brandel", "Peter Brandel", "CAN"),
    ("Amara Otieno is a Canadian national.", "Amara Otieno", "Amara Otieno", "CAN"),
    ("Ziad al-Sharabi and Kim Ha-neul visited Yemen.", "Ziad al-Sharabi", "Ziad al-Sharabi", "YEM"),
]


@pytest.mark.parametrize(("body", "words", "name", "iso3"), NAMED, ids=[case[0][:34] for case in NAMED])
def test_names_people_with_title_and_country(
    knowledge: Knowledge, body: str, words: str, name: str, iso3: str | None
) -> None:
    found = entity(read(knowledge, body), words)
    assert (found.name, found.iso3, found.kind) == (name, iso3, "person")


BODIES = [
    ("Israeli officials left.", "Israeli officials", "government_body", "ISR"),
    ("Polish prosecutors charged him.", "Polish prosecutors", "government_body", "POL"),
    ("The French police fired tear gas.", "French police", "government_body", "FRA"),
    ("The government of Chad resigned.", "The government of Chad", "government_body", "TCD"),
    ("Kenyan farmers protested.", "Kenyan farmers", "population", "KEN"),
    ("Hamas militants attacked.", "Hamas militants", "armed_group", "PSE"),
    ("Russians voted on Sunday.", "Russians", "population", "RUS"),
    ("The African Union condemned it.", "African Union", "international_organisation", None),
    ("Protesters gathered.", "Protesters", "population", None),
]


@pytest.mark.parametrize(("body", "words", "kind", "iso3"), BODIES, ids=[case[0][:34] for case in BODIES])
def test_names_bodies_and_groups(knowledge: Knowledge, body: str, words: str, kind: str, iso3: str | None) -> None:
    found = entity(read(knowledge, body), words)
    assert (found.kind, found.iso3) == (kind, iso3)


METONYMS = [
    ("Moscow rejected the offer.", "Moscow", "Russia"),
    ("Talks between Tehran and Washington failed.", "Tehran", "Iran"),
    ("He will visit Jordan and Doha.", "Doha", "Qatar"),
]


@pytest.mark.parametrize(("body", "words", "name"), METONYMS)
def test_a_capital_that_acts_is_its_state(knowledge: Knowledge, body: str, words: str, name: str) -> None:
    assert entity(read(knowledge, body), words).name == name


@pytest.mark.parametrize("body", ["They met in Moscow.", "Protesters filled Kyiv.", "A fire near Cairo spread."])
def test_a_capital_that_is_a_spot_is_no_actor(knowledge: Knowledge, body: str) -> None:
    assert not [found for found in read(knowledge, body).entities if found.kind == "state"]


def test_one_body_under_several_words(knowledge: Knowledge) -> None:
    reading = read(knowledge, "The Polish government met. Later the government of Poland resigned.")
    assert entity(reading, "Polish government") == entity(reading, "the government of Poland")


def test_a_bare_body_is_that_of_the_articles_country(knowledge: Knowledge) -> None:
    reading = read(
        knowledge, "Poland is in uproar. Warsaw, the capital of Poland, is calm. Police arrested ten people."
    )
    assert entity(reading, "Police").iso3 == "POL"


def test_surnames_lead_to_the_full_name(knowledge: Knowledge) -> None:
    reading = read(knowledge, "Amara Otieno of Kenya resigned. Otieno gave no reason.")
    assert entity(reading, "Otieno").name == "Amara Otieno"


def test_another_persons_name_is_not_cut(knowledge: Knowledge) -> None:
    reading = read(knowledge, "Michael Jordan met Hunter Biden in Paris.")
    names = {found.name for found in reading.entities}
    assert {"Michael Jordan", "Hunter Biden"} <= names
    assert not names & {"Jordan", "Joe Biden"}


def test_the_pronoun_us_is_no_state(knowledge: Knowledge) -> None:
    reading = read(knowledge, "They told us to leave. Who will help turkey farmers?")
    assert not [found for found in reading.entities if found.kind == "state"]


def test_an_acronym_in_brackets_is_remembered(knowledge: Knowledge) -> None:
    reading = read(knowledge, "The Kenyan Rural Roads Authority (KRRA) closed. KRRA gave no reason.")
    assert entity(reading, "KRRA").iso3 == "KEN"


def test_the_country_of_a_person_depends_on_the_day(knowledge: Knowledge) -> None:
    minister = entity(read(knowledge, "António Costa spoke.", dt.date(2020, 5, 1)), "António Costa")
    of_the_union = entity(read(knowledge, "António Costa spoke.", dt.date(2025, 5, 1)), "António Costa")
    assert (minister.iso3, minister.stateless) == ("PRT", False)
    assert (of_the_union.iso3, of_the_union.stateless) == (None, True)


def test_finds_the_seeds_actors(seed_findings: Findings, seed_gold: dict[str, Any]) -> None:
    """At least 28 of the 32 annotated actors, by canonical name, alias or the words of a mention, and by country."""
    found = set()
    for actor in seed_findings.actors:
        spellings = {actor.name, *(seed_findings.text[start:end] for start, end in actor.mentions)}
        found |= {(plain(spelling), actor.iso3) for spelling in spellings}
    missed = []
    for gold in seed_gold["actors"]:
        named = [m["text"] for m in gold["mentions"] if gold["kind"] != "state" or m["type"] == "name"]
        spellings = {plain(spelling) for spelling in (gold["canonical"], *gold["aliases"], *named)}
        if not any((spelling, gold["country"]) in found for spelling in spellings):
            missed.append(gold["canonical"])
    assert len(missed) <= 4, missed


def plain(name: str) -> str:
    """A name for comparison: no case, no leading article."""
    return name.casefold().removeprefix("the ").removeprefix("a ").removeprefix("new ")


def test_mentions_lie_inside_their_sentence(seed_text: str, knowledge: Knowledge) -> None:
    reading = read_text(seed_text, knowledge, DAY)
    for mention in reading.mentions:
        sentence = reading.sentences[mention.sentence]
        assert sentence.start <= mention.start < mention.end <= sentence.end
        assert mention.entities
        assert mention.reason
        assert -1 <= mention.head < len(sentence.tokens)
    for token in (token for sentence in reading.sentences for token in sentence.tokens):
        assert seed_text[token.start : token.end] == token.text
