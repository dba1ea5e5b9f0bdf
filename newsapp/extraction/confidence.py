"""How sure each field is, 0 to 1, from the rules that filled it; one table, to be calibrated against gold."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from newsapp.extraction.merge import TOLD_CLOSER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsapp.extraction.drafts import Draft
    from newsapp.extraction.scene import Scene

# An item of so few sentences is a brief.
_FEW: Final = 5
# The paragraphs that tell the news first, and the words from which on a sentence is long.
_LEAD: Final = 2
_LONG: Final = 35
PARTY: Final[Mapping[str, float]] = {
    "subject": 0.85,
    "agent": 0.9,
    "by": 0.85,
    "hands": 0.85,
    "possessor": 0.8,
    "modifier": 0.7,
    "of": 0.6,
    "object": 0.85,
    "both": 0.8,
    "content_subject": 0.75,
    "content_target": 0.65,
    "content_source": 0.5,
    "content": 0.6,
    "near": 0.45,
    "authority": 0.5,
    "domestic": 0.4,
    "people": 0.5,
    "none": 0.3,
    "judged": 0.6,
    "claim": 0.7,
    "deed": 0.55,
    "voice": 0.65,
    "despite": 0.6,
    "exchange": 0.7,
    "place": 0.6,
    "protesters": 0.6,
    "answer": 0.7,
}
PREPOSITION: Final = 0.75
IDIOM, SPECIFIC_VERB, PLAIN_VERB, SPECIFIC_NOUN, PLAIN_NOUN, COMPOSED = 0.85, 0.8, 0.7, 0.7, 0.6, 0.75
JUDGED: Final = 0.55
# What speaks for and against a whole claim, in log odds, learnt by ridge logistic regression on the annotated articles
# and items (without those set aside): whether the claim matches the annotation at the relaxed level.
_START: Final = -0.06
WEIGHTS: Final[Mapping[str, float]] = {
    "repeated": 0.34, "clause ROOT": 0.33, "source is armed_group": 0.3, "root 18": -0.28, "source known": 0.25,
    "source subject": 0.25, "specific": 0.23, "target known": 0.22, "clause nsubj": 0.21, "clause relcl": -0.21,
    "root 12": 0.21, "kind verb": -0.19, "target implied": -0.19, "target object": 0.19, "date resolved": 0.18,
    "target with": 0.18, "brief": 0.17, "clause acl": -0.17, "kind composed": 0.17, "source by": 0.17,
    "source is population": 0.17, "target on": -0.16, "at home": 0.15, "clause conj": -0.15, "source none": -0.15,
    "target is organisation": -0.15, "clause advcl": -0.14, "long": 0.14, "source voice": -0.14,
    "modality happened": 0.12, "root 02": 0.12, "root 09": -0.12, "source agent": -0.12, "source is person": -0.12,
    "source stateless": -0.12, "target domestic": -0.12, "root 04": -0.11, "target of": -0.11,
    "target stateless": -0.11, "source is government_body": 0.1, "root 19": 0.09, "source possessor": -0.09,
    "kind noun": 0.08, "root 14": 0.08, "source implied": 0.08, "target authority": -0.08,
    "target is international_organisation": -0.08, "target is state": 0.08, "lead": 0.07, "source is party": -0.07,
    "target against": -0.07, "target is government_body": 0.07, "target is person": 0.07, "target to": 0.07,
    "clause ccomp": 0.06, "kind idiom": -0.06, "source authority": -0.06, "source protesters": 0.06,
    "source is organisation": -0.05,
}  # fmt: skip
# A day or place taken over from another sentence, a place the sentence names, and none.
TOLD_ON, SAID_WHERE, NOWHERE = 0.6, 0.75, 0.6
DATE: Final[Mapping[str, float]] = {"stated": 0.95, "resolved": 0.85, "assumed": 0.5, "none": 0.5}
MODALITY: Final[Mapping[str, float]] = {
    "happened": 0.9, "ongoing": 0.85, "planned": 0.85, "hypothetical": 0.8, "demanded": 0.7, "negated": 0.8,
    "reported_statement": 0.9,
}  # fmt: skip


def confidence_of(scene: Scene, draft: Draft, *, repeated: bool) -> dict[str, float]:
    """Confidence per field: type, source, target, date, place, modality and event (the whole claim), 0 to 1.

    `repeated` says that another sentence of the article reports the same event.
    """
    kind = _type(draft)
    source = PARTY.get(draft.roles.source_rule, PREPOSITION)
    target = PARTY.get(draft.roles.target_rule, PREPOSITION)
    fields = {
        "type": kind,
        "source": source,
        "target": target,
        "date": TOLD_ON if _is_told_on(draft) else DATE[draft.date.basis],
        "place": NOWHERE if draft.place is None else SAID_WHERE if draft.place.span is not None else TOLD_ON,
        "modality": MODALITY[draft.modality],
    }
    raw = _START + sum(WEIGHTS.get(feature, 0.0) for feature in features_of(scene, draft, repeated=repeated))
    fields["event"] = round(1 / (1 + math.exp(-raw)), 3)
    return fields


def _is_told_on(draft: Draft) -> bool:
    return draft.date.basis == "resolved" and draft.date.span is None


def features_of(scene: Scene, draft: Draft, *, repeated: bool) -> list[str]:
    """What is known of a claim, by the names of WEIGHTS."""
    found = [
        f"source {draft.roles.source_rule}", f"target {draft.roles.target_rule}", f"kind {_kind(draft)}",
        f"root {draft.root}", f"clause {draft.sentence.tokens[draft.act.finite].dep}", f"modality {draft.modality}",
        f"date {'assumed' if _is_told_on(draft) else draft.date.basis}",
    ]  # fmt: skip
    lexeme = draft.act.lexeme
    marks = {
        "brief": len(scene.reading.sentences) <= _FEW,
        "repeated": repeated,
        "specific": lexeme is not None and bool(lexeme.objects or lexeme.words or lexeme.preps),
        "attributed": bool(draft.attributed_to),
        "title": draft.sentence.kind == "title",
        "lead": draft.sentence.kind == "body" and draft.sentence.paragraph <= _LEAD,
        "long": len(draft.sentence.tokens) > _LONG,
        "at home": bool(scene.countries(draft.sources) & scene.countries(draft.targets)),
    }
    for side, parties in (("source", draft.roles.sources), ("target", draft.roles.targets)):
        members = [scene.entities[e] for p in parties for e in p.entities]
        marks[f"{side} known"] = bool(members) and all(member.slug for member in members)
        marks[f"{side} stateless"] = bool(members) and all(member.iso3 is None for member in members)
        marks[f"{side} implied"] = any(p.span is None for p in parties)
        marks[f"{side} many"] = len(members) > 2
        found += [f"{side} is {kind}" for kind in sorted({member.kind for member in members})]
    return [*found, *(name for name, holds in marks.items() if holds)]


def _kind(draft: Draft) -> str:
    rule = draft.act.rule.removeprefix(TOLD_CLOSER)
    if rule.startswith(("said", "judgement")):
        return "judged"
    if ">" in rule or rule.startswith("operator"):
        return "composed"
    if rule.startswith("verb:idiom"):
        return "idiom"
    return "noun" if rule.startswith("noun") else "attack" if rule.startswith("attack") else "verb"


def _type(draft: Draft) -> float:
    rule = draft.act.rule.removeprefix(TOLD_CLOSER)
    if rule.startswith(("judgement", "said")):
        return JUDGED
    if ">" in rule:
        return COMPOSED
    if rule.startswith("verb:idiom"):
        return IDIOM
    specific = draft.act.lexeme is not None and bool(draft.act.lexeme.objects or draft.act.lexeme.words)
    if rule.startswith("noun"):
        return SPECIFIC_NOUN if specific else PLAIN_NOUN
    return SPECIFIC_VERB if specific else PLAIN_VERB
