"""The demo briefs: manifest and files agree, lengths, titles, dates, plain typography, no words shared or borrowed."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from functools import cache

import pytest

from newsapp.importers.manifest import MANIFEST, read_manifest
from tests.fixtures_check.tables import FIXTURES, repeated

BRIEFS = FIXTURES / "articles" / "briefs"
SEED = FIXTURES / "articles" / "blinken_arrives_in_israel.txt"
FIRST, LAST = dt.date(2023, 10, 7), dt.date(2025, 1, 31)
LEAST_WORDS, MOST_WORDS = 60, 250
# A run of words this long that also stands in another text is taken for copied.
COPIED_WORDS = 8
FILE_NAME = re.compile(r"(\d{4}-\d\d-\d\d)_([a-z0-9_]+)_(north|south|east)\.txt")
DATELINE = re.compile(r"[A-Z’ -]+, (\d{1,2} [A-Z][a-z]+ \d{4}) \(newsapp demo brief\) — ")
# Letters, digits, the usual marks, accented letters of names, the dash of the dateline and the curly apostrophe.
CHARACTER = re.compile(r"[A-Za-zÀ-ÖØ-öø-žșț0-9 \n.,:;()—’-]")
BODY_SENTENCE = re.compile(r"(?<=[a-z0-9)])\.\s+(?=[A-Z0-9])")


@cache
def texts() -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in sorted(BRIEFS.glob("*.txt"))}


def body(text: str) -> str:
    """The text behind title and dateline."""
    return DATELINE.split(text, maxsplit=1)[-1]


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of `length` words, without case and marks."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_there_are_enough_briefs() -> None:
    assert len(texts()) >= 80


def test_manifest_and_files_name_each_other() -> None:
    manifest = read_manifest(BRIEFS)
    assert list(manifest) == list(texts())
    for name, row in manifest.items():
        match = FILE_NAME.fullmatch(name)
        assert match, name
        assert row["publisher"] == f"newsapp demo brief ({match[3]} desk)"
        assert row["published"] == match[1]
        assert row["url"] == ""
    assert {path.name for path in BRIEFS.iterdir()} == {*texts(), MANIFEST}


@pytest.mark.parametrize("name", texts())
def test_brief_is_a_title_and_dated_paragraphs(name: str) -> None:
    text = texts()[name]
    assert LEAST_WORDS <= len(text.split()) <= MOST_WORDS
    title, blank, first, *others = text.removesuffix("\n").split("\n")
    assert title
    assert not title.endswith(".")
    assert blank == ""
    assert text.endswith(".\n")
    dateline = DATELINE.match(first)
    assert dateline
    stated = dt.datetime.strptime(dateline[1], "%d %B %Y").replace(tzinfo=dt.UTC).date()
    assert stated.isoformat() == name[:10]
    assert FIRST <= stated <= LAST
    assert all(paragraph == paragraph.strip() != "" for paragraph in (first, *others))


@pytest.mark.parametrize("name", texts())
def test_brief_has_plain_characters(name: str) -> None:
    text = texts()[name]
    assert sorted({c for c in text if not CHARACTER.fullmatch(c)}) == []
    assert text.count("—") == 1
    assert "  " not in text
    assert not re.search(r" [.,:;)]|\( |[.,]{2}", text)


def test_titles_are_unique() -> None:
    assert repeated(text.split("\n", 1)[0].casefold() for text in texts().values()) == set()


def test_no_two_briefs_share_a_sentence() -> None:
    seen: Counter[str] = Counter()
    for text in texts().values():
        paragraphs = body(text).removesuffix("\n").split("\n")
        sentences = {part.strip(" .") for paragraph in paragraphs for part in BODY_SENTENCE.split(paragraph)}
        assert len(sentences) >= 4
        seen.update(sentences)
    assert [sentence for sentence, count in seen.items() if count > 1] == []


def test_no_brief_repeats_words_of_the_seed_article() -> None:
    seed = runs(SEED.read_text(encoding="utf-8"), COPIED_WORDS)
    assert [(name, found) for name, text in texts().items() if (found := runs(text, COPIED_WORDS) & seed)] == []


def test_several_desks_report_the_same_days() -> None:
    stories = Counter(name.rpartition("_")[0] for name in texts())
    assert sum(count > 1 for count in stories.values()) >= 12
    assert {name.rpartition("_")[2] for name in texts()} == {"north.txt", "south.txt", "east.txt"}
