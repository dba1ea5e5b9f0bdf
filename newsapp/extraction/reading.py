"""What was read in one article before events are looked for: entities, mentions, times and places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from newsapp.extraction.parsed import Sentence

ActorKind = Literal[
    "person", "state", "government_body", "armed_group", "party", "organisation",
    "international_organisation", "company", "media", "population",
]  # fmt: skip
MentionForm = Literal["name", "role", "demonym", "pronoun", "group", "description"]
Precision = Literal["day", "week", "month", "year", "none"]


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that can act, one per article. `iso3` is the state it belongs to on the article's date,
    None for none or unknown; `stateless` says that it certainly belongs to no state (an international body, or who
    speaks for one). `slug` is set when the knowledge knows it, `candidate` when the text alone introduced it."""

    index: int
    name: str
    kind: ActorKind
    iso3: str | None
    slug: str | None
    candidate: bool = False
    role: str = ""
    affiliation: str = ""
    stateless: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Words [start, end) in one sentence that name an entity. `entities` has several members for "both sides" or "they"
    over a list; `head` is the token index of the syntactic head in the sentence (-1 when it was not parsed).
    `reason` says in plain English why these words mean this entity; `confidence` is 0 to 1."""

    sentence: int
    start: int
    end: int
    head: int
    entities: tuple[int, ...]
    form: MentionForm
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: kept unresolved (`expression`, in the notation of dates.py such as "XXXX-10-01", "weekday:2",
    with its `tense`) and resolved against the publication date. `first`, `last` are inclusive; both None = unresolved.
    `value` is the ISO string at its precision (2024-10-22, 2024-W42, 2024-10, 2024)."""

    sentence: int
    start: int
    end: int
    text: str
    expression: str
    tense: Literal["past", "present", "future", "none"]
    kind: Literal["date", "duration", "set", "relative"]
    value: str | None
    first: dt.date | None
    last: dt.date | None
    precision: Precision
    reason: str


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place. `precision` is country, region, admin1, city or locality."""

    sentence: int
    start: int
    end: int
    name: str
    slug: str | None
    iso3: str | None
    lat: float | None
    lon: float | None
    precision: str
    kind: str
    reason: str
    head: int = -1


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read in an article before events: the input of the event coder. `published` is None when unknown;
    `home` is the state the article is mostly about."""

    text: str
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    published: dt.date | None
    home: str | None = None
