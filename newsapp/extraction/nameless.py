"""How a group or person is called that has no name: by its noun phrase, in words that say who and not how many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newsapp.extraction.nominals import Party
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene

_MAX_NAME: Final = 80
_BEFORE: Final = frozenset({"amod", "compound", "nummod", "nmod", "poss", "quantmod"})
_COUNTING: Final = frozenset({"nummod", "quantmod"})
_PEOPLE: Final = "people"


def group_words(scene: Scene, sentence: Sentence, i: int) -> tuple[str, tuple[int, int]]:
    """The name of the group whose noun is token `i`, and the span of its words.

    "Twelve", "some" and "those" are people; a count is not part of a name ("two toddlers" are toddlers); whose
    people they are is told by name ("his staff" is the staff of whoever "his" means).
    """
    tokens = sentence.tokens
    before = [c for c in tokens[i].children if c < i and tokens[c].dep in _BEFORE]
    first = min(before, default=i)
    span = (tokens[first].start, tokens[i].end)
    if tokens[i].pos == "NUM" or tokens[i].lower in scene.lexicon.words("people_quantity"):
        return _PEOPLE, span
    owner = next((name for c in before if (name := _owner(scene, sentence, c))), "")
    start = next((c for c in sorted(before) if not _is_left_out(sentence, c, owner=bool(owner))), i)
    words = " ".join(scene.reading.text[tokens[start].start : tokens[i].end].split())
    return (f"{words} of {owner}" if owner else words)[:_MAX_NAME], span


def as_protesters(scene: Scene, party: Party) -> Party:
    """People of whom a protest says nothing else ("thousands gathered to protest") are the protesters of their
    country."""
    members = [scene.entities[index] for index in party.entities]
    if len(members) != 1 or members[0].iso3 is None:
        return party
    if members[0].name.lower() not in scene.lexicon.words("crowd_noun"):
        return party
    return replace(party, entities=(scene.protesters(members[0].iso3),))


def _owner(scene: Scene, sentence: Sentence, i: int) -> str:
    """Whom a possessive pronoun means, if it is one person or body; empty for a noun."""
    mention = scene.index_of(sentence).mentions.get(i)
    if mention is None or mention.form != "pronoun" or len(mention.entities) != 1:
        return ""
    return scene.entities[mention.entities[0]].name


def _is_left_out(sentence: Sentence, i: int, *, owner: bool) -> bool:
    token = sentence.tokens[i]
    return token.dep in _COUNTING or token.tag == "PRP$" or (owner and token.dep == "poss")
