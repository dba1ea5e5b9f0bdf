"""Casualty counts on their way into the database: stored under their sentence, the same when read twice."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from newsapp.events.models import CasualtyCount, Evidence
from newsapp.ingest.import_articles import import_articles

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db
TEXT = """Bomb at a market

KABUL, 12 March 2019 – A suicide bomber attacked a market in Kabul, killing at least 12 people and wounding 30.

The minister visited a school on Sunday.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "market.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert [report.outcome for report in import_articles([path])] == ["inserted"]
    return path


def stored() -> list[tuple[object, ...]]:
    fields = ("evidence__event", "kind", "low", "best", "high", "cumulative", "start", "end", "reason")
    return list(CasualtyCount.objects.order_by("start").values_list(*fields))


def test_counts_are_stored_with_their_words(article: Path) -> None:
    counts = list(CasualtyCount.objects.order_by("start").select_related("evidence__article_version"))
    assert [(c.kind, c.low, c.best, c.high) for c in counts] == [("killed", 12, 12, None), ("injured", 30, 30, 30)]
    for count, words in zip(counts, ("at least 12 people", "30"), strict=True):
        version = count.evidence.article_version
        assert version is not None
        assert version.text[count.start : count.end] == words
    assert {count.evidence.event.event_type.code[:2] for count in counts} <= {"18", "19"}


def test_the_words_are_marked_in_the_sentence(article: Path) -> None:
    marks = [mark["part"] for evidence in Evidence.objects.filter(casualties__isnull=False) for mark in evidence.marks]
    assert {"killed", "injured"} <= set(marks)


def test_reading_twice_stores_the_same(article: Path) -> None:
    before = stored()
    call_command("re_extract", stdout=io.StringIO())
    assert stored() == before
    assert [report.outcome for report in import_articles([article])] == ["unchanged"]
    assert stored() == before
