"""Judgements in words of value: "called the deal lousy", "said the strike was unlawful", "X should resign".

Blame is 11 and praise 05 (CODING_RULES, section 1); what somebody else should do is an appeal, what he must do a demand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.acts import Act
from newsapp.extraction.clauses import agent, is_negated, kids, objects, prepositions, subject_inside
from newsapp.extraction.nominals import parties

if TYPE_CHECKING:
    from newsapp.extraction.nominals import Party
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene

_NAMING: Final = frozenset(
    """call describe label brand dub deem characterise characterize term regard consider view depict portray declare
    denounce treat see refer""".split()
)
_CODES: Final = {"negative": "111", "positive": "051"}


def find_judgements(scene: Scene, sentence: Sentence, used: set[int]) -> list[tuple[Act, list[Party]]]:
    """Judging acts with the party judged. Statements already coded otherwise are left alone."""
    found: list[tuple[Act, list[Party]]] = []
    for token in sentence.tokens:
        if token.pos not in {"VERB", "AUX"} or token.i in used:
            continue
        lemma = token.lemma.lower()
        if lemma in _NAMING:
            hit = _naming(scene, sentence, token.i)
            if hit is not None:
                found.append(hit)
                continue
        if any(op.name == "SAY" for op in scene.lexicon.verb_operators.get(lemma, ())):
            hit = _said(scene, sentence, token.i)
            if hit is not None:
                found.append(hit)
    return found


def polarity(scene: Scene, sentence: Sentence, i: int) -> str:
    """negative, positive or empty: the first word of judgement at `i` or in its modifiers and complements."""
    stack = [i]
    for current in stack:
        token = sentence.tokens[current]
        value = scene.lexicon.judgements.get(token.lemma.lower()) or scene.lexicon.judgements.get(token.lower)
        if value and token.pos in {"ADJ", "NOUN", "VERB", "PROPN", "ADV"}:
            if any(sentence.tokens[c].dep == "neg" for c in token.children):
                return "negative" if value == "positive" else ""
            return value
        if len(stack) < 12:
            stack.extend(
                c for c in token.children
                if sentence.tokens[c].dep in {"amod", "attr", "acomp", "oprd", "conj", "compound", "advmod", "pobj", "prep", "dobj"}
                and sentence.tokens[c].pos in {"ADJ", "NOUN", "ADP", "PROPN"}
            )  # fmt: skip
    return ""


def _naming(scene: Scene, sentence: Sentence, i: int) -> tuple[Act, list[Party]] | None:
    value = ""
    for c in kids(sentence, i, "oprd", "acomp", "attr"):
        value = value or polarity(scene, sentence, c)
    for prep, obj in prepositions(sentence, i):
        if prep == "as":
            value = value or polarity(scene, sentence, obj)
    judged: list[int] = objects(sentence, i)
    for c in kids(sentence, i, "ccomp"):
        subject = subject_inside(sentence, c)
        value = value or _predicate(scene, sentence, c)
        if subject is not None:
            judged.append(subject)
    if not value or not judged or agent(sentence, i) is None:
        return None
    return _act(sentence, i, value), [p for j in judged[:1] for p in parties(scene, sentence, j)]


def _said(scene: Scene, sentence: Sentence, i: int) -> tuple[Act, list[Party]] | None:
    for c in kids(sentence, i, "ccomp"):
        subject = subject_inside(sentence, c)
        if subject is None:
            continue
        judged = parties(scene, sentence, subject)
        speaker = agent(sentence, i)
        voices = {e for p in parties(scene, sentence, speaker, things=False) for e in p.entities} if speaker is not None else set()
        judged = [p for p in judged if not voices & set(p.entities)]
        wish = _wish(sentence, c)
        if wish and judged and judged[0].rule != "place" and not is_negated(sentence, c):
            return Act(i, i, i, i, "100" if wish == "must" else "020", None, rule=f"said:{wish}"), judged
        value = _predicate(scene, sentence, c)
        if value and speaker is not None:
            return _act(sentence, i, value), judged
    return None


def _predicate(scene: Scene, sentence: Sentence, verb: int) -> str:
    """The judgement in a copular clause ("is unacceptable", "was a mistake")."""
    if sentence.tokens[verb].lemma not in {"be", "remain", "seem", "become", "look"}:
        return ""
    for c in kids(sentence, verb, "acomp", "attr", "oprd"):
        value = polarity(scene, sentence, c)
        if value:
            negated = is_negated(sentence, verb)
            return ("negative" if value == "positive" else "") if negated else value
    return ""


def _wish(sentence: Sentence, verb: int) -> str:
    words = {sentence.tokens[c].lower for c in kids(sentence, verb, "aux")}
    if "must" in words:
        return "must"
    if words & {"should", "ought"}:
        return "should"
    if sentence.tokens[verb].lemma in {"need", "have"} and kids(sentence, verb, "xcomp"):
        return "should"
    return ""


def _act(sentence: Sentence, i: int, value: str) -> Act:
    return Act(i, i, i, i, _CODES[value], None, rule=f"judgement:{value}")
