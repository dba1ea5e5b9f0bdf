"""The day of what is told without a time of its own: a headline has the day of the news below it, and what the same
people do in the next sentence of a paragraph they do on the same day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from newsapp.extraction.drafts import Draft
    from newsapp.extraction.scene import Scene

# How many sentences back the day may stand, in the same paragraph.
_REACH: Final = 2
# A headline is told by one of the first sentences.
_LEAD: Final = 3
# What a headline tells happened in the days before.
_NEWS_DAYS: Final = 7
_SURE: Final = frozenset({"stated", "resolved"})


def give_story_days(scene: Scene, groups: Sequence[list[Draft]], published: dt.date | None) -> list[list[Draft]]:
    """`groups` of drafts, the best first in each, where a best draft with only the assumed week has the day of another
    draft that tells of it: worked out from that one's words, with the reason."""
    if published is None:
        return list(groups)
    best = sorted((group[0] for group in groups), key=lambda draft: draft.trigger)
    days = {id(draft): day for draft, day in _days(scene, best, published)}
    return [[days.get(id(group[0]), group[0]), *group[1:]] for group in groups]


def _days(scene: Scene, drafts: Sequence[Draft], published: dt.date) -> Iterator[tuple[Draft, Draft]]:
    for number, draft in enumerate(drafts):
        if draft.date.basis != "assumed" or draft.date.precision != "week" or draft.root == "01":
            continue
        teller = (
            _below(scene, draft, drafts, published)
            if draft.sentence.kind == "title"
            else _before(draft, drafts[max(0, number - 2 * _REACH) : number])
        )
        if teller is not None:
            yield draft, _on_day_of(draft, teller)


def _below(scene: Scene, title: Draft, drafts: Sequence[Draft], published: dt.date) -> Draft | None:
    """The first draft of the lead whose source is of the title's, or of one country with it, if it has a day in the
    week of the news."""
    own = _sources(scene, title)
    lead = next((d for d in drafts if d.sentence.kind == "body" and own & _sources(scene, d)), None)
    if lead is None or lead.sentence.paragraph > _LEAD or not _has_day(lead) or lead.date.first is None:
        return None
    return lead if 0 <= (published - lead.date.first).days < _NEWS_DAYS else None


def _sources(scene: Scene, draft: Draft) -> set[int | str]:
    return {*draft.sources, *scene.countries(draft.sources)}


def _before(draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """The last draft before it in the paragraph with a day, if the same people act there."""
    for other in reversed(earlier):
        near = 0 < draft.sentence.index - other.sentence.index <= _REACH
        if other.sentence.paragraph != draft.sentence.paragraph or not near:
            continue
        if _has_day(other) and other.sources == draft.sources and other.modality == draft.modality:
            return other
    return None


def _has_day(draft: Draft) -> bool:
    return draft.date.basis in _SURE and draft.date.precision == "day"


def _on_day_of(draft: Draft, teller: Draft) -> Draft:
    date = replace(teller.date, basis="resolved", span=None)
    words = " ".join(teller.date.text.split())
    reason = f"No time is stated; it is told on from what is dated “{words}”, so that day is taken"
    return replace(draft, date=date, date_reason=reason)
