"""Findings: the frozen, documented output of an extraction, and its JSON shape (docs/extraction-output.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from newsapp.extraction.parsed import SentenceKind
    from newsapp.extraction.reading import ActorKind, Precision

Modality = Literal["happened", "ongoing", "planned", "hypothetical", "demanded", "negated", "reported_statement"]
Basis = Literal["stated", "resolved", "assumed", "none"]
CasualtyKind = Literal["killed", "injured", "missing", "displaced", "detained"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Published:
    """When the article was published. `basis`: given (by caller or metadata), inferred (from the text) or unknown."""

    value: dt.date | None
    precision: Precision
    basis: Literal["given", "inferred", "unknown"]
    reasons: tuple[str, ...]
    candidates: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    start: int
    end: int
    kind: SentenceKind
    paragraph: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A byline, heading or set-aside passage with the reason for what it was taken as."""

    start: int
    end: int
    kind: Literal["byline", "heading", "boilerplate"]
    reason: str


@dataclass(frozen=True, slots=True)
class ActorFinding:
    name: str
    kind: ActorKind
    iso3: str | None
    slug: str | None
    candidate: bool
    role: str
    affiliation: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PlaceFinding:
    name: str
    iso3: str | None
    lat: float | None
    lon: float | None
    precision: str
    slug: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TimeFinding:
    start: int
    end: int
    text: str
    expression: str
    tense: str
    kind: str
    value: str | None
    first: dt.date | None
    last: dt.date | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class Participant:
    """`actor` is the index of an ActorFinding; `span` the words in the event's sentence that name it, None: implied."""

    actor: int
    name: str
    iso3: str | None
    slug: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class EventDate:
    """`value` is the scoring value (first day of a span; the publication day when assumed); [`first`, `last`] the
    inclusive interval shown and filtered. `expression` and `tense` are kept so that a corrected publication date can
    re-resolve the event without the parser; `span` are the words."""

    value: str | None
    first: dt.date | None
    last: dt.date | None
    precision: Precision
    basis: Basis
    text: str
    expression: str
    tense: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class EventPlace:
    name: str
    slug: str | None
    iso3: str | None
    lat: float | None
    lon: float | None
    precision: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one field has its value. `field`: type, source, target, date, place, modality, event; `rule`: a stable id."""

    field: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class CasualtyFinding:
    """One count of people in one sentence: the words text[start:end] name `low` to `high` of them (None: that side is
    open), most likely `best`. `cumulative` marks a running total, which is no count of the sentence's own event.
    `attributed_to` is who says so within the sentence, empty if nobody."""

    kind: CasualtyKind
    low: int | None
    best: int | None
    high: int | None
    cumulative: bool
    start: int
    end: int
    words: str
    reason: str
    attributed_to: str = ""


@dataclass(frozen=True, slots=True)
class EventFinding:
    """One event and the sentence that reports it best.

    `clause_span` are the words to mark as evidence, `phrase` the text's own verb phrase where it reads well as "source
    PHRASE target" ("arrived in"), else empty; `also` lists other sentences that report the same event; `casualties` are
    the counts that the event's own sentence gives.
    """

    sentence: int
    sentence_span: Span
    clause_span: Span
    trigger_span: Span
    trigger: str
    phrase: str
    source: tuple[Participant, ...]
    target: tuple[Participant, ...]
    cameo: str
    plover: str
    modality: Modality
    attributed_to: str
    attribution_span: Span | None
    date: EventDate
    place: EventPlace | None
    also: tuple[AlsoReported, ...]
    confidence: Mapping[str, float]
    reasons: tuple[Reason, ...]
    casualties: tuple[CasualtyFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class AlsoReported:
    """Another sentence that reports the same event, with its own trigger, who it says did it, when, and how many were
    hurt; these may differ from what the event's own sentence says."""

    sentence: int
    sentence_span: Span
    clause_span: Span
    trigger_span: Span
    source: tuple[Participant, ...] = ()
    date_span: Span | None = None
    casualties: tuple[CasualtyFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one text. Offsets are code points of the text as decoded, end exclusive; sentence 0 is the
    title. `title` and `byline` are slices of the text."""

    text: str
    title: str
    title_span: Span
    byline: str
    published: Published
    language: str
    coded: bool
    not_coded_reason: str
    sentences: tuple[SentenceSpan, ...]
    passages: tuple[Passage, ...]
    actors: tuple[ActorFinding, ...]
    places: tuple[PlaceFinding, ...]
    times: tuple[TimeFinding, ...]
    events: tuple[EventFinding, ...]
    knowledge_id: str
    engine_version: str
