"""Places: coordinates, countries, parts of countries, namesakes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from newsapp.extraction.read import read_text

if TYPE_CHECKING:
    from newsapp.extraction.findings import Findings
    from newsapp.extraction.knowledge import Knowledge

CASES = [
    ("They met in Doha.", "Doha", "QAT", "city"),
    ("They fought in southern Israel.", "southern Israel", "ISR", "region"),
    ("They fought in northern Gaza.", "northern Gaza", "PSE", "region"),
    ("They met in Kenya.", "Kenya", "KEN", "country"),
    ("They toured the Middle East.", "Middle East", None, "region"),
    ("A plane fell near Windsor Locks, Connecticut.", "Windsor Locks", "USA", "city"),
]


@pytest.mark.parametrize(("body", "words", "iso3", "precision"), CASES, ids=[case[0] for case in CASES])
def test_finds_places(knowledge: Knowledge, body: str, words: str, iso3: str | None, precision: str) -> None:
    reading = read_text(f"News in brief\n\n{body}\n", knowledge, dt.date(2024, 10, 22))
    found = [p for p in reading.places if reading.text[p.start : p.end] == words]
    assert [(place.iso3, place.precision) for place in found] == [(iso3, precision)]
    assert found[0].reason


def test_a_name_inside_a_word_is_no_place(knowledge: Knowledge) -> None:
    reading = read_text("News in brief\n\nThe Iranic and Chadwick papers mention Omanite.\n", knowledge, None)
    assert reading.places == ()


def test_a_namesake_is_the_one_the_text_speaks_of(knowledge: Knowledge) -> None:
    american = "U.S. senators and American voters spoke in Atlanta. The state of Georgia voted.\n"
    caucasian = "Georgian voters spoke in Tbilisi. The government of Georgia resigned.\n"
    for body, iso3 in ((american, "USA"), (caucasian, "GEO")):
        reading = read_text(f"News in brief\n\n{body}", knowledge, None)
        assert [p.iso3 for p in reading.places if reading.text[p.start : p.end] == "Georgia"] == [iso3]


def test_finds_the_seeds_places(seed_findings: Findings, seed_gold: dict[str, Any]) -> None:
    spans = {(span, place.iso3) for place in seed_findings.places for span in place.spans}
    # "the U.S. election" names no place; the annotation lists it for the state.
    core = [p for p in seed_gold["places"] if p["tier"] == "core" and p["id"] != "L_USA"]
    missed = [
        place["canonical"]
        for place in core
        if not any(((m["start"], m["end"]), place["iso3166_alpha3"]) in spans for m in place["mentions"])
    ]
    assert missed == []
