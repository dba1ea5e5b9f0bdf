"""The search page: events, sentences, articles, actors and countries for the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsapp.events.models import Event
from tests.browse.markup import Markup
from tests.browse.pages import build_many_articles
from tests.builders import HAMAS, IRAN, ISRAEL, JORDAN, Told, build_article, build_event

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db

QUERIES = 9


def test_without_words_it_explains_itself(client: Client) -> None:
    page = client.get("/search/").text
    assert "Search tips" in page
    assert client.get("/search/?q=%20%20").text.count("Search tips") == 1


def test_nothing_found_says_so_and_keeps_the_words(client: Client) -> None:
    page = client.get("/search/?q=hovercraft+eels").text
    assert "Nothing found for “hovercraft eels”" in page
    assert 'value="hovercraft eels"' in page


def test_it_finds_events_sentences_and_articles(client: Client) -> None:
    article = build_article(
        Told(words="Antony Blinken visited Israel over the ceasefire."),
        title="A visit",
        sentences=("The ceasefires were many.",),
    )
    page = client.get("/search/?q=ceasefire").text
    assert 'href="/events/?q=ceasefire">All 1, with filters' in page
    hits = [mark.text for mark in Markup(page).all("mark") if mark.attributes.get("class") == "hit-word"]
    assert hits == ["ceasefire", "ceasefires"]
    assert f'{article.get_absolute_url()}#s2"' in page
    assert 'href="/articles/?q=ceasefire"' in page


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("visit israel", 1), ("visits", 1), ('"visited Israel"', 1), ('"Israel visited"', 0), ("jordan or israel", 1),
        ("israel -visited", 0), ("blinken", 1), ("hezbollah", 0),
    ],
)  # fmt: skip
def test_the_tips_tell_the_truth(client: Client, words: str, count: int) -> None:
    build_article(Told(words="Antony Blinken visited Israel."), title="News")
    page = client.get("/search/", {"q": words}).text
    assert (f"All {count}, with filters" in page) == bool(count)


def test_actors_and_countries_are_found_by_any_name(client: Client) -> None:
    page = client.get("/search/?q=israel").text
    assert 'href="/countries/ISR/"' in page
    assert 'href="/actors/israel/"' in page
    assert 'href="/countries/MMR/"' in client.get("/search/?q=burma").text


def test_what_readers_do_not_see_is_not_found(client: Client) -> None:
    build_article(Told(source=(HAMAS,), phrase="attacked", target=(ISRAEL,)), title="News")
    Event.objects.update(status="rejected")
    assert "with filters" not in client.get("/search/?q=attacked").text


def test_more_events_take_no_more_queries(queries_of: Callable[[str], int]) -> None:
    build_many_articles(1)
    few = queries_of("/search/?q=israel")
    build_many_articles(30)
    assert (few, queries_of("/search/?q=israel")) == (QUERIES, QUERIES)


def test_an_actors_box_counts_the_events_its_page_counts(client: Client) -> None:
    build_event(source=(HAMAS,))
    build_event(source=(HAMAS,), target=(IRAN,), confidence=0.1)
    rejected = build_event(source=(HAMAS,), target=(JORDAN,))
    Event.objects.filter(pk=rejected.pk).update(status="rejected")
    box = client.get("/search/?q=hamas").text.split('href="/actors/hamas/"')[-1][:200]
    assert "1 event" in box
