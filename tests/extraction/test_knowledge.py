"""The knowledge snapshot: checked rows, one id for the same facts, fast to load."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from newsapp.extraction.gazetteer import gazetteer_of
from newsapp.extraction.knowledge import Knowledge, KnowledgeError, read_fixture_tables

ROOT = Path(__file__).parents[2]


def test_loads_fast_and_holds_the_shipped_facts(knowledge: Knowledge) -> None:
    started = time.process_time()
    Knowledge.from_tables(read_fixture_tables(ROOT / "fixtures"))
    assert time.process_time() - started < 1.5
    assert knowledge.countries["ISR"].name == "Israel"
    assert len(knowledge.id) == 64


def test_the_id_depends_on_facts_alone() -> None:
    one = Knowledge.from_tables({"countries": [{"iso3": "FRA", "name": "France"}], "titles": []})
    same = Knowledge.from_tables({"titles": [], "countries": [{"name": "France", "iso3": "FRA", "_line": "x line 2"}]})
    other = Knowledge.from_tables({"countries": [{"iso3": "FRA", "name": "Gaul"}], "titles": []})
    assert one.id == same.id != other.id


@pytest.mark.parametrize(
    ("table", "row", "told"),
    [
        ("countries", {"iso3": "", "name": "X"}, "countries row 1: field iso3"),
        ("actors", {"slug": "x", "name": "X", "kind": "god"}, "field kind"),
        ("places", {"slug": "x", "name": "X", "kind": "city", "precision": "city", "lat": "north"}, "field lat"),
        ("dated_facts", {"key": "x", "kind": "death", "label": "x", "first": "2024-02-30"}, "field first"),
        ("actors", {"slug": "x", "name": "X", "kind": "person", "roles": "king"}, "field roles"),
    ],
)
def test_names_row_and_field_of_a_bad_fact(table: str, row: dict[str, object], told: str) -> None:
    with pytest.raises(KnowledgeError, match=told):
        Knowledge.from_tables({table: [row]})


def test_names_file_and_line_of_a_bad_fixture(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "titles.csv").write_text("title,kind\nking,office\nqueen\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"titles\.csv line 3"):
        read_fixture_tables(tmp_path)


GAZETTEER = [
    ("The US and the UK met.", ["US", "UK"]),
    ("He told us so.", []),
    ("U.S. officials in the U.S.", ["U.S.", "U.S."]),
    ("Israel’s and Israel's men", ["Israel", "Israel"]),
    ("Recep Tayyip Erdoğan and Recep Tayyip Erdogan", ["Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"]),
    ("Israelische Nigeriana", []),
    ("FRANCE AND GERMANY", ["FRANCE", "GERMANY"]),
]


@pytest.mark.parametrize(("text", "expected"), GAZETTEER, ids=[case[0][:24] for case in GAZETTEER])
def test_the_gazetteer_matches_whole_names(knowledge: Knowledge, text: str, expected: list[str]) -> None:
    found = [text[m.start : m.end] for m in gazetteer_of(knowledge).find(text, 0, len(text))]
    assert found == expected
