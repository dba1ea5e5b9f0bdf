"""Repeats of one event in one article become one: the body sentence that says most, with the others as evidence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsapp.extraction.back_references import points_back, tells_again

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsapp.extraction.drafts import Draft
    from newsapp.extraction.scene import Scene

_VIOLENT = frozenset({"18", "19", "20"})
_BOMBING = "183"
_ANY_ATTACK = frozenset({"180", "182", "190", "193"})
_JUST_ATTACK = frozenset({"180", "190"})
_FROM_AFAR = frozenset({"194", "195"})
_REAL = frozenset({"happened", "ongoing"})
# A draft is compared with this many groups at most; no article tells of so many like deeds, and a text that repeats one
# deed with a thousand dates stays cheap.
_MOST_COMPARED: Final = 64

# Marks the rule of an act whose type another sentence tells more closely.
TOLD_CLOSER: Final = "story>"

Key = tuple[object, ...]


@dataclass(slots=True)
class _Group:
    """Drafts of one event. `kinds` holds of every kind of draft two from different sentences: they stand for all."""

    number: int
    drafts: list[Draft] = field(default_factory=list)
    kinds: dict[Key, list[Draft]] = field(default_factory=dict)

    def add(self, draft: Draft, kind: Key) -> None:
        self.drafts.append(draft)
        alike = self.kinds.setdefault(kind, [])
        if len(alike) < 2 and all(other.sentence.index != draft.sentence.index for other in alike):
            alike.append(draft)

    def reports(self, scene: Scene, draft: Draft) -> bool:
        return any(_same(scene, draft, other) for alike in self.kinds.values() for other in alike)

    def is_meant(self, scene: Scene, draft: Draft) -> bool:
        return any(_told_before(scene, draft, other) for alike in self.kinds.values() for other in alike)


def merge_repeats(scene: Scene, drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Groups of drafts that report the same event, the best first in each, groups in text order of their best."""
    groups: list[_Group] = []
    by_key: dict[Key, dict[int, None]] = {}
    for draft in sorted(drafts, key=lambda d: d.sentence.kind == "title"):
        near = {number for key in _asked_keys(scene, draft) for number in by_key.get(key, ())}
        most = len(near) if draft.sentence.kind == "title" else _MOST_COMPARED
        compared = (groups[number] for number in sorted(near)[:most])
        group = next((group for group in compared if group.reports(scene, draft)), None)
        if group is None and points_back(scene, draft):
            latest = islice(reversed(by_key.get(_told_as(draft), {})), _MOST_COMPARED)
            group = next((groups[number] for number in latest if groups[number].is_meant(scene, draft)), None)
        if group is None:
            group = _Group(len(groups))
            groups.append(group)
        group.add(draft, _kind(scene, draft))
        for key in _own_keys(scene, draft):
            by_key.setdefault(key, {})[group.number] = None
    ordered = [_as_told_closest(sorted(group.drafts, key=_rank)) for group in groups]
    return sorted(ordered, key=lambda group: group[0].trigger)


def _as_told_closest(drafts: list[Draft]) -> list[Draft]:
    """An attack that one sentence calls a bombing or an airstrike and another only an attack is that."""
    best = drafts[0]
    closer = next((d.code for d in drafts[1:] if d.code.startswith(_BOMBING)), None)
    if closer is None and best.code in _JUST_ATTACK:
        closer = next((d.code for d in drafts[1:] if d.code in _FROM_AFAR), None)
    if closer is None or best.code not in _ANY_ATTACK:
        return drafts
    return [replace(best, code=closer, act=replace(best.act, rule=f"{TOLD_CLOSER}{best.act.rule}")), *drafts[1:]]


def _kind(scene: Scene, draft: Draft) -> Key:
    """All of a draft that `_same` looks at, except its sentence."""
    date = draft.date
    return (
        draft.code, draft.sources, draft.targets, draft.modality, date.basis, date.first, date.last,
        draft.sentence.kind, draft.roles.source_rule, draft.roles.target_rule, draft.act.has("c"),
        frozenset(draft.target_countries), _countries(scene, draft), points_back(scene, draft),
        draft.place and (draft.place.iso3, draft.place.name, draft.place.precision),
    )  # fmt: skip


def _own_keys(scene: Scene, draft: Draft) -> Iterator[Key]:
    """What a draft is found by; two that report the same event have a key of `_asked_keys` in common."""
    yield from _side_keys(draft)
    yield _told_as(draft)
    yield "countries", _or_violent(draft, draft.root), _countries(scene, draft)
    if draft.root in _VIOLENT:
        kinds = ("violent", "vague") if _is_vague(draft) else ("violent",)
        yield from ((kind, iso3) for kind in kinds for iso3 in set(draft.target_countries))


def _or_violent(draft: Draft, kind: str) -> str:
    """`kind`, but one for all violence: an attack is told as a killing elsewhere."""
    return "violent" if draft.root in _VIOLENT else kind


def _told_as(draft: Draft) -> Key:
    """What a noun that points back looks for: deeds of its kind."""
    return "kind", _or_violent(draft, draft.code[:3])


def _asked_keys(scene: Scene, draft: Draft) -> Iterator[Key]:
    yield from _side_keys(draft)
    if draft.sentence.kind == "title":  # titles come last, so the other way round it need not be asked
        yield "countries", _or_violent(draft, draft.root), _countries(scene, draft)
    if draft.root in _VIOLENT:
        kind = "violent" if _is_vague(draft) else "vague"
        yield from ((kind, iso3) for iso3 in set(draft.target_countries))


def _side_keys(draft: Draft) -> Iterator[Key]:
    yield "sides", draft.root, frozenset(draft.sources), frozenset(draft.targets)
    if draft.root == "14" or draft.code == "0831":
        yield "sources", draft.root, draft.sources
    yield from (("target", draft.root, target) for target in draft.targets)


def _same(scene: Scene, one: Draft, other: Draft) -> bool:
    if one.sentence.index == other.sentence.index:
        return False  # repeats within a sentence are grouped already: what is left are two deeds
    if _vague_violence(one, other) or _vague_violence(other, one):
        return True
    titled = "title" in (one.sentence.kind, other.sentence.kind) and "negated" not in (one.modality, other.modality)
    # a headline tells an announced deed as done
    # and calls an attack a strike
    alike = one.root == other.root or (titled and one.root in _VIOLENT and other.root in _VIOLENT)
    if not alike or not same_time(one, other) or not (titled or _same_modality(one, other)):
        return False
    same_protest = one.root == other.root == "14" and one.code[:3] == other.code[:3] and one.sources == other.sources
    if same_protest and "authority" in _target_rules(one, other):
        return True  # the same protesters, once with what they are against and once without
    if one.code == other.code == "0831" and one.sources == other.sources:
        return True  # nobody resigns twice in one article
    sides = (set(one.sources), set(one.targets)), (set(other.sources), set(other.targets))
    if sides[0] == sides[1]:
        return True
    if titled:
        return _countries(scene, one) == _countries(scene, other)
    # one sentence leaves out what the other says: the same side in common and nothing against it
    (a_source, a_target), (b_source, b_target) = sides
    if _understood(one, other) and _countries(scene, one)[0] == _countries(scene, other)[0]:
        return one.code[:3] == other.code[:3] and bool(a_target & b_target)
    if not a_source or not b_source:
        return bool(a_target & b_target)
    return a_source == b_source and bool(a_target & b_target)


def _told_before(scene: Scene, one: Draft, other: Draft) -> bool:
    return tells_again(scene, one, other) and same_time(one, other) and _same_modality(one, other)


def _understood(one: Draft, other: Draft) -> bool:
    """Whether one of the two leaves out who did it, so that the authorities are only understood: "after his arrest"
    beside "police arrested him"."""
    return (one.roles.source_rule == "authority") != (other.roles.source_rule == "authority")


def _target_rules(*drafts: Draft) -> set[str]:
    return {draft.roles.target_rule for draft in drafts}


def _vague_violence(one: Draft, other: Draft) -> bool:
    """Casualties or an attack without an author belong to an attack told elsewhere, if the victims' country agrees."""
    if other.root not in _VIOLENT or not _is_vague(one) or not same_time(one, other):
        return False
    return bool(set(one.target_countries) & set(other.target_countries)) and _same_modality(one, other)


def _is_vague(draft: Draft) -> bool:
    unclaimed = not draft.sources or draft.roles.source_rule == "claim"
    titled = draft.sentence.kind == "title" and draft.act.rule.startswith("attack")  # "Car bomb kills dozens"
    return (
        draft.root in _VIOLENT and unclaimed and (titled or draft.act.has("c") or draft.roles.target_rule == "people")
    )


def _countries(scene: Scene, draft: Draft) -> tuple[frozenset[str | None], frozenset[str | None]]:
    return (
        frozenset(scene.entities[e].iso3 for e in draft.sources),
        frozenset(scene.entities[e].iso3 for e in draft.targets),
    )


def same_time(one: Draft, other: Draft) -> bool:
    """Whether nothing stated speaks against one time; an assumed week states nothing."""
    a, b = one.date, other.date
    if a.basis in {"assumed", "none"} or b.basis in {"assumed", "none"} or a.first is None or b.first is None:
        return True
    return a.first <= (b.last or b.first) and b.first <= (a.last or a.first)


def _same_modality(one: Draft, other: Draft) -> bool:
    return one.modality == other.modality or {one.modality, other.modality} <= _REAL


def _rank(draft: Draft) -> tuple[int, int, int, int, int]:
    # who did it matters more than on which day: "66 were injured yesterday" beside "police shot a protester"
    anonymous = draft.root in _VIOLENT and not draft.sources
    stated = {"stated": 0, "resolved": 0, "assumed": 1, "none": 2}[draft.date.basis]
    spans = sum(1 for p in (*draft.roles.sources, *draft.roles.targets) if p.span is not None)
    titled = draft.sentence.kind == "title"
    return int(titled), int(anonymous), stated - min(spans, 4), stated, draft.sentence.index
