"""Events as rows of ready-made strings, grouped by day, with vague dates in groups of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from newsapp.browse.event_row import render_event_row
from newsapp.browse.wording import GLYPHS, MODALITY_TAGS, confidence_path, when
from newsapp.events.models import Evidence, Participant
from newsapp.events.models.types import EventClass
from newsapp.events.wording import plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from django.utils.safestring import SafeString

    from newsapp.events.querysets import EventQuerySet

# The columns of an event's line; the order is `read_row`'s.
COLUMNS = (
    "pk", "modality", "status", "phrase", "date_first", "date_last", "date_precision", "place_name",
    "place_country__name", "confidence", "event_type__code", "event_type__event_class",
    "event_type__plover_type__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence in three parts, the middle one marked, and where it stands."""

    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of a list. Everything is a string, ready to be escaped and printed."""

    pk: int
    url: str
    glyph: str
    class_name: str
    modality: str
    tag: str
    sources: tuple[str, ...]
    phrase: str
    targets: tuple[str, ...]
    unsaid: str
    quote: Quote | None
    when: str
    place: str
    type_name: str
    code: str
    reports: str
    sentences: str
    is_reviewed: bool
    is_waiting: bool
    confidence: str
    confidence_path: str
    interval: tuple[dt.date | None, dt.date | None, str]

    @property
    def html(self) -> SafeString:
        """The list item, dated by the group it stands in."""
        return render_event_row(self)

    @property
    def html_with_date(self) -> SafeString:
        """The list item with its own date."""
        return render_event_row(self, with_date=True)

    @property
    def title(self) -> str:
        """The line as plain text."""
        parts = [", ".join(self.sources) or "Someone not named", self.phrase, ", ".join(self.targets) or self.unsaid]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class DayGroup:
    """The events of one day, or of one vague stretch of time."""

    heading: str
    note: str
    is_vague: bool
    anchor: str
    rows: tuple[EventRow, ...]


@dataclass(slots=True)
class _Parts:
    """What is gathered for one event before its row is built."""

    sources: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    quote: Quote | None = None
    articles: set[int] = field(default_factory=set)
    sentences: int = 0


def with_parts(events: EventQuerySet) -> EventQuerySet:
    """Adds `parties` and `told`: who took part, and the evidence with its sentences, as arrays of objects."""
    parties = Participant.objects.filter(event=OuterRef("pk")).order_by("role", "position", "pk")
    told = Evidence.objects.filter(event=OuterRef("pk"), article_version__isnull=False).with_sentence_text()
    annotated: EventQuerySet = events.annotate(
        parties=ArraySubquery(parties.values(found=JSONObject(role="role", name="actor__name"))),
        told=ArraySubquery(
            told.order_by("-is_lead", "pk").values(
                found=JSONObject(
                    article="article_version__article",
                    start="start",
                    end="end",
                    offset="sentence_start",
                    text="sentence_text",
                )
            )
        ),
    )
    return annotated


def read_rows(events: EventQuerySet) -> list[EventRow]:
    """The rows of an already ordered and sliced queryset, in one query."""
    return [
        read_row(row[:-2], parts_of(*row[-2:])) for row in with_parts(events).values_list(*COLUMNS, "parties", "told")
    ]


def parts_of(parties: Sequence[Mapping[str, str]], told: Sequence[Mapping[str, Any]]) -> _Parts:
    parts = _Parts()
    for party in parties:
        (parts.sources if party["role"] == "source" else parts.targets).append(party["name"])
    for item in told:
        if parts.quote is None:
            parts.quote = quote_of(item["text"], item["offset"], item["start"], item["end"])
        parts.articles.add(item["article"])
        parts.sentences += 1
    return parts


def quote_of(sentence: str, offset: int, start: int, end: int) -> Quote:
    """`sentence`, which begins at `offset` of its article, with the words [start, end) marked."""
    start, end = max(start - offset, 0), min(end - offset, len(sentence))
    return Quote(sentence[:start], sentence[start:end], sentence[end:])


def read_row(row: Sequence[object], parts: _Parts) -> EventRow:
    (
        pk, modality, status, phrase, first, last, precision, place, country, confidence, code, event_class, type_name,
    ) = row  # fmt: skip
    where = ", ".join(dict.fromkeys(name for name in (str(place or ""), str(country or "")) if name))
    targets = tuple(parts.targets)
    # A meeting lists everybody on both sides: the line names the first, then the others.
    sources = tuple(parts.sources)
    if sources and sources == targets and len(sources) > 1:
        sources, targets = sources[:1], targets[1:]
    sure = float(confidence) if isinstance(confidence, float) else 0.0
    return EventRow(
        pk=int(str(pk)),
        url=f"/events/{pk}/",
        glyph=GLYPHS[str(event_class)],
        class_name=str(EventClass(str(event_class)).label),
        modality=str(modality),
        tag=MODALITY_TAGS.get(str(modality), ""),
        sources=sources,
        phrase=str(phrase),
        targets=targets,
        unsaid="" if targets else where,
        quote=parts.quote,
        when=when(first, last, str(precision), short=True),  # type: ignore[arg-type]
        place=where,
        type_name=str(type_name),
        code=str(code),
        reports=plural(len(parts.articles), "report"),
        sentences=plural(parts.sentences, "sentence") if parts.sentences > 1 else "",
        is_reviewed=status == "confirmed",
        is_waiting=status == "queued",
        confidence=f"{sure:.2f}" if confidence is not None else "",
        confidence_path=confidence_path(sure),
        interval=(first, last, str(precision)),  # type: ignore[arg-type]
    )


NOTES = {"week": "day not given", "month": "day not given", "year": "month not given", "none": "when is not said"}


def group_by_day(rows: Iterable[EventRow]) -> list[DayGroup]:
    """Neighbours with the same interval form a group; the order stays."""
    groups: list[tuple[tuple[dt.date | None, dt.date | None, str], list[EventRow]]] = []
    for row in rows:
        if not groups or groups[-1][0] != row.interval:
            groups.append((row.interval, []))
        groups[-1][1].append(row)
    return [
        DayGroup(
            heading=when(first, last, precision) if first else "Not dated",
            note=NOTES.get(precision, "")
            if precision != "day" or first == last
            else "on one of these days, or all of them",
            is_vague=precision != "day" or first != last,
            anchor=f"d-{first}-{precision}" if first else "d-none",
            rows=tuple(members),
        )
        for (first, last, precision), members in groups
    ]
