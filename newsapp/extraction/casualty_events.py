"""Which event of a sentence its casualties belong to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsapp.extraction.casualties import find_casualties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.findings import CasualtyFinding, CasualtyKind, EventFinding, Span
    from newsapp.extraction.knowledge import Knowledge

# Only what has happened can have hurt somebody.
_REAL: Final = frozenset({"happened", "ongoing"})
_ATTACKS: Final = frozenset({"18", "19", "20"})
# Roots whose events can have such casualties, where the sentence tells of no attack: a protest, a show of force and
# repression can; a speech, a sentence of a court or a visit cannot ("was jailed for killing a woman").
_OTHERS: Final[dict[CasualtyKind, frozenset[str]]] = {
    "killed": frozenset({"14", "15", "175"}),
    "injured": frozenset({"14", "15", "175"}),
    "missing": frozenset({"14", "15", "17"}),
    "displaced": frozenset({"14", "15", "17"}),
    "detained": frozenset({"14", "15", "173", "174", "175"}),
}


def with_casualties(text: str, events: Sequence[EventFinding], knowledge: Knowledge) -> tuple[EventFinding, ...]:
    """The events with the counts of their sentences: each count belongs to the nearest attack by trigger, else to the
    nearest event of its sentence that can have such casualties, else to none. An arrest counts its detained first."""
    reports: dict[int, list[tuple[int, Span, Span]]] = {}
    for number, event in enumerate(events):
        if event.modality not in _REAL:
            continue
        reports.setdefault(event.sentence, []).append((number, event.sentence_span, event.trigger_span))
        for also in event.also:
            reports.setdefault(also.sentence, []).append((number, also.sentence_span, also.trigger_span))
    given: dict[tuple[int, int], list[CasualtyFinding]] = {}
    for sentence, told in reports.items():
        start, end = told[0][1]
        for count in find_casualties(text, start, end, knowledge):
            owner = _owner(count, [(number, trigger) for number, _, trigger in told], events)
            if owner is not None:
                given.setdefault((owner, sentence), []).append(count)
    return tuple(_with(event, number, given) for number, event in enumerate(events))


def _owner(count: CasualtyFinding, told: Sequence[tuple[int, Span]], events: Sequence[EventFinding]) -> int | None:
    def fits(number: int, codes: frozenset[str]) -> bool:
        return any(events[number].cameo.startswith(code) for code in codes)

    fallback = _OTHERS[count.kind]
    order = (fallback, _ATTACKS) if count.kind == "detained" else (_ATTACKS, fallback)
    for codes in order:
        fitting = [(abs(trigger[0] - count.start), number) for number, trigger in told if fits(number, codes)]
        if fitting:
            return min(fitting)[1]
    return None


def _with(event: EventFinding, number: int, given: dict[tuple[int, int], list[CasualtyFinding]]) -> EventFinding:
    also = tuple(replace(one, casualties=tuple(given.get((number, one.sentence), ()))) for one in event.also)
    own = tuple(given.get((number, event.sentence), ()))
    return replace(event, casualties=own, also=also)
