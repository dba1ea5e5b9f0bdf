"""The base of every record that fixtures fill and curators edit."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class CuratedRecord(models.Model):
    """Keeps what a curator touched, so that no import or fixture overwrites it, and a version against lost updates."""

    version = models.PositiveIntegerField(default=1, editable=False)
    curated_fields = ArrayField(models.CharField(max_length=60), default=list, blank=True, editable=False)

    class Meta:
        abstract = True

    def mark_curated(self, fields: list[str]) -> None:
        """Remember `fields` (names) as decided by a curator and count the version up; the caller saves."""
        self.curated_fields = sorted({*self.curated_fields, *fields})
        self.version += 1
