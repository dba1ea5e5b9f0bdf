"""What every answer carries, and what is said when something is broken."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from newsapp.logs import JsonFormatter

if TYPE_CHECKING:
    from newsapp.events.querysets import EventQuerySet

pytestmark = pytest.mark.django_db


def test_a_fault_of_ours_shows_a_reference_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(self: EventQuerySet) -> EventQuerySet:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("newsapp.events.querysets.EventQuerySet.shown", broken)
    with caplog.at_level(logging.ERROR, logger="django.request"):
        answer = Client(raise_request_exception=False).get("/events/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "secret detail" not in page
    assert "RuntimeError" not in page
    line = json.loads(JsonFormatter().format(caplog.records[-1]))
    assert line["reference"] in page
    assert line["error"] == "RuntimeError"


def test_pages_are_compressed_for_those_who_ask() -> None:
    answer = Client().get("/", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
