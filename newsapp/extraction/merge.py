"""Repeats of one event in one article become one: the body sentence that says most, with the others as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.drafts import Draft
    from newsapp.extraction.scene import Scene

_VIOLENT = frozenset({"18", "19", "20"})
_REAL = frozenset({"happened", "ongoing"})


def merge_repeats(scene: Scene, drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Groups of drafts that report the same event, the best first in each, groups in text order of their best."""
    groups: list[list[Draft]] = []
    for draft in sorted(drafts, key=lambda d: d.sentence.kind == "title"):
        for group in groups:
            if any(_same(scene, draft, other) for other in group):
                group.append(draft)
                break
        else:
            groups.append([draft])
    ordered = [sorted(group, key=_rank) for group in groups]
    return sorted(ordered, key=lambda group: group[0].trigger)


def _same(scene: Scene, one: Draft, other: Draft) -> bool:
    if one.sentence.index == other.sentence.index:
        return False  # repeats within a sentence are grouped already: what is left are two deeds
    if _vague_violence(one, other) or _vague_violence(other, one):
        return True
    if one.root != other.root or not _same_time(one, other) or not _same_modality(one, other):
        return False
    if one.root == "14" and one.sources == other.sources and "authority" in _target_rules(one, other):
        return True  # the same protesters, once with what they are against and once without
    if one.code == other.code == "0831" and one.sources == other.sources:
        return True  # nobody resigns twice in one article
    sides = (set(one.sources), set(one.targets)), (set(other.sources), set(other.targets))
    if sides[0] == sides[1]:
        return True
    if "title" in (one.sentence.kind, other.sentence.kind):
        return _countries(scene, one) == _countries(scene, other)
    # one sentence leaves out what the other says: the same side in common and nothing against it
    (a_source, a_target), (b_source, b_target) = sides
    if not a_source or not b_source:
        return bool(a_target & b_target)
    return a_source == b_source and bool(a_target & b_target)


def _target_rules(*drafts: Draft) -> set[str]:
    return {draft.roles.target_rule for draft in drafts}


def _vague_violence(one: Draft, other: Draft) -> bool:
    """Casualties or an attack without an author belong to an attack told elsewhere, if the victims' country agrees."""
    unclaimed = not one.sources or one.roles.source_rule == "claim"
    if one.root not in _VIOLENT or other.root not in _VIOLENT or not unclaimed or not _same_time(one, other):
        return False
    if not (one.act.has("c") or one.roles.target_rule == "people"):
        return False
    return bool(set(one.target_countries) & set(other.target_countries)) and _same_modality(one, other)


def _countries(scene: Scene, draft: Draft) -> tuple[frozenset[str | None], frozenset[str | None]]:
    return (
        frozenset(scene.entities[e].iso3 for e in draft.sources),
        frozenset(scene.entities[e].iso3 for e in draft.targets),
    )


def _same_time(one: Draft, other: Draft) -> bool:
    a, b = one.date, other.date
    if a.basis in {"assumed", "none"} or b.basis in {"assumed", "none"} or a.first is None or b.first is None:
        return True
    return a.first <= (b.last or b.first) and b.first <= (a.last or a.first)


def _same_modality(one: Draft, other: Draft) -> bool:
    return one.modality == other.modality or {one.modality, other.modality} <= _REAL


def _rank(draft: Draft) -> tuple[int, int, int, int]:
    stated = {"stated": 0, "resolved": 0, "assumed": 1, "none": 2}[draft.date.basis]
    spans = sum(1 for p in (*draft.roles.sources, *draft.roles.targets) if p.span is not None)
    return (1 if draft.sentence.kind == "title" else 0, stated - min(spans, 4), stated, draft.sentence.index)
