"""Which row of the lexicon fits a verb or noun where it stands: the most specific row whose conditions all hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import (
    conjuncts,
    is_indicative,
    kids,
    marked_clauses,
    objects,
    particle_words,
    prepositions,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.lexicon import Lexeme, Operator
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene

# An object or companion word says more than a preposition; an idiom wins a tie against a plain row.
_WORDS_WEIGHT: Final = 5
_IDIOM_WEIGHT: Final = 2
_OBJECT_WEIGHT: Final = 6
_OBLIQUE_WEIGHT: Final = 3
_MODIFIER_WEIGHT: Final = 4
_PREP_WEIGHT: Final = 2
_WORD_ITSELF: Final = 0.5
SPECIFIC: Final = 3
# What these introduce is a time and yet part of the deed ("gave them until Friday").
_TIMED: Final = frozenset({"until", "till"})
_MODIFIERS: Final = ("compound", "amod", "nmod", "poss", "nummod")


def match_verb(scene: Scene, sentence: Sentence, i: int) -> tuple[Lexeme | None, float]:
    """The best row for verb `i` and its specificity (0 = unconditional)."""
    rows = scene.lexicon.verbs.get(sentence.tokens[i].lemma.lower())
    if not rows:
        return None, 0
    # asked of the same verb by the deed itself, its judgement, its operators and its parties
    known = scene.matched_verbs.get((sentence.index, i))
    if known is None:
        known = scene.matched_verbs[(sentence.index, i)] = _best_row(scene, sentence, i, rows)
    return known


def _best_row(scene: Scene, sentence: Sentence, i: int, rows: Sequence[Lexeme]) -> tuple[Lexeme | None, float]:
    if not any(row.words or row.preps or row.objects for row in rows):
        return rows[0], 0  # nothing to choose by
    particles = particle_words(sentence, i)
    written = list(prepositions(sentence, i))
    preps = [pair for pair in written if not scene.is_time(sentence, pair[1])]
    direct = objects(sentence, i)
    heads = [h for d in direct for h in conjuncts(sentence, d)]
    inner = [pair for h in heads if sentence.tokens[h].head == i for pair in prepositions(sentence, h)]
    present = particles | {prep for prep, _ in preps} | {prep for prep, _ in inner}
    present |= {word for word, _ in marked_clauses(sentence, i)}
    present |= {prep for prep, _ in written if prep in _TIMED}
    present |= {"that" for c in kids(sentence, i, "ccomp") if is_indicative(sentence, c)}
    beside = _words_beside(scene, sentence, i, heads, [obj for _, obj in preps])
    best: Lexeme | None = None
    best_score = -1.0
    for row in rows:
        score = 0.0
        if row.words:
            if not row.words <= beside:
                continue
            score += _WORDS_WEIGHT + (_IDIOM_WEIGHT if row.key.startswith("idiom") else 0)
        if row.preps:
            if not row.preps & present:
                continue
            score += _PREP_WEIGHT
        if row.objects:
            weight = _object_weight(scene, sentence, i, row, heads, preps)
            if not weight:
                continue
            score += weight
        if score > best_score:
            best, best_score = row, score
    return best, max(best_score, 0)


def match_noun(scene: Scene, sentence: Sentence, i: int) -> tuple[Lexeme | None, int]:
    """The best row for noun `i` and its specificity; a noun that only modifies another one is no event."""
    token = sentence.tokens[i]
    rows = scene.lexicon.nouns.get(token.lemma.lower())
    if not rows or token.dep in {"compound", "nmod", "amod"}:
        return None, 0
    modifiers: set[str] = set()
    for c in kids(sentence, i, *_MODIFIERS):
        child = sentence.tokens[c]
        modifiers |= {child.lemma.lower(), child.lower}
        modifiers |= {sentence.tokens[g].lemma.lower() for g in kids(sentence, c, *_MODIFIERS, "conj")}
    for prep, obj in prepositions(sentence, i):
        if any(one.startswith(f"{prep}:") for row in rows for one in row.objects):
            modifiers |= {f"{prep}:{kind}" for kind in scene.types_of(sentence, obj)}
    modifiers |= {f"prep:{prep}" for prep, obj in prepositions(sentence, i) if not scene.is_time(sentence, obj)}
    best: Lexeme | None = None
    best_score = -1
    for row in rows:
        if row.objects and not row.objects & modifiers:
            continue
        beside = row.objects & modifiers
        score = 0 if not beside else _OBLIQUE_WEIGHT if all(m.startswith("prep:") for m in beside) else _MODIFIER_WEIGHT
        if score > best_score:
            best, best_score = row, score
    return best, max(best_score, 0)


def operators_of(scene: Scene, sentence: Sentence, i: int) -> list[Operator]:
    """Operator rows that fit token `i` with its particle."""
    token = sentence.tokens[i]
    lemma = token.lemma.lower()
    if token.pos in {"VERB", "AUX"}:
        rows = scene.lexicon.verb_operators.get(lemma, ())
    elif token.pos == "NOUN":
        rows = scene.lexicon.noun_operators.get(lemma, ())
    elif token.pos == "ADJ":
        rows = scene.lexicon.adjective_operators.get(lemma, ())
    else:
        return []
    if not any(row.particle for row in rows):
        return list(rows)
    present = particle_words(sentence, i)
    present |= {prep for prep, obj in prepositions(sentence, i) if not scene.is_time(sentence, obj)}
    present |= {word for word, _ in marked_clauses(sentence, i)}
    return [row for row in rows if not row.particle or row.particle in present]


def _object_weight(
    scene: Scene, sentence: Sentence, i: int, row: Lexeme, heads: list[int], preps: list[tuple[str, int]]
) -> float:
    """How well the row's object condition is met, 0 if not. "*" is any direct object, "clause" a that-clause."""
    if "*" in row.objects and heads:
        return _OBJECT_WEIGHT
    if "clause" in row.objects and kids(sentence, i, "ccomp"):
        return _OBJECT_WEIGHT
    under = [obj for prep, obj in preps if prep in row.preps]
    if under and any(_object_types(scene, sentence, h) & row.objects for h in under):
        return _OBLIQUE_WEIGHT + _named_itself(scene, sentence, row, under)
    if any(_object_types(scene, sentence, h) & row.objects for h in heads):
        return _OBJECT_WEIGHT + _named_itself(scene, sentence, row, heads)
    return 0


def _named_itself(scene: Scene, sentence: Sentence, row: Lexeme, heads: list[int]) -> float:
    """A row that names the very word fits better than one that names its type."""
    return _WORD_ITSELF * any(sentence.tokens[scene.core_of(sentence, h)].lemma.lower() in row.objects for h in heads)


def _object_types(scene: Scene, sentence: Sentence, i: int) -> frozenset[str]:
    """Types of an object, with the lemmas behind "of" and before the noun ("state of EMERGENCY", "CEASEFIRE deal")."""
    inner = {sentence.tokens[obj].lemma.lower() for prep, obj in prepositions(sentence, i) if prep == "of"}
    for c in kids(sentence, i, "compound", "nmod", "amod"):
        inner.add(sentence.tokens[c].lemma.lower())
        if sentence.tokens[c].dep != "amod":
            inner |= scene.lexicon.types.get(sentence.tokens[c].lemma.lower(), frozenset())
    return scene.types_of(sentence, i) | inner


def _words_beside(scene: Scene, sentence: Sentence, i: int, heads: list[int], under: list[int]) -> set[str]:
    found: set[str] = set()
    for c in (*sentence.tokens[i].children, *heads, *under):
        child = sentence.tokens[c]
        found |= {child.lemma.lower(), child.lower}
        if child.dep in {"oprd", "acomp"}:  # "found NOT guilty"
            found |= {sentence.tokens[n].lower for n in kids(sentence, c, "neg", "advmod")}
    for h in (*heads, *under):
        core = scene.core_of(sentence, h)
        found.add(sentence.tokens[core].lemma.lower())
        if core != h:  # "a round of JOINT exercises"
            found |= {sentence.tokens[g].lemma.lower() for g in kids(sentence, core, "amod")}
        for _, obj in prepositions(sentence, h):
            found.add(sentence.tokens[obj].lemma.lower())
        found |= {
            sentence.tokens[g].lemma.lower() for g in sentence.tokens[h].children if sentence.tokens[g].dep == "amod"
        }
    return found
