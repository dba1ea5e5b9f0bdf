"""What an operator is about: the infinitives, clauses and nouns under it that may be its content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import (
    conjuncts,
    is_indicative,
    is_passive,
    kids,
    marked_clauses,
    objects,
    prepositions,
    subject_inside,
)
from newsapp.extraction.matching import operators_of

if TYPE_CHECKING:
    from newsapp.extraction.lexicon import Operator
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene

_WITH_CLAUSE: Final = frozenset({"AGREE", "APPEAL", "DEMAND", "REFUSE", "STOP", "START", "INTEND"})
_ABOUT_PLANS: Final = frozenset({"AGREE", "APPEAL", "DEMAND", "REFUSE", "THREATEN"})


def contents_of(scene: Scene, sentence: Sentence, i: int, operator: Operator) -> list[int]:
    """Tokens that may be the content of `operator` at token `i`, in the order to be tried."""
    tokens = sentence.tokens
    verbal = tokens[i].pos in {"VERB", "AUX"}
    if verbal and operator.name == "REFUSE" and (asked := asked_for(sentence, i)):
        return asked  # "rejected calls to send weapons": the weapons were refused
    found: list[int] = []
    inner = kids(sentence, i, "xcomp")
    if tokens[i].dep == "acomp" and not inner:  # "is open to": the infinitive hangs on "is"
        inner = [c for c in kids(sentence, tokens[i].head, "xcomp") if c > i]
    for c in inner:
        found.extend(_coordinated(sentence, c))
    if tokens[i].lemma in scene.lexicon.words("bidding_verb"):
        pass  # "told the court she was ..." demands nothing; only an infinitive does
    elif "that" in operator.preps:
        found.extend(
            c
            for c in kids(sentence, i, "ccomp")
            if subject_inside(sentence, c) is not None and not _asserts(scene, sentence, i, operator, c)
        )
    elif operator.name in _WITH_CLAUSE:
        found.extend(kids(sentence, i, "ccomp"))
    if verbal:
        found.extend(_under_objects(scene, sentence, i, operator))
    else:
        found.extend(c for c in kids(sentence, i, "acl") if tokens[c].tag == "VB")
    found.extend(c for word, c in marked_clauses(sentence, i) if word in operator.preps)
    for prep, obj in prepositions(sentence, i):
        if prep in operator.preps:
            found.extend(scene.core_of(sentence, c) for c in conjuncts(sentence, obj))
    return found


def asked_for(sentence: Sentence, verb: int) -> list[int]:
    """The infinitives under the object of the verb: what a call, request or plan is for."""
    below = [c for d in kids(sentence, verb, "dobj") for c in kids(sentence, d, "acl", "relcl")]
    return [c for c in below if any(sentence.tokens[a].tag == "TO" for a in kids(sentence, c, "aux"))]


def _asserts(scene: Scene, sentence: Sentence, i: int, operator: Operator, clause: int) -> bool:
    """ "insists that the vote was rigged" says so; "insists that they be freed" demands it."""
    says = any(other.name == "SAY" for other in operators_of(scene, sentence, i))
    return operator.name == "DEMAND" and says and is_indicative(sentence, clause)


def _under_objects(scene: Scene, sentence: Sentence, verb: int, operator: Operator) -> list[int]:
    found: list[int] = []
    direct = list(kids(sentence, verb, "dobj"))  # beside a passive's subject: "was given a sentence"
    if is_passive(sentence, verb):
        direct += objects(sentence, verb)
    for d in direct:
        if sentence.tokens[verb].lemma != "call":
            found.extend(scene.core_of(sentence, c) for c in conjuncts(sentence, d))
        if operator.name in _ABOUT_PLANS and sentence.tokens[d].head == verb:
            found.extend(kids(sentence, d, "acl"))
    return found


def _coordinated(sentence: Sentence, verb: int) -> list[int]:
    return [c for c in conjuncts(sentence, verb) if c == verb or sentence.tokens[c].tag in {"VB", "VBG"}]
