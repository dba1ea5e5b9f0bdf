"""What the engine's tests share: the shipped knowledge, the seed article, and its annotation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newsapp.extraction.extract import extract_text
from newsapp.extraction.knowledge import Knowledge, read_fixture_tables

if TYPE_CHECKING:
    from newsapp.extraction.findings import Findings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge that the project ships."""
    return Knowledge.from_tables(read_fixture_tables(ROOT / "fixtures"))


@pytest.fixture(scope="session")
def seed_text() -> str:
    return (ROOT / "fixtures/articles/blinken_arrives_in_israel.txt").read_bytes().decode()


@pytest.fixture(scope="session")
def seed_gold() -> dict[str, Any]:
    """The hand annotation of the seed article: structure, sentences, actors, places, times."""
    gold: dict[str, Any] = json.loads((Path(__file__).parent / "gold/seed_gold.json").read_text(encoding="utf-8"))
    return gold


@pytest.fixture(scope="session")
def seed_findings(seed_text: str, knowledge: Knowledge) -> Findings:
    """The seed article read without being told its date."""
    return extract_text(seed_text, knowledge)
