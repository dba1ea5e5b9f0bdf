"""Which drafts are events: identifiable sides, a claim rather than a purpose, a venue or a trip at home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.modality import is_purpose

if TYPE_CHECKING:
    from newsapp.extraction.acts import Act
    from newsapp.extraction.arguments import Roles
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene

_IMPLIED: Final = frozenset({"none", "domestic", "authority", "people", "near", "protesters"})


def admitted(scene: Scene, sentence: Sentence, act: Act, roles: Roles, code: str, modality: str) -> bool:
    """Whether the act counts (CODING_RULES, sections 1, 2 and 7)."""
    if is_purpose(sentence, act) and act.mood != "planned" and not act.operators:
        return False
    sources = {e for p in roles.sources for e in p.entities}
    targets = {e for p in roles.targets for e in p.entities}
    if code.startswith("01"):
        return bool(sources)
    reciprocal = bool(sources) and sources == targets
    if reciprocal and len(sources) < 2:
        return False
    if not targets or (not sources and not act.has("v")):
        return False
    if act.has("w") and (roles.source_rule in _IMPLIED or roles.target_rule in _IMPLIED or not _named(scene, roles)):
        return False
    if act.nominal and not _stated(act, roles):
        return False
    if act.has("d") and _at_home(scene, sources, targets):
        return False
    if not reciprocal and sources and sources == targets:
        return False
    if modality == "hypothetical" and (roles.source_rule in _IMPLIED or roles.target_rule in _IMPLIED):
        return False
    return True


def _named(scene: Scene, roles: Roles) -> bool:
    return all(any(p.rule != "group" for p in side) for side in (roles.sources, roles.targets))


def _stated(act: Act, roles: Roles) -> bool:
    """A noun reports an event only when it brings its own participants."""
    if roles.target_rule in {"domestic", "near"}:
        return False
    if act.has("m"):
        return roles.source_rule not in {"none", "protesters"} or roles.target_rule not in {"none", "authority"}
    if (act.has("v") and not act.has("w")):
        return roles.source_rule != "none" or roles.target_rule not in {"none"}
    if act.root == "17" and act.code in {"173", "174"} and roles.source_rule == "authority":
        return roles.target_rule not in {"none", "authority"}
    return roles.source_rule not in {"none", "authority"} and roles.target_rule not in {"none", "authority"}


def _at_home(scene: Scene, sources: set[int], targets: set[int]) -> bool:
    own = {scene.entities[e].iso3 for e in sources}
    return all(scene.entities[e].kind == "state" and scene.entities[e].iso3 in own for e in targets)
