"""Scores of found actors against gold: one name for one actor however it is written, and its country."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsapp.extraction.scoring import Counts, match_one_to_one, normal_name

if TYPE_CHECKING:
    from newsapp.extraction.findings import ActorFinding, Findings
    from newsapp.extraction.gold import GoldArticle
    from newsapp.extraction.knowledge import Knowledge

# "(United States)" after a party's name tells namesakes apart; the country is compared by its code.
_QUALIFIER: Final = re.compile(r"\s*\([^)]*\)")
_SPOT: Final = re.compile(r"\s(?:in|at|near|outside|inside|(?<=people\s)of)\s(?:the\s)?[A-Z].*$")
_LINKS: Final = frozenset({"of", "the", "in", "for", "from", "a", "an", "s", "and"})


def score_actors(article: GoldArticle, findings: Findings, knowledge: Knowledge | None = None) -> Counts:
    """Actors by name or alias and country, one to one. A found actor counts if the text has words for it, as a mention
    or as a party of an event; parties that are only implied have none, so they are not counted."""
    worded = {party.actor for event in findings.events for party in (*event.source, *event.target) if party.span}
    wanted = [
        ({plain_name(name, actor.iso3, knowledge) for name in (actor.name, *actor.aliases)}, actor.iso3)
        for actor in article.actors
    ]
    offered = [
        (actor_names(actor, findings.text, knowledge), actor.iso3)
        for number, actor in enumerate(findings.actors)
        if actor.mentions or number in worded
    ]
    pairs = match_one_to_one(
        range(len(wanted)),
        range(len(offered)),
        lambda g, p: wanted[g][1] == offered[p][1] and bool(wanted[g][0] & offered[p][0]),
    )
    return Counts(len(pairs), len(offered), len(wanted))


def actor_names(actor: ActorFinding, text: str, knowledge: Knowledge | None) -> set[str]:
    """The names under which a found actor is right: its own, its known aliases, and for an actor that only the text
    introduced, which has no name but the text's words for it, these words."""
    names = [actor.name]
    known = knowledge.actors.get(actor.slug or "") if knowledge else None
    if known is not None:
        names += [alias.name for alias in known.aliases]
    elif actor.candidate:
        names += [text[start:end] for start, end in actor.mentions]
    return {plain_name(name, actor.iso3, knowledge) for name in names}


def plain_name(name: str, iso3: str | None, knowledge: Knowledge | None) -> str:
    """A name for comparison, the same for gold and findings: beside case, accents, marks and articles, neither the
    words of the actor's own country count ("Polish police", "police of Poland": the country is compared by its code, so
    another country's police never match) nor the order of owner and owned ("residents of Gdańsk", "Gdańsk residents").
    Of a group without a name, written in small letters, the spot does not count either ("civilians in Mokha"): it is
    told by what it is and its country. A name of nothing but its country's words stays as it is."""
    name = _QUALIFIER.sub("", name)
    if name[:1].islower():
        name = _SPOT.sub("", name)
    words = normal_name(name)
    if iso3 and knowledge is not None and (own := _own_words(knowledge).get(iso3)):
        words = f" {words} "
        for spelling in own:
            words = words.replace(f" {spelling} ", " ")
    left = sorted(word for word in words.split() if word not in _LINKS)
    return " ".join(left) or normal_name(name)


@lru_cache(maxsize=4)
def _own_words(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Each country's names, adjectives and demonyms, the longest first; capitals are places of their own."""
    found: dict[str, set[str]] = {}
    for row in knowledge.country_names:
        if row.kind != "capital":
            found.setdefault(row.iso3, set()).add(normal_name(row.name))
    for country in knowledge.countries.values():
        found.setdefault(country.iso3, set()).add(normal_name(country.name))
    return {iso3: tuple(sorted(names, key=lambda name: (-len(name), name))) for iso3, names in found.items()}
