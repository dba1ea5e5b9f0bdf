"""Nouns that name groups and bodies by their role, and the words before them that say nothing of who they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsapp.extraction.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class RoleNoun:
    singular: str
    plural: str
    group: str
    kind: str
    bare: str
    name: str
    known_as: tuple[str, ...]


@lru_cache(maxsize=4)
def role_nouns(knowledge: Knowledge) -> dict[str, RoleNoun]:
    """Role nouns by their singular and plural, in lower case."""
    nouns: dict[str, RoleNoun] = {}
    for row in knowledge.table("role_nouns"):
        known_as = tuple(part for part in _cell(row, "known_as").split(";") if part)
        noun = RoleNoun(
            _cell(row, "noun"), _cell(row, "plural"), _cell(row, "group"), _cell(row, "kind"), _cell(row, "bare"),
            _cell(row, "name"), known_as,
        )  # fmt: skip
        for form in (noun.singular, noun.plural):
            if form:
                nouns.setdefault(form.lower(), noun)
    return nouns


def _cell(row: Mapping[str, object], column: str) -> str:
    return str(row.get(column) or "")


@lru_cache(maxsize=4)
def group_modifiers(knowledge: Knowledge) -> dict[str, str]:
    """Words before a group's noun that count it ("count") or tell a passing state of it ("state"), by their kind."""
    return {_cell(row, "word").lower(): _cell(row, "kind") for row in knowledge.table("group_modifiers")}


def belongs_to_no_state(name: str, knowledge: Knowledge) -> bool:
    """Whether a group's name says that it is of no one state: "world leaders", "experts", "European states"."""
    kinds = group_modifiers(knowledge)
    return any(kinds.get(word) in {"stateless", "worldwide"} for word in name.lower().split())
