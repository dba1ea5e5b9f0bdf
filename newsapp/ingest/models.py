"""What was imported: runs with their counts, every item with its outcome, and records that must stay deleted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from newsapp.articles.models import Article


class ImportRun(models.Model):
    """One import. Every item is accounted for: read = inserted + updated + unchanged + refused."""

    command = models.CharField(max_length=200)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    read = models.PositiveIntegerField(default=0)
    inserted = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-started_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True)
                | Q(read=F("inserted") + F("updated") + F("unchanged") + F("refused")),
                name="import_run_accounts_for_all",
            ),
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"


class ImportItem(models.Model):
    """What became of one file."""

    class Outcome(models.TextChoices):
        INSERTED = "inserted", "Inserted"
        UPDATED = "updated", "Updated"
        UNCHANGED = "unchanged", "Unchanged"
        REFUSED = "refused", "Refused"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="items")
    path = models.CharField(max_length=500)
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.CharField(max_length=400, blank=True)
    article = models.ForeignKey(Article, on_delete=models.SET_NULL, null=True, blank=True, related_name="imports")
    events = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["run", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome__in=["inserted", "updated", "unchanged", "refused"]),
                name="import_item_outcome_known",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(reason=""), name="import_item_refused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path}: {self.outcome}"


class Tombstone(models.Model):
    """A record a curator deleted: fixtures and demo imports leave it deleted."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=300)
    reason = models.CharField(max_length=300, blank=True)
    deleted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["kind", "key"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="tombstone_unique")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class FixtureLoad(models.Model):
    """Which state of a fixture file the database holds: an unchanged file is not read twice."""

    path = models.CharField(max_length=200, unique=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["path"]

    def __str__(self) -> str:
        return self.path
