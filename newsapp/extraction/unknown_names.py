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
# What follows one of these begins a sentence of its own, where every word has a capital.
_OPENERS: Final = frozenset('“"«‘')


def has_unknown_names(text: str, start: int, end: int, knowledge: Knowledge) -> bool:
    """Whether a capitalised word of text[start:end], not the first of a sentence or quotation, is neither part of a
    known name nor a title, a month or a weekday."""
    known = title_words(knowledge) | calendar_names(knowledge) | {"i"}
    names = gazetteer_of(knowledge).find(text, start, end)
    name = next(names, None)
    for number, word in enumerate(_WORD.finditer(text, start, end)):
        while name is not None and name.end <= word.start():
            name = next(names, None)
        is_named = name is not None and name.start <= word.start()
        opens = not number or text[word.start() - 1] in _OPENERS
        if not opens and word.group()[0].isupper() and not is_named and word.group().lower() not in known:
            return True
    return False
