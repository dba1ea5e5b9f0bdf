"""Articles at the desk: a corrected publication date moves relative dates, an article with events cannot be deleted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from newsapp.articles.models import Article
from newsapp.events.models import Event
from newsapp.ingest.models import Tombstone
from tests.builders import PUBLISHED, Told, build_article, events_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db

ARTICLES = "/admin/articles/article/"


@pytest.fixture
def article() -> Article:
    """An article with an event on "Tuesday" and one on a day stated in full."""
    return build_article(
        Told(words="Antony Blinken visited Israel on Tuesday."),
        Told(words="On 7 October 2023 nobody slept.", first=dt.date(2023, 10, 7), last=dt.date(2023, 10, 7),
             basis="stated", expression="2023-10-07"),
        title="A visit",
        basis="inferred",
    )  # fmt: skip


def dated(form: dict[str, str], day: str) -> dict[str, str]:
    return {**form, "published_at_0": day, "published_at_1": "00:00:00" if day else ""}


def test_a_corrected_date_moves_relative_dates_and_says_so(
    curator: Client, form_of: Callable[[str], dict[str, str]], article: Article
) -> None:
    address = f"{ARTICLES}{article.pk}/change/"
    response = curator.post(address, dated(form_of(address), "2024-10-29"), follow=True)
    assert "2024-10-22 → 2024-10-29" in response.text
    assert "1 event moved" in response.text
    relative, stated = events_of(article)
    assert relative.date_first == relative.date_last == dt.date(2024, 10, 29)
    assert stated.date_first == dt.date(2023, 10, 7)
    article.refresh_from_db()
    assert (article.published_basis, article.published_precision) == ("curated", "day")
    assert "published_at" in article.curated_fields


def test_a_date_taken_away_leaves_relative_dates_open(
    curator: Client, form_of: Callable[[str], dict[str, str]], article: Article
) -> None:
    address = f"{ARTICLES}{article.pk}/change/"
    assert curator.post(address, dated(form_of(address), "")).status_code == 302
    relative, stated = events_of(article)
    assert (relative.date_first, relative.date_precision, relative.date_basis) == (None, "none", "none")
    assert stated.date_first == dt.date(2023, 10, 7)
    article.refresh_from_db()
    assert (article.published_basis, article.published_precision) == ("unknown", "none")


def test_a_day_that_cannot_be_is_explained(
    curator: Client, form_of: Callable[[str], dict[str, str]], article: Article
) -> None:
    address = f"{ARTICLES}{article.pk}/change/"
    for day in ("10000-01-01", "2024-02-30", "infinity", "0000-00-00"):
        assert "Enter a valid date" in curator.post(address, dated(form_of(address), day)).text
    for day in ("0001-01-01", "9999-12-31"):
        assert curator.post(address, dated(form_of(address), day)).status_code in {200, 302}


def test_another_change_leaves_the_date_as_it_is_known(
    curator: Client, form_of: Callable[[str], dict[str, str]], article: Article
) -> None:
    address = f"{ARTICLES}{article.pk}/change/"
    assert curator.post(address, {**form_of(address), "byline": "By a curator"}).status_code == 302
    article.refresh_from_db()
    assert (article.published_basis, article.curated_fields) == ("inferred", ["byline"])


def test_the_events_are_shown_with_their_sentences(curator: Client, article: Article) -> None:
    page = curator.get(f"{ARTICLES}{article.pk}/change/").text
    assert "Antony Blinken visited Israel on Tuesday." in page
    for event in events_of(article):
        assert f"/admin/events/event/{event.pk}/change/" in page


def test_an_article_with_events_is_not_deleted_and_the_page_says_why(curator: Client, article: Article) -> None:
    address = f"{ARTICLES}{article.pk}/delete/"
    page = curator.get(address)
    assert page.status_code == 200
    assert "would require deleting the following protected related objects" in page.text
    assert f"Event {events_of(article)[0].pk}: visited" in page.text
    response = curator.post(address, {"post": "yes"})
    assert response.status_code == 200
    assert "protected related objects" in response.text
    listed = curator.post(
        ARTICLES, {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"}, follow=True
    )
    assert listed.status_code == 200
    assert Article.objects.filter(pk=article.pk).exists()
    assert Event.objects.count() == 2


@pytest.mark.parametrize("way", ["form", "action"])
def test_an_article_without_events_is_deleted_and_stays_so(curator: Client, way: str) -> None:
    article = build_article(title="Quiet", sentences=("Nothing was done.",), published=PUBLISHED)
    digest = article.versions.get().content_hash
    if way == "form":
        assert curator.post(f"{ARTICLES}{article.pk}/delete/", {"post": "yes"}).status_code == 302
    else:
        curator.post(ARTICLES, {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"})
    assert not Article.objects.exists()
    assert Tombstone.objects.filter(kind="articles.article", key=digest).exists()


def test_a_duplicate_address_is_explained(
    curator: Client, form_of: Callable[[str], dict[str, str]], article: Article
) -> None:
    build_article(title="Other", url="https://example.org/a")
    address = f"{ARTICLES}{article.pk}/change/"
    page = curator.post(address, {**form_of(address), "url": "https://example.org/a"}).text
    assert "already exists" in page
    assert "Enter a valid URL" in curator.post(address, {**form_of(address), "url": "javascript:hit(1)"}).text


def test_two_articles_may_have_no_address(
    curator: Client, form_of: Callable[[str], dict[str, str]], article: Article
) -> None:
    other = build_article(title="Other")
    for row in (article, other):
        address = f"{ARTICLES}{row.pk}/change/"
        assert curator.post(address, {**form_of(address), "byline": "changed"}).status_code == 302
    assert set(Article.objects.values_list("url", flat=True)) == {None}
