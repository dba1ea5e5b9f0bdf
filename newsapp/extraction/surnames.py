"""A bare surname means whoever the article has told of by the whole name, not a namesake named later, in passing or not
at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsapp.extraction.folding import fold
from newsapp.extraction.runs import title_words

if TYPE_CHECKING:
    from newsapp.extraction.cast import Cast
    from newsapp.extraction.knowledge import Knowledge


_MUCH_MORE: Final = 2


def settle_surnames(text: str, cast: Cast) -> None:
    """Gives "Khan" behind "Usman Khan" to him and not to Sadiq Khan, who is better known, unless it tells of that one
    as well and not much less."""
    most_told: dict[str, int] = {}  # by surname, of those named in full
    told: Counter[int] = Counter()
    named: set[int] = set()
    for mention in cast.mentions():
        index = mention.entities[0]
        member = cast.members[index]
        words = fold(text[mention.start : mention.end]).split()
        if mention.form != "name" or len(mention.entities) > 1 or member.kind != "person" or not words:
            continue
        *before, surname = words
        meant = most_told.get(surname, index)
        if before:
            named.add(index)
        elif meant != index and (index not in named or told[meant] > _MUCH_MORE * told[index]):
            cast.replace(mention, replace(mention, entities=(meant,)))
            index = meant
        told[index] += 1
        in_full = bool(before) and before[-1] in fold(member.name).split()  # no title, as in "President Khan"
        if (in_full or meant == index) and index in named and told[index] >= told[most_told.get(surname, index)]:
            most_told[surname] = index


def is_given_name(word: str, knowledge: Knowledge) -> bool:
    """Whether known persons bear it before their surname and none as a surname. `word` is in small letters."""
    return word in _given_names(knowledge)


@lru_cache(maxsize=4)
def _given_names(knowledge: Knowledge) -> frozenset[str]:
    names = [actor.name.lower().split() for actor in knowledge.actors.values() if actor.kind == "person"]
    surnames = {words[-1] for words in names}
    return frozenset({words[0] for words in names if len(words) > 1} - surnames - title_words(knowledge))
