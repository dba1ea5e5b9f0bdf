"""The marks of a report: which words of its sentence say who, what, whom, when, where, according to whom, how many."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.findings import AlsoReported, CasualtyFinding, EventFinding, Participant, Span

_PARTIES = frozenset({"source", "target"})


class _Mark(NamedTuple):
    part: str
    start: int
    end: int
    name: str = ""

    def touches(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end

    def row(self) -> dict[str, object]:
        row: dict[str, object] = {"part": self.part, "start": self.start, "end": self.end}
        return {**row, "name": self.name} if self.name else row


def marks_of(finding: EventFinding) -> list[dict[str, object]]:
    """The marks of the sentence that reports an event best."""
    marks = [
        _Mark("trigger", *finding.trigger_span),
        *_parties("source", finding.source),
        *_parties("target", finding.target),
        *_words("date", finding.date.span),
        *_words("place", finding.place.span if finding.place else None),
        *_words("attribution", finding.attribution_span),
    ]
    return _with_casualties(marks, finding.casualties)


def marks_of_also(also: AlsoReported) -> list[dict[str, object]]:
    """The marks of another sentence that reports it."""
    marks = [
        _Mark("trigger", *also.trigger_span), *_parties("source", also.source), *_words("date", also.date_span),
    ]  # fmt: skip
    return _with_casualties(marks, also.casualties)


def _parties(part: str, members: Sequence[Participant]) -> list[_Mark]:
    return [_Mark(part, *member.span, member.name) for member in members if member.span is not None]


def _words(part: str, span: Span | None) -> list[_Mark]:
    return [_Mark(part, *span)] if span is not None else []


def _with_casualties(marks: list[_Mark], counts: Sequence[CasualtyFinding]) -> list[dict[str, object]]:
    """With the words of each count under its kind. Where a party's words are counted too, both have the longer words
    ("at least 12 people": whom, killed); a count around the trigger ("no one was hurt") leaves it its mark."""
    found: list[_Mark] = []
    for count in counts:
        own = _Mark(count.kind, count.start, count.end)
        for i, mark in enumerate(marks):
            if mark.part in _PARTIES and own.start <= mark.start and mark.end <= own.end:
                marks[i] = mark._replace(start=own.start, end=own.end)
            elif mark.part in _PARTIES and mark.touches(own.start, own.end):
                own = own._replace(start=mark.start, end=mark.end)
        if not any(mark.part == "trigger" and mark.touches(own.start, own.end) for mark in marks):
            found.append(own)
    return [mark.row() for mark in (*marks, *found)]
