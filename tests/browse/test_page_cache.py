"""Pages kept ready are the same pages, never stale, and never those of somebody with a session."""

from __future__ import annotations

import gzip
import itertools

import psycopg
import pytest
from django.db import connection
from django.test import Client

from newsapp.browse import page_cache
from newsapp.browse.page_cache import KeptPage, PageStore, database_state
from tests.builders import build_event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_store() -> None:
    page_cache.store.clear()


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeping switched on inside the test's own transaction, whose snapshot stands still."""
    monkeypatch.setattr(page_cache, "may_keep", lambda request: "sessionid" not in request.COOKIES)


def test_the_state_changes_with_any_commit_and_with_nothing_else() -> None:
    before = database_state()
    assert database_state() == before
    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"], port=settings["PORT"] or None, user=settings["USER"], dbname=settings["NAME"],
        password=settings["PASSWORD"] or None, autocommit=True,
    ) as other:  # fmt: skip
        other.execute("select pg_current_xact_id()")
    assert database_state() != before


@pytest.mark.usefixtures("kept")
def test_a_kept_page_is_the_same_page() -> None:
    build_event()
    client = Client()
    first, second = client.get("/events/"), client.get("/events/")
    assert first.content == second.content
    assert first.headers["ETag"] == second.headers["ETag"]
    assert first.headers["Vary"] == second.headers["Vary"]
    assert len(page_cache.store) == 1


@pytest.mark.usefixtures("kept")
def test_a_kept_page_costs_one_query(django_assert_num_queries: pytest.FixtureRequest) -> None:
    client = Client()
    client.get("/events/")
    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get("/events/")


@pytest.mark.usefixtures("kept")
def test_another_state_makes_the_page_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    states = itertools.count()
    monkeypatch.setattr(page_cache, "database_state", lambda: str(next(states)))
    client = Client()
    before = client.get("/events/")
    build_event(phrase="called upon")
    after = client.get("/events/")
    assert "called upon" not in before.content.decode()
    assert "called upon" in after.content.decode()


@pytest.mark.usefixtures("kept")
def test_page_and_fragment_are_kept_apart() -> None:
    client = Client()
    page = client.get("/events/")
    fragment = client.get("/events/", headers={"HX-Request": "true"})
    assert b"<html" in page.content
    assert b"<html" not in fragment.content
    assert client.get("/events/", headers={"HX-Request": "true"}).content == fragment.content


@pytest.mark.usefixtures("kept")
def test_a_browser_that_has_the_page_is_told_so() -> None:
    client = Client()
    etag = client.get("/").headers["ETag"]
    again = client.get("/", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.usefixtures("kept")
def test_a_kept_page_is_compressed_for_those_who_ask() -> None:
    client = Client()
    plain = client.get("/events/").content
    packed = client.get("/events/", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.content) == plain
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert client.get("/events/").content == plain


@pytest.mark.usefixtures("kept")
def test_errors_and_visitors_with_a_session_are_not_kept() -> None:
    client = Client()
    client.get("/actors/nobody/")
    client.cookies["sessionid"] = "x"
    client.get("/events/")
    assert len(page_cache.store) == 0


def test_the_store_stays_within_its_size() -> None:
    small = PageStore(100)
    for number in range(10):
        small.put(str(number), KeptPage(b"x" * 30, {}))
    assert len(small) == 3
    assert small.get("0") is None
    assert small.get("9") is not None
