"""Whose people a group without a name are, put in one way however the text puts it: "critics of Jair Bolsonaro" for his
critics, "Islamic State fighters" for fighters of the Islamic State."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsapp.extraction.role_nouns import group_modifiers, role_nouns
from newsapp.extraction.spans import tokens_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsapp.extraction.cast import Cast, Member
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import Entity, Mention

# Those whose people are told by name; the people of a state are told by their country.
_OWNERS: Final = frozenset(
    {"person", "party", "armed_group", "organisation", "company", "media", "international_organisation"}
)
_QUALIFIER: Final = re.compile(r"\s*\([^)]*\)$")
_BEFORE: Final = frozenset({"amod", "compound", "nmod"})
_LONGEST: Final = 5


def owned_name(words: str, owner: Member | Entity) -> str:
    """The name of the people `words` who belong to `owner`; empty if their country tells whose they are, or
    the words are no plain ones."""
    if owner.kind not in _OWNERS or not words.islower():
        return ""
    name = _QUALIFIER.sub("", owner.name)
    return f"{words} of {name}" if owner.kind == "person" else f"{name} {words}"


def without_owner(text: str, sentence: Sentence, first: int, head: int, owner: Mention) -> str:
    """The words from token `first` to `head` without the owner's name and its "'s"."""
    taken = tokens_in(sentence, owner.start, owner.end)
    if taken.start > first and sentence.tokens[taken.start - 1].text == "-":
        return ""  # "pro-Yoon protesters" are not his
    own = [t for t in sentence.tokens[first : head + 1] if t.i not in taken and t.tag not in {"POS", "HYPH"}]
    words = " ".join(text[token.start : token.end] for token in own)
    return words[:1].lower() + words[1:] if own and own[0].i == 0 and own[0].pos == "NOUN" else words


def passing_words(sentence: Sentence, i: int, knowledge: Knowledge) -> int:
    """How many tokens from `i` on are a word that tells a passing state of a group ("high-ranking" is three)."""
    tokens = sentence.tokens
    kinds = group_modifiers(knowledge)
    if i + 2 < len(tokens) and tokens[i + 1].text == "-":
        return 3 if kinds.get(f"{tokens[i].text}-{tokens[i + 2].text}") == "state" else 0
    return 1 if kinds.get(tokens[i].text) == "state" else 0


def complement(text: str, sentence: Sentence, head: int, knowledge: Knowledge) -> str:
    """The people behind "of" who tell which group it is ("the families OF THE VICTIMS"); empty if there are none."""
    tokens = sentence.tokens
    if tokens[head].tag != "NNS" or head + 1 >= len(tokens) or tokens[head + 1].lower != "of":
        return ""
    noun = next((c for c in tokens[head + 1].children if tokens[c].dep == "pobj"), -1)
    if noun < 0 or tokens[noun].tag != "NNS" or tokens[noun].lemma.lower() not in _people(knowledge):
        return ""
    counts = group_modifiers(knowledge)
    before = [c for c in tokens[noun].children if c < noun and tokens[c].dep in _BEFORE]
    start = min((c for c in before if counts.get(tokens[c].lower) != "count"), default=noun)
    if noun - start > _LONGEST:
        return ""
    return " of " + " ".join(text[tokens[start].start : tokens[noun].end].split())


def name_by_owner(sentences: Iterable[Sentence], cast: Cast, knowledge: Knowledge) -> None:
    """Names groups that a possessive pronoun gives to somebody: "his critics". Runs when pronouns have been read."""
    by_index = {sentence.index: sentence for sentence in sentences}
    nouns = role_nouns(knowledge)
    seen: set[int] = set()
    for mention in cast.mentions():
        index = mention.entities[0]
        first = index not in seen
        seen.update(mention.entities)
        member = cast.members[index]
        if not first or member.kind != "population" or not member.candidate or mention.form == "pronoun":
            continue
        tokens = by_index[mention.sentence].tokens
        noun = nouns.get(tokens[mention.head].lower)
        if noun is None or noun.group == "people":
            continue
        for c in tokens[mention.head].children:
            whose = cast.at(mention.sentence, tokens[c].start, tokens[c].end) if tokens[c].tag == "PRP$" else None
            if whose is not None and len(whose.entities) == 1 and whose.entities[0] != index:
                member.name = owned_name(member.name, cast.members[whose.entities[0]]) or member.name


@lru_cache(maxsize=4)
def _people(knowledge: Knowledge) -> frozenset[str]:
    """Nouns for people, in the singular."""
    rows = knowledge.table("object_types")
    return frozenset(str(row["lemma"]).lower() for row in rows if "people" in str(row["types"]).split(";"))
