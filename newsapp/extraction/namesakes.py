"""Bodies and people that one article calls by several names, with and without the country's words or the surname: one
entity each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsapp.extraction.folding import fold
from newsapp.extraction.names import add_actor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsapp.extraction.cast import Cast
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.records import Actor

_BODIES: Final = frozenset({"government_body", "party", "organisation"})
# A surname that so many people of an article share tells nobody.
_MOST_BEARERS: Final = 20
_LINKS: Final = frozenset({"of", "the", "for", "and", "s"})


def join_namesakes(cast: Cast, knowledge: Knowledge) -> None:
    """Gives the mentions of "Supreme Court" to "Puerto Rico Supreme Court": bodies of one country whose names are the
    same but for the country's words and their order. A known body comes first, else the longer name. "Brenton" alone
    is "Brenton Tarrant" where only one person of that given name is told of."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[int]] = {}
    for index, member in enumerate(cast.members):
        if member.kind in _BODIES and member.iso3 and not member.plural:
            words = _own_words_left(member.name, member.iso3, knowledge)
            if words:
                groups.setdefault((member.iso3, member.kind, words), []).append(index)
    moved: dict[int, int] = {}
    for indexes in groups.values():
        best = max(indexes, key=lambda i: (cast.members[i].slug is not None, len(cast.members[i].name), -i))
        moved.update({i: best for i in indexes if i != best and cast.members[i].candidate})
    moved.update(_known_at_home(cast, knowledge, moved))
    moved.update(_given_names(cast))
    moved.update(_double_surnames(cast))
    if moved:
        cast.merge(moved)


def _known_at_home(cast: Cast, knowledge: Knowledge, moved: Mapping[int, int]) -> dict[int, int]:
    """Bodies that the text names without their country, and the known ones they are: "the Ministry of Defence" in an
    article about Hungary."""
    known = _known_bodies(knowledge)
    found: dict[int, int] = {}
    for index, member in enumerate(list(cast.members)):
        if member.kind not in _BODIES or not member.candidate or not member.iso3 or member.plural or index in moved:
            continue
        words = _own_words_left(member.name, member.iso3, knowledge)
        actor = known.get((member.iso3, member.kind, words)) if words and " " in member.name else None
        if actor is not None:
            found[index] = add_actor(cast, actor, knowledge, None)
    return found


@lru_cache(maxsize=4)
def _known_bodies(knowledge: Knowledge) -> dict[tuple[str, str, tuple[str, ...]], Actor]:
    """The known bodies by state, kind and the words of their names without those of the state."""
    found: dict[tuple[str, str, tuple[str, ...]], Actor] = {}
    for actor in knowledge.actors.values():
        if actor.kind in _BODIES and actor.iso3:
            for name in (actor.name, *(alias.name for alias in actor.aliases)):
                found.setdefault((actor.iso3, actor.kind, _own_words_left(name, actor.iso3, knowledge)), actor)
    return found


def _given_names(cast: Cast) -> dict[int, int]:
    """People called by their given name alone, and the one person of the article who bears it."""
    bearers: dict[str, list[int]] = {}
    alone: list[int] = []
    for index, member in enumerate(cast.members):
        if member.kind != "person":
            continue
        given, *rest = member.name.split()
        if rest:
            bearers.setdefault(given, []).append(index)
        elif member.candidate and given[:1].isupper():
            alone.append(index)
    found = ((index, bearers.get(cast.members[index].name, [])) for index in alone)
    return {index: named[0] for index, named in found if len(named) == 1}


def _double_surnames(cast: Cast) -> dict[int, int]:
    """People called by a part of a name of three words or more, and the one person of the article who has them all:
    "Vázquez" and "Wanda Vázquez" are Wanda Vázquez Garced, "Rivera Schatz" is Thomas Rivera Schatz. Whoever is known
    keeps the name by which it is known."""
    people = [
        (index, fold(member.name).split())
        for index, member in enumerate(cast.members)
        if member.kind == "person" and member.name[:1].isupper()
    ]
    by_surname: dict[str, list[tuple[int, list[str]]]] = {}
    for index, words in people:
        for surname in dict.fromkeys(words[-2:] if len(words) > 2 else ()):
            by_surname.setdefault(surname, []).append((index, words))
    moved: dict[int, int] = {}
    for index, words in people:
        bearers = by_surname.get(words[-1], ())
        if len(bearers) > _MOST_BEARERS:
            continue
        longer = [other for other, full in bearers if len(full) > max(2, len(words)) and _is_part(words, full)]
        if len(longer) != 1:
            continue
        other = longer[0]
        if cast.members[index].candidate:
            moved[index] = moved.get(other, other)
            if index < other and cast.members[other].candidate:  # where somebody is introduced says most of them
                cast.members[other].iso3 = cast.members[index].iso3
        elif cast.members[other].candidate and len(words) > 1:
            moved[other] = index
    return moved


def _is_part(words: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the words are one of the two surnames, both, or the given name and one of them."""
    if len(words) == 1:
        return words[0] == full[-2] and len(words[0]) > 2
    if words == full[-len(words) :]:
        return True
    return words[0] == full[0] and words[-1] in full[-2:]


def _own_words_left(name: str, iso3: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The words of a name without those of its country, sorted; nothing for a name of one common word ("court")."""
    words = f" {fold(name).replace('.', '').replace('’s ', ' ')} "
    for spelling in _spellings(knowledge).get(iso3, ()):
        words = words.replace(f" {spelling} ", " ")
    left = tuple(sorted(word for word in words.split() if word not in _LINKS))
    return left if len(left) > 1 or name[:1].isupper() else ()


@lru_cache(maxsize=4)
def _spellings(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for row in knowledge.country_names:
        if row.kind != "capital":
            found.setdefault(row.iso3, set()).add(fold(row.name).replace(".", ""))
    for country in knowledge.countries.values():
        found.setdefault(country.iso3, set()).add(fold(country.name))
    return {iso3: tuple(sorted(names, key=lambda name: (-len(name), name))) for iso3, names in found.items()}
