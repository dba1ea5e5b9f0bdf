"""From one article's text to its findings: the stages in order, the size limit, and what is not coded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsapp.extraction.casualty_events import with_casualties
from newsapp.extraction.events import find_events
from newsapp.extraction.findings import (
    ActorFinding,
    Findings,
    Passage,
    PlaceFinding,
    Published,
    SentenceSpan,
    TimeFinding,
)
from newsapp.extraction.language import find_language
from newsapp.extraction.lexicon import lexicon_of
from newsapp.extraction.publication import given_date, infer_date, stated_date
from newsapp.extraction.read import list_sentences, parse_sentences, read_parsed
from newsapp.extraction.reading import Reading
from newsapp.extraction.role_nouns import belongs_to_no_state
from newsapp.extraction.selection import select_actors
from newsapp.extraction.structure import find_layout

if TYPE_CHECKING:
    import datetime as dt

    from newsapp.extraction.events import EventResult
    from newsapp.extraction.findings import EventFinding, Span
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.reading import Entity, PlaceMention, Precision
    from newsapp.extraction.structure import Layout

# Raise with every change that may change what is found, so that stored extractions can be told apart.
ENGINE_VERSION: Final = "4"
# The largest text that is read; the parser's time grows with it (about 6 seconds and 250 MB for prose of this size).
MAX_TEXT_BYTES: Final = 200 * 1024
# Prose of that size has about 1,700 sentences; ten thousand lines of two words are no article and would take minutes.
MAX_SENTENCES: Final = 5000
# Fewer letters a word than this share of all characters means that the text is not prose (tables, dots, digits).
_LEAST_LETTERS: Final = 0.3


class ExtractionRefused(ValueError):  # noqa: N818 - named by what happened, as importers' Refusal
    """A text that is not read at all; the message is one line of plain English."""


def extract_text(
    text: str,
    knowledge: Knowledge,
    *,
    published: dt.date | None = None,
    published_precision: Precision = "day",
    name: str = "",
) -> Findings:
    """Everything found in `text`. Raises ExtractionRefused above MAX_TEXT_BYTES or MAX_SENTENCES.

    `published` is the date the caller knows; without it the article's own date line is used, else the date is inferred
    from the text, else it stays unknown: never the day of import. `name` is only used in messages. A text that is not
    English, or has no words, gets its layout only, with the reason in `not_coded_reason`.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    shown = f"{name}: " if name else ""
    if size > MAX_TEXT_BYTES:
        raise ExtractionRefused(f"{shown}text of {size // 1024} KB is over the limit of {MAX_TEXT_BYTES // 1024} KB")
    layout = find_layout(text, knowledge)
    known = given_date(published, published_precision) if published else stated_date(text, layout, knowledge)
    language = find_language(text, knowledge)
    reason = _why_not_coded(text, language)
    if reason:
        empty = Reading(text, list_sentences(text, layout, knowledge), (), (), (), (), known.value if known else None)
        unknown = Published(None, "none", "unknown", (reason,))
        return _findings(text, layout, empty, (), known or unknown, language, reason, knowledge)
    count = len(list_sentences(text, layout, knowledge))
    if count > MAX_SENTENCES:
        raise ExtractionRefused(f"{shown}text of {count} sentences is over the limit of {MAX_SENTENCES}")
    sentences = parse_sentences(text, layout, knowledge)
    reading: Reading | None = None
    if known is None:
        reading = read_parsed(text, sentences, knowledge, None)
        known = infer_date(text, layout, reading, knowledge)
    if reading is None or known.value is not None:
        reading = read_parsed(text, sentences, knowledge, known.value)
    told = find_events(reading, lexicon_of(knowledge))
    settled = replace(reading, entities=_settled(reading, told, knowledge))
    reading, events = select_actors(settled, told.events, knowledge)
    events = with_casualties(text, events, knowledge)
    return _findings(text, layout, reading, events, known, language, "", knowledge)


def _settled(reading: Reading, told: EventResult, knowledge: Knowledge) -> tuple[Entity, ...]:
    """The entities with the country of groups that the text gives none (coding rules, section 2): the place of the
    event they have a part in, else the other side's, else the article's; "experts" and "world leaders" have none."""
    acting = {
        party.actor
        for event in told.events
        if not event.cameo.startswith("01")
        for party in (*event.source, *event.target)
    }
    found: list[Entity] = []
    for own, now in zip(reading.entities, told.entities, strict=False):
        if own.iso3 is not None or own.index in acting:
            found.append(now)
        elif own.candidate and own.kind == "population" and not belongs_to_no_state(own.name, knowledge):
            found.append(replace(own, iso3=reading.home))
        else:
            found.append(own)
    return (*found, *told.entities[len(reading.entities) :])


def _why_not_coded(text: str, language: str) -> str:
    if language != "en":
        return "not coded: language"
    letters = sum(map(str.isalpha, text))
    if letters < _LEAST_LETTERS * len(text):
        return "not coded: hardly any words"
    return ""


def _findings(
    text: str,
    layout: Layout,
    reading: Reading,
    events: tuple[EventFinding, ...],
    published: Published,
    language: str,
    reason: str,
    knowledge: Knowledge,
) -> Findings:
    title_span: Span = (layout.title.start, layout.title.end) if layout.title else (0, 0)
    byline = " ".join(text[start:end] for start, end, _ in layout.bylines)
    passages = [Passage(start, end, "byline", why) for start, end, why in layout.bylines]
    for block in layout.blocks:
        if block.kind == "heading":
            passages.append(Passage(block.start, block.end, "heading", "short line without an end mark"))
        elif block.kind == "boilerplate":
            passages.append(Passage(block.start, block.end, "boilerplate", block.reason))
    return Findings(
        text=text,
        title=text[slice(*title_span)],
        title_span=title_span,
        byline=byline,
        published=published,
        language=language,
        coded=not reason,
        not_coded_reason=reason,
        sentences=tuple(SentenceSpan(s.start, s.end, s.kind, s.paragraph) for s in reading.sentences),
        passages=tuple(sorted(passages, key=lambda passage: passage.start)),
        actors=_actors(reading),
        places=_places(reading),
        times=tuple(
            TimeFinding(t.start, t.end, t.text, t.expression, t.tense, t.kind, t.value, t.first, t.last, t.precision)
            for t in reading.times
        ),
        events=events,
        knowledge_id=knowledge.id,
        engine_version=ENGINE_VERSION,
    )


def _actors(reading: Reading) -> tuple[ActorFinding, ...]:
    spans: list[list[Span]] = [[] for _ in reading.entities]
    for mention in reading.mentions:
        for index in mention.entities:
            spans[index].append((mention.start, mention.end))
    return tuple(
        ActorFinding(e.name, e.kind, e.iso3, e.slug, e.candidate, e.role, e.affiliation, tuple(spans[e.index]))
        for e in reading.entities
    )


def _places(reading: Reading) -> tuple[PlaceFinding, ...]:
    """One finding a place, in order of first mention."""
    found: dict[tuple[str, str | None, str], PlaceMention] = {}
    spans: dict[tuple[str, str | None, str], list[Span]] = {}
    for p in reading.places:
        key = (p.name, p.iso3, p.precision)
        found[key] = p  # the last mention knows most
        spans.setdefault(key, []).append((p.start, p.end))
    return tuple(
        PlaceFinding(p.name, p.iso3, p.lat, p.lon, p.precision, p.slug, tuple(spans[key])) for key, p in found.items()
    )
