"""The event lexicon: every row usable, every code known, every idiom shown by its own example."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from newsapp.extraction.composition import Composer
from newsapp.extraction.knowledge import Knowledge
from newsapp.extraction.lexicon import TARGETS, Lexicon, LexiconError
from newsapp.extraction.scene import Scene
from tests.extraction.coding import knowledge, lexicon, read

TABLES = {
    "lexemes_verbs": ("lemma", "words", "prep", "object"),
    "lexemes_nouns": ("lemma", "modifier"),
    "idioms": ("lemma", "words"),
    "operators": ("lemma", "pos", "particle", "operator"),
    "compositions": ("operator", "content"),
    "object_types": ("lemma",),
    "evaluations": ("word",),
}


@pytest.mark.parametrize("table", sorted(TABLES))
def test_has_no_row_twice(table: str) -> None:
    keys = Counter(tuple(str(row[column]) for column in TABLES[table]) for row in knowledge().table(table))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("table", ["lexemes_verbs", "lexemes_nouns", "idioms", "compositions"])
def test_every_code_is_an_event_type(table: str) -> None:
    known = {str(row["code"]) for row in knowledge().table("event_types")} | {"-"}
    assert {str(row["code"]) for row in knowledge().table(table)} <= known


def test_covers_every_root_with_verbs_and_nouns() -> None:
    roots = {f"{n:02d}" for n in range(2, 21)}
    assert roots <= {str(row["code"])[:2] for row in knowledge().table("lexemes_verbs")}
    assert roots <= {str(row["code"])[:2] for row in knowledge().table("lexemes_nouns")} | {"12"} | roots & {"03", "20"}


def test_is_broad_enough() -> None:
    assert len(lexicon().verbs) >= 900
    assert len(lexicon().nouns) >= 350


def test_targets_are_positions_or_prepositions() -> None:
    prepositions = {
        "to", "on", "for", "at", "in", "with", "from", "of", "against", "over", "into", "by", "between", "about",
        "near", "along", "across", "around", "outside", "towards", "toward", "as", "behind", "off", "after",
        "belonging",
    }  # fmt: skip
    rows = [row for rows in (*lexicon().verbs.values(), *lexicon().nouns.values()) for row in rows]
    assert {want for row in rows for want in row.target} <= prepositions | TARGETS


def test_object_conditions_are_types_or_words() -> None:
    types = {kind for kinds in lexicon().types.values() for kind in kinds}
    rows = [row for rows in lexicon().verbs.values() for row in rows]
    for row in rows:
        for wanted in row.objects:
            assert wanted in types or wanted in {"*", "clause"} or re.fullmatch(r"[a-z-]+", wanted), row.key


@pytest.mark.parametrize("row", knowledge().table("idioms"), ids=lambda row: f"{row['lemma']}-{row['words']}")
def test_idiom_fires_on_its_example(row: dict[str, object]) -> None:
    reading = read(str(row["example"]))
    scene = Scene(reading, lexicon())
    acts = [act for s in reading.sentences if s.kind == "body" for act in Composer(scene, s).acts()]
    if row["code"] == "-":
        assert not [
            act for act in acts if act.code.startswith(("0", "1")) and act.rule.startswith(f"verb:verb:{row['lemma']}:")
        ]
    else:
        assert str(row["code"]) in {act.code for act in acts}, [(act.code, act.rule) for act in acts]


def _lexicon(table: str, **row: str) -> Lexicon:
    return Lexicon.from_knowledge(Knowledge.from_tables({table: [row]}))


def test_refuses_a_code_that_is_no_code() -> None:
    with pytest.raises(LexiconError, match="code '19x'"):
        _lexicon("lexemes_verbs", lemma="hit", code="19x")


def test_refuses_an_unknown_flag() -> None:
    with pytest.raises(LexiconError, match="unknown flag 'Z'"):
        _lexicon("lexemes_verbs", lemma="hit", code="190", flags="vZ")


def test_refuses_an_unknown_operator() -> None:
    with pytest.raises(LexiconError, match="'MAYBE' is not an operator"):
        _lexicon("operators", lemma="may", pos="VERB", operator="MAYBE")


def test_composes_by_the_longest_prefix() -> None:
    assert lexicon().compose("STOP", "1724") == "0814"
    assert lexicon().compose("STOP", "1711") == "080"
    assert lexicon().compose("LIGHT", "190") is None
