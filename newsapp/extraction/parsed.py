"""What the parser hands on: tokens and sentences with offsets into the article, free of the parsing library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

SentenceKind = Literal["title", "body", "heading", "boilerplate"]


@dataclass(slots=True, unsafe_hash=True)
class Token:
    """One token. `start` and `end` are code points of the whole text, end exclusive; `head` and `children` are
    indexes into the same sentence (the root's head is itself). Labels: Penn tags, universal POS, ClearNLP relations.
    `lower` is the text in small letters.

    Nobody changes a token. It is not frozen only because there are thousands an article, and frozen ones take three
    times as long to make.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    children: tuple[int, ...] = ()
    entity_label: str = ""
    lower: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.lower = self.text.lower()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A half-open slice [start, end) of the text. `tokens` is empty where the parser did not need to look."""

    index: int
    start: int
    end: int
    kind: SentenceKind
    paragraph: int
    tokens: tuple[Token, ...] = field(default=(), repr=False)

    def subtree(self, i: int, *, limit: int = 400) -> tuple[int, ...]:
        """Indexes of token `i` and everything below it, in text order; at most `limit` tokens, to bound the work."""
        seen: list[int] = []
        stack = [i]
        while stack and len(seen) < limit:
            current = stack.pop()
            seen.append(current)
            stack.extend(self.tokens[current].children)
        return tuple(sorted(seen))
