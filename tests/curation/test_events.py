"""Reviewing events: confirm, reject, correct, and what a correction keeps from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsapp.actors.models import Actor
from newsapp.events.models import Event
from tests.builders import HAMAS, ISRAEL, JORDAN, build_event

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db

EVENTS = "/admin/events/event/"


def act(client: Client, action: str, *events: Event) -> str:
    chosen = [event.pk for event in events]
    return client.post(EVENTS, {"action": action, "_selected_action": chosen}, follow=True).text


def test_events_are_marked_as_reviewed(curator: Client) -> None:
    one, two, other = build_event(), build_event(target=(HAMAS,)), build_event(target=(JORDAN,))
    assert "2 events marked as reviewed." in act(curator, "confirm", one, two)
    assert list(Event.objects.order_by("pk").values_list("status", flat=True)) == ["confirmed", "confirmed", "reported"]
    one.refresh_from_db()
    assert (one.curated_fields, one.version) == (["status"], 2)
    other.refresh_from_db()
    assert other.version == 1


def test_rejected_events_leave_the_public_lists(curator: Client, client: Client) -> None:
    event = build_event()
    assert "1 event rejected." in act(curator, "reject", event)
    assert client.get(event.get_absolute_url()).status_code == 404
    assert Event.objects.get().status == "rejected"


def test_a_corrected_field_is_the_curators_from_then_on(
    curator: Client, form_of: Callable[[str], dict[str, str]]
) -> None:
    event = build_event()
    address = f"{EVENTS}{event.pk}/change/"
    response = curator.post(address, {**form_of(address), "phrase": "went to see", "modality": "planned"})
    assert response.status_code == 302, response.context and response.context["errors"]
    event.refresh_from_db()
    assert (event.phrase, event.modality) == ("went to see", "planned")
    assert event.curated_fields == ["modality", "phrase"]
    assert event.version == 2


def test_saving_without_a_change_curates_nothing(curator: Client, form_of: Callable[[str], dict[str, str]]) -> None:
    event = build_event()
    address = f"{EVENTS}{event.pk}/change/"
    assert curator.post(address, form_of(address)).status_code == 302
    event.refresh_from_db()
    assert (event.curated_fields, event.version) == ([], 1)


def test_a_corrected_participant_is_the_curators_from_then_on(
    curator: Client, form_of: Callable[[str], dict[str, str]]
) -> None:
    event = build_event(target=(ISRAEL,))
    address = f"{EVENTS}{event.pk}/change/"
    form = form_of(address)
    row = next(name for name, value in form.items() if name.endswith("-role") and value == "target").removesuffix(
        "role"
    )
    jordan = Actor.objects.get(slug=JORDAN.slug)
    assert curator.post(address, {**form, f"{row}actor": str(jordan.pk)}).status_code == 302
    event.refresh_from_db()
    assert event.participants.get(role="target").actor == jordan
    assert "participants" in event.curated_fields


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"date_first": "2024-10-23"}, "date"),
        ({"date_first": "10000-01-01"}, "Enter a valid date"),
        ({"date_precision": "none"}, "date"),
        ({"date_basis": "assumed"}, "date"),
        ({"confidence": "1.5"}, "less than or equal to 1.0"),
        ({"confidence": "nan"}, "Enter a number"),
        ({"status": "withdrawn"}, "withdrawn"),
        ({"phrase": "a\x00b"}, "Null characters are not allowed"),
        ({"phrase": "x" * 201}, "at most 200 characters"),
        ({"event_type": "999999999"}, "valid choice"),
        ({"event_type": "9" * 30}, "valid choice"),
        ({"participants-TOTAL_FORMS": ""}, "ManagementForm"),
    ],
)
def test_a_value_that_cannot_be_is_explained(
    curator: Client, form_of: Callable[[str], dict[str, str]], changes: dict[str, str], said: str
) -> None:
    event = build_event()
    address = f"{EVENTS}{event.pk}/change/"
    before = Event.objects.values().get()
    response = curator.post(address, {**form_of(address), **changes})
    assert response.status_code == 200
    assert said in response.text
    assert Event.objects.values().get() == before


def test_what_the_engine_recorded_cannot_be_written(curator: Client, form_of: Callable[[str], dict[str, str]]) -> None:
    event = build_event()
    address = f"{EVENTS}{event.pk}/change/"
    sent = {**form_of(address), "origin": "forged", "reasons": "[]", "curated_fields": "x", "version": "99"}
    assert curator.post(address, sent).status_code == 302
    before = (event.origin, event.reasons, event.curated_fields, event.version)
    event.refresh_from_db()
    assert (event.origin, event.reasons, event.curated_fields, event.version) == before


@pytest.fixture
def merged() -> Event:
    """An event that another article told first."""
    build_event()
    build_event(phrase="came to")
    return Event.objects.get(status="merged")


@pytest.mark.parametrize("action", ["confirm", "reject"])
def test_a_merged_event_is_decided_with_the_one_that_holds_its_sentences(
    action: str, merged: Event, curator: Client
) -> None:
    assert "0 events" in act(curator, action, merged)
    merged.refresh_from_db()
    assert merged.status == "merged"


def test_the_status_of_a_merged_event_is_not_edited(merged: Event, curator: Client) -> None:
    page = curator.get(f"/admin/events/event/{merged.pk}/change/").text
    assert 'name="status"' not in page
    assert 'name="phrase"' in page


def test_no_event_is_made_merged_by_its_status(curator: Client) -> None:
    event = build_event()
    page = curator.get(f"/admin/events/event/{event.pk}/change/").text
    assert '<option value="rejected"' in page
    assert '<option value="merged"' not in page
