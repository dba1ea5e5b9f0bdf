"""Accidents, weather and disease: deaths in them were done by nobody and are no events (coding rules, section 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import agent, kids
from newsapp.extraction.matching import match_noun, match_verb

if TYPE_CHECKING:
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene

_MISHAP: Final = "mishap"
_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_VIOLENT: Final = frozenset("vm")
# A fire burns, fire from tanks does not: the one that burns has an article, or something catches it.
_COUNTED: Final = "fire"
_ARMED: Final = frozenset({"people", "person", "troops", "weapon", "violence", "organisation", "equipment", "force"})


def by_mishap(scene: Scene, sentence: Sentence, verb: int, *, authored: bool) -> bool:
    """Whether the casualties told with `verb` are those of an accident: it is the subject; or no author is told, and
    `sentence` or the one before it tells of an accident and of no violence or protest beside it.

    The whole sentence is looked at, because "killed after a bus overturned" is among what the parser reads worst.
    """
    doer = agent(sentence, verb)
    if doer is not None and (_is_mishap(scene, sentence, doer) or _is_wreck(scene, sentence, doer)):
        return True
    if authored or any(_is_violent(scene, sentence, token.i) for token in sentence.tokens):
        return False
    if _tells(scene, sentence):
        return True
    before = scene.reading.sentences[sentence.index - 1] if sentence.index else None
    return (
        before is not None
        and before.kind == "body"
        and _tells(scene, before)
        and not any(_is_violent(scene, before, token.i) for token in before.tokens)
    )


def is_disaster(scene: Scene, sentence: Sentence, verb: int) -> bool:
    """Whether what acts in the clause of `verb` is weather, fire, an animal or an accident: "a typhoon struck"."""
    doer = agent(sentence, verb)
    if doer is None:
        return False
    named = sentence.tokens[doer].pos == "PROPN"  # "Typhoon Haiyan": the name stands behind its kind
    heads = [doer, *(kids(sentence, doer, "compound") if named else ())]
    return any(_is_mishap(scene, sentence, head) for head in heads)


def _is_wreck(scene: Scene, sentence: Sentence, doer: int) -> bool:
    """ "the bus overturned, killing ten": the subject is a thing that came to grief, not somebody who steered it."""
    mention = scene.index_of(sentence).mentions.get(doer)
    people = scene.is_person_noun(sentence.tokens[doer].lemma.lower()) or (
        mention is not None
        and mention.head == doer
        and any(scene.entities[e].kind in {"person", "population", "armed_group"} for e in mention.entities)
    )
    return not people and _is_mishap(scene, sentence, sentence.tokens[doer].head)


def _tells(scene: Scene, sentence: Sentence) -> bool:
    return any(_is_mishap(scene, sentence, token.i) for token in sentence.tokens)


def _is_mishap(scene: Scene, sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    word = token.lemma.lower()
    types = scene.lexicon.types
    if token.pos == "PROPN" and word not in types:
        word = word.removesuffix("s")  # "Wildfires" at the head of a sentence
    if _MISHAP not in types.get(word, ()) or token.pos not in {"VERB", *_NOUNS}:
        return False
    if token.lower != _COUNTED:
        return True
    caught = sentence.tokens[token.head].lemma == "catch"
    if token.pos in _NOUNS and (caught or bool(kids(sentence, i, "det"))):
        return True
    return sentence.kind == "title" and token.dep == "nsubj" and not _is_of_arms(scene, sentence, i)


def _is_of_arms(scene: Scene, sentence: Sentence, i: int) -> bool:
    """Whether somebody or something that shoots stands before "fire": "tank fire", "Israeli fire", "rebel fire"."""
    named = scene.index_of(sentence).mentions
    before = kids(sentence, i, "compound", "amod", "nmod", "poss")
    kinds = {kind for c in before for kind in scene.types_of(sentence, c)}
    return any(c in named for c in before) or not kinds.isdisjoint(_ARMED)


def _is_violent(scene: Scene, sentence: Sentence, i: int) -> bool:
    """Whether the word is a deed of violence or protest, other than that somebody was killed or hurt."""
    token = sentence.tokens[i]
    if token.pos == "VERB":
        row, _ = match_verb(scene, sentence, i)
    elif token.pos in _NOUNS:
        row, _ = match_noun(scene, sentence, i)
    else:
        return False
    return row is not None and bool(row.flags & _VIOLENT) and not row.has("c")
