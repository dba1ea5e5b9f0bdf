"""Time expressions in sentences: found, read in their tense, resolved; and what only looks like one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from newsapp.extraction.read import read_text
from newsapp.extraction.timex import find_time_words

if TYPE_CHECKING:
    from newsapp.extraction.findings import Findings
    from newsapp.extraction.knowledge import Knowledge

TUESDAY = dt.date(2024, 10, 22)

WORDS = [
    ("It ended on Tuesday, October 22, 2024.", [("Tuesday, October 22, 2024", "2024-10-22")]),
    ("He came on 12 December 2019.", [("12 December 2019", "2019-12-12")]),
    ("He came on Oct. 3.", [("Oct. 3", "XXXX-10-03")]),
    ("On the 22nd of March they met.", [("the 22nd of March", "XXXX-03-22")]),
    ("From March 3 to 5, 2020, they met.", [("March 3 to 5, 2020", "2020-03-03/2020-03-05")]),
    ("It was signed in May 2019.", [("May 2019", "2019-05")]),
    ("It grew in the 1990s.", [("the 1990s", "199X")]),
    ("The 2018 killing was condemned.", [("2018", "2018")]),
    ("Three weeks ago and last week it rained.", [("Three weeks ago", "shift:-3:week"), ("last week", "week:-1")]),
    ("Over the past two years it fell.", [("Over the past two years", "past:2:year")]),
    ("It ran 2024-10-07 and 13/02/2020.", [("2024-10-07", "2024-10-07"), ("13/02/2020", "2020-02-13")]),
    ("They left yesterday evening.", [("yesterday evening", "day:-1")]),
    ("A week-long tour took months.", [("week-long", "P1W")]),
    ("He was jailed for 10 years.", [("10 years", "P10Y")]),
    ("They fled last summer and in autumn 2018.", [("last summer", "season:SU:-1"), ("in autumn 2018", "2018-FA")]),
    ("Exports fell in the first quarter of 2019.", [("the first quarter of 2019", "2019-Q1")]),
    ("It fell last quarter.", [("last quarter", "quarter:-1")]),
    ("Voting starts in the first week of June.", [("the first week of June", "nth:1:week:XXXX-06")]),
    ("It opens in mid-June.", [("mid-June", "part:mid:XXXX-06")]),
    ("He left at the end of 2018.", [("the end of 2018", "part:late:2018")]),
    ("It came two days before Christmas.", [("two days before Christmas", "XXXX-12-25|-2d")]),
    ("They met from May 3 to June 5.", [("May 3 to June 5", "XXXX-05-03/XXXX-06-05")]),
    ("They met on the Fourth of July.", [("the Fourth of July", "XXXX-07-04")]),
    ("It rained the last three days.", [("the last three days", "past:3:day")]),
    ("They meet every Monday.", [("every Monday", "set:weekday:1")]),
]
TRAPS = [
    "He may be right, and they march on.",
    "This is the 11th visit of the second envoy.",
    "The day after issues follow the future of the region.",
    "Some 2019 people voted; 1,900 soldiers and 2000 troops came.",
    "On 03/04/2019 nobody knows which day is meant.",
    "August words from a sunny man.",
    "Version 10.5.1 and 1984.5 percent.",
]


@pytest.mark.parametrize(("text", "expected"), WORDS, ids=[text[:28] for text, _ in WORDS])
def test_finds_time_words(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(text[w.start : w.end], w.expression) for w in find_time_words(text, 0, len(text))]
    assert found == expected


@pytest.mark.parametrize("text", TRAPS)
def test_is_not_fooled(text: str) -> None:
    assert list(find_time_words(text, 0, len(text))) == []


SENTENCES = [
    ("Blinken arrived in Israel on Tuesday.", "2024-10-22"),
    ("Blinken will visit Jordan on Wednesday.", "2024-10-23"),
    ("The ministers are due to meet on Friday.", "2024-10-25"),
    ("He spoke to reporters on Saturday.", "2024-10-19"),
    ("The vote was held in January.", "2024-01"),
    ("The term of the president ends in January.", "2025-01"),
    ("The election on November 5 approaches.", "2024-11-05"),
    ("Officials condemned the attack of October 1.", "2024-10-01"),
    ("They plan to sign the deal next week.", "2024-W44"),
]


@pytest.mark.parametrize(("sentence", "value"), SENTENCES)
def test_reads_the_tense(knowledge: Knowledge, sentence: str, value: str) -> None:
    reading = read_text(f"A headline of the day\n\n{sentence}\n", knowledge, TUESDAY)
    assert [time.value for time in reading.times] == [value]


def test_counts_from_the_day_named_before(knowledge: Knowledge) -> None:
    text = "A headline of the day\n\nThey met on Friday. The previous day they had quarrelled."
    assert [time.value for time in read_text(text, knowledge, TUESDAY).times] == ["2024-10-18", "2024-10-17"]


def test_a_known_date_needs_its_words(knowledge: Knowledge) -> None:
    with_words = read_text("News\n\nHamas attacked Israel on October 7.", knowledge, TUESDAY).times
    without = read_text("News\n\nThe parliament of Chad met on October 7.", knowledge, TUESDAY).times
    assert [time.value for time in with_words] == ["2023-10-07"]
    assert [time.value for time in without] == ["2024-10-07"]


def test_seed_times_are_the_annotated_ones(seed_findings: Findings, seed_gold: dict[str, Any]) -> None:
    expected = {(t["start"], t["end"]): t["value"] for t in seed_gold["timex"]}
    assert {(t.start, t.end): t.value for t in seed_findings.times} == expected
