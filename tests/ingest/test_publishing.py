"""Doubtful events wait for a curator; what a curator decided stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsapp.curation.actions import confirm_events, reject_events
from newsapp.events.models import Event
from newsapp.ingest.publishing import status_for
from tests.builders import Told, build_article

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


def statuses() -> set[str]:
    return set(Event.objects.values_list("status", flat=True))


def test_the_threshold_decides(settings: Settings) -> None:
    settings.PUBLISH_FROM = 0.5
    assert [status_for(value) for value in (0.49, 0.5, 1.0, None)] == ["queued", "reported", "reported", "reported"]
    settings.PUBLISH_FROM = 0.0
    assert status_for(0.0) == "reported"


def test_a_later_reading_may_publish_or_hold_back(settings: Settings) -> None:
    told = Told(words="Antony Blinken visited Israel.", confidence=0.3)
    build_article(told, title="One")
    assert statuses() == {"queued"}
    build_article(replace(told, confidence=0.9), title="One", sentences=("More was said.",))
    assert statuses() == {"reported"}
    build_article(told, title="One", sentences=("More was said.", "And more."))
    assert statuses() == {"queued"}


def test_a_confirmed_event_stays_published_whatever_the_engine_thinks() -> None:
    build_article(Told(confidence=0.3))
    assert confirm_events(events=Event.objects.all()) == 1
    assert statuses() == {"confirmed"}


def test_a_rejected_event_stays_rejected() -> None:
    build_article(Told(confidence=0.9))
    assert reject_events(events=Event.objects.all()) == 1
    event = Event.objects.get()
    assert (event.status, "status" in event.curated_fields) == ("rejected", True)
