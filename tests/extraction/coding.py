"""Coding one text with the shipped knowledge, for the tests of the event coder."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from newsapp.extraction.events import EventResult, find_events
from newsapp.extraction.knowledge import Knowledge, read_fixture_tables
from newsapp.extraction.lexicon import Lexicon
from newsapp.extraction.read import read_text

if TYPE_CHECKING:
    from newsapp.extraction.findings import EventFinding
    from newsapp.extraction.reading import Reading

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
CORPUS = Path(__file__).resolve().parent / "corpus"
PUBLISHED = dt.date(2024, 10, 22)
# A title without a name, so that a sentence is read as body text and the article has no state of its own.
TITLE = "News in brief\n\n"


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    return Knowledge.from_tables(read_fixture_tables(FIXTURES))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    return Lexicon.from_knowledge(knowledge())


def read(sentence: str, published: dt.date | None = PUBLISHED) -> Reading:
    return read_text(TITLE + sentence, knowledge(), published)


def code(sentence: str, published: dt.date | None = PUBLISHED) -> EventResult:
    return find_events(read(sentence, published), lexicon())


def deeds(sentence: str) -> list[EventFinding]:
    """The events of `sentence` without bare statements."""
    return [event for event in code(sentence).events if not event.cameo.startswith("01")]


def shown(event: EventFinding) -> str:
    """An event as the golden file writes it."""
    sides = ["+".join(sorted({p.iso3 or p.name for p in side})) or "-" for side in (event.source, event.target)]
    return f"{event.cameo} {event.modality} {sides[0]} > {sides[1]}"
