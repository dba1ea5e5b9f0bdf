"""Classes of words: every class the rules ask for has words, and a table that cannot be used says so in one line."""

from __future__ import annotations

from collections import Counter

import pytest

from newsapp.extraction.knowledge import Knowledge, KnowledgeError
from newsapp.extraction.word_classes import WORD_CLASSES
from tests.extraction.coding import knowledge

ROWS = [{"word": "Word", "kind": name, "note": ""} for name in WORD_CLASSES]


def test_every_class_has_words_once_and_a_reason() -> None:
    rows = knowledge().table("word_classes")
    assert {row["kind"] for row in rows} == set(WORD_CLASSES)
    assert [key for key, count in Counter((row["word"], row["kind"]) for row in rows).items() if count > 1] == []
    assert all(row["note"] for row in rows)


def test_words_are_read_in_small_letters() -> None:
    assert Knowledge.from_tables({"word_classes": ROWS}).words("law_word") == {"word"}


def test_refuses_a_table_without_a_class_that_rules_ask_for() -> None:
    rows = [row for row in ROWS if row["kind"] != "law_word"]
    with pytest.raises(KnowledgeError, match="no word of kind 'law_word', which the engine asks for"):
        Knowledge.from_tables({"word_classes": rows})


def test_refuses_a_class_that_no_rule_asks_for() -> None:
    with pytest.raises(KnowledgeError, match="row 1: field kind is 'lore_word', not a class of words"):
        Knowledge.from_tables({"word_classes": [{"word": "law", "kind": "lore_word"}, *ROWS]})


def test_a_snapshot_without_the_table_says_which_class_is_missing() -> None:
    with pytest.raises(KnowledgeError, match="'law_word'"):
        Knowledge.from_tables({}).words("law_word")
