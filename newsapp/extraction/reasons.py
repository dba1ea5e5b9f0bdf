"""Why each field of an event has its value, in plain English, with a stable rule id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.findings import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsapp.extraction.drafts import Draft

_PARTY: Final[Mapping[str, str]] = {
    "subject": "it is the subject of the verb",
    "agent": "it is named as the agent of the passive",
    "by": "it stands behind “by” or “from”",
    "hands": "it happened at their hands",
    "possessor": "the act belongs to it",
    "modifier": "it describes the act",
    "of": "it stands behind “of”",
    "object": "it is the object of the verb",
    "both": "both sides take part in the same act",
    "content": "it is the subject of what is said",
    "content_subject": "it is asked to do what is said",
    "content_target": "it is the target of what is promised, asked or threatened",
    "content_source": "it is named in what is promised, asked or threatened",
    "near": "it is the nearest actor behind the verb",
    "authority": "no agent is named: the authority of the state where it happens",
    "domestic": "nobody else is named: the source's own state",
    "people": "force in a territory with no other target: the people there",
    "judged": "it is the subject of the judgement",
    "claim": "it claimed responsibility itself",
    "protesters": "protesters, named or not",
    "answer": "it answers the attack, so it suffered it",
    "none": "the text names nobody",
}


def reasons_for(draft: Draft) -> tuple[Reason, ...]:
    """One reason a field, in the order type, source, target, date, place, modality."""
    found = [Reason("type", draft.act.rule, _type(draft))]
    for side, rule in (("source", draft.roles.source_rule), ("target", draft.roles.target_rule)):
        found.append(Reason(side, f"party:{rule}", _PARTY.get(rule, f"it stands behind “{rule}”")))
    found.append(Reason("date", f"date:{draft.date.basis}", draft.date_reason))
    if draft.place is not None:
        found.append(Reason("place", "place:clause", f"the clause says it happened in {draft.place.name}"))
    found.append(Reason("modality", f"modality:{draft.modality}", draft.modality_reason))
    return tuple(found)


def _type(draft: Draft) -> str:
    if draft.act.operators:
        return f"{' of '.join(op.lower() for op in draft.act.operators)}: the outermost act decides"
    if draft.act.rule.startswith("judgement"):
        return "a word of praise or blame"
    if draft.act.rule.startswith("attack"):
        return "the attack that caused it"
    return "the word and its object"
