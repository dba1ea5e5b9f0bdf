"""Known names in an article: which actor, state or place each gazetteer match stands for in its sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsapp.extraction.cast import Member, name_key
from newsapp.extraction.folding import fold
from newsapp.extraction.gazetteer import Match, gazetteer_of
from newsapp.extraction.records import covers
from newsapp.extraction.runs import organisation_words
from newsapp.extraction.spans import head_of, tokens_in
from newsapp.extraction.surnames import is_given_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from newsapp.extraction.cast import Cast
    from newsapp.extraction.gazetteer import Gazetteer, Name
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.records import Actor, Place

# How many words a body's name may have behind a company's name.
_LONGEST_REST: Final = 4
_OTHER_BODIES: Final = frozenset({"organisation", "government_body"})
_NOUN_TAGS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})
_LINKS: Final = frozenset({"of", "the", "for", "and"})
_MODIFYING: Final = frozenset({"amod", "compound", "nmod", "npadvmod", "poss", "advmod"})


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A match that names places; `candidates` are the competing ones."""

    sentence: int
    start: int
    end: int
    candidates: tuple[Place, ...]
    iso3: str | None


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What `find_known_names` hands on: places for the place finder and all matches per sentence."""

    places: tuple[PlaceHit, ...]
    matches: dict[int, tuple[Match, ...]]


def country_of(actor: Actor, knowledge: Knowledge, day: dt.date | None) -> str | None:
    """The state an actor belongs to on `day` (coding rules, section 3): the state a person acts for, none for those who
    speak for an international organisation, else nationality or seat."""
    if actor.kind != "person":
        return actor.iso3
    holding = [role for role in actor.roles if day is not None and covers(role.valid_from, role.valid_until, day)]
    for role in holding:
        if role.iso3:
            return role.iso3
    bodies = (knowledge.actors.get(role.organisation or "") for role in holding)
    if any(body is not None and body.kind == "international_organisation" for body in bodies):
        return None
    return actor.iso3


def add_actor(cast: Cast, actor: Actor, knowledge: Knowledge, day: dt.date | None) -> int:
    """The cast index of a known actor, with country and role as on `day`."""
    holding = [role for role in actor.roles if day is not None and covers(role.valid_from, role.valid_until, day)]
    role = holding[0] if holding else None
    body = knowledge.actors.get(role.organisation) if role and role.organisation else None
    iso3 = country_of(actor, knowledge, day)
    member = Member(
        actor.name, actor.kind, iso3, actor.slug,
        role=role.title if role else "",
        affiliation=body.name if body else "",
        stateless=iso3 is None,
    )  # fmt: skip
    if actor.kind == "person":
        member.spellings.add(fold(actor.name))
    return cast.add(f"actor:{actor.slug}", member)


@lru_cache(maxsize=4)
def _state_slugs(knowledge: Knowledge) -> dict[str, str]:
    """The actor that stands for each country: the state, else the government of a territory of the same name."""
    slugs: dict[str, str] = {}
    for actor in knowledge.actors.values():
        country = knowledge.countries.get(actor.iso3 or "")
        if country and (actor.kind == "state" or actor.name == country.name):
            slugs.setdefault(country.iso3, actor.slug)
    return slugs


@lru_cache(maxsize=4)
def _places(knowledge: Knowledge) -> dict[str, Place]:
    return {place.slug: place for place in knowledge.places}


def add_state(cast: Cast, iso3: str, knowledge: Knowledge, day: dt.date | None) -> int:
    """The cast index of the state `iso3`."""
    slug = _state_slugs(knowledge).get(iso3)
    if slug is not None:
        return add_actor(cast, knowledge.actors[slug], knowledge, day)
    country = knowledge.countries.get(iso3)
    return cast.add(f"state:{iso3}", Member(country.name if country else iso3, "state", iso3))


def find_known_names(
    text: str, sentences: Iterable[Sentence], cast: Cast, knowledge: Knowledge, day: dt.date | None
) -> KnownNames:
    """Mentions of known actors and states, added to `cast`; places are returned for the place finder."""
    gazetteer = gazetteer_of(knowledge)
    all_matches: dict[int, tuple[Match, ...]] = {}
    hits: list[PlaceHit] = []
    sentences = tuple(sentences)
    for sentence in sentences:
        # what the parser left unread of an endless sentence names nobody: its part in anything is unknown
        end = sentence.tokens[-1].end if sentence.tokens else sentence.end
        all_matches[sentence.index] = gazetteer.find_in_sentence(text, sentence.start, end)
    named = _spelled_out(all_matches, knowledge)
    spoken = _countries_named(all_matches)
    for sentence in sentences:
        for match in all_matches[sentence.index]:
            _read_match(text, sentence, match, cast, knowledge, day, hits, named, spoken)
            inner = _opening_name(text, match, gazetteer, knowledge)
            if inner is not None:
                _read_match(text, sentence, inner, cast, knowledge, day, hits, named, spoken)
    return KnownNames(tuple(hits), all_matches)


def _spelled_out(matches: dict[int, tuple[Match, ...]], knowledge: Knowledge) -> frozenset[str]:
    """Actors whose full name or an unambiguous alias occurs; they settle who an ambiguous alias means."""
    return frozenset(
        name.ref
        for found in matches.values()
        for match in found
        for name in match.names
        if name.kind == "actor" and not name.ambiguous
    )


def _opening_name(text: str, match: Match, gazetteer: Gazetteer, knowledge: Knowledge) -> Match | None:
    """The country or person that a body's name opens with: "U.S. military", "Biden administration"."""
    if not any(name.kind == "actor" and knowledge.actors[name.ref].kind == "government_body" for name in match.names):
        return None
    last_word = text.rfind(" ", match.start, match.end)
    inner = next(gazetteer.find(text, match.start, last_word), None) if last_word > match.start else None
    if inner is None or inner.start != match.start:
        return None
    names = tuple(
        name
        for name in inner.names
        if name.kind in {"country", "adjective", "demonym"}
        or (name.kind == "actor" and knowledge.actors[name.ref].kind == "person")
    )
    return Match(inner.start, inner.end, names) if names else None


def _read_match(
    text: str, sentence: Sentence, match: Match, cast: Cast, knowledge: Knowledge, day: dt.date | None,
    hits: list[PlaceHit], named: frozenset[str], spoken: Counter[str],
) -> None:  # fmt: skip
    if _inside_longer_name(sentence, match, knowledge) or _means_something_else(sentence, match, knowledge):
        return
    surface = text[match.start : match.end]
    valid = [name for name in match.names if covers(name.valid_from, name.valid_until, day)]
    places = tuple(_places(knowledge)[name.ref] for name in valid if name.kind == "place")
    actors = [
        a for a in _actors(valid, knowledge, named, day, spoken) if not _is_foreign_body(a, surface, spoken, knowledge)
    ]
    countries = [name for name in valid if name.kind in {"country", "demonym", "adjective"}]
    head = head_of(sentence, match.start, match.end)
    if countries and (elsewhere := _namesake(countries, places, cast)):
        hits.append(PlaceHit(sentence.index, match.start, match.end, elsewhere, None))
        return
    if countries:
        kinds = {name.kind for name in countries}
        iso3 = _best_country(countries, cast)
        if "country" in kinds and not (
            "adjective" in kinds and _modifies(sentence, head) and not _is_place_use(sentence, head)
        ):
            _mention_state(cast, sentence, match, head, iso3, knowledge, day, "name", f"{surface} is a country's name")
            hits.append(
                PlaceHit(
                    sentence.index,
                    match.start,
                    match.end,
                    tuple(p for p in places if p.kind == "country") or places,
                    iso3,
                )
            )
        elif "demonym" in kinds and _is_people(sentence, head):
            people = f"{surface}" if surface.endswith("s") else f"{surface} people"
            index = cast.add(name_key(f"{iso3} people"), Member(people, "population", iso3, plural=True))
            cast.mention(
                sentence.index, match.start, match.end, head=head, entities=(index,), form="demonym",
                reason=f"{surface} are the people of a country", confidence=0.9,
            )  # fmt: skip
        else:
            _mention_state(
                cast, sentence, match, head, iso3, knowledge, day, "demonym", f"{surface} is a country's adjective"
            )
        return
    if actors:
        index = add_actor(cast, actors[0], knowledge, day)
        if actors[0].kind == "person" and " " in surface:
            cast.members[index].spellings.add(fold(surface))
        certain = any(not name.ambiguous for name in valid if name.kind == "actor" and name.ref == actors[0].slug)
        cast.mention(
            sentence.index, match.start, match.end, head=head, entities=(index,), form="name",
            reason=f"{surface} is a known name of {actors[0].name}", confidence=0.95 if certain else 0.7,
        )  # fmt: skip
        if not places:
            return
    if places:
        hits.append(PlaceHit(sentence.index, match.start, match.end, places, None))


def _countries_named(matches: dict[int, tuple[Match, ...]]) -> Counter[str]:
    """How often each country is named; the title and the first sentences count double."""
    counts: Counter[str] = Counter()
    for sentence, found in matches.items():
        for match in found:
            for iso3 in sorted({name.ref for name in match.names if name.kind in {"country", "adjective", "demonym"}}):
                counts[iso3] += 2 if sentence <= 3 else 1
    return counts


def _is_foreign_body(actor: Actor, surface: str, spoken: Counter[str], knowledge: Knowledge) -> bool:
    """Whether a body's common name ("Supreme Court", "the Senate") hardly means this one: the article speaks of another
    country, and of this one little or not at all."""
    if actor.kind != "government_body" or not actor.iso3 or not spoken:
        return False
    if spoken[actor.iso3] * 2 > max(spoken.values()):
        return False
    return {fold(word) for word in surface.split()} <= _common_body_words(knowledge)


@lru_cache(maxsize=4)
def _common_body_words(knowledge: Knowledge) -> frozenset[str]:
    """Words that every country's bodies are called by."""
    rows = [str(row["word"]) for row in knowledge.table("organisation_words")]
    rows += [f"{row['noun']} {row['plural']}" for row in knowledge.table("role_nouns")]
    # of titles the last words alone: "White House press secretary" is named after one house
    rows += [str(row["title"]).rsplit(" ", 1)[-1] for row in knowledge.table("titles")]
    return frozenset(fold(word) for row in rows for word in row.split()) | _LINKS | knowledge.words("body_name_word")


def _actors(
    names: list[Name], knowledge: Knowledge, named: frozenset[str], day: dt.date | None, spoken: Counter[str]
) -> list[Actor]:
    """The actors a name may mean, the likeliest first: one that is spelt out elsewhere, else that of the country most
    spoken of ("ABC" in Australia and in the United States), else a news agency, which is quoted anywhere ("AFP")."""
    found = [name for name in names if name.kind == "actor"]
    found = [
        name for name in found if not name.ambiguous or name.ref in named or _is_likely(knowledge.actors[name.ref], day)
    ]
    sure = [name for name in found if not name.ambiguous or name.ref in named]
    chosen = [knowledge.actors[name.ref] for name in (sure or found)]
    # A territory's own government gives way to the place: "in Gibraltar" is mostly no actor; states never get here.
    return sorted(
        chosen,
        key=lambda actor: (actor.slug not in named, -spoken[actor.iso3 or ""], actor.kind != "media", actor.slug),
    )


def _namesake(countries: list[Name], places: tuple[Place, ...], cast: Cast) -> tuple[Place, ...]:
    """Places of another country with the same name (Georgia), if the article speaks of that country and not of this."""
    own = {name.ref for name in countries}
    others = tuple(place for place in places if place.iso3 and place.iso3 not in own and place.kind != "country")
    if not others or any(name.kind != "country" for name in countries):
        return ()
    spoken = cast.joined_by_state
    if any(spoken[place.iso3] > max(spoken[code] for code in own) for place in others):
        return others
    return ()


def _is_likely(actor: Actor, day: dt.date | None) -> bool:
    """Whether a bare surname that many people share may mean this one: only while in office."""
    if actor.kind != "person":
        return True
    return day is not None and any(
        role.valid_from is not None and covers(role.valid_from, role.valid_until, day) for role in actor.roles
    )


def _best_country(names: list[Name], cast: Cast) -> str:
    codes = list(dict.fromkeys(name.ref for name in names))
    if len(codes) == 1:
        return codes[0]
    return max(codes, key=lambda code: cast.joined_by_state[code])


def _mention_state(
    cast: Cast, sentence: Sentence, match: Match, head: int, iso3: str, knowledge: Knowledge, day: dt.date | None,
    form: str, reason: str,
) -> None:  # fmt: skip
    index = add_state(cast, iso3, knowledge, day)
    cast.mention(
        sentence.index, match.start, match.end, head=head, entities=(index,),
        form="name" if form == "name" else "demonym", reason=reason, confidence=0.95,
    )  # fmt: skip


def _modifies(sentence: Sentence, head: int) -> bool:
    """Whether the word stands before a noun as its modifier ("U.S. officials")."""
    if head < 0:
        return False
    token = sentence.tokens[head]
    return token.dep in {"amod", "compound", "nmod"} and token.head > head


def _is_place_use(sentence: Sentence, head: int) -> bool:
    return head >= 0 and sentence.tokens[head].dep in {"pobj", "nsubj", "dobj", "conj"}


def _is_people(sentence: Sentence, head: int) -> bool:
    if head < 0:
        return False
    token = sentence.tokens[head]
    if token.text.endswith("s") and token.dep not in {"amod", "compound"}:
        return True
    return token.tag in {"NNPS", "NNS"} and token.dep not in {"amod", "compound", "nmod"}


def _inside_longer_name(sentence: Sentence, match: Match, knowledge: Knowledge) -> bool:
    """Whether a person's name reaches beyond the match ("Hunter Biden", "Michael Jordan"): somebody else then."""
    covered = tokens_in(sentence, match.start, match.end)
    if not covered:
        return False
    before = sentence.tokens[covered.start - 1] if covered.start > 0 else None
    after = sentence.tokens[covered.stop] if covered.stop < len(sentence.tokens) else None
    persons = any(name.kind == "actor" and knowledge.actors[name.ref].kind == "person" for name in match.names)
    # the labels of a parser miss names it has not met; a given name beside the surname does not lie
    first = before.lower if before is not None and before.text[:1].isupper() and len(covered) == 1 else ""
    if persons and is_given_name(first, knowledge) and not _has_word(match, first, knowledge):
        return True
    labels = {sentence.tokens[i].entity_label for i in covered}
    if labels != {"PERSON"}:
        return False
    for near, follows in ((before, False), (after, True)):
        if (
            near is None
            or near.entity_label != "PERSON"
            or near.tag not in {"NNP", "NNPS"}
            or not near.text[:1].isupper()
        ):
            continue
        if follows and persons and len(covered) > 1:
            continue
        if not _is_title(near.lower, knowledge):
            return True
    return False


def _has_word(match: Match, word: str, knowledge: Knowledge) -> bool:
    return any(word in knowledge.actors[name.ref].name.lower().split() for name in match.names if name.kind == "actor")


def _means_something_else(sentence: Sentence, match: Match, knowledge: Knowledge) -> bool:
    """Whether a company's name is that of something else: "Amazon Environmental Research Institute" is another body,
    "the Amazon rainforest" a landscape."""
    if {knowledge.actors[name.ref].kind for name in match.names if name.kind == "actor"} != {"company"}:
        return False
    words = organisation_words(knowledge)
    tokens = sentence.tokens
    i = tokens_in(sentence, match.start, match.end).stop
    if i < len(tokens) and tokens[i].text.islower() and words.get(tokens[i].lower) == "thing":
        return True
    for _ in range(_LONGEST_REST):
        if i >= len(tokens) or not tokens[i].text[:1].isupper() or tokens[i].tag not in {"NNP", "NNPS", "JJ"}:
            return False
        if words.get(tokens[i].lower) in _OTHER_BODIES:
            return True
        i += 1
    return False


@lru_cache(maxsize=4)
def _title_words(knowledge: Knowledge) -> frozenset[str]:
    words: set[str] = set()
    for row in knowledge.table("titles"):
        words.update(str(row["title"]).lower().split())
    return frozenset(words)


def _is_title(word: str, knowledge: Knowledge) -> bool:
    return word in _title_words(knowledge)
