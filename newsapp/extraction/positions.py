"""Positions of a target: the objects and prepositional phrases of a word, and the parties found in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import conjuncts, kids, objects, prepositions, recipient
from newsapp.extraction.nominals import parties

if TYPE_CHECKING:
    from newsapp.extraction.nominals import Party
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene


# "towards" introduces what "to" does.
_PLAIN: Final = {"toward": "to", "towards": "to", "upon": "on", "onto": "on", "amongst": "between", "among": "between"}


def positions(
    scene: Scene, sentence: Sentence, core: int, phrasal: frozenset[str] = frozenset()
) -> list[tuple[str, int]]:
    """(position, head) of everything that may be the target of the word `core`, nearest first. The object of a
    `phrasal` preposition is the verb's own ("call ON", "lash out AT")."""
    spots: list[tuple[str, int]] = []
    if sentence.tokens[core].pos in {"VERB", "AUX"}:
        given = recipient(sentence, core)
        if given is not None:
            spots.append(("object", given))
        direct = objects(sentence, core)
        spots.extend(("object", d) for d in direct)
        spots.extend(("object", c) for c in kids(sentence, core, "oprd", "attr") if sentence.tokens[c].pos == "PROPN")
    else:
        direct = []
    own = list(prepositions(sentence, core))
    for c in kids(sentence, core, "acomp", "prt"):
        own.extend(prepositions(sentence, c))  # "was critical OF", "took up arms AGAINST"
    for _, obj in own:
        if scene.is_time(sentence, obj):
            # "visit Jordan on Wednesday and Doha": the parser coordinates the second place with the day
            places = scene.index_of(sentence).places
            spots.extend(("object", c) for c in kids(sentence, obj, "conj") if c in places)
    spots.extend(own)
    spots.extend(("object", obj) for prep, obj in own if prep in phrasal)
    for head in [*direct, *(obj for _, obj in own)]:
        if sentence.tokens[head].pos in {"NOUN", "PROPN", "NUM"}:
            spots.extend(prepositions(sentence, head))
    # "in food and care TO Syria": the parser hangs it on the last of a list
    first = [obj for _, obj in spots if sentence.tokens[obj].dep == "pobj"]
    listed = [c for obj in first for c in conjuncts(sentence, obj) if c != obj]
    spots.extend(pair for c in listed for pair in prepositions(sentence, c))
    inside: list[tuple[str, int]] = []
    for prep, obj in spots:
        if sentence.tokens[obj].dep == "pcomp":
            inside.extend((prep, inner) for inner in objects(sentence, obj))
            for step in (obj, *(c for inner in objects(sentence, obj) for c in conjuncts(sentence, inner))):
                inside.extend(prepositions(sentence, step))  # "the ban on sending arms TO"
    return spots + inside


def from_spots(
    scene: Scene, sentence: Sentence, spots: list[tuple[str, int]], wants: tuple[str, ...], sources: set[int],
    *, things: bool = True,
) -> list[Party]:  # fmt: skip
    for want in wants:
        found: list[Party] = []
        for position, head in spots:
            verbal = sentence.tokens[head].pos in {"VERB", "AUX"}
            if want not in {position, _PLAIN.get(position)} or verbal or scene.is_time(sentence, head):
                continue
            found.extend(p for p in parties(scene, sentence, head, things=things) if not sources & set(p.entities))
            if found and want != "object":
                return found
        if found:
            return found
    return []


def is_noun(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].pos in {"NOUN", "PROPN"}
