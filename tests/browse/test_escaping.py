"""Hostile words in every field that a page prints come out as words, everywhere."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from newsapp.actors.models import Actor, ActorAlias, ActorRole
from newsapp.articles.models import Article, Publisher
from newsapp.countries.models import Country
from newsapp.events.models import Event
from tests.browse.markup import problems_of
from tests.browse.pages import HTMX
from tests.builders import PUBLISHED, Party, Told, build_article, events_of

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

ATTACK = (
    "<script>hit(1)</script><img src=x onerror=hit(2)>\"' onfocus=hit(3) autofocus x='\"><svg/onload=hit(4)>"
    "{{7*7}}{% debug %}&lt;b&gt;</title></textarea>--><!--"
)


class Tags(HTMLParser):
    """Every element that a page really has, and every attribute."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.comments: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def assert_harmless(html: str, *, fragment: bool = False) -> None:
    page = Tags(html)
    assert page.comments == []
    for tag, attributes in page.found:
        assert not [name for name in attributes if name.startswith("on") or name in {"autofocus", "style", "srcdoc"}], (
            tag
        )
        assert tag not in {"img", "iframe", "object", "embed", "style", "textarea", "base"}
        assert tag != "script" or attributes.get("src", "").startswith("/static/"), attributes
        for name in ("href", "src", "action", "formaction"):
            assert not attributes.get(name, "").strip().lower().startswith(("javascript:", "data:", "vbscript:"))
    assert problems_of(html, fragment=fragment) == []


@pytest.fixture
def hostile(db: None) -> dict[str, str]:
    """An article, its actors, places, types' words and its publisher, all named with an attack."""
    attacker = Party(ATTACK[:150], "person", "ISR")
    article = build_article(
        Told(
            source=(attacker,),
            target=(Party("Victim " + ATTACK[:150], "organisation", None),),
            phrase=ATTACK[:150],
            words=f"{ATTACK} {ATTACK[:150]} was said",
            place=(ATTACK[:120], "ISR"),
            also=(ATTACK,),
        ),
        Told(source=(attacker,), target=(), phrase="will " + ATTACK[:100], modality="planned"),
        title=ATTACK,
        source=ATTACK[:150],
        url="https://example.org/?a=%22><script>hit(5)</script>",
        sentences=(ATTACK,),
    )
    event = events_of(article)[0]
    Event.objects.filter(pk=event.pk).update(
        reasons=[{"field": "type", "rule": ATTACK, "text": ATTACK}], attribution=ATTACK[:200]
    )
    Article.objects.filter(pk=article.pk).update(byline=ATTACK, published_reasons=[ATTACK], published_basis="inferred")
    actor = Actor.objects.get(name=attacker.name)
    Actor.objects.filter(pk=actor.pk).update(description=ATTACK, source=ATTACK)
    ActorAlias.objects.create(actor=actor, name=ATTACK)
    ActorRole.objects.create(actor=actor, title=ATTACK[:200])
    Country.objects.filter(iso3="ISR").update(
        name=ATTACK[:100], note=ATTACK, subregion=ATTACK[:60], capital=ATTACK[:100]
    )
    withdrawn = events_of(build_article(Told(source=(attacker,)), published=PUBLISHED))[0]
    Event.objects.filter(pk=withdrawn.pk).update(status="withdrawn", withdrawn_reason=ATTACK)
    assert Publisher.objects.get().name == ATTACK[:150]
    return {
        "home": "/",
        "event_list": "/events/",
        "event_detail": event.get_absolute_url(),
        "withdrawn": withdrawn.get_absolute_url(),
        "article_list": "/articles/",
        "article_detail": f"{article.get_absolute_url()}?event={event.pk}",
        "actor_list": "/actors/",
        "actor_detail": actor.get_absolute_url(),
        "country_list": "/countries/",
        "country_detail": "/countries/ISR/",
        "filtered": f"/events/?actor={actor.slug}&country=ISR",
        "search": "/search/?q=said",
    }


def test_stored_words_stay_words_on_every_page(hostile: dict[str, str], client: Client) -> None:
    for name, address in hostile.items():
        response = client.get(address)
        assert response.status_code == (410 if name == "withdrawn" else 200)
        assert "&lt;script&gt;" in response.text, name
        assert_harmless(response.text)


def test_stored_words_stay_words_in_fragments(hostile: dict[str, str], client: Client) -> None:
    for name in ("event_list", "article_list", "actor_list", "filtered"):
        fragment = client.get(hostile[name], headers=HTMX).text
        assert "&lt;script&gt;" in fragment
        assert_harmless(fragment, fragment=True)


ECHOES = ("/search/?q", "/events/?q", "/articles/?q", "/actors/?q", "/actors/?kind", "/actors/?letter",
          "/events/?country", "/events/?actor", "/events/?type", "/events/?class", "/events/?from", "/events/?sort",
          "/events/?find_actor", "/events/?find_country", "/events/?more", "/articles/?page")  # fmt: skip


def test_what_is_asked_for_is_echoed_as_words(hostile: dict[str, str], client: Client) -> None:
    for address in ECHOES:
        path, _, name = address.partition("?")
        for extra in ({}, HTMX):
            response = client.get(path, {name: ATTACK[:80]}, headers=extra)
            assert response.status_code == 200
            assert_harmless(response.text, fragment=not response.text.lstrip().startswith("<!doctype"))


def test_a_path_is_not_echoed_raw(client: Client) -> None:
    response = client.get("/<script>hit(1)</script>/")
    assert response.status_code == 404
    assert "<script>hit" not in response.text


def test_a_template_in_words_is_not_run(hostile: dict[str, str], client: Client) -> None:
    page = client.get(hostile["article_detail"]).text
    assert "{{7*7}}{% debug %}" in page
    assert "49{" not in page


def test_an_entity_in_words_is_shown_as_written(hostile: dict[str, str], client: Client) -> None:
    assert "&amp;lt;b&amp;gt;" in client.get(hostile["article_detail"]).text
