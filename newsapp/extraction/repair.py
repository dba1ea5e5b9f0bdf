"""Verbs the tagger took for nouns: "The commission fines Telegram" with a noun at the root that has a subject."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newsapp.extraction.lexicon import Lexicon
    from newsapp.extraction.parsed import Sentence, Token

# What the parser calls the object of a verb it did not recognise as one.
_OBJECT_LABELS: Final = frozenset({"appos", "nmod", "attr", "npadvmod", "dep", "obj"})


def repaired(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """`sentence` with its root read as a verb when it has a subject and the lexicon knows it as one, else as it is."""
    root = next((t for t in sentence.tokens if t.head == t.i), None)
    if root is None or root.pos not in {"NOUN", "PROPN"} or root.lemma.lower() not in lexicon.verbs:
        return sentence
    subjects = [c for c in root.children if sentence.tokens[c].dep == "nsubj" and c < root.i]
    if not subjects or any(sentence.tokens[c].dep in {"cop", "aux", "det"} for c in root.children):
        return sentence
    tokens = tuple(_reread(token, root) for token in sentence.tokens)
    return replace(sentence, tokens=tokens)


def _reread(token: Token, root: Token) -> Token:
    if token.i == root.i:
        tag = "VBZ" if token.tag in {"NNS", "NNPS"} else "VBP"
        return replace(token, pos="VERB", tag=tag, lemma=token.lemma.lower())
    if (
        token.head == root.i
        and token.i > root.i
        and token.dep in _OBJECT_LABELS
        and token.pos in {"NOUN", "PROPN", "NUM"}
    ):
        return replace(token, dep="dobj")
    return token
