"""The body behind "Israeli army" or "the government": a known actor of that state, else a name by template."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from newsapp.extraction.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.records import Actor


def known_body(templates: tuple[str, ...], iso3: str, knowledge: Knowledge) -> Actor | None:
    """The known body of a state that one of `templates` names ("{adjective} army"), in their order."""
    bodies = _bodies(knowledge)
    for template in templates:
        for name in _filled(template, iso3, knowledge):
            actor = bodies.get((iso3, fold(name)))
            if actor is not None:
                return actor
    return None


@lru_cache(maxsize=4)
def governments(knowledge: Knowledge) -> dict[str, Actor]:
    """The known government of every state that has one, by country: who makes arrests that the passive tells of."""
    row = next((row for row in knowledge.table("role_nouns") if row["noun"] == "government"), None)
    if row is None:
        return {}
    templates = (str(row["name"] or ""), *str(row["known_as"] or "").split(";"))
    found = {iso3: known_body(templates, iso3, knowledge) for iso3 in knowledge.countries}
    return {iso3: actor for iso3, actor in found.items() if actor is not None}


def body_name(template: str, iso3: str, knowledge: Knowledge) -> str:
    """The name of a body of a state that the knowledge does not hold: "Polish police", "Government of Chad"."""
    return next(_filled(template, iso3, knowledge), "")


def _filled(template: str, iso3: str, knowledge: Knowledge) -> Iterator[str]:
    country = knowledge.countries.get(iso3)
    if country is None or not template:
        return
    if "{adjective}" not in template:
        takes_article = " of {country}" in template and iso3 in _with_article(knowledge)
        yield template.replace("{country}", ("the " if takes_article else "") + country.name)
        return
    for adjective in _adjectives(knowledge).get(iso3, (country.name,)):
        yield template.replace("{adjective}", adjective)


@lru_cache(maxsize=4)
def _adjectives(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in knowledge.country_names:
        if row.kind == "adjective" and row.valid_until is None:
            found.setdefault(row.iso3, []).append(row.name)
    # The adjective most like the country's own name is the usual one ("New Zealand", not "Kiwi").
    return {
        iso3: tuple(sorted(names, key=lambda name: -_shared(fold(name), fold(knowledge.countries[iso3].name))))
        for iso3, names in found.items()
        if iso3 in knowledge.countries
    }


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common at their beginning."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


@lru_cache(maxsize=4)
def _with_article(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(str(row["iso3"]) for row in knowledge.table("names_with_article"))


@lru_cache(maxsize=4)
def _bodies(knowledge: Knowledge) -> dict[tuple[str, str], Actor]:
    found: dict[tuple[str, str], Actor] = {}
    for actor in knowledge.actors.values():
        if actor.kind == "government_body" and actor.iso3:
            for name in (actor.name, *(alias.name for alias in actor.aliases)):
                found.setdefault((actor.iso3, fold(name)), actor)
    return found
