"""Judgements in words of value: "called the deal lousy", "said the strike was unlawful", "X should resign".

Blame is 11 and praise 05; what somebody else should do is an appeal, what he must do a demand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.acts import Act
from newsapp.extraction.clauses import agent, is_negated, kids, objects, prepositions, subject_inside
from newsapp.extraction.matching import match_noun, match_verb
from newsapp.extraction.nominals import parties

if TYPE_CHECKING:
    from newsapp.extraction.nominals import Party
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene

_NAMING: Final = frozenset(
    [
        "call",
        "describe",
        "label",
        "brand",
        "dub",
        "deem",
        "characterise",
        "characterize",
        "term",
        "regard",
        "consider",
        "view",
        "depict",
        "portray",
        "declare",
        "denounce",
        "treat",
        "see",
        "refer",
    ]
)
_CLAIMING: Final = frozenset(
    {"claim", "allege", "charge", "contend", "testify", "suggest", "believe", "suspect", "insinuate"}
)
_HOSTILE: Final = frozenset({"11", "12", "13", "16", "17", "18", "19", "20"})
_BLAME: Final = frozenset(
    {"responsible", "behind", "perpetrator", "culprit", "guilty", "complicit", "mastermind", "blame"}
)
_COURTS: Final = frozenset({"court", "judge", "tribunal", "jury", "justice", "magistrate"})
_DESCRIBING: Final = frozenset({"amod", "attr", "acomp", "oprd", "conj", "compound", "advmod", "pobj", "prep", "dobj"})
_CODES: Final = {"negative": "111", "positive": "051"}


def find_judgements(scene: Scene, sentence: Sentence, used: set[int]) -> list[tuple[Act, list[Party]]]:
    """Judging acts with the party judged. Statements already coded otherwise are left alone."""
    found: list[tuple[Act, list[Party]]] = []
    for token in sentence.tokens:
        if token.pos not in {"VERB", "AUX"} or token.i in used or is_negated(sentence, token.i):
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
                if sentence.tokens[c].dep in _DESCRIBING
                and sentence.tokens[c].pos in {"ADJ", "NOUN", "ADP", "PROPN", "ADV", "VERB"}
            )  # fmt: skip
    return ""


def _by_court(scene: Scene, sentence: Sentence, i: int) -> bool:
    doer = agent(sentence, i)
    if doer is None:
        return False
    mention = scene.index_of(sentence).mentions.get(doer)
    names = " ".join(scene.entities[e].name for e in mention.entities) if mention is not None else ""
    return sentence.tokens[doer].lemma.lower() in _COURTS or any(word.lower() in _COURTS for word in names.split())


def _is_deed(scene: Scene, sentence: Sentence, i: int) -> bool:
    """Somebody did it: an event noun, decision, plan or text, judged in place of its unnamed author."""
    if sentence.tokens[i].lower in {"it", "this", "that", "these"}:
        return True
    row, _ = match_noun(scene, sentence, scene.core_of(sentence, i))
    return row is not None or bool(
        scene.types_of(sentence, i) & {"decision", "law", "bill", "treaty", "claim", "election"}
    )


def _naming(scene: Scene, sentence: Sentence, i: int) -> tuple[Act, list[Party]] | None:
    value = ""
    for c in kids(sentence, i, "oprd", "acomp", "attr"):
        value = value or polarity(scene, sentence, c)
    for prep, obj in prepositions(sentence, i):
        if prep == "as":
            value = value or polarity(scene, sentence, obj)
    judged: list[int] = objects(sentence, i)
    for j in judged:
        # a quoted adjective behind the object is often parsed as its modifier: the deal "lousy"
        for c in kids(sentence, j, "amod", "appos"):
            value = value or (polarity(scene, sentence, c) if c > j else "")
    for c in kids(sentence, i, "ccomp"):
        subject = subject_inside(sentence, c)
        value = value or _predicate(scene, sentence, c)
        if subject is not None:
            judged.append(subject)
    if not value or not judged or agent(sentence, i) is None:
        return None
    found = [p for j in judged[:1] for p in parties(scene, sentence, j)]
    if not found and not any(_is_deed(scene, sentence, j) for j in judged[:1]):
        return None
    if value == "negative" and _by_court(scene, sentence, i):
        return Act(i, i, i, i, "116", None, rule="judgement:court"), found
    return _act(sentence, i, value), found


def _said(scene: Scene, sentence: Sentence, i: int) -> tuple[Act, list[Party]] | None:
    for c in kids(sentence, i, "ccomp"):
        subject = subject_inside(sentence, c)
        if subject is None:
            continue
        judged = parties(scene, sentence, subject)
        speaker = agent(sentence, i)
        voices = (
            {e for p in parties(scene, sentence, speaker, things=False) for e in p.entities}
            if speaker is not None
            else set()
        )
        judged = [p for p in judged if not voices & set(p.entities)]
        if speaker is None:
            continue
        accused = _accused(scene, sentence, i, c, voices)
        if accused:
            return Act(i, i, i, i, "112", None, rule="said:accused"), accused
        if _refuses(scene, sentence, c, subject, voices):
            content, _ = match_verb(scene, sentence, c)
            code = (scene.lexicon.compose("REFUSE", content.code) if content is not None else None) or "120"
            done_to = [
                p for o in objects(sentence, c) for p in parties(scene, sentence, o) if not voices & set(p.entities)
            ]
            return Act(i, i, i, i, code, content, rule="said:refuses"), done_to
        wish = _wish(sentence, c)
        if wish and _addressed(scene, judged, voices) and not is_negated(sentence, c) and not is_negated(sentence, i):
            return Act(i, i, i, i, "100" if wish == "must" else "020", None, rule=f"said:{wish}"), judged
        value = _predicate(scene, sentence, c)
        own = {scene.entities[e].iso3 for e in voices}
        if value == "positive" and judged and all(scene.entities[e].iso3 in own for p in judged for e in p.entities):
            continue  # self-praise is a statement
        if value == "negative" and _by_court(scene, sentence, i) and (judged or _is_deed(scene, sentence, subject)):
            return Act(i, i, i, i, "116", None, rule="judgement:court"), judged
        if value and (judged or _is_deed(scene, sentence, subject)):
            return _act(sentence, i, value), judged
    return None


def _accused(scene: Scene, sentence: Sentence, i: int, c: int, voices: set[int]) -> list[Party]:
    """Those of whom it is claimed that they did something hostile, or said that they are to blame."""
    if is_negated(sentence, c):
        return []
    row, _ = match_verb(scene, sentence, c)
    hostile = row is not None and row.code[:2] in _HOSTILE and sentence.tokens[i].lemma in _CLAIMING
    if not hostile and not _blamed(sentence, c):
        return []
    doer = agent(sentence, c)
    found = parties(scene, sentence, doer, things=False) if doer is not None else []
    return [p for p in found if not voices & set(p.entities)]


def _blamed(sentence: Sentence, verb: int) -> bool:
    """ "was behind the attack", "is responsible for", "are the suspected perpetrators"."""
    if sentence.tokens[verb].lemma != "be":
        return False
    return any(sentence.tokens[c].lemma.lower() in _BLAME for c in kids(sentence, verb, "acomp", "attr", "prep"))


def _refuses(scene: Scene, sentence: Sentence, c: int, subject: int, voices: set[int]) -> bool:
    """The speaker says that he, or the state he speaks for, will not do something."""
    if not is_negated(sentence, c) or sentence.tokens[c].lemma in {"be", "know", "have", "think", "comment"}:
        return False
    words = {sentence.tokens[k].lower for k in kids(sentence, c, "aux")}
    if not words & {"will", "wo", "would", "'ll", "’ll", "shall"}:
        return False
    doers = {e for p in parties(scene, sentence, subject, things=False) for e in p.entities}
    countries = {scene.entities[e].iso3 for e in doers if scene.entities[e].kind == "state"}
    return bool(doers & voices) or bool(countries & {scene.entities[e].iso3 for e in voices})


def _addressed(scene: Scene, judged: list[Party], voices: set[int]) -> bool:
    """What a named other should or must do is an appeal or demand to him; what "people" or we should do is not."""
    own = {scene.entities[e].iso3 for e in voices}
    members = [scene.entities[e] for p in judged if p.rule == "mention" for e in p.entities]
    return bool(members) and all(m.kind != "population" and not (m.kind == "state" and m.iso3 in own) for m in members)


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
