"""Everything an event's page shows, read in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import capfirst

from newsapp.articles.models import Article, Sentence
from newsapp.browse.marked import MarkedSentence, mark_sentence
from newsapp.browse.rival_claims import Claim, Difference, Told, find_differences, read_told, with_claims
from newsapp.browse.timeline import EventRow, Quote, quote_of, read_rows
from newsapp.browse.wording import confidence_path, number, plain_day, short_day, when
from newsapp.events.models import Event, Evidence, Participant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.actors.models import Actor

PRECISION_NOTES = {
    "day": "To the day",
    "week": "To the week",
    "month": "To the month",
    "year": "To the year",
    "none": "Not dated",
}
BASIS_NOTES = {
    "stated": "stated in the sentence",
    "resolved": "worked out from the words and the publication date",
    "assumed": "assumed: the week up to publication",
    "curated": "set by a curator",
    "none": "",
}


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str = ""
    sub: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the event: its values, why, and how sure."""

    name: str
    values: tuple[Link, ...]
    sub: str
    words: tuple[str, ...]
    why: tuple[str, ...]
    confidence: str
    confidence_path: str


@dataclass(frozen=True, slots=True)
class Report:
    """One sentence that reports the event, and where it stands."""

    publisher: str
    title: str
    url: str
    published: str
    published_basis: str
    quote: Quote
    is_title: bool
    sentence: str
    span: str
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadSentence:
    """The sentence shown first, with its neighbours."""

    before: str
    before_is_title: bool
    marked: MarkedSentence
    after: str
    report: Report


@dataclass(frozen=True, slots=True)
class EventRecord:
    row: EventRow
    headline: str
    when: str
    first: str
    class_name: str
    plover: str
    mode: str
    code: str
    code_name: str
    definition: str
    modality: str
    is_reviewed: bool
    is_waiting: bool
    attribution: str
    lead: LeadSentence | None
    fields: tuple[Field, ...]
    reports: tuple[Report, ...]
    counted: tuple[Report, ...]
    differences: tuple[Difference, ...]
    articles: int
    publishers: int
    withdrawn_reason: str
    merged_into: int | None
    recorded: str


def read_event_record(pk: int) -> EventRecord | None:
    """The record of event `pk`; None when there is none or a curator rejected it."""
    event = (
        Event.objects.exclude(status=Event.Status.REJECTED)
        .select_related("event_type__plover_type", "place__country", "place_country")
        .filter(pk=pk)
        .first()
    )
    if event is None:
        return None
    row = read_rows(Event.objects.filter(pk=pk))[0]
    participants = list(
        event.participants.select_related("actor__country", "country").order_by("role", "position", "pk")
    )
    evidence = list(
        with_claims(event.evidence.filter(article_version__isnull=False).with_sentence_text())
        .select_related("article_version__article__publisher", "sentence")
        .order_by("-is_lead", "pk")
    )
    told = [read_told(item, *sliced(item)) for item in evidence]
    reports = tuple(report_of(item, said) for item, said in zip(evidence, told, strict=True))
    event_type = event.event_type
    return EventRecord(
        row=row,
        headline=row.title,
        when=when(event.date_first, event.date_last, event.date_precision),
        first=event.date_first.isoformat() if event.date_first else "",
        class_name=row.class_name,
        plover=event_type.plover_type.name,
        mode=event_type.plover_mode.replace("_", " "),
        code=event_type.code,
        code_name=event_type.name,
        definition=event_type.definition,
        modality=event.get_modality_display(),
        is_reviewed=event.status == Event.Status.CONFIRMED,
        is_waiting=event.status == Event.Status.QUEUED,
        attribution=event.attribution,
        lead=lead_of(evidence[0], reports[0]) if evidence else None,
        fields=fields_of(event, participants, words_of(evidence[0]) if evidence else {}, inferred_date(evidence)),
        reports=reports,
        counted=tuple(report for report in reports if report.counts),
        differences=find_differences(told, lambda number, value, words: claim_of(reports[number], value, words)),
        articles=len({item.article_version.article_id for item in evidence if item.article_version}),
        publishers=len({report.publisher for report in reports}),
        merged_into=event.merged_into_id,
        withdrawn_reason=event.withdrawn_reason if event.status == Event.Status.WITHDRAWN else "",
        recorded=plain_day(event.created_at.date()),
    )


def sliced(evidence: Evidence) -> tuple[str, int]:
    """The evidence's sentence and where it begins, as `with_sentence_text` has added them."""
    return str(getattr(evidence, "sentence_text", "")), int(getattr(evidence, "sentence_start", 0))


def claim_of(report: Report, value: str, words: str) -> Claim:
    return Claim(value, words, report.publisher, report.published, report.sentence, report.url)


def report_of(evidence: Evidence, told: Told) -> Report:
    version, sentence = evidence.article_version, evidence.sentence
    assert version is not None and sentence is not None  # noqa: S101, PT018  the query asked for article evidence
    article = version.article
    return Report(
        publisher=article.publisher.name if article.publisher else article.byline.rstrip(":") or "Publisher not stated",
        title=article.title,
        url=f"{article.get_absolute_url()}?event={evidence.event_id}#event-{evidence.event_id}",
        published=short_day(article.published_at.date()) if article.published_at else "Not dated",
        published_basis="" if article.published_basis == "given" else article.get_published_basis_display(),
        quote=quote_of(*sliced(evidence), evidence.start or 0, evidence.end or 0),
        is_title=sentence.kind == Sentence.Kind.TITLE,
        sentence=f"sentence {sentence.position}"
        if sentence.kind == Sentence.Kind.BODY
        else sentence.get_kind_display(),
        span=f"{number(evidence.start or 0)}–{number(evidence.end or 0)}",
        counts=told.counts_in_words,
    )


def lead_of(evidence: Evidence, report: Report) -> LeadSentence:
    sentence = evidence.sentence
    assert sentence is not None  # noqa: S101  the query asked for article evidence
    neighbours = {
        near.position: near
        for near in Sentence.objects.filter(
            article_version=evidence.article_version_id, position__in=[sentence.position - 1, sentence.position + 1]
        )
    }
    text = evidence.article_version.text if evidence.article_version else ""

    def words(near: Sentence | None) -> str:
        return text[near.start : near.end] if near and near.kind != Sentence.Kind.BOILERPLATE else ""

    before = neighbours.get(sentence.position - 1)
    return LeadSentence(
        before=words(before),
        before_is_title=before is not None and before.kind == Sentence.Kind.TITLE,
        marked=mark_sentence(*sliced(evidence), (evidence.start or 0, evidence.end or 0), evidence.marks),
        after=words(neighbours.get(sentence.position + 1)),
        report=report,
    )


def words_of(evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """The words of the sentence that stand for each part of the event, as they are written."""
    sentence, offset = sliced(evidence)
    found: dict[str, list[str]] = {}
    for mark in sorted(evidence.marks, key=lambda mark: int(mark["start"])):
        words = sentence[max(int(mark["start"]) - offset, 0) : max(int(mark["end"]) - offset, 0)]
        part = "type" if mark["part"] == "trigger" else str(mark["part"])
        if words and words not in found.setdefault(part, []):
            found[part].append(words)
    return {part: tuple(words) for part, words in found.items()}


def inferred_date(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """How the lead article's publication date was worked out, where it prints none; dates in words rest on it."""
    version = evidence[0].article_version if evidence else None
    if version is None or version.article.published_basis != Article.Basis.INFERRED:
        return ()
    reasons = [capfirst(str(reason)) for reason in version.article.published_reasons]
    return ("The article prints no date; it was worked out from its text:", *reasons)


def describe_actor(actor: Actor, country: str) -> str:
    return ", ".join(part for part in (actor.get_kind_display(), country) if part)


def fields_of(
    event: Event, participants: list[Participant], words: dict[str, tuple[str, ...]], inferred: tuple[str, ...]
) -> tuple[Field, ...]:
    def parties(role: str) -> tuple[Link, ...]:
        return tuple(
            Link(
                party.actor.name,
                party.actor.get_absolute_url(),
                describe_actor(party.actor, party.country.name if party.country else ""),
            )
            for party in participants
            if party.role == role
        )

    event_type = event.event_type
    where: tuple[Link, ...] = ()
    if event.place_name or event.place_country:
        country = event.place_country
        name = event.place_name or (country.name if country else "")
        sub = country.name if country and country.name != name else ""
        where = (Link(name, country.get_absolute_url() if country else "", sub),)
    dated = event.date_first is not None
    when_sub = ", ".join(
        part for part in (PRECISION_NOTES[event.date_precision], BASIS_NOTES[event.date_basis]) if part
    )
    return (
        field_of(event, words, "Who", "source", parties("source") or (Link("Not named"),)),
        field_of(
            event,
            words,
            "What",
            "type",
            (Link(event_type.name, "", f"{event_type.plover_type.name} · CAMEO {event_type.code}"),),
        ),
        field_of(event, words, "Whom", "target", parties("target") or (Link("Not named"),)),
        field_of(
            event,
            words,
            "When",
            "date",
            (Link(when(event.date_first, event.date_last, event.date_precision)),),
            sub=when_sub if dated else "",
            more=inferred if event.date_basis in {Event.Basis.RESOLVED, Event.Basis.ASSUMED} else (),
        ),
        field_of(event, words, "Where", "place", where or (Link("Not said"),)),
        field_of(event, words, "Modality", "modality", (Link(event.get_modality_display()),)),
    )


def field_of(
    event: Event,
    words: dict[str, tuple[str, ...]],
    name: str,
    part: str,
    values: tuple[Link, ...],
    *,
    sub: str = "",
    more: tuple[str, ...] = (),
) -> Field:
    sure = getattr(event, f"{part}_confidence")
    return Field(
        name=name,
        values=values,
        sub=sub,
        words=words.get(part, ()),
        why=tuple(capfirst(str(reason["text"])) for reason in event.reasons if reason.get("field") == part) + more,
        confidence=f"{sure:.2f}" if sure is not None else "",
        confidence_path=confidence_path(sure) if sure is not None else "",
    )
