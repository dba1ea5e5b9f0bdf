"""Which of the hostile cases run: a seeded choice, or with NEWSAPP_HOSTILE=all every one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from newsapp.extraction.knowledge import Knowledge
from newsapp.ingest.import_articles import Importer
from newsapp.ingest.snapshot import database_tables

if TYPE_CHECKING:
    import pytest_django

EVERYTHING = os.environ.get("NEWSAPP_HOSTILE") == "all"


@pytest.fixture(scope="session")
def knowledge(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Knowledge:
    with django_db_blocker.unblock():
        return Knowledge.from_tables(database_tables())


@pytest.fixture
def importer(knowledge: Knowledge) -> Importer:
    """One that has read its knowledge before the clock starts."""
    importer = Importer(published=None, source="", dry_run=False)
    importer._knowledge = knowledge
    return importer
