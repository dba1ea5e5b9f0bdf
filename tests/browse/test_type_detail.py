"""One type, by its PLOVER name or a CAMEO code at any level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import HAMAS, ISRAEL, build_event

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_plover_type_lists_its_codes_and_events(client: Client) -> None:
    event = build_event()
    page = client.get("/types/CONSULT/").text
    assert "/types/042/" in page
    assert event.get_absolute_url() in page


def test_a_code_holds_the_events_of_its_sub_codes(client: Client) -> None:
    event = build_event(source=(HAMAS,), phrase="attacked", target=(ISRAEL,), cameo="190", plover="ASSAULT")
    for code in ("19", "190"):
        assert event.get_absolute_url() in client.get(f"/types/{code}/").text
    assert event.get_absolute_url() not in client.get("/types/18/").text


def test_lower_case_redirects(client: Client) -> None:
    answer = client.get("/types/consult/")
    assert (answer.status_code, answer["Location"]) == (301, "/types/CONSULT/")


@pytest.mark.parametrize("code", ["99", "NOTHING", "1", "04211"])
def test_what_is_no_type_is_not_found(client: Client, code: str) -> None:
    assert client.get(f"/types/{code}/").status_code == 404
