"""A stocked site for the tests of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.browse.pages import stock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client


@pytest.fixture
def site(db: None) -> dict[str, str]:
    """URL name -> address, with events behind every page."""
    return stock()


@pytest.fixture
def queries_of(client: Client) -> Callable[[str], int]:
    """How many queries the answer to an address takes."""

    def count(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            response = client.get(address)
        assert response.status_code == 200
        return len(captured)

    return count
