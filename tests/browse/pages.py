"""Every public page with a stocked site behind it, and many events that differ in everything."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from newsapp.events.models import Event
from tests.builders import (
    BLINKEN,
    HAMAS,
    IRAN,
    ISRAEL,
    JORDAN,
    NETANYAHU,
    PUBLISHED,
    UN,
    Party,
    Told,
    build_article,
    build_event,
    events_of,
)

if TYPE_CHECKING:
    from newsapp.articles.models import Article

CODES = (("042", "CONSULT"), ("190", "ASSAULT"), ("112", "ACCUSE"), ("010", "STATEMENT"), ("070", "AID"))
HTMX = {"HX-Request": "true"}
BOOSTED = {"HX-Request": "true", "HX-Boosted": "true"}
RESTORED = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
VARY = {"HX-Request", "HX-Boosted", "HX-History-Restore-Request"}


def stock() -> dict[str, str]:
    """Store a few articles of every kind; returns URL name -> address of a page that shows something."""
    visit = build_article(
        Told(place=("Tel Aviv", "ISR"), also=("Blinken was there again on Tuesday.",)),
        Told(source=(BLINKEN,), phrase="will visit", target=(JORDAN,), modality="planned", first=dt.date(2024, 10, 23),
             last=dt.date(2024, 10, 23)),
        Told(source=(BLINKEN, NETANYAHU), phrase="met", target=(BLINKEN, NETANYAHU), cameo="040",
             first=dt.date(2024, 10, 15), last=dt.date(2024, 10, 21), precision="week", basis="assumed",
             expression="assumed"),
        title="Blinken visits Israel",
        source="The Paper",
        url="https://example.org/blinken",
        sentences=("Nothing else was said.",),
    )  # fmt: skip
    build_article(
        Told(source=(HAMAS,), phrase="attacked", target=(ISRAEL,), cameo="190", plover="ASSAULT",
             first=dt.date(2023, 10, 7), last=dt.date(2023, 10, 7), basis="stated", expression="2023-10-07"),
        Told(source=(UN,), phrase="urged calm", target=(), cameo="020", plover="REQUEST", place=("Beirut", "LBN"),
             first=None, last=None),
        Told(source=(), phrase="threatened", target=(IRAN,), cameo="130", plover="THREATEN", modality="hypothetical",
             first=dt.date(2024, 10, 1), last=dt.date(2024, 10, 31), precision="month", expression="month:0"),
        Told(source=(Party("A clerk", "person", None),), phrase="denied", cameo="010", plover="STATEMENT",
             target=(Party("A rumour", "organisation", None),), modality="negated"),
        title="What happened before",
        published=dt.date(2024, 10, 21),
        basis="inferred",
    )  # fmt: skip
    build_article(title="An article without events", published=None, sentences=("It was quiet.",))
    return {
        "home": "/",
        "event_list": "/events/",
        "event_detail": f"/events/{events_of(visit)[0].pk}/",
        "article_list": "/articles/",
        "article_detail": visit.get_absolute_url(),
        "actor_list": "/actors/",
        "actor_detail": "/actors/antony-blinken/",
        "country_list": "/countries/",
        "country_detail": "/countries/ISR/",
        "search": "/search/?q=israel",
        "type_list": "/types/",
        "type_detail": "/types/CONSULT/",
        "event_map": "/map/",
        "about": "/about/",
    }


PAGES = ("home", "event_list", "event_detail", "article_list", "article_detail", "actor_list", "actor_detail",
         "country_list", "country_detail", "search", "type_list", "type_detail", "event_map", "about")  # fmt: skip


def varied(number: int) -> Told:
    """An event with parties, a place, a day and a type of its own, between Blinken and Israel, in two sentences."""
    cameo, plover = CODES[number % len(CODES)]
    day = PUBLISHED - dt.timedelta(days=number)
    return Told(
        source=(BLINKEN, Party(f"Helper {number}", "person", "FRA")),
        target=(ISRAEL, Party(f"Council {number}", "organisation", "GBR")),
        phrase="spoke with",
        cameo=cameo,
        plover=plover,
        first=day,
        last=day,
        place=(f"Town {number}", "ISR"),
        also=(f"Helper {number} saw Israel again.",),
    )


def build_many_articles(count: int) -> list[Article]:
    """Each with one event, a publisher and a day of its own."""
    return [
        build_article(varied(number), source=f"Paper {number}", published=PUBLISHED - dt.timedelta(days=number))
        for number in range(count)
    ]


def withdrawn_event() -> Event:
    event = build_event()
    Event.objects.filter(pk=event.pk).update(status="withdrawn", withdrawn_reason="It was never <b>said</b>.")
    event.refresh_from_db()
    return event
