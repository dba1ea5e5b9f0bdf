"""What the article has told so far: who did the deed that "the move", "the operation" or "it" refers to, and who speaks
in sentences that are quotations without a verb of saying."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import MAX_CLIMB, agent
from newsapp.extraction.nominals import Party, parties
from newsapp.extraction.quotations import introducing_verb, quoted_tokens, still_open

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.drafts import Draft
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene

_VIOLENT: Final = frozenset({"18", "19", "20"})
_POINTERS: Final = frozenset({"it", "this", "that"})
# "The move" that one criticises is hardly another's criticism.
_OPINIONS: Final = frozenset({"05", "11"})
# Deeds further back than this many events are hardly meant.
_REACH: Final = 12
# The first deeds told in the title (paragraph 0) and the first two paragraphs are what the article is about.
_LEAD: Final = 2
_MAIN: Final = 4
# A sentence is a quotation when this share of its words stands inside quotation marks.
_QUOTED_SHARE: Final = 0.7


def author_of(scene: Scene, sentence: Sentence, head: int, own: set[int]) -> list[Party]:
    """The sources of the latest deed that the noun or pronoun at `head` may refer to; nobody of `own`."""
    token = sentence.tokens[head]
    lemma = token.lemma.lower()
    rows = scene.lexicon.nouns.get(lemma, ()) if token.pos == "NOUN" else ()
    roots = {row.code[:2] for row in rows if row.code != "-"} - {"01"}
    points = not {lemma, token.lower}.isdisjoint(_POINTERS | scene.lexicon.words("deed_noun"))
    if not roots and token.pos != "VERB" and not points:
        return []
    recent = list(reversed(scene.told[-_REACH:]))
    for strict in (True, False):
        for draft in recent if strict else _most_spoken_of(scene, sentence, recent):
            if not draft.sources or own & set(draft.sources) or draft.root == "01":
                continue
            same = draft.root in roots or (bool(roots & _VIOLENT) and draft.root in _VIOLENT)
            if same or (not strict and not roots and draft.root not in _OPINIONS):
                return [Party((e,), None, -1, "deed") for e in draft.sources]
    return []


def _most_spoken_of(scene: Scene, sentence: Sentence, recent: list[Draft]) -> list[Draft]:
    """`recent` deeds in the order in which "the move" or "it" may mean them: those of the paragraph, then what the
    article is about, told in its title or first paragraphs, since that is what people speak of, then the others."""
    here = [draft for draft in recent if draft.sentence.paragraph == sentence.paragraph]
    lead = [draft for draft in scene.told[:_REACH] if draft.sentence.paragraph <= _LEAD]
    return here + lead[:_MAIN] + recent


def speaker_above(scene: Scene, sentence: Sentence, i: int) -> list[Party]:
    """Who says the quoted clause that token `i` stands in: by a verb of saying above it, else as told beside it."""
    if i not in scene.quoted(sentence):
        return []
    step = i
    for _ in range(MAX_CLIMB):
        token = sentence.tokens[step]
        if token.head == step:
            break
        head = sentence.tokens[token.head]
        if token.dep in {"ccomp", "parataxis"} and head.pos == "VERB" and says(scene, head.lemma.lower()):
            doer = agent(sentence, head.i)
            return parties(scene, sentence, doer, things=False) if doer is not None else []
        step = token.head
    return as_parties(scene.voices.get(sentence.index, ()))


def find_voices(scene: Scene) -> dict[int, tuple[int, ...]]:
    """The speaker of every sentence that is a quotation and names nobody as speaking, by sentence index."""
    found: dict[int, tuple[int, ...]] = {}
    waiting: list[int] = []
    last: tuple[int, ...] = ()
    paragraph = -1
    in_quote = False
    block = -1  # the paragraph that is a quotation without marks
    announced = False
    for sentence in scene.reading.sentences:
        if not sentence.tokens or sentence.kind != "body":
            continue
        if announced and sentence.paragraph > paragraph and not quoted_tokens(sentence, in_quote=False):
            block = sentence.paragraph
        announced = not in_quote and sentence.tokens[-1].text == ":"
        if sentence.paragraph == block:
            found[sentence.index] = last
            paragraph = block
            continue
        if sentence.paragraph > paragraph + 1:
            found.update(dict.fromkeys(waiting, last) if last else {})
            last, waiting = (), []
        begins = not in_quote and sentence.paragraph != paragraph
        quoted = quoted_tokens(sentence, in_quote=in_quote)
        in_quote = still_open(sentence, in_quote=in_quote)
        speaker = _speaker(scene, sentence, quoted)
        if speaker:
            found.update(dict.fromkeys(waiting, speaker))
            last, waiting = speaker, []
        elif len(quoted) >= _QUOTED_SHARE * sum(t.pos != "PUNCT" for t in sentence.tokens):
            if waiting or not last or (begins and in_quote):
                waiting.append(sentence.index)  # who speaks may only be said behind the quotation
            else:
                found[sentence.index] = last
        else:
            found.update(dict.fromkeys(waiting, last) if last else {})
            last, waiting = (), []
        paragraph = sentence.paragraph
    found.update(dict.fromkeys(waiting, last) if last else {})
    return found


def _speaker(scene: Scene, sentence: Sentence, quoted: set[int]) -> tuple[int, ...]:
    introducing = introducing_verb(sentence, quoted)
    for token in sentence.tokens:
        if token.pos != "VERB" or token.i in quoted:
            continue
        if token.i != introducing and not says(scene, token.lemma.lower()):
            continue
        doer = agent(sentence, token.i)
        if doer is None or doer in quoted:
            continue
        named = parties(scene, sentence, doer, things=False)
        if named:
            return tuple(e for party in named for e in party.entities)
    return ()


def says(scene: Scene, lemma: str) -> bool:
    """Whether the subject of the verb speaks or writes."""
    saying = any(op.name == "SAY" for op in scene.lexicon.verb_operators.get(lemma, ()))
    return saying or lemma in scene.lexicon.words("telling_verb")


def as_parties(members: Sequence[int]) -> list[Party]:
    """Entities that are implied, not named in the sentence."""
    return [Party((index,), None, -1, "voice") for index in members]
