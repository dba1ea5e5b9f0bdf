"""Time expressions in sentences: found, read in their tense, resolved; and what only looks like one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from newsapp.extraction.read import read_text
from newsapp.extraction.time_words import vocabulary
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
# One or two of every class of expression.
MORE = [
    ("He came on the 3rd of May, 2019.", [("the 3rd of May, 2019", "2019-05-03")]),
    ("He came on 22/Oct/2024.", [("22/Oct/2024", "2024-10-22")]),
    ("He came on 07.10.2024.", [("07.10.2024", "2024-10-07")]),
    ("He came on Tuesday the 22nd.", [("Tuesday the 22nd", "XXXX-XX-22~2")]),
    ("It fell in nineteen eighty-nine.", [("nineteen eighty-nine", "1989")]),
    ("The May 2019 vote was free.", [("May 2019", "2019-05")]),
    ("They met this past Friday.", [("this past Friday", "weekday:5:past")]),
    ("They met on the following Monday.", [("the following Monday", "anchor|>1")]),
    ("They met next Wednesday, July 31.", [("next Wednesday, July 31", "XXXX-07-31~3")]),
    ("You work seven days a week.", [("seven days", "P7D")]),
    ("It was dry in 2015 and 2016.", [("2015", "2015"), ("2016", "2016")]),
    ("They met last Friday.", [("last Friday", "weekday:5:last")]),
    ("They met on Wednesday of last week.", [("Wednesday of last week", "week:-1|2d")]),
    ("It rained two Fridays ago.", [("two Fridays ago", "weekday:5:past|-7d")]),
    ("Nearly three decades ago it fell.", [("Nearly three decades ago", "shift:-3:decade")]),
    ("It fell a year and a half ago.", [("a year and a half ago", "shift:-18:month")]),
    ("Talks resume in two weeks’ time.", [("in two weeks’ time", "shift:2:week")]),
    ("The court sits a week from Monday.", [("a week from Monday", "weekday:1|7d")]),
    ("Over the next five years it grows.", [("Over the next five years", "next:5:year")]),
    ("It rained in the coming days.", [("in the coming days", "PXD")]),
    ("Earlier this month it rained.", [("Earlier this month", "part:earlier:month:0")]),
    ("Later that day it rained.", [("Later that day", "anchor|0d")]),
    ("The following week it rained.", [("The following week", "anchor|1W")]),
    ("A day earlier it had rained.", [("A day earlier", "anchor|-1d")]),
    ("The day before, it had rained.", [("The day before", "anchor|-1d")]),
    ("Two weeks later it rained.", [("Two weeks later", "anchor|14d")]),
    ("Two days after the vote it rained.", [("Two days after", "event|2d")]),
    ("Late last year it rained.", [("Late last year", "part:late:year:-1")]),
    ("In the late 1990s it rained.", [("the late 1990s", "part:late:199X")]),
    ("In the early ’80s it rained.", [("the early ’80s", "part:early:198X")]),
    ("In the last days of August it rained.", [("the last days of August", "part:late:XXXX-08")]),
    ("On the last Friday of September it rained.", [("the last Friday of September", "nth:-1:weekday5:XXXX-09")]),
    ("The first ten days of May were dry.", [("The first ten days of May", "span:first:10:day:XXXX-05")]),
    ("The second half of last year was dry.", [("The second half of last year", "nth:2:half:year:-1")]),
    ("The rest of the week was dry.", [("The rest of the week", "part:later:week:0")]),
    ("Profits rose in Q3 2023.", [("Q3 2023", "2023-Q3")]),
    ("The week of October 14 was dry.", [("The week of October 14", "XXXX-10-14|0W")]),
    ("The talks ran from 3 to 9 May 2019.", [("3 to 9 May 2019", "2019-05-03/2019-05-09")]),
    ("The 1992–95 war ended.", [("1992–95", "1992/1995")]),
    ("Between June and August 2022 it fell.", [("June and August 2022", "XXXX-06/2022-08")]),
    ("From Saturday to Tuesday they marched.", [("Saturday to Tuesday", "weekday:6/weekday:2")]),
    ("Between now and November 5 they wait.", [("now and November 5", "day:0/XXXX-11-05")]),
    ("Since early 2022 it has doubled.", [("Since early 2022", "since:part:early:2022")]),
    ("The truce holds until Friday.", [("until Friday", "until:weekday:5")]),
    ("It opens in May 2012 or later.", [("May 2012 or later", "since:2012-05")]),
    ("It opens from Monday onwards.", [("Monday onwards", "since:weekday:1")]),
    ("It was dry late in the year.", [("late in the year", "part:late:year:0")]),
    ("It was dry in the nineties and the mid-80s.", [("the nineties", "199X"), ("the mid-80s", "part:mid:198X")]),
    ("It was dry in the third quarter this year.", [("the third quarter this year", "quarter-of:3:0")]),
    ("Two Sundays from now it opens.", [("Two Sundays from now", "weekday:7:coming|7d")]),
    ("He fled after 1979.", [("after 1979", "after:1979")]),
    ("They clashed after Friday’s vote.", [("Friday", "weekday:5")]),
    ("A three-day visit of three days starting on Monday.",
     [("three-day", "P3D"), ("three days starting on Monday", "run:3:day:weekday:1")]),
    ("It took two years and three months.", [("two years and three months", "P2Y3M")]),
    ("They march every other week and twice a year.", [("every other week", "set:P2W"), ("twice a year", "set:P1Y")]),
    ("They march on Sundays.", [("Sundays", "set:weekday:7")]),
    ("On Good Friday they fasted.", [("Good Friday", "XXXX@easter-2")]),
    ("On Easter Monday 2016 they fasted.", [("Easter Monday 2016", "2016@easter+1")]),
    ("Over Memorial Day weekend it rained.", [("Memorial Day weekend", "XXXX@5--1-1|0H")]),
    ("Fiscal year 2024 was poor.", [("Fiscal year 2024", "FY2024")]),
]  # fmt: skip
TRAPS = [
    "He may be right, and they march on.",
    "This is the 11th visit of the second envoy.",
    "The day after issues follow the future of the region.",
    "Some 2019 people voted; 1,900 soldiers and 2000 troops came.",
    "On 03/04/2019 nobody knows which day is meant.",
    "August words from a sunny man.",
    "Version 10.5.1 and 1984.5 percent.",
    "The sun shone and they sat in the mar.",
    "A 30-year-old man, 12 years old, came third of all.",
    "The first half of the match was dull.",
    "He held 5/12 of the shares, worth $2018 or 2019%.",
    "The March on Washington was long.",
    "Prices rose by 26.9 percent and fell by 3.4 or 1/3.",
    "A 3D printer made a quarter of a second part for 19 year olds.",
]


@pytest.mark.parametrize(("text", "expected"), [*WORDS, *MORE], ids=[text[:28] for text, _ in [*WORDS, *MORE]])
def test_finds_time_words(text: str, expected: list[tuple[str, str]], knowledge: Knowledge) -> None:
    found = [(text[w.start : w.end], w.expression) for w in find_time_words(text, 0, len(text), vocabulary(knowledge))]
    assert found == expected


@pytest.mark.parametrize("text", TRAPS)
def test_is_not_fooled(text: str, knowledge: Knowledge) -> None:
    assert list(find_time_words(text, 0, len(text), vocabulary(knowledge))) == []


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


def test_a_day_earlier_lies_before_the_day_named(knowledge: Knowledge) -> None:
    text = (
        "A headline of the day\n\nThey met on Friday. A day earlier they had quarrelled. The day before, all was well."
    )
    values = [time.value for time in read_text(text, knowledge, TUESDAY).times]
    assert values == ["2024-10-18", "2024-10-17", "2024-10-17"]


def test_a_day_earlier_stays_open_where_no_day_was_named(knowledge: Knowledge) -> None:
    times = read_text("A headline of the day\n\nThey had met a day earlier.", knowledge, TUESDAY).times
    assert [(time.expression, time.first) for time in times] == [("anchor|-1d", None)]


def test_the_order_of_numeric_dates_is_never_guessed(knowledge: Knowledge) -> None:
    text, words = "On 03/04/2019 they met.", vocabulary(knowledge)
    assert list(find_time_words(text, 0, len(text), words)) == []
    assert [w.expression for w in find_time_words(text, 0, len(text), words, "mdy")] == ["2019-03-04"]
    assert [w.expression for w in find_time_words(text, 0, len(text), words, "dmy")] == ["2019-04-03"]


def test_a_known_date_is_known_behind_since(knowledge: Knowledge) -> None:
    times = read_text("News\n\nHamas has held hostages in Israel since October 7.", knowledge, TUESDAY).times
    assert [(time.expression, time.value) for time in times] == [("since:2023-10-07", "2023-10-07")]


def test_a_known_date_needs_its_words(knowledge: Knowledge) -> None:
    with_words = read_text("News\n\nHamas attacked Israel on October 7.", knowledge, TUESDAY).times
    without = read_text("News\n\nThe parliament of Chad met on October 7.", knowledge, TUESDAY).times
    assert [time.value for time in with_words] == ["2023-10-07"]
    assert [time.value for time in without] == ["2024-10-07"]


def test_seed_times_are_the_annotated_ones(seed_findings: Findings, seed_gold: dict[str, Any]) -> None:
    expected = {(t["start"], t["end"]): t["value"] for t in seed_gold["timex"]}
    assert {(t.start, t.end): t.value for t in seed_findings.times} == expected
