"""Which entities of a reading become actors of the findings: the named, those in events, and groups that act."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsapp.extraction.quotations import speech_verbs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from newsapp.extraction.findings import EventFinding, Participant
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.reading import Entity, Mention, Reading

_ACTING: Final = frozenset({"nsubj", "nsubjpass", "dobj", "agent", "dative", "poss"})
# The title and the sentence or two that say what happened; who is named there has to do with it.
_LEAD: Final = 2
# A state that an article names so often is one of its actors, whatever the words are in their sentences.
_OFTEN: Final = 6
_DOING: Final = frozenset({"nsubj", "agent"})
_LOCATING: Final = frozenset({"appos", "compound", "nmod", "npadvmod", "quantmod"})
_WHENCE: Final = frozenset({"in", "from", "across", "near", "at"})
_NAMING: Final = frozenset({"name", "role"})
_PARTNERS: Final = frozenset({"by", "with", "against", "between"})
# Kinds that are named as a place, as a source, or as a topic more often than as somebody who acts.
_PLACES_TOO: Final = frozenset({"state"})
_HEARING: Final = frozenset({"population", "media"})
_QUOTED_TOO: Final = frozenset({"media", "company"})
_OFTEN_TOPICS: Final = frozenset({"organisation", "armed_group"})


def select_actors(
    reading: Reading, events: tuple[EventFinding, ...], knowledge: Knowledge
) -> tuple[Reading, tuple[EventFinding, ...]]:
    """The reading with only the entities worth showing, and the events renumbered to match.

    Whoever has a part in an event is kept. Of the others a state is, if it acts or is named where the news is told
    first: elsewhere "in France" tells where, and an adjective whose; a newspaper or company if it acts, as a
    photograph's credit or a tweet's platform is none; a university or hospital if it acts; a nameless group if it is
    said to do something; an international body if it acts, is named again or is named where the news is told first; a
    name that the text alone introduced if it acts or is a full name. "A man" or "the country" is no actor of its own.
    """
    events = tuple(_without_topics(reading, event) for event in events)
    events = tuple(event for event in events if not _is_said_by_anybody(reading, event))
    used = {party.actor for event in events for party in (*event.source, *event.target)}
    worded = {party.actor for event in events for party in (*event.source, *event.target) if party.span}
    mentions: dict[int, list[Mention]] = {}
    for mention in reading.mentions:
        for index in mention.entities:
            mentions.setdefault(index, []).append(mention)
    places = {(place.start, place.end) for place in reading.places}
    sites, verbs = _sites(knowledge), speech_verbs(knowledge)
    shown = {
        e.index
        for e in reading.entities
        if e.index in worded or _is_actor(reading, e, mentions.get(e.index, []), places, sites, verbs, knowledge)
    }
    # A state that is a party by implication alone has a part in an event, but its name told where or whose.
    implied = {e.index for e in reading.entities if e.index in used - shown and e.kind in _PLACES_TOO}
    same = _namesakes([e for e in reading.entities if e.index in used], mentions)
    kept = [e for e in reading.entities if (e.index in used or e.index in shown) and e.index not in same]
    order = {entity.index: number for number, entity in enumerate(kept)}
    order |= {index: order[first] for index, first in same.items()}
    named = {index: number for index, number in order.items() if index not in implied}
    selected = replace(
        reading,
        entities=tuple(replace(entity, index=order[entity.index]) for entity in kept),
        mentions=tuple(
            replace(mention, entities=tuple(named[i] for i in mention.entities if i in named))
            for mention in reading.mentions
            if any(i in named for i in mention.entities)
        ),
    )
    return selected, tuple(_renumbered(event, order) for event in events)


def _namesakes(entities: Sequence[Entity], mentions: Mapping[int, Sequence[Mention]]) -> dict[int, int]:
    """Groups without a name that have the words of one before and its country, by index: a reader who looks for
    "people" of Chad finds all of them together."""
    first: dict[tuple[str, str | None], int] = {}
    same: dict[int, int] = {}
    for entity in entities:
        if entity.kind != "population" or entity.slug or entity.index in mentions:
            continue
        known = first.setdefault((entity.name.casefold(), entity.iso3), entity.index)
        if known != entity.index:
            same[entity.index] = known
    return same


def _without_topics(reading: Reading, event: EventFinding) -> EventFinding:
    """A statement without the people it is about or told to, where they have no name, and without the newspapers it
    went through: "said that people fear", "told reporters", "told the BBC". They have no part in it that a reader
    would look for."""
    if not event.cameo.startswith("01"):
        return event
    named = tuple(party for party in event.target if reading.entities[party.actor].kind not in _HEARING)
    return event if named == event.target else replace(event, target=named)


def _is_said_by_anybody(reading: Reading, event: EventFinding) -> bool:
    """Whether it is a statement by people of whom one word is all that is known, or by the press: "sources say",
    "people said", "local media reported". Nobody who could be looked for says it."""
    if not event.cameo.startswith("01") or not event.source:
        return False
    members = [reading.entities[party.actor] for party in event.source]
    return all(
        (e.kind == "population" and " " not in e.name) or (e.kind == "media" and e.name.islower()) for e in members
    )


@lru_cache(maxsize=4)
def _sites(knowledge: Knowledge) -> frozenset[str]:
    """Words for bodies that are places to be at as well: "university", "hospital"."""
    return frozenset(
        str(row["lemma"]).lower()
        for row in knowledge.table("object_types")
        if "amenity" in str(row["types"]).split(";")
    )


def _is_actor(
    reading: Reading,
    entity: Entity,
    mentions: Sequence[Mention],
    places: Set[tuple[int, int]],
    sites: Set[str],
    verbs: Set[str],
    knowledge: Knowledge,
) -> bool:
    """Whether an entity without a part in any event is an actor of the article all the same; `places` are the spans of
    all places named, `sites` words for bodies that are places too, `verbs` those of speech."""
    spoken = [mention for mention in mentions if mention.head >= 0 and mention.form != "pronoun"]
    acts = any(_acts(reading, mention) for mention in spoken)
    named = [
        mention
        for mention in mentions
        if mention.form in _NAMING or (mention.form == "demonym" and entity.kind == "party")
    ]
    if entity.kind == "population":
        # of people without a name those of a state are told of for what they do, which is an event; experts may speak;
        # the members of a body act in its name, and "countries" alone are any
        words = entity.name.lower().split()
        if words[-1:] == ["members"] or (len(words) == 1 and words[0] in knowledge.words("states_noun")):
            return False
        groups = [mention for mention in spoken if mention.form == "group"]
        return entity.iso3 is None and any(
            _acts(reading, mention, _DOING) or _is_dealt_with(reading, mention, verbs) for mention in groups
        )
    if entity.kind in _PLACES_TOO or _is_territory(entity, spoken, places):
        if acts or len(mentions) >= _OFTEN:
            return True
        return any(mention.sentence <= _LEAD and not _locates(reading, mention) for mention in named)
    if entity.candidate and entity.kind == "person" and entity.name[:1].islower():
        return False  # an office holder whom only the role names
    if not named:
        # "police" stands for the body of its state; "officials" and "courts" count where the news is told first only:
        # elsewhere they are told of for what they do
        first = any(mention.sentence <= _LEAD for mention in spoken)
        return acts and (first or not entity.candidate) and entity.iso3 is not None and entity.kind == "government_body"
    if entity.kind == "government_body" and all(_part(reading, mention) == "amod" for mention in spoken):
        return False  # "military assistance" tells of what sort it is
    if entity.kind in _QUOTED_TOO:
        tells = any(_acts(reading, mention, _DOING) for mention in spoken)
        return tells or any(mention.sentence <= _LEAD for mention in mentions)
    if entity.kind == "organisation" and not acts and not sites.isdisjoint(entity.name.lower().split()):
        return False  # where somebody works or studied
    if entity.kind == "international_organisation" and not acts and len(mentions) == 1:
        return mentions[0].sentence <= _LEAD  # elsewhere it is whose envoy, whose law or whose member
    if entity.candidate:
        is_full = " " in entity.name
        return acts or (is_full and entity.kind not in _OFTEN_TOPICS and not _only_modifies(reading, spoken))
    return True


def _is_territory(entity: Entity, mentions: Sequence[Mention], places: Set[tuple[int, int]]) -> bool:
    """Whether a body is that of a territory, which is named as a place too ("Hong Kong")."""
    if entity.kind != "government_body" or entity.candidate:
        return False
    return any((mention.start, mention.end) in places for mention in mentions)


def _acts(reading: Reading, mention: Mention, parts: frozenset[str] = _ACTING) -> bool:
    """Whether the words have one of `parts` in their sentence, themselves or first in their list."""
    tokens = reading.sentences[mention.sentence].tokens
    token = tokens[mention.head]
    if token.dep == "conj":
        token = tokens[token.head]
    if token.dep == "pobj":
        return tokens[token.head].lower in _PARTNERS
    return token.dep in parts


def _is_dealt_with(reading: Reading, mention: Mention, verbs: Set[str]) -> bool:
    """Whether something is done to them, other than telling them ("told reporters")."""
    tokens = reading.sentences[mention.sentence].tokens
    return tokens[mention.head].dep == "dobj" and tokens[tokens[mention.head].head].lemma not in verbs


def _locates(reading: Reading, mention: Mention) -> bool:
    """Whether a state's name only says where or what sort: "in Lima, Peru", "Kenya police", "from Oman"."""
    if mention.head < 0:
        return False
    tokens = reading.sentences[mention.sentence].tokens
    token = tokens[mention.head]
    return token.dep in _LOCATING or (token.dep == "pobj" and tokens[token.head].lower in _WHENCE)


def _part(reading: Reading, mention: Mention) -> str:
    return reading.sentences[mention.sentence].tokens[mention.head].dep


def _only_modifies(reading: Reading, mentions: Sequence[Mention]) -> bool:
    return all(_part(reading, mention) in {"compound", "nmod"} for mention in mentions)


def _renumbered(event: EventFinding, order: dict[int, int]) -> EventFinding:
    def moved(parties: tuple[Participant, ...]) -> tuple[Participant, ...]:
        found: dict[int, Participant] = {}
        for party in parties:
            found.setdefault(order[party.actor], replace(party, actor=order[party.actor]))
        return tuple(found.values())

    return replace(event, source=moved(event.source), target=moved(event.target))
