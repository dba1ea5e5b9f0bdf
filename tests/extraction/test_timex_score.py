"""The score of time expressions: which values count as right, and which conventions count as the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from newsapp.extraction.gold import GoldError
from newsapp.extraction.timex_score import TimexScore, score_timex

if TYPE_CHECKING:
    from pathlib import Path

    from newsapp.extraction.knowledge import Knowledge

DAY = "2024-10-22"


def score(folder: Path, knowledge: Knowledge, text: str, words: str, kind: str, **value: str) -> TimexScore:
    """The score of one sentence with one expected value."""
    start = text.index(words)
    result = {"Text": words, "Start": start, "End": start + len(words) - 1, "TypeName": f"datetimeV2.{kind}"}
    row = {
        "Input": text,
        "Context": {"ReferenceDateTime": f"{DAY}T00:00:00"},
        "Results": [{**result, "Resolution": {"values": [{"type": kind, **value}]}}],
    }
    path = folder / "times.json"
    path.write_text(json.dumps([row]), encoding="utf-8")
    return score_timex(path, knowledge)


def test_the_gold_s_days_are_right_in_both_columns(tmp_path: Path, knowledge: Knowledge) -> None:
    value = {"timex": "2024-09", "start": "2024-09-01", "end": "2024-10-01"}
    found = score(tmp_path, knowledge, "It fell last month.", "last month", "daterange", **value)
    assert (found.exact, found.accuracy) == (1.0, 1.0)


# The same words by another convention: right as a value, not in its days.
CONVENTIONS = [
    ("It opens in two months.", "in two months", "date", {"timex": "2024-12-22", "value": "2024-12-22"}),
    ("It ran from 2014 to 2018.", "2014 to 2018", "daterange",
     {"timex": "(2014-01-01,2018-01-01,P4Y)", "start": "2014-01-01", "end": "2018-01-01"}),
    ("It closed at the end of 2019.", "the end of 2019", "daterange",
     {"timex": "2019", "Mod": "end", "start": "2019-10-01", "end": "2020-01-01"}),
    ("It closed before 2019.", "before 2019", "daterange", {"timex": "2019", "Mod": "before", "end": "2019-01-01"}),
]  # fmt: skip
WRONG = [
    ("It opens in two months.", "in two months", "date", {"timex": "2024-11-22", "value": "2024-11-22"}),
    ("It ran from 2014 to 2018.", "2014 to 2018", "daterange",
     {"timex": "(2014-01-01,2017-01-01,P3Y)", "start": "2014-01-01", "end": "2017-01-01"}),
    ("It closed at the end of 2019.", "the end of 2019", "daterange",
     {"timex": "2019", "Mod": "start", "start": "2019-01-01", "end": "2019-05-01"}),
    ("It closed before 2019.", "before 2019", "daterange", {"timex": "2018", "Mod": "before", "end": "2018-01-01"}),
    ("It closed before 2019.", "before 2019", "daterange", {"timex": "2019", "Mod": "after", "start": "2020-01-01"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "kind", "value"), CONVENTIONS)
def test_another_convention_is_the_same_value(
    tmp_path: Path, knowledge: Knowledge, text: str, words: str, kind: str, value: dict[str, str]
) -> None:
    found = score(tmp_path, knowledge, text, words, kind, **value)
    assert (found.exact, found.accuracy) == (0.0, 1.0)


@pytest.mark.parametrize(("text", "words", "kind", "value"), WRONG)
def test_another_value_is_wrong(
    tmp_path: Path, knowledge: Knowledge, text: str, words: str, kind: str, value: dict[str, str]
) -> None:
    found = score(tmp_path, knowledge, text, words, kind, **value)
    assert found.accuracy == 0.0
    assert [(kind, words) for kind, _, words, _ in found.wrong] == [(kind, words)]


def test_types_that_are_not_read_keep_their_line(tmp_path: Path, knowledge: Knowledge) -> None:
    found = score(tmp_path, knowledge, "It begins at 5 pm.", "5 pm", "time", timex="T17", value="17:00:00")
    assert found.values["time"].gold == 1
    assert "time " in found.table()


def test_what_is_read_beside_the_gold_is_counted(tmp_path: Path, knowledge: Knowledge) -> None:
    value = {"timex": "2024-10-21", "value": "2024-10-21"}
    found = score(tmp_path, knowledge, "It rained yesterday and last week.", "yesterday", "date", **value)
    assert (found.alarms, found.read) == (1, 2)


def test_another_file_is_refused(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "other.json"
    path.write_text('[{"text": "no such keys"}]', encoding="utf-8")
    with pytest.raises(GoldError):
        score_timex(path, knowledge)
