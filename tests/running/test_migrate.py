"""A migration and the row that says it is done stand or fall together."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from newsapp.ingest.management.commands.migrate import RecordingExecutor

pytestmark = pytest.mark.django_db


def test_what_ends_before_it_is_recorded_leaves_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    before_all = [("sessions", None)]
    RecordingExecutor(connection).migrate(before_all)
    assert "django_session" not in connection.introspection.table_names()

    def killed(*_: object) -> None:
        raise DatabaseError("the process is gone")

    monkeypatch.setattr(MigrationRecorder, "record_applied", killed)
    with pytest.raises(DatabaseError):
        RecordingExecutor(connection).migrate([("sessions", "0001_initial")])
    assert "django_session" not in connection.introspection.table_names()

    monkeypatch.undo()
    RecordingExecutor(connection).migrate([("sessions", "0001_initial")])
    assert "django_session" in connection.introspection.table_names()
