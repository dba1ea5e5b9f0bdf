"""What holds for every public page: markup, fragments and caches, cookies, methods, policy headers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from newsapp.browse.urls import urlpatterns
from tests.browse.markup import Markup, problems_of
from tests.browse.pages import BOOSTED, HTMX, PAGES, RESTORED, VARY, withdrawn_event

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

FRAGMENTS = {"event_list": "event-list", "article_list": "article-list", "actor_list": "actor-list",
             "event_map": "event-map"}  # fmt: skip
FURTHER = (
    "/events/?actor=hamas&class=material_conflict&from=2023-01-01",
    "/events/?type=19&type=-ASSAULT",
    "/events/?country=ZZZ&from=never",
    "/events/?actor=united-nations&country=FRA",
    "/events/?after=2024-10-22.0.1",
    "/articles/?q=calm",
    "/articles/?q=nothinglikethis",
    "/articles/?page=2",
    "/articles/?page=0",
    "/actors/?all=1",
    "/actors/?letter=%23",
    "/actors/?q=blinken&kind=person",
    "/actors/?q=nobodylikethis",
    "/actors/united-nations/",
    "/actors/gabon/",
    "/countries/GAB/",
    "/countries/ESH/",
    "/search/",
    "/search/?q=nothinglikethis",
    "/search/?q=blinken",
)


def vary_of(response: Any) -> set[str]:
    return {name.strip() for name in response.headers.get("Vary", "").split(",") if name.strip()}


def test_every_address_of_the_site_is_tested() -> None:
    assert {pattern.name for pattern in urlpatterns} == {*PAGES, "healthz", "readyz"}


def test_the_markup_keeps_our_rules(site: dict[str, str], client: Client) -> None:
    for address in (*site.values(), *FURTHER):
        response = client.get(address)
        assert response.status_code == 200, address
        assert problems_of(response.text) == [], address


@pytest.mark.parametrize("page", [page for page in PAGES if not page.endswith("_detail")])
def test_an_empty_site_keeps_our_rules(page: str, client: Client) -> None:
    address = {"home": "/", "search": "/search/?q=israel", "about": "/about/"}.get(page, f"/{page.split('_')[0]}s/")
    address = address.replace("countrys", "countries")
    response = client.get(address)
    assert response.status_code == 200
    assert problems_of(response.text) == []


def test_every_link_of_every_page_leads_somewhere(site: dict[str, str], client: Client) -> None:
    seen: dict[str, set[str]] = {}
    for address in (*site.values(), *(address for address in FURTHER if "all=1" not in address)):
        for link in Markup(client.get(address).text).all("a"):
            path, _, anchor = link.attributes["href"].partition("#")
            if path.startswith("/"):
                seen.setdefault(path, set()).add(anchor)
            elif path.startswith("?"):
                seen.setdefault(address.partition("?")[0] + path, set()).add(anchor)
    # Of the hundreds of countries and actors a few stand for all.
    kinds: Counter[str] = Counter()
    broken = []
    for path, anchors in seen.items():
        kinds[path.split("/")[1]] += 1
        if kinds[path.split("/")[1]] > 30:
            continue
        response = client.get(path, follow=True)
        ids = Markup(response.text).ids()
        broken += [f"{path}: {response.status_code}"] if response.status_code != 200 else []
        broken += [f"{path}#{anchor}" for anchor in anchors if anchor and anchor not in ids]
    assert broken == []
    assert {"events", "articles", "actors", "countries", "admin"} <= set(kinds)


def test_every_answer_names_what_it_varies_by(site: dict[str, str], client: Client) -> None:
    for address in site.values():
        for asked in ({}, HTMX, BOOSTED, RESTORED):
            response = client.get(address, headers=asked)
            assert vary_of(response) - {"Accept-Encoding"} == VARY, (address, asked)


def test_only_htmx_itself_gets_a_fragment(site: dict[str, str], client: Client) -> None:
    for page in PAGES:
        assert_fragment(page, site, client)


def assert_fragment(page: str, site: dict[str, str], client: Client) -> None:
    whole = client.get(site[page]).text
    assert whole.lstrip().startswith("<!doctype html>")
    assert client.get(site[page], headers=BOOSTED).text == whole
    assert client.get(site[page], headers=RESTORED).text == whole
    fragment = client.get(site[page], headers=HTMX).text
    if page not in FRAGMENTS:
        assert fragment == whole
        return
    assert fragment.strip() in whole
    elements = Markup(fragment).elements
    assert [element.attributes.get("id") for element in elements if element.parent is None] == [FRAGMENTS[page]]
    assert problems_of(fragment, fragment=True) == []


def test_an_anonymous_reader_gets_no_cookie(site: dict[str, str], client: Client) -> None:
    for address in site.values():
        response = client.get(address)
        assert not response.cookies, address
        assert "Set-Cookie" not in response.headers, address
        assert "Cookie" not in vary_of(response), address
        assert "csrfmiddlewaretoken" not in response.text, address


def test_nothing_but_reading_is_allowed(site: dict[str, str], client: Client) -> None:
    for address in (*site.values(), "/healthz", "/readyz"):
        assert client.head(address).status_code == 200, address
        assert client.head(address).content == b"", address
        for method in (client.post, client.put, client.patch, client.delete):
            assert method(address).status_code == 405, address
        assert client.get(address, headers={"X-HTTP-Method-Override": "DELETE"}).status_code == 200, address


def test_reading_writes_nothing(site: dict[str, str], client: Client) -> None:
    with CaptureQueriesContext(connection) as captured:
        for address in (*site.values(), *FURTHER):
            client.get(address)
            client.get(address, headers=HTMX)
    assert len(captured) > 100
    assert [query["sql"] for query in captured if not query["sql"].lstrip("( ").upper().startswith("SELECT")] == []


def answers(client: Client, site: dict[str, str]) -> dict[str, Any]:
    gone = withdrawn_event()
    static = client.get("/static/css/tokens.css")
    static.getvalue()
    return {
        "200": client.get("/"),
        "fragment": client.get("/events/", headers=HTMX),
        "static": static,
        "static 404": client.get("/static/css/none.css"),
        "slash": client.get("/events"),
        "301": client.get("/countries/isr/"),
        "302": client.get("/admin/"),
        "400": client.get("/events/?" + "&".join(f"a{n}=1" for n in range(1001))),
        "404": client.get("/nothing/here"),
        "404 detail": client.get("/actors/nobody-at-all/"),
        "405": client.post("/"),
        "410": client.get(f"/events/{gone.pk}/"),
        "healthz": client.get("/healthz"),
    }


def test_every_answer_carries_the_strict_policy(client: Client, site: dict[str, str]) -> None:
    assert "unsafe" not in settings.CONTENT_SECURITY_POLICY
    assert settings.CONTENT_SECURITY_POLICY.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    for name, response in answers(client, site).items():
        assert response.headers["Content-Security-Policy"] == settings.CONTENT_SECURITY_POLICY, name
        assert response.headers["X-Content-Type-Options"] == "nosniff", name
        assert response.headers["Permissions-Policy"] == settings.PERMISSIONS_POLICY, name
        assert response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin", name
        assert not name[:3].isdigit() or str(response.status_code) == name[:3]


def test_every_error_page_keeps_our_rules_and_tells_nothing(client: Client, site: dict[str, str]) -> None:
    for name, response in answers(client, site).items():
        if response.status_code in {400, 404, 410}:
            assert problems_of(response.text) == [], name
            for secret in ("Traceback", "Django", "urlpatterns", "psycopg", str(settings.BASE_DIR)):
                assert secret not in response.text, name


def test_a_foreign_host_is_refused(client: Client) -> None:
    for host in ("evil.example", "localhost:x", "[::1", "a_b.example@localhost"):
        response = client.get("/", headers={"host": host})
        assert response.status_code == 400, host
        assert "evil" not in response.text


def test_paths_that_pretend_to_be_files_are_not_pages(client: Client, site: dict[str, str]) -> None:
    for path in (site["event_detail"] + "x.css", site["actor_detail"] + "..%2f", "/events//"):
        assert client.get(path).status_code == 404


def test_a_missing_slash_redirects_on_this_host_only(client: Client) -> None:
    for path in ("/events", "//evil.example/%2e%2e", "/\\evil.example", "/%5cevil.example"):
        response = client.get(path)
        assert response.status_code in {301, 404}
        assert not response.headers.get("Location", "/").startswith(("//", "http", "\\"))


@override_settings(DEBUG=False)
def test_an_error_of_ours_is_a_page_without_a_word_of_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr("newsapp.browse.views.home.read_front_page", broken)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "the secret inside" not in response.text
    assert problems_of(response.text) == []
    assert response.headers["Content-Security-Policy"] == settings.CONTENT_SECURITY_POLICY


def test_no_public_address_is_found_outside_the_table_of_contents() -> None:
    top = {str(pattern.pattern) for pattern in get_resolver().url_patterns}
    assert top == {"admin/", ""}
