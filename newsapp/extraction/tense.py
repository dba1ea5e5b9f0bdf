"""The tense of the clause around a word: past, present, future or none, read from the verbs above it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.parsed import Sentence, Token

Tense = Literal["past", "present", "future", "none"]
# A clause is looked for this many heads up; deeper nesting is no news prose.
_HIGHEST_CLIMB: Final = 14
_MODIFIERS: Final = frozenset({"compound", "nmod", "poss", "nummod", "amod", "npadvmod"})


@lru_cache(maxsize=4)
def _future_words(knowledge: Knowledge) -> frozenset[str]:
    """Verbs and adjectives that put their complement in the future ("plan", "due", "expected"), by lemma."""
    return frozenset(str(row["word"]) for row in knowledge.table("future_words"))


def tense_at(sentence: Sentence, i: int, last: int, knowledge: Knowledge) -> Tense:
    """The tense in which the words with head `i` and last token `last` are told.

    A date that modifies a noun deep inside a phrase ("concerns over Iran's October 1 strike") has none of its own.
    """
    if i < 0:
        return "none"
    tokens = sentence.tokens
    future = _future_words(knowledge)
    if last + 1 < len(tokens) and tokens[last + 1].lower in future:
        return "future"  # "the election on November 5 approaches", whatever the parser makes of the verb
    current = i
    inside_nouns = 0
    for _ in range(_HIGHEST_CLIMB):
        token = tokens[current]
        if token.pos in {"VERB", "AUX"} and token.dep not in {"aux", "auxpass", "amod", "compound"}:
            # Deep inside a noun phrase the clause's tense says nothing of the date's.
            return _tense_of_verb(sentence, current, future) if inside_nouns < 2 else "none"
        if token.head == current:
            return "none"
        above = tokens[token.head]
        if token.dep in _MODIFIERS and above.pos in {"NOUN", "PROPN"}:
            inside_nouns += 1
            if any(
                tokens[child].lemma.lower() in future
                for child in above.children[:8]
                if tokens[child].dep in {"amod", "compound"}
            ):
                return "future"
        elif (
            token.dep == "pobj" and above.dep == "prep" and tokens[above.head].pos in {"NOUN", "PROPN"} and current != i
        ):
            inside_nouns += 1
        current = token.head
    return "none"


def _tense_of_verb(sentence: Sentence, verb: int, future: frozenset[str]) -> Tense:
    tokens = sentence.tokens
    for _ in range(_HIGHEST_CLIMB):
        token = tokens[verb]
        helpers = [tokens[child] for child in token.children if tokens[child].dep in {"aux", "auxpass"}]
        if any(helper.lower in {"will", "'ll", "’ll", "shall", "wo"} for helper in helpers):
            return "future"
        if token.lemma in future or any(
            tokens[c].lemma in future for c in token.children[:10] if tokens[c].dep in {"acomp", "xcomp"}
        ):
            return "future"
        found = _finite(token, helpers)
        if found is not None:
            return found
        above = tokens[token.head]
        if token.head == verb:
            return "none"
        if token.dep == "xcomp" and any(helper.lower == "to" for helper in helpers) and above.lemma in future:
            return "future"
        if token.tag == "VBN" and token.dep in {"acl", "relcl", "advcl"}:
            return "past"
        climbed = _verb_above(sentence, verb)
        if climbed < 0:
            return "none"
        verb = climbed
    return "none"


def _finite(token: Token, helpers: list[Token]) -> Tense | None:
    if any(helper.lower in {"had", "was", "were", "did", "has", "have", "'ve", "’ve"} for helper in helpers):
        if token.tag == "VBG" and any(helper.lower in {"was", "were", "had"} for helper in helpers):
            return "past"
        return "past"
    if any(helper.lower in {"may", "might", "could", "can", "would", "should", "must"} for helper in helpers):
        return "future" if not any(helper.lower in {"would", "could"} for helper in helpers) else "none"
    if any(helper.lower in {"is", "are", "'s", "’s", "'re", "’re", "am", "does", "do"} for helper in helpers):
        return "present"
    if token.tag == "VBD":
        return "past"
    if token.tag in {"VBZ", "VBP"}:
        return "present"
    return None


def _verb_above(sentence: Sentence, verb: int) -> int:
    current = verb
    for _ in range(_HIGHEST_CLIMB):
        head = sentence.tokens[current].head
        if head == current:
            return -1
        current = head
        if sentence.tokens[current].pos in {"VERB", "AUX"}:
            return current
    return -1
