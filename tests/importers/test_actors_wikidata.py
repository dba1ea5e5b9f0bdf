"""Wikidata's entity JSON in both shapes becomes actors with dated offices; what is missing is refused or noted."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from newsapp.importers.actor_rows import KINDS, ActorRow, CountryRef, Office
from newsapp.importers.actors_wikidata import KINDS as CLASSES
from newsapp.importers.actors_wikidata import read_actors_wikidata
from newsapp.importers.documents import Refusal

if TYPE_CHECKING:
    from pathlib import Path


def item(qid: str, rank: str = "normal", **qualifiers: list[Any]) -> dict[str, Any]:
    snak = {"snaktype": "value", "datavalue": {"value": {"id": qid}, "type": "wikibase-entityid"}}
    return {"mainsnak": snak, "rank": rank, "qualifiers": qualifiers}


def day(text: str, precision: int = 11) -> list[dict[str, Any]]:
    value = {"time": f"+{text}T00:00:00Z", "precision": precision}
    return [{"snaktype": "value", "datavalue": {"value": value, "type": "time"}}]


def entity(qid: str, label: str = "", **claims: list[Any]) -> dict[str, Any]:
    labels = {"en": {"language": "en", "value": label}} if label else {}
    return {"type": "item", "id": qid, "labels": labels, "claims": claims}


OFFICE = entity("Q30461", "president of the example")
PERSON = {
    **entity(
        "Q76", "Ana Example",
        P31=[item("Q5")],
        P27=[item("Q30"), item("Q45", P582=day("1990-01-01"))],
        P39=[
            item("Q30461", P580=day("2009-01-20"), P582=day("2017-01-20")),
            item("Q30461", rank="preferred", P580=day("2020-01-20")),
        ],
    ),
    "aliases": {"en": [{"language": "en", "value": "A. Example"}, {"language": "en", "value": "x" * 300}]},
    "descriptions": {"en": {"language": "en", "value": "example politician"}},
}  # fmt: skip


def read(tmp_path: Path, data: str | bytes) -> list[ActorRow | Refusal]:
    path = tmp_path / "entities.json"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_actors_wikidata(path))


def shapes(*entities: dict[str, Any]) -> dict[str, str]:
    answer = {"entities": {one["id"]: one for one in entities}, "success": 1}
    return {
        "answer": json.dumps(answer),
        "answer over lines": json.dumps(answer, indent=1),
        "dump": "[\n" + ",\n".join(map(json.dumps, entities)) + "\n]\n",
        "lines": "\ufeff" + "\r\n".join(map(json.dumps, entities)) + "\r\n",
    }


@pytest.mark.parametrize("shape", ["answer", "answer over lines", "dump", "lines"])
def test_a_person_has_names_country_and_offices(tmp_path: Path, shape: str) -> None:
    (row,) = read(tmp_path, shapes(PERSON, OFFICE)[shape])
    assert isinstance(row, ActorRow)
    assert (row.name, row.kind, row.country) == ("Ana Example", "person", CountryRef("wikidata", "Q30"))
    assert (row.aliases, row.description) == (("A. Example",), "example politician")
    assert row.identifiers == (("wikidata", "Q76"),)
    title = "President of the example"
    assert row.offices == (
        Office(title, None, "", dt.date(2009, 1, 20), dt.date(2017, 1, 20)),
        Office(title, None, "", dt.date(2020, 1, 20), None),
    )
    assert row.notes == ("1 of 2 aliases left out: too long or no text",)


def test_an_office_without_a_label_or_a_last_day_is_left_out_and_noted(tmp_path: Path) -> None:
    held = [item("Q30461", P582=day("2017-00-00", 9)), item("Q999", P580=day("2001-02-03"))]
    (row,) = read(tmp_path, shapes(entity("Q1", "Ana", P31=[item("Q5")], P39=held), OFFICE)["lines"])
    assert isinstance(row, ActorRow)
    assert row.offices == ()
    assert [note.split(" left out")[0] for note in row.notes] == ["office Q30461", "office Q999"]


def test_two_countries_are_no_country(tmp_path: Path) -> None:
    (row,) = read(tmp_path, shapes(entity("Q1", "Ana", P31=[item("Q5")], P27=[item("Q30"), item("Q45")]))["lines"])
    assert isinstance(row, ActorRow)
    assert row.country is None
    assert row.notes == ("country left out: Q30, Q45",)


@pytest.mark.parametrize(
    ("one", "field", "words"),
    [
        (entity("P31", "x", P31=[item("Q5")]), "id", "no id of an item"),
        ({"id": "Q1", "missing": ""}, "id", "Wikidata has no Q1"),
        (entity("Q1", "", P31=[item("Q5")]), "labels", "no English label"),
        (entity("Q1", "x" * 201, P31=[item("Q5")]), "labels", "over 200"),
        (entity("Q30", "United States", P31=[item("Q3624078")]), "P31", "is a state"),
        (entity("Q1", "A comet", P31=[item("Q3559")]), "P31", "no kind of actor follows from Q3559"),
        (entity("Q1", "A thing"), "P31", "follows from nothing"),
        ({"id": "Q1", "labels": 5, "claims": 7}, "labels", "no English label"),
    ],
)
def test_what_is_no_actor_is_refused_by_field(tmp_path: Path, one: dict[str, Any], field: str, words: str) -> None:
    refused, good = read(tmp_path, shapes(one, entity("Q7", "Bea", P31=[item("Q5")]))["lines"])
    assert isinstance(refused, Refusal)
    assert (refused.line, refused.field) == (1, field)
    assert words in refused.message
    assert isinstance(good, ActorRow)


def test_lines_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    good = json.dumps(PERSON).encode()
    data = good + b"\n{broken\n5\n" + b'{"id": "\x00"}\n' + b"\xff\n" + b"y" * 10_000_000 + b"\n" + good
    rows = read(tmp_path, data)
    assert [row.line for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [isinstance(row, Refusal) for row in rows] == [False, True, True, True, True, True, False]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"no json at all", "not JSON"),
        (b'{"entities": []}', "entities is not an object"),
        (b'{\n"query": 5}', "neither"),
        (b"[" * 100_000, "nested too deeply"),
        (json.dumps(PERSON).encode("utf-16"), "UTF-16"),
    ],
)
def test_a_bad_file_is_one_refusal(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        read(tmp_path, data)


def test_every_class_makes_a_known_kind() -> None:
    assert set(CLASSES.values()) <= KINDS
