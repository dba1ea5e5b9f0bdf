"""The curators' desk: every list, search and form opens, at the same cost for few and for many, for curators only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from newsapp.actors.models import Actor, ActorSlug
from newsapp.articles.models import Passage
from newsapp.events.models import CasualtyCount, DataSet, DataSetRow, Event
from newsapp.ingest.models import ImportItem, ImportRun, Tombstone
from tests.browse.pages import build_many_articles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

pytestmark = pytest.mark.django_db

MODELS = {model._meta.label_lower: model for model in admin.site._registry}
NEWSAPP = sorted(label for label, model in MODELS.items() if model.__module__.startswith("newsapp"))


def build_rows(count: int, *, first: int = 0) -> None:
    """`count` more rows of whatever articles and fixtures bring along, all with different relations."""
    articles = build_many_articles(count)
    data_set = DataSet.objects.get_or_create(slug="set", defaults={"name": "A set"})[0]
    run = ImportRun.objects.create(command="import_articles x")
    for number, article in enumerate(articles, start=first):
        version = article.versions.get()
        evidence = version.evidence.order_by("pk")[0]
        CasualtyCount.objects.create(evidence=evidence, kind="killed", best=12, start=0, end=1, reason="why not")
        Passage.objects.create(article_version=version, kind="byline", start=0, end=1, reason="why not")
        DataSet.objects.get_or_create(slug=f"set-{number}", defaults={"name": f"Set {number}"})
        DataSetRow.objects.create(data_set=data_set, row_id=f"row {number}", raw={"a": 1})
        ImportItem.objects.create(run=run, path=f"{number}.txt", outcome="inserted", article=article)
        ImportRun.objects.create(command=f"import_articles {number}")
        Tombstone.objects.create(kind="x", key=str(number))
        actor = Actor.objects.create(slug=f"actor-{number}", name=f"Actor {number}", kind="person")
        ActorSlug.objects.create(slug=f"old-{number}", actor=actor)


def address_of(label: str, rest: str = "") -> str:
    return f"/admin/{label.replace('.', '/')}/{rest}"


def first_of(label: str) -> Model:
    row = MODELS[label]._default_manager.order_by("pk").last()
    assert row is not None, f"no {label} to look at"
    return row


def queries(client: Client, address: str) -> int:
    ContentType.objects.clear_cache()  # else the first page of a kind takes one query more
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_every_record_has_its_desk() -> None:
    from django.apps import apps

    ours = {model._meta.label_lower for model in apps.get_models() if model.__module__.startswith("newsapp")}
    assert ours == set(NEWSAPP)


def test_a_list_costs_the_same_for_few_rows_and_many(curator: Client) -> None:
    build_rows(5)
    few = {label: queries(curator, address_of(label)) for label in NEWSAPP}
    build_rows(20, first=5)
    assert {label: queries(curator, address_of(label)) for label in NEWSAPP} == few


def test_search_filters_and_sorting_work(curator: Client) -> None:
    build_rows(2)
    for label in NEWSAPP:
        assert_searchable(label, curator)


def assert_searchable(label: str, curator: Client) -> None:
    desk = admin.site._registry[MODELS[label]]
    for words in ("israel", "042", "100% “odd” \\ _ '", "a" * 200, "x\x00y"):
        response = curator.get(address_of(label), {"q": words})
        assert response.status_code == 200, (label, words)
    for column in range(1, len(desk.list_display) + 1):
        assert curator.get(address_of(label), {"o": f"-{column}"}).status_code == 200, (label, column)
    page = curator.get(address_of(label))
    for chosen in page.context["cl"].filter_specs:
        for choice in list(chosen.choices(page.context["cl"]))[:3]:
            assert curator.get(address_of(label) + choice["query_string"]).status_code == 200


def test_a_form_opens_for_a_row_and_for_a_new_one(curator: Client) -> None:
    build_rows(2)
    for label in NEWSAPP:
        assert_opens(label, curator)


def assert_opens(label: str, curator: Client) -> None:
    row = first_of(label)
    assert curator.get(address_of(label, f"{row.pk}/change/")).status_code == 200, label
    assert curator.get(address_of(label, f"{row.pk}/history/")).status_code == 200, label
    desk = admin.site._registry[MODELS[label]]
    request = curator.get(address_of(label)).wsgi_request
    expected = 200 if desk.has_add_permission(request) else 403
    assert curator.get(address_of(label, "add/")).status_code == expected, label
    expected = 200 if desk.has_delete_permission(request, row) else 403
    assert curator.get(address_of(label, f"{row.pk}/delete/")).status_code == expected, label
    for absent in ("999999999", "0", "-1", "9" * 30, "x", "%00"):
        assert curator.get(address_of(label, f"{absent}/change/")).status_code == 302, label


def test_what_machines_write_nobody_writes_here(curator: Client) -> None:
    build_rows(1)
    request = curator.get("/admin/").wsgi_request
    written = [label for label in NEWSAPP if not admin.site._registry[MODELS[label]].has_change_permission(request)]
    assert {"articles.articleversion", "articles.sentence", "events.evidence", "ingest.importrun"} <= set(written)
    for label in written:
        row = first_of(label)
        before = MODELS[label]._default_manager.values().get(pk=row.pk)
        assert curator.post(address_of(label, f"{row.pk}/change/"), {"_save": "1"}).status_code == 403, label
        assert curator.post(address_of(label, "add/"), {"_save": "1"}).status_code == 403, label
        assert MODELS[label]._default_manager.values().get(pk=row.pk) == before


@pytest.mark.parametrize("label", ["events.event", "articles.article", "actors.actor", "countries.country"])
def test_a_form_costs_the_same_beside_few_rows_and_many(label: str, curator: Client) -> None:
    build_rows(3)
    row = Actor.objects.get(slug="antony-blinken") if label == "actors.actor" else first_of(label)
    few = queries(curator, address_of(label, f"{row.pk}/change/"))
    build_rows(20, first=3)
    assert queries(curator, address_of(label, f"{row.pk}/change/")) == few


def admin_addresses() -> Iterator[str]:
    """Every address below /admin/, with an id where one is needed."""

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
        for pattern in patterns:
            path = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, path)
            else:
                path = path.replace("<path:object_id>", "1").replace("<id>", "1").replace("<path:content_type_id>", "1")
                path = path.replace("<path:object_id>", "1").replace("<int:content_type_id>", "1")
                yield "/" + path.replace("(?P<app_label>", "").split("^")[0].split("(?P<url>")[0]

    yield from walk([part for part in get_resolver().url_patterns if str(part.pattern) == "admin/"], "")


OPEN = {"/admin/login/", "/admin/jsi18n/"}


def test_anonymous_visitors_are_led_to_the_login_from_everywhere(client: Client) -> None:
    addresses = {address for address in admin_addresses() if "<" not in address and address not in OPEN}
    assert len(addresses) > 150
    for address in sorted(addresses):
        response = client.get(address)
        assert response.status_code == 302, address
        assert response.headers["Location"].startswith("/admin/login/") or address == "/admin/logout/", address


def test_staff_without_a_permission_see_and_change_nothing(staff: Client) -> None:
    build_rows(1)
    assert staff.get("/admin/").status_code == 200
    for label in NEWSAPP:
        row = first_of(label)
        for rest in ("", "add/", f"{row.pk}/change/", f"{row.pk}/delete/", f"{row.pk}/history/"):
            assert staff.get(address_of(label, rest)).status_code == 403, (label, rest)
            assert staff.post(address_of(label, rest), {"_save": "1", "post": "yes"}).status_code == 403, (label, rest)


def test_a_permission_to_view_is_none_to_change(staff: Client) -> None:
    build_rows(1)
    user = User.objects.get(username="staff")
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    event = Event.objects.get()
    address = address_of("events.event", f"{event.pk}/change/")
    assert staff.get(address).status_code == 200
    assert staff.post(address, {"phrase": "changed"}).status_code == 403
    listed = address_of("events.event")
    staff.post(listed, {"action": "reject", "_selected_action": [event.pk]})
    staff.post(listed, {"action": "confirm", "_selected_action": [event.pk]})
    event.refresh_from_db()
    assert event.status == "reported"


def test_a_reader_with_an_account_is_not_let_in(client: Client) -> None:
    client.force_login(User.objects.create_user("reader", password="long enough to be taken"))
    assert client.get("/admin/").status_code == 302
    assert client.get(address_of("events.event")).status_code == 302


def test_an_account_that_was_closed_is_out_at_once(staff: Client) -> None:
    User.objects.filter(username="staff").update(is_active=False)
    assert staff.get("/admin/").status_code == 302


def test_a_form_without_its_token_changes_nothing() -> None:
    build_rows(1)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.create_superuser("curator", password="long enough to be taken"))
    event = Event.objects.get()
    for address, data in (
        (address_of("events.event", f"{event.pk}/change/"), {"phrase": "changed"}),
        (address_of("events.event", f"{event.pk}/delete/"), {"post": "yes"}),
        (address_of("events.event"), {"action": "reject", "_selected_action": event.pk}),
        ("/admin/logout/", {}),
        ("/admin/login/", {"username": "curator", "password": "long enough to be taken"}),
    ):
        for headers in ({}, {"HX-Request": "true"}, {"Origin": "https://evil.example"}, {"X-CSRFToken": "x" * 64}):
            response = strict.post(address, data, headers=headers)
            assert response.status_code == 403, (address, headers)
            assert response.headers["Content-Security-Policy"] == settings.CONTENT_SECURITY_POLICY
            assert "<style" not in response.text
    event.refresh_from_db()
    assert event.status == "reported"
    assert strict.get("/admin/").status_code == 200


def test_looking_changes_nothing(curator: Client) -> None:
    build_rows(1)
    event = Event.objects.get()
    for address in (
        address_of("events.event") + f"?action=reject&_selected_action={event.pk}",
        address_of("events.event", f"{event.pk}/delete/?post=yes"),
        address_of("events.event", f"{event.pk}/change/?phrase=changed&_save=1"),
    ):
        with CaptureQueriesContext(connection) as captured:
            curator.get(address)
        written = [query["sql"] for query in captured if not query["sql"].lstrip("( ").upper().startswith("SELECT")]
        assert not [sql for sql in written if "SAVEPOINT" not in sql and "django_session" not in sql]
    assert Event.objects.get().status == "reported"


def test_signing_in_leads_to_this_site_only(client: Client) -> None:
    User.objects.create_superuser("curator", password="long enough to be taken")
    sent = {"username": "curator", "password": "long enough to be taken"}
    for target in (
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:hit()",
        "///x",
        "\t//x",
        "/%2f/x",
    ):
        response = client.post("/admin/login/?next=" + target, {**sent, "next": target})
        assert response.status_code == 302
        location = response.headers["Location"]
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\")), target


def test_the_desk_carries_the_strict_policy_and_nothing_inline(curator: Client) -> None:
    build_rows(1)
    for label in ("events.event", "articles.article", "actors.actor", "knowledge.knowledgerow"):
        for rest in ("", f"{first_of(label).pk}/change/"):
            response = curator.get(address_of(label, rest))
            assert response.headers["Content-Security-Policy"] == settings.CONTENT_SECURITY_POLICY
            assert " style=" not in response.text
            assert " onclick=" not in response.text
