"""`migrate`, whole or not at all: a migration and the row that says it is done are one transaction.

Django 5.2 commits a migration with deferred SQL (foreign keys, indexes) before it records it. A process killed between
the two leaves tables that the next start tries to make again, and no start works from then on.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from django.core.management.commands import migrate
from django.db import transaction
from django.db.migrations import executor


class RecordingExecutor(executor.MigrationExecutor):
    def apply_migration(self, state: Any, migration: Any, fake: bool = False, fake_initial: bool = False) -> Any:
        """As Django's, in one transaction unless the migration asks for none (`atomic = False`)."""
        with transaction.atomic(using=self.connection.alias) if migration.atomic else nullcontext():
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        migrate.MigrationExecutor = RecordingExecutor  # type: ignore[attr-defined]
        super().handle(*args, **options)
