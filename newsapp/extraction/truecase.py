"""Headlines as the parser reads them best: a title-case line with its common words in small letters, same length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsapp.extraction.gazetteer import gazetteer_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.knowledge import Knowledge

_WORD: Final = re.compile(r"[^\W\d_][\w’']*")
# Share of longer words with a capital above which a line counts as title case; prose stays far below.
_TITLE_CASE_SHARE: Final = 0.6


def true_case(text: str, start: int, end: int, body: Sequence[tuple[int, int]], knowledge: Knowledge) -> str:
    """text[start:end] with only names capitalised, or unchanged if it is not in title case.

    Names are those the gazetteer knows and words that the `body` sentences capitalise after their first word.
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
    capitalised = _capitalised_in_body(text, body, {word.group().lower() for word in words})
    pieces = list(line)
    for number, word in enumerate(words):
        surface = word.group()
        if word.start() in known:
            new = surface.capitalize() if shouted and len(surface) > 3 else surface
        elif surface.lower() in capitalised:
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


def _capitalised_in_body(text: str, body: Sequence[tuple[int, int]], wanted: set[str]) -> set[str]:
    """Those of `wanted` that a body sentence capitalises after its first word and none writes small."""
    big: set[str] = set()
    small: set[str] = set()
    for start, end in body:
        for number, word in enumerate(_WORD.finditer(text, start, end)):
            surface = word.group()
            lower = surface.lower()
            if lower not in wanted:
                continue
            if surface[0].islower():
                small.add(lower)
            elif number > 0:
                big.add(lower)
    return big - small
