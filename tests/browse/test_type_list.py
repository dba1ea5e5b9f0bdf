"""The types with their definitions, counts that open their lists, and a sentence of the record as example."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsapp.events.models import PloverType
from tests.browse.markup import Markup
from tests.browse.pages import build_many_articles
from tests.builders import HAMAS, ISRAEL, build_event

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db

QUERIES = 5


def test_every_type_has_its_definition(client: Client) -> None:
    page = client.get("/types/").text
    for name, definition in PloverType.objects.values_list("name", "definition"):
        assert definition, name
        assert definition.split("'")[0][:40] in page


def test_a_count_opens_the_list_it_counts(client: Client) -> None:
    build_event()
    build_event(source=(HAMAS,), phrase="attacked", target=(ISRAEL,), cameo="190", plover="ASSAULT")
    counts = {a.attributes["href"]: a.text for a in Markup(client.get("/types/").text).all("a")}
    assert counts["/events/?type=ASSAULT"].startswith("1")
    assert counts["/events/?type=CONSULT"].startswith("1")


def test_the_example_is_a_sentence_of_the_record(client: Client) -> None:
    build_event(words="Antony Blinken visited Israel with a delegation.")
    assert "visited Israel with a delegation" in client.get("/types/").text


def test_rejected_events_are_no_examples(client: Client) -> None:
    event = build_event(words="Antony Blinken visited Israel by mistake.")
    event.reject()
    event.save()
    assert "by mistake" not in client.get("/types/").text


def test_more_events_take_no_more_queries(queries_of: Callable[[str], int]) -> None:
    build_many_articles(1)
    few = queries_of("/types/")
    build_many_articles(30)
    assert (few, queries_of("/types/")) == (QUERIES, QUERIES)
