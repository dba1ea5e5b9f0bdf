"""The probe of the process with its database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client


@pytest.mark.django_db
def test_it_is_ready_with_its_database(client: Client, django_assert_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        response = client.get("/readyz")
    assert (response.status_code, response.text) == (200, "ready\n")
    assert "no-store" in response.headers["Cache-Control"]
