"""One country: what happened in it, by it and towards it, with whom, where, and its names and codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browse.markup import Markup
from tests.browse.pages import varied
from tests.builders import HAMAS, IRAN, ISRAEL, NETANYAHU, Told, build_article

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db

QUERIES = 15


def test_a_country_without_events_says_so(client: Client) -> None:
    page = client.get("/countries/GAB/").text
    assert "No event is recorded for Gabon." in page
    assert "0 events involve Gabon" in page


def test_it_is_counted_three_ways(client: Client) -> None:
    build_article(
        Told(source=(HAMAS,), phrase="attacked", target=(ISRAEL,), cameo="190", place=("Sderot", "ISR")),
        Told(source=(NETANYAHU,), phrase="spoke", target=(), cameo="010"),
        Told(source=(IRAN,), phrase="threatened", target=(ISRAEL,), cameo="130"),
    )
    page = client.get("/countries/ISR/").text
    assert "3 events involve Israel" in page
    ways = [p.text for p in Markup(page).all("p") if p.attributes.get("class") == "trio__n"]
    assert ways == ["1", "1", "2"]
    assert 'href="/events/?place_country=ISR"' in page
    assert 'href="/events/?country=ISR"' in page
    partners = page.split('aria-labelledby="partners"><table')[1].split("</table>")[0]
    assert "Iran" in partners
    assert "Palestine" in partners
    assert "Sderot" in page
    assert "Benjamin Netanyahu" in page


def test_it_lists_its_names_and_codes(client: Client) -> None:
    page = client.get("/countries/PSE/").text
    for words in ("FIPS 10-4", "ISO 3166-1 alpha-3", "PSE", "Palestinian"):
        assert words in page


def test_the_grammar_fits_the_number(client: Client) -> None:
    build_article(Told())
    assert "1 event involves Israel" in client.get("/countries/ISR/").text


def test_a_code_in_small_letters_leads_to_the_address(client: Client) -> None:
    for code in ("isr", "Isr"):
        response = client.get(f"/countries/{code}/")
        assert (response.status_code, response.headers["Location"]) == (301, "/countries/ISR/")


@pytest.mark.parametrize("code", ["ZZZ", "IL", "ISRA", "123", "A" * 5000, "-", "_"])
def test_an_unknown_code_is_not_found(client: Client, code: str) -> None:
    assert client.get(f"/countries/{code}/").status_code == 404


def test_more_events_take_no_more_queries(queries_of: Callable[[str], int]) -> None:
    build_article(varied(0))
    few = queries_of("/countries/ISR/")
    build_article(*(varied(number) for number in range(1, 31)))
    assert (few, queries_of("/countries/ISR/")) == (QUERIES, QUERIES)
