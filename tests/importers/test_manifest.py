"""A folder's manifest says who published its texts and when; a bad row is one clear refusal."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from newsapp.importers.documents import Document, Refusal
from newsapp.importers.manifest import described, read_manifest

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, text: str) -> Path:
    (folder / "articles.csv").write_text(text, encoding="utf-8")
    return folder


def test_no_manifest_says_nothing(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == {}


def test_a_document_gets_what_its_row_says(tmp_path: Path) -> None:
    manifest = read_manifest(write(tmp_path, "file,publisher,published\na.txt,A Desk,2024-10-22\n"))
    document = described(Document("T", "T\nText", "a.txt"), manifest, "a.txt")
    assert (document.publisher, document.published) == ("A Desk", dt.date(2024, 10, 22))


def test_what_the_document_states_wins(tmp_path: Path) -> None:
    manifest = read_manifest(write(tmp_path, "file,publisher\na.txt,A Desk\n"))
    assert described(Document("T", "T", "a.txt", publisher="Itself"), manifest, "a.txt").publisher == "Itself"


def test_a_file_without_a_row_stays_as_it_is(tmp_path: Path) -> None:
    document = Document("T", "T", "b.txt")
    assert described(document, read_manifest(write(tmp_path, "file\na.txt\n")), "b.txt") is document


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name\na.txt\n", "line 1: the manifest has no column named file"),
        ("file,published\na.txt,yesterday\n", "line 2 field published: yesterday is not a date"),
        ("file,url\na.txt,javascript:1\n", "line 2 field url: javascript:1 is not a web address"),
        ("file,url\n,\n", "line 2 field file: is empty"),
        ("file,url\na.txt\n", "line 2: not as many cells as the header"),
        ('file,url\n"a.txt,x\n', "not a CSV file"),
    ],
)
def test_a_bad_row_is_one_refusal_that_names_line_and_field(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_manifest(write(tmp_path, text))
    assert says in refused.value.message
    assert "\n" not in refused.value.message
