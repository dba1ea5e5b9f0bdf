"""How many people a report says were killed, injured, missing, displaced or detained."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from newsapp.events.models.evidence import Evidence


class CasualtyCount(models.Model):
    """A count in the sentence of a report: the words [start, end) of its article name `low` to `high` people, most
    likely `best`; an empty bound is open ("at least 12" has no highest). A running total ("the toll rose to 45") is
    `cumulative` and no count of this event alone. Reports that differ keep their own counts, side by side."""

    class Kind(models.TextChoices):
        KILLED = "killed", "Killed"
        INJURED = "injured", "Injured"
        MISSING = "missing", "Missing"
        DISPLACED = "displaced", "Displaced"
        DETAINED = "detained", "Detained"

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="casualties")
    kind = models.CharField(max_length=12, choices=Kind)
    low = models.PositiveIntegerField(null=True, blank=True)
    best = models.PositiveIntegerField(null=True, blank=True)
    high = models.PositiveIntegerField(null=True, blank=True)
    cumulative = models.BooleanField(default=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    attributed_to = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["evidence", "start", "kind"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="casualty_count_span"),
            models.CheckConstraint(
                condition=Q(low__isnull=False) | Q(best__isnull=False) | Q(high__isnull=False),
                name="casualty_count_some_number",
            ),
            models.CheckConstraint(
                condition=(Q(low__isnull=True) | Q(best__isnull=True) | Q(low__lte=F("best")))
                & (Q(best__isnull=True) | Q(high__isnull=True) | Q(best__lte=F("high")))
                & (Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high"))),
                name="casualty_count_order",
            ),
            models.UniqueConstraint(fields=["evidence", "kind", "start"], name="casualty_count_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.in_words}"

    @property
    def in_words(self) -> str:
        """The number as its words bound it: "12", "at least 12", "up to 30", "10 to 15", "about 40"."""
        return count_in_words(self.low, self.best, self.high)


def count_in_words(low: int | None, best: int | None, high: int | None) -> str:
    """The shortest words for a count with open or closed ends."""
    if low is not None and low == high:
        return f"{low:,}"
    if low is not None and high is not None:
        return f"{low:,} to {high:,}"
    if low is not None:
        return f"at least {low:,}"
    if best is not None:
        return f"about {best:,}"
    return f"up to {high:,}" if high is not None else "not stated"
