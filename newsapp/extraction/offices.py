"""Who held an office of a state on a day, by the roles in the knowledge."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsapp.extraction.records import covers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.records import Actor, Role

_MINISTER_OF: Final = re.compile(r"^(minister|secretary) (?:of|for) (?:the )?(.+)$")


def normal_title(title: str, knowledge: Knowledge) -> str:
    """One form for a title: "Minister of Foreign Affairs" is "foreign minister", "defence" is "defense"."""
    return _normal(title, _spellings(knowledge))


@lru_cache(maxsize=4)
def _spellings(knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    return tuple((str(row["words"]), str(row["normal"])) for row in knowledge.table("title_spellings"))


@lru_cache(maxsize=4096)
def _normal(title: str, spellings: tuple[tuple[str, str], ...]) -> str:
    words = " ".join(title.lower().replace("-", " ").split())
    if words != "secretary of state" and (match := _MINISTER_OF.match(words)):
        words = f"{match.group(2)} {match.group(1)}"
    for old, new in spellings:
        words = re.sub(rf"\b{old}\b", new, words)
    return words


@lru_cache(maxsize=4)
def _offices(knowledge: Knowledge) -> dict[tuple[str, str], list[tuple[Role, Actor]]]:
    found: dict[tuple[str, str], list[tuple[Role, Actor]]] = {}
    for actor in knowledge.actors.values():
        for role in actor.roles:
            iso3 = role.iso3 or (
                knowledge.actors[role.organisation].iso3 if role.organisation in knowledge.actors else None
            )
            if iso3 and actor.kind == "person":
                title = normal_title(role.title, knowledge)
                for form in {
                    title,
                    re.sub(r" of .*$", "", title) if not title.startswith(("secretary of", "speaker of")) else title,
                }:
                    found.setdefault((iso3, form), []).append((role, actor))
    return found


@lru_cache(maxsize=4)
def _posts(knowledge: Knowledge) -> dict[tuple[str, str], list[tuple[Role, Actor]]]:
    """The posts of bodies, by the body's slug and the title in its one form."""
    found: dict[tuple[str, str], list[tuple[Role, Actor]]] = {}
    for actor in knowledge.actors.values():
        for role in actor.roles:
            if role.organisation and actor.kind == "person":
                title = normal_title(role.title, knowledge)
                for form in {title, re.sub(r" of .*$", "", title)}:  # "Director-General of the WHO"
                    found.setdefault((role.organisation, form), []).append((role, actor))
    return found


def holder_at(title: str, body: str, knowledge: Knowledge, day: dt.date | None) -> Actor | None:
    """The one person who held the post `title` of the body with that slug on `day`: "the UN Secretary-General"."""
    return _one_of(_posts(knowledge).get((body, title), ()), day)


def holder_of(title: str, iso3: str, knowledge: Knowledge, day: dt.date | None) -> Actor | None:
    """The one person who held `title` of the state on `day`; None if nobody, or several, are known."""
    return _one_of(_offices(knowledge).get((iso3, title), ()), day)


def _one_of(held: Iterable[tuple[Role, Actor]], day: dt.date | None) -> Actor | None:
    if day is None:
        return None
    found = {
        actor.slug: actor
        for role, actor in held
        if covers(role.valid_from, role.valid_until, day) and role.valid_from is not None
    }
    return next(iter(found.values())) if len(found) == 1 else None
