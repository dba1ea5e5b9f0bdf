"""The scene of one article: its reading indexed by token, the lexicon, and the entities that event coding adds."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import prepositions
from newsapp.extraction.quotations import quoted_tokens
from newsapp.extraction.reading import Entity
from newsapp.extraction.word_classes import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsapp.extraction.drafts import Draft
    from newsapp.extraction.lexicon import Lexeme, Lexicon
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import ActorKind, Mention, PlaceMention, Reading
    from newsapp.extraction.records import Actor

_KIND_TYPES: Final[dict[str, frozenset[str]]] = {
    "person": frozenset({"person"}),
    "state": frozenset({"state", "place", "government"}),
    "government_body": frozenset({"government", "organisation", "parliament"}),
    "armed_group": frozenset({"people", "organisation"}),
    "party": frozenset({"party", "organisation"}),
    "organisation": frozenset({"organisation", "company"}),
    "international_organisation": frozenset({"organisation"}),
    "company": frozenset({"company", "organisation"}),
    "media": frozenset({"media", "organisation", "company"}),
    "population": frozenset({"people"}),
}
_LABEL_TYPES: Final[dict[str, frozenset[str]]] = {
    "PERSON": frozenset({"person"}),
    "NORP": frozenset({"people"}),
    "GPE": frozenset({"place", "state"}),
    "LOC": frozenset({"place"}),
    "FAC": frozenset({"place", "building"}),
    "ORG": frozenset({"organisation"}),
    "MONEY": frozenset({"money"}),
}
_BRIEF: Final = 4
# How many deeds back whoever did one of them, or was held for it, may be "the accused" without a name.
_TOLD_BACK: Final = 30
_SUSPECTS: Final = frozenset({"suspect"})
_ATTACKS: Final = frozenset({"18", "19", "20"})
_PRESSING: Final = frozenset({"02", "10", "14"})
_PROSECUTED: Final = frozenset({"09", "11", "17"})
_PERSONAL: Final = frozenset(
    {"he", "she", "him", "her", "they", "them", "who", "whom", "us", "we", "me", "i", "themselves"}
)


@dataclass(slots=True)
class SentenceIndex:
    """For one sentence: which mention and which place each token belongs to."""

    mentions: dict[int, Mention] = field(default_factory=dict)
    places: dict[int, PlaceMention] = field(default_factory=dict)


def _is_government(entity: Entity, known: Actor | None) -> bool:
    if known is not None:
        return entity.slug == known.slug
    return entity.kind == "government_body" and entity.name.startswith("Government of ")


class Scene:
    """Everything the event coder asks about one article. Entities may only be appended."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.entities: list[Entity] = list(reading.entities)
        self.matched_verbs: dict[tuple[int, int], tuple[Lexeme | None, float]] = {}  # by sentence and token
        self._made: dict[tuple[str, str | None], int] = {}
        self._states = {
            entity.iso3: entity.index for entity in reversed(reading.entities) if entity.kind == "state" and entity.iso3
        }
        self._governments = {
            entity.iso3: entity.index
            for entity in reversed(reading.entities)
            if entity.iso3 and _is_government(entity, lexicon.governments.get(entity.iso3))
        }
        protest = re.compile(rf"(?i)\b({any_of(lexicon.words('protest_stem'))})")
        self._protesting = {
            entity.iso3: entity.index
            for entity in reversed(reading.entities)
            if entity.kind == "population" and protest.search(entity.name)
        }
        self._bearers: dict[str, list[int]] = {}  # people by their given name
        for entity in reading.entities:
            if entity.kind == "person" and " " in entity.name:
                self._bearers.setdefault(entity.name.split(" ")[0], []).append(entity.index)
        self._indexes = {sentence.index: SentenceIndex() for sentence in reading.sentences}
        self._times: dict[int, list[tuple[int, int]]] = {}
        for time in reading.times:
            self._times.setdefault(time.sentence, []).append((time.start, time.end))
        self._index_tokens()
        self.borderless = self._borderless()
        self.home = self._home()
        self.told_in_present = self._present()
        # A brief: a dated item of a few sentences, all of its own day.
        self.brief = sum(sentence.kind == "body" for sentence in reading.sentences) <= _BRIEF
        self.told: list[Draft] = []  # the events of the sentences before, in text order
        self.told_roots: set[str] = set()
        self._quoted: dict[tuple[int, bool], set[int]] = {}
        self.voices: dict[int, tuple[int, ...]] = {}

    def index_of(self, sentence: Sentence) -> SentenceIndex:
        return self._indexes[sentence.index]

    def quoted(self, sentence: Sentence) -> set[int]:
        """Indexes of the tokens inside quotation marks; a sentence that goes on with a quotation begins inside."""
        key = (sentence.index, sentence.index in self.voices)
        if key not in self._quoted:
            self._quoted[key] = quoted_tokens(sentence, in_quote=key[1])
        return self._quoted[key]

    def entity(self, name: str, kind: ActorKind, iso3: str | None, words: str = "") -> int:
        """The index of an entity event coding needs and the reading lacks; the same words give the same entity, by
        `words` where the name is so general that two of the article may bear it."""
        key = ((words or name).casefold(), iso3)
        if key not in self._made:
            entity = Entity(len(self.entities), name, kind, iso3, None, candidate=kind not in {"population", "state"})
            self.entities.append(entity)
            self._made[key] = entity.index
        return self._made[key]

    def state(self, iso3: str) -> int:
        """The state itself, as read in the article or added."""
        if iso3 in self._states:
            return self._states[iso3]
        return self.entity(self.country(iso3), "state", iso3)

    def authority(self, iso3: str) -> int:
        """The government or courts of a state, for acts only an authority does: the one the article speaks of, else one
        that is added."""
        if iso3 not in self._governments:
            known = self.lexicon.governments.get(iso3)
            name = known.name if known else f"Government of {self.country(iso3)}"
            index = self._governments[iso3] = self.entity(name, "government_body", iso3)
            if known is not None:
                self.entities[index] = replace(self.entities[index], slug=known.slug, candidate=False)
        return self._governments[iso3]

    def with_country(self, index: int, iso3: str) -> int:
        """The entity with the country an event shows: set where it had none, a second entity where it has another."""
        entity = self.entities[index]
        if entity.iso3 is None:
            self.entities[index] = replace(entity, iso3=iso3)
            return index
        return index if entity.iso3 == iso3 else self.entity(entity.name, entity.kind, iso3)

    def protesters(self, iso3: str) -> int:
        """The protesters of a state: the group the article speaks of, else one that is added."""
        known = self._protesting.get(iso3)
        return known if known is not None else self.entity("protesters", "population", iso3)

    def called(self, given: str) -> int | None:
        """The one person of the article with this given name, for "Osama" at the head of a sentence."""
        found = self._bearers.get(given, ())
        return found[0] if len(found) == 1 else None

    def countries(self, members: Iterable[int]) -> set[str]:
        """The states of entities; those without one add none."""
        return {iso3 for index in members if (iso3 := self.entities[index].iso3)}

    def tell(self, drafts: Sequence[Draft]) -> None:
        """Notes the events of a sentence as told; statements are none."""
        deeds = [draft for draft in drafts if draft.root != "01"]
        self.told.extend(deeds)
        self.told_roots.update(draft.root for draft in deeds)

    def suspect(self, sentence: Sentence, i: int) -> int | None:
        """Whom "the accused" or "the gunman" means: the last person held, charged or told of as the attacker."""
        token = sentence.tokens[i]
        if not (self.lexicon.types.get(token.lower, frozenset()) & _SUSPECTS) or i in self._named_tokens(sentence):
            return None
        if not any(sentence.tokens[c].lower == "the" for c in token.children):
            return None
        told = self.told[-_TOLD_BACK:]
        judging = {e for draft in told if draft.root in {"09", "10", "17"} for e in draft.sources}
        for draft in reversed(told):
            side = draft.sources if draft.root in _ATTACKS else draft.targets if draft.root in _PROSECUTED else ()
            people = [e for e in side if self.entities[e].kind == "person" and e not in judging]
            if len(people) == 1:
                return people[0]
        return None

    def pressing(self) -> tuple[int, ...]:
        """Who protested or asked for something last, as told before; nobody if nobody did."""
        told = (draft for draft in reversed(self.told[-_TOLD_BACK:]) if draft.root in _PRESSING)
        return next((draft.sources for draft in told if draft.sources), ())

    def _named_tokens(self, sentence: Sentence) -> set[int]:
        return {i for i, m in self.index_of(sentence).mentions.items() if m.form in {"name", "role"}}

    def people(self, iso3: str, place: str = "") -> int:
        """The people of a territory, for force with no other target."""
        return self.entity(f"people of {place or self.country(iso3)}", "population", iso3)

    def country(self, iso3: str) -> str:
        return self.lexicon.country_names.get(iso3, iso3)

    def core_of(self, sentence: Sentence, i: int) -> int:
        """The noun that carries the meaning of noun phrase `i`: behind "of" for words of number and kind, behind "in"
        for sums of money ("$5 million in aid")."""
        partitives = self.lexicon.words("partitive_noun")
        for _ in range(3):
            token = sentence.tokens[i]
            if (token.lemma not in partitives and token.pos != "NUM") or i in self.index_of(sentence).mentions:
                return i
            is_sum = any(sentence.tokens[c].tag == "$" for c in token.children)
            inner = [
                obj
                for prep, obj in prepositions(sentence, i)
                if (prep == "of" or (is_sum and prep == "in")) and sentence.tokens[obj].dep == "pobj"
            ]
            if not inner:
                return i
            i = inner[0]
        return i

    def is_time(self, sentence: Sentence, i: int) -> bool:
        """Whether token `i` belongs to a time expression."""
        token = sentence.tokens[i]
        if token.entity_label in {"DATE", "TIME"}:
            return True
        return any(start <= token.start < end for start, end in self._times.get(sentence.index, ()))

    def types_of(self, sentence: Sentence, i: int) -> frozenset[str]:
        """Semantic types of the noun phrase with head `i`, and its own lemma."""
        i = self.core_of(sentence, i)
        token = sentence.tokens[i]
        lemma = token.lemma.lower()
        found = {lemma} | self.lexicon.types.get(lemma, frozenset())
        index = self.index_of(sentence)
        mention = index.mentions.get(i)
        if mention is not None and mention.form != "demonym":
            for entity in mention.entities if mention.form == "name" or lemma not in self.lexicon.types else ():
                found |= _KIND_TYPES.get(self.entities[entity].kind, frozenset())
            if self.is_person_noun(lemma):
                found |= {"people"}
        elif mention is not None:
            found |= {"people", "state"}
        if i in index.places:
            found |= {"place", "territory"}
        found |= _LABEL_TYPES.get(token.entity_label, frozenset())
        if token.lower in _PERSONAL or (mention is None and token.lower in self.lexicon.words("somebody_word")):
            found |= {"people", "person"}
        return frozenset(found)

    def is_person_noun(self, lemma: str) -> bool:
        return bool(self.lexicon.types.get(lemma, frozenset()) & {"people", "prisoner", "refugee", "officeholder"})

    def _index_tokens(self) -> None:
        by_sentence = {sentence.index: sentence for sentence in self.reading.sentences}
        for mention in sorted(self.reading.mentions, key=lambda m: m.end - m.start):
            sentence = by_sentence.get(mention.sentence)
            if sentence is None or not mention.entities:
                continue
            found = self._indexes[mention.sentence].mentions
            for token in sentence.tokens:
                if mention.start <= token.start and token.end <= mention.end:
                    # narrow mentions come first and keep their own words; the head always speaks for the widest
                    if token.i == mention.head:
                        found[token.i] = mention
                    else:
                        found.setdefault(token.i, mention)
        for place in self.reading.places:
            sentence = by_sentence.get(place.sentence)
            if sentence is None:
                continue
            for token in sentence.tokens:
                if place.start <= token.start and token.end <= place.end:
                    self._indexes[place.sentence].places.setdefault(token.i, place)

    def _borderless(self) -> set[int]:
        """Groups that certainly belong to no one state: "EU members", "ISIS fighters", "world leaders"."""
        found: set[int] = set()
        modifiers = self.lexicon.words("borderless_modifier")
        by_sentence: dict[int, list[Mention]] = {}
        for mention in self.reading.mentions:
            by_sentence.setdefault(mention.sentence, []).append(mention)
        for mention in self.reading.mentions:
            entity = self.entities[mention.entities[0]] if mention.entities else None
            if entity is None or mention.form == "name" or entity.iso3 or len(mention.entities) > 1:
                continue
            words = entity.name.lower().split()
            several = bool(words) and words[-1].endswith("s")
            if several and not modifiers.isdisjoint(words[:-1]):
                found.add(entity.index)
                continue
            for other in by_sentence[mention.sentence]:
                inside = mention.start <= other.start and other.end <= mention.end and other is not mention
                kinds = {self.entities[e].kind for e in other.entities if self.entities[e].iso3 is None}
                if inside and other.form == "name" and kinds & {"international_organisation", "armed_group"}:
                    found.add(entity.index)
        return found

    def opponent(self, iso3: str) -> str | None:
        """The other state of the article: the one named most besides `iso3`, if it is named at least twice."""
        others = [(count, -i, other) for i, (other, count) in enumerate(self._counts.items()) if other != iso3]
        count, _, other = max(others, default=(0, 0, ""))
        return other if count > 1 else None

    def _present(self) -> bool:
        """Whether the news is told in the simple present throughout, as dated briefs and chronicles are."""
        past = present = 0
        for sentence in self.reading.sentences:
            roots = [t for t in sentence.tokens if t.head == t.i] if sentence.kind == "body" else []
            for root in roots[:1]:
                helpers = [
                    sentence.tokens[c].tag for c in root.children if sentence.tokens[c].dep in {"aux", "auxpass"}
                ]
                tags = {root.tag, *helpers}
                past += "VBD" in tags
                present += bool(tags & {"VBZ", "VBP"})
        return present > 2 * past

    def _home(self) -> str | None:
        """The article's state: the one named most, the title counting threefold; ties go to the first named."""
        counts: Counter[str] = Counter()
        kinds = {sentence.index: sentence.kind for sentence in self.reading.sentences}
        for mention in self.reading.mentions:
            weight = 3 if kinds.get(mention.sentence) == "title" else 1
            for iso3 in dict.fromkeys(self.entities[e].iso3 for e in mention.entities):
                if iso3:
                    counts[iso3] += weight
        for place in self.reading.places:
            if place.iso3:
                counts[place.iso3] += 1
        self._counts = counts
        return max(counts, key=lambda iso3: counts[iso3]) if counts else None
