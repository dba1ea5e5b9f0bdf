"""The annotated demo briefs: sound annotations, the dates the briefs state, and the score the engine keeps on them."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from typing import Any

import pytest

from newsapp.extraction.evaluation import Evaluation, evaluate_articles
from newsapp.extraction.extract import extract_text
from newsapp.extraction.gold import read_gold
from tests.extraction.coding import CORPUS, FIXTURES, knowledge
from tests.fixtures_check.tables import read_csv, repeated

GOLD = CORPUS / "briefs"
TEXTS = FIXTURES / "articles" / "briefs"
# Measured: relaxed .56, type .82 (41 briefs, 246 core events). The floors lie a little lower, so that a fall shows.
LEAST_RELAXED = 0.52
LEAST_TYPE = 0.77
MODALITIES = {"happened", "ongoing", "planned", "hypothetical", "demanded", "negated", "reported_statement"}


@cache
def annotated() -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_bytes()) for path in sorted(GOLD.glob("*.json"))}


def text_of(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_bytes().decode()


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """The engine's score on all annotated briefs."""
    lines = tmp_path_factory.mktemp("briefs") / "briefs.jsonl"
    rows = [json.dumps({**row, "text": text_of(name)}) for name, row in annotated().items()]
    lines.write_text("\n".join(rows), encoding="utf-8")
    return evaluate_articles(read_gold(lines, "articles"), knowledge())


def test_enough_briefs_are_annotated() -> None:
    assert len(annotated()) >= 30
    assert sum(event["core"] for row in annotated().values() for event in row["events"]) >= 150


def test_every_type_is_annotated() -> None:
    types = {row["code"] for row in read_csv("events/plover_types.csv")} - {"STATEMENT"}
    assert {event["plover"] for row in annotated().values() for event in row["events"] if event["core"]} == types


@pytest.mark.parametrize("name", annotated())
def test_annotation_belongs_to_its_brief(name: str) -> None:
    row, text = annotated()[name], text_of(name)
    assert row["id"] == name
    assert row["url"] is None
    assert row["published"] == name[:10]
    assert repeated(event["id"] for event in row["events"]) == set()
    for event in row["events"]:
        first, last = event["trigger_span"]
        assert text[first:last].strip() == text[first:last] != ""
        assert any(start <= first < last <= end for start, end in event["spans"]), event["id"]
        for start, end in event["spans"]:
            assert 0 <= start < end <= len(text), event["id"]
            assert "\n" not in text[start:end]
            assert start == 0 or text[start - 1] in " \n"
            assert end == text.index("\n") or text[end - 1] == "."


@pytest.mark.parametrize("name", annotated())
def test_annotation_names_known_codes_and_countries(name: str) -> None:
    row = annotated()[name]
    countries = {country["iso3"] for country in read_csv("countries/countries.csv")}
    types = {event_type["code"]: event_type for event_type in read_csv("events/event_types.csv")}
    actors = {actor["name"]: actor["iso3"] for actor in row["actors"]}
    places = {place["name"]: place["iso3"] for place in row["places"]}
    assert len(actors) == len(row["actors"])
    assert {iso3 for iso3 in (*actors.values(), *places.values()) if iso3} <= countries
    for event in row["events"]:
        assert event["cameo"].startswith(event["cameo_root"]), event["id"]
        assert event["plover"] == types[event["cameo"]]["plover"], event["id"]
        assert set(event["also_roots"]) <= {code for code in types if len(code) == 2} - {event["cameo_root"]}
        assert event["modality"] in MODALITIES
        assert not event["core"] or event["cameo_root"] != "01", event["id"]
        for side in ("source", "target"):
            assert event[f"{side}_iso3"] == sorted({actors[actor] for actor in event[side]} - {None}), event["id"]
        assert event["place"] is None or places[event["place"]] == event["place_iso3"]
        if event["date"] is None:
            assert event["precision"] == "none"
        else:
            assert dt.date.fromisoformat(event["date"]) <= dt.date.fromisoformat(row["published"])
            assert event["precision"] in {"day", "week", "month", "year"}


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.txt")), ids=lambda path: path.stem)
def test_brief_states_its_date(path: Any) -> None:
    findings = extract_text(path.read_bytes().decode(), knowledge())
    assert findings.published.value == dt.date.fromisoformat(path.name[:10])
    assert findings.published.basis == "given"
    assert findings.events


def test_events_of_briefs_are_found(evaluation: Evaluation) -> None:
    assert evaluation.levels["relaxed"].f1 >= LEAST_RELAXED, evaluation.table()
    assert evaluation.levels["type"].f1 >= LEAST_TYPE, evaluation.table()
