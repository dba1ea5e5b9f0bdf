"""The event coder ends on any tree, however the parser went wrong, and stays within its bounds."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from newsapp.extraction import merge
from newsapp.extraction.events import MAX_EVENTS_PER_SENTENCE, find_events
from newsapp.extraction.extract import extract_text
from newsapp.extraction.parsed import Sentence, Token
from newsapp.extraction.pipeline import MAX_SENTENCE_TOKENS
from newsapp.extraction.reading import Entity, Mention, Reading
from tests.extraction.coding import deeds, lexicon

if TYPE_CHECKING:
    from newsapp.extraction.drafts import Draft
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.scene import Scene

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


def comparisons(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Draft, Draft]]:
    """The pairs of drafts that are compared from here on."""
    compared: list[tuple[Draft, Draft]] = []
    same = merge._same

    def counting(scene: Scene, one: Draft, other: Draft) -> bool:
        compared.append((one, other))
        return same(scene, one, other)

    monkeypatch.setattr(merge, "_same", counting)
    return compared


def test_a_deed_told_a_hundred_times_is_compared_a_few_times_each(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = comparisons(monkeypatch)
    times = 100
    found = extract_text("A long day\n\n" + "France accused Iran on Monday. Iran attacked Oman. " * times, knowledge)
    assert [len(event.also) for event in found.events] == [times - 1, times - 1]
    assert len(compared) <= 4 * 2 * times


def test_deeds_that_differ_are_compared_with_their_like_only(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = comparisons(monkeypatch)
    states = ["France", "Iran", "Oman", "Chad", "Mali", "Peru", "Cuba", "Egypt", "Kenya", "Japan"]
    pairs = [(a, b) for a in states for b in states if a != b]
    found = extract_text("A long day\n\n" + " ".join(f"{a} accused {b}." for a, b in pairs), knowledge)
    assert len(found.events) == len(pairs)
    assert len(compared) <= len(states) * len(pairs)


def test_what_is_not_parsed_of_an_endless_sentence_names_nobody(knowledge: Knowledge) -> None:
    text = "Talks\n\nThe president met " + "Emmanuel Macron and " * 2000 + "the king."
    mentions = [span for actor in extract_text(text, knowledge).actors for span in actor.mentions]
    assert len(mentions) <= MAX_SENTENCE_TOKENS
