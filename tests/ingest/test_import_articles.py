"""Importing text files: the seed article end to end, twice is once, versions, refusals, all or nothing."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DataError, OperationalError
from django.db.models import F

from newsapp.actors.models import Actor
from newsapp.articles.models import Article, ArticleVersion, Sentence
from newsapp.curation.actions import delete_article
from newsapp.events.models import Event, Evidence, Extraction, Mention, Participant, TimeExpression
from newsapp.extraction.extract import extract_text
from newsapp.extraction.knowledge import Knowledge
from newsapp.ingest import import_articles as importing
from newsapp.ingest import store_article as storing
from newsapp.ingest.models import ImportItem, ImportRun
from newsapp.knowledge.models import Snapshot

pytestmark = pytest.mark.django_db

SEED = settings.FIXTURES_DIR / "articles" / "blinken_arrives_in_israel.txt"
VISIT = "Minister visits Jordan\n\nAntony Blinken visited Jordan on Tuesday. Hamas attacked Israel on 7 October 2023.\n"
COUNTED = (Article, ArticleVersion, Sentence, Event, Evidence, Participant, Mention, TimeExpression, Actor, Snapshot)


class Run:
    """What one call of the command said and how it ended."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *paths: Path, **options: Any) -> None:
        capsys.readouterr()
        out = io.StringIO()
        self.status = 0
        try:
            call_command("import_articles", *map(str, paths), stdout=out, **options)
        except SystemExit as stopped:
            self.status = int(str(stopped.code))
        self.lines = (out.getvalue() + capsys.readouterr().out).splitlines()

    @property
    def outcomes(self) -> list[str]:
        return [line.split(" ", 1)[0] for line in self.lines[:-1]]

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]


@pytest.fixture(autouse=True)
def _knowledge_read_once(monkeypatch: pytest.MonkeyPatch, shipped: tuple[Any, Knowledge]) -> None:
    """Reading the database's knowledge takes half a second; it is the same for all of these tests."""
    tables, knowledge = shipped
    monkeypatch.setattr(importing, "database_tables", lambda: tables)
    monkeypatch.setattr(Knowledge, "from_tables", lambda _: knowledge)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    return lambda *paths, **options: Run(capsys, *paths, **options)


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def write(text: str | bytes = VISIT, name: str = "visit.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def counts() -> list[int]:
    return [model.objects.count() for model in COUNTED]


def only_article() -> Article:
    return Article.objects.get()


def test_the_seed_article_is_laid_out_as_it_was_written(run: Any) -> None:
    assert run(SEED).outcomes == ["inserted"]
    article = only_article()
    version = article.versions.get()
    kinds = [sentence.kind for sentence in version.sentences.order_by("position")]
    assert (kinds.count("title"), kinds.count("body"), kinds.count("heading")) == (1, 23, 2)
    assert kinds.count("boilerplate") == version.passages.filter(kind="boilerplate").count() == 2
    assert article.title == "Blinken Arrives in Israel as Gaza Ceasefire Talks Intensify"
    assert article.byline == "Webdesk:"
    assert version.text == SEED.read_bytes().decode()


def test_the_seed_articles_date_is_inferred_and_says_why(run: Any) -> None:
    run(SEED)
    article = only_article()
    assert article.published_at == dt.datetime(2024, 10, 22, tzinfo=dt.UTC)
    assert (article.published_precision, article.published_basis) == ("day", "inferred")
    assert any("Sinwar" in reason for reason in article.published_reasons)
    assert Extraction.objects.get().snapshot.row_counts["countries"] > 190


def test_every_event_of_the_seed_article_stands_on_words_of_its_sentence(run: Any) -> None:
    run(SEED)
    evidence = list(Evidence.objects.select_related("sentence", "article_version"))
    assert {item.event_id for item in evidence} == set(Event.objects.values_list("pk", flat=True))
    assert Event.objects.count() >= 15
    for item in evidence:
        assert item.sentence is not None
        assert item.article_version is not None
        start, end = item.sentence.start, item.sentence.end
        assert item.start is not None
        assert item.end is not None
        assert item.trigger_start is not None
        assert item.trigger_end is not None
        assert start <= item.start <= item.trigger_start < item.trigger_end <= item.end <= end
        assert end <= len(item.article_version.text)
        assert item.sentence.kind in {"title", "body", "heading"}
        assert all(start <= mark["start"] < mark["end"] <= end for mark in item.marks)
    assert not Event.objects.exclude(evidence__is_lead=True).exists()


def test_the_same_text_twice_is_one_article(run: Any) -> None:
    run(SEED)
    before = counts()
    again = run(SEED)
    assert again.outcomes == ["unchanged"]
    assert again.status == 0
    assert counts() == before


def test_the_same_text_under_another_name_is_the_same_article(run: Any, write: Any) -> None:
    assert run(write(name="one.txt"), write(name="two.txt")).outcomes == ["inserted", "unchanged"]


def test_another_text_of_the_same_source_and_title_is_a_new_version(run: Any, write: Any) -> None:
    run(write(), source="The Paper")
    events = dict(Event.objects.values_list("origin", "pk"))
    assert len(events) == 2
    assert run(write(VISIT + "A clerk wrote a poem.\n", "later.txt"), source="The Paper").outcomes == ["updated"]
    article = only_article()
    assert list(article.versions.order_by("number").values_list("number", "is_current")) == [(1, False), (2, True)]
    assert dict(Event.objects.values_list("origin", "pk")) == events
    assert not Event.objects.exclude(evidence__article_version__is_current=True).exists()


def test_another_source_is_another_article(run: Any, write: Any) -> None:
    run(write(), source="The Paper")
    run(write(VISIT + "More.\n", "other.txt"), source="The Other Paper")
    assert Article.objects.count() == 2
    assert Article.objects.filter(slug="minister-visits-jordan-2").exists()


def test_an_event_a_later_reading_does_not_find_is_withdrawn_with_the_reason(run: Any, write: Any) -> None:
    run(write(), source="The Paper")
    run(write("Minister visits Jordan\n\nAntony Blinken visited Jordan on Tuesday.\n", "later.txt"), source="The Paper")
    gone = Event.objects.get(event_type__code__startswith="19")
    assert (gone.status, gone.withdrawn_reason != "") == ("withdrawn", True)
    run(write(VISIT + "It is back.\n", "third.txt"), source="The Paper")
    gone.refresh_from_db()
    assert (gone.status, gone.withdrawn_reason) == ("reported", "")


def test_what_a_curator_decided_survives_a_later_reading(run: Any, write: Any) -> None:
    run(write(), source="The Paper")
    confirmed = Event.objects.get(event_type__code__startswith="19")
    confirmed.confirm()
    confirmed.save()
    visit = Event.objects.exclude(pk=confirmed.pk).get()
    visit.phrase = "went to see"
    visit.mark_curated(["phrase"])
    visit.save()
    article = only_article()
    article.title = "A better title"
    article.byline = "By nobody"
    article.mark_curated(["byline"])
    Article.objects.filter(pk=article.pk).update(byline=article.byline, curated_fields=article.curated_fields)
    run(write("Minister visits Jordan\n\nAntony Blinken visited Jordan on Tuesday.\n", "later.txt"), source="The Paper")
    confirmed.refresh_from_db()
    visit.refresh_from_db()
    article.refresh_from_db()
    assert confirmed.status == "confirmed"
    assert visit.phrase == "went to see"
    assert article.byline == "By nobody"


def test_a_curators_publication_date_dates_later_readings(run: Any, write: Any) -> None:
    run(write(), source="The Paper", published=dt.date(2024, 10, 22))
    article = only_article()
    article.published_at = dt.datetime(2024, 10, 29, tzinfo=dt.UTC)
    article.published_basis = "curated"
    article.mark_curated(["published_at"])
    article.save()
    run(write(VISIT + "More.\n", "later.txt"), source="The Paper", published=dt.date(2024, 10, 22))
    article.refresh_from_db()
    assert article.published_at.date() == dt.date(2024, 10, 29)
    assert article.published_basis == "curated"
    visit = Event.objects.get(event_type__code__startswith="04")
    assert visit.date_first == dt.date(2024, 10, 29)
    assert Event.objects.get(event_type__code__startswith="19").date_first == dt.date(2023, 10, 7)


def test_a_failure_in_the_middle_leaves_nothing_of_the_article(
    run: Any, write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counts()

    def fail(**_: object) -> int:
        raise DataError("value out of range\nDETAIL: more")

    monkeypatch.setattr(storing, "store_events", fail)
    failed = run(write())
    assert failed.status == 1
    assert failed.outcomes == ["refused"]
    assert "the database refused it: value out of range" in failed.lines[0]
    assert counts() == before
    assert ImportItem.objects.get().outcome == "refused"


def test_an_article_that_trips_the_engine_does_not_cost_the_others(
    run: Any, write: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def trip(text: str, *args: Any, **options: Any) -> Any:
        if "poem" in text:
            raise IndexError("list index out of range")
        return extract_text(text, *args, **options)

    monkeypatch.setattr("newsapp.ingest.import_articles.extract_text", trip)
    said = run(write(name="a.txt"), write("A clerk wrote a poem.\n", "b.txt"), write(VISIT + "More.\n", "c.txt"))
    assert said.outcomes == ["inserted", "refused", "inserted"]
    assert "IndexError" in said.lines[1]
    assert said.status == 1
    assert "Traceback" in caplog.text


def test_a_database_that_goes_away_stops_the_run(write: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(importing, "store_article", away)
    with pytest.raises(OperationalError):
        list(importing.import_articles([write()]))


def test_a_dry_run_says_what_would_happen_and_changes_nothing(run: Any, write: Any) -> None:
    before = [*counts(), ImportRun.objects.count(), ImportItem.objects.count()]
    said = run(write(), write(b"", "empty.txt"), dry_run=True)
    assert said.outcomes == ["inserted", "refused"]
    assert said.lines[-1].startswith("Dry run, nothing was changed. 2 files: 1 inserted")
    assert before == [*counts(), ImportRun.objects.count(), ImportItem.objects.count()]


def test_json_is_an_object_a_file_and_the_counts(run: Any, write: Any) -> None:
    path = write()
    said = run(path, write(b"", "empty.txt"), write(name="same.txt"), json=True)
    *files, total = said.objects
    assert [set(file) for file in files] == [{"path", "outcome", "reason", "article", "events"}] * 3
    assert [file["outcome"] for file in files] == ["inserted", "refused", "unchanged"]
    assert files[0] == {
        "path": str(path),
        "outcome": "inserted",
        "reason": "",
        "article": "minister-visits-jordan",
        "events": 2,
    }
    assert total == {"read": 3, "inserted": 1, "updated": 0, "unchanged": 1, "refused": 1, "dry_run": False}


def test_every_file_of_a_run_is_accounted_for(run: Any, write: Any) -> None:
    run(write(), write(b"", "empty.txt"), write(name="same.txt"))
    record = ImportRun.objects.get()
    assert record.read == record.inserted + record.updated + record.unchanged + record.refused == 3
    assert record.finished_at is not None
    assert record.command.startswith("import_articles ")
    items = list(record.items.order_by("pk"))
    assert [item.outcome for item in items] == ["inserted", "refused", "unchanged"]
    assert items[0].article == items[2].article == only_article()
    assert items[0].events == 2
    assert items[1].reason.endswith("the file is empty")


def test_a_folder_is_read_in_order_of_name(run: Any, write: Any, tmp_path: Path) -> None:
    write(VISIT + "Two.\n", "b.txt")
    write(VISIT + "One.\n", "a.txt")
    write("# not an article\n", "readme.md")
    said = run(tmp_path)
    assert [Path(line.split(" ")[1].rstrip(":")).name for line in said.lines[:-1]] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \n\t\n", "nothing but white space"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG picture"),
        ("nul.txt", b"Title\n\nOne\x00two.\n", "NUL byte at offset 10"),
        ("latin.txt", "Café\n\nA sentence.\n".encode("latin-1"), "not UTF-8: byte 0xE9 at offset 3"),
        ("cut.txt", "Title\n\nÖ".encode()[:-1], "not UTF-8: byte 0xC3 at offset 7"),
        ("utf32.txt", "Title\n".encode("utf-32"), "UTF-32 is not read"),
        ("control.txt", b"Title\n\nA\x08bell.\n", "control character U+0008"),
        ("large.txt", b"Title\n\n" + b"word " * 45_000, "at most 200 KB"),
        ("letter.docx", b"PK\x03\x04", "no reader for files named .docx"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_exit_code_1(
    run: Any, write: Any, name: str, data: bytes, reason: str
) -> None:
    before = counts()
    said = run(write(data, name))
    assert said.status == 1
    assert len(said.lines) == 2
    assert said.lines[0].startswith("refused ")
    assert reason in said.lines[0]
    assert counts() == before
    assert reason in ImportItem.objects.get().reason


def test_a_missing_file_is_one_line(run: Any, tmp_path: Path) -> None:
    said = run(tmp_path / "nowhere.txt")
    assert (said.status, len(said.lines)) == (1, 2)
    assert "no such file" in said.lines[0]


def test_a_file_whose_name_is_not_unicode_is_imported(run: Any, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(VISIT, encoding="utf-8")
    said = run(path, json=True)
    assert said.objects[0]["outcome"] == "inserted"
    assert ImportItem.objects.get().path.endswith("caf\\xe9.txt")
    assert said.status == 0


def test_every_encoding_with_its_mark_gives_the_same_text(run: Any, write: Any) -> None:
    text = "Ein Gespräch\n\nAntony Blinken visited Jordan – “again” – 中文 🙂.\n"
    said = run(*(write(text.encode(code), f"{code}.txt") for code in ("utf-8", "utf-8-sig", "utf-16")))
    assert said.outcomes == ["inserted", "unchanged", "unchanged"]
    assert ArticleVersion.objects.get().text == text


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "Title\n\n" + "." * 20_000,
        "Title\n\n" + "“" * 2_000,
        "Title\n\n" + "and " * 2_000,
        "Title\n\n" + "1" * 20_000,
        "Title\n\n" + "A‮B‏C a\u2028b\u0085c\x0bd\x0ce \U000e0041 ﬀ" + "\u0301" * 500,
        "‮\n\n‏",
        "Title\n\n" + "Antony Blinken visited Israel " * 400,
        "Year 99999\n\nOn 31 February 0000 at 24:00 Antony Blinken visited Israel, 10000 years after 9999-12-31.\n",
    ],
    ids=["word", "dots", "quotes", "and", "digits", "unicode", "directions", "one-sentence", "dates"],
)
def test_a_hostile_text_is_stored_whole_or_refused(run: Any, write: Any, text: str) -> None:
    said = run(write(text))
    assert said.outcomes in (["inserted"], ["refused"]), said.lines
    assert "this is a bug" not in said.lines[0]
    for stored in ArticleVersion.objects.values_list("text", flat=True):
        assert stored == text
    assert not Sentence.objects.filter(end__gt=len(text)).exists()
    assert not Evidence.objects.filter(end__gt=F("sentence__end")).exists()


def test_a_deleted_article_stays_deleted(run: Any, write: Any) -> None:
    path = write("A quiet day\n\nNothing was done by nobody.\n")
    run(path)
    delete_article(article=only_article())
    said = run(path)
    assert said.outcomes == ["unchanged"]
    assert "stays deleted" in said.lines[0]
    assert not Article.objects.exists()


def test_an_actor_the_fixtures_do_not_know_is_one_candidate_for_every_article(run: Any, write: Any) -> None:
    line = "Minister Zorblat Quandrix visited Jordan on Tuesday.\n"
    run(write(f"One\n\n{line}", "one.txt"), write(f"Two\n\n{line}", "two.txt"))
    assert Actor.objects.filter(name__contains="Quandrix").count() == 1
    assert Actor.objects.get(name__contains="Quandrix").standing == "candidate"
