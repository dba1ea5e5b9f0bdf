"""Who an act is attributed to: "X said", "according to X", "reportedly", with the words that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsapp.extraction.clauses import MAX_CLIMB, agent, kids
from newsapp.extraction.nominals import parties

if TYPE_CHECKING:
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene


def find_attribution(scene: Scene, sentence: Sentence, i: int) -> tuple[str, tuple[int, int] | None]:
    """(name of the voice, its words) for the act at token `i`; ("", None) where the text speaks for itself."""
    tokens = sentence.tokens
    hearsay, hedging = scene.lexicon.words("hearsay_adverb"), scene.lexicon.words("hedging_verb")
    step = i
    for _ in range(MAX_CLIMB):
        token = tokens[step]
        for c in kids(sentence, step, "advmod"):
            if tokens[c].lower in hearsay:
                return tokens[c].lower, (tokens[c].start, tokens[c].end)
        for c in kids(sentence, step, "prep"):
            if tokens[c].lower == "according":
                return _according(scene, sentence, c)
        if token.head == step:
            break
        head = tokens[token.head]
        says = head.lemma.lower() in hedging or any(
            op.name == "SAY" for op in scene.lexicon.verb_operators.get(head.lemma.lower(), ())
        )
        if token.dep in {"ccomp", "parataxis"} and says:
            speaker = agent(sentence, head.i)
            if speaker is not None:
                name = _name(scene, sentence, speaker)
                return name, (tokens[speaker].start, tokens[speaker].end)
            return head.lower, (head.start, head.end)
        step = token.head
    return "", None


def _according(scene: Scene, sentence: Sentence, prep: int) -> tuple[str, tuple[int, int] | None]:
    tokens = sentence.tokens
    for inner in tokens[prep].children:
        for obj in kids(sentence, inner, "pobj"):
            return _name(scene, sentence, obj), (tokens[prep].start, tokens[obj].end)
    return tokens[prep].lower, (tokens[prep].start, tokens[prep].end)


def _name(scene: Scene, sentence: Sentence, i: int) -> str:
    mention = scene.index_of(sentence).mentions.get(i)
    if mention is not None:
        return scene.entities[mention.entities[0]].name
    for party in parties(scene, sentence, i)[:1]:
        return scene.entities[party.entities[0]].name
    return sentence.tokens[i].text
