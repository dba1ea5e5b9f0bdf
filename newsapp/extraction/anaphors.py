"""What "the company", "the country" or "the rebel group" means: the last body of that kind that was named."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from newsapp.extraction.role_nouns import role_nouns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.cast import Cast
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import Mention
    from newsapp.extraction.role_nouns import RoleNoun
    from newsapp.extraction.word_classes import WordClass

# What a noun alone with "the" may mean among the names before it, by its class or by the kind of its bare use.
_BODIES: Final = frozenset({"organisation", "international_organisation", "armed_group", "company"})
_BY_CLASS: Final[dict[WordClass, frozenset[str]]] = {
    "noun_for_state": frozenset({"state"}),
    "noun_for_body": _BODIES,
    "noun_for_charity": frozenset({"organisation"}),
    "noun_for_company": frozenset({"company"}),
    "noun_for_media": frozenset({"media"}),
    "noun_for_party": frozenset({"party"}),
}
_BY_KIND: Final = {
    "organisation": _BODIES,
    "company": frozenset({"company"}),
    "media": frozenset({"media"}),
    "party": frozenset({"party"}),
    "armed_group": frozenset({"armed_group"}),
}
_POINTING: Final = frozenset({"the", "this", "that"})
_NAMES_BACK: Final = 40
# How many sentences back.
_REACH: Final = 3


def named_before(
    sentence: Sentence,
    first: int,
    head: int,
    noun: RoleNoun,
    named: Sequence[Mention],
    cast: Cast,
    knowledge: Knowledge,
) -> int | None:
    """What "the company" or "the country" means: the last name of that kind a few sentences up to here; of a state its
    adjective too ("Rwandan officials over the country's support")."""
    by_class = (kinds for name, kinds in _BY_CLASS.items() if noun.singular in knowledge.words(name))
    kinds = next(by_class, None) or _BY_KIND.get(noun.bare)
    return None if kinds is None else _last_of(kinds, sentence, first, head, named, cast)


def _last_of(
    kinds: frozenset[str], sentence: Sentence, first: int, head: int, named: Sequence[Mention], cast: Cast
) -> int | None:
    tokens = sentence.tokens
    if tokens[head].tag != "NN" or not first or tokens[first - 1].lower not in _POINTING:
        return None
    before = bisect_left(named, tokens[first].start, key=lambda m: m.start)
    for number in range(before - 1, -1, -1):
        mention = named[number]
        if mention.sentence < sentence.index - _REACH:
            return None
        kind = cast.members[mention.entities[0]].kind
        if kind in kinds and (mention.form == "name" or (mention.form == "demonym" and kind == "state")):
            return mention.entities[0]
    return None


def body_named_so(
    sentence: Sentence, first: int, head: int, named: Sequence[Mention], cast: Cast, knowledge: Knowledge
) -> int | None:
    """What "the court" or "the commission" means: the last body that the noun is part of the name of, further back
    than other names, since only one such body is told of as a rule."""
    tokens = sentence.tokens
    if tokens[head].tag != "NN" or not first or tokens[first - 1].lower not in _POINTING:
        return None
    word = tokens[head].lower
    if word not in knowledge.words("noun_in_body_name"):
        return None
    before = bisect_left(named, tokens[first].start, key=lambda m: m.start)
    for number in range(before - 1, max(-1, before - 1 - _NAMES_BACK), -1):
        member = cast.members[named[number].entities[0]]
        if named[number].form == "name" and member.kind != "person" and word in member.name.lower().split():
            return named[number].entities[0]
    return None


def armed_group_before(
    sentence: Sentence, first: int, head: int, named: Sequence[Mention], cast: Cast, knowledge: Knowledge
) -> int | None:
    """What "the rebel group" means: the armed group named last, if the words before the noun are of armed people."""
    nouns = role_nouns(knowledge)
    words = [nouns.get(token.lower) for token in sentence.tokens[first:head]]
    if not words or any(noun is None or noun.kind != "armed_group" for noun in words):
        return None
    return _last_of(_BY_KIND["armed_group"], sentence, first, head, named, cast)


def said_to_be(sentence: Sentence, head: int, mentions: Sequence[Mention], cast: Cast) -> int | None:
    """The body of which the noun is said: "The Court of Session IS THE HIGHEST COURT in Scotland"."""
    tokens = sentence.tokens
    verb = tokens[tokens[head].head]
    if tokens[head].dep != "attr" or verb.lemma != "be":
        return None
    subjects = {c for c in verb.children if tokens[c].dep == "nsubj"}
    found = next((m for m in mentions if m.head in subjects and m.form == "name"), None)
    if found is None or len(found.entities) != 1:
        return None
    return found.entities[0] if cast.members[found.entities[0]].kind not in {"person", "state"} else None
