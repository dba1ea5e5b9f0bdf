"""Event types as rows: the CAMEO 1.1b3 tree, and PLOVER beside it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from newsapp.countries.curated import CuratedRecord


class EventClass(models.TextChoices):
    """Cooperation or conflict, in words or in deeds, and the bare statement (docs/adr/0004)."""

    VERBAL_COOPERATION = "verbal_cooperation", "Verbal cooperation"
    MATERIAL_COOPERATION = "material_cooperation", "Material cooperation"
    VERBAL_CONFLICT = "verbal_conflict", "Verbal conflict"
    MATERIAL_CONFLICT = "material_conflict", "Material conflict"
    STATEMENT = "statement", "Statement"


def class_known(name: str) -> models.CheckConstraint:
    known = ["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "statement"]
    return models.CheckConstraint(condition=Q(event_class__in=known), name=name)


class PloverType(CuratedRecord):
    """One of PLOVER's event types, or STATEMENT for the bare statements of CAMEO root 01."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=40)
    event_class = models.CharField(max_length=25, choices=EventClass)
    position = models.PositiveIntegerField(default=0)
    definition = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["position", "code"]
        verbose_name = "PLOVER type"
        constraints: ClassVar = [class_known("plover_type_class_known")]

    def __str__(self) -> str:
        return self.name


class PloverMode(CuratedRecord):
    """A PLOVER type's mode, such as visit under CONSULT."""

    plover_type = models.ForeignKey(PloverType, on_delete=models.CASCADE, related_name="modes")
    mode = models.CharField(max_length=40)
    name = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["plover_type", "mode"]
        verbose_name = "PLOVER mode"
        constraints: ClassVar = [models.UniqueConstraint(fields=["plover_type", "mode"], name="plover_mode_unique")]

    def __str__(self) -> str:
        return self.name


class EventType(CuratedRecord):
    """A CAMEO 1.1b3 code. `goldstein` is the scale of conflict and cooperation, -10 to 10 (the ICEWS column)."""

    code = models.CharField("CAMEO code", max_length=4, unique=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=150)
    goldstein = models.FloatField(null=True, blank=True)
    plover_type = models.ForeignKey(PloverType, on_delete=models.PROTECT, related_name="event_types")
    plover_mode = models.CharField(max_length=40, blank=True)
    event_class = models.CharField(max_length=25, choices=EventClass)
    definition = models.TextField(blank=True)
    example = models.TextField(blank=True, help_text="A sentence that reports such an event, in our own words.")
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^(0[1-9]|1[0-9]|20)[0-9]{0,2}$"), name="event_type_code_form"
            ),
            models.CheckConstraint(
                condition=Q(goldstein__isnull=True) | Q(goldstein__gte=-10.0, goldstein__lte=10.0),
                name="event_type_goldstein_range",
            ),
            class_known("event_type_class_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def root(self) -> str:
        """The two-digit root code."""
        return self.code[:2]
