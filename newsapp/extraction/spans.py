"""From character spans to tokens: which tokens a span covers, its syntactic head, the noun phrase of a token."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newsapp.extraction.parsed import Sentence

# Words that may stand inside a noun phrase left of its head.
_MODIFIERS: Final = frozenset(
    {
        "det",
        "amod",
        "compound",
        "poss",
        "nummod",
        "nmod",
        "quantmod",
        "predet",
        "advmod",
        "npadvmod",
        "punct",
        "case",
        "cc",
        "conj",
    }
)
# A noun phrase is followed this far to the left; newspaper phrases are shorter, hostile ones are cut.
_LONGEST_PHRASE: Final = 24


def tokens_in(sentence: Sentence, start: int, end: int) -> range:
    """Indexes of the tokens that overlap text[start:end]."""
    tokens = sentence.tokens
    first = bisect_right(tokens, start, key=lambda token: token.end)
    last = bisect_left(tokens, end, key=lambda token: token.start)
    return range(first, max(first, last))


def token_at(sentence: Sentence, offset: int) -> int:
    """Index of the token that covers `offset`, -1 if none does."""
    covered = tokens_in(sentence, offset, offset + 1)
    return covered.start if covered else -1


def head_of(sentence: Sentence, start: int, end: int) -> int:
    """The token of the span whose own head lies outside it (the last such token); -1 for a span that was not parsed."""
    covered = tokens_in(sentence, start, end)
    found = -1
    for i in covered:
        token = sentence.tokens[i]
        if token.dep in {"punct", "case"} or token.pos == "PUNCT":
            continue
        if token.head not in covered or token.head == i:
            found = i
    return found if found >= 0 else (covered[-1] if covered else -1)


def phrase_start(sentence: Sentence, head: int) -> int:
    """Index of the first token of the noun phrase that ends in token `head` (determiner and modifiers to its left)."""
    first = head
    for i in range(head - 1, max(-1, head - 1 - _LONGEST_PHRASE), -1):
        token = sentence.tokens[i]
        if token.dep not in _MODIFIERS or not _hangs_on(sentence, i, head):
            break
        if token.dep != "punct":
            first = i
    return first


def _hangs_on(sentence: Sentence, i: int, head: int) -> bool:
    for _ in range(6):
        i = sentence.tokens[i].head
        if i == head:
            return True
        if i > head:
            return False
        if sentence.tokens[i].head == i:
            return False
    return False
