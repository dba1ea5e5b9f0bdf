"""Hostile values in every parameter of every public page: an answer, never a fault, and never markup of theirs."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_from_bytes

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from newsapp.articles.models import Article
from newsapp.events.models import Event
from tests.browse.markup import Markup, problems_of
from tests.builders import Told, build_article
from tests.hostile.cases import CONTROLS, ENCODINGS, FORMATS, FRAGMENTS, INJECTIONS, NUMBERS, SEED, SENTENCES, TRAPS
from tests.hostile.conftest import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest

PARAMETERS = {
    "/events/": (
        "q", "country", "place_country", "actor_country", "actor", "source", "target", "type", "class", "from", "to",
        "sort", "after", "before", "find_actor", "find_country", "more",
    ),
    "/search/": ("q",),
    "/actors/": ("q", "kind", "letter", "all"),
    "/articles/": ("q", "page"),
    "article": ("event",),
    "/countries/": ("q",),
    "/": ("q",),
}  # fmt: skip
# Numbers, columns, orders and query languages, where a parameter expects a word.
EXPRESSIONS = (
    "-1", "0", "00", "1e9", "2147483648", "9223372036854775807", "9223372036854775808", "18446744073709551616",
    "-9223372036854775809", "1.5", "0x1f", "١", "1_0", " 1 ", "null", "None", "undefined", "true", "[]", "{}", "a[]",
    "-", "--", "-ISR", "--ISR", "-19", "?", "pk__in", "password", "created__lt", "*", "q OR 1=1", "1) OR (1=1",
    "'; SELECT pg_sleep(9); --", "' || pg_sleep(9) || '", "1 UNION SELECT NULL", "\\", "%", "_", "%%%%", "a:*", "!a",
    "a & ", "( a", "<->", '"', '"unclosed', '"" ""', "or", "or or", "-a -b", "2024-10-22_7_1",
    "2024-10-22_7_9223372036854775808", "0001-01-01_0_0", "9999-12-31_1_1", "nan_1", "inf_1", "1e400_1", "_", "__",
    "-" * 40 + "a", "-(" * 60 + "a", "a.b", "../../etc/passwd", "//evil.invalid", "javascript:hit()",
    "x\nSet-Cookie: a=b",
)  # fmt: skip
LENGTHS = (79, 80, 81, 149, 150, 151, 199, 200, 201, 2048, 2705, 65_537)
ALLOWED = {200, 400, 404}


def values() -> list[bytes]:
    """Every value, before the token is added."""
    encoded = [sentence.encode(name.rstrip("+"), "ignore")[:90] for name in ENCODINGS for sentence in SENTENCES]
    texts = [*map(chr, CONTROLS), *TRAPS, *FORMATS, *NUMBERS, *INJECTIONS, *EXPRESSIONS]
    long = [letter * (size // len(letter.encode())) for size in LENGTHS for letter in ("x", "é", "a ", "-")]
    return [*encoded, *FRAGMENTS, *(text.encode("utf-8") for text in (*texts, *long))]


def dressed(value: bytes, random: random.Random) -> bytes:
    """The value alone, or with something that would become markup where it is not escaped."""
    return random.choice(
        [value, value, b'"><x-hit>' + value, value + b"' onx-hit=1 '", b"</title></script><x-hit>" + value, value * 2]
    )


def queries(page: str) -> list[str]:
    """A query string for every parameter of a page and every value; a seeded tenth of them unless all are wanted."""
    chance = random.Random(f"{SEED}{page}")
    names = PARAMETERS[page]
    found = [f"{name}={quote_from_bytes(dressed(value, chance))}" for name in names for value in values()]
    found.append("&".join(f"{name}={quote_from_bytes(b'a' * 60)}" for name in names for _ in range(55)))
    found += ["&&==", "%", "%G1=%C0%80", "q", "=x", "q=%u0041", "q[]=1", "a%00=1"]
    return found if EVERYTHING else chance.sample(found, 30 + 8 * len(names))


def faults_of(client: Client, page: str, query: str) -> Iterator[str]:
    response = client.get(page, QUERY_STRING=query)
    if response.status_code not in ALLOWED:
        yield f"answers {response.status_code}"
        return
    html = response.content.decode()
    markup = Markup(html)
    if any(element.tag.startswith("x-hit") for element in markup.elements):
        yield "the value becomes an element"
    if any(name.startswith("onx-hit") for element in markup.elements for name in element.attributes):
        yield "the value becomes an attribute"
    yield from problems_of(html)
    for secret in ("Traceback", "psycopg", "SELECT COUNT", "site-packages"):
        if secret in html:
            yield f"tells {secret}"


def only_reading(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    assert sql.lstrip("( ").upper().startswith(("SELECT", "WITH", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET")), sql
    return execute(sql, params, many, context)


@pytest.fixture
def reader() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize("page", PARAMETERS)
def test_every_parameter_bears_every_value(page: str, reader: Client, capsys: pytest.CaptureFixture[str]) -> None:
    article = build_article(Told(place=("Tel Aviv", "ISR")), title="Blinken visits <Israel> & “others”")
    address = article.get_absolute_url() if page == "article" else page
    asked = queries(page)
    faults = []
    with connection.execute_wrapper(only_reading):
        for query in asked:
            with transaction.atomic():  # a fault in the database ends one request, not all that follow
                faults += [f"{address}?{query[:200]} {fault}" for fault in faults_of(reader, address, query)]
                transaction.set_rollback(True)
    if EVERYTHING:
        with capsys.disabled():
            print(f"\n{page}: seed {SEED}, {len(asked)} requests, {len(faults)} faults")  # noqa: T201
    assert faults == []
    assert (Event.objects.count(), Article.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_true_and_false_conditions_find_the_same(reader: Client) -> None:
    build_article(Told(), title="Blinken visits Israel")
    for page, names in PARAMETERS.items():
        for name in names if page != "article" else ():
            true, false = (reader.get(page, {name: f"x' AND '1'='{digit}"}).text for digit in (1, 2))
            for quote in ("&#x27;", "%27", "&#39;"):
                false = false.replace(f"{quote}2", f"{quote}1")
            assert true == false, (page, name)


# --- the trial of the checks: pages with a fault each
def echoing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<!doctype html><html lang=en><body><main>{request.GET.get('q', '')}</main></body></html>")


def quoting_badly(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("<", "&lt;").replace(">", "&gt;")
    return HttpResponse(f"<!doctype html><html lang=en><body><input value='{words}'></body></html>")


def failing(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text", [request.GET.get("q", "")])
    return HttpResponse("")


urlpatterns = [
    path("echo/", echoing), path("quote/", quoting_badly), path("fail/", failing),
]  # fmt: skip
handler500 = "newsapp.browse.views.errors.server_error"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "query", "told"),
    [
        ("/echo/", "q=%3Cx-hit%3E", "becomes an element"),
        ("/quote/", "q=' onx-hit=1 '", "becomes an attribute"),
        ("/fail/", "q=%00", "answers 500"),
    ],
)
def test_the_checks_see_a_fault(page: str, query: str, told: str, reader: Client) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        assert told in " ".join(faults_of(reader, page, query))
