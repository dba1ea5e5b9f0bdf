"""The other side of an act that stands in its object: whom a law binds, with whom something was agreed to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsapp.extraction.clauses import agent, governor, is_passive, kids, objects, prepositions, subject_inside
from newsapp.extraction.nominals import parties

if TYPE_CHECKING:
    from newsapp.extraction.acts import Act
    from newsapp.extraction.nominals import Party
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene


def under_the_law(scene: Scene, sentence: Sentence, act: Act, sources: set[int]) -> list[Party]:
    """ "imposed a law requiring PRIESTS to report", "signed a decree banning TURKISH SHIPS": whom it binds."""
    for head in objects(sentence, act.core):
        if not scene.types_of(sentence, head) & scene.lexicon.words("instrument_noun"):
            continue
        beside = [c for c in kids(sentence, act.core, "advcl", "xcomp") if c == head + 1]  # hung on the verb instead
        for c in [*kids(sentence, head, "acl"), *beside]:
            if sentence.tokens[c].tag == "VBG":
                inner = (subject_inside(sentence, v) for v in kids(sentence, c, "ccomp", "xcomp"))
                heads = [*objects(sentence, c), *(i for i in inner if i is not None)]
                bound = [p for o in heads for p in parties(scene, sentence, o)]
                found = [p for p in bound if not sources & set(p.entities)]
                if found:
                    return found
    return []


def mediated(scene: Scene, sentence: Sentence, act: Act, sources: set[int]) -> list[Party]:
    """ "reached a deal mediated by Qatar": between those who reached it."""
    noun = sentence.tokens[act.anchor].head
    if act.code != "045" or sentence.tokens[act.anchor].dep != "acl" or not is_passive(sentence, act.anchor):
        return []
    heads = [obj for prep, obj in prepositions(sentence, noun) if prep in {"between", "with", "among"}]
    verb = governor(sentence, noun)
    doer = agent(sentence, verb) if verb is not None else None
    heads.extend([] if doer is None else [doer])
    return [p for head in heads for p in parties(scene, sentence, head) if not sources & set(p.entities)]


def purpose_partners(sentence: Sentence, act: Act) -> list[tuple[str, int]]:
    """ "signed a memorandum to cooperate WITH Kenya": the other side stands in what was agreed to do."""
    spots: list[tuple[str, int]] = []
    for i in dict.fromkeys((act.anchor, act.core, *objects(sentence, act.anchor))):
        for c in kids(sentence, i, "acl", "relcl", "advcl", "xcomp"):
            if sentence.tokens[c].tag == "VB":
                spots.extend(prepositions(sentence, c))
    return spots
