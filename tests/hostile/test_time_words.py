"""Time expressions piled up: the grammar's work grows with the length of the text and no faster."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from newsapp.extraction.time_numbers import Run
from newsapp.extraction.time_words import Tok, vocabulary
from newsapp.extraction.timex import find_time_words

if TYPE_CHECKING:
    from newsapp.extraction.knowledge import Knowledge

pytestmark = pytest.mark.django_db

PILES = {
    "nested parts": "the end of the first week of the last month of ",
    "counts before counts": "two weeks and three days before ",
    "spans": "from May 3 to June 5 to ",
    "bounds": "since until before after ",
    "shifts": "last next this the past ",
    "numbers": "twenty two hundred and thirty ",
    "slashes": "1/2/",
    "dashes": "2019-20-",
    "ordinals": "the first second third of ",
    "months": "May March April of in ",
    "holidays": "Easter Monday Good Friday New Year's ",
    "mixed": "in May 2019 on Monday the 3rd of every other week of 1990s ",
}


@pytest.mark.parametrize("unit", PILES.values(), ids=PILES)
def test_ten_times_the_text_is_ten_times_the_work(
    unit: str, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work is counted as tokens looked at, which no busy machine changes."""
    looks = 0
    look = Run.at

    def counted(run: Run, i: int) -> Tok:
        nonlocal looks
        looks += 1
        return look(run, i)

    monkeypatch.setattr(Run, "at", counted)

    def work(characters: int) -> int:
        nonlocal looks
        looks = 0
        # a text in which no word tells a time is not looked at at all
        text = f"{(unit * (characters // len(unit) + 1))[:characters]} Monday"
        list(find_time_words(text, 0, len(text), vocabulary(knowledge)))
        return looks

    small, large = work(10_000), work(100_000)
    assert small > 1_000
    assert large < 12 * small


def test_a_long_pile_is_read_in_time(knowledge: Knowledge) -> None:
    text = "".join(PILES.values()) * 300
    started = time.process_time()
    list(find_time_words(text, 0, len(text), vocabulary(knowledge)))
    assert time.process_time() - started < 6
