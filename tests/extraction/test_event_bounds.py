"""The event coder ends on any tree, however the parser went wrong, and stays within its bounds."""

from __future__ import annotations

import random

import pytest

from newsapp.extraction.events import MAX_EVENTS_PER_SENTENCE, find_events
from newsapp.extraction.parsed import Sentence, Token
from newsapp.extraction.reading import Entity, Mention, Reading
from tests.extraction.coding import deeds, lexicon

WORDS = [
    "Iran",
    "attack",
    "urge",
    "release",
    "prisoner",
    "with",
    "talks",
    "by",
    "said",
    "force",
    "to",
    "Iraq",
    "meet",
    "and",
]
TAGS = ["NN", "NNS", "VB", "VBD", "VBN", "VBG", "IN", "JJ", "NNP", "CC"]
DEPS = [
    "nsubj",
    "dobj",
    "prep",
    "pobj",
    "conj",
    "xcomp",
    "ccomp",
    "advcl",
    "acl",
    "relcl",
    "amod",
    "nsubjpass",
    "agent",
    "poss",
]
POS = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "IN": "ADP", "JJ": "ADJ", "CC": "CCONJ"}


def tangled(seed: int, length: int = 40) -> Reading:
    """A sentence whose tokens hang on one another at random: cycles, two heads' children, verbs under prepositions."""
    chance = random.Random(seed)
    words = [chance.choice(WORDS) for _ in range(length)]
    heads = [chance.randrange(length) for _ in range(length)]
    heads[0] = 0
    starts = [sum(len(word) + 1 for word in words[:i]) for i in range(length)]
    tokens = []
    for i, word in enumerate(words):
        tag = chance.choice(TAGS)
        children = tuple(c for c in range(length) if heads[c] == i and c != i)
        pos, dep = POS.get(tag, "VERB"), chance.choice(DEPS)
        tokens.append(Token(i, starts[i], starts[i] + len(word), word, word.lower(), tag, pos, dep, heads[i], children))
    text = " ".join(words)
    entities = (Entity(0, "Iran", "state", "IRN", "iran"), Entity(1, "Iraq", "state", "IRQ", "iraq"))
    mentions = tuple(
        Mention(0, t.start, t.end, t.i, (0 if t.text == "Iran" else 1,), "name", "a name", 0.9)
        for t in tokens
        if t.text in {"Iran", "Iraq"}
    )
    return Reading(text, (Sentence(0, 0, len(text), "body", 1, tuple(tokens)),), entities, mentions, (), (), None)


@pytest.mark.parametrize("seed", range(60))
def test_ends_on_a_tangled_tree_and_keeps_its_spans(seed: int) -> None:
    reading = tangled(seed)
    events = find_events(reading, lexicon()).events
    assert len(events) <= MAX_EVENTS_PER_SENTENCE
    for event in events:
        assert 0 <= event.clause_span[0] < event.clause_span[1] <= len(reading.text)
        assert reading.text[slice(*event.trigger_span)] == event.trigger


def test_keeps_the_number_of_events_of_a_sentence_down() -> None:
    names = ["Kenya", "Uganda", "Rwanda", "Mali", "Chad", "Niger", "Egypt", "Libya", "Sudan", "Ghana", "Togo"]
    sentence = ", ".join(f"{name} attacked Iran" for name in names) + "."
    assert len(deeds(sentence)) <= MAX_EVENTS_PER_SENTENCE


def test_finds_nothing_in_an_empty_reading() -> None:
    assert find_events(Reading("", (), (), (), (), (), None), lexicon()).events == ()
