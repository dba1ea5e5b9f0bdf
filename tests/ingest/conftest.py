"""The knowledge of the test database, read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from newsapp.extraction.knowledge import Knowledge
from newsapp.ingest.snapshot import database_tables

if TYPE_CHECKING:
    import pytest_django


@pytest.fixture(scope="session")
def shipped(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> tuple[Any, Knowledge]:
    """The tables as the fixtures filled them, and the knowledge made of them."""
    with django_db_blocker.unblock():
        tables = database_tables()
    return tables, Knowledge.from_tables(tables)
