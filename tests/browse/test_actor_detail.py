"""One actor: figures, partners, events, offices, names; old and merged addresses lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsapp.actors.models import Actor, ActorSlug
from newsapp.events.models import Mention
from tests.browse.markup import Markup
from tests.browse.pages import varied
from tests.builders import BLINKEN, HAMAS, ISRAEL, JORDAN, Party, Told, build_article, build_event

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db

QUERIES = 14
BLINKENS = "/actors/antony-blinken/"


def figures(html: str) -> dict[str, str]:
    page = Markup(html)
    pairs = [div.children for div in page.all("div") if [child.tag for child in div.children] == ["dt", "dd"]]
    return {term.text: value.text for term, value in pairs}


def test_an_actor_without_events_says_so(client: Client) -> None:
    page = client.get(BLINKENS).text
    assert "No event is recorded for this actor." in page
    assert figures(page) == {"Events": "0", "As source": "0", "As target": "0", "Partners": "0"}


def test_it_counts_both_sides_and_names_the_partners(client: Client) -> None:
    build_article(
        Told(target=(ISRAEL, JORDAN)),
        Told(source=(ISRAEL,), phrase="hosted", target=(BLINKEN,), cameo="043"),
        Told(source=(HAMAS,), phrase="attacked", target=(ISRAEL,), cameo="190", plover="ASSAULT"),
    )
    page = client.get(BLINKENS).text
    assert figures(page) == {"Events": "2", "As source": "1", "As target": "1", "Partners": "2"}
    partners = page.split('aria-labelledby="partners"><table')[1].split("</table>")[0]
    rows = [[cell.text for cell in row.children[:3]] for row in Markup("<table" + partners + "</table>").all("tr")[1:]]
    assert rows == [["Israel", "1", "1"], ["Jordan", "1", "0"]]
    assert "hosted" in page
    assert "attacked" not in page
    assert 'href="/events/?actor=antony-blinken"' in page


def test_it_says_what_is_known_of_the_actor(client: Client) -> None:
    build_event(words="Antony Blinken visited Israel.")
    page = client.get(BLINKENS).text
    assert "Person" in page
    assert "United States" in page
    assert "since 26 January 2021" in page or "26 January 2021 –" in page
    assert "Secretary of State" in page
    names = page.split("<h2>Names</h2>")[1].split("</table>")[0]
    assert '<th scope="row">Antony Blinken</th><td class="r">1</td>' in names
    assert "reference list" in names


def test_a_candidate_says_that_only_an_article_names_it(client: Client) -> None:
    build_event(source=(Party("A clerk", "person", None),))
    assert "Named by an article only" in client.get("/actors/a-clerk/").text


def test_an_old_address_leads_to_the_new_one_for_ever(client: Client) -> None:
    actor = Actor.objects.get(slug="antony-blinken")
    ActorSlug.objects.create(slug="tony-blinken", actor=actor)
    response = client.get("/actors/tony-blinken/")
    assert (response.status_code, response.headers["Location"]) == (301, BLINKENS)


def test_a_merged_actor_leads_to_what_it_was_merged_into(client: Client) -> None:
    target = Actor.objects.get(slug="antony-blinken")
    once = Actor.objects.create(slug="blinken", name="Blinken", kind="person", merged_into=target)
    Actor.objects.create(slug="mr-blinken", name="Mr Blinken", kind="person", merged_into=once)
    for slug in ("blinken", "mr-blinken"):
        response = client.get(f"/actors/{slug}/", follow=True)
        assert response.redirect_chain[0][1] == 301
        assert response.redirect_chain[-1][0] == BLINKENS
        assert response.status_code == 200


@pytest.mark.parametrize("slug", ["nobody-at-all", "Antony-Blinken", "a" * 5000, "0", "-"])
def test_an_unknown_actor_is_not_found(client: Client, slug: str) -> None:
    assert client.get(f"/actors/{slug}/").status_code == 404


def test_more_events_take_no_more_queries(queries_of: Callable[[str], int]) -> None:
    build_article(varied(0))
    few = queries_of(BLINKENS)
    build_article(*(varied(number) for number in range(1, 31)))
    assert (few, queries_of(BLINKENS)) == (QUERIES, QUERIES)


def test_pronouns_are_no_names(client: Client) -> None:
    event = build_event(words="Antony Blinken visited Israel. He met nobody, and WHO knows it.")
    version = event.evidence.get().article_version
    assert version is not None
    blinken = Actor.objects.get(slug="antony-blinken")
    for words in ("He", "WHO"):
        start = version.text.index(words)
        Mention.objects.create(article_version=version, actor=blinken, start=start, end=start + len(words))
    page = client.get(BLINKENS).text
    names = page.split("<h2>Names</h2>")[1].split("</section>")[0]
    assert '<th scope="row">He</th>' not in names
    assert '<th scope="row">WHO</th>' in names
    assert "Pronouns are counted apart (1)." in names
