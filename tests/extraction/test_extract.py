"""The whole engine: limits, hostile texts, languages, the JSON shape, and the same answer every time."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsapp.extraction.extract import MAX_SENTENCES, MAX_TEXT_BYTES, ExtractionRefused, extract_text
from newsapp.extraction.language import find_language
from newsapp.extraction.output import findings_to_json

if TYPE_CHECKING:
    from newsapp.extraction.findings import Findings
    from newsapp.extraction.knowledge import Knowledge

ROOT = Path(__file__).parents[2]
FULL = MAX_TEXT_BYTES

HOSTILE = {
    "no space": "a" * FULL,
    "full stops": "." * 100_000,
    "nested quotes": "“" * 60_000,
    "capitals": "Kabul Paris " * 15_000,
    "and": "the and " * 25_000,
    "two scripts": "the abc أبج " * 12_000,
    "digits": "1" * FULL,
    "one sentence": "the word is of a " * 12_000,
    "times": "in May 2019 on Monday " * 9_000,
    "initials": "the A. " * 28_000,
    "apostrophes": "the ’" * 25_000,
    "brackets": "the [1](" * 25_000,
    "surrogate": "the talks \ud800 failed. " * 100,
    "controls": "the \x00\x1b[31m talks failed. " * 100,
    "combining": "the e" + "\u0301" * 10_000 + " talks failed.",
}
EMPTY = ["", " ", "\n", "\ufeff", "x", "?", "1"]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_cost_little(knowledge: Knowledge, text: str) -> None:
    started = time.process_time()
    findings = extract_text(text, knowledge)
    assert time.process_time() - started < 8
    assert findings.text == text
    for span in (s for actor in findings.actors for s in actor.mentions):
        assert 0 <= span[0] < span[1] <= len(text)


@pytest.mark.parametrize("text", EMPTY)
def test_next_to_nothing_is_read(knowledge: Knowledge, text: str) -> None:
    assert extract_text(text, knowledge).events == ()


def test_refuses_what_is_too_large(knowledge: Knowledge) -> None:
    with pytest.raises(ExtractionRefused, match=r"article\.txt: text of 200 KB is over the limit"):
        extract_text("a" * (MAX_TEXT_BYTES + 1), knowledge, name="article.txt")
    with pytest.raises(ExtractionRefused, match="sentences"):
        extract_text("the a\n" * (MAX_SENTENCES + 2), knowledge)


def test_other_languages_are_not_coded(knowledge: Knowledge) -> None:
    german = (
        "Die Minister trafen sich am Montag in Genf.\n\nSie sprachen mit der Presse und sagten, dass es nicht gut ist."
    )
    findings = extract_text(german, knowledge)
    assert (findings.language, findings.coded, findings.not_coded_reason) == ("de", False, "not coded: language")
    assert findings.events == ()
    assert findings.sentences


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers met in Geneva and said that it was late.", "en"),
        ("Blinken Arrives in Israel", "en"),
        ("Les ministres se sont réunis à Genève et ont dit que la situation est grave.", "fr"),
        ("Los ministros se reunieron en Ginebra y dijeron que la situación es grave para el país.", "es"),
        ("Министры встретились в Женеве и поговорили с прессой.", "und"),
        ("وزراء الخارجية يجتمعون في جنيف", "und"),
        ("12345 67890", "und"),
    ],
)
def test_tells_the_language(knowledge: Knowledge, text: str, language: str) -> None:
    assert find_language(text, knowledge) == language


def test_json_has_the_documented_keys(seed_findings: Findings) -> None:
    shape = findings_to_json(seed_findings, file="seed.txt")
    assert list(shape)[:5] == ["file", "title", "byline", "published", "language"]
    assert {"sentences", "actors", "places", "times", "events"} <= set(shape)
    assert set(shape["published"]) >= {"value", "precision", "basis", "reasons"}
    assert shape["sentences"][0] == {"span": [0, 59], "kind": "title", "paragraph": 0}
    assert shape["events"]
    for event in shape["events"]:
        assert {"sentence", "sentence_span", "trigger_span", "source", "target", "cameo", "plover"} <= set(event)
        assert {"modality", "attributed_to", "date", "place", "also", "confidence", "reasons"} <= set(event)
        assert set(event["date"]) >= {"value", "end", "precision", "basis", "text"}
    assert json.loads(json.dumps(shape)) == shape


def test_every_span_lies_inside_its_sentence(seed_findings: Findings) -> None:
    for event in seed_findings.events:
        sentence = seed_findings.sentences[event.sentence]
        assert event.sentence_span == (sentence.start, sentence.end)
        assert sentence.start <= event.trigger_span[0] < event.trigger_span[1] <= sentence.end
        for party in (*event.source, *event.target):
            actor = seed_findings.actors[party.actor]
            assert actor.name == party.name or party.span is not None


_SCRIPT = """
import hashlib, json, sys
from pathlib import Path
from newsapp.extraction.extract import extract_text
from newsapp.extraction.knowledge import Knowledge, read_fixture_tables
from newsapp.extraction.output import findings_to_json
knowledge = Knowledge.from_tables(read_fixture_tables(Path("fixtures")))
text = Path("fixtures/articles/blinken_arrives_in_israel.txt").read_bytes().decode()
shape = json.dumps(findings_to_json(extract_text(text, knowledge)), ensure_ascii=False)
assert "django" not in sys.modules
print(hashlib.sha256(shape.encode()).hexdigest())
"""


def test_same_bytes_for_any_hash_seed(seed_findings: Findings) -> None:
    """In fresh processes, which also shows that the engine runs without Django."""
    digests = set()
    for seed in ("0", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, "-c", _SCRIPT], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr[-800:]
        digests.add(run.stdout.strip())
    here = json.dumps(findings_to_json(seed_findings), ensure_ascii=False)
    assert digests == {hashlib.sha256(here.encode()).hexdigest()}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300), st.text(max_size=80))
def test_any_text_is_read(knowledge: Knowledge, body: str, title: str) -> None:
    text = f"{title}\n\nThe French minister met {body} on Monday."
    findings = extract_text(text, knowledge)
    assert findings.text == text
    for sentence in findings.sentences:
        assert 0 <= sentence.start < sentence.end <= len(text)
