"""Countries by region, counted three ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsapp.countries.models import Country
from tests.browse.markup import Markup
from tests.browse.pages import build_many_articles
from tests.builders import HAMAS, ISRAEL, build_event

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db

QUERIES = 5


def test_every_country_is_there_even_without_events(client: Client) -> None:
    links = {a.attributes["href"] for a in Markup(client.get("/countries/").text).all("a")}
    assert {f"/countries/{iso3}/" for iso3 in Country.objects.values_list("iso3", flat=True)} <= links
    assert Country.objects.count() > 200


def test_an_event_counts_once_in_the_total(client: Client) -> None:
    build_event(source=(HAMAS,), phrase="attacked", target=(ISRAEL,), cameo="190", place=("Sderot", "ISR"))
    build_event(source=(ISRAEL,), phrase="struck", target=(HAMAS,), cameo="195")
    rows = {row.children[0].text: row for row in Markup(client.get("/countries/").text).all("tr")}
    assert [cell.text for cell in rows["Israel"].children[1:]] == ["2", "1", "1", "1"]


def test_regions_can_be_jumped_to(client: Client) -> None:
    page = Markup(client.get("/countries/").text)
    jumps = [
        a.attributes["href"][1:] for a in page.all("a") if a.attributes["href"].startswith("#") and a.within("nav")
    ]
    assert len(jumps) > 15
    assert set(jumps) <= set(page.ids())


def test_more_events_take_no_more_queries(queries_of: Callable[[str], int]) -> None:
    build_many_articles(1)
    few = queries_of("/countries/")
    build_many_articles(30)
    assert (few, queries_of("/countries/")) == (QUERIES, QUERIES)
