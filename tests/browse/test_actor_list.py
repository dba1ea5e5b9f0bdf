"""Actors from A to Z: who has events, everyone known, by letter, kind and any name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsapp.actors.models import Actor, ActorAlias
from tests.browse.markup import Markup
from tests.browse.pages import HTMX, build_many_articles
from tests.builders import HAMAS, ISRAEL, Party, build_event

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db

QUERIES = 3


def named(html: str) -> list[str]:
    rows = [th for th in Markup(html).all("th") if th.attributes.get("scope") == "row"]
    return [link.text for th in rows for link in th.children if link.tag == "a"]


def test_without_events_it_leads_to_everyone_known(client: Client) -> None:
    page = client.get("/actors/").text
    assert "No actor fits" in page
    assert named(client.get("/actors/?all=1").text)


def test_it_lists_who_takes_part_in_events_under_their_letter(client: Client) -> None:
    build_event(source=(Party("Émile Ölander", "person", "FRA"), Party("١٢ House", "organisation", None)))
    page = client.get("/actors/").text
    assert named(page) == ["Émile Ölander", "Israel", "١٢ House"]
    letters = [th.text for th in Markup(page).all("th") if th.attributes.get("scope") == "rowgroup"]
    assert letters == ["E", "I", "H"] or letters == ["E", "I", "#"]
    assert "Named by an article" in page


def test_counts_leave_out_what_is_not_shown(client: Client) -> None:
    build_event()
    rejected = build_event(target=(HAMAS,))
    rejected.reject()
    rejected.save()
    row = client.get("/actors/").text.split(">Antony Blinken</a>")[1].split("</tr>")[0]
    assert '<td class="r">1</td>' in row


def test_a_letter_and_a_kind_narrow_it(client: Client) -> None:
    build_event(source=(HAMAS,))
    assert named(client.get("/actors/?letter=H").text) == ["Hamas"]
    assert named(client.get("/actors/?kind=state").text) == ["Israel"]
    assert named(client.get("/actors/?kind=state&letter=H").text) == []
    link = next(a for a in Markup(client.get("/actors/?kind=state").text).all("a") if a.text == "H")
    assert link.attributes["href"] == "?kind=state&letter=H"


def test_any_name_finds_an_actor_even_without_events(client: Client) -> None:
    ActorAlias.objects.create(actor=Actor.objects.get(slug="gabon"), name="Zorblatia")
    assert named(client.get("/actors/?q=zorblat").text) == ["Gabon"]
    assert "named like “zorblat”" in client.get("/actors/?q=zorblat").text


def test_merged_actors_are_not_listed(client: Client) -> None:
    Actor.objects.create(slug="merged", name="Zorblat", kind="person", merged_into=Actor.objects.get(slug="hamas"))
    assert named(client.get("/actors/?q=zorblat").text) == []


@pytest.mark.parametrize("query", ["kind=wizard", "letter=ab", "letter=%00", "q=" + "x" * 201, "q=%00"])
def test_a_bad_choice_is_explained(client: Client, query: str) -> None:
    build_event()
    response = client.get(f"/actors/?{query}")
    assert response.status_code == 200
    assert 'role="alert"' in response.text


@pytest.mark.parametrize("words", ["%", "_", "\\", "100%", "__", "\\%"])
def test_signs_of_pattern_languages_are_letters(client: Client, words: str) -> None:
    build_event()
    assert named(client.get("/actors/", {"q": words}).text) == []


def test_the_fragment_is_what_the_page_holds(client: Client) -> None:
    build_event()
    assert client.get("/actors/?letter=I", headers=HTMX).text.strip() in client.get("/actors/?letter=I").text


def test_more_actors_take_no_more_queries(queries_of: Callable[[str], int]) -> None:
    build_event(target=(ISRAEL,))
    few = queries_of("/actors/")
    build_many_articles(30)
    assert (few, queries_of("/actors/")) == (QUERIES, QUERIES)
