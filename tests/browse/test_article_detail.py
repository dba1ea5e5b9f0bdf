"""An article: its text as written with marks and notes, its date and how it is known, what was set aside."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsapp.articles.models import Sentence
from newsapp.extraction.findings import Passage, SentenceSpan
from newsapp.importers.documents import Document
from newsapp.ingest.store_article import store_article
from newsapp.knowledge.models import Snapshot
from tests.browse.markup import Markup, problems_of
from tests.browse.pages import varied
from tests.builders import BLINKEN, JORDAN, PUBLISHED, Told, build_article, build_findings, events_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from newsapp.articles.models import Article

pytestmark = pytest.mark.django_db

QUERIES = 8


def with_headings(*told: Told, headings: tuple[str, ...], dropped: str = "") -> Article:
    """An article whose last sentences are headings and a passage set aside."""
    lines = (*headings, *((dropped,) if dropped else ()))
    findings = build_findings(*told, title="With headings", published=PUBLISHED, sentences=lines)
    kinds: dict[int, str] = {}
    passages = []
    for offset, line in enumerate(reversed(lines)):
        index = len(findings.sentences) - 1 - offset
        kinds[index] = "boilerplate" if line == dropped else "heading"
        span = findings.sentences[index]
        passages.append(Passage(span.start, span.end, kinds[index], "because it is short"))  # type: ignore[arg-type]
    sentences = tuple(
        SentenceSpan(span.start, span.end, kinds.get(index, span.kind), span.paragraph)  # type: ignore[arg-type]
        for index, span in enumerate(findings.sentences)
    )
    findings = replace(findings, sentences=sentences, passages=tuple(passages))
    document = Document(title=findings.title, text=findings.text, source_path="test.txt")
    snapshot = Snapshot.objects.get_or_create(digest="0" * 64)[0]
    article = store_article(document=document, findings=findings, snapshot=snapshot).article
    assert article is not None
    return article


def test_the_text_stands_as_it_was_written(client: Client) -> None:
    article = build_article(
        Told(words="Antony Blinken visited Israel."), title="A visit", sentences=("He said: “No – not yet”.",)
    )
    page = Markup(client.get(article.get_absolute_url()).text)
    text = page.all("h1")[0].text, *(" ".join(p.text.split()) for p in page.all("p") if "lang" in p.attributes)
    assert text[0] == "A visit"
    assert "He said: “No – not yet”." in text[2]
    assert [mark.text for mark in page.all("mark")] == ["visited"]


def test_every_event_has_a_note_and_they_lead_to_each_other(client: Client) -> None:
    article = build_article(Told(), Told(phrase="will visit", target=(JORDAN,), modality="planned"))
    page = Markup(client.get(article.get_absolute_url()).text)
    ids = page.ids()
    for number, event in enumerate(events_of(article), start=1):
        assert {f"note-{number}", f"event-{event.pk}"} <= set(ids)
    to_notes = [a for a in page.all("a") if a.attributes["href"].startswith("#note-")]
    to_text = [a for a in page.all("a") if a.attributes["href"].startswith("#event-")]
    assert len(to_notes) == len(to_text) == 2


def test_two_events_at_one_word_both_have_their_place(client: Client) -> None:
    words = "Antony Blinken will visit Israel and Jordan."
    article = build_article(
        Told(phrase="will visit", words=words),
        title="Two at once",
    )
    event = events_of(article)[0]
    twin = type(event).objects.get(pk=event.pk)
    evidence = twin.evidence.get()
    twin.pk, twin.origin, twin._state.adding = None, None, True
    twin.save()
    evidence.pk, evidence.event, evidence._state.adding = None, twin, True
    evidence.save()
    html = client.get(article.get_absolute_url()).text
    assert problems_of(html) == []
    assert {f"event-{event.pk}", f"event-{twin.pk}"} <= set(Markup(html).ids())


def test_headings_are_headings_and_lead_the_reader(client: Client) -> None:
    article = with_headings(
        Told(), headings=("Main", "What is next", "What is next", "Prov", "…"), dropped="Follow us!"
    )
    html = client.get(article.get_absolute_url()).text
    assert problems_of(html) == []
    page = Markup(html)
    outline = next(nav for nav in page.all("nav") if nav.attributes.get("class") == "outline")
    assert [link.text for link in outline.children] == ["Main", "What is next", "What is next", "Prov", "…"]


def test_what_was_set_aside_is_kept_with_its_reason(client: Client) -> None:
    article = with_headings(Told(), headings=("Next",), dropped="Follow us on everything!")
    page = client.get(article.get_absolute_url()).text
    assert "1 passage set aside as not part of the article" in page
    assert "<q>Follow us on everything!</q>" in page
    assert "because it is short" in page


def test_its_date_says_how_it_is_known(client: Client) -> None:
    article = build_article(Told(), basis="inferred")
    article.published_reasons = ["the election lies ahead"]
    article.published_candidates = [dt.date(2024, 10, 15), dt.date(2024, 10, 22)]
    article.save()
    page = client.get(article.get_absolute_url()).text
    assert "Inferred from the text" in page
    assert "the election lies ahead" in page
    assert "Days that fit the text: Tuesday 15 October 2024; Tuesday 22 October 2024" in page
    assert "Date not known" in client.get(build_article(published=None).get_absolute_url()).text


def test_it_says_where_it_comes_from(client: Client) -> None:
    article = build_article(Told(), source="The Paper", url="https://example.org/a?b=1&c=2")
    page = client.get(article.get_absolute_url()).text
    assert 'href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer nofollow"' in page
    assert "sha-256" in page
    assert "Engine test" in page


def test_only_the_current_version_is_shown(client: Client) -> None:
    build_article(Told(words="Antony Blinken visited Israel."), title="A visit", source="The Paper")
    article = build_article(
        Told(source=(BLINKEN,), words="Antony Blinken visited Jordan."), title="A visit", source="The Paper"
    )
    page = client.get(article.get_absolute_url()).text
    assert "version 2 of 2" in page
    assert "visited Israel" not in Markup(page).all("main")[0].text.replace("\n", " ").split("Provenance")[0]


def test_the_chosen_event_is_marked(client: Client) -> None:
    article = build_article(Told(), Told(target=(JORDAN,)))
    event = events_of(article)[1]
    page = client.get(f"{article.get_absolute_url()}?event={event.pk}").text
    assert page.count('<mark class="is-selected">') >= 1
    assert 'class="note event--happened is-selected"' in page
    for strange in ("0", "x", "9" * 40, "-1", "%00"):
        assert client.get(f"{article.get_absolute_url()}?event={strange}").status_code == 200


def test_an_unknown_article_is_not_found(client: Client) -> None:
    assert client.get("/articles/no-such-article/").status_code == 404


def test_more_events_take_no_more_queries(queries_of: Callable[[str], int]) -> None:
    few = queries_of(build_article(varied(1)).get_absolute_url())
    many = queries_of(build_article(*(varied(number) for number in range(30))).get_absolute_url())
    assert (few, many) == (QUERIES, QUERIES)


def test_an_event_only_the_title_reports_has_its_words_its_note_and_its_address(client: Client) -> None:
    article = build_article(
        Told(words="Antony Blinken visited Israel."), Told(words="He met nobody."), title="Blinken visits Jordan"
    )
    told, only_title = events_of(article)
    title = Sentence.objects.get(article_version__article=article, kind="title")
    only_title.evidence.update(
        sentence=title, start=title.start, end=title.end, trigger_start=title.start + 8, trigger_end=title.start + 14
    )
    page = client.get(article.get_absolute_url()).text
    markup = Markup(page)
    assert "1" in [ref.text for ref in markup.all("sup")]
    assert 'href="#note-1"' in page[page.index("<h1") : page.index("</h1>")]
    for event in (told, only_title):
        assert page.count(f'id="event-{event.pk}"') == 1
        assert page.count(f'data-event="{event.pk}"') == 1
    assert "2 events<" in page
    assert "Reported in the title" in page
    assert not problems_of(page)


def test_an_event_of_title_and_text_has_its_note_beside_the_text(client: Client) -> None:
    article = build_article(Told(words="Antony Blinken visited Israel."), title="Blinken visits Israel")
    event = events_of(article)[0]
    title = Sentence.objects.get(article_version__article=article, kind="title")
    lead = event.evidence.get()
    lead.pk, lead.is_lead, lead.sentence, lead.start, lead.end = None, False, title, title.start, title.end
    lead.trigger_start, lead.trigger_end = title.start + 8, title.start + 14
    lead.save()
    page = client.get(article.get_absolute_url()).text
    assert "Reported in the title" not in page
    assert page.count(f'id="event-{event.pk}"') == 1
    assert page.index(f'id="event-{event.pk}"') > page.index("article__text")
    assert "1 event<" in page
