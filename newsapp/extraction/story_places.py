"""The place of what is told on: any report of an event may say where it happened, and force and protest told in the
next sentence of a paragraph happen where the sentence before put them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsapp.extraction.event_place import PHYSICAL
from newsapp.extraction.merge import same_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.drafts import Draft
    from newsapp.extraction.scene import Scene

# How many sentences back the place may stand, in the same paragraph.
_REACH: Final = 2
# In a brief, which tells of one thing, arrests and sentences too.
_PHYSICAL_IN_BRIEF: Final = PHYSICAL | {"17"}


def give_story_places(scene: Scene, groups: Sequence[list[Draft]]) -> list[list[Draft]]:
    """`groups` of drafts, the best first in each, where a best draft without a place has the one that another report of
    the event names, else for force and protest the one of such an act told before. The place keeps no words of the
    draft's own sentence."""
    physical = _PHYSICAL_IN_BRIEF if scene.brief else PHYSICAL
    located: list[Draft] = []
    found: list[list[Draft]] = []
    for group in groups:
        best = group[0]
        teller = next((draft for draft in group[1:] if draft.place is not None), None)
        if best.place is None and teller is None and best.root in physical:
            teller = _before(scene, best, located)
        if best.place is None and teller is not None and teller.place is not None:
            best = replace(best, place=replace(teller.place, span=None))
        if best.place is not None and best.root in physical:
            located.append(best)
        found.append([best, *group[1:]])
    return found


def _before(scene: Scene, draft: Draft, located: Sequence[Draft]) -> Draft | None:
    """The last such act before it in the paragraph, if its place lies in the country of somebody who takes part."""
    codes = {scene.entities[e].iso3 for e in (*draft.sources, *draft.targets)}
    least = 0 if draft.root in PHYSICAL else 1
    for other in reversed(located[-_REACH:]):
        if other.sentence.paragraph != draft.sentence.paragraph:
            continue
        near = least <= draft.sentence.index - other.sentence.index <= _REACH
        if (
            near
            and same_time(draft, other)
            and other.place is not None
            and other.place.iso3 in codes
            and other.modality == draft.modality
        ):
            return other
    return None
