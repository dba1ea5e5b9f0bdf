"""How groups without a name are called, and what "the country" or "the rebel group" means."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from newsapp.extraction.extract import extract_text
from newsapp.extraction.read import read_text

if TYPE_CHECKING:
    from newsapp.extraction.findings import Findings
    from newsapp.extraction.knowledge import Knowledge

DAY = dt.date(2019, 5, 14)


def extract(knowledge: Knowledge, body: str) -> Findings:
    return extract_text(f"News in brief\n\n{body}\n", knowledge, published=DAY)


PARTIES = [
    ("Kenya's president Amara Otieno praised Chad. He fired his deputy on Monday.", "deputy of Amara Otieno"),
    ("At least 12,000 people gathered in Riga, Latvia, to protest against the government.", "protesters"),
    ("Two toddlers were killed on Monday in Moundou, Chad.", "toddlers"),
    ("Kenya's president Amara Otieno slept. Her critics accused Chad of lies.", "critics of Amara Otieno"),
    ("Amara Otieno's supporters accused Chad of lies.", "supporters of Amara Otieno"),
    ("Greenpeace activists accused Chad of lies.", "Greenpeace activists"),
    ("Activists of Greenpeace accused Chad of lies.", "Greenpeace activists"),
    ("Kenya met relatives of Peter Brandel on Monday.", "relatives of Peter Brandel"),
    ("Kenya praised the families of the victims.", "families of victims"),
    ("Kenya sentenced a same-sex erotica author to prison.", "same-sex erotica author"),
    ("Kenya condemned the Independent Democratic Action party.", "Independent Democratic Action"),
    ("A court in Abu Dhabi sentenced a Kenyan trader to prison.", "Abu Dhabi court"),
    ("The Prime Minister of Greenland, Mute Bourup Egede, condemned Chad.", "Mute Bourup Egede"),
    ("Kenya arrested several high-ranking Chadian lawyers.", "Chadian lawyers"),
]


@pytest.mark.parametrize(("body", "name"), PARTIES, ids=[name for _, name in PARTIES])
def test_a_party_without_a_name_is_called_by_who_it_is(knowledge: Knowledge, body: str, name: str) -> None:
    found = extract(knowledge, body)
    assert name in {party.name for event in found.events for party in (*event.source, *event.target)}


def test_leaders_of_a_state_and_of_a_region_are_of_no_one_state(knowledge: Knowledge) -> None:
    event = next(iter(extract(knowledge, "Chad met Kenyan and regional leaders on Monday.").events))
    group = [(party.name, party.iso3) for party in event.target if "leaders" in party.name]
    assert group == [("Kenyan and regional leaders", None)]
    assert "KEN" in {party.iso3 for party in event.target}


def test_a_person_of_whom_nothing_is_said_is_people(knowledge: Knowledge) -> None:
    found = extract(knowledge, "One person was killed in a mass stabbing in Nagano, Japan.")
    assert {party.name for event in found.events for party in event.target} == {"people"}


ANAPHORS = [
    (
        "The U.S. House of Representatives met in May. The House asked for papers.",
        "House",
        "United States House of Representatives",
    ),
    ("Norway sanctioned Rwandan officials over the country's support for rebels.", "the country's", "Rwanda"),
    ("Hezbollah left Beirut. The militant group apologised.", "militant group", "Hezbollah"),
]


@pytest.mark.parametrize(("body", "words", "name"), ANAPHORS, ids=[name for _, _, name in ANAPHORS])
def test_a_noun_means_the_body_named_before(knowledge: Knowledge, body: str, words: str, name: str) -> None:
    reading = read_text(f"News in brief\n\n{body}\n", knowledge, DAY)
    meant = [
        m for m in reading.mentions if words.removesuffix("'s").removeprefix("the ") in reading.text[m.start : m.end]
    ]
    assert reading.entities[meant[-1].entities[0]].name == name


NAMES = [
    ("Voter Amara Otieno-Brandel spoke in Kenya.", "Amara Otieno-Brandel"),
    ("Kenyan charity Sea-Bridge sailed on Monday.", "Sea-Bridge"),
    ("The newspaper Morgenblick reported this.", "Morgenblick"),
    ("Chadian Police Senior Superintendent Amara Yu Hoi-kwan spoke.", "Amara Yu Hoi-kwan"),
    ("The Oversight and Reform Committee of Chad met.", "Oversight and Reform Committee of Chad"),
    ("Anna Weber-Lindt sued Kenya. Weber-Lindt won.", "Anna Weber-Lindt"),
]


@pytest.mark.parametrize(("body", "name"), NAMES, ids=[name for _, name in NAMES])
def test_a_name_is_neither_cut_nor_swallowed(knowledge: Knowledge, body: str, name: str) -> None:
    reading = read_text(f"News in brief\n\n{body}\n", knowledge, DAY)
    assert name in {entity.name for entity in reading.entities if entity.candidate}


def test_a_statement_has_no_part_for_people_it_only_speaks_of(knowledge: Knowledge) -> None:
    found = extract(knowledge, "Kenya's president Amara Otieno told reporters that the day was long.")
    assert [party.name for event in found.events for party in event.target] == []


def test_people_of_one_state_without_a_name_are_one_actor(knowledge: Knowledge) -> None:
    body = "Twelve were killed in an attack in Chad. The next attack in Chad injured thirty-four."
    actors = extract(knowledge, body).actors
    assert len({(actor.name, actor.iso3) for actor in actors}) == len(actors)


def test_what_stands_before_a_number_is_no_part_of_a_group(knowledge: Knowledge) -> None:
    reading = read_text("News in brief\n\nOfficials in Chad reported at the time 150 rebels killed.\n", knowledge, DAY)
    assert "rebels" in {entity.name for entity in reading.entities}
