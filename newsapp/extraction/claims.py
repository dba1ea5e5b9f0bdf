"""A group's own claim of responsibility fills the empty source of attacks told in the article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.drafts import Draft
    from newsapp.extraction.nominals import Party
    from newsapp.extraction.scene import Scene

_VIOLENT: Final = frozenset({"18", "19", "20"})
_CLAIM: Final = "015"


def fill_claimed(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """`drafts` with the one claimant as the source of attacks without any; unchanged when several groups claim or when
    the attack happened at another stated time than the rest."""
    claims = [d for d in drafts if d.code == _CLAIM and d.modality == "reported_statement" and _claims(scene, d)]
    claimants = {d.sources for d in claims}
    if len(claimants) != 1:
        return list(drafts)
    claim = claims[0]
    return [_with_source(d, claim.roles.sources, claim.sources) if _is_open(d, claim) else d for d in drafts]


def _claims(scene: Scene, draft: Draft) -> bool:
    lexeme = draft.act.lexeme
    if lexeme is None or lexeme.lemma not in scene.lexicon.words("responsibility_verb"):
        return False
    return bool(lexeme.words or lexeme.objects)


def _is_open(draft: Draft, claim: Draft) -> bool:
    if draft.root not in _VIOLENT or draft.sources or draft.modality not in {"happened", "ongoing"}:
        return False
    if draft.date.basis in {"assumed", "none"} or claim.date.first is None or draft.date.last is None:
        return True
    return abs((claim.date.first - draft.date.last).days) <= _DAYS


# A claim comes within days of the attack; older attacks in the background are other stories.
_DAYS: Final = 14


def _with_source(draft: Draft, parties: tuple[Party, ...], members: tuple[int, ...]) -> Draft:
    implied = tuple(replace(party, span=None, head=-1, rule="claim") for party in parties)
    return replace(draft, roles=replace(draft.roles, sources=implied, source_rule="claim"), sources=members)
