"""Hostile texts through importer, engine and store; and broken importers, to see that the judge sees them."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any

import pytest

from newsapp.extraction.extract import extract_text
from newsapp.ingest import import_articles as importing
from newsapp.ingest.import_articles import Importer, ItemReport
from tests.hostile.cases import LIMIT, MAKERS, SEED, Case, make
from tests.hostile.conftest import EVERYTHING
from tests.hostile.judge import Verdict, judge

if TYPE_CHECKING:
    from pathlib import Path

    from newsapp.extraction.knowledge import Knowledge

pytestmark = pytest.mark.django_db

FAST = {"A1": 40, "A2": 40, "A3": 24, "A4": 30, "A5": 12, "A6": 20, "A7": 30, "A8": 20, "A9": 12}
LEAST = {"A1": 90, "A2": 80, "A3": 60, "A4": 110, "A5": 60, "A6": 50, "A7": 90, "A8": 50, "A9": 50}
# Without NEWSAPP_HOSTILE=all, larger texts that are read, and not refused for their size, are left out.
FAST_BYTES = 20_000


def chosen(family: str) -> list[Case]:
    """Every case, or as many as are fast, chosen by the seed."""
    cases = [make(family, index) for index in range(MAKERS[family][0])]
    if EVERYTHING:
        return cases
    small = [case for case in cases if len(case.data) <= FAST_BYTES or case.fate == "refused"]
    return random.Random(SEED).sample(small, FAST[family])


def test_there_are_enough_cases_and_each_is_the_same_again() -> None:
    for family, (count, _) in MAKERS.items():
        assert count >= LEAST[family]
        cases = [make(family, index) for index in range(count)]
        assert len({case.token for case in cases}) == count
        assert cases[7] == make(family, 7)
        assert cases[7].data != make(family, 7, seed=SEED + 1).data


@pytest.mark.parametrize("family", MAKERS)
def test_every_text_is_stored_as_meant_or_refused_in_one_line(
    family: str, importer: Importer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verdicts = [judge(case, importer, tmp_path) for case in chosen(family)]
    counts = {name: sum(verdict.outcome == name for verdict in verdicts) for name in ("inserted", "refused")}
    slowest = max(verdicts, key=lambda verdict: verdict.seconds)
    with capsys.disabled():
        if EVERYTHING:
            print(f"\n{family}: seed {SEED}, {len(verdicts)} cases, {counts}, slowest {slowest}")  # noqa: T201
    assert [str(verdict) for verdict in verdicts if verdict.wrong] == []
    assert list(tmp_path.iterdir()) == []


# --- the judge's own trial: importers with a fault each
class Guessing(Importer):
    """Takes bytes that are no UTF-8 for Latin-1."""

    def import_file(self, path: Path) -> ItemReport:
        text = path.read_bytes().decode("latin-1")
        path.write_bytes(text.encode())
        return super().import_file(path)


class Dropping(Importer):
    """Leaves out what it cannot decode."""

    def import_file(self, path: Path) -> ItemReport:
        path.write_bytes(path.read_bytes().decode("utf-8", "ignore").encode())
        return super().import_file(path)


class Losing(Importer):
    def import_file(self, path: Path) -> ItemReport:
        return ItemReport(str(path), "inserted", "", "no-such-article", 0)


class Silent(Importer):
    def import_file(self, path: Path) -> ItemReport:
        return ItemReport(str(path), "refused", "something is wrong", "", 0)


class Shouting(Importer):
    def import_file(self, path: Path) -> ItemReport:
        return ItemReport(str(path), "refused", f"{path.name}: {path.read_bytes()!r}\n" * 9, "", 0)


class Raising(Importer):
    def import_file(self, path: Path) -> ItemReport:
        raise RecursionError("maximum recursion depth exceeded")


class Hanging(Importer):
    def import_file(self, path: Path) -> ItemReport:
        while True:
            time.process_time()


@pytest.mark.parametrize(
    ("fault", "family", "told"),
    [
        (Guessing, "A1", "instead of"),
        (Dropping, "A2", "accepted"),
        (Losing, "A4", "lost"),
        (Silent, "A6", "does not tell which file"),
        (Silent, "A6", "refused: something is wrong"),
        (Shouting, "A8", "no printable line"),
        (Raising, "A7", "RecursionError"),
        (Hanging, "A3", "still at work"),
    ],
)
def test_the_judge_sees_a_fault(
    fault: type[Importer], family: str, told: str, importer: Importer, tmp_path: Path
) -> None:
    broken = fault(published=None, source="", dry_run=False)
    broken._knowledge = importer._knowledge
    cases = [make(family, index) for index in range(8 if fault is not Hanging else 1)]
    verdicts = [judge(case, broken, tmp_path, most=0.2 if fault is Hanging else 8) for case in cases]
    assert any(told in str(verdict) for verdict in verdicts), [str(verdict) for verdict in verdicts]


def test_the_judge_sees_an_engine_that_fails(
    importer: Importer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(importing, "extract_text", failing)
    verdict = judge(make("A6", 0), importer, tmp_path)
    assert "a fault of ours" in str(verdict)
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    "unit",
    [
        "The foreign minister of France visited Oman on Tuesday and met the president. ",
        "Hamas said that it attacked Israel in May; Israel denied it. ",
        "Emmanuel Macron Antony Blinken ",
    ],
)
def test_a_text_at_the_limit_is_read_in_time(knowledge: Knowledge, unit: str) -> None:
    """The largest text that is taken: at most eight seconds of processor time."""
    if not EVERYTHING:
        pytest.skip("NEWSAPP_HOSTILE=all reads it")
    text = ("A long day\n\n" + unit * (LIMIT // len(unit) + 1))[: LIMIT - 10]
    began = time.process_time()
    assert extract_text(text, knowledge).coded
    assert time.process_time() - began < 8


def test_verdicts_read_well() -> None:
    assert str(Verdict("A1/3", "refused", 0.5, ())) == "A1/3 refused in 0.50 s: as it has to be"
