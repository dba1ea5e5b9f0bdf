"""Calibration: the error of confidences, the learnt threshold, and typing and time scores on small files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from newsapp.extraction.calibration import Judged, calibrate, expected_error, learn_threshold
from newsapp.extraction.gold import GoldError
from newsapp.extraction.timex_score import score_timex
from newsapp.extraction.typing_score import macro_f1, read_typed, score_typing
from tests.extraction.coding import knowledge

if TYPE_CHECKING:
    from pathlib import Path


def judged(confidence: float, right: int, wrong: int) -> list[Judged]:
    return [Judged(i, confidence, i < right) for i in range(right + wrong)]


def test_confidences_that_hold_have_no_error() -> None:
    assert expected_error(judged(0.75, 15, 5)) == pytest.approx(0.0)


def test_the_error_is_the_distance_between_confidence_and_truth() -> None:
    assert expected_error(judged(0.95, 10, 10)) == pytest.approx(0.45)


def test_the_threshold_leaves_out_what_is_too_often_wrong() -> None:
    assert learn_threshold([*judged(0.8, 18, 2), *judged(0.4, 5, 15)]) == 0.8


def test_no_threshold_when_nothing_is_good_enough() -> None:
    assert learn_threshold(judged(0.9, 5, 15)) > 1


def test_published_events_are_those_above_the_threshold() -> None:
    found = calibrate([*judged(0.8, 45, 5), *judged(0.4, 10, 40)])
    assert found.precision == pytest.approx(0.9)
    assert found.share == pytest.approx(0.5)


def test_macro_f1_counts_every_type_alike() -> None:
    value, by_type = macro_f1([("AID", "AID"), ("AID", "AID"), ("YIELD", "AID")])
    assert by_type == {"AID": pytest.approx(0.8), "YIELD": 0.0}
    assert value == pytest.approx(0.4)


def test_types_sentences_between_two_marked_parties(tmp_path: Path) -> None:
    rows = [
        {"marked": "<s>Kenya</s> praised <t>Uganda</t>.", "plover": "SUPPORT"},
        {"marked": "<s>Kenya</s> attacked <t>Uganda</t>.", "plover": "ASSAULT"},
    ]
    path = tmp_path / "typed.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert [one.text for one in read_typed(path)] == ["Kenya praised Uganda.", "Kenya attacked Uganda."]
    found = score_typing(path, knowledge())
    assert (found.with_spans, found.without_spans) == (1.0, 1.0)


def test_refuses_a_typing_file_without_marks(tmp_path: Path) -> None:
    path = tmp_path / "typed.jsonl"
    path.write_text('{"plover": "AID"}\n', encoding="utf-8")
    with pytest.raises(GoldError, match="line 1"):
        read_typed(path)


def test_scores_a_time_expression_by_its_day(tmp_path: Path) -> None:
    value = {"timex": "2016-11-08", "type": "date", "value": "2016-11-08"}
    row = {
        "Input": "I will go back tomorrow",
        "Context": {"ReferenceDateTime": "2016-11-07T00:00:00"},
        "Results": [
            {
                "Text": "tomorrow",
                "Start": 15,
                "End": 22,
                "TypeName": "datetimeV2.date",
                "Resolution": {"values": [value]},
            }
        ],
    }
    path = tmp_path / "times.json"
    path.write_text(json.dumps([row]), encoding="utf-8")
    assert score_timex(path, knowledge()).accuracy == 1.0
