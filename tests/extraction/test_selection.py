"""Who becomes an actor without a part in any event: bodies and groups that the text only names."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from newsapp.extraction.extract import extract_text

if TYPE_CHECKING:
    from newsapp.extraction.knowledge import Knowledge

LEAD = "Harbour day\n\nThe harbour of Lima was calm. Rain fell in Peru. The night was long. The day was short. "


def names(knowledge: Knowledge, text: str) -> set[str]:
    findings = extract_text(f"{text}\n", knowledge, published=dt.date(2024, 10, 22))
    return {actor.name for actor in findings.actors if actor.mentions}


@pytest.mark.parametrize("members", ["members", "countries"])
def test_any_members_or_countries_are_no_actor(knowledge: Knowledge, members: str) -> None:
    assert members not in names(knowledge, f"{LEAD}Some {members} slept.")


def test_experts_without_a_state_are_an_actor(knowledge: Knowledge) -> None:
    assert "experts" in names(knowledge, f"{LEAD}The experts slept.")


def test_unnamed_officials_are_an_actor_only_where_the_news_is_told(knowledge: Knowledge) -> None:
    assert "Chilean courts" not in names(knowledge, f"{LEAD}Chilean courts slept.")
    assert "Chilean courts" in names(knowledge, "Court day\n\nChilean courts slept. The night was long.")


def test_an_international_body_named_once_in_passing_is_no_actor(knowledge: Knowledge) -> None:
    assert "European Union" not in names(knowledge, f"{LEAD}The lamp had the colours of the European Union.")
    assert "European Union" in names(knowledge, f"{LEAD}The European Union slept.")


def test_a_territory_that_only_tells_where_is_no_actor(knowledge: Knowledge) -> None:
    assert "Martinique" not in names(knowledge, f"{LEAD}The lamp was made in Martinique.")
    assert "Martinique" in names(knowledge, f"{LEAD}Martinique slept.")


def test_who_is_only_told_something_is_no_party_of_a_statement(knowledge: Knowledge) -> None:
    text = "Harbour day\n\nAmara Otieno told the BBC on Monday that the harbour of Lima is calm.\n"
    findings = extract_text(text, knowledge, published=dt.date(2024, 10, 22))
    assert [(event.cameo, len(event.target)) for event in findings.events] == [("010", 0)]


@pytest.mark.parametrize("who", ["Sources", "Local media"])
def test_a_statement_by_anybody_is_no_event(knowledge: Knowledge, who: str) -> None:
    text = f"Harbour day\n\n{who} said on Monday that the harbour of Lima is calm.\n"
    assert not extract_text(text, knowledge, published=dt.date(2024, 10, 22)).events


def test_a_named_speaker_keeps_a_statement(knowledge: Knowledge) -> None:
    text = "Harbour day\n\nAmara Otieno said on Monday that the harbour of Lima is calm.\n"
    assert extract_text(text, knowledge, published=dt.date(2024, 10, 22)).events


def test_a_university_is_an_actor_only_if_it_acts(knowledge: Knowledge) -> None:
    assert "Yale University" not in names(knowledge, f"{LEAD}Amara Otieno of Yale University slept.")
    assert "Yale University" in names(knowledge, f"{LEAD}Yale University slept.")


def test_a_body_that_only_tells_of_what_sort_something_is_is_no_actor(knowledge: Knowledge) -> None:
    assert "United States Armed Forces" not in names(knowledge, f"{LEAD}U.S. military assistance is late.")


def test_people_of_no_state_are_an_actor_if_something_is_done_to_them(knowledge: Knowledge) -> None:
    assert "hostages" in names(knowledge, f"{LEAD}It would mean returning all hostages.")
    assert "reporters" not in names(knowledge, f"{LEAD}Amara Otieno told reporters that it rained.")
