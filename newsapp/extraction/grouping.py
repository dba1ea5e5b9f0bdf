"""Within one sentence: casualties join their attack, and several words for one deed make one event."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsapp.extraction.drafts import Draft
    from newsapp.extraction.nominals import Party
    from newsapp.extraction.scene import Scene

_IMPLIED: Final = frozenset({"none", "people", "authority", "domestic", "near"})
_OTHERS: Final = re.compile(r"(?i)\bothers?$")
_RIOTS: Final = frozenset({"145", "175"})
_VIOLENT: Final = frozenset({"18", "19", "20"})


def group_sentence(scene: Scene, drafts: Iterable[Draft]) -> list[Draft]:
    """The events of one sentence: repeats dropped, casualties attached (CODING_RULES, section 2)."""
    kept = _once_each(drafts)
    kept = _one_attack(scene, kept)
    kept = _hurt_in_clashes(_named_again(_one_toll(scene, kept)))
    return _one_deed(kept)


def _once_each(drafts: Iterable[Draft]) -> list[Draft]:
    seen: dict[tuple[str, frozenset[int], frozenset[int], str | None], Draft] = {}
    for draft in drafts:
        key = (draft.code[:3], frozenset(draft.sources), frozenset(draft.targets), draft.date.value)
        seen.setdefault(key, draft)
    return list(seen.values())


def _is_casualty(draft: Draft) -> bool:
    return draft.root in _VIOLENT and (draft.act.has("c") or draft.act.rule.startswith("attack"))


def _one_attack(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Casualties with no other source are the targets of the sentence's attack, or of one another's."""
    casualties = [d for d in drafts if _is_casualty(d)]
    attacks = [d for d in drafts if d.root in _VIOLENT and not _is_casualty(d)]
    if not casualties or len(casualties) + len(attacks) < 2:
        return drafts
    main = _host(attacks, casualties)
    joined = [
        d
        for d in casualties
        if d is not main and (not d.sources or d.sources == main.sources or d.trigger == main.trigger)
    ]
    if not joined:
        return drafts
    explicit = [] if main.roles.target_rule in _IMPLIED else list(main.roles.targets)
    targets = _victims(scene, explicit or [p for d in (main, *joined) if _is_casualty(d) for p in d.roles.targets])
    sources = main.roles.sources or next((d.roles.sources for d in joined if d.roles.sources), ())
    roles = replace(
        main.roles, sources=sources, targets=targets,
        target_rule="object" if main.roles.target_rule in _IMPLIED else main.roles.target_rule,
    )  # fmt: skip
    whole = replace(
        main,
        roles=roles,
        sources=_members(sources),
        targets=_members(targets),
        target_countries=tuple(c for d in (main, *joined) for c in d.target_countries),
        clause=(min(d.clause[0] for d in (main, *joined)), max(d.clause[1] for d in (main, *joined))),
    )
    return [whole if d is main else d for d in drafts if d not in joined]


def _one_toll(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """ "killing twelve and wounding thirty others": the casualties of one author are one event."""
    first: dict[tuple[int, ...], Draft] = {}
    merged: dict[tuple[int, ...], Draft] = {}
    for draft in drafts:
        if _is_casualty(draft) and draft.sources:
            one = merged.get(draft.sources)
            if one is None:
                first[draft.sources] = merged[draft.sources] = draft
            elif one.root == draft.root and one.modality == draft.modality:
                targets = _victims(scene, [*one.roles.targets, *draft.roles.targets])
                merged[draft.sources] = replace(
                    one,
                    roles=replace(one.roles, targets=targets),
                    targets=_members(targets),
                    target_countries=(*one.target_countries, *draft.target_countries),
                )
    kept = []
    for draft in drafts:
        whole = merged.get(draft.sources) if _is_casualty(draft) and draft.sources else None
        if whole is None or (whole.root, whole.modality) != (draft.root, draft.modality):
            kept.append(draft)
        elif draft is first[draft.sources]:
            kept.append(whole)
    return kept


def _named_again(drafts: list[Draft]) -> list[Draft]:
    """ "struck the port in its largest attack so far": a noun without author beside the deed that it names."""
    told = [d for d in drafts if d.root in _VIOLENT and d.sources and not d.act.nominal]
    return [
        d
        for d in drafts
        if not (
            d.root in _VIOLENT
            and d.act.nominal
            and not d.sources
            and any(set(d.target_countries) & set(other.target_countries) for other in told)
        )
    ]


def _hurt_in_clashes(drafts: list[Draft]) -> list[Draft]:
    """ "police clashed with protesters, and dozens were injured": the injured belong to the clash told beside them."""
    clashes = [d for d in drafts if d.code in _RIOTS and d.modality == "happened"]
    return [
        d
        for d in drafts
        if not (
            d.act.has("c")
            and not d.sources
            and any(set(d.target_countries) & {*clash.target_countries} for clash in clashes)
        )
    ]


def _host(attacks: list[Draft], casualties: list[Draft]) -> Draft:
    named = [d for d in attacks if d.sources] or attacks
    if named:
        return named[0]
    return next((d for d in casualties if d.act.rule.startswith("attack")), casualties[0])


def _one_deed(drafts: list[Draft]) -> list[Draft]:
    """One root, one source and a target only implied: the same deed said twice ("marched, protesting")."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.roles.target_rule in _IMPLIED):
        twin = next(
            (d for d in kept if d.root == draft.root and set(d.sources) == set(draft.sources)
             and (draft.roles.target_rule in _IMPLIED or draft.root == "14")), None,
        )  # fmt: skip
        same_side = next(
            (d for d in kept if d.root == draft.root == "14" and not {*d.targets}.isdisjoint(draft.targets)), None
        )
        if twin is None and same_side is None:
            kept.append(draft)
    return sorted(kept, key=lambda d: d.trigger)


def _victims(scene: Scene, parties: Iterable[Party]) -> tuple[Party, ...]:
    """Everybody once; "seven others" are of the people named before them."""
    found = _union(parties)
    named = tuple(p for p in found if not any(_OTHERS.search(scene.entities[e].name) for e in p.entities))
    return named or found


def _union(parties: Iterable[Party]) -> tuple[Party, ...]:
    seen: dict[tuple[int, ...], Party] = {}
    for party in parties:
        seen.setdefault(party.entities, party)
    return tuple(seen.values())


def _members(parties: tuple[Party, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(e for p in parties for e in p.entities))
