"""The parser behind our tokens: offsets, bounds, and one clear line where the model is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsapp.extraction.pipeline import MAX_SENTENCE_TOKENS, Words, parse
from newsapp.extraction.truecase import BodyWords, true_case
from newsapp.extraction.unknown_names import UnknownNames

if TYPE_CHECKING:
    from newsapp.extraction.knowledge import Knowledge

ROOT = Path(__file__).parents[2]


def test_tokens_have_offsets_of_the_article() -> None:
    text = "Israel’s army left. Hamas’ men stayed in the U.S.-led zone."
    tokens = next(iter(parse([Words(100, text)])))
    assert [text[t.start - 100 : t.end - 100] for t in tokens] == [t.text for t in tokens]
    assert all(0 <= token.head < len(tokens) for token in tokens)
    assert all(child != token.i and tokens[child].head == token.i for token in tokens for child in token.children)


def test_the_parser_does_not_split_our_sentences() -> None:
    tokens = next(iter(parse([Words(0, "He left. She stayed. They slept.")])))
    assert sum(token.head == token.i for token in tokens) >= 1
    assert tokens[-1].text == "."


def test_a_long_sentence_is_cut() -> None:
    assert len(next(iter(parse([Words(0, "word and " * 5000)])))) == MAX_SENTENCE_TOKENS


def test_a_word_is_read_alike_in_any_company() -> None:
    alone = next(iter(parse([Words(0, "Ministers condemned it.")])))
    among = list(parse([Words(0, "He condemned the condemned man.")] * 40 + [Words(0, "Ministers condemned it.")]))[-1]
    assert alone == among
    assert [token.lemma for token in alone][:2] == ["minister", "condemn"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Antony Blinken arrived in Israel on Tuesday.", False),
        ("The prime minister of France left in May.", False),
        ("The president met Amara Otieno.", True),
        ("The ministers met.", False),
    ],
)
def test_asks_for_names_only_where_one_is_unknown(knowledge: Knowledge, text: str, expected: bool) -> None:
    assert (UnknownNames(knowledge).find(text, 0, len(text)) is not None) is expected


def test_asks_once_for_every_name(knowledge: Knowledge) -> None:
    names = UnknownNames(knowledge)
    text = "The president met Amara Otieno. They spoke of Otieno's plan. Then came Kofi Otieno."
    ends = [text.index(".", start) + 1 for start in (0, 32, 62)]
    asked = [names.find(text, start, end) is not None for start, end in zip((0, 32, 62), ends, strict=True)]
    assert asked == [True, False, True]


def test_short_forms_are_read_with_their_apostrophes() -> None:
    tokens = next(iter(parse([Words(0, "They didn't meet because he'd left.")])))
    assert [t.lemma for t in tokens][:4] == ["they", "do", "not", "meet"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Blinken Arrives in Israel as Gaza Talks Intensify", "Blinken arrives in Israel as Gaza talks intensify"),
        ("BLINKEN ARRIVES IN ISRAEL", "Blinken arrives in Israel"),
        ("Ministers meet in Geneva to talk about Chad", "Ministers meet in Geneva to talk about Chad"),
    ],
)
def test_headlines_are_shown_in_small_letters(knowledge: Knowledge, title: str, shown: str) -> None:
    body = "The talks in Gaza go on, Blinken said."
    text = f"{title}\n{body}"
    words = BodyWords(text, [(len(title) + 1, len(text))])
    assert true_case(text, 0, len(title), words, knowledge) == shown


def test_a_missing_model_is_said_in_one_line() -> None:
    script = "from newsapp.extraction.pipeline import Words, parse\nlist(parse([Words(0, 'x')]))"
    environment = {**os.environ, "NEWSAPP_SPACY_MODEL": "no_such_model", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    last = run.stderr.strip().splitlines()[-1]
    assert "no spaCy model no_such_model" in last
    assert "NEWSAPP_SPACY_MODEL" in last


def test_names_are_labelled_where_they_are_asked_for() -> None:
    text = "Boris Johnson met the leaders of the parties that had backed the deal in parliament, said Thomas Fischer."
    start = text.index("Thomas")
    near = next(iter(parse([Words(0, text, (start, start + len("Thomas Fischer")))])))
    nowhere = next(iter(parse([Words(0, text, None)])))
    assert [token.text for token in near if token.entity_label == "PERSON"] == ["Thomas", "Fischer"]
    assert not any(token.entity_label for token in nowhere)


def test_lemmas_do_not_depend_on_whether_a_rule_names_the_word() -> None:
    tokens = next(iter(parse([Words(0, "They're sorry that the ministers left.")])))
    assert {token.text: token.lemma for token in tokens}["ministers"] == "minister"
    assert {token.text: token.lemma for token in tokens}["'re"] == "be"
