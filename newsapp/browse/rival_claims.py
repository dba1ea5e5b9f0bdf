"""What the reports of one event say of casualties, day and doer, and where they differ: side by side, not averaged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from newsapp.browse.wording import when
from newsapp.events.models import CasualtyCount, TimeExpression
from newsapp.events.models.casualties import count_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from newsapp.events.models import Evidence
    from newsapp.events.querysets import EvidenceQuerySet

_LARGEST: Final = 10**12


@dataclass(frozen=True, slots=True)
class Claim:
    """One value, as one sentence of one source gives it."""

    value: str
    words: str
    publisher: str
    published: str
    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field on which reports differ, with every report's value in the order of the reports."""

    field: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one report says. Counts as (kind, low, best, high, running total, words); days as inclusive intervals."""

    counts: tuple[tuple[str, int | None, int | None, int | None, bool, str], ...]
    days: tuple[tuple[dt.date, dt.date, str, str], ...]
    doers: tuple[str, ...]

    @property
    def counts_in_words(self) -> tuple[str, ...]:
        """ "killed: at least 12", "killed: 45 in all" for a running total."""
        return tuple(
            f"{kind}: {number_in_words(low, best, high, words)}{' in all, a running total' if in_all else ''}"
            for kind, low, best, high, in_all, words in self.counts
        )


def number_in_words(low: int | None, best: int | None, high: int | None, words: str) -> str:
    """The count as a number with its bounds; where it names a lowest number only ("dozens"), in the article’s words."""
    if low is not None and best is None and high is None and words:
        return words[0].lower() + words[1:]
    return count_in_words(low, best, high)


def with_claims(evidence: EvidenceQuerySet) -> EvidenceQuerySet:
    """Adds `told_counts` and `told_days` to evidence: its casualty counts and the resolved times of its sentence."""
    counts = CasualtyCount.objects.filter(evidence=OuterRef("pk")).order_by("start", "kind")
    times = TimeExpression.objects.filter(
        article_version=OuterRef("article_version"),
        start__gte=OuterRef("sentence__start"),
        end__lte=OuterRef("sentence__end"),
        first__isnull=False,
    ).order_by("start")
    annotated: EvidenceQuerySet = evidence.annotate(
        told_counts=ArraySubquery(
            counts.values(
                found=JSONObject(
                    kind="kind", low="low", best="best", high="high", in_all="cumulative", start="start", end="end"
                )
            )
        ),
        told_days=ArraySubquery(
            times.values(found=JSONObject(start="start", first=F("first"), last=F("last"), precision="precision"))
        ),
    )
    return annotated


def read_told(evidence: Evidence, sentence: str, offset: int) -> Told:
    """What the report `evidence` says, as `with_claims` has added it; `sentence` begins at `offset` of its article."""
    starts = {int(mark["start"]): mark for mark in evidence.marks if mark.get("part") == "date"}
    counts = tuple(
        (
            str(row["kind"]), row["low"], row["best"], row["high"], bool(row["in_all"]),
            sentence[row["start"] - offset : row["end"] - offset],
        )
        for row in getattr(evidence, "told_counts", ())
    )  # fmt: skip
    days = tuple(
        (
            dt.date.fromisoformat(row["first"]), dt.date.fromisoformat(row["last"]), str(row["precision"]),
            sentence[row["start"] - offset : int(starts[row["start"]]["end"]) - offset],
        )
        for row in getattr(evidence, "told_days", ())
        if row["start"] in starts
    )  # fmt: skip
    doers = tuple(
        dict.fromkeys(str(mark["name"]) for mark in evidence.marks if mark.get("part") == "source" and mark.get("name"))
    )
    return Told(counts, days, doers)


def find_differences(told: Sequence[Told], claim: Callable[[int, str, str], Claim]) -> tuple[Difference, ...]:
    """The fields on which the reports `told` contradict each other; `claim` makes a claim of a report's number, a value
    and its words. Running totals are not compared: they grow while all are right."""
    found: list[Difference] = []
    for kind in dict.fromkeys(kind for one in told for kind, *_ in one.counts):
        values = [
            (number, *row[1:4], row[5])
            for number, one in enumerate(told)
            for row in one.counts
            if row[0] == kind and not row[4]
        ]
        if _disagree([(low, best, high) for _, low, best, high, _ in values], _compatible):
            rows = (claim(n, number_in_words(low, best, high, words), words) for n, low, best, high, words in values)
            found.append(Difference(f"How many were {kind}", tuple(rows)))
    days = [(number, *one.days[0]) for number, one in enumerate(told) if one.days]
    if _disagree([(first, last) for _, first, last, _, _ in days], lambda a, b: a[0] <= b[1] and b[0] <= a[1]):
        rows = (claim(n, when(first, last, precision), words) for n, first, last, precision, words in days)
        found.append(Difference("When", tuple(rows)))
    doers = [(number, frozenset(one.doers)) for number, one in enumerate(told) if one.doers]
    if _disagree([names for _, names in doers], _same_doer):
        rows = (claim(n, ", ".join(told[n].doers), "") for n, _ in doers)
        found.append(Difference("Who did it", tuple(rows)))
    return tuple(found)


def _disagree(values: Sequence[Any], agree: Callable[[Any, Any], bool]) -> bool:
    """Whether two of `values` contradict each other; each different value is compared once."""
    distinct = list(dict.fromkeys(values))[:50]
    return any(not agree(one, other) for i, one in enumerate(distinct) for other in distinct[:i])


def _same_doer(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a name of the one has all words of a name of the other: "bomber" may be the "suicide bomber"."""
    words = [(set(a.lower().split()), set(b.lower().split())) for a in one for b in other]
    return any(a <= b or b <= a for a, b in words)


def _compatible(one: tuple[int | None, ...], other: tuple[int | None, ...]) -> bool:
    """Whether one number can be both counts: their ranges meet, and stated numbers are equal."""
    if one[1] is not None and other[1] is not None and _is_exact(one) and _is_exact(other):
        return one[1] == other[1]
    (low, high), (low2, high2) = _range(one), _range(other)
    return low <= high2 and low2 <= high


def _is_exact(count: tuple[int | None, ...]) -> bool:
    return count[0] == count[1] == count[2]


def _range(count: Iterable[int | None]) -> tuple[int, int]:
    low, best, high = count
    if low is None and high is None and best is not None:  # "about 40" is told of 36 to 44
        return best - best // 10, best + best // 10
    return low or 0, high if high is not None else _LARGEST
