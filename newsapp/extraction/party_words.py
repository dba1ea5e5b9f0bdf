"""Parties named by one word before a title: "Democratic nominee", "Labour leader", "Conservative MP"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from newsapp.extraction.folding import fold

if TYPE_CHECKING:
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.records import Actor


def party_named(word: str, iso3: str | None, knowledge: Knowledge) -> Actor | None:
    """The party of `iso3` called "WORD Party" ("Democratic" for the Democratic Party), if the knowledge has one."""
    return _first_words(knowledge).get((iso3 or "", fold(word)))


@lru_cache(maxsize=4)
def _first_words(knowledge: Knowledge) -> dict[tuple[str, str], Actor]:
    found: dict[tuple[str, str], Actor] = {}
    for actor in knowledge.actors.values():
        if actor.kind != "party" or not actor.iso3:
            continue
        for name in (actor.name, *(alias.name for alias in actor.aliases)):
            words = name.split(" (")[0].split()
            if len(words) == 2 and words[1] == "Party":
                found.setdefault((actor.iso3, fold(words[0])), actor)
    return found
