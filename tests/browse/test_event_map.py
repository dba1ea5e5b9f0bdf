"""The map: every number on it opens a list of that length, and disputed land belongs to nobody's total."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browse.markup import Element, Markup
from tests.browse.pages import HTMX, RESTORED, VARY, build_many_articles
from tests.builders import BLINKEN, HAMAS, ISRAEL, Told, build_article

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db

QUERIES = 5


@pytest.fixture
def placed() -> None:
    build_article(
        Told((HAMAS,), "attacked", (ISRAEL,), "190", "ASSAULT", place=("Sderot", "ISR")),
        Told((BLINKEN,), "met", (ISRAEL,), "040", "CONSULT", place=("Tel Aviv", "ISR"), place_slug="tel-aviv"),
        Told((ISRAEL,), "struck", (HAMAS,), "195", "ASSAULT", place=("Rafah", "PSE"), place_slug="rafah"),
        Told((ISRAEL,), "raided", (HAMAS,), "173", "COERCE", place=("Jenin", "PSE"), place_slug="jenin"),
        Told((BLINKEN,), "visited", (), "042", "CONSULT", place=("Taipei", "TWN")),
        Told((BLINKEN,), "criticised", (), "111", "ACCUSE", place=("Sevastopol", ""), place_slug="sevastopol"),
        Told((BLINKEN,), "praised", (ISRAEL,), "051", "SUPPORT"),
    )


def table_of(element: Element) -> Element:
    return element if element.tag == "table" or element.parent is None else table_of(element.parent)


def rows_of(page: Markup, head: str) -> dict[str, list[str]]:
    """The rows of the table with a column of that name, by their first cell."""
    table = table_of(next(cell for cell in page.all("th") if cell.text == head))
    rows = [row for row in page.all("tr") if table_of(row) is table]
    return {row.children[0].text.strip(): [cell.text.strip() for cell in row.children[1:]] for row in rows}


def test_counts_by_country_and_by_territory(client: Client, placed: None) -> None:
    answer = client.get("/map/").text
    page = Markup(answer)
    assert "6 with a place. 1 without a place is not on the map." in answer
    countries = rows_of(page, "Country")
    assert (countries["Israel"], countries["Palestine"], countries["Taiwan"]) == (
        ["2", "50%"], ["2", "100%"], ["1", "0%"],
    )  # fmt: skip
    assert "Russia" not in countries
    assert "Ukraine" not in countries
    counts = {key: row[-1] for key, row in rows_of(page, "Territory").items()}
    by_name = {name: next(n for key, n in counts.items() if key.startswith(name)) for name in (
        "Crimea", "Gaza Strip", "West Bank", "Taiwan", "Kosovo",
    )}  # fmt: skip
    assert by_name == {"Crimea": "1", "Gaza Strip": "1", "West Bank": "1", "Taiwan": "1", "Kosovo": "0"}


@pytest.mark.parametrize("query", ["", "class=material_conflict", "measure=by", "actor=hamas", "place_country=-ISR"])
def test_every_number_opens_a_list_of_that_length(client: Client, placed: None, query: str) -> None:
    page = Markup(client.get(f"/map/?{query}").text)
    links = [a for a in page.all("a") if a.attributes.get("class") == "plainlink" and a.text.strip().isdigit()]
    assert len(links) > 20
    for link in links:
        listed = Markup(client.get(link.attributes["href"]).text)
        assert len([row for row in listed.all("li") if "event" in row.attributes.get("class", "").split()]) == int(
            link.text
        ), link.attributes["href"]


def test_shapes_carry_their_count_in_words(client: Client, placed: None) -> None:
    titles = [title.text for title in Markup(client.get("/map/").text).all("title")]
    assert "Israel: 2 events" in titles
    assert "Crimea: 1 event. Status disputed, see the table" in titles
    assert "Tel Aviv: 1" in titles


def test_disputed_shapes_lead_to_their_line_in_the_table(client: Client, placed: None) -> None:
    page = Markup(client.get("/map/").text)
    anchors = {a.attributes["href"][1:] for a in page.all("a") if a.attributes["href"].startswith("#territory-")}
    assert len(anchors) > 20
    assert anchors <= set(page.ids())


def test_a_region_shows_its_own_part(client: Client, placed: None) -> None:
    world, region = client.get("/map/").text, client.get("/map/?region=middle-east").text
    assert "Taiwan: 1 event" in world
    assert "Taiwan: 1 event" not in region
    assert "Israel: 2 events" in region
    assert re.search(r"<text [^>]*>Jenin</text>", region)


def test_by_actors_counts_where_the_sources_come_from(client: Client, placed: None) -> None:
    countries = rows_of(Markup(client.get("/map/?measure=by").text), "Country")
    assert (countries["United States"][0], countries["Israel"][0], countries["Palestine"][0]) == ("4", "2", "1")


def test_share_of_conflict_has_its_own_legend(client: Client, placed: None) -> None:
    answer = client.get("/map/?measure=conflict").text
    assert "80% or more" in answer
    assert "Palestine: 2 events, 100% conflict" not in answer, "it is drawn as its two territories"
    assert "Gaza Strip: 1 event, 100% conflict. Status disputed, see the table" in answer
    assert "Israel: 2 events, 50% conflict" in answer


def test_an_empty_map_says_so(client: Client) -> None:
    assert "No event under these filters has a place." in client.get("/map/").text


def test_a_bad_filter_is_named_and_nothing_drawn(client: Client) -> None:
    response = client.get("/map/?country=ZZZ")
    assert response.status_code == 200
    assert "not the three-letter code" in response.text
    assert '<svg class="map' not in response.text


def test_unknown_measures_and_regions_are_the_first(client: Client, placed: None) -> None:
    expected = Markup(client.get("/map/").text).all("main")[0].text
    assert Markup(client.get("/map/?measure=x&region=atlantis").text).all("main")[0].text == expected


def test_filters_without_a_control_travel_along(client: Client, placed: None) -> None:
    assert hidden_in(client.get("/map/?actor=hamas&type=19&class=statement&from=2024-01-01").text) == {
        ("actor", "hamas"), ("type", "19"),
    }  # fmt: skip


def hidden_in(page: str) -> set[tuple[str, str]]:
    return {
        (field.attributes["name"], field.attributes["value"])
        for field in Markup(page).all("input")
        if field.attributes.get("type") == "hidden"
    }


def test_classes_the_control_cannot_show_travel_along(client: Client, placed: None) -> None:
    assert hidden_in(client.get("/map/?class=-statement").text) == {("class", "-statement")}
    two = client.get("/map/?class=statement&class=material_conflict").text
    assert hidden_in(two) == {("class", "statement"), ("class", "material_conflict")}
    assert '<option value="statement" selected' not in two


def test_page_and_fragment(client: Client, placed: None) -> None:
    fragment = client.get("/map/", headers=HTMX)
    assert fragment.text.startswith('<div id="event-map"')
    assert "<html" in client.get("/map/", headers=RESTORED).text
    assert set(fragment.headers["Vary"].split(", ")) >= VARY


def test_more_events_take_no_more_queries(queries_of: Callable[[str], int]) -> None:
    build_many_articles(3)
    few = queries_of("/map/")
    build_many_articles(30)
    assert (few, queries_of("/map/")) == (QUERIES, QUERIES)
