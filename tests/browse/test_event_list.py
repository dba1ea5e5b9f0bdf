"""The timeline: day groups, filters and chips, problems, pages, fragment."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.http import QueryDict

from newsapp.events.models import Event
from tests.browse.markup import Markup
from tests.browse.pages import HTMX, build_many_articles, stock, varied
from tests.builders import HAMAS, IRAN, ISRAEL, JORDAN, build_article, build_event

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db

QUERIES = 8


def listed(html: str) -> list[int]:
    return [
        int(element.attributes["id"][1:])
        for element in Markup(html).all("li")
        if element.attributes.get("class", "").startswith("event ")
    ]


def test_an_empty_site_says_so(client: Client) -> None:
    page = client.get("/events/").text
    assert "Nothing has been recorded yet" in page
    assert "0 events" in page


def test_a_filter_without_a_match_offers_the_way_back(client: Client, site: dict[str, str]) -> None:
    page = client.get("/events/?actor=united-nations&country=FRA").text
    assert "No event fits all of these filters" in page
    assert "see all events" in page


def test_events_stand_under_their_day_the_vague_apart_and_the_undated_last(client: Client) -> None:
    stock()
    page = client.get("/events/").text
    days = [element.text for element in Markup(page).all("h3")]
    assert days == [
        "Wednesday 23 October 2024",
        "Tuesday 22 October 2024",
        "Week of 15–21 October 2024",
        "October 2024",
        "Saturday 7 October 2023",
        "Not dated",
    ]
    assert page.count("day--vague") == 3
    assert "day not given" in page


def test_a_row_says_who_did_what_to_whom_on_which_sentence(client: Client) -> None:
    event = build_event(words="On Tuesday Antony Blinken visited Israel for a day.", place=("Tel Aviv", "ISR"))
    row = client.get("/events/").text.split(f'id="e{event.pk}"')[1].split("</li>")[0]
    for words in (
        "<b>Antony Blinken</b>",
        "visited",
        "<b>Israel</b>",
        "On Tuesday Antony Blinken visited Israel for a day.",
        "Tel Aviv, Israel",
        "042",
        "1 report",
        "0.80",
        f'href="/events/{event.pk}/"',
    ):
        assert words in row


def test_a_filter_lists_what_fits_and_names_itself(client: Client, site: dict[str, str]) -> None:
    page = client.get("/events/?actor=hamas&country=ISR").text
    assert [Event.objects.get(pk=pk).phrase for pk in listed(page)] == ["attacked"]
    assert "<title>Events involving Hamas, involving Israel – Annals</title>" in page
    chips = [element for element in Markup(page).all("a") if element.attributes.get("class") == "chip"]
    assert [(chip.attributes["href"], "remove" in chip.text) for chip in chips] == [
        ("/events/?actor=hamas", True),
        ("/events/?country=ISR", True),
    ]
    checked = {
        (box.attributes["name"], box.attributes["value"])
        for box in Markup(page).all("input")
        if "checked" in box.attributes and box.attributes["type"] == "checkbox"
    }
    assert checked == {("actor", "hamas"), ("country", "ISR")}


def test_the_form_sends_back_what_it_was_given(client: Client, site: dict[str, str]) -> None:
    asked = QueryDict(
        "actor=hamas&actor=-iran&country=ISR&place_country=-LBN&source=hamas&target=israel&type=19&type=-AID"
        "&class=material_conflict&from=2023-01-01&to=2024-12-31&q=israel"
    )
    form = Markup(client.get(f"/events/?{asked.urlencode()}").text)
    sent = {
        (field.attributes["name"], field.attributes.get("value", ""))
        for field in form.all("input")
        if field.within("form")
        and field.attributes.get("name") not in {None, "theme"}
        and not field.attributes.get("id", "").startswith("q-top")
        and (field.attributes.get("type") != "checkbox" or "checked" in field.attributes)
    }
    assert {pair for pair in sent if pair[1]} == {(name, value) for name, values in asked.lists() for value in values}


def test_a_bad_filter_is_explained_and_lists_nothing(client: Client, site: dict[str, str]) -> None:
    response = client.get("/events/?country=ZZZ&from=2024-13-45")
    assert response.status_code == 200
    assert "country: “ZZZ” is not the three-letter code of a country." in response.text
    assert "from: Enter a valid date." in response.text
    assert listed(response.text) == []
    assert "Nothing is listed until the filter is corrected" in response.text


def test_counts_beside_the_filters_are_what_choosing_them_lists(client: Client, site: dict[str, str]) -> None:
    page = Markup(client.get("/events/").text)
    boxes = [box for box in page.all("input") if box.attributes.get("type") == "checkbox"]
    assert len(boxes) > 10
    for box in boxes:
        label = box.parent
        assert label is not None
        assert label.parent is not None
        count = int(label.parent.children[-1].words[0])
        address = f"/events/?{box.attributes['name']}={box.attributes['value']}"
        assert len(listed(client.get(address).text)) == count, address


def test_the_fragment_is_what_the_page_holds(client: Client, site: dict[str, str]) -> None:
    whole, fragment = client.get("/events/?actor=hamas").text, client.get("/events/?actor=hamas", headers=HTMX).text
    assert fragment.startswith('<div id="event-list" ')
    assert fragment.strip() in whole


def test_every_field_keeps_its_focus_after_a_swap(client: Client, site: dict[str, str]) -> None:
    """htmx gives the focus back to the element with the same id."""
    fields = list(Markup(client.get("/events/", headers=HTMX).text).all("input", "select"))
    assert fields
    assert all(field.attributes.get("id") for field in fields if field.attributes.get("type") != "hidden")


def test_long_lists_have_pages_that_keep_the_filter(client: Client) -> None:
    build_article(*(varied(number) for number in range(60)))
    first = client.get("/events/?country=ISR").text
    assert len(listed(first)) == 50
    assert "60 events" in first
    assert 'rel="prev"' not in first
    older = next(a.attributes["href"] for a in Markup(first).all("a") if a.attributes.get("rel") == "next")
    assert older.startswith("/events/?country=ISR&after=")
    second = client.get(older).text
    assert len(listed(second)) == 10
    assert not set(listed(first)) & set(listed(second))
    newer = next(a.attributes["href"] for a in Markup(second).all("a") if a.attributes.get("rel") == "prev")
    assert listed(client.get(newer).text) == listed(first)
    assert 'href="/events/?country=ISR">Back to the first page</a>' in second


def test_a_meeting_names_everybody_once(client: Client, site: dict[str, str]) -> None:
    met = Event.objects.get(phrase="met")
    row = Markup(client.get("/events/").text.split(f'id="e{met.pk}"')[1].split("</div>")[0])
    assert [bold.text for bold in row.all("b")] == ["Antony Blinken", "Benjamin Netanyahu"]


def test_a_wide_choice_shows_every_chosen_value(client: Client) -> None:
    build_event()
    for party in (HAMAS, IRAN, JORDAN, ISRAEL):
        build_event(target=(party,), first=dt.date(2024, 1, 1), last=dt.date(2024, 1, 1))
    page = client.get("/events/?actor=gabon&actor=israel").text
    assert "Events involving Gabon or Israel" in page
    assert 'value="gabon"' in page


def test_more_events_take_no_more_queries(queries_of: Callable[[str], int]) -> None:
    build_many_articles(1)
    few = queries_of("/events/")
    build_many_articles(30)
    assert (few, queries_of("/events/")) == (QUERIES, QUERIES)
    assert (
        queries_of("/events/?actor=israel&country=ISR&type=04&class=verbal_cooperation&from=2024-01-01&q=israel") < 30
    )
