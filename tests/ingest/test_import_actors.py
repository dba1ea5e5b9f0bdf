"""Importing lists of actors: every row is accounted for, twice is once, a curator's word stays, faults are one line."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import F

from newsapp.actors.models import Actor, ActorAlias, ActorIdentifier, ActorRole
from newsapp.importers.actor_rows import KINDS
from newsapp.ingest.import_actors import RowReport, import_actors
from newsapp.ingest.models import ImportItem, ImportRun, Tombstone
from newsapp.ingest.upsert import tombstone_key

pytestmark = pytest.mark.django_db

HEADER = "name,kind,slug,country,aliases,description,wikidata,title,organisation,from,until\n"
ANA = "Ana Example,person,,PRT,A. Example;Example,Minister of examples.,Q99999901,Minister,nato,2020-01-02,\n"
MODELS = (Actor, ActorAlias, ActorRole, ActorIdentifier, ImportRun, ImportItem)


def run(tmp_path: Path, text: str, file_format: str = "csv", **options: Any) -> list[RowReport]:
    path = tmp_path / f"list.{file_format}"
    path.write_text(text, encoding="utf-8")
    return import_actors(path, file_format=file_format, **options)


def outcomes(reports: list[RowReport]) -> list[str]:
    return [report.outcome for report in reports]


def counted() -> list[int]:
    return [model._default_manager.count() for model in MODELS]


def test_a_row_becomes_an_actor_with_names_office_id_and_source(tmp_path: Path) -> None:
    (report,) = run(tmp_path, HEADER + ANA)
    assert (report.outcome, report.actor, report.reason) == ("inserted", "ana-example", "")
    actor = Actor.objects.get(slug="ana-example")
    assert (actor.kind, actor.standing) == ("person", "known")
    assert actor.country is not None
    assert actor.country.iso3 == "PRT"
    assert actor.source == "import of list.csv (csv), row 2"
    assert dict(actor.aliases.values_list("name", "ambiguous")) == {"A. Example": False, "Example": True}
    role = actor.roles.get()
    assert role.organisation is not None
    assert (role.title, role.organisation.slug, str(role.valid_from), role.valid_until) == (
        "Minister", "nato", "2020-01-02", None,
    )  # fmt: skip
    assert actor.identifiers.get().value == "Q99999901"


def test_twice_is_once_and_a_changed_row_updates(tmp_path: Path) -> None:
    run(tmp_path, HEADER + ANA)
    before = counted()[:4]
    assert outcomes(run(tmp_path, HEADER + ANA)) == ["unchanged"]
    assert counted()[:4] == before
    changed = ANA.replace("Minister of examples.", "Former minister.").replace("2020-01-02,", "2020-01-02,2024-05-06")
    assert outcomes(run(tmp_path, HEADER + changed)) == ["updated"]
    actor = Actor.objects.get(slug="ana-example")
    assert actor.description == "Former minister."
    assert str(actor.roles.get().valid_until) == "2024-05-06"


def test_rows_of_one_actor_add_up_and_a_repeated_row_is_unchanged(tmp_path: Path) -> None:
    second = "Ana Example,person,,PRT,,,Q99999901,Chair,,2024-05-06,\n"
    assert outcomes(run(tmp_path, HEADER + ANA + second + second)) == ["inserted", "updated", "unchanged"]
    assert set(Actor.objects.get(slug="ana-example").roles.values_list("title", flat=True)) == {"Minister", "Chair"}


def test_a_known_actor_is_found_by_id_address_and_name(tmp_path: Path) -> None:
    rows = (
        "Angela Merkel,person,,,Angie M.,,Q567,,,,\n"
        "NATO,international_organisation,nato,,Atlantic Pact,,,,,,\n"
        "Hezbollah,armed_group,,LBN,Hizb,,,,,,\n"
    )
    reports = run(tmp_path, HEADER + rows)
    assert [(report.outcome, report.actor) for report in reports] == [
        ("updated", "angela-merkel"), ("updated", "nato"), ("updated", "hezbollah"),
    ]  # fmt: skip
    assert Actor.objects.get(slug="hezbollah").source.endswith("; list.csv (csv), row 4")


def test_what_a_curator_decided_stays(tmp_path: Path) -> None:
    run(tmp_path, HEADER + ANA)
    actor = Actor.objects.get(slug="ana-example")
    actor.description = "As a curator says."
    actor.mark_curated(["description", "source"])
    actor.save()
    alias = actor.aliases.get(name="A. Example")
    key = tombstone_key((actor.pk, "A. Example", "en", None))
    Tombstone.objects.create(kind="actors.actoralias", key=key)
    alias.delete()
    (report,) = run(tmp_path, HEADER + ANA.replace("Minister of examples.", "Otherwise."))
    assert (report.outcome, report.reason) == ("unchanged", "A. Example left out: a curator deleted it")
    actor.refresh_from_db()
    assert actor.description == "As a curator says."
    Tombstone.objects.create(kind="actors.actor", key="bea-example")
    (report,) = run(tmp_path, HEADER + "Bea Example,person,bea-example,,,,,,,,\n")
    assert (report.outcome, report.reason) == ("unchanged", "a curator deleted it")
    assert not Actor.objects.filter(slug="bea-example").exists()


def test_shared_names_are_ambiguous_and_names_of_countries_left_out(tmp_path: Path) -> None:
    (report,) = run(tmp_path, HEADER + "Blue League,party,,,Labour;Peru;BL Party,,,,,,\n")
    assert report.reason == "Peru left out: a country's name"
    actor = Actor.objects.get(slug="blue-league")
    assert actor.aliases.get(name="BL Party").ambiguous is False
    shared = ActorAlias.objects.exclude(actor=actor).filter(name__iexact="Labour").exists()
    assert actor.aliases.get(name="Labour").ambiguous is shared


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ("Cara,person,,Atlantis,,,,,,,", "country", "Atlantis is not known"),
        ("Cara,person,,,,,,Chair,atlantean-league,,", "organisation", "atlantean-league is not known"),
        ("Hamas,party,,PSE,,,,,,,", "kind", "known as armed group (hamas)"),
        ("Cara,robot,,,,,,,,,", "kind", "no kind of actor"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_and_the_others_go_on(
    tmp_path: Path, row: str, field: str, words: str
) -> None:
    reports = run(tmp_path, f"{HEADER}{row}\n{ANA}")
    assert outcomes(reports) == ["refused", "inserted"]
    assert f"list.csv line 2 field {field}: " in reports[0].reason
    assert words in reports[0].reason


def test_every_row_is_counted_in_the_run(tmp_path: Path) -> None:
    run(tmp_path, HEADER + ANA + ANA + "Cara,robot,,,,,,,,,\nshort\n")
    last = ImportRun.objects.latest("pk")
    assert (last.read, last.inserted, last.updated, last.unchanged, last.refused) == (4, 1, 0, 1, 2)
    assert last.read == last.inserted + last.updated + last.unchanged + last.refused
    assert [item.path.rsplit(":", 1)[1] for item in last.items.all()] == ["2", "3", "4", "5"]
    assert not ImportRun.objects.filter(finished_at__isnull=True).exists()
    assert not ImportItem.objects.filter(outcome="refused", reason="").exists()
    assert ImportRun.objects.filter(read=F("inserted") + F("updated") + F("unchanged") + F("refused")).exists()


def test_a_dry_run_reports_the_same_and_writes_nothing(tmp_path: Path) -> None:
    text = HEADER + ANA + ANA + "Cara,robot,,,,,,,,,\n"
    before = counted()
    dry = run(tmp_path, text, dry_run=True)
    assert counted() == before
    assert dry == run(tmp_path, text)


def test_a_file_that_cannot_be_read_changes_nothing(tmp_path: Path) -> None:
    before = counted()
    path = tmp_path / "bad.csv"
    path.write_bytes(b"kind\nperson\n")
    with pytest.raises(CommandError, match=r"bad\.csv line 1: the header has no column named name"):
        call_command("import_actors", str(path), format="csv")
    assert counted() == before


def test_petrarch_offices_have_country_and_dates(tmp_path: Path) -> None:
    text = "JUAN_SAMPLE_\n+J._SAMPLE\n\t[PERGOV 010728-060728]\n\t[PERELI]\nSOME_STATE [PER]\n"
    reports = run(tmp_path, text, "petrarch")
    assert outcomes(reports) == ["inserted", "refused"]
    role = Actor.objects.get(slug="juan-sample").roles.get()
    assert role.country is not None
    assert (role.country.iso3, str(role.valid_from), str(role.valid_until)) == ("PER", "2001-07-28", "2006-07-29")
    assert outcomes(run(tmp_path, text, "petrarch")) == ["unchanged", "refused"]


def test_wikidata_countries_are_those_of_the_states(tmp_path: Path) -> None:
    def claim(qid: str) -> list[dict[str, Any]]:
        return [{"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": qid}}}, "rank": "normal"}]

    one = {
        "id": "Q99999902",
        "labels": {"en": {"value": "Dan Sample"}},
        "claims": {"P31": claim("Q5"), "P27": claim("Q183")},
    }
    (report,) = run(tmp_path, json.dumps({"entities": {"Q99999902": one}}), "wikidata-json")
    assert (report.outcome, report.reason) == ("inserted", "")
    actor = Actor.objects.get(slug="dan-sample")
    assert actor.country is not None
    assert actor.country.iso3 == "DEU"


def test_the_command_prints_refusals_and_counts_and_fails_on_refusals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEADER + ANA + "Cara,robot,,,,,,,,,\n", encoding="utf-8")
    out = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("import_actors", str(path), format="csv", dry_run=True, stdout=out)
    assert stopped.value.code == 1
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("refused row 3 ")
    assert lines[1].startswith("Dry run, nothing was changed. 2 rows: 1 inserted, 0 updated, 0 unchanged, 1 refused")
    capsys.readouterr()
    with pytest.raises(SystemExit):
        call_command("import_actors", str(path), format="csv", json=True)
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one.get("outcome") for one in printed[:2]] == ["inserted", "refused"]
    assert printed[2] == {"read": 2, "inserted": 1, "updated": 0, "unchanged": 0, "refused": 1, "dry_run": False}


def test_kinds_are_those_of_the_records() -> None:
    assert set(Actor.Kind.values) == KINDS


def test_a_whole_dictionary_is_accounted_for_and_twice_is_once() -> None:
    folder = os.environ.get("NEWSAPP_DATA")
    path = Path(folder or "") / "codebooks" / "actor_dictionaries" / "Phoenix.MilNonState.actors.txt"
    if not folder or not path.is_file():
        pytest.skip("set NEWSAPP_DATA to the folder of the reference data to import a Phoenix dictionary")
    first = import_actors(path, file_format="petrarch")
    assert outcomes(first).count("inserted") > 800
    again = import_actors(path, file_format="petrarch")
    assert len(again) == len(first)
    assert set(outcomes(again)) == {"unchanged", "refused"}
    assert outcomes(again).count("refused") == outcomes(first).count("refused")
