"""A noun that points back: "the attack", "his arrest", "this lawsuit" tell a deed again that was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import kids
from newsapp.extraction.roles import IMPLIED

if TYPE_CHECKING:
    from newsapp.extraction.drafts import Draft
    from newsapp.extraction.scene import Scene

_VIOLENT: Final = frozenset({"18", "19", "20"})
_BY_ATTACK: Final = "attack:"  # "the attack killed twelve"
_RESIGNATION: Final = "0831"  # many may resign, and who does is always told
_PENALTY: Final = "173"  # an arrest, a trial and a sentence are three deeds of one code
# Parties that no word of the sentence names: they cannot speak against a deed's being the same.
_UNNAMED: Final = IMPLIED | {"claim", "deed"}


def points_back(scene: Scene, draft: Draft) -> bool:
    """Whether the deed is told by a noun with "the", "this" or an owner, and none that sets it apart ("the second")."""
    told_by_noun = draft.act.nominal or draft.act.rule.startswith(_BY_ATTACK)
    if not told_by_noun or draft.sentence.kind == "title":
        return False
    sentence, noun = draft.sentence, draft.act.trigger
    definite = any(
        sentence.tokens[c].dep == "poss" or sentence.tokens[c].lower in scene.lexicon.words("definite_word")
        for c in kids(sentence, noun, "det", "poss")
    )
    others = scene.lexicon.words("other_one_modifier")
    return definite and not any(sentence.tokens[c].lower in others for c in kids(sentence, noun, "amod", "det"))


def tells_again(scene: Scene, later: Draft, earlier: Draft) -> bool:
    """Whether `later`, which points back, is a noun for the deed of `earlier`: of its kind, with nobody it names in the
    way."""
    if later.sentence.index <= earlier.sentence.index or earlier.sentence.kind == "title":
        return False
    if later.root == "01" or later.code == _RESIGNATION or _is_mutual(later) != _is_mutual(earlier):
        return False
    violent = later.root in _VIOLENT and earlier.root in _VIOLENT
    if not violent and later.code[:3] != earlier.code[:3]:
        return False
    if later.code == _PENALTY and _stem(later) != _stem(earlier):
        return False
    if not _same_place(later, earlier):
        return False
    return _agree(scene, later.sources, earlier.sources, later.roles.source_rule, earlier.roles.source_rule) and _agree(
        scene, later.targets, earlier.targets, later.roles.target_rule, earlier.roles.target_rule
    )


def _stem(draft: Draft) -> str:
    return draft.sentence.tokens[draft.act.trigger].lemma.lower()[:4]


def _is_mutual(draft: Draft) -> bool:
    return bool(draft.sources) and set(draft.sources) == set(draft.targets)


def _same_place(one: Draft, other: Draft) -> bool:
    if one.place is None or other.place is None or one.place.iso3 is None or other.place.iso3 is None:
        return True
    return one.place.iso3 == other.place.iso3 and (
        one.place.name == other.place.name or one.place.precision != other.place.precision
    )


def _agree(scene: Scene, later: tuple[int, ...], earlier: tuple[int, ...], later_rule: str, earlier_rule: str) -> bool:
    """Whether two sides can be the same: one is not told, or they share somebody, or their countries do and the later
    sentence names no person of its own."""
    if not later or not earlier or set(later) & set(earlier):
        return True
    if not {scene.entities[e].iso3 for e in later} & {scene.entities[e].iso3 for e in earlier}:
        return False
    if later_rule in _UNNAMED or earlier_rule in _UNNAMED:
        return True
    kinds = {scene.entities[e].kind for e in later}
    return "person" not in kinds and (kinds != {scene.entities[e].kind for e in earlier} or "population" in kinds)
