"""Sentence boundaries: abbreviations, initials, quotes, footnotes, and the seed article exactly."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsapp.extraction.sentences import split_sentences

if TYPE_CHECKING:
    from newsapp.extraction.findings import Findings
    from newsapp.extraction.knowledge import Knowledge

SENTENCES = [
    ["The U.S. Secretary of State left.", "He came back."],
    ["They met in the U.S.", "The talks failed."],
    ["Talks were held in the U.S.", "However, they failed."],
    ["Mr. Smith met Gen. Lee at No. 10 in Jan. 2019.", "Dr. Jones did not."],
    ["J. K. Rowling and George W. Bush spoke.", "Nobody listened."],
    ["It grew 3.5 percent.", "Prices fell."],
    ["“We will go.”", "He left."],
    ["“We will go,” he said.", "“Now.”"],
    ["“Will you go?” he asked.", "Nobody spoke."],
    ["Output fell to 5 barrels.[1]", "Officials were silent."],
    ["He said: “No.”", "Officials agreed."],
    ["It closed at 5 p.m. on Monday.", "Then it opened."],
    ["Acme Inc. bought Beta Corp.", "The price was high."],
    ["“It was [...] a shame,” she said.", "He agreed."],
    ["Why?", "Nobody knows!", "Really."],
    ["Sinn Féin won.", "Éamon spoke."],
]


@pytest.mark.parametrize("expected", SENTENCES, ids=lambda sentences: sentences[0][:30])
def test_splits(knowledge: Knowledge, expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[start:end] for start, end in split_sentences(text, 0, len(text), knowledge)] == expected


def test_seed_has_the_annotated_sentences(seed_findings: Findings, seed_gold: dict[str, Any]) -> None:
    expected = [(s["start"], s["end"], s["kind"]) for s in seed_gold["sentences"]]
    assert [(s.start, s.end, s.kind) for s in seed_findings.sentences] == expected


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aB.!?…\"”“ '’1[]\u00a0(U", max_size=60))
def test_covers_everything_once(knowledge: Knowledge, text: str) -> None:
    spans = list(split_sentences(text, 0, len(text), knowledge))
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start
    assert "".join(text.split()) == "".join("".join(text[start:end].split()) for start, end in spans)
