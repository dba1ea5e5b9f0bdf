"""The events found in an article become records with their participants and evidence, and keep their ids."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from django.db.models import Q

from newsapp.events.models import CasualtyCount, Event, EventType, Evidence, Participant
from newsapp.events.wording import phrase_for
from newsapp.ingest.evidence_marks import marks_of, marks_of_also
from newsapp.ingest.merge_reports import merge_reports, take_apart
from newsapp.ingest.publishing import UNREVIEWED, status_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.articles.models import ArticleVersion, Sentence
    from newsapp.extraction.findings import AlsoReported, EventFinding, Findings
    from newsapp.ingest.resolve_records import Actors, Places

ASSUMED_DAYS = 7
GONE = "A later reading of the article no longer finds it."


def origin_of(article_id: int, text: str, event: EventFinding) -> str:
    """What makes two findings the same event: article, sentence, trigger and root, whatever moved around them."""
    start, end = event.sentence_span
    sentence = hashlib.sha256(text[start:end].encode()).hexdigest()[:16]
    return f"{article_id}:{sentence}:{event.trigger_span[0] - start}:{event.cameo[:2]}"


def store_events(
    *, version: ArticleVersion, sentences: Sequence[Sentence], findings: Findings, actors: Actors, places: Places
) -> int:
    """Store every event of a reading; returns how many.

    An event found again keeps its id and what a curator decided; one that is gone is withdrawn with the reason,
    unless a curator confirmed it.
    """
    released = release_merged(version.article_id)
    types = {event_type.code: event_type for event_type in EventType.objects.all()}
    before = {
        event.origin: event
        for event in Event.objects.filter(origin__startswith=f"{version.article_id}:")
        if event.origin
    }
    seen: set[str] = set()
    participants: list[Participant] = []
    evidence: list[Evidence] = []
    counts: list[CasualtyCount] = []
    for finding in findings.events:
        base = origin_of(version.article_id, findings.text, finding)
        origin, number = base, 1
        while origin in seen:  # two events with one trigger: "will visit Jordan and Qatar"
            number += 1
            origin = f"{base}:{number}"
        seen.add(origin)
        event = before.get(origin) or Event(origin=origin)
        is_new = event.pk is None
        describe(event, finding, types[finding.cameo], places)
        event.save()
        if not is_new:
            clear_parts(event, version)
        participants += participants_of(event, finding, actors)
        told = evidence_of(event, finding, version, sentences, leads=is_new or not has_lead(event))
        evidence += told
        counts += counts_of(told, finding)
    Participant.objects.bulk_create(participants)
    Evidence.objects.bulk_create(evidence)
    CasualtyCount.objects.bulk_create(counts)
    for origin, event in before.items():
        if origin not in seen and event.status in UNREVIEWED:
            event.status = Event.Status.WITHDRAWN
            event.withdrawn_reason = GONE
            event.save(update_fields=["status", "withdrawn_reason", "updated_at"])
    found = Event.objects.filter(Q(origin__in=seen) | Q(pk__in=released)).select_related("event_type")
    merge_reports(list(found))
    return len(seen)


def release_merged(article_id: int) -> list[int]:
    """Take apart what the article's events are merged with, before they are read anew; returns the other articles'
    events that stand alone now."""
    own = Q(origin__startswith=f"{article_id}:")
    others = list(Event.objects.filter(merged_into__in=Event.objects.filter(own)).exclude(own))
    for event in (*Event.objects.filter(own, status=Event.Status.MERGED), *others):
        take_apart(event)
    return [event.pk for event in others]


def describe(event: Event, finding: EventFinding, event_type: EventType, places: Places) -> None:
    """Fill the fields of an event; those a curator decided stay."""
    place = finding.place
    values: dict[str, object] = {
        "event_type": event_type,
        "modality": finding.modality,
        "phrase": finding.phrase[:200] or phrase_for(finding.cameo, finding.modality),
        "attribution": finding.attributed_to[:200],
        **date_values(finding.date.first, finding.date.last, finding.date.precision, finding.date.basis),
        "place": places.record(place.slug, place.name, place.iso3, place.lat, place.lon, place.precision)
        if place
        else None,
        "place_name": place.name[:150] if place else "",
        "place_country_id": places.country_id(place.iso3) if place else None,
        "confidence": finding.confidence.get("event"),
        "reasons": [{"field": reason.field, "rule": reason.rule, "text": reason.text} for reason in finding.reasons],
    }
    for field in ("type", "source", "target", "date", "place", "modality"):
        values[f"{field}_confidence"] = finding.confidence.get(field)
    decided = set(event.curated_fields)
    for name, value in values.items():
        if name.removesuffix("_id") not in decided:
            setattr(event, name, value)
    is_back = event.status == Event.Status.WITHDRAWN and event.withdrawn_reason == GONE
    if is_back or (event.status in UNREVIEWED and "status" not in decided):
        event.status, event.withdrawn_reason = status_for(event.confidence), ""


def date_values(first: dt.date | None, last: dt.date | None, precision: str, basis: str) -> dict[str, object]:
    """The four date columns. A span wider than a year (a decade) keeps its days; "to the year" is its precision."""
    if first is None or last is None:
        return {
            "date_first": None, "date_last": None,
            "date_precision": Event.Precision.NONE, "date_basis": Event.Basis.NONE,
        }  # fmt: skip
    known = precision if precision != Event.Precision.NONE else Event.Precision.YEAR
    if basis == Event.Basis.ASSUMED and first == last:  # what is assumed is never a day of its own
        first = dt.date.fromordinal(max(last.toordinal() - ASSUMED_DAYS + 1, 1))
        known = Event.Precision.WEEK
        if first == last:  # nothing comes before the first day of the calendar
            return date_values(None, None, precision, basis)
    return {"date_first": first, "date_last": last, "date_precision": known, "date_basis": basis}


def clear_parts(event: Event, version: ArticleVersion) -> None:
    """Make room for what this reading says of an event found before; what a curator decided stays."""
    if "participants" not in event.curated_fields:
        event.participants.all().delete()
    event.evidence.filter(article_version__article_id=version.article_id).delete()


def has_lead(event: Event) -> bool:
    return event.evidence.filter(is_lead=True).exists()


def participants_of(event: Event, finding: EventFinding, actors: Actors) -> list[Participant]:
    """Who takes part, once per role; none where a curator has decided who does."""
    if "participants" in event.curated_fields:
        return []
    wanted: dict[tuple[str, int], Participant] = {}
    for role, parties in (("source", finding.source), ("target", finding.target)):
        for position, party in enumerate(parties):
            actor = actors.record(party.actor)
            wanted.setdefault(
                (role, actor.pk),
                Participant(
                    event=event, actor=actor, role=role, position=position, country_id=actors.country_id(party.iso3)
                ),
            )
    return list(wanted.values())


def evidence_of(
    event: Event, finding: EventFinding, version: ArticleVersion, sentences: Sequence[Sentence], *, leads: bool
) -> list[Evidence]:
    """The sentence that reports an event best, which leads unless another report does, and the others, once each."""
    rule = next((reason.rule for reason in finding.reasons if reason.field == "type"), "")
    lead = Evidence(
        event=event,
        article_version=version,
        sentence=sentences[finding.sentence],
        is_lead=leads,
        start=finding.clause_span[0],
        end=finding.clause_span[1],
        trigger_start=finding.trigger_span[0],
        trigger_end=finding.trigger_span[1],
        marks=marks_of(finding),
        time_expression=finding.date.expression[:100],
        time_tense=finding.date.tense,
        rule=rule[:60],
        confidence=finding.confidence.get("event"),
    )
    others = {
        also.sentence: also_evidence(event, also, version, sentences, rule)
        for also in finding.also
        if also.sentence != finding.sentence
    }
    return [lead, *others.values()]


def also_evidence(
    event: Event, also: AlsoReported, version: ArticleVersion, sentences: Sequence[Sentence], rule: str
) -> Evidence:
    return Evidence(
        event=event,
        article_version=version,
        sentence=sentences[also.sentence],
        start=also.clause_span[0],
        end=also.clause_span[1],
        trigger_start=also.trigger_span[0],
        trigger_end=also.trigger_span[1],
        marks=marks_of_also(also),
        rule=rule[:60],
    )


def counts_of(told: Sequence[Evidence], finding: EventFinding) -> list[CasualtyCount]:
    """The counts of every report of an event, each under the evidence of its sentence."""
    given = {finding.sentence_span: finding.casualties}
    for also in finding.also:
        given.setdefault(also.sentence_span, also.casualties)
    found: list[CasualtyCount] = []
    for evidence in told:
        sentence = evidence.sentence
        counts = given.get((sentence.start, sentence.end), ()) if sentence else ()
        unique = {(count.kind, count.start): count for count in counts}
        found += [
            CasualtyCount(
                evidence=evidence,
                kind=count.kind,
                low=count.low,
                best=count.best,
                high=count.high,
                cumulative=count.cumulative,
                start=count.start,
                end=count.end,
                reason=count.reason[:300],
                attributed_to=count.attributed_to[:200],
            )
            for count in unique.values()
        ]
    return found
