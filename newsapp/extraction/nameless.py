"""How a group or person is called that has no name: by its noun phrase, in words that say who and not how many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsapp.extraction.group_names import owned_name

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
    start = next((c for c in sorted(before) if not _is_left_out(scene, sentence, c, owner=bool(owner))), i)
    if start >= 2 and tokens[start - 1].text == "-" and tokens[start - 2].tag != "CD":
        start -= 2  # "a same-sex author" is no "sex author"
    begin = tokens[start].start
    named = scene.index_of(sentence).mentions.get(start)
    if named is not None and named.form == "demonym":
        begin = min(begin, named.start)  # "South African peacekeepers"
    words = " ".join(scene.reading.text[begin : tokens[i].end].split())
    if owner:
        return f"{words} of {owner}"[:_MAX_NAME], span
    return (_of_whom(scene, sentence, i, words) or words)[:_MAX_NAME], span


def _of_whom(scene: Scene, sentence: Sentence, i: int, words: str) -> str:
    """The name of "followers of Biden"; empty for one person, and where "of" names nobody, or a state."""
    if sentence.tokens[i].tag != "NNS":
        return ""
    for c in sentence.tokens[i].children:
        if c > i and sentence.tokens[c].lower == "of":
            for noun in sentence.tokens[c].children:
                mention = scene.index_of(sentence).mentions.get(noun)
                if mention is not None and mention.form == "name" and len(mention.entities) == 1:
                    return owned_name(words, scene.entities[mention.entities[0]])
    return ""


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


def _is_left_out(scene: Scene, sentence: Sentence, i: int, *, owner: bool) -> bool:
    token = sentence.tokens[i]
    if token.lower in scene.lexicon.passing and token.text.islower():
        return True
    return token.dep in _COUNTING or token.tag == "PRP$" or (owner and token.dep == "poss")
