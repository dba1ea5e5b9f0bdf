"""What waits for review: in no list or count, unless a reader asks, and marked wherever it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsapp.events.models import Event
from tests.browse.markup import Markup
from tests.builders import HAMAS, ISRAEL, Told, build_article

if TYPE_CHECKING:
    from django.test import Client

    from newsapp.articles.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return build_article(
        Told((HAMAS,), "attacked", (ISRAEL,), "190", "ASSAULT", place=("Sderot", "ISR")),
        Told((ISRAEL,), "praised", (HAMAS,), "051", "SUPPORT", place=("Sderot", "ISR"), confidence=0.3),
    )


def listed(client: Client, query: str) -> list[str]:
    page = Markup(client.get(f"/events/{query}").text)
    return [span.text for span in page.all("span") if span.attributes.get("class") == "event__what"]


def test_doubtful_events_are_listed_only_when_asked_for(client: Client, article: Article) -> None:
    assert listed(client, "") == ["attacked"]
    assert listed(client, "?status=queued") == ["praised"]
    assert sorted(listed(client, "?status=reported&status=confirmed&status=queued")) == ["attacked", "praised"]


def test_the_list_says_how_many_wait_and_leads_to_them(client: Client, article: Article) -> None:
    page = Markup(client.get("/events/?country=ISR").text)
    link = next(a for a in page.all("a") if a.text == "only them")
    assert link.attributes["href"] == "/events/?country=ISR&status=queued"
    assert "1 more waits for review" in client.get("/events/").text
    assert "Waiting for review" in client.get(link.attributes["href"]).text
    assert "more wait" not in client.get("/events/?actor=antony-blinken").text


def test_every_number_follows_the_status(client: Client, article: Article) -> None:
    for query, count in (("", 1), ("?status=queued", 1), ("?status=reported&status=queued", 2)):
        page = client.get(f"/events/{query}").text
        assert f"{count} event{'s' * (count > 1)}" in page
        assert f"{count} event{'s' * (count > 1)} known to the day" in page
        assert f">{count} <a class=" in page.replace("\n", "") or f'facet__n">{count} ' in page
    assert "1 with a place" in client.get("/map/").text
    assert "2 with a place" in client.get("/map/?status=reported&status=queued").text
    assert "1 event from 1 article" in client.get("/").text
    assert [a for a in Markup(client.get("/actors/").text).all("td") if a.text == "1"]


def test_an_article_shows_them_marked_beside_their_sentence(client: Client, article: Article) -> None:
    page = client.get(article.get_absolute_url()).text
    assert "1 event</span> <span>1 more waits for review" in page
    assert page.count("Waiting for review") == 1
    assert "praised" in page


def test_its_own_page_says_that_it_waits(client: Client, article: Article) -> None:
    event = Event.objects.get(status="queued")
    page = client.get(event.get_absolute_url())
    assert page.status_code == 200
    assert "too doubtful to be listed" in page.text


def test_an_unknown_status_is_named(client: Client) -> None:
    for status in ("rejected", "withdrawn", "all"):
        assert "Nothing is listed until the filter is corrected" in client.get(f"/events/?status={status}").text


def test_the_chip_takes_the_status_away(client: Client, article: Article) -> None:
    page = Markup(client.get("/events/?status=queued&country=ISR").text)
    chip = next(a for a in page.all("a") if a.attributes.get("class") == "chip" and "waiting for review" in a.text)
    assert chip.attributes["href"] == "/events/?country=ISR"
