"""What the record holds, in numbers that agree with its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsapp.browse.quality import MEASURED, MEASURED_VERSION
from newsapp.events.models import Event
from newsapp.extraction.extract import ENGINE_VERSION
from tests.browse.markup import Markup
from tests.browse.pages import build_many_articles, stock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db

QUERIES = 19


def test_an_empty_record_says_so(client: Client) -> None:
    page = client.get("/about/").text
    assert "0 events from 0 articles" in page
    assert "Nothing has been read yet" in page


def test_the_measured_quality_is_that_of_the_engine_in_use(client: Client) -> None:
    assert MEASURED_VERSION == ENGINE_VERSION, "measure again, and write the figures down in quality.py"
    page = Markup(client.get("/about/").text)
    assert {row.what for row in MEASURED} <= {cell.text for cell in page.all("th")}


def test_totals_are_those_of_the_lists(client: Client) -> None:
    stock()
    assert f"{Event.objects.shown().count()} events from 3 articles" in client.get("/about/").text


def test_every_counted_row_opens_a_list_of_that_length(client: Client) -> None:
    stock()
    counted = 0
    for row in Markup(client.get("/about/").text).all("tr"):
        links = [a for cell in row.children for a in cell.children if a.tag == "a"]
        if links:
            counted += 1
            total = int(row.children[1].text)
            assert f"{total} event" in client.get(links[0].attributes["href"]).text, links[0].text
    assert counted > 5


def test_more_events_take_no_more_queries(queries_of: Callable[[str], int]) -> None:
    build_many_articles(1)
    few = queries_of("/about/")
    build_many_articles(15)
    assert (few, queries_of("/about/")) == (QUERIES, QUERIES)
