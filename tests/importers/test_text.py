"""Plain text files: what is taken, kept exactly, and what is refused with one clear line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsapp.importers.documents import Document, Refusal
from newsapp.importers.registry import read_file
from newsapp.importers.text import MAX_TEXT_BYTES, read_text_file

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "Ministers meet in Zürich\r\n\r\nThe ministers met on Monday – twice. 😀\n"


def write(folder: Path, data: bytes, name: str = "article.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE.encode(),
        b"\xef\xbb\xbf" + ARTICLE.encode(),
        b"\xff\xfe" + ARTICLE.encode("utf-16-le"),
        b"\xfe\xff" + ARTICLE.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 le", "utf-16 be"],
)
def test_keeps_the_text_exactly(tmp_path: Path, data: bytes) -> None:
    document = read_text_file(write(tmp_path, data))
    assert document.text == ARTICLE
    assert document.title == "Ministers meet in Zürich"
    assert document.content_hash == Document(title="", text=ARTICLE, source_path="").content_hash


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "white space"),
        (b"A title\nand a \x00 byte", "NUL byte at offset 14"),
        (b"A title\nb\xe9b\xe9", "byte 0xE9 at offset 9"),
        (b"Caf\xc3", "offset 3"),
        (b"\xc0\x80", "offset 0"),
        (b"Text \xed\xa0\x80", "offset 5"),
        (b"\xef\xbb\xbfA\xff", "offset 4"),
        (b"\xff\xfeA\x00\x00\xd8", "not UTF-16"),
        (b"\xff\xfe\x00\x00A\x00\x00\x00", "UTF-32"),
        ("Žurnál".encode("utf-16-le"), "NUL"),
        (b"%PDF-1.7 something", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x1b$B%K%e!<%9\x1b(B", "control character U+001B"),
        ("Łódź and Kraków, Łódź again".encode("utf-7"), "UTF-7"),
        ("plain".encode("cp037"), "not UTF-8"),
        (b"a" * (MAX_TEXT_BYTES + 1), "200 KB"),
        (b"a" * (5 * MAX_TEXT_BYTES), "200 KB"),
    ],
)
def test_refuses_with_one_line(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_text_file(write(tmp_path, data))
    message = str(caught.value)
    assert told in message
    assert message.isprintable()
    assert len(message) <= 300
    assert "article.txt" in message


def test_names_the_line_of_a_wrong_byte(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        read_text_file(write(tmp_path, b"one\ntwo\nthr\xe9e"))
    assert caught.value.line == 3


def test_takes_a_text_at_the_limit(tmp_path: Path) -> None:
    assert len(read_text_file(write(tmp_path, b"a" * MAX_TEXT_BYTES)).text) == MAX_TEXT_BYTES


def test_escapes_a_hostile_file_name(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        read_text_file(write(tmp_path, b"", "bad\nname\x1b[31m.txt"))
    assert str(caught.value).isprintable()


def test_refuses_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no such file"):
        read_text_file(tmp_path / "absent.txt")
    with pytest.raises(Refusal, match="not a file"):
        read_text_file(tmp_path)


def test_chooses_the_reader_by_suffix(tmp_path: Path) -> None:
    assert read_file(write(tmp_path, b"A title", "A.TXT")).title == "A title"
    with pytest.raises(Refusal, match="no reader"):
        read_file(write(tmp_path, b"A title", "a.docx"))


def test_cuts_a_title_without_end(tmp_path: Path) -> None:
    title = read_text_file(write(tmp_path, b"word " * 1000)).title
    assert len(title) <= 300
    assert title.endswith("…")


@pytest.mark.parametrize(
    "text",
    [
        "زار الوزير القاهرة يوم الثلاثاء",
        "外交部长 访问了北京",
        "外交部长星期二访问了北京并会见了总统。",
        "Müller и Żak w Łodzi",
    ],
)
def test_refuses_utf_7_however_its_runs_end(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refusal, match="UTF-7"):
        read_text_file(write(tmp_path, b"A title\n" + text.encode("utf-7")))


def test_takes_plus_signs_for_plus_signs(tmp_path: Path) -> None:
    text = "Call +442079460000 or +390612345678, see Disney+Original and Disney+Original; 1+1 +AOM C++ a+bcdef-g +Plus"
    assert read_text_file(write(tmp_path, text.encode())).text == text
