"""Changing a parsed sentence: a tree from heads and relations, and where the words of a phrase begin and end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsapp.extraction.parsed import Sentence, Token


def rehung(sentence: Sentence, changes: Mapping[int, tuple[int, str]]) -> Sentence:
    """`sentence` with the words of `changes` hung on another head in another relation."""
    heads = [token.head for token in sentence.tokens]
    deps = [token.dep for token in sentence.tokens]
    for i, (head, dep) in changes.items():
        heads[i], deps[i] = head, dep
    return replace(sentence, tokens=tree(sentence.tokens, heads, deps))


def tree(tokens: Sequence[Token], heads: Sequence[int], deps: Sequence[str]) -> tuple[Token, ...]:
    """`tokens` with these heads and relations, and the children that follow from them."""
    children: list[list[int]] = [[] for _ in tokens]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    return tuple(
        token
        if (token.head, token.dep, token.children) == (head, dep, below)
        else replace(token, head=head, dep=dep, children=below)
        for token, head, dep, below in zip(tokens, heads, deps, map(tuple, children), strict=True)
    )


def first_of(tokens: Sequence[Token], i: int) -> int:
    """The first word of the phrase whose head is token `i`."""
    while tokens[i].children and tokens[i].children[0] < i:
        i = tokens[i].children[0]
    return i


def last_of(tokens: Sequence[Token], i: int) -> int:
    """The last word of the phrase whose head is token `i`."""
    while tokens[i].children and tokens[i].children[-1] > i:
        i = tokens[i].children[-1]
    return i
