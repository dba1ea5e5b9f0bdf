"""The reference data the project ships: twice is once, a curator's word stays, a bad row costs nothing but a line."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from newsapp.actors.models import Actor, ActorAlias, ActorRole
from newsapp.countries.models import Country, CountryName, Place, PlaceName
from newsapp.curation.admin.curated import bury
from newsapp.ingest.models import FixtureLoad
from newsapp.knowledge.models import KnowledgeRow

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

Cells = dict[str, str]


def load(folder: Path | None = None, *, force: bool = False) -> dict[str, str]:
    """What the command says of each step."""
    out = io.StringIO()
    call_command("load_fixtures", folder=folder or settings.FIXTURES_DIR, force=force, stdout=out)
    return dict(line.split(": ", 1) for line in out.getvalue().splitlines())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped fixtures to change."""
    copied = tmp_path / "fixtures"
    shutil.copytree(settings.FIXTURES_DIR, copied, ignore=shutil.ignore_patterns("articles"))
    return copied


def change_csv(path: Path, change: Callable[[list[Cells]], None]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names, rows = list(reader.fieldnames or []), list(reader)
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def change_row(path: Path, key: str, value: str, **cells: str) -> int:
    """Set `cells` in the row whose `key` is `value`; returns its line in the file."""
    found = []

    def change(rows: list[Cells]) -> None:
        for index, row in enumerate(rows):
            if row[key] == value:
                row.update(cells)
                found.append(index + 2)

    change_csv(path, change)
    return found[0]


def change_actor(folder: Path, slug: str, change: Callable[[dict[str, Any]], None]) -> None:
    for path in (folder / "actors").glob("*.jsonl"):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for row in rows:
            if row["slug"] == slug:
                change(row)
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def test_a_second_load_reads_nothing() -> None:
    assert set(load().values()) == {"unchanged since the last load"}


def test_a_forced_load_changes_nothing() -> None:
    before = Country.objects.count(), Actor.objects.count(), KnowledgeRow.objects.count(), PlaceName.objects.count()
    said = load(force=True)
    assert set(said) == {"countries", "places", "event types", "actors", "knowledge"}
    assert all("0 inserted, 0 updated, " in line for line in said.values()), said
    assert before == (
        Country.objects.count(),
        Actor.objects.count(),
        KnowledgeRow.objects.count(),
        PlaceName.objects.count(),
    )


def test_only_changed_files_are_read_again(folder: Path) -> None:
    change_row(folder / "countries" / "countries.csv", "iso3", "JOR", capital="Amman (changed)")
    said = load(folder)
    assert said["countries"].startswith("0 inserted, 1 updated, ")
    assert {said[step] for step in ("places", "event types", "actors", "knowledge")} == {
        "unchanged since the last load"
    }
    assert Country.objects.get(iso3="JOR").capital == "Amman (changed)"


def test_what_a_curator_decided_survives_a_changed_fixture(folder: Path) -> None:
    country = Country.objects.get(iso3="JOR")
    country.capital = "As the curator writes it"
    country.mark_curated(["capital"])
    country.save()
    change_row(folder / "countries" / "countries.csv", "iso3", "JOR", capital="Elsewhere", note="A new note")
    load(folder)
    country.refresh_from_db()
    assert (country.capital, country.note) == ("As the curator writes it", "A new note")


def test_a_deleted_record_stays_deleted(folder: Path) -> None:
    alias = ActorAlias.objects.filter(actor__kind="person").order_by("pk").first()
    assert alias is not None
    bury(alias)
    alias.delete()
    said = load(folder, force=True)
    assert "1 left as a curator decided" in said["actors"]
    assert not ActorAlias.objects.filter(actor=alias.actor, name=alias.name).exists()


def test_a_deleted_actor_stays_deleted_with_all_that_fixtures_say_of_it(folder: Path) -> None:
    actor = Actor.objects.get(slug="antony-blinken")
    assert actor.aliases.exists()
    bury(actor)
    actor.delete()
    load(folder, force=True)
    assert not Actor.objects.filter(slug="antony-blinken").exists()
    assert not ActorAlias.objects.filter(name="Tony Blinken").exists()


def test_a_deleted_body_takes_its_offices_out_of_the_fixtures(folder: Path) -> None:
    office = ActorRole.objects.filter(
        organisation__isnull=False, organisation__affiliates__isnull=True, organisation__roles__isnull=True
    ).first()
    assert office is not None
    assert office.organisation is not None
    body, title, holder = office.organisation, office.title, office.actor
    ActorRole.objects.filter(organisation=body).delete()
    bury(body)
    body.delete()
    load(folder, force=True)
    assert not Actor.objects.filter(slug=body.slug).exists()
    assert not holder.roles.filter(title=title, organisation__isnull=False).exists()


def test_a_deleted_place_stays_deleted(folder: Path) -> None:
    place = Place.objects.filter(names__isnull=False, kind="city").order_by("slug").first()
    assert place is not None
    bury(place)
    place.delete()
    load(folder, force=True)
    assert not Place.objects.filter(slug=place.slug).exists()


def test_a_new_row_is_added(folder: Path) -> None:
    def add(row: dict[str, Any]) -> None:
        row["aliases"].append({"name": "Tony B.", "case_sensitive": False, "lang": "en"})

    change_actor(folder, "antony-blinken", add)
    assert load(folder)["actors"].startswith("1 inserted, 0 updated")
    assert ActorAlias.objects.get(name="Tony B.").actor.slug == "antony-blinken"


def test_a_word_that_left_its_table_goes_unless_a_curator_changed_it(folder: Path) -> None:
    path = folder / "knowledge" / "idioms.csv"
    kept, dropped = KnowledgeRow.objects.filter(table="idioms").order_by("position")[:2]
    kept.mark_curated(["values"])
    kept.save()
    change_csv(path, lambda rows: rows.__delitem__(slice(0, 2)))
    load(folder)
    assert KnowledgeRow.objects.filter(pk=kept.pk).exists()
    assert not KnowledgeRow.objects.filter(pk=dropped.pk).exists()


@pytest.mark.parametrize(
    ("file", "key", "value", "field", "bad"),
    [
        ("countries/countries.csv", "iso3", "JOR", "lat", "north"),
        ("countries/countries.csv", "iso3", "JOR", "name", ""),
        ("countries/country_names.csv", "name", "Jordan", "valid_from", "2024-02-30"),
        ("countries/country_names.csv", "name", "Jordan", "iso3", "QQQ"),
        ("countries/country_names.csv", "name", "Jordan", "case_sensitive", "perhaps"),
        ("countries/places.csv", "slug", "amman", "lon", "1,5"),
        ("events/event_types.csv", "code", "042", "plover", "NOPE"),
    ],
)
def test_a_bad_cell_is_one_line_that_names_file_line_and_field(
    folder: Path, file: str, key: str, value: str, field: str, bad: str
) -> None:
    line = change_row(folder / file, key, value, **{field: bad})
    before = list(FixtureLoad.objects.values_list("path", "digest")), CountryName.objects.count()
    with pytest.raises(CommandError) as refused:
        load(folder)
    message = str(refused.value)
    assert "\n" not in message
    assert message.startswith(f"{Path(file).name}, line {line}, {field}: ")
    assert before == (list(FixtureLoad.objects.values_list("path", "digest")), CountryName.objects.count())


@pytest.mark.parametrize(
    ("file", "text", "names"),
    [
        ("countries/countries.csv", "iso3,name\nJOR,Jordan,surplus\n", "countries.csv, line 2"),
        ("actors/people.jsonl", '{"slug": "x",\n', "people.jsonl, line 1"),
        ("actors/people.jsonl", '["a list"]\n', "people.jsonl, line 1"),
        ("actors/people.jsonl", '{"slug": "x", "name": 7}\n', "people.jsonl, line 1, name"),
        ("actors/people.jsonl", '{"slug": "x", "name": "X", "kind": "person", "aliases": "X"}\n', "line 1, aliases"),
        ("actors/people.jsonl", '{"slug": "x", "name": "X", "kind": "wizard"}\n', "people.jsonl, line 1, kind"),
        ("countries/countries.csv", "iso3,name,status\njor,Jordan,un_member\n", "countries.csv, line 2: "),
        (
            "countries/countries.csv",
            "iso3,name,status\nJOR," + "J" * 101 + ",un_member\n",
            "countries.csv, line 2, name",
        ),
        ("countries/countries.csv", 'iso3,name\nJOR,"Jordan\n', "countries.csv, line 2"),
    ],
)
def test_a_broken_file_is_one_line_and_changes_nothing(folder: Path, file: str, text: str, names: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    before = Country.objects.count(), Actor.objects.count()
    with pytest.raises(CommandError) as refused:
        load(folder)
    assert "\n" not in str(refused.value)
    assert names in str(refused.value)
    assert before == (Country.objects.count(), Actor.objects.count())


def test_a_file_in_another_encoding_is_refused(folder: Path) -> None:
    path = folder / "countries" / "country_names.csv"
    path.write_bytes("iso3,name,kind\nCIV,Côte,alias\n".encode("latin-1"))
    with pytest.raises(CommandError, match=r"country_names\.csv.*UTF-8"):
        load(folder)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no countries among the fixtures"):
        load(tmp_path)
