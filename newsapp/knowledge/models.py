"""Knowledge about words and dated facts as records, and the snapshots that readings were made with."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import Exact

from newsapp.countries.curated import CuratedRecord


class KnowledgeRow(CuratedRecord):
    """One row of one of the engine's tables (lexemes, operators, role nouns, dated facts ...; docs/adr/0008).

    The columns of a table are the engine's business, which checks them when a snapshot is made; the database keeps the
    order and which fixture row a row came from (`origin`), so that one a curator changed or deleted does not come back.
    """

    table = models.CharField(max_length=40)
    position = models.PositiveIntegerField(default=0)
    values = models.JSONField()
    origin = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering: ClassVar = ["table", "position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["table", "origin"], name="knowledge_row_origin"),
            models.CheckConstraint(condition=Q(table__regex=r"^[a-z][a-z_]*$"), name="knowledge_row_table_form"),
            models.CheckConstraint(
                condition=Exact(
                    Func(F("values"), function="jsonb_typeof", output_field=models.TextField()), Value("object")
                ),
                name="knowledge_row_values_object",
            ),
        ]
        indexes: ClassVar = [GinIndex(fields=["values"], name="knowledge_row_values")]

    def __str__(self) -> str:
        words = [str(value) for value in self.values.values() if value]
        return " · ".join(words[:3])[:100]


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
