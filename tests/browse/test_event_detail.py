"""One event: its sentence with the roles, every field with its reason, all reports, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsapp.events.models import Event
from tests.browse.markup import Markup, problems_of
from tests.browse.pages import build_many_articles, varied, withdrawn_event
from tests.builders import HAMAS, IRAN, ISRAEL, NETANYAHU, Counted, Told, build_article, build_event, events_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.builders import Party

pytestmark = pytest.mark.django_db

QUERIES = 5


def test_the_sentence_is_marked_between_its_neighbours(client: Client) -> None:
    article = build_article(
        Told(words="It rained.", source=(), target=(), phrase="rained"),
        Told(words="Antony Blinken visited Israel on Tuesday."),
        title="Rain and a visit",
        sentences=("Nobody was wet.",),
    )
    page = client.get(events_of(article)[1].get_absolute_url()).text
    quote = page.split("<blockquote")[1].split("</blockquote>")[0]
    assert Markup(quote).elements[0].text == "It rained."
    for words in ("It rained.", ">Antony Blinken<", ">visited<", ">Israel<", "Nobody was wet."):
        assert words in quote
    assert "sentence 2" in page
    assert "Rain and a visit" in page


def test_every_field_says_why_and_how_sure(client: Client) -> None:
    page = client.get(build_event(place=("Tel Aviv", "ISR")).get_absolute_url()).text
    fields = page.split('<dl class="fields">')[1].split("</dl>")[0]
    for words in ("Who", "What", "Whom", "When", "Where", "Modality", "The verb says so.", "The last Tuesday.", "0.60"):
        assert words in fields
    assert 'href="/actors/antony-blinken/"' in fields
    assert 'href="/countries/ISR/"' in fields
    assert "worked out from the words and the publication date" in fields


def test_every_report_is_listed_with_its_source(client: Client) -> None:
    article = build_article(Told(also=("The visit was short.",)), source="The Paper", title="A visit")
    page = client.get(events_of(article)[0].get_absolute_url()).text
    reports = page.split('<ol class="reports">')[1].split("</ol>")[0]
    assert reports.count('<li class="report">') == 2
    assert "The visit was short." in reports
    assert "The Paper" in reports
    assert "2 sentences in 1 article" in page


def test_a_report_leads_to_its_place_in_the_article(client: Client) -> None:
    event = build_event(also=("The visit was short.",))
    page = Markup(client.get(event.get_absolute_url()).text)
    links = {a.attributes["href"] for a in page.all("a") if a.text in {"Open article", "Read in the article"}}
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        assert anchor in Markup(client.get(path).text).ids()


BLAST = "Iran attacked Israel on Tuesday, killing at least 12 people."


def blast(*counts: Counted, also: tuple[str, ...] = (), also_source: Party | None = None) -> Event:
    article = build_article(
        Told(words=BLAST, source=(IRAN,), phrase="attacked", cameo="190", plover="ASSAULT", also=also, counts=counts,
             also_source=also_source),
        source="The Paper",
    )  # fmt: skip
    return events_of(article)[0]


def test_casualties_are_told_by_report_and_marked(client: Client) -> None:
    event = blast(
        Counted("at least 12 people", 12, 12, None),
        Counted("30 were hurt", 30, 30, 30, "injured"),
        Counted("45", 45, 45, 45, cumulative=True),
        also=("Some 30 were hurt, and the toll rose to 45.",),
    )
    page = client.get(event.get_absolute_url()).text
    lines = [item.text for item in Markup(page.split('<ul class="counts"')[1].split("</ul>")[0]).all("li")]
    assert lines == [
        "killed: at least 12 — The Paper, Tue 22 Oct 2024",
        "injured: 30 · killed: 45 in all, a running total — The Paper, Tue 22 Oct 2024",
    ]
    quote = page.split("<blockquote")[1].split("</blockquote>")[0]
    assert '<span class="count">at least 12 people' in quote
    assert problems_of(page) == []


def test_a_vague_count_is_told_in_the_article_s_words(client: Client) -> None:
    event = blast(Counted("Dozens of villagers", 24, None, None), also=("Dozens of villagers died.",))
    assert "killed: dozens of villagers — " in client.get(event.get_absolute_url()).text


def test_an_event_without_counts_shows_none(client: Client) -> None:
    page = client.get(build_event().get_absolute_url()).text
    assert "Casualties by report" not in page
    assert "Reports differ" not in page


def test_reports_that_differ_stand_side_by_side(client: Client) -> None:
    event = blast(
        Counted("at least 12 people", 12, 12, None),
        Counted("seven people", 7, 7, 7),
        also=("Hamas killed seven people.",),
        also_source=HAMAS,
    )
    page = client.get(event.get_absolute_url()).text
    block = page.split('id="differ"')[1].split("</section>")[0]
    for words in (
        "How many were killed",
        "at least 12",
        "<q>seven people</q>",
        "Who did it",
        "Iran",
        "Hamas",
        "sentence 2",
    ):
        assert words in block
    assert problems_of(page) == []


def test_reports_that_may_both_be_right_do_not_differ(client: Client) -> None:
    event = blast(
        Counted("at least 12 people", 12, 12, None),
        Counted("15 people", 15, 15, 15),
        Counted("45", 45, 45, 45, cumulative=True),
        also=("It killed 15 people.", "The toll rose to 45."),
    )
    assert "Reports differ" not in client.get(event.get_absolute_url()).text


def test_it_can_be_cited(client: Client) -> None:
    event = build_event(source=(NETANYAHU,), phrase="praised", target=(ISRAEL,))
    page = client.get(event.get_absolute_url()).text
    assert f"Annals, event {event.pk}: Benjamin Netanyahu praised Israel, Tuesday 22 October 2024." in page
    assert f"http://testserver/events/{event.pk}/" in page


def test_an_undated_event_without_a_target_says_so(client: Client) -> None:
    page = client.get(build_event(source=(), target=(), first=None, last=None).get_absolute_url()).text
    assert "Not dated" in page
    assert page.count("Not named") == 2


def test_a_reviewed_event_says_so(client: Client) -> None:
    event = build_event()
    assert "As read by the engine, not reviewed" in client.get(event.get_absolute_url()).text
    event.confirm()
    event.save()
    assert "Reviewed by a curator" in client.get(event.get_absolute_url()).text


def test_a_withdrawn_event_is_gone_with_the_reason(client: Client) -> None:
    event = withdrawn_event()
    response = client.get(event.get_absolute_url())
    assert response.status_code == 410
    assert "It was never &lt;b&gt;said&lt;/b&gt;." in response.text
    assert "Antony Blinken visited Israel" in response.text
    assert problems_of(response.text) == []
    assert {"HX-Request", "HX-Boosted", "HX-History-Restore-Request"} <= set(response.headers["Vary"].split(", "))


def test_a_rejected_event_is_as_absent_as_one_that_never_was(client: Client) -> None:
    event = build_event()
    Event.objects.filter(pk=event.pk).update(status="rejected")
    hidden, absent = client.get(event.get_absolute_url()), client.get("/events/999999999/")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content
    assert dict(hidden.headers) == dict(absent.headers)


@pytest.mark.parametrize(
    "pk", ["0", "9223372036854775807", "9223372036854775808", "9" * 200, "9" * 5000, "-1", "1e3", "٣"]
)
def test_an_id_that_cannot_be_is_not_found(client: Client, pk: str) -> None:
    assert client.get(f"/events/{pk}/").status_code == 404


def test_more_events_take_no_more_queries(queries_of: Callable[[str], int]) -> None:
    few = queries_of(build_event().get_absolute_url())
    build_many_articles(5)
    article = build_article(*(varied(number) for number in range(25)))
    event = events_of(article)[7]
    counted = blast(
        Counted("at least 12 people", 12, 12, None), Counted("7", 7, 7, 7), also=("It killed 7.", "So it was.")
    )
    assert queries_of(counted.get_absolute_url()) == QUERIES
    assert (few, queries_of(event.get_absolute_url())) == (QUERIES, QUERIES)
