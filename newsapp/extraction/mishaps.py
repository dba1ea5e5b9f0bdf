"""Accidents, weather and disease: deaths in them were done by nobody and are no events (coding rules, section 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import agent, is_passive, kids
from newsapp.extraction.matching import match_noun, match_verb

if TYPE_CHECKING:
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene

_MISHAP: Final = "mishap"
_VEHICLE: Final = "vehicle"
_BURNING: Final = frozenset({"building", "vehicle", "place"})
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
    if any(_is_violent(scene, sentence, token.i) for token in sentence.tokens if token.i != verb):
        return False
    if doer is not None and is_passive(sentence, verb) and _VEHICLE in scene.types_of(sentence, doer):
        return True  # "killed by a passing train": nothing else is told of it
    if authored:
        return False
    if _tells(scene, sentence) or _at_work(scene, sentence, verb):
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


def by_nature(scene: Scene, sentence: Sentence, verb: int) -> bool:
    """ "an earthquake strikes the island": nobody did it."""
    doer = agent(sentence, verb)
    if doer is None or sentence.tokens[doer].pos == "NUM":  # "an earthquake of magnitude 6.3 that struck"
        return not is_passive(sentence, verb) and _tells(scene, sentence)
    return _is_mishap(scene, sentence, doer)


def _at_work(scene: Scene, sentence: Sentence, verb: int) -> bool:
    """ "were killed while cleaning a drain": what they did told beside it is no deed, so it was an accident."""
    for c in kids(sentence, verb, "advcl"):
        token = sentence.tokens[c]
        marks = {sentence.tokens[m].lower for m in kids(sentence, c, "mark")}
        if token.tag == "VBG" and "while" in marks and match_verb(scene, sentence, c)[0] is None:
            return not kids(sentence, verb, "agent")
    return False


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
    if token.pos not in {"VERB", *_NOUNS}:
        return False
    if token.pos == "PROPN" and any(
        _MISHAP in scene.lexicon.types.get(sentence.tokens[c].lemma.lower(), ()) for c in kids(sentence, i, "compound")
    ):
        return True  # "Typhoon Haiyan"
    word = token.lemma.lower()
    if token.pos == "PROPN" and word not in scene.lexicon.types:
        word = word.removesuffix("s")  # "Wildfires" at the head of a sentence
    if _MISHAP not in scene.lexicon.types.get(word, ()):
        return token.pos != "PROPN" and _is_accident(scene, sentence, i)
    if word != _COUNTED:
        return True
    caught = sentence.tokens[token.head].lemma == "catch"
    # "a hotel fire" burns; "mortar fire" does not
    before = [sentence.tokens[c].lemma.lower() for c in kids(sentence, i, "compound")]
    burns = any(_BURNING & scene.lexicon.types.get(lemma, frozenset()) for lemma in before)
    if token.pos in _NOUNS and (caught or burns or token.tag == "NNS" or bool(kids(sentence, i, "det"))):
        return True
    return sentence.kind == "title" and token.dep == "nsubj" and not _is_of_arms(scene, sentence, i)


def _is_of_arms(scene: Scene, sentence: Sentence, i: int) -> bool:
    """Whether somebody or something that shoots stands before "fire": "tank fire", "Israeli fire", "rebel fire"."""
    named = scene.index_of(sentence).mentions
    before = kids(sentence, i, "compound", "amod", "nmod", "poss")
    kinds = {kind for c in before for kind in scene.types_of(sentence, c)}
    return any(c in named for c in before) or not kinds.isdisjoint(_ARMED)


def _is_accident(scene: Scene, sentence: Sentence, i: int) -> bool:
    """ "a gas explosion", "rammed into a bus": a word of violence that the words beside it take back."""
    verbal = sentence.tokens[i].pos == "VERB"
    table = scene.lexicon.verbs if verbal else scene.lexicon.nouns
    rows = table.get(sentence.tokens[i].lemma.lower(), ())
    if not any(row.code == "-" for row in rows):
        return False
    row, _ = match_verb(scene, sentence, i) if verbal else match_noun(scene, sentence, i)
    if row is None or row.code != "-" or (verbal and _VEHICLE not in row.objects):
        return False
    return any(other.has("v") and not other.has("w") for other in rows if not other.objects)


def _is_violent(scene: Scene, sentence: Sentence, i: int) -> bool:
    """Whether the word is a deed of violence or protest, other than that somebody was killed or hurt."""
    token = sentence.tokens[i]
    if token.pos == "VERB":
        row, _ = match_verb(scene, sentence, i) if not by_nature(scene, sentence, i) else (None, 0)
    elif token.pos in _NOUNS:
        row, _ = match_noun(scene, sentence, i)
    else:
        return False
    return row is not None and bool(row.flags & _VIOLENT) and not row.has("c")
