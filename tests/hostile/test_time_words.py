"""Time expressions piled up: the grammar's work grows with the length of the text and no faster."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from newsapp.extraction.time_words import vocabulary
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
def test_ten_times_the_text_is_ten_times_the_work(unit: str, knowledge: Knowledge) -> None:
    def seconds(characters: int) -> float:
        text = (unit * (characters // len(unit) + 1))[:characters]
        started = time.process_time()
        list(find_time_words(text, 0, len(text), vocabulary(knowledge)))
        return time.process_time() - started

    seconds(2_000)  # the vocabulary is made once
    small, large = max(seconds(10_000), 0.01), seconds(100_000)
    assert large < 25 * small
    assert large < 6
