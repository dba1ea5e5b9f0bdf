"""Which entities of a reading become actors of the findings: the named, those in events, and groups that act."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newsapp.extraction.findings import EventFinding, Participant
    from newsapp.extraction.reading import Entity, Mention, Reading

_ACTING: Final = frozenset({"nsubj", "nsubjpass", "dobj", "agent", "dative"})


def select_actors(reading: Reading, events: tuple[EventFinding, ...]) -> tuple[Reading, tuple[EventFinding, ...]]:
    """The reading with only the entities worth showing, and the events renumbered to match.

    A nameless group that no event needs is kept only if it is several ("experts", "hostages") and acts or is acted upon
    somewhere, or if its state is known; "a man" or "the country" is no actor of its own.
    """
    used = {party.actor for event in events for party in (*event.source, *event.target)}
    mentions: dict[int, list[Mention]] = {}
    for mention in reading.mentions:
        for index in mention.entities:
            mentions.setdefault(index, []).append(mention)
    kept = [e for e in reading.entities if e.index in used or _is_actor(reading, e, mentions.get(e.index, []))]
    order = {entity.index: number for number, entity in enumerate(kept)}
    selected = replace(
        reading,
        entities=tuple(replace(entity, index=order[entity.index]) for entity in kept),
        mentions=tuple(
            replace(mention, entities=tuple(order[i] for i in mention.entities if i in order))
            for mention in reading.mentions
            if any(i in order for i in mention.entities)
        ),
    )
    return selected, tuple(_renumbered(event, order) for event in events)


def _is_actor(reading: Reading, entity: Entity, mentions: list[Mention]) -> bool:
    if any(mention.form in {"name", "role", "demonym"} for mention in mentions):
        return True
    for mention in mentions:
        if mention.head < 0 or mention.form == "pronoun":
            continue
        head = reading.sentences[mention.sentence].tokens[mention.head]
        several = head.tag in {"NNS", "NNPS"} or mention.form == "group"
        first = reading.sentences[mention.sentence].tokens[head.head] if head.dep == "conj" else head
        if several and (entity.iso3 is not None or first.dep in _ACTING or mention.start < head.start):
            return True
        if (
            entity.iso3 is not None
            and entity.kind == "government_body"
            and (entity.affiliation or first.dep in _ACTING)
        ):
            return True
    return False


def _renumbered(event: EventFinding, order: dict[int, int]) -> EventFinding:
    def moved(parties: tuple[Participant, ...]) -> tuple[Participant, ...]:
        return tuple(replace(party, actor=order[party.actor]) for party in parties)

    return replace(event, source=moved(event.source), target=moved(event.target))
