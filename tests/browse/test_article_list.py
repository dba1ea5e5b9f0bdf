"""The list of articles by day: source, count of events, words, pages."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.browse.markup import Markup
from tests.browse.pages import HTMX, build_many_articles
from tests.builders import Told, build_article

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db

QUERIES = 3


def headlines(html: str) -> list[str]:
    return [p.text for p in Markup(html).all("p") if p.attributes.get("class") == "headline"]


def test_an_empty_site_says_so(client: Client) -> None:
    assert "Nothing has been recorded yet" in client.get("/articles/").text


def test_the_newest_come_first_and_the_undated_last(client: Client) -> None:
    build_article(title="Undated", published=None)
    build_article(title="Older", published=dt.date(2024, 10, 1))
    build_article(Told(), Told(), title="Newer", source="The Paper", basis="inferred")
    page = client.get("/articles/").text
    assert headlines(page) == ["Newer", "Older", "Undated"]
    assert [head.text for head in Markup(page).all("h2")] == [
        "Tuesday 22 October 2024",
        "Tuesday 1 October 2024",
        "Not dated",
    ]
    newer = page.split("<li")[
        1 + page.split("<li").index(next(part for part in page.split("<li") if "Newer</a>" in part)) - 1
    ]
    assert "<b>2</b> events" in newer
    assert "The Paper" in newer
    assert "date inferred" in newer


def test_words_are_looked_for_in_the_text(client: Client) -> None:
    build_article(title="One", sentences=("A ceasefire was near.",))
    build_article(title="Two", sentences=("Nothing happened.",))
    page = client.get("/articles/?q=ceasefires").text
    assert headlines(page) == ["One"]
    assert "1 article with “ceasefires”" in page
    assert "No article holds these words" in client.get("/articles/?q=hovercraft").text


def test_it_has_pages(client: Client) -> None:
    for number in range(52):
        build_article(title=f"Article {number}", published=dt.date(2024, 1, 1) + dt.timedelta(days=number))
    first = client.get("/articles/?q=article").text
    assert len(headlines(first)) == 50
    older = next(a.attributes["href"] for a in Markup(first).all("a") if a.text == "Older")
    assert older == "?q=article&page=2"
    second = client.get("/articles/" + older).text
    assert headlines(second) == ["Article 1", "Article 0"]
    assert "52 articles" in second


@pytest.mark.parametrize("page", ["0", "-1", "x", "10001", "9" * 30, "1.5"])
def test_a_page_that_cannot_be_is_explained(client: Client, page: str) -> None:
    response = client.get(f"/articles/?page={page}")
    assert response.status_code == 200
    assert 'role="alert"' in response.text


def test_the_fragment_is_what_the_page_holds(client: Client) -> None:
    build_article()
    assert client.get("/articles/", headers=HTMX).text.strip() in client.get("/articles/").text


def test_more_articles_take_no_more_queries(queries_of: Callable[[str], int]) -> None:
    build_many_articles(1)
    few = queries_of("/articles/")
    build_many_articles(30)
    assert (few, queries_of("/articles/")) == (QUERIES, QUERIES)
