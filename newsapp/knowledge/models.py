"""Knowledge as records: a snapshot is what an extraction was made with."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Snapshot(models.Model):
    """One state of all knowledge tables, known by the SHA-256 of its canonical rows."""

    digest = models.CharField(max_length=64, unique=True)
    row_counts = models.JSONField(default=dict)
    first_used_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-first_used_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="snapshot_digest_form"),
        ]

    def __str__(self) -> str:
        return self.digest[:12]
