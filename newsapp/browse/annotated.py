"""An article's text cut into segments that carry its names, dates and events, with notes beside each paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.text import slugify

from newsapp.articles.models import Sentence
from newsapp.browse.timeline import EventRow, read_rows
from newsapp.events.models import Event, Evidence, Mention, TimeExpression
from newsapp.events.querysets import READABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsapp.articles.models import ArticleVersion


@dataclass(frozen=True, slots=True)
class Ref:
    """A raised number at a trigger that leads to the event's note."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence. `kind` is actor, place, date or empty; `glyph` the class of the event they trigger."""

    text: str
    kind: str = ""
    url: str = ""
    glyph: str = ""
    anchors: tuple[str, ...] = ()
    events: str = ""
    refs: tuple[Ref, ...] = ()
    is_selected: bool = False


@dataclass(frozen=True, slots=True)
class AnnotatedSentence:
    anchor: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Note:
    number: int
    row: EventRow
    is_selected: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or, with `heading_id`, a heading; the notes of the events it is the first to report."""

    sentences: tuple[AnnotatedSentence, ...]
    notes: tuple[Note, ...]
    heading_id: str = ""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A version to read. The title carries the notes of the events that only the title reports."""

    title: Paragraph
    paragraphs: tuple[Paragraph, ...]

    @property
    def notes(self) -> list[Note]:
        return [note for paragraph in (self.title, *self.paragraphs) for note in paragraph.notes]

    @property
    def event_count(self) -> int:
        """The events that lists count."""
        return sum(not note.row.is_waiting for note in self.notes)

    @property
    def waiting_count(self) -> int:
        return sum(note.row.is_waiting for note in self.notes)


@dataclass(slots=True)
class _Trigger:
    start: int
    end: int
    event: int
    clause: tuple[int, int]


@dataclass(slots=True)
class _Layers:
    """All spans of one version, by kind."""

    names: list[tuple[int, int, str, str]] = field(default_factory=list)
    triggers: list[_Trigger] = field(default_factory=list)


def read_layers(version: ArticleVersion) -> _Layers:
    """Mentions, dates and triggers; where spans overlap the longer one is shown."""
    layers = _Layers()
    spans: list[tuple[int, int, str, str]] = []
    for mention in Mention.objects.filter(article_version=version).select_related("actor", "place__country"):
        if mention.actor:
            spans.append((mention.start, mention.end, "actor", mention.actor.get_absolute_url()))
        elif mention.place:
            country = mention.place.country
            spans.append((mention.start, mention.end, "place", country.get_absolute_url() if country else ""))
    dates = TimeExpression.objects.filter(article_version=version).values_list("start", "end", "first", "last")
    for start, end, first, last in dates:
        url = f"/events/?from={first}&to={last}" if first and last else ""
        spans.append((start, end, "date", url))
    last_end = 0
    for span in sorted(spans, key=lambda item: (item[0], -item[1], item[2])):
        if span[0] >= last_end:
            layers.names.append(span)
            last_end = span[1]
    evidence = Evidence.objects.filter(article_version=version, event__status__in=READABLE)
    layers.triggers = [
        _Trigger(trigger_start, trigger_end, event, (start, end))
        for trigger_start, trigger_end, event, start, end in evidence.order_by(
            "trigger_start", "-is_lead", "event"
        ).values_list("trigger_start", "trigger_end", "event", "start", "end")
    ]
    return layers


def annotate(version: ArticleVersion, *, selected: int | None) -> Annotated:
    """A version's title and paragraphs in order; `selected` is the event whose clause is marked."""
    sentences = list(Sentence.objects.filter(article_version=version).order_by("position"))
    layers = read_layers(version)
    order = list(dict.fromkeys(trigger.event for trigger in layers.triggers))
    numbers = {event: number for number, event in enumerate(order, start=1)}
    rows = {row.pk: row for row in read_rows(Event.objects.filter(pk__in=order))}
    anchored: set[int] = set()
    noted: set[int] = set()

    def paragraph_of(group: Sequence[Sentence]) -> Paragraph:
        parts = tuple(
            AnnotatedSentence(
                f"s{sentence.position}", tuple(cut(version.text, sentence, layers, numbers, rows, anchored, selected))
            )
            for sentence in group
        )
        start, end = group[0].start, group[-1].end
        here = [
            event
            for event in dict.fromkeys(trigger.event for trigger in layers.triggers if start <= trigger.start < end)
            if event not in noted and event in rows
        ]
        noted.update(here)
        notes = tuple(Note(numbers[event], rows[event], event == selected) for event in here)
        is_heading = group[0].kind == Sentence.Kind.HEADING
        return Paragraph(parts, notes, f"part-{start}-{slugify(version.text[start:end])}" if is_heading else "")

    shown = [sentence for sentence in sentences if sentence.kind in {"body", "heading"}]
    paragraphs = tuple(paragraph_of(group) for group in by_paragraph(shown))
    # The title comes last: an event the text tells too has its note and its address where the text tells it.
    # Its names are not underlined: a headline is not the place to link from.
    heads = [sentence for sentence in sentences if sentence.kind == Sentence.Kind.TITLE]
    layers.names.clear()
    return Annotated(paragraph_of(heads) if heads else Paragraph((), ()), paragraphs)


def by_paragraph(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    groups: list[list[Sentence]] = []
    for sentence in sentences:
        if groups and groups[-1][0].paragraph == sentence.paragraph and groups[-1][0].kind == sentence.kind == "body":
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return groups


def cut(
    text: str,
    sentence: Sentence,
    layers: _Layers,
    numbers: dict[int, int],
    rows: dict[int, EventRow],
    anchored: set[int],
    selected: int | None,
) -> Iterable[Piece]:
    """The words of a sentence between all borders of its layers, each piece with what covers it."""
    names = [name for name in layers.names if sentence.start <= name[0] and name[1] <= sentence.end]
    triggers = [
        trigger for trigger in layers.triggers if sentence.start <= trigger.start and trigger.end <= sentence.end
    ]
    marks = [trigger.clause for trigger in triggers if trigger.event == selected]
    borders = sorted(
        {sentence.start, sentence.end}
        | {edge for start, end, *_ in names for edge in (start, end)}
        | {edge for trigger in triggers for edge in (trigger.start, trigger.end)}
        | {edge for start, end in marks for edge in (start, end) if sentence.start <= edge <= sentence.end}
    )
    for start, end in pairwise(borders):
        name = next((name for name in names if name[0] <= start and end <= name[1]), None)
        on = [trigger for trigger in triggers if trigger.start <= start and end <= trigger.end]
        ending = [trigger for trigger in on if trigger.end == end]
        first = dict.fromkeys(trigger.event for trigger in on if trigger.event not in anchored)
        anchored.update(first)
        yield Piece(
            text=text[start:end],
            kind=name[2] if name else "",
            url=name[3] if name else "",
            glyph=rows[on[0].event].glyph if on and on[0].event in rows else "",
            anchors=tuple(f"event-{event}" for event in first),
            events=" ".join(str(trigger.event) for trigger in on),
            refs=refs_of(ending, numbers, rows),
            is_selected=any(mark[0] <= start and end <= mark[1] for mark in marks),
        )


def refs_of(triggers: Sequence[_Trigger], numbers: dict[int, int], rows: dict[int, EventRow]) -> tuple[Ref, ...]:
    events = dict.fromkeys(trigger.event for trigger in triggers)
    return tuple(Ref(numbers[event], rows[event].title) for event in events if event in rows)
