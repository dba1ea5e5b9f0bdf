"""Bodies by the noun in their name that says what they are ("the House" for the House of Representatives), companies
by their first word."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from newsapp.extraction.runs import organisation_words, title_words

if TYPE_CHECKING:
    from newsapp.extraction.cast import Cast
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.parsed import Sentence

_BODIES: Final = frozenset({"government_body", "organisation", "company", "media", "party", "armed_group"})
_FIRMS: Final = frozenset({"company", "organisation", "media"})
_OWNED: Final = re.compile(r" (?:of|for|on) ")


class ShortNames:
    """The bodies of one article that are named by several words: where, by the noun that says what they are."""

    def __init__(self, cast: Cast, knowledge: Knowledge) -> None:
        kinds = organisation_words(knowledge)
        common = kinds.keys() | title_words(knowledge)
        self._named: dict[str, list[tuple[int, int]]] = {}
        self._firms: dict[str, set[int]] = {}
        for mention in cast.mentions():
            index = mention.entities[0]
            member = cast.members[index]
            if mention.form != "name" or member.kind not in _BODIES or " " not in member.name:
                continue
            first = member.name.split()[0]
            if member.kind in _FIRMS and first.lower() not in common:
                self._firms.setdefault(first, set()).add(index)
            head = _OWNED.split(member.name)[0].split()[-1]
            if head == "House" or kinds.get(head.lower(), "thing") != "thing":
                self._named.setdefault(head, []).append((mention.start, index))

    def find(self, sentence: Sentence, i: int) -> int | None:
        """The body last named before that the capitalised noun at token `i` behind "the" means, or the company whose
        first word it is ("Mahan" for Mahan Air)."""
        tokens = sentence.tokens
        firms = self._firms.get(tokens[i].text, set()) if tokens[i].tag == "NNP" else set()
        if len(firms) == 1:
            return next(iter(firms))
        if i == 0 or tokens[i - 1].lower != "the" or (i + 1 < len(tokens) and tokens[i + 1].lower == "of"):
            return None  # "the House of Representatives" goes on
        named = self._named.get(tokens[i].text, [])
        before = bisect_left(named, (tokens[i].start, 0))
        return named[before - 1][1] if before else None
