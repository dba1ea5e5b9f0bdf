"""PETRARCH dictionaries: entries with synonyms and dated codes become actors; agents and states do not."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsapp.importers.actor_rows import ActorRow, CountryRef, Office, merged_periods
from newsapp.importers.actors_petrarch import read_actors_petrarch, readable_name
from newsapp.importers.documents import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

AFGHANISTAN = CountryRef("cameo", "AFG")
PERSON = """# A comment
HAMID_EXAMPLE_  ; a source
+PRESIDENT_EXAMPLE_
+H.EXAMPLE
\t[AFGGOV 011222-140929]
\t[AFGOPP < 011222] [ELI]
"""


def read(tmp_path: Path, data: str | bytes) -> list[ActorRow | Refusal]:
    path = tmp_path / "actors.txt"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_actors_petrarch(path))


def test_an_entry_has_synonyms_and_dated_offices(tmp_path: Path) -> None:
    (row,) = read(tmp_path, PERSON)
    assert isinstance(row, ActorRow)
    assert (row.line, row.name, row.kind, row.country) == (2, "Hamid Example", "person", AFGHANISTAN)
    assert row.aliases == ("President Example", "H.Example")
    assert set(row.offices) == {
        Office("Government office (CAMEO AFGGOV)", AFGHANISTAN, "", dt.date(2001, 12, 22), dt.date(2014, 9, 30)),
        Office("Opposition (CAMEO AFGOPP)", AFGHANISTAN, "", None, dt.date(2001, 12, 22)),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "kind", "country"),
    [
        ("KABUL_GUARD [AFGMIL]", "government_body", "AFG"),
        ("RED_LINE_FRONT [COLREB]", "armed_group", "COL"),
        ("WORLD_BODY [IGOUNO]", "international_organisation", ""),
        ("HELPERS [NGOHLH]", "organisation", ""),
        ("STEEL_CO [MNCDEUBUS]", "company", ""),
        ("BLUE_LIST [FRAPTY]", "party", "FRA"),
        ("THE_POST [USAMED]", "media", "USA"),
        ("A_KING [SWEELI 500101-600101]", "person", "SWE"),
        ("AN_ENVOY [IGOUNO >20070101]", "person", ""),
    ],
)
def test_the_code_says_what_kind_of_actor_it_is(tmp_path: Path, entry: str, kind: str, country: str) -> None:
    (row,) = read(tmp_path, entry + "\n")
    assert isinstance(row, ActorRow)
    assert (row.kind, row.country.code if row.country else "") == (kind, country)


@pytest.mark.parametrize(
    ("entry", "field", "words"),
    [
        ("POLICE_OFFICER {} [~COP]", "code", "an agent"),
        ("AFGHANISTAN_ [AFG]\n+KABUL_", "code", "a state or its people"),
        ("NAME_ONLY", "code", "has no code"),
        ("ODD_ONE [AFGXYZ]", "code", "no kind of actor"),
        ("HALF [AFGGO]", "code", "three-letter codes"),
        ("OPEN [AFGGOV", "code", "not closed"),
        ("EMPTY []", "code", "brackets are empty"),
        ("BAD_DATE [AFGGOV 2004017-20061201]", "date", "not a date"),
        ("NO_DAY [AFGGOV 010231-020101]", "date", "not a date"),
        ("BACKWARDS [AFGGOV 020101-010101]", "date", "ends before it begins"),
        ("WORDS [AFGGOV since 1990]", "code", "no code with an optional date"),
        ("BELL\x07 [AFGGOV]", "name", "control character"),
        ("+ORPHAN [AFGGOV]", "", "no name stands before it"),
    ],
)
def test_what_is_no_actor_is_refused_by_line_and_field(tmp_path: Path, entry: str, field: str, words: str) -> None:
    refused, good = read(tmp_path, f"{entry}\nGOOD_GUARD [AFGMIL]\n")
    assert isinstance(refused, Refusal)
    assert (refused.line, refused.field) == (1, field)
    assert words in refused.message
    assert isinstance(good, ActorRow)


def test_marks_line_ends_and_lines_that_cannot_be_read(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfGUARD_ONE [AFGMIL]\r\n+G.O.\r\nB\x00D [AFGMIL]\nB\xe9BE [AFGMIL]\n" + b"X" * 10_000_000
    rows = read(tmp_path, data)
    assert sorted(row.line or 0 for row in rows) == [1, 3, 4, 5]
    assert [row.aliases for row in rows if isinstance(row, ActorRow)] == [("G.O.",)]


def test_names_are_written_as_english_writes_them() -> None:
    assert readable_name("MOVEMENT_FOR_THE_LIBERATION_OF_X_") == "Movement for the Liberation of X"
    assert readable_name("U.N._HIGH_COMMISSION") == "U.N. High Commission"
    assert readable_name("BOUTROS-GHALI") == "Boutros-Ghali"
    assert readable_name("O'NEIL_MCDONALD") == "O'neil Mcdonald"


def test_periods_of_one_office_that_overlap_are_one() -> None:
    days = [dt.date(2000 + year, 1, 1) for year in range(5)]
    offices = [Office("A", None, "", days[0], days[2]), Office("A", None, "", days[1], days[3])]
    assert merged_periods([*offices, Office("B", None, "", days[1], None)]) == (
        Office("A", None, "", days[0], days[3]),
        Office("B", None, "", days[1], None),
    )


def dictionaries() -> Iterator[Path]:
    folder = Path(os.environ.get("NEWSAPP_DATA", "/nonexistent")) / "codebooks" / "actor_dictionaries"
    yield from sorted(folder.glob("*.txt"))


@pytest.mark.skipif(
    not list(dictionaries()),
    reason="set NEWSAPP_DATA to the folder of the reference data to read the Phoenix dictionaries",
)
def test_every_entry_of_the_phoenix_dictionaries_is_a_row_or_a_refusal() -> None:
    for path in dictionaries():
        rows = list(read_actors_petrarch(path))
        lines = path.read_bytes().decode("utf-8", "replace").splitlines()
        bare = [line.split("#")[0].split(";")[0].strip() for line in lines]
        names = [line for line in bare if line and line[0] not in "+[<" and not (line[0] == "!" and "=" in line)]
        refused = [row for row in rows if isinstance(row, Refusal)]
        # A line that cannot be read is a refusal of its own beside the entries.
        assert len(names) <= len(rows) <= len(names) + 40, path.name
        assert all(row.line and row.reason for row in refused)
        if "agents" in path.name:
            assert len(refused) == len(rows)
        else:
            assert len(refused) < len(rows) / 50, path.name
