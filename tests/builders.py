"""Typed builders: articles and events for tests, stored by the same functions that imports use."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsapp.extraction.findings import (
    ActorFinding,
    AlsoReported,
    CasualtyFinding,
    EventDate,
    EventFinding,
    EventPlace,
    Findings,
    Participant,
    Published,
    Reason,
    SentenceSpan,
    TimeFinding,
)
from newsapp.importers.documents import Document
from newsapp.ingest.store_article import Stored, store_article
from newsapp.knowledge.models import Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.articles.models import Article
    from newsapp.events.models import Event
    from newsapp.extraction.findings import Basis, CasualtyKind, Modality
    from newsapp.extraction.reading import ActorKind, Precision

_numbers = itertools.count(1)
PUBLISHED = dt.date(2024, 10, 22)


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as a finding names it: by slug where the fixtures know it."""

    name: str
    kind: ActorKind
    iso3: str | None
    slug: str | None = None


BLINKEN = Party("Antony Blinken", "person", "USA", "antony-blinken")
NETANYAHU = Party("Benjamin Netanyahu", "person", "ISR", "benjamin-netanyahu")
ISRAEL = Party("Israel", "state", "ISR", "israel")
JORDAN = Party("Jordan", "state", "JOR", "jordan")
IRAN = Party("Iran", "state", "IRN", "iran")
HAMAS = Party("Hamas", "armed_group", "PSE", "hamas")
UN = Party("United Nations", "international_organisation", None, "united-nations")


@dataclass(frozen=True, slots=True)
class Counted:
    """A casualty count in the sentence that holds `words`."""

    words: str
    low: int | None
    best: int | None
    high: int | None
    kind: CasualtyKind = "killed"
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One event as a test tells it. `words` is its sentence; `trigger` the word in it; `also` other sentences of it;
    `counts` the casualties in any of them; `also_source` who did it, by the others."""

    source: tuple[Party, ...] = (BLINKEN,)
    phrase: str = "visited"
    target: tuple[Party, ...] = (ISRAEL,)
    cameo: str = "042"
    plover: str = "CONSULT"
    modality: Modality = "happened"
    first: dt.date | None = PUBLISHED
    last: dt.date | None = PUBLISHED
    precision: Precision = "day"
    basis: Basis = "resolved"
    expression: str = "weekday:2"
    tense: str = "past"
    place: tuple[str, str] | None = None
    place_slug: str = ""
    confidence: float = 0.8
    words: str = ""
    also: tuple[str, ...] = ()
    counts: tuple[Counted, ...] = ()
    also_source: Party | None = None

    @property
    def sentence(self) -> str:
        if self.words:
            return self.words
        source = " and ".join(party.name for party in self.source) or "Somebody"
        target = " and ".join(party.name for party in self.target)
        return f"{source} {self.phrase} {target} in report {next(_numbers)}.".replace("  ", " ")


def build_article(
    *told: Told,
    title: str = "",
    published: dt.date | None = PUBLISHED,
    basis: str = "given",
    source: str = "",
    url: str = "",
    path: str = "test.txt",
    sentences: Sequence[str] = (),
) -> Article:
    """Store an article whose sentences tell `told`, in order, followed by `sentences`; returns it."""
    stored = store_told(
        *told, title=title, published=published, basis=basis, source=source, url=url, path=path, sentences=sentences
    )
    assert stored.article is not None
    return stored.article


def store_told(
    *told: Told,
    title: str = "",
    published: dt.date | None = PUBLISHED,
    basis: str = "given",
    source: str = "",
    url: str = "",
    path: str = "test.txt",
    sentences: Sequence[str] = (),
) -> Stored:
    findings = build_findings(
        *told, title=title or f"Report {next(_numbers)}", published=published, basis=basis, sentences=sentences
    )
    snapshot = Snapshot.objects.get_or_create(digest="0" * 64)[0]
    document = Document(title=findings.title, text=findings.text, source_path=path, url=url)
    return store_article(document=document, findings=findings, snapshot=snapshot, source=source)


def build_event(**told: object) -> Event:
    """Store an article with a single event; returns the event."""
    article = build_article(Told(**told))  # type: ignore[arg-type]
    event: Event = events_of(article)[0]
    return event


def events_of(article: Article) -> list[Event]:
    from newsapp.events.models import Event

    return list(Event.objects.filter(evidence__article_version__article=article).distinct().order_by("pk"))


def build_findings(
    *told: Told, title: str, published: dt.date | None, basis: str = "given", sentences: Sequence[str] = ()
) -> Findings:
    """Findings over a text made of the title, a sentence per event and further sentences, one paragraph each."""
    lines = [title]
    for event in told:
        lines += [event.sentence, *event.also]
    lines += list(sentences)
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:index]) for index in range(len(lines))]
    spans = [(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    parties = list(
        dict.fromkeys(
            party
            for event in told
            for party in (*event.source, *event.target, *((event.also_source,) if event.also_source else ()))
        )
    )
    position = 1
    events, times = [], []
    for event in told:
        events.append(_event(event, lines, spans, position, parties))
        if event.expression and event.first:
            end = spans[position][1]
            times.append(
                TimeFinding(end - 2, end - 1, text[end - 2 : end - 1], event.expression, event.tense, "date",
                            event.first.isoformat(), event.first, event.last, event.precision)
            )  # fmt: skip
        position += 1 + len(event.also)
    return Findings(
        text=text,
        title=title,
        title_span=spans[0],
        byline="",
        published=Published(published, "day" if published else "none", basis if published else "unknown", ()),  # type: ignore[arg-type]
        language="en",
        coded=True,
        not_coded_reason="",
        sentences=tuple(
            SentenceSpan(start, end, "body" if index else "title", index) for index, (start, end) in enumerate(spans)
        ),
        passages=(),
        actors=tuple(
            ActorFinding(
                party.name, party.kind, party.iso3, party.slug, party.slug is None, "", "", _mentions(party, text)
            )
            for party in parties
        ),
        places=(),
        times=tuple(times),
        events=tuple(events),
        knowledge_id="0" * 64,
        engine_version="test",
    )


def _counted(told: Told, line: str, start: int) -> tuple[CasualtyFinding, ...]:
    return tuple(
        CasualtyFinding(
            count.kind, count.low, count.best, count.high, count.cumulative,
            start + at, start + at + len(count.words), count.words, "the number is stated",
        )
        for count in told.counts
        if (at := line.find(count.words)) >= 0
    )  # fmt: skip


def _mentions(party: Party, text: str) -> tuple[tuple[int, int], ...]:
    start = text.find(party.name)
    return ((start, start + len(party.name)),) if start >= 0 else ()


def _event(
    told: Told, lines: list[str], spans: list[tuple[int, int]], position: int, parties: list[Party]
) -> EventFinding:
    start, end = spans[position]
    line = lines[position]
    at = start + max(line.find(told.phrase), 0)
    trigger = (at, at + max(len(told.phrase.split(" ")[0]), 1))

    def participants(given: tuple[Party, ...]) -> tuple[Participant, ...]:
        found = []
        for party in given:
            offset = line.find(party.name)
            span = (start + offset, start + offset + len(party.name)) if offset >= 0 else None
            found.append(Participant(parties.index(party), party.name, party.iso3, party.slug, span))
        return tuple(found)

    also = []
    for number, words in enumerate(told.also, start=position + 1):
        first, last = spans[number]
        trigger_span = (first, first + len(words.split(" ")[0]))
        who = tuple(
            Participant(
                parties.index(party), party.name, party.iso3, party.slug, (first + at, first + at + len(party.name))
            )
            for party in (told.also_source,)
            if party is not None and (at := words.find(party.name)) >= 0
        )
        counts = _counted(told, words, first)
        also.append(AlsoReported(number, (first, last), (first, last), trigger_span, who, None, counts))
    value = told.first.isoformat() if told.first else None
    return EventFinding(
        sentence=position,
        sentence_span=(start, end),
        clause_span=(start, end),
        trigger_span=trigger,
        trigger=told.phrase,
        phrase=told.phrase,
        source=participants(told.source),
        target=participants(told.target),
        cameo=told.cameo,
        plover=told.plover,
        modality=told.modality,
        attributed_to="",
        attribution_span=None,
        date=EventDate(value, told.first, told.last, told.precision if told.first else "none",
                       told.basis if told.first else "none", "", told.expression, told.tense, None),
        place=EventPlace(told.place[0], told.place_slug or None, told.place[1] or None, None, None, "country", None)
        if told.place else None,
        also=tuple(also),
        confidence={"event": told.confidence, "type": 0.9, "source": 0.85, "target": 0.7, "date": 0.6,
                    "modality": 0.95},
        reasons=(Reason("type", "verb", "The verb says so."), Reason("date", "weekday", "The last Tuesday.")),
        casualties=_counted(told, line, start),
    )  # fmt: skip
