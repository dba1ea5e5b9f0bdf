"""The text's own verb phrase of an event ("arrived in", "will visit"), and the words to mark as its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import auxiliaries, is_passive, kids

if TYPE_CHECKING:
    from newsapp.extraction.acts import Act
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.roles import Roles
    from newsapp.extraction.scene import Scene

_MAX_WORDS: Final = 6


def find_phrase(scene: Scene, sentence: Sentence, act: Act, roles: Roles) -> str:
    """The words from the first helper verb to the preposition before the target, where they run straight from source
    to target; empty where the sentence is built otherwise."""
    tokens = sentence.tokens
    verb = act.anchor
    if tokens[verb].pos not in {"VERB", "AUX"} or is_passive(sentence, verb) or act.mood or act.reversed:
        return ""
    if (act.operators and act.trigger != verb) or roles.target_rule.startswith(("content", "judged", "domestic")):
        return ""
    source = next((p for p in roles.sources if p.span is not None), None)
    target = next((p for p in roles.targets if p.span is not None and p is not source), None)
    if source is None or target is None or source.span is None or target.span is None:
        return ""
    first = min((h.i for h in auxiliaries(sentence, verb) if h.head == verb), default=verb)
    head = tokens[tokens[verb].head]
    if tokens[verb].dep == "xcomp" and head.lemma == "be" and head.i < first:
        first = head.i  # "is to meet"
    if any(tokens[c].dep == "neg" for c in tokens[verb].children):
        return ""
    last = verb
    for c in kids(sentence, verb, "prt", "prep", "agent"):
        inside = any(
            tokens[g].start <= target.span[0] < tokens[g].end or _under(sentence, g, target.span[0])
            for g in tokens[c].children
        )
        if c > verb and (tokens[c].dep == "prt" or inside) and c - verb <= 2:
            last = max(last, c)
    if source.span[0] >= tokens[verb].start or target.span[0] < tokens[last].end:
        return ""
    words = scene.reading.text[tokens[first].start : tokens[last].end].split()
    between = [t for t in tokens[last + 1 :] if t.end <= target.span[0]]
    if len(words) > _MAX_WORDS or any(t.pos in {"VERB", "NOUN", "PROPN", "ADP", "PUNCT"} for t in between):
        return ""
    phrase = " ".join(words)
    return phrase[:1].lower() + phrase[1:] if sentence.kind == "title" else phrase


def _under(sentence: Sentence, i: int, offset: int) -> bool:
    return any(sentence.tokens[t].start == offset for t in sentence.subtree(i, limit=40))


def find_clause_span(sentence: Sentence, act: Act, roles: Roles, *spans: tuple[int, int] | None) -> tuple[int, int]:
    """From the source to the end of target, time and place words; always inside the sentence."""
    tokens = sentence.tokens
    points = [tokens[i] for i in (act.trigger, act.anchor)]
    points.extend(tokens[h.i] for h in auxiliaries(sentence, act.anchor)) if tokens[act.anchor].pos in {
        "VERB",
        "AUX",
    } else None
    bounds = [(t.start, t.end) for t in points]
    bounds.extend(p.span for p in (*roles.sources, *roles.targets) if p.span is not None)
    bounds.extend(span for span in spans if span is not None)
    for i in (act.core, act.trigger):
        bounds.extend((tokens[c].start, tokens[c].end) for c in kids(sentence, i, "dobj", "prt"))
    inside = [b for b in bounds if sentence.start <= b[0] and b[1] <= sentence.end]
    return min(b[0] for b in inside), max(b[1] for b in inside)
