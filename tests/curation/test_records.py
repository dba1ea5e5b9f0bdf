"""Reference records at the desk: what curators change, rename or delete stays so when the fixtures are loaded again."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from newsapp.actors.models import Actor, ActorAlias, ActorSlug
from newsapp.countries.models import Country
from newsapp.ingest.models import Tombstone
from newsapp.knowledge.models import KnowledgeRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db


def reload_fixtures() -> None:
    call_command("load_fixtures", force=True, stdout=io.StringIO())


def test_a_deleted_alias_leaves_a_tombstone_and_does_not_come_back(curator: Client) -> None:
    alias = ActorAlias.objects.filter(actor__slug="antony-blinken").first()
    assert alias is not None
    assert curator.post(f"/admin/actors/actoralias/{alias.pk}/delete/", {"post": "yes"}).status_code == 302
    assert Tombstone.objects.get().kind == "actors.actoralias"
    reload_fixtures()
    assert not ActorAlias.objects.filter(actor=alias.actor_id, name=alias.name).exists()


def test_an_alias_deleted_beside_its_actor_does_not_come_back(
    curator: Client, form_of: Callable[[str], dict[str, str]]
) -> None:
    actor = Actor.objects.get(slug="antony-blinken")
    address = f"/admin/actors/actor/{actor.pk}/change/"
    before = set(actor.aliases.values_list("name", flat=True))
    assert curator.post(address, {**form_of(address), "aliases-0-DELETE": "on"}).status_code == 302
    after = set(actor.aliases.values_list("name", flat=True))
    assert len(before - after) == 1
    reload_fixtures()
    assert set(actor.aliases.values_list("name", flat=True)) == after


def test_deleted_in_a_bunch_they_do_not_come_back(curator: Client) -> None:
    chosen = list(ActorAlias.objects.filter(actor__slug="antony-blinken").values_list("pk", flat=True))
    curator.post("/admin/actors/actoralias/", {"action": "delete_selected", "_selected_action": chosen, "post": "yes"})
    reload_fixtures()
    assert not ActorAlias.objects.filter(actor__slug="antony-blinken").exists()


def test_a_renamed_alias_does_not_come_back_under_its_old_name(
    curator: Client, form_of: Callable[[str], dict[str, str]]
) -> None:
    alias = ActorAlias.objects.filter(actor__slug="antony-blinken").order_by("pk").first()
    assert alias is not None
    address = f"/admin/actors/actoralias/{alias.pk}/change/"
    assert curator.post(address, {**form_of(address), "name": "As a curator spells it"}).status_code == 302
    reload_fixtures()
    names = set(ActorAlias.objects.filter(actor__slug="antony-blinken").values_list("name", flat=True))
    assert "As a curator spells it" in names
    assert alias.name not in names


def test_an_alias_renamed_beside_its_actor_does_not_come_back(
    curator: Client, form_of: Callable[[str], dict[str, str]]
) -> None:
    actor = Actor.objects.get(slug="antony-blinken")
    address = f"/admin/actors/actor/{actor.pk}/change/"
    form = form_of(address)
    old = form["aliases-0-name"]
    assert curator.post(address, {**form, "aliases-0-name": "As a curator spells it"}).status_code == 302
    reload_fixtures()
    names = set(actor.aliases.values_list("name", flat=True))
    assert "As a curator spells it" in names
    assert old not in names


def test_an_actor_with_a_new_address_keeps_the_old_one_and_stays_one_actor(
    curator: Client, client: Client, form_of: Callable[[str], dict[str, str]]
) -> None:
    actor = Actor.objects.get(slug="antony-blinken")
    count, aliases = Actor.objects.count(), actor.aliases.count()
    address = f"/admin/actors/actor/{actor.pk}/change/"
    assert curator.post(address, {**form_of(address), "slug": "tony-blinken"}).status_code == 302
    reload_fixtures()
    assert Actor.objects.count() == count
    assert ActorSlug.objects.get(slug="antony-blinken").actor == actor
    assert client.get("/actors/antony-blinken/").headers["Location"] == "/actors/tony-blinken/"
    assert actor.aliases.count() == aliases


def test_a_changed_field_outlives_the_next_load(curator: Client, form_of: Callable[[str], dict[str, str]]) -> None:
    country = Country.objects.get(iso3="JOR")
    address = f"/admin/countries/country/{country.pk}/change/"
    assert curator.post(address, {**form_of(address), "note": "A curator's note"}).status_code == 302
    reload_fixtures()
    country.refresh_from_db()
    assert (country.note, country.curated_fields) == ("A curator's note", ["note"])


def test_a_country_in_use_is_not_deleted(curator: Client) -> None:
    country = Country.objects.get(iso3="JOR")
    page = curator.post(f"/admin/countries/country/{country.pk}/delete/", {"post": "yes"})
    assert page.status_code == 200
    assert "protected related objects" in page.text
    assert Country.objects.filter(iso3="JOR").exists()


def test_words_are_added_and_deleted_at_the_desk(curator: Client) -> None:
    address = "/admin/knowledge/knowledgerow/"
    for number in range(3):
        sent = {"table": "idioms", "position": "1", "values": f'{{"phrase": "word {number}"}}'}
        assert curator.post(f"{address}add/", sent).status_code == 302
    first = KnowledgeRow.objects.get(values__phrase="word 0")
    assert curator.post(f"{address}{first.pk}/delete/", {"post": "yes"}).status_code == 302
    assert (
        curator.post(f"{address}add/", {"table": "idioms", "position": "1", "values": '{"phrase": "new"}'}).status_code
        == 302
    )
    reload_fixtures()
    assert KnowledgeRow.objects.filter(values__phrase__in=["word 1", "word 2", "new"]).count() == 3
    for values in ("[]", '"text"', "{", '{"a": "\\u0000"}'):
        response = curator.post(f"{address}add/", {"table": "idioms", "position": "1", "values": values})
        assert response.status_code == 200, values


def test_a_word_is_found_by_its_cells(curator: Client) -> None:
    KnowledgeRow.objects.create(table="idioms", values={"phrase": "kicked the bucket"}, origin="x")
    page = curator.get("/admin/knowledge/knowledgerow/?q=the+bucket")
    assert page.context["cl"].result_count == 1


def test_a_tombstone_taken_away_lets_the_record_come_back(curator: Client) -> None:
    alias = ActorAlias.objects.filter(actor__slug="antony-blinken").first()
    assert alias is not None
    curator.post(f"/admin/actors/actoralias/{alias.pk}/delete/", {"post": "yes"})
    tombstone = Tombstone.objects.get()
    assert curator.post(f"/admin/ingest/tombstone/{tombstone.pk}/delete/", {"post": "yes"}).status_code == 302
    reload_fixtures()
    assert ActorAlias.objects.filter(actor=alias.actor_id, name=alias.name).exists()


def test_merging_is_no_field_of_a_form(curator: Client, form_of: Callable[[str], dict[str, str]]) -> None:
    one, other = Actor.objects.get(slug="hamas"), Actor.objects.get(slug="hezbollah")
    address = f"/admin/actors/actor/{one.pk}/change/"
    assert curator.post(address, {**form_of(address), "merged_into": str(other.pk)}).status_code == 302
    one.refresh_from_db()
    assert one.merged_into is None


@pytest.mark.parametrize("other", ["hamas", "palestinian-authority"])
def test_a_membership_that_cannot_be_is_explained(curator: Client, other: str) -> None:
    actor, body = Actor.objects.get(slug="hamas"), Actor.objects.get(slug=other)
    sent = {"actor": str(actor.pk), "organisation": str(body.pk), "kind": "member"}
    address = "/admin/actors/affiliation/add/"
    first = curator.post(address, sent)
    assert first.status_code == (200 if other == "hamas" else 302)
    assert curator.post(address, sent).status_code == 200


def test_overlapping_codes_are_explained(curator: Client) -> None:
    country = Country.objects.get(iso3="JOR")
    sent = {"country": str(country.pk), "scheme": "iso3", "code": "ISR", "source": "x"}
    response = curator.post("/admin/countries/countrycode/add/", sent)
    assert response.status_code == 200
    assert "country_code_one_meaning" in response.text
