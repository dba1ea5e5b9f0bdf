"""Headlines as the parser reads them best: a title-case line with its common words in small letters, same length."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from newsapp.extraction.gazetteer import gazetteer_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.knowledge import Knowledge

_WORD: Final = re.compile(r"[^\W\d_][\w’']*")
# Share of longer words with a capital above which a line counts as title case; prose stays far below.
_TITLE_CASE_SHARE: Final = 0.6


class BodyWords:
    """How the body of a text spells its words, read once for all its headlines and only when one asks."""

    def __init__(self, text: str, sentences: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._sentences = sentences

    @cached_property
    def capitalised(self) -> frozenset[str]:
        """Words in small letters that a sentence capitalises after its first word and none writes small."""
        big: set[str] = set()
        small: set[str] = set()
        for start, end in self._sentences:
            for number, word in enumerate(_WORD.finditer(self._text, start, end)):
                surface = word.group()
                if surface[0].islower():
                    small.add(surface.lower())
                elif number > 0:
                    big.add(surface.lower())
        return frozenset(big - small)


def true_case(text: str, start: int, end: int, body: BodyWords, knowledge: Knowledge) -> str:
    """text[start:end] with only names capitalised, or unchanged if it is not in title case.

    Names are those the gazetteer knows and words that the `body` capitalises.
    """
    line = text[start:end]
    words = list(_WORD.finditer(line))
    later = [word.group() for word in words[1:] if len(word.group()) > 3]
    if not later or sum(word[0].isupper() for word in later) / len(later) < _TITLE_CASE_SHARE:
        return line
    shouted = all(word.isupper() for word in later)
    known: set[int] = set()
    for match in gazetteer_of(knowledge).find(text, start, end):
        known.update(range(match.start - start, match.end - start))
    pieces = list(line)
    for number, word in enumerate(words):
        surface = word.group()
        if word.start() in known:
            new = surface.capitalize() if shouted and len(surface) > 3 else surface
        elif surface.lower() in body.capitalised:
            new = surface.capitalize() if shouted else surface
        elif (
            not shouted
            and ((surface.isupper() and len(surface) > 1) or any(letter.isupper() for letter in surface[1:]))
        ) or (number == 0 and not shouted):
            new = surface
        else:
            new = surface.lower()
        if len(new) == len(surface):
            pieces[word.start() : word.end()] = new
    return "".join(pieces)
