"""Roles: the parties on both sides of one act, and the rules that found them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newsapp.extraction.nominals import Party


# Rules by which a side is understood that no word of the sentence names.
IMPLIED: Final = frozenset({"none", "domestic", "authority", "people", "near", "protesters"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Parties on both sides, and the name of the rule that found each."""

    sources: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    source_rule: str = "none"
    target_rule: str = "none"
    attack: int | None = None
    has_object: bool = False
