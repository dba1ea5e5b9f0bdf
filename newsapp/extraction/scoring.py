"""Scores of predicted events against gold: relaxed, half, type and strict (CODING_RULES, section 8), one to one.

Core gold events count. Optional ones are neither rewarded nor punished: a prediction left over that matches one at the
same level is no false positive. Predicted statements (root 01) are left out and counted apart.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsapp.extraction.findings import EventFinding
    from newsapp.extraction.gold import GoldEvent

LEVELS: Final = ("relaxed", "half", "type", "strict")
# Either side may stand first where both did the same.
_MIRRORED: Final = frozenset({"03", "04", "05"})
_SIMPLE_MODALITY: Final = {"ongoing": "happened"}
_MAX_DATE_PARTS: Final = {"day": 10, "week": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, predictions that count and gold events that count; the three rates follow, 0 to 1."""

    matched: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.matched / (self.predicted + self.gold) if self.predicted + self.gold else 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.matched + other.matched, self.predicted + other.predicted, self.gold + other.gold)


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """One article at one level: counts and the matched pairs (gold index, predicted index)."""

    counts: Counts
    pairs: tuple[tuple[int, int], ...]
    false_alarms: tuple[int, ...]


def score_article(gold: Sequence[GoldEvent], predicted: Sequence[EventFinding], level: str) -> ArticleScore:
    """`predicted` against `gold` at one of LEVELS; core events by maximum one-to-one matching, then optional ones."""
    matches = _LEVEL_MATCH[level]
    wanted = [i for i, event in enumerate(gold) if event.core]
    optional = [i for i, event in enumerate(gold) if not event.core]
    offered = [i for i, event in enumerate(predicted) if event.cameo[:2] != "01"]
    pairs = match_one_to_one(wanted, offered, lambda g, p: matches(gold[g], predicted[p]))
    taken = {p for _, p in pairs}
    left = [p for p in offered if p not in taken]
    excused = {p for _, p in match_one_to_one(optional, left, lambda g, p: matches(gold[g], predicted[p]))}
    alarms = tuple(p for p in left if p not in excused)
    return ArticleScore(Counts(len(pairs), len(pairs) + len(alarms), len(wanted)), tuple(sorted(pairs)), alarms)


def pair_best(gold: Sequence[GoldEvent], predicted: Sequence[EventFinding]) -> list[tuple[int, int]]:
    """(gold, predicted) pairs at the type level whose countries agree where any can, for scores of single fields."""
    pairs = list(score_article(gold, predicted, "relaxed").pairs)
    for level in ("half", "type"):
        done, taken = {g for g, _ in pairs}, {p for _, p in pairs}
        matches = _LEVEL_MATCH[level]
        wanted = [i for i, event in enumerate(gold) if event.core and i not in done]
        offered = [i for i, event in enumerate(predicted) if event.cameo[:2] != "01" and i not in taken]
        pairs += match_one_to_one(wanted, offered, lambda g, p, fits=matches: fits(gold[g], predicted[p]))  # type: ignore[misc]
    return sorted(pairs)


def match_one_to_one(
    left: Sequence[int], right: Sequence[int], fits: Callable[[int, int], bool]
) -> list[tuple[int, int]]:
    """A maximum matching between two lists (augmenting paths, no recursion deeper than the shorter list)."""
    edges = {a: [b for b in right if fits(a, b)] for a in left}
    owner: dict[int, int] = {}

    def augment(a: int, seen: set[int]) -> bool:
        for b in edges[a]:
            if b in seen:
                continue
            seen.add(b)
            if b not in owner or augment(owner[b], seen):
                owner[b] = a
                return True
        return False

    for a in left:
        augment(a, set())
    return [(a, b) for b, a in owner.items()]


def shares_sentence(gold: GoldEvent, event: EventFinding) -> bool:
    """Whether an evidence sentence is in common: spans that overlap by at least half of the shorter."""
    own = [event.sentence_span, *(also.sentence_span for also in event.also)]
    return any(_overlap(a, b) for a in own for b in gold.spans)


def countries(event: EventFinding) -> tuple[frozenset[str], frozenset[str]]:
    """The country sets of the event's sources and targets."""
    return frozenset(p.iso3 for p in event.source if p.iso3), frozenset(p.iso3 for p in event.target if p.iso3)


def normal_name(name: str) -> str:
    """A name for comparison: case, accents, punctuation and a leading article do not matter."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in plain.casefold()).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def same_date(gold: GoldEvent, event: EventFinding) -> bool:
    """Whether the dates agree at gold's precision."""
    value = event.date.value
    if gold.date is None or gold.precision == "none":
        return value is None
    length = _MAX_DATE_PARTS.get(gold.precision, 10)
    return value is not None and event.date.precision == gold.precision and value[:length] == gold.date[:length]


def same_modality(gold: GoldEvent, event: EventFinding) -> bool:
    """Whether the modalities agree; ongoing equals happened."""
    return _SIMPLE_MODALITY.get(gold.modality, gold.modality) == _SIMPLE_MODALITY.get(event.modality, event.modality)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and 2 * shared >= min(a[1] - a[0], b[1] - b[0])


def _type(gold: GoldEvent, event: EventFinding) -> bool:
    return event.cameo[:2] in gold.roots and shares_sentence(gold, event)


def _relaxed(gold: GoldEvent, event: EventFinding) -> bool:
    if not _type(gold, event):
        return False
    source, target = countries(event)
    if (source, target) == (gold.source_iso3, gold.target_iso3):
        return True
    return event.cameo[:2] in _MIRRORED and (target, source) == (gold.source_iso3, gold.target_iso3)


def _half(gold: GoldEvent, event: EventFinding) -> bool:
    if not _type(gold, event):
        return False
    source, target = countries(event)
    if source == gold.source_iso3 or target == gold.target_iso3:
        return True
    return event.cameo[:2] in _MIRRORED and (source == gold.target_iso3 or target == gold.source_iso3)


def _strict(gold: GoldEvent, event: EventFinding) -> bool:
    if not shares_sentence(gold, event) or event.cameo[:3] != gold.code[:3]:
        return False
    sides = tuple({normal_name(p.name) for p in side} for side in (event.source, event.target))
    wanted = tuple({normal_name(name) for name in side} for side in (gold.source, gold.target))
    return sides == wanted and same_modality(gold, event) and same_date(gold, event)


_LEVEL_MATCH: Final = {"relaxed": _relaxed, "half": _half, "type": _type, "strict": _strict}
