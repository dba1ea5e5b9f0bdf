"""Casualty counts: how many, of what kind, with which bounds, and to which event they belong."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from newsapp.extraction.casualties import find_casualties
from newsapp.extraction.extract import extract_text

if TYPE_CHECKING:
    from newsapp.extraction.findings import CasualtyFinding
    from newsapp.extraction.knowledge import Knowledge


def counts(text: str, knowledge: Knowledge) -> list[tuple[str, int | None, int | None, int | None]]:
    found = find_casualties(text, 0, len(text), knowledge)
    assert all(text[count.start : count.end] == count.words for count in found)
    return [(count.kind, count.low, count.best, count.high) for count in found]


NUMBERS = [
    ("The blast killed 12 people.", [("killed", 12, 12, 12)]),
    ("At least 12 people were killed.", [("killed", 12, 12, None)]),
    ("More than 40 were injured.", [("injured", 41, None, None)]),
    ("Up to 30 militants died.", [("killed", None, None, 30)]),
    ("Fewer than 10 people are missing.", [("missing", None, None, 9)]),
    ("Between 10 and 15 soldiers died.", [("killed", 10, None, 15)]),
    ("Some 12-15 people were hurt.", [("injured", 12, None, 15)]),
    ("It wounded 12 to 15 people.", [("injured", 12, None, 15)]),
    ("About 40 people were detained.", [("detained", None, 40, None)]),
    ("Dozens of protesters were arrested.", [("detained", 24, None, None)]),
    ("Tens of thousands fled their homes.", [("displaced", 20_000, None, None)]),
    ("Two dozen sailors drowned; two dozen sailors died.", [("killed", 24, 24, 24)]),
    ("The floods displaced 1.5 million people.", [("displaced", 1_500_000, 1_500_000, 1_500_000)]),
    ("The floods displaced 21,400 villagers.", [("displaced", 21_400, 21_400, 21_400)]),
    ("One hundred and five miners were killed.", [("killed", 105, 105, 105)]),
    ("A man and two children were killed.", [("killed", 3, 3, 3)]),
    ("Gunmen shot dead five officers; they killed two guards and a driver.", [("killed", 3, 3, 3)]),
    ("Four Kurds and at least 6 Turks were killed.", [("killed", 10, 10, None)]),
    ("No one was hurt.", [("injured", 0, 0, 0)]),
    ("There were no casualties.", [("killed", 0, 0, 0), ("injured", 0, 0, 0)]),
    ("The raid left seven dead and 20 wounded.", [("killed", 7, 7, 7), ("injured", 20, 20, 20)]),
    ("It claimed 14 lives.", [("killed", 14, 14, 14)]),
    ("They counted 12 deaths and 30 injuries.", [("killed", 12, 12, 12), ("injured", 30, 30, 30)]),
    ("The killing of 20 villagers was condemned.", [("killed", 20, 20, 20)]),
    ("Soldiers killed a 30-year-old man.", [("killed", 1, 1, 1)]),
    ("Another 20 were wounded.", [("injured", 20, 20, 20)]),
    ("The crash killed 12 people, including three children.", [("killed", 12, 12, 12)]),
    ("Twelve people, including three children, were killed.", [("killed", 12, 12, 12)]),
    ("Twelve people died, three of them children.", [("killed", 12, 12, 12)]),
    ("It killed 12 people, two of them children, and a dog.", [("killed", 12, 12, 12)]),
    ("A girl of seven was badly wounded.", [("injured", 1, 1, 1)]),
]
NOTHING = [
    "He was killed 12 days ago.",
    "The 2019 killing was condemned.",
    "The 2015 deaths were remembered.",
    "Two gunmen wounded the mayor.",
    "The fire killed 40 cows.",
    "Three cars were damaged and 12 houses burned.",
    "Four or more people were killed or injured.",
    "On May 3 killed soldiers were buried.",
    "The crash on Flight 17 injured nobody else.",
    "They displaced 300 families.",
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS, ids=[text[:30] for text, _ in NUMBERS])
def test_counts(
    text: str, expected: list[tuple[str, int | None, int | None, int | None]], knowledge: Knowledge
) -> None:
    assert counts(text, knowledge) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_other_numbers_are_no_casualties(text: str, knowledge: Knowledge) -> None:
    assert counts(text, knowledge) == []


@pytest.mark.parametrize(
    "text",
    [
        "The death toll rose to 45.",
        "It died down, bringing the toll to 45.",
        "The toll climbed from 12 to 45.",
        "In all 45 people have been killed since October.",
        "So far this year they were quiet, but 45 people were killed this year.",
    ],
)
def test_a_running_total_is_marked(text: str, knowledge: Knowledge) -> None:
    found = find_casualties(text, 0, len(text), knowledge)
    assert [(count.best, count.cumulative) for count in found] == [(45, True)]
    assert "running total" in found[0].reason


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Twelve people were killed, police said.", "police"),
        ("The army said 12 people were killed.", "The army"),
        ("Twelve people were killed, according to the interior ministry.", "the interior ministry"),
        ("Twelve people were killed.", ""),
    ],
)
def test_says_who_says_so(text: str, voice: str, knowledge: Knowledge) -> None:
    assert [count.attributed_to for count in find_casualties(text, 0, len(text), knowledge)] == [voice]


def test_only_the_sentence_is_read(knowledge: Knowledge) -> None:
    text = "It killed 3 people. It killed 12 people. It killed 5 people."
    found = find_casualties(text, 20, 40, knowledge)
    assert [(count.best, count.words, count.start) for count in found] == [(12, "12 people", 30)]


@pytest.mark.parametrize(
    "unit", ["killed 12 and ", "a man and two women, ", "no one was ", "dozens of tens of thousands "]
)
def test_piled_up_counts_cost_little(unit: str, knowledge: Knowledge) -> None:
    text = unit * 8_000
    started = time.process_time()
    find_casualties(text, 0, len(text), knowledge)
    assert time.process_time() - started < 2


def told(text: str, knowledge: Knowledge) -> list[tuple[str, tuple[CasualtyFinding, ...]]]:
    findings = extract_text(f"News of the day\n\n{text}\n", knowledge)
    return [(event.cameo[:2], event.casualties) for event in findings.events]


def test_counts_belong_to_the_attack_of_their_sentence(knowledge: Knowledge) -> None:
    events = told("A suicide bomber attacked a market in Kabul, killing at least 12 people and wounding 30.", knowledge)
    attacks = [casualties for root, casualties in events if root in {"18", "19"}]
    assert [[(c.kind, c.best) for c in casualties] for casualties in attacks] == [[("killed", 12), ("injured", 30)]]


def test_the_detained_belong_to_the_arrest(knowledge: Knowledge) -> None:
    events = told("Police in Minsk arrested 40 protesters on Sunday.", knowledge)
    assert [(root, [(c.kind, c.best) for c in found]) for root, found in events] == [("17", [("detained", 40)])]


def test_a_condemnation_kills_nobody(knowledge: Knowledge) -> None:
    events = told("France condemned the killing of 20 villagers in Mali.", knowledge)
    assert events
    assert all(not found for root, found in events if root not in {"18", "19", "20"})


def test_what_is_planned_has_hurt_nobody(knowledge: Knowledge) -> None:
    events = told("Hamas threatened to kill 20 hostages.", knowledge)
    assert all(not found for _, found in events)
