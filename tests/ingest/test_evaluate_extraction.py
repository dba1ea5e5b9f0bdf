"""Scoring the engine against gold, on a gold of one small article."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "Visit to Jordan"
SENTENCE = "Antony Blinken visited Jordan on Tuesday."
TEXT = f"{TITLE}\n\n{SENTENCE}\n"
START = TEXT.index(SENTENCE)


def gold(root: str, cameo: str) -> dict[str, Any]:
    return {
        "id": "small",
        "published": "2024-10-22",
        "text": TEXT,
        "actors": [{"name": "Antony Blinken", "iso3": "USA"}, {"name": "Jordan", "iso3": "JOR"}],
        "events": [
            {
                "id": "e1",
                "spans": [[START, START + len(SENTENCE)]],
                "source": ["Antony Blinken"],
                "target": ["Jordan"],
                "source_iso3": ["USA"],
                "target_iso3": ["JOR"],
                "cameo_root": root,
                "also_roots": [],
                "cameo": cameo,
                "modality": "happened",
                "date": "2024-10-22",
                "precision": "day",
                "core": True,
            }
        ],
    }


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def write(row: object) -> Path:
        path = tmp_path / "gold.jsonl"
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
        return path

    return write


def evaluate(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    call_command("evaluate_extraction", str(path), json=True)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_right_reading_scores_full_marks(write: Any, capsys: pytest.CaptureFixture[str]) -> None:
    found = evaluate(write(gold("04", "042")), capsys)
    assert found["articles"] == 1
    assert {level["f1"] for level in found["levels"].values()} == {1.0}
    assert found["roots"] == {"04": found["roots"]["04"]}
    assert (found["date_accuracy"], found["modality_accuracy"], found["evidence_accuracy"]) == (1.0, 1.0, 1.0)
    assert found["actors"]["recall"] == 1.0


def test_a_wrong_type_is_a_miss_and_a_false_alarm(write: Any, capsys: pytest.CaptureFixture[str]) -> None:
    found = evaluate(write(gold("19", "190")), capsys)
    assert found["levels"]["type"]["matched"] == 0
    assert found["roots"]["19"]["recall"] == 0.0
    assert found["roots"]["04"]["predicted"] == 1


def test_the_table_names_every_score(write: Any) -> None:
    out = io.StringIO()
    call_command("evaluate_extraction", str(write(gold("04", "042"))), stdout=out)
    for word in ("P", "R", "F1", "root 04", "dates", "modality", "evidence", "actors"):
        assert word in out.getvalue()


def test_a_gold_that_cannot_be_used_is_one_line(write: Any, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{", encoding="utf-8")
    for path in (tmp_path / "nowhere.jsonl", broken, write({"id": "x"})):
        with pytest.raises(CommandError) as refused:
            call_command("evaluate_extraction", str(path))
        assert "\n" not in str(refused.value)
        assert path.name in str(refused.value)
