"""Actors as an A to Z of rows with their event counts."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from newsapp.actors.models import Actor
from newsapp.browse.charts import ShareBar, share_bar
from newsapp.events.counting import count_actor_classes

MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class ActorRow:
    name: str
    url: str
    kind: str
    country: str
    is_candidate: bool
    events: int
    share: ShareBar | None


@dataclass(frozen=True, slots=True)
class LetterGroup:
    letter: str
    rows: tuple[ActorRow, ...]


@dataclass(frozen=True, slots=True)
class ActorIndex:
    groups: tuple[LetterGroup, ...]
    total: int
    shown: int
    words: str
    kind: str
    letter: str
    also_without_events: bool


def sort_key(name: str) -> str:
    """Accents folded and case ignored: the order a reader expects, without a collation the database may lack."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold() or name.casefold()


def letter_of(name: str) -> str:
    first = sort_key(name)[:1].upper()
    return first if "A" <= first <= "Z" else "#"


def read_actor_index(*, words: str, kind: str, letter: str, also_without_events: bool) -> ActorIndex:
    """At most 500 rows; `total` says how many there are."""
    actors = Actor.objects.current()
    if words:
        actors = actors.named_like(words)
    if kind:
        actors = actors.filter(kind=kind)
    counts = count_actor_classes()
    if not also_without_events and not words:
        actors = actors.filter(pk__in=list(counts))
    found = list(actors.values_list("pk", "name", "slug", "kind", "country__name", "standing"))
    if letter:
        found = [row for row in found if letter_of(row[1]) == letter]
    found.sort(key=lambda row: (letter_of(row[1]) == "#", sort_key(row[1]), row[0]))
    groups: dict[str, list[ActorRow]] = {}
    for pk, name, slug, kind_code, country, standing in found[:MOST_ROWS]:
        classes = counts.get(pk)
        groups.setdefault(letter_of(name), []).append(
            ActorRow(
                name=name,
                url=f"/actors/{slug}/",
                kind=Actor.Kind(kind_code).label,
                country=country or "",
                is_candidate=standing == Actor.Standing.CANDIDATE,
                events=classes.total() if classes else 0,
                share=share_bar(classes) if classes else None,
            )
        )
    return ActorIndex(
        groups=tuple(LetterGroup(first, tuple(rows)) for first, rows in groups.items()),
        total=len(found),
        shown=min(len(found), MOST_ROWS),
        words=words,
        kind=kind,
        letter=letter,
        also_without_events=also_without_events,
    )
