"""A draft: one act with participants, time, place and modality in one sentence, before repeats are merged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsapp.extraction.acts import Act
    from newsapp.extraction.findings import EventDate, EventPlace, Modality
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.roles import Roles


@dataclass(frozen=True, slots=True)
class Draft:
    sentence: Sentence
    act: Act
    code: str
    roles: Roles
    sources: tuple[int, ...]
    targets: tuple[int, ...]
    modality: Modality
    modality_reason: str
    date: EventDate
    date_reason: str
    place: EventPlace | None
    attributed_to: str
    attribution_span: tuple[int, int] | None
    trigger: tuple[int, int]
    clause: tuple[int, int]
    phrase: str
    target_countries: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        return self.code[:2]
