"""While the database is away every page is a quick 503 that says so, and the process still answers its probe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.browse.markup import problems_of

if TYPE_CHECKING:
    from django.test import Client

ADDRESSES = ("/", "/events/", "/events/1/", "/articles/", "/articles/x/", "/actors/", "/actors/x/", "/countries/",
             "/countries/ISR/", "/search/?q=israel", "/readyz", "/admin/login/?next=/admin/")  # fmt: skip


@pytest.fixture(params=[OperationalError, InterfaceError])
def away(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise request.param("connection refused\nIs the server running on host 10.0.0.1?")

    for name in ("ensure_connection", "cursor", "connect"):
        monkeypatch.setattr(BaseDatabaseWrapper, name, refuse)


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize("address", ADDRESSES[:-1])
def test_a_page_is_a_503_that_says_when_to_come_back(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Security-Policy"] == settings.CONTENT_SECURITY_POLICY
    assert "10.0.0.1" not in response.text
    assert problems_of(response.text) == []


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize("address", ["/events/", "/admin/events/event/"])
def test_a_visitor_with_a_session_gets_it_too(client: Client, address: str) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    assert client.get(address).status_code == 503


@pytest.mark.usefixtures("away")
def test_signing_in_gets_it_too(client: Client) -> None:
    response = client.post("/admin/login/", {"username": "a", "password": "b"})
    assert response.status_code == 503


@pytest.mark.usefixtures("away")
def test_what_needs_no_database_still_answers(client: Client) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/nothing/here").status_code == 404
    static = client.get("/static/css/tokens.css")
    static.getvalue()
    assert static.status_code == 200
