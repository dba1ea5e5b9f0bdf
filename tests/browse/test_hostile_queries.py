"""Whatever stands in a query string, the answer is a page, a refusal or nothing, never an error of ours."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from newsapp.events.models import Event
from tests.browse.markup import Markup

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

# What is asked together is checked one by one by its form; what is looked for in the database is asked alone.
PARAMETERS = {
    "/events/": (
        ("q",), ("after", "sort"), ("find_actor", "find_country", "more"),
        ("country", "place_country", "place", "actor_country", "actor", "source", "target", "type", "class", "from",
         "to"),
    ),
    "/articles/": (("q",), ("page",)),
    "/actors/": (("q",), ("kind", "letter")),
    "/search/": (("q",),),
    "/map/": (("measure", "region"), ("place", "class", "from", "to")),
}  # fmt: skip

# Percent-encoded already, as a browser or an attacker sends them.
CONTROLS = ["%00", "a%00b", "%01", "%0d%0aSet-Cookie:a=b", "%1b[31m", "%7f", "%c2%80", "%09", "%0a"]
BYTES = ["%ff", "%c0%80", "%ed%a0%80", "%f4%90%80%80", "%e0%80%80", "%u0041", "%", "%g1", "%f0%9f", "+", "%2525"]
UNICODE = [quote(text) for text in (
    "‮abc", "\u200b", "\u2028", "\u0085", "\ufeff", "\U000e0041", "e" + "\u0301" * 500, "İSTANBUL", "ß", "ﬀ", "ς",
    "\ufffe", "\ue000", "中文", "🙂", "ІSR",
)]  # fmt: skip
NUMBERS = ["0", "-1", "-0", "1e400", "NaN", "inf", "2147483648", "9223372036854775808", "9" * 4301, "٣", quote("１２"),
           "1_000", "0x10", "1,5", quote("½"), quote("Ⅷ"), "1.0", "+1"]  # fmt: skip
DATES = ["0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "294276-01-01", "2023-02-29",
         "2024-10-22T24:00", "2024-10-22T23:59:60", "22.10.2024", "now", "infinity", "-infinity", "today",
         "2024-W43-2", "44+BC"]  # fmt: skip
FORMATS = [quote(text) for text in (
    "%s %n %(x)s", "{0.__class__}", "${7*7}", "{{7*7}}", "{% debug %}", "<%= 1 %>", "#{1}", "\\N{BULLET}", "\\x",
    "../../etc/passwd",
)]  # fmt: skip
SQL = [quote(text) for text in (
    "'", "''", '"', "\\", "';--", "' or '1'='1", "1) or (1=1", "x' union select 1--", "$$", "$1", "%s", "pg_sleep(2)",
    "'||pg_sleep(2)||'", "';select pg_sleep(2)--", "%", "_", "%%%", "& | !", "<->", ":*", "a:*", "((", "))", "!!",
    "a & ", "| a",
    "(((", "a{999999}", "[", "*", "?", "^", "\\1", ".*.*.*.*=.*", "(a+)+$", "-", "--", "or", "OR OR", '"""', "-\"a b\"",
)]  # fmt: skip
WORDS = [
    "None",
    "null",
    "undefined",
    "[]",
    "{}",
    "true",
    "javascript:alert(1)",
    "a" * 10_000,
    "a+" * 3_000,
    "-" * 5_000,
]
FAMILIES = {"controls": CONTROLS, "bytes": BYTES, "unicode": UNICODE, "numbers": NUMBERS, "dates": DATES,
            "formats": FORMATS, "sql": SQL, "words": WORDS}  # fmt: skip

NAMES = ["__", "actor__name", "participants__actor__name__icontains", "order_by", "pk__in", "state", "id__regex",
         "a[]", "a[b]", "", "q[]", "%00", "from__year", "csrfmiddlewaretoken", "x" * 5000]  # fmt: skip


@pytest.mark.parametrize("address", list(PARAMETERS))
def test_no_value_of_any_parameter_breaks_a_page(site: dict[str, str], client: Client, address: str) -> None:
    values = [value for family in FAMILIES.values() for value in family]
    for parameters in PARAMETERS[address]:
        for value in values if parameters == ("q",) else values[::2]:
            response = client.get(f"{address}?{'&'.join(f'{name}={value}' for name in parameters)}")
            assert response.status_code == 200, (parameters, value[:60])
            assert b"Traceback" not in response.content
            assert not response.cookies


@pytest.mark.parametrize("address", [*PARAMETERS, "/", "/countries/", "/actors/israel/", "/countries/ISR/"])
def test_unknown_parameters_are_ignored(site: dict[str, str], client: Client, address: str) -> None:
    expected = Markup(client.get(address).text).all("main")[0].text
    for name in NAMES:
        response = client.get(f"{address}?{name}=password")
        assert response.status_code == 200, name[:60]
        assert Markup(response.text).all("main")[0].text == expected, name[:60]


def test_nothing_can_be_ordered_or_filtered_by_what_is_not_offered(site: dict[str, str], client: Client) -> None:
    Event.objects.filter(phrase="met").update(status="rejected")
    for query in (
        "status=rejected",
        "status__in=rejected",
        "order_by=-status",
        "pk__gt=0",
        "participants__actor__name=x",
    ):
        assert "met" not in [span.text for span in Markup(client.get(f"/events/?{query}").text).all("span")]


@pytest.mark.parametrize("address", list(PARAMETERS))
def test_too_many_parameters_are_refused_and_many_are_not(site: dict[str, str], client: Client, address: str) -> None:
    many = "&".join(f"p{number}=1" for number in range(1001))
    assert client.get(f"{address}?{many}").status_code == 400
    assert client.get(f"{address}?{many[: many.rindex('&')]}").status_code == 200
    repeated = "&".join("country=ISR" for _ in range(999))
    assert client.get(f"{address}?{repeated}").status_code == 200
    assert client.get(f"{address}?{'&' * 5000}").status_code == 400


@pytest.mark.parametrize(("true", "false"), [("' or '1'='1", "' or '1'='2"), ("x') or 1=1--", "x') or 1=2--")])
def test_a_true_and_a_false_injection_find_the_same(
    site: dict[str, str], client: Client, true: str, false: str
) -> None:
    for address, parameters in PARAMETERS.items():
        for parameter in (name for group in parameters for name in group):
            found = [
                [a.attributes["href"] for a in Markup(client.get(address, {parameter: text}).text).all("a")
                 if "?" not in a.attributes["href"]]
                for text in (true, false)
            ]  # fmt: skip
            assert found[0] == found[1], (address, parameter)


def test_no_words_make_the_database_sleep(site: dict[str, str], client: Client) -> None:
    for text in ("pg_sleep(3)", "'||pg_sleep(3)||'", "');select pg_sleep(3)--", "(a+)+$" * 20, "%a" * 90, "a or " * 40):
        for address in ("/search/", "/events/", "/actors/", "/articles/"):
            began = time.monotonic()
            client.get(address, {"q": text})
            assert time.monotonic() - began < 2.5, (address, text[:20])


def test_fragments_and_conditional_headers_are_as_robust(site: dict[str, str], client: Client) -> None:
    for headers in (
        {"HX-Request": "true", "HX-Target": "a" * 5000, "HX-Current-URL": "javascript:alert(1)"},
        {"HX-Request": "true", "HX-Prompt": "%00", "HX-Trigger": "\x01"},
        {"HX-Request": "false"},
        {"HX-Boosted": "true"},
        {"HX-Current-URL": "http://[::1"},
        {"HX-Current-URL-URI-AutoEncoded": "true", "HX-Current-URL": "%ff%00"},
        {"If-None-Match": ", ".join('"x"' for _ in range(3000))},
        {"If-None-Match": '"'},
        {"If-Modified-Since": "never"},
        {"Range": "bytes=0-1,5-9,-1"},
        {"Accept": "*/*;q=x", "Accept-Encoding": "gzip;q=9, \x80"},
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Original-URL": "/admin/"},
        {"Cookie": "sessionid=" + "x" * 5000},
    ):
        for address in site.values():
            response = client.get(address, headers=headers)
            assert response.status_code == 200, headers
            assert b"evil.example" not in response.content


@pytest.mark.parametrize(
    "path",
    ["/actors/%00/", "/actors/a%00b/", "/articles/%ff/", "/actors/%ed%a0%80/", "/countries/%C4%B0SR/", "/events/%20/",
     "/events/1%00/", "/actors/..%2f..%2fetc/", "/%00", "/%ff", "/events/1;x/", "/articles/" + "a" * 9000 + "/",
     "/actors/{{7*7}}/", "/countries/ISR%0a/", "/events/0x1/", "/events/1.0/", "/admin/%00/", "/static/%00",
     "/static/..%2f.."],
)  # fmt: skip
def test_a_hostile_path_is_not_found(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code in {404, 400, 302}
    assert response.status_code != 302 or path.startswith("/admin/")
