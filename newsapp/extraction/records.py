"""The rows of a knowledge snapshot as typed records: countries, names, places, actors with dated aliases and roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from newsapp.extraction.reading import ActorKind


@dataclass(frozen=True, slots=True)
class Country:
    iso3: str
    name: str
    official_name: str
    status: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class CountryName:
    """`kind` is name, official, alias, demonym, adjective or capital."""

    iso3: str
    name: str
    kind: str
    case_sensitive: bool
    valid_from: dt.date | None
    valid_until: dt.date | None


@dataclass(frozen=True, slots=True)
class Place:
    """`iso3` is None for a place of no one state; `names` are further spellings."""

    slug: str
    name: str
    iso3: str | None
    kind: str
    precision: str
    lat: float | None
    lon: float | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    name: str
    case_sensitive: bool
    ambiguous: bool
    valid_from: dt.date | None
    valid_until: dt.date | None


@dataclass(frozen=True, slots=True)
class Role:
    """An office held from `valid_from` on, and no longer on `valid_until` (None = unknown or still)."""

    title: str
    organisation: str | None
    iso3: str | None
    valid_from: dt.date | None
    valid_until: dt.date | None


@dataclass(frozen=True, slots=True)
class Actor:
    slug: str
    name: str
    kind: ActorKind
    iso3: str | None
    aliases: tuple[Alias, ...]
    roles: tuple[Role, ...]
    affiliations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatedFact:
    """Something that happened on known days, `first` to `last` inclusive.

    `kind` is death, attack, election, candidacy or agreement; `terms` are groups of folded words, of each of which one
    must stand near the expression that the fact fixes.
    """

    key: str
    kind: str
    label: str
    first: dt.date
    last: dt.date
    terms: tuple[tuple[str, ...], ...]


def covers(valid_from: dt.date | None, valid_until: dt.date | None, day: dt.date | None) -> bool:
    """Whether a dated statement holds on `day`; an unknown day or an open end always fits.

    `valid_until` is the first day on which it holds no longer, so that two holders of an office may share the day of
    the handover in the sources and still never overlap.
    """
    if day is None:
        return True
    return (valid_from is None or valid_from <= day) and (valid_until is None or day < valid_until)
