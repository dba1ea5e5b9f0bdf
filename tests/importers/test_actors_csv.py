"""Actors in CSV: the columns become a row, and what cannot be used is refused by line and field."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from newsapp.importers.actor_rows import ActorRow, CountryRef, Office
from newsapp.importers.actors_csv import read_actors_csv
from newsapp.importers.documents import Refusal

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "name,kind,slug,country,aliases,description,wikidata,title,organisation,from,until\n"


def read(tmp_path: Path, data: str | bytes) -> list[ActorRow | Refusal]:
    path = tmp_path / "actors.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_actors_csv(path))


def test_a_row_becomes_an_actor_with_its_office(tmp_path: Path) -> None:
    line = "Ana Example,person,ana-example,PRT,A. Example;Ana E.,Minister.,Q42,Minister,nato,2020-01-02,2021-01-02\n"
    office = Office("Minister", CountryRef("iso", "PRT"), "nato", dt.date(2020, 1, 2), dt.date(2021, 1, 2))
    assert read(tmp_path, HEADER + line) == [
        ActorRow(
            2, "Ana Example", "person", CountryRef("iso", "PRT"), "Minister.", "ana-example",
            ("A. Example", "Ana E."), (office,), (("wikidata", "Q42"),), is_statement=True,
        )
    ]  # fmt: skip


def test_only_name_and_kind_are_needed_and_empty_lines_are_no_rows(tmp_path: Path) -> None:
    rows = read(tmp_path, b"\xef\xbb\xbfkind,name\r\nparty,Blue Party\r\n\r\nGovernment body,Customs\r\n")
    assert [(row.line, row.name, row.kind) for row in rows if isinstance(row, ActorRow)] == [
        (2, "Blue Party", "party"),
        (4, "Customs", "government_body"),
    ]


@pytest.mark.parametrize(
    ("cells", "field", "words"),
    [
        (",person,,,,,,,,,", "name", "is empty"),
        ("x" * 201 + ",person,,,,,,,,,", "name", "over 200 characters"),
        ("A\x1bB,person,,,,,,,,,", "name", "control character"),
        ("Ana,robot,,,,,,,,,", "kind", "no kind of actor"),
        ("Ana,person,Ana E,,,,,,,,", "slug", "no address"),
        ("Ana,person,,,,,42,,,,", "wikidata", "no Wikidata id"),
        ("Ana,person,,,," + "x" * 301 + ",,,,,", "description", "over 300"),
        ("Ana,person,,," + "n;" * 201 + ",,,,,,", "aliases", "over 200 names"),
        ("Ana,person,,,,,,,,2020-01-01,", "from", "title is empty"),
        ("Ana,person,,,,,,,nato,,", "organisation", "title is empty"),
        ("Ana,person,,,,,,Chair,,01/02/2020,", "from", "not a date"),
        ("Ana,person,,,,,,Chair,,2020-02-01,2020-01-01", "until", "does not come after"),
        ("Ana,person", "", "2 cells, but the header has 11"),
        ('"Ana,person,,,,,,,,,', "", "not CSV"),
    ],
)
def test_a_bad_row_is_refused_by_line_and_field_and_the_next_is_read(
    tmp_path: Path, cells: str, field: str, words: str
) -> None:
    refused, good = read(tmp_path, HEADER + cells + "\nBea,person,,,,,,,,,\n")
    assert isinstance(refused, Refusal)
    assert (refused.line, refused.field) == (2, field)
    assert words in refused.message
    assert len(refused.message) <= 300
    assert isinstance(good, ActorRow)
    assert good.name == "Bea"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"name,country\nAna,PRT\n", "no column named kind"),
        (b"name,kind,size\nAna,person,1\n", "unknown column size"),
        (b"name,kind,name\nAna,person,Ana\n", "twice"),
        ("name,kind\n".encode("utf-16"), "UTF-16"),
        (b"name,\x00kind\n", "NUL byte"),
        (b"n\xe4me,kind\n", "not UTF-8: byte 0xE4"),
    ],
)
def test_a_bad_file_is_one_refusal(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        read(tmp_path, data)


def test_a_missing_file_is_one_refusal(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no such file"):
        list(read_actors_csv(tmp_path / "none.csv"))
    with pytest.raises(Refusal, match="not a file"):
        list(read_actors_csv(tmp_path))


def test_lines_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    long = b"x" * (10 * 1024 * 1024)
    data = b"name,kind\nAna\x00,person\n\xff\xfe,person\n" + long + b"\nBea,person\n" + long
    rows = read(tmp_path, data)
    assert [row.line for row in rows] == [2, 3, 4, 5, 6]
    assert [isinstance(row, Refusal) for row in rows] == [True, True, True, False, True]
    assert "over 256 KB" in str(rows[2])
