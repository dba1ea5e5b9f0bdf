"""Groups and bodies named by a role noun: "Israeli officials", "the Biden administration", "protesters"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.anaphors import armed_group_before, body_named_so, named_before, said_to_be
from newsapp.extraction.bodies import body_name, known_body
from newsapp.extraction.cast import Member, name_key
from newsapp.extraction.group_names import complement, owned_name, passing_words, without_owner
from newsapp.extraction.names import add_actor
from newsapp.extraction.role_nouns import group_modifiers, role_nouns
from newsapp.extraction.spans import head_of, phrase_start, tokens_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from newsapp.extraction.cast import Cast
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.names import PlaceHit
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import ActorKind, Mention, MentionForm
    from newsapp.extraction.role_nouns import RoleNoun

# Bodies of a state: named alone in a report they are those of the state the report is about.
_STATE_BODY: Final = "government_body"
# The most words of a phrase that name a group; longer ones are cut to the last words.
_LONGEST_NAME: Final = 8
_DETERMINERS: Final = frozenset({"det", "nummod", "predet", "punct", "poss", "case"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_NAMED_WITH_NOUN: Final = frozenset({"party", "company", "media", "organisation"})
_CIVIL: Final = frozenset({"leaders", "officials", "government"})
_FORCES: Final = frozenset({"forces", "police", "security forces"})
_LOCATING: Final = frozenset({"in", "of", "from", "at", "near", "outside"})
_ARTICLES: Final = frozenset({"the", "a", "an", "its", "their", "his", "her", "our", "these", "those"})


def find_groups(
    text: str,
    sentences: Iterable[Sentence],
    cast: Cast,
    knowledge: Knowledge,
    day: dt.date | None,
    main: str | None,
    places: Iterable[PlaceHit],
) -> None:
    """Adds mentions of role groups. Runs after names, whose mentions give the phrase its country or organisation.

    `main` is the country that the article is mostly about: "the police" alone are that country's, unless the sentence
    names one other country.
    """
    by_sentence: dict[int, list[Mention]] = {}
    named = cast.mentions()
    spots: dict[int, list[PlaceHit]] = {}
    for hit in places:
        if hit.iso3 is None:
            spots.setdefault(hit.sentence, []).append(hit)
    for mention in named:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for sentence in sentences:
        mentions = by_sentence.get(sentence.index, [])
        taken = {i for m in mentions for i in tokens_in(sentence, m.start, m.end)}
        taken |= {i for hit in spots.get(sentence.index, []) for i in tokens_in(sentence, hit.start, hit.end)}
        finder = _GroupFinder(
            text, sentence, mentions, cast, knowledge, day, main, named, spots.get(sentence.index, [])
        )
        for token in sentence.tokens:
            if token.i in taken or token.pos not in {"NOUN", "PROPN"} or token.dep in {"compound", "nmod"}:
                continue
            noun, first = _noun_at(sentence, token.i, role_nouns(knowledge))
            if noun is not None and noun.kind != "person":
                finder.add(token.i, first, noun)


def _noun_at(sentence: Sentence, i: int, nouns: dict[str, RoleNoun]) -> tuple[RoleNoun | None, int]:
    """The longest role noun that ends in token `i`, with its first token."""
    for width in (3, 2, 1):
        if i - width + 1 < 0:
            continue
        words = " ".join(token.lower for token in sentence.tokens[i - width + 1 : i + 1])
        if words in nouns:
            return nouns[words], i - width + 1
    return None, i


class _GroupFinder:
    """One sentence with the mentions found in it so far."""

    def __init__(
        self,
        text: str,
        sentence: Sentence,
        mentions: list[Mention],
        cast: Cast,
        knowledge: Knowledge,
        day: dt.date | None,
        main: str | None,
        named: list[Mention],
        hits: list[PlaceHit],
    ) -> None:
        self.text = text
        self.sentence = sentence
        self.mentions = mentions
        self.cast = cast
        self.knowledge = knowledge
        self.day = day
        self.main = main
        self.named = named
        self.hits = hits

    def add(self, head: int, noun_start: int, noun: RoleNoun) -> None:
        """Adds the group whose role noun ends in token `head`."""
        tokens = self.sentence.tokens
        first = min(phrase_start(self.sentence, head), noun_start)
        start, end = tokens[first].start, tokens[head].end
        inside = [m for m in self.mentions if m.start >= start and m.end <= end and not self._is_backer(m)]
        named = self._named_after(head, noun)
        if named is None and noun.kind != "population":
            named = said_to_be(self.sentence, head, self.mentions, self.cast)
        if named is not None:
            self._mention(start, end, head, named, self._form(head, noun), "the name stands beside the words", 0.85)
            return
        owner = next((m for m in reversed(inside) if len(m.entities) == 1), None)
        if owner is None:
            owner = self._owner_after(head)
            end = owner.end if owner is not None else end
        if owner is None and noun.kind == _STATE_BODY:
            owner = self._possessor(head)
        if owner is not None:
            self._add_owned(head, first, end, noun, owner)
        elif (spot := self._spot(head, start, end)) is not None:
            self._add_placed(head, first, noun, spot)
        elif noun.bare:
            self._add_bare(head, first, noun)

    def _is_backer(self, mention: Mention) -> bool:
        """Whether the name only backs the group: "the Rwanda-backed rebels" are not Rwanda's."""
        after = tokens_in(self.sentence, mention.start, mention.end).stop
        words = [token.lower for token in self.sentence.tokens[after : after + 2]]
        return len(words) == 2 and words[0] in {"-", "–"} and words[1] in self.knowledge.words("backing_participle")

    def _named_after(self, head: int, noun: RoleNoun) -> int | None:
        """The body whose name follows a single group's noun: "the rebel group March 23 Movement"."""
        tokens = self.sentence.tokens
        if tokens[head].tag not in {"NN", "NNP"} or head + 1 >= len(tokens):
            return None
        found = next((m for m in self.mentions if m.start == tokens[head + 1].start and m.form == "name"), None)
        if found is None or len(found.entities) != 1 or (found.head != head and tokens[head].head != found.head):
            return None
        member = self.cast.members[found.entities[0]]
        return found.entities[0] if member.kind not in {"person", "state"} and noun.kind != _STATE_BODY else None

    def _owner_after(self, head: int) -> Mention | None:
        """The name that hangs on the noun by "of" or "in": "officials of Iran", "the government of Puerto Rico"."""
        for child in self.sentence.tokens[head].children:
            token = self.sentence.tokens[child]
            if child > head and token.dep == "prep" and token.lower in {"of", "in", "from", "for"}:
                for grandchild in token.children:
                    found = next((m for m in self.mentions if m.head == grandchild and len(m.entities) == 1), None)
                    if found is not None:
                        return found
        return None

    def _possessor(self, head: int) -> Mention | None:
        """The state that "its" means before a state body: "Egypt says its forces", whatever place is named behind."""
        tokens = self.sentence.tokens
        if not any(tokens[c].lower in {"its", "their"} and tokens[c].dep == "poss" for c in tokens[head].children):
            return None
        subjects = [m for m in self.mentions if m.end <= tokens[head].start and tokens[m.head].dep in _SUBJECTS]
        last = max(subjects, key=lambda m: m.end, default=None)
        if last is None or len(last.entities) != 1 or self.cast.members[last.entities[0]].kind != "state":
            return None
        return last

    def _add_owned(self, head: int, first: int, end: int, noun: RoleNoun, owner: Mention) -> None:
        start = self.sentence.tokens[first].start
        member = self.cast.members[owner.entities[0]]
        word = self.sentence.tokens[head].text
        is_armed = noun.kind in {"armed_group", _STATE_BODY} and noun.group not in _CIVIL
        is_force = member.kind == "government_body" and owner.form == "name" and noun.group in _FORCES
        # "the Independent Democratic Action party" is the party of that name
        before = head > 0 and self.sentence.tokens[head - 1].end == owner.end and owner.form == "name"
        is_itself = before and noun.kind == member.kind and member.kind in _NAMED_WITH_NOUN
        if (member.kind == "armed_group" and noun.group and is_armed) or is_force or is_itself:
            self._mention(start, end, head, owner.entities[0], "name", f"the {word} of {member.name}", 0.9)
            return
        if member.kind == "person" and noun.group not in {"government", "administration"} and noun.kind != "population":
            return
        name = self._name(first, head, end)
        if noun.kind == "population":
            words = without_owner(self.text, self.sentence, self._after_counts(first, head), head, owner)
            name = owned_name(words, member) or name
        of_state = member.kind == "state" and member.iso3 is not None and noun.kind == _STATE_BODY and bool(noun.group)
        if " " not in name and not of_state:
            return
        kinds = group_modifiers(self.knowledge)
        if " and " in name and any(kinds.get(word) == "worldwide" for word in name.split()):
            # "Israeli and regional leaders" are of no one state
            entity = Member(name, "population", None, candidate=True, plural=True, stateless=True)
            index = self.cast.add(name_key(name), entity)
        elif of_state and member.iso3:
            told = name if " " in name else body_name(noun.name, member.iso3, self.knowledge)  # "Ecuador's police"
            index = self._body(noun, member.iso3, told or name)
        else:
            iso3 = member.iso3
            affiliation = "" if member.kind == "state" else member.name
            entity = Member(name, _kind(noun, member.kind), iso3, affiliation=affiliation, candidate=True)
            entity.plural = self._is_plural(head, noun)
            index = self.cast.add(name_key(name), entity)
        self.cast.also_known_as(index, f"noun:{noun.group or noun.singular.lower()}")
        self._mention(start, end, head, index, self._form(head, noun), f"{word} of {member.name}", 0.85)

    def _spot(self, head: int, start: int, end: int) -> PlaceHit | None:
        """The place of one country inside the words or behind them: "Paris police", "people in Kabul"."""
        below = {
            grandchild
            for child in self.sentence.tokens[head].children
            if child > head and self.sentence.tokens[child].lower in _LOCATING
            for grandchild in self.sentence.tokens[child].children
        }
        for hit in self.hits:
            inside = start <= hit.start and hit.end <= end
            if inside or head_of(self.sentence, hit.start, hit.end) in below:
                codes = {place.iso3 for place in hit.candidates if place.iso3}
                if len(codes) == 1:
                    return hit
        return None

    def _add_placed(self, head: int, first: int, noun: RoleNoun, spot: PlaceHit) -> None:
        """A group told by where it is: its country is the place's."""
        first = self._after_counts(first, head)
        start, end = self.sentence.tokens[first].start, self.sentence.tokens[head].end
        name = self._name(first, head, max(end, spot.end))
        if spot.start >= end and noun.kind == _STATE_BODY:  # "a court in Abu Dhabi" is the Abu Dhabi court
            name = f"{self.text[spot.start : spot.end]} {self._name(first, head, end)}"
        iso3 = next(place.iso3 for place in spot.candidates if place.iso3)
        kind: ActorKind = noun.bare or noun.kind  # type: ignore[assignment]
        member = Member(name, kind, iso3, candidate=True, plural=self._is_plural(head, noun))
        index = self.cast.add(name_key(f"{name} {iso3}"), member)
        if noun.group != "government":
            self.cast.also_known_as(index, f"noun:{noun.group or noun.singular.lower()}")
        self._mention(start, max(end, spot.end), head, index, self._form(head, noun), "a group of that place", 0.75)

    def _add_bare(self, head: int, first: int, noun: RoleNoun) -> None:
        tokens = self.sentence.tokens
        first = self._after_counts(first, head)
        start, end = tokens[first].start, tokens[head].end
        alone = self._is_plain(first, head - len(noun.singular.split()) + 1)
        if (
            not alone
            and noun.singular == "group"
            and (armed := armed_group_before(self.sentence, first, head, self.named, self.cast, self.knowledge))
            is not None
        ):
            self._mention(start, end, head, armed, "description", f"the {tokens[head].text} named before", 0.6)
            return
        body = body_named_so(self.sentence, first, head, self.named, self.cast, self.knowledge) if alone else None
        if body is not None:
            self._mention(start, end, head, body, "description", f"the {tokens[head].text} named before", 0.7)
            return
        key = f"noun:{noun.group or noun.singular.lower()}"
        is_same = (alone and noun.bare != "population") or noun.group == "protesters"
        known = self.cast.index(key) if is_same else None
        if known is not None and self._is_foreign_here(known):
            known = None
        if known is not None:
            self._mention(start, end, head, known, self._form(head, noun), f"the {tokens[head].text} named before", 0.7)
            return
        meant = named_before(self.sentence, first, head, noun, self.named, self.cast, self.knowledge) if alone else None
        if meant is not None:
            self._mention(start, end, head, meant, "description", f"the {tokens[head].text} named before", 0.6)
            return
        name = self._name(first, head, end)
        if noun.kind == "population" and name.lower() in {noun.singular, noun.plural}:
            name = noun.name or name  # a person is people
        if noun.kind == "population" and noun.group != "protesters":
            name += complement(self.text, self.sentence, head, self.knowledge)
        kinds = group_modifiers(self.knowledge)
        is_foreign = any(kinds.get(word) == "worldwide" for word in name.lower().split())
        iso3 = self._country_here() if noun.bare == _STATE_BODY and not is_foreign else None
        if iso3 and noun.group and alone:
            index = self._body(noun, iso3, body_name(noun.name, iso3, self.knowledge) or name)
        else:
            member = Member(name, noun.bare, iso3, candidate=True)  # type: ignore[arg-type]
            member.plural = self._is_plural(head, noun)
            member.stateless = is_foreign
            index = self.cast.add(name_key(name), member)
        self._mention(start, end, head, index, self._form(head, noun), "a group without a name", 0.6)

    def _is_foreign_here(self, index: int) -> bool:
        """Whether a body is another state's than the article's and the sentence does not speak of that state: "the
        government" alone is then at home again."""
        member = self.cast.members[index]
        return (
            member.kind == _STATE_BODY
            and member.iso3 is not None
            and self.main is not None
            and member.iso3 != self.main
            and self._country_here() != member.iso3
        )

    def _after_counts(self, first: int, head: int) -> int:
        """The first token after determiners, numbers and words that count."""
        tokens = self.sentence.tokens
        kinds = group_modifiers(self.knowledge)
        while first < head and (
            tokens[first].dep in _DETERMINERS
            or tokens[first].lower in _ARTICLES
            or tokens[first].pos == "NUM"
            or kinds.get(tokens[first].lower.removesuffix("s")) == "count"
            or kinds.get(tokens[first].lower) == "count"
            or (tokens[first].lower == "of" and first + 1 < head)
        ):
            first += 1
        number = max(
            (i for i in range(first + 1, head) if tokens[i].dep == "nummod" and tokens[i].head == head), default=-1
        )
        if number > 0 and all(token.text.islower() for token in tokens[first:number]):
            return number + 1  # "at the time 150 soldiers": what stands before the number is no part of the group
        return first

    def _is_plain(self, first: int, noun_start: int) -> bool:
        """Whether nothing but passing states stands before the noun: "injured policemen" are the police."""
        kinds = group_modifiers(self.knowledge)
        return all(kinds.get(token.lower) in {"count", "state"} for token in self.sentence.tokens[first:noun_start])

    def _name(self, first: int, head: int, end: int) -> str:
        """The name of a group: its words without article and number, a sentence's first word in small letters."""
        tokens = self.sentence.tokens
        first = self._after_counts(first, head) if first < head else first
        while (width := passing_words(self.sentence, first, self.knowledge)) and first + width < head:
            first += width
        words = " ".join(self.text[tokens[first].start : end].split()[-_LONGEST_NAME:])
        named = any(mention.start <= tokens[first].start < mention.end for mention in self.mentions)
        is_common = tokens[first].pos == "NOUN" or group_modifiers(self.knowledge).get(tokens[first].lower) == "state"
        is_common = is_common and not (named or tokens[first].entity_label) and tokens[first].text[1:].islower()
        is_common = is_common and not (first < head and tokens[first + 1].text[:1].isupper())  # "New York police"
        return words[:1].lower() + words[1:] if is_common and first in {0, 1} else words

    def _body(self, noun: RoleNoun, iso3: str, name: str) -> int:
        """The state body that a noun means: the known one, else one entity for all words of the same group."""
        key = f"group:{iso3}:{noun.group}"
        found = self.cast.index(key)
        if found is not None:
            return found
        actor = known_body(noun.known_as, iso3, self.knowledge)
        if actor is not None:
            index = add_actor(self.cast, actor, self.knowledge, self.day)
            self.cast.also_known_as(index, key)
            return index
        shown = body_name(noun.name, iso3, self.knowledge) if noun.group == "government" else name
        return self.cast.add(
            key, Member(shown or name, _STATE_BODY, iso3, candidate=True, plural=noun.group != "government")
        )

    def _country_here(self) -> str | None:
        """The one country that the sentence names, else the article's."""
        named = {self.cast.members[m.entities[0]].iso3 for m in self.mentions if m.form in {"name", "demonym"}} - {None}
        return named.pop() if len(named) == 1 else self.main

    def _is_plural(self, head: int, noun: RoleNoun) -> bool:
        several = noun.singular in self.knowledge.words("collective_noun")
        return several or self.sentence.tokens[head].tag in {"NNS", "NNPS"}

    def _form(self, head: int, noun: RoleNoun) -> MentionForm:
        return "group" if self._is_plural(head, noun) else "description"

    def _mention(
        self, start: int, end: int, head: int, entity: int, form: MentionForm, reason: str, confidence: float
    ) -> None:
        self.cast.mention(
            self.sentence.index,
            start,
            end,
            head=head,
            entities=(entity,),
            form=form,
            reason=reason,
            confidence=confidence,
        )


def _kind(noun: RoleNoun, owner: ActorKind) -> ActorKind:
    if noun.kind == _STATE_BODY and owner not in {"state", "person", "government_body"}:
        return owner
    return noun.kind  # type: ignore[return-value]
