"""The front page: totals, the lead event, the latest and announced, the newest articles, the busiest actors."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from newsapp.events.models import Event
from tests.browse.pages import build_many_articles
from tests.builders import HAMAS, IRAN, ISRAEL, JORDAN, Told, build_article, build_event, events_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db

QUERIES = 18


def test_an_empty_site_says_how_to_begin(client: Client) -> None:
    page = client.get("/").text
    assert "Nothing has been recorded yet" in page
    assert "manage.py import_articles" in page
    assert "0 events from 0 articles" in page


def test_it_leads_with_the_newest_deed_and_its_sentence(client: Client) -> None:
    build_article(
        Told(words="Antony Blinken visited Israel again."),
        Told(
            phrase="will visit",
            target=(JORDAN,),
            modality="planned",
            first=dt.date(2024, 10, 23),
            last=dt.date(2024, 10, 23),
        ),
        title="A visit",
    )
    page = client.get("/").text
    lead, latest = page.split('<article class="lead">')[1].split("</article>")
    assert "Antony Blinken visited Israel" in lead
    assert "<mark>Antony Blinken visited Israel again.</mark>" in lead
    announced = latest.split('id="announced"')[1]
    assert "Antony Blinken will visit Jordan" in announced
    assert "Tuesday 22 October 2024" in page
    assert "2 events from 1 article" in page


def test_what_was_announced_for_a_past_day_is_no_longer_announced(client: Client) -> None:
    build_event(phrase="will visit", modality="planned", first=dt.date(2024, 10, 1), last=dt.date(2024, 10, 1))
    assert "Announced" not in client.get("/").text


def test_rejected_and_withdrawn_events_are_not_shown(client: Client) -> None:
    shown, rejected, withdrawn = (
        build_event(source=(HAMAS,), target=(target,), phrase="attacked", cameo="190", plover="ASSAULT")
        for target in (ISRAEL, IRAN, JORDAN)
    )
    Event.objects.filter(pk=rejected.pk).update(status="rejected")
    Event.objects.filter(pk=withdrawn.pk).update(status="withdrawn", withdrawn_reason="gone")
    page = client.get("/").text
    assert f"/events/{shown.pk}/" in page
    assert f"/events/{rejected.pk}/" not in page
    assert f"/events/{withdrawn.pk}/" not in page
    assert "1 event from 3 articles" in page


def test_every_number_opens_the_list_it_counts(client: Client) -> None:
    event = events_of(build_article(Told(), Told(target=(JORDAN,))))[0]
    page = client.get("/").text
    assert '<a class="more" href="/events/">All 2</a>' in page
    assert event.get_absolute_url() in page
    assert 'href="/actors/antony-blinken/"' in page


def test_more_events_take_no_more_queries(queries_of: Callable[[str], int]) -> None:
    build_many_articles(3)
    few = queries_of("/")
    build_many_articles(30)
    assert (few, queries_of("/")) == (QUERIES, QUERIES)


def test_the_months_and_the_map_show_the_same_events(client: Client) -> None:
    build_many_articles(5)
    answer = client.get("/").text
    assert "5 events known to the day" in answer
    assert "Israel: 5 events" in answer
    assert 'href="/map/#territory-crimea"' in answer


def test_an_empty_record_has_neither_months_nor_map(client: Client) -> None:
    answer = client.get("/").text
    assert 'class="plot' not in answer
    assert 'class="map' not in answer
