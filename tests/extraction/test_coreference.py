"""Who is meant by pronouns, roles without a name, and "both sides"."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from newsapp.extraction.read import read_text

if TYPE_CHECKING:
    from newsapp.extraction.knowledge import Knowledge

DAY = dt.date(2024, 10, 22)

CASES = [
    ("Antony Blinken arrived in Israel. He met ministers.", "He", ["Antony Blinken"]),
    ("Antony Blinken praised his team.", "his", ["Antony Blinken"]),
    ("Angela Merkel met Vladimir Putin. She left early.", "She", ["Angela Merkel"]),
    ("Israel said it would answer Iran.", "it", ["Israel"]),
    ("Israel continued its operations.", "its", ["Israel"]),
    ("Kenyan farmers protested. They blocked a road.", "They", ["Kenyan farmers"]),
    ("“We will not wait,” Antony Blinken said.", "We", ["Antony Blinken"]),
    ("Joe Biden spoke. “It is hard to see Netanyahu agreeing,” he said.", "he", ["Joe Biden"]),
    ("Israel and Hamas kept fighting. Neither side wants peace.", "Neither side", ["Hamas", "Israel"]),
    (
        "Emmanuel Macron met Olaf Scholz. The two leaders spoke for hours.",
        "The two leaders",
        ["Emmanuel Macron", "Olaf Scholz"],
    ),
    ("U.S. President Joe Biden spoke. The president was tired.", "president", ["Joe Biden"]),
    ("The Israeli prime minister spoke.", "Israeli prime minister", ["Benjamin Netanyahu"]),
    (
        "Angela Merkel spoke first.\n\n“The plan is late. I thank the mayor. It is over,” Emmanuel Macron said.",
        "I",
        ["Emmanuel Macron"],
    ),
    (
        "Angela Merkel spoke first. Emmanuel Macron defended his choice, “As we have always done, we chose.”",
        "we",
        ["Emmanuel Macron"],
    ),
    (
        "Joe Biden met President Emmanuel Macron in Washington. The United States was ready. The president was tired.",
        "president",
        ["Joe Biden"],
    ),
    ("Netanyahu spoke to Trump, according to both their offices.", "their", ["Benjamin Netanyahu", "Donald Trump"]),
]


@pytest.mark.parametrize(("body", "words", "names"), CASES, ids=[case[0][:36] for case in CASES])
def test_finds_the_antecedent(knowledge: Knowledge, body: str, words: str, names: list[str]) -> None:
    reading = read_text(f"News in brief\n\n{body}\n", knowledge, DAY)
    found = [m for m in reading.mentions if reading.text[m.start : m.end] == words]
    assert found, [reading.text[m.start : m.end] for m in reading.mentions]
    assert sorted(reading.entities[i].name for i in found[-1].entities) == sorted(names)


@pytest.mark.parametrize(
    "body", ["It is hard to agree.", "It seems that nobody won.", "Israel knows it is hard to agree."]
)
def test_an_empty_it_means_nobody(knowledge: Knowledge, body: str) -> None:
    reading = read_text(f"News in brief\n\n{body}\n", knowledge, DAY)
    assert not [m for m in reading.mentions if reading.text[m.start : m.end].lower() == "it"]
