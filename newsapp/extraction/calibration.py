"""How far the confidence of an event can be trusted: calibration error, and the precision of what is published.

An event counts as right when it matches a core gold event at the relaxed level; events that match an optional one and
statements do not count at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsapp.extraction.scoring import score_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsapp.extraction.findings import Findings
    from newsapp.extraction.gold import GoldArticle

_BINS: Final = 10
_FOLDS: Final = 5
# What readers are promised of published events: three in four right. The learnt threshold leaves a little room.
WANTED_PRECISION: Final = 0.75
_ROOM: Final = 0.02
_LEAST: Final = 12


@dataclass(frozen=True, slots=True)
class Judged:
    """One event that counts: its article's number, its confidence 0 to 1, and whether it is right."""

    article: int
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """`error` is the expected calibration error over ten equal bins; `threshold` the confidence from which an event
    is published when learnt on everything; `precision` and `share` are measured by cross-validation over articles."""

    events: int
    error: float
    threshold: float
    precision: float
    share: float

    def to_dict(self) -> dict[str, float]:
        return {
            "events": self.events,
            "expected_calibration_error": round(self.error, 3),
            "publishing_threshold": round(self.threshold, 3),
            "published_precision": round(self.precision, 3),
            "published_share": round(self.share, 3),
        }


def judge(found: Iterable[tuple[GoldArticle, Findings]]) -> list[Judged]:
    """Every event that counts, of all articles."""
    judged: list[Judged] = []
    for number, (article, findings) in enumerate(found):
        score = score_article(article.events, findings.events, "relaxed")
        right = {p for _, p in score.pairs}
        for p in sorted(right | set(score.false_alarms)):
            judged.append(Judged(number, findings.events[p].confidence.get("event", 0.0), p in right))
    return judged


def calibrate(judged: Sequence[Judged]) -> Calibration:
    """Calibration of `judged`; all zero when there is nothing to judge."""
    if not judged:
        return Calibration(0, 0.0, 0.0, 0.0, 0.0)
    published: list[Judged] = []
    for fold in range(_FOLDS):
        threshold = learn_threshold([j for j in judged if j.article % _FOLDS != fold])
        published.extend(j for j in judged if j.article % _FOLDS == fold and j.confidence >= threshold)
    precision = sum(j.right for j in published) / len(published) if published else 0.0
    return Calibration(
        len(judged), expected_error(judged), learn_threshold(judged), precision, len(published) / len(judged)
    )


def learn_threshold(judged: Sequence[Judged]) -> float:
    """The lowest confidence from which on the wanted precision holds; above 1 when nothing reaches it."""
    ordered = sorted(judged, key=lambda j: -j.confidence)
    best = 1.01
    right = 0
    for count, one in enumerate(ordered, start=1):
        right += one.right
        last_of_its_kind = count == len(ordered) or ordered[count].confidence < one.confidence
        if last_of_its_kind and count >= _LEAST and right / count >= WANTED_PRECISION + _ROOM:
            best = one.confidence
    return best


def expected_error(judged: Sequence[Judged]) -> float:
    """The mean distance between confidence and share of right events, over ten bins weighted by their events."""
    total = 0.0
    for number in range(_BINS):
        inside = [j for j in judged if min(int(j.confidence * _BINS), _BINS - 1) == number]
        if inside:
            sure = sum(j.confidence for j in inside) / len(inside)
            total += len(inside) * abs(sure - sum(j.right for j in inside) / len(inside))
    return total / len(judged)
