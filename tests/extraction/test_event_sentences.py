"""Golden sentences: each rule of composition, participants and modality on a sentence of its own."""

from __future__ import annotations

import pytest

from tests.extraction.coding import CORPUS, deeds, shown


def _cases() -> list[tuple[str, str, list[str]]]:
    lines = (CORPUS / "event_sentences.txt").read_text(encoding="utf-8").splitlines()
    cases = []
    for line in lines:
        if line and not line.startswith("#"):
            rule, sentence, expected = (part.strip() for part in line.split("|"))
            events = [] if expected == "none" else [part.strip() for part in expected.split(";")]
            cases.append((rule, sentence, events))
    return cases


@pytest.mark.parametrize(("rule", "sentence", "expected"), _cases())
def test_codes_the_sentence(rule: str, sentence: str, expected: list[str]) -> None:
    assert sorted(shown(event) for event in deeds(sentence)) == sorted(expected), rule
