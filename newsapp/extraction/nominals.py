"""Noun phrases as parties: which entities the words stand for, and new groups the reading did not list.

A thing stands for the state or person it belongs to ("Israel's embassy", "the Iranian nuclear programme"); a group
without a name is a party of its own, with the country its modifiers show.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import MAX_CLIMB, conjuncts, kids, prepositions
from newsapp.extraction.nameless import group_words

if TYPE_CHECKING:
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import Entity, Mention
    from newsapp.extraction.scene import Scene

_MODIFIERS: Final = ("poss", "compound", "amod", "nmod", "npadvmod", "appos", "nummod")
# Nouns of these types can act without a name ("the movement", "a jury").
_BODIES: Final = frozenset({"organisation", "party", "company", "media", "parliament", "government", "institution"})
_OWNING_PREPS: Final = frozenset({"of", "from", "in", "by", "against", "between", "for", "at", "with", "to"})
_PEOPLE_PREPS: Final = frozenset({"of", "from", "in"})
_STATELESS: Final = frozenset({"state", "international_organisation"})
_NOT_PEOPLE: Final = frozenset({"DATE", "MONEY", "TIME", "PERCENT", "QUANTITY", "ORDINAL"})


@dataclass(frozen=True, slots=True)
class Party:
    """Entities named by `span` in the sentence (None = implied). `open` parties are groups whose country is not shown;
    `rule` says how the words were understood."""

    entities: tuple[int, ...]
    span: tuple[int, int] | None
    head: int
    rule: str
    open: bool = False


def parties(scene: Scene, sentence: Sentence, i: int, *, things: bool = True) -> list[Party]:
    """Parties of the noun phrase with head `i` and its coordinates. Without `things`, only those who can act."""
    found: list[Party] = []
    seen: set[tuple[int, ...]] = set()
    for head in _listed(scene, sentence, i):
        suspect = scene.suspect(sentence, head)
        if suspect is not None:
            token = sentence.tokens[head]
            found.append(Party((suspect,), (token.start, token.end), head, "deed"))
            seen.add((suspect,))
            continue
        if sentence.tokens[head].pos in {"VERB", "AUX"} and sentence.tokens[head].tag not in {"NN", "NNS"}:
            continue
        party = _party(scene, sentence, head, things=things)
        named = _examples(scene, sentence, head) if party is not None and party.open else []
        several = _of_several(scene, sentence, head, party) if party is not None else []
        for one in named or several or ([party] if party is not None else []):
            if one.entities not in seen:
                seen.add(one.entities)
                found.append(one)
    return _of_one_country(scene, found) + companions(scene, sentence, i, seen)


def _of_one_country(scene: Scene, listed: list[Party]) -> list[Party]:
    """ "Turkish ships and their crews": a group of the list whose country is not shown has that of the others."""
    shown = scene.countries(e for p in listed if not p.open for e in p.entities)
    if len(shown) != 1:
        return listed
    iso3 = shown.pop()
    return [
        replace(p, entities=(scene.with_country(p.entities[0], iso3),), open=False)
        if p.open and scene.entities[p.entities[0]].kind == "population"
        else p
        for p in listed
    ]


def _listed(scene: Scene, sentence: Sentence, i: int) -> list[int]:
    """The noun and its coordinates; in a list the parser takes a second name for an apposition of the first."""
    heads = conjuncts(sentence, i)
    mentions = scene.index_of(sentence).mentions
    before = _joined_before(sentence, mentions, i)
    if before is not None and before not in heads:
        heads.append(before)
    for head in list(heads):
        listed = kids(sentence, head, "conj")
        for c in kids(sentence, head, "appos") if listed else []:
            one, other = mentions.get(head), mentions.get(c)
            if one is None or other is None or c > listed[-1]:
                continue
            kinds = {scene.entities[m.entities[0]].kind for m in (one, other)}
            if kinds == {"state"} and one.entities != other.entities:
                heads.append(c)
    for head in list(heads):
        heads.extend(c for c in _taken_for_apposition(scene, sentence, head) if c not in heads)
    heads.extend(c for c in _second_subjects(sentence, i) if c not in heads)
    return sorted(heads)


def _taken_for_apposition(scene: Scene, sentence: Sentence, i: int) -> list[int]:
    """ "the mayor, the governor and a senator", "Chad, Mali, and Niger": the second of three is parsed as an apposition
    of the first."""
    tokens = sentence.tokens
    mentions = scene.index_of(sentence).mentions
    if kids(sentence, i, "conj"):
        return []
    for c in kids(sentence, i, "appos"):
        if not kids(sentence, c, "cc") or not kids(sentence, c, "conj"):
            continue
        one, other = mentions.get(i), mentions.get(c)
        if one is not None and other is not None and one.form == other.form == "name":
            alike = scene.entities[one.entities[0]].kind == scene.entities[other.entities[0]].kind
        else:
            determined = bool(kids(sentence, c, "det")) == bool(kids(sentence, i, "det"))
            alike = tokens[c].pos == tokens[i].pos == "NOUN" and determined
        if alike:
            return conjuncts(sentence, c)
    return []


def _second_subjects(sentence: Sentence, i: int) -> list[int]:
    """ "A, B, and C agreed": the parser makes the last of them a subject of its own."""
    token = sentence.tokens[i]
    if token.dep not in {"nsubj", "nsubjpass"} or i == token.head:
        return []
    found: list[int] = []
    for c in kids(sentence, token.head, token.dep):
        if c < i and kids(sentence, c, "cc"):
            found.extend([*conjuncts(sentence, c), *kids(sentence, c, "appos")])
    return found


def _joined_before(sentence: Sentence, mentions: dict[int, Mention], i: int) -> int | None:
    """The head of the name that stands before "and" in front of the name at `i`, where the parser made both one phrase
    ("President A and President B spoke")."""
    own = mentions.get(i)
    if own is None or own.head != i:
        return None
    first = next((t.i for t in sentence.tokens if t.start >= own.start), i)
    if first < 2 or sentence.tokens[first - 1].lower != "and":
        return None
    other = mentions.get(first - 2)
    if other is None or other.form != "name" or other.head < 0 or other.entities == own.entities:
        return None
    step = other.head
    for _ in range(MAX_CLIMB):
        if step == i:
            return other.head
        step = sentence.tokens[step].head
    return None


def _examples(scene: Scene, sentence: Sentence, i: int) -> list[Party]:
    """ "allies such as Germany": the named examples of a group whose state is not shown stand for it."""
    found = []
    mentions = scene.index_of(sentence).mentions
    for prep, obj in prepositions(sentence, i):
        such = prep == "as" and sentence.tokens[max(0, sentence.tokens[obj].head - 1)].lower == "such"
        if not such and prep not in {"including", "like"}:
            continue
        for head in conjuncts(sentence, obj):
            mention = mentions.get(head)
            if mention is not None and all(scene.entities[e].kind == "state" for e in mention.entities):
                found.append(Party(mention.entities, (mention.start, mention.end), head, "mention"))
    return found


def _of_several(scene: Scene, sentence: Sentence, i: int, party: Party) -> list[Party]:
    """ "the leaders of Egypt, Qatar and Jordan", "Egyptian and Qatari mediators": one group for every state named."""
    token = sentence.tokens[scene.core_of(sentence, i)]
    if token.tag != "NNS" or len(party.entities) != 1:
        return []
    owner = next((obj for prep, obj in prepositions(sentence, token.i) if prep in {"of", "from"}), None)
    before = owner is None
    if owner is None:
        joined = kids(sentence, token.i, "amod", "nmod", "compound")
        owner = next((c for c in joined if kids(sentence, c, "conj")), None)
    states: dict[str, str] = {}  # and the word that tells it
    mentions = scene.index_of(sentence).mentions
    for c in conjuncts(sentence, owner) if owner is not None else []:
        mention = mentions.get(c)
        member = scene.entities[mention.entities[0]] if mention is not None else None
        if c == token.i or mention is None or member is None or member.kind != "state" or not member.iso3:
            continue
        states.setdefault(member.iso3, scene.reading.text[mention.start : mention.end])
    first = scene.entities[party.entities[0]]
    if len(states) == 1 and first.stateless and first.kind == "population" and " and " in first.name:
        # "Israeli and regional leaders": a group of no one state, in which a state is
        return [party, Party((scene.authority(next(iter(states))),), None, party.head, party.rule)]
    if len(states) < 2:
        return []
    if first.iso3 not in states and not party.open:
        return []
    found = [party] if first.iso3 in states and not before else []
    for iso3, word in states.items():
        if iso3 != first.iso3 or before:
            if first.kind == "government_body" and token.lemma.lower() == "government":
                index = scene.authority(iso3)
            else:
                name = f"{word} {token.lower}" if before else f"{token.lower} of {scene.country(iso3)}"
                index = scene.entity(name, first.kind, iso3)
            found.append(Party((index,), party.span, party.head, party.rule))
    return found


def companions(scene: Scene, sentence: Sentence, i: int, seen: set[tuple[int, ...]]) -> list[Party]:
    """ "Blinken, along with Austin, urged": whoever stands beside the subject in "along with", "together with"."""
    found = []
    for prep, obj in prepositions(sentence, i):
        before = sentence.tokens[max(0, sentence.tokens[obj].head - 1)].lower
        if prep == "with" and before in {"along", "together", "alongside"}:
            for head in conjuncts(sentence, obj):
                party = _party(scene, sentence, head, things=False)
                if party is not None and party.entities not in seen:
                    found.append(party)
    return found


def _party(scene: Scene, sentence: Sentence, i: int, *, things: bool) -> Party | None:
    index = scene.index_of(sentence)
    core = _named_one(scene, sentence, i) or scene.core_of(sentence, i)
    token = sentence.tokens[core]
    mention = index.mentions.get(core)
    is_group = scene.is_person_noun(token.lemma.lower()) or token.lower in scene.lexicon.words("group_word")
    if mention is not None and (mention.head == core or not is_group or mention.form != "demonym"):
        if mention.form == "demonym" and token.pos == "NOUN" and mention.head != core:
            pass
        else:
            return _mentioned(scene, sentence, core, mention)
    lead = _spot_of(scene, sentence, core) or _leading_mention(scene, sentence, core)
    if token.entity_label in {"MONEY", "PERCENT"} or "$" in {
        token.tag,
        *(sentence.tokens[c].tag for c in token.children),
    }:
        return None
    if is_group or (token.pos == "NUM" and token.entity_label not in _NOT_PEOPLE):
        return _group(scene, sentence, core, lead)
    if lead is None and token.pos == "NOUN" and scene.types_of(sentence, core) & _BODIES:
        return _group(scene, sentence, core, None)
    if not things:
        if lead is not None and token.pos in {"NOUN", "PROPN"}:
            return Party(lead.entities, lead.span, core, "belongs")
        return None
    if lead is not None:
        return Party(lead.entities, lead.span, core, "belongs", open=lead.open)
    place = index.places.get(core)
    if place is not None and place.iso3:
        return Party((scene.state(place.iso3),), (place.start, place.end), core, "place")
    named = token.entity_label in {"PERSON", "ORG", "NORP"} or (token.pos == "PROPN" and not token.entity_label)
    if token.lower in scene.lexicon.calendar:
        return None  # "Monday's attack" is nobody's
    if named and (known := scene.called(token.text)) is not None:
        return Party((known,), (token.start, token.end), core, "mention")
    labelled = token.entity_label in {"PERSON", "ORG", "NORP"}
    return _group(scene, sentence, core, None) if named and labelled and core not in index.places else None


def _spot_of(scene: Scene, sentence: Sentence, i: int) -> Party | None:
    """Where a hospital or school stands: "the Saudi hospital in El Fasher" is Sudan's, whoever built it."""
    if "amenity" not in scene.lexicon.types.get(sentence.tokens[i].lemma.lower(), frozenset()):
        return None
    places = scene.index_of(sentence).places
    for prep, obj in prepositions(sentence, i):
        place = places.get(obj)
        if prep in {"in", "at", "near"} and place is not None and place.iso3:
            return Party((scene.state(place.iso3),), (place.start, place.end), obj, "place")
    return None


def _named_one(scene: Scene, sentence: Sentence, i: int) -> int | None:
    """ "One of these groups, the Free Army, ...", "a journalist, NAME, ...", "a woman named NAME": the name behind."""
    mentions = scene.index_of(sentence).mentions
    token = sentence.tokens[i]
    for c in kids(sentence, i, "acl"):
        if sentence.tokens[c].lemma in scene.lexicon.words("introducing_verb"):
            return next((n for n in kids(sentence, c, "oprd", "dobj", "attr") if n in mentions), None)
    indefinite = any(sentence.tokens[c].lower in {"a", "an", "another"} for c in kids(sentence, i, "det"))
    own = mentions.get(i)
    described = (own is None and indefinite) or (
        own is not None and own.form in {"demonym", "group", "description"} and bool(kids(sentence, i, "det"))
    )
    told = token.tag == "NN" and scene.is_person_noun(token.lemma.lower())  # "his father, NAME", "the manager, NAME"
    if not described and not told and token.lower not in {"one", "two", "some", "several"}:
        return None
    described = described or told
    named = (c for c in kids(sentence, i, "appos") if c in mentions and mentions[c].form == "name")
    return next((c for c in named if not described or scene.entities[mentions[c].entities[0]].kind == "person"), None)


def _mentioned(scene: Scene, sentence: Sentence, i: int, mention: Mention) -> Party:
    """A mention as a party; one whose country nobody knows yet takes it from its own modifiers, else stays open."""
    span = (mention.start, mention.end)
    entity = scene.entities[mention.entities[0]]
    if len(mention.entities) > 1 or entity.iso3 or entity.kind in _STATELESS or not _nameless(scene, entity, mention):
        return Party(mention.entities, span, i, "mention")
    lead = _leading_mention(scene, sentence, i)
    if lead is not None and lead.entities != mention.entities:
        iso3 = next((scene.entities[e].iso3 for e in lead.entities if scene.entities[e].iso3), None)
        if any(scene.entities[e].kind == "international_organisation" for e in lead.entities):
            return Party(mention.entities, span, i, "mention")
        if iso3 is not None:
            return Party((scene.with_country(entity.index, iso3),), span, i, "mention")
    return Party(mention.entities, span, i, "group" if entity.kind == "population" else "mention", open=True)


def _nameless(scene: Scene, entity: Entity, mention: Mention) -> bool:
    """Whether a missing country means "not shown" and not "none": groups and roles, and names only this text knows."""
    if entity.index in scene.borderless:
        return False
    return not entity.stateless and (mention.form != "name" or entity.candidate)


def _leading_mention(scene: Scene, sentence: Sentence, i: int, depth: int = 0) -> Party | None:
    """The first other actor in the noun's own modifiers: possessor, adjective, then "of", "in", "against"."""
    index = scene.index_of(sentence)
    own = index.mentions.get(i)
    for dep in _MODIFIERS:
        for c in kids(sentence, i, dep):
            if is_attached(scene, sentence, c):
                continue
            mention = index.mentions.get(c)
            if mention is not None and mention is not own:
                return _named(scene, mention, c)
            if depth < 2 and dep in {"poss", "compound", "nmod", "amod"} and sentence.tokens[c].children:
                deeper = _leading_mention(scene, sentence, c, depth + 1)
                if deeper is not None and (own is None or deeper.entities != own.entities):
                    return deeper
    made = [c for c in kids(sentence, i, "acl") if sentence.tokens[c].tag == "VBN"]
    whence = [one for c in made for one in _origins(scene, sentence, c)]
    for prep, obj in [*prepositions(sentence, i), *whence]:
        if prep not in _OWNING_PREPS or sentence.tokens[obj].dep != "pobj":
            continue
        obj = scene.core_of(sentence, obj)
        mention = index.mentions.get(obj)
        if mention is not None and mention is not own:
            return _named(scene, mention, obj)
        place = index.places.get(obj)
        if place is not None and place.iso3:
            return Party((scene.state(place.iso3),), (place.start, place.end), obj, "place")
        if depth < 2:
            deeper = _leading_mention(scene, sentence, obj, depth + 1)
            if deeper is not None:
                return deeper
    return None


def _origins(scene: Scene, sentence: Sentence, participle: int) -> list[tuple[str, int]]:
    """ "goods imported FROM China", "cars made IN Germany": whose they are."""
    if sentence.tokens[participle].lemma not in scene.lexicon.words("trading_verb"):
        return []
    return [(prep, obj) for prep, obj in prepositions(sentence, participle) if prep in {"from", "in"}]


def _named(scene: Scene, mention: Mention, i: int) -> Party:
    entity = scene.entities[mention.entities[0]]
    unknown = len(mention.entities) == 1 and entity.iso3 is None and entity.kind not in _STATELESS
    return Party(
        mention.entities,
        (mention.start, mention.end),
        i,
        "modifier",
        open=unknown and _nameless(scene, entity, mention),
    )


def is_attached(scene: Scene, sentence: Sentence, i: int) -> bool:
    """Whether a name only colours the word it is hyphenated with ("Rwanda-backed", "anti-Brexit")."""
    tokens, words = sentence.tokens, scene.lexicon.words
    if i + 2 < len(tokens) and tokens[i + 1].text in "-–" and tokens[i + 2].lower in words("attached_participle"):
        return True
    return i >= 2 and tokens[i - 1].text in "-–" and tokens[i - 2].lower in words("attitude_prefix")


def _group(scene: Scene, sentence: Sentence, i: int, lead: Party | None) -> Party:
    """A group or person without a name, known by its noun phrase; country from its modifiers if they show one."""
    words, span = group_words(scene, sentence, i)
    iso3: str | None = None
    head = sentence.tokens[sentence.tokens[i].head]
    if lead is None and sentence.tokens[i].dep == "pobj" and head.lower == "including":
        lead = _leading_mention(scene, sentence, head.head)  # "prisoners, including 121 people": of the same state
    if lead is not None:
        iso3 = next((scene.entities[e].iso3 for e in lead.entities if scene.entities[e].iso3), None)
    label = sentence.tokens[i].entity_label
    kind = "person" if label == "PERSON" else "organisation" if label == "ORG" else "population"
    own = "" if iso3 else scene.reading.text[slice(*span)]
    entity = scene.entity(words, kind, iso3, own)  # type: ignore[arg-type]
    # people of a body that belongs to no state ("the UN human rights chief") are of no state themselves
    of_none = lead is not None and any(scene.entities[e].kind == "international_organisation" for e in lead.entities)
    return Party((entity,), span, i, "group", open=iso3 is None and not of_none)
