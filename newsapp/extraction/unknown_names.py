"""Whether a sentence holds a capitalised word that nothing known explains: only then is the model asked for names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsapp.extraction.gazetteer import gazetteer_of
from newsapp.extraction.runs import title_words
from newsapp.extraction.time_words import calendar_names

if TYPE_CHECKING:
    from newsapp.extraction.knowledge import Knowledge

_WORD: Final = re.compile(r"[^\W\d_][\w’']*")
_OWNER: Final = re.compile(r"['’]s?$")
# What follows one of these begins a sentence of its own, where every word has a capital.
_OPENERS: Final = frozenset('“"«‘')


class UnknownNames:
    """The unknown names of one article, its sentences read in order. A word that an earlier sentence had is not asked
    for again: who was named in full is found by surname or initials without the model."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._gazetteer = gazetteer_of(knowledge)
        self._known = title_words(knowledge) | calendar_names(knowledge) | {"i"}
        self._met: set[str] = set()

    def find(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """From the first to the last new one, offsets into `text`: capitalised words of text[start:end], not the first
        of a sentence or quotation, that are neither part of a known name nor a title, a month or a weekday."""
        names = iter(self._gazetteer.find_in_sentence(text, start, end))
        name = next(names, None)
        new: list[re.Match[str]] = []
        for number, word in enumerate(_WORD.finditer(text, start, end)):
            if not word.group()[0].isupper() or not number or text[word.start() - 1] in _OPENERS:
                continue
            while name is not None and name.end <= word.start():
                name = next(names, None)
            bare = _OWNER.sub("", word.group())
            if (
                (name is None or name.start > word.start())
                and bare not in self._met
                and bare.lower() not in self._known
            ):
                self._met.add(bare)
                new.append(word)
        return (new[0].start(), new[-1].end()) if new else None
