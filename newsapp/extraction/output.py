"""Findings as JSON-ready dictionaries: the stable shape that docs/extraction-output.md describes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt

    from newsapp.extraction.findings import CasualtyFinding, EventFinding, Findings, Participant

Json = dict[str, Any]


def findings_to_json(findings: Findings, *, file: str = "") -> Json:
    """The findings of one article. Keys and their order are fixed; spans are [start, end) code points of the text."""
    return {
        "file": file,
        "title": findings.title,
        "byline": findings.byline,
        "published": {
            "value": _iso(findings.published.value),
            "precision": findings.published.precision,
            "basis": findings.published.basis,
            "reasons": list(findings.published.reasons),
            "candidates": [day.isoformat() for day in findings.published.candidates],
        },
        "language": findings.language,
        "coded": findings.coded,
        "not_coded_reason": findings.not_coded_reason,
        "sentences": [{"span": [s.start, s.end], "kind": s.kind, "paragraph": s.paragraph} for s in findings.sentences],
        "passages": [{"span": [p.start, p.end], "kind": p.kind, "reason": p.reason} for p in findings.passages],
        "actors": [
            {
                "name": a.name,
                "kind": a.kind,
                "iso3": a.iso3,
                "slug": a.slug,
                "mentions": [list(span) for span in a.mentions],
                "candidate": a.candidate,
                "role": a.role,
                "affiliation": a.affiliation,
            }
            for a in findings.actors
        ],
        "places": [
            {
                "name": p.name,
                "iso3": p.iso3,
                "lat": p.lat,
                "lon": p.lon,
                "precision": p.precision,
                "spans": [list(span) for span in p.spans],
                "slug": p.slug,
            }
            for p in findings.places
        ],
        "times": [
            {
                "span": [t.start, t.end],
                "text": t.text,
                "value": t.value,
                "precision": t.precision,
                "expression": t.expression,
                "tense": t.tense,
                "kind": t.kind,
                "first": _iso(t.first),
                "last": _iso(t.last),
            }
            for t in findings.times
        ],
        "events": [_event(event) for event in findings.events],
        "knowledge_id": findings.knowledge_id,
        "engine_version": findings.engine_version,
    }


def _event(event: EventFinding) -> Json:
    place = event.place
    return {
        "sentence": event.sentence,
        "sentence_span": list(event.sentence_span),
        "trigger_span": list(event.trigger_span),
        "clause_span": list(event.clause_span),
        "trigger": event.trigger,
        "phrase": event.phrase,
        "source": [_participant(participant) for participant in event.source],
        "target": [_participant(participant) for participant in event.target],
        "cameo": event.cameo,
        "plover": event.plover,
        "modality": event.modality,
        "attributed_to": event.attributed_to,
        "date": {
            "value": event.date.value,
            "end": _iso(event.date.last),
            "precision": event.date.precision,
            "basis": event.date.basis,
            "text": event.date.text,
            "expression": event.date.expression,
            "tense": event.date.tense,
        },
        "place": None
        if place is None
        else {
            "name": place.name,
            "iso3": place.iso3,
            "lat": place.lat,
            "lon": place.lon,
            "precision": place.precision,
            "span": list(place.span) if place.span else None,
        },
        "also": [also.sentence for also in event.also],
        "casualties": [
            _casualty(sentence, count)
            for sentence, counts in (
                (event.sentence, event.casualties),
                *((also.sentence, also.casualties) for also in event.also),
            )
            for count in counts
        ],
        "confidence": {field: round(value, 4) for field, value in event.confidence.items()},
        "reasons": [{"field": reason.field, "rule": reason.rule, "text": reason.text} for reason in event.reasons],
    }


def _casualty(sentence: int, count: CasualtyFinding) -> Json:
    return {
        "sentence": sentence,
        "kind": count.kind,
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "cumulative": count.cumulative,
        "span": [count.start, count.end],
        "words": count.words,
        "reason": count.reason,
        "attributed_to": count.attributed_to,
    }


def _participant(participant: Participant) -> Json:
    return {
        "name": participant.name,
        "iso3": participant.iso3,
        "slug": participant.slug,
        "span": list(participant.span) if participant.span else None,
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
