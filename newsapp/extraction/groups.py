"""Groups and bodies named by a role noun: "Israeli officials", "Russian troops", "the Biden administration", "protesters"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsapp.extraction.cast import Member, name_key
from newsapp.extraction.spans import phrase_start, tokens_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsapp.extraction.cast import Cast
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import ActorKind, Mention

# Bodies of a state: named alone in a report they are those of the state the report is about.
_STATE_BODY: Final = "government_body"
# The most words of a phrase that name a group; longer ones are cut to the last words.
_LONGEST_NAME: Final = 8


@dataclass(frozen=True, slots=True)
class RoleNoun:
    singular: str
    plural: str
    group: str
    kind: str
    bare: str


@lru_cache(maxsize=4)
def role_nouns(knowledge: Knowledge) -> dict[str, RoleNoun]:
    """Role nouns by their singular and plural, in lower case."""
    nouns: dict[str, RoleNoun] = {}
    for row in knowledge.table("role_nouns"):
        noun = RoleNoun(str(row["noun"]), str(row["plural"]), str(row["group"]), str(row["kind"]), str(row["bare"]))
        for form in (noun.singular, noun.plural):
            if form:
                nouns.setdefault(form.lower(), noun)
    return nouns


def find_groups(text: str, sentences: Iterable[Sentence], cast: Cast, knowledge: Knowledge) -> None:
    """Adds mentions of role groups. Runs after names, whose mentions give the phrase its country or organisation."""
    nouns = role_nouns(knowledge)
    by_sentence: dict[int, list[Mention]] = {}
    for mention in cast.mentions():
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for sentence in sentences:
        mentions = by_sentence.get(sentence.index, [])
        taken = {i for m in mentions for i in tokens_in(sentence, m.start, m.end)}
        for token in sentence.tokens:
            if token.i in taken or token.pos not in {"NOUN", "PROPN"} or token.dep in {"compound", "nmod"}:
                continue
            noun, first = _noun_at(sentence, token.i, nouns)
            if noun is not None and noun.kind != "person":
                _add_group(text, sentence, token.i, first, noun, mentions, cast)


def _noun_at(sentence: Sentence, i: int, nouns: dict[str, RoleNoun]) -> tuple[RoleNoun | None, int]:
    """The longest role noun that ends in token `i`, with its first token."""
    for width in (3, 2, 1):
        if i - width + 1 < 0:
            continue
        words = " ".join(token.lower for token in sentence.tokens[i - width + 1 : i + 1])
        if words in nouns:
            return nouns[words], i - width + 1
    return None, i


def _add_group(
    text: str, sentence: Sentence, head: int, noun_start: int, noun: RoleNoun, mentions: list[Mention], cast: Cast
) -> None:
    first = min(phrase_start(sentence, head), noun_start)
    start, end = sentence.tokens[first].start, sentence.tokens[head].end
    inside = [m for m in mentions if m.start >= start and m.end <= end]
    owner = next((m for m in reversed(inside) if len(m.entities) == 1), None)
    plural = sentence.tokens[head].tag in {"NNS", "NNPS"} or noun.kind == "population"
    if owner is None:
        after = _owner_after(sentence, head, mentions)
        if after is not None:
            owner, end = after, after.end
    if owner is not None:
        _add_owned(text, sentence, head, start, end, noun, owner, cast, plural=plural)
    elif noun.bare:
        _add_bare(text, sentence, head, first, noun, cast, plural=plural)


def _owner_after(sentence: Sentence, head: int, mentions: list[Mention]) -> Mention | None:
    """"officials of Iran", "the government of Puerto Rico": a name that hangs on the noun by "of" or "in"."""
    for child in sentence.tokens[head].children:
        token = sentence.tokens[child]
        if child > head and token.dep == "prep" and token.lower in {"of", "in", "from", "for"}:
            for grandchild in token.children:
                found = next((m for m in mentions if m.head == grandchild and len(m.entities) == 1), None)
                if found is not None:
                    return found
    return None


def _add_owned(
    text: str, sentence: Sentence, head: int, start: int, end: int, noun: RoleNoun, owner: Mention, cast: Cast, *, plural: bool
) -> None:  # fmt: skip
    member = cast.members[owner.entities[0]]
    words = text[start:end]
    if member.kind == "armed_group" and noun.kind in {"armed_group", "government_body"} and noun.group not in {"leaders", "officials"}:
        cast.mention(
            sentence.index, start, end, head=head, entities=owner.entities, form="name",
            reason=f"the {sentence.tokens[head].text} of {member.name}", confidence=0.9,
        )  # fmt: skip
        return
    if member.kind == "person" and noun.group != "government":
        if noun.kind != "population":
            return
        iso3 = member.iso3
    else:
        iso3 = member.iso3
    kind: ActorKind = _kind(noun, member.kind)
    name = _clean(words)
    of_state = member.kind == "state"
    key = f"group:{iso3}:{noun.group}" if of_state and noun.group and kind == _STATE_BODY else name_key(name)
    index = cast.add(key, Member(name, kind, iso3, affiliation="" if of_state else member.name, candidate=True, plural=plural))
    if " " not in name:
        return
    cast.also_known_as(index, f"noun:{noun.singular.lower()}")
    cast.mention(
        sentence.index, start, end, head=head, entities=(index,), form="group" if plural else "description",
        reason=f"{sentence.tokens[head].text} of {member.name}", confidence=0.85,
    )  # fmt: skip


def _kind(noun: RoleNoun, owner: ActorKind) -> ActorKind:
    if owner in {"state", "person"}:
        return noun.kind  # type: ignore[return-value]
    if noun.kind == _STATE_BODY and owner in {"armed_group", "party", "company", "organisation", "media", "international_organisation"}:
        return owner
    return noun.kind  # type: ignore[return-value]


def _add_bare(
    text: str, sentence: Sentence, head: int, first: int, noun: RoleNoun, cast: Cast, *, plural: bool
) -> None:
    tokens = sentence.tokens
    while first < head and tokens[first].dep in {"det", "nummod", "predet", "punct", "poss", "case"} and tokens[first].lower not in {"some", "all"}:
        first += 1
    start, end = tokens[first].start, tokens[head].end
    known = cast.index(f"noun:{noun.singular.lower()}") if first == head else None
    if known is not None:
        cast.mention(
            sentence.index, start, end, head=head, entities=(known,), form="group" if plural else "description",
            reason=f"the {tokens[head].text} named before", confidence=0.7,
        )  # fmt: skip
        return
    name = _clean(text[start:end])
    index = cast.add(name_key(name), Member(name, noun.bare, None, candidate=True, plural=plural))  # type: ignore[arg-type]
    cast.mention(
        sentence.index, start, end, head=head, entities=(index,), form="group" if plural else "description",
        reason="a group without a name", confidence=0.6,
    )  # fmt: skip


def _clean(words: str) -> str:
    """The name of a group: its words without a leading article."""
    parts = words.split()
    while len(parts) > 1 and parts[0].lower() in {"the", "a", "an", "its", "their", "his", "her", "our", "these", "those"}:
        parts = parts[1:]
    return " ".join(parts[-_LONGEST_NAME:])
