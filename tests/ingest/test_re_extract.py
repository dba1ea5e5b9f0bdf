"""Reading again: ids and curators' decisions stay, what changed is told, what is gone is withdrawn."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from newsapp.articles.models import Article, Sentence
from newsapp.events.models import Event, Evidence, Extraction
from newsapp.events.querysets import READABLE
from newsapp.extraction.extract import extract_text
from newsapp.ingest.import_articles import import_articles

if TYPE_CHECKING:
    from newsapp.extraction.findings import Findings

pytestmark = pytest.mark.django_db
SEED = Path(settings.FIXTURES_DIR) / "articles" / "blinken_arrives_in_israel.txt"


@pytest.fixture
def article() -> Article:
    assert [report.outcome for report in import_articles([SEED])] == ["inserted"]
    return Article.objects.get()


def read_again(*slugs: str, as_json: bool = False) -> str:
    out = io.StringIO()
    call_command("re_extract", *slugs, stdout=out, **({"json": True} if as_json else {}))
    return out.getvalue()


def test_reading_again_changes_nothing_when_nothing_changed(article: Article) -> None:
    before = list(Event.objects.order_by("pk").values_list("pk", "origin", "status", "date_first"))
    sentences = list(Sentence.objects.values_list("pk", flat=True))
    assert "0 changed, 0 new, 0 withdrawn" in read_again()
    assert list(Event.objects.order_by("pk").values_list("pk", "origin", "status", "date_first")) == before
    assert list(Sentence.objects.values_list("pk", flat=True)) == sentences
    assert Extraction.objects.count() == 1


def test_a_curators_field_stays(article: Article) -> None:
    event = Event.objects.filter(modality="happened").first()
    assert event is not None
    event.phrase = "landed in"
    event.mark_curated(["phrase"])
    event.save()
    read_again(article.slug)
    event.refresh_from_db()
    assert event.phrase == "landed in"


def test_what_is_no_longer_found_is_withdrawn_and_told(
    article: Article, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = extract_text

    def fewer(text: str, knowledge: object, **options: object) -> Findings:
        from dataclasses import replace

        found = real(text, knowledge, **options)  # type: ignore[arg-type]
        return replace(found, events=found.events[1:])

    monkeypatch.setattr("newsapp.ingest.re_extract.extract_text", fewer)
    shown = Event.objects.filter(status__in=READABLE).count()
    call_command("re_extract", json=True)
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (first["withdrawn"], first["unchanged"]) == (1, shown - 1)
    gone = Event.objects.get(pk=next(change["event"] for change in first["changes"]))
    assert gone.status == Event.Status.WITHDRAWN
    assert gone.withdrawn_reason


def test_a_new_layout_keeps_every_piece_of_evidence_in_a_sentence(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = Sentence.objects.order_by("-position").first()
    assert last is not None
    last.delete()  # as an earlier splitter might have left it
    read_again()
    for item in Evidence.objects.select_related("sentence"):
        assert item.sentence is not None
        assert item.sentence.start <= (item.start or 0) < (item.end or 0) <= item.sentence.end
    assert Sentence.objects.filter(position=last.position).exists()


def test_an_unknown_article_is_one_line() -> None:
    with pytest.raises(CommandError, match="no such article: nothing-here"):
        read_again("nothing-here")
