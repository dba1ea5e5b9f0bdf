"""`extract` prints what the engine finds, in a fixed shape, and touches no database unless it is told to know it."""

from __future__ import annotations

import io
import itertools
import json
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from newsapp.actors.models import Actor, ActorAlias
from newsapp.articles.models import Article
from newsapp.ingest.models import ImportRun

if TYPE_CHECKING:
    from pathlib import Path

SEED = settings.FIXTURES_DIR / "articles" / "blinken_arrives_in_israel.txt"
KEYS = ["file", "title", "byline", "published", "language", "coded", "not_coded_reason", "sentences", "passages",
        "actors", "places", "times", "events", "knowledge_id", "engine_version"]  # fmt: skip
EVENT_KEYS = ["sentence", "sentence_span", "trigger_span", "clause_span", "trigger", "phrase", "source", "target",
              "cameo", "plover", "modality", "attributed_to", "date", "place", "also", "casualties", "confidence",
              "reasons"]  # fmt: skip


def extract(capsys: pytest.CaptureFixture[str], *paths: Path, **options: Any) -> list[dict[str, Any]]:
    capsys.readouterr()
    call_command("extract", *map(str, paths), json=True, **options)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_it_prints_one_object_in_the_documented_shape_without_a_database(capsys: pytest.CaptureFixture[str]) -> None:
    """Without the django_db mark any query would fail."""
    (found,) = extract(capsys, SEED)
    assert list(found) == KEYS
    assert found["file"] == str(SEED)
    assert set(found["published"]) == {"value", "precision", "basis", "reasons", "candidates"}
    assert (found["published"]["value"], found["published"]["basis"]) == ("2024-10-22", "inferred")
    for event in found["events"]:
        assert list(event) == EVENT_KEYS
        assert set(event["date"]) == {"value", "end", "precision", "basis", "text", "expression", "tense"}
        assert all(set(party) == {"name", "iso3", "slug", "span"} for party in event["source"] + event["target"])
        assert all(0 <= value <= 1 for value in event["confidence"].values())
    for actor in found["actors"]:
        assert set(actor) == {"name", "kind", "iso3", "slug", "mentions", "candidate", "role", "affiliation"}


def test_its_offsets_cut_the_words_out_of_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = extract(capsys, SEED)
    text = SEED.read_text(encoding="utf-8")

    def cut(span: list[int]) -> str:
        return text[span[0] : span[1]]

    assert cut(found["sentences"][0]["span"]) == found["title"]
    for time in found["times"]:
        assert cut(time["span"]) == time["text"]
    for event in found["events"]:
        assert event["sentence_span"] == found["sentences"][event["sentence"]]["span"]
        assert event["trigger"].split()[0].casefold() in cut(event["trigger_span"]).casefold()
        assert cut(event["trigger_span"]) in cut(event["clause_span"])
        assert cut(event["clause_span"]) in cut(event["sentence_span"])
        if event["date"]["text"]:
            assert event["date"]["text"] in text
    spans = [sentence["span"] for sentence in found["sentences"]]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


def test_a_publication_date_can_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    import datetime as dt

    (found,) = extract(capsys, SEED, published=dt.date(2024, 10, 29))
    assert (found["published"]["value"], found["published"]["basis"]) == ("2024-10-29", "given")


@pytest.mark.django_db
def test_the_databases_knowledge_is_the_fixtures_until_a_curator_adds_to_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (shipped,) = extract(capsys, SEED)
    (stored,) = extract(capsys, SEED, knowledge="database")
    for found in (shipped, stored):
        del found["knowledge_id"]
    assert stored == shipped

    path = tmp_path / "alias.txt"
    path.write_text("News\n\nThe Zorblat visited Jordan on Tuesday.\n", encoding="utf-8")
    ActorAlias.objects.create(actor=Actor.objects.get(slug="antony-blinken"), name="The Zorblat")
    (known,) = extract(capsys, path, knowledge="database")
    assert "antony-blinken" in [actor["slug"] for actor in known["actors"]]
    (unknown,) = extract(capsys, path)
    assert "antony-blinken" not in [actor["slug"] for actor in unknown["actors"]]
    assert not Article.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_file_it_cannot_read_costs_a_line_and_not_the_others(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01")
    err = io.StringIO()
    with pytest.raises(CommandError, match="1 of 2 files refused"):
        extract(capsys, bad, SEED, stderr=err)
    assert len(err.getvalue().strip().splitlines()) == 1
    assert "NUL byte" in err.getvalue()
    assert json.loads(capsys.readouterr().out)["title"].startswith("Blinken")


def test_without_json_it_says_it_in_words(tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("extract", str(SEED), stdout=out)
    assert "published 2024-10-22 (inferred)" in out.getvalue()
    assert out.getvalue().count("“") >= 15
