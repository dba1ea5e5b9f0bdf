"""Which reader takes which file: texts by their suffix, lists of actors by the name of their format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.importers.actors_csv import read_actors_csv
from newsapp.importers.actors_petrarch import read_actors_petrarch
from newsapp.importers.actors_wikidata import read_actors_wikidata
from newsapp.importers.documents import Refusal
from newsapp.importers.text import read_text_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from newsapp.importers.actor_rows import ActorRow
    from newsapp.importers.documents import Document

READERS: Final[dict[str, Callable[[Path], Document]]] = {".txt": read_text_file, ".text": read_text_file}

ACTOR_READERS: Final[dict[str, Callable[[Path], Iterator[ActorRow | Refusal]]]] = {
    "csv": read_actors_csv,
    "petrarch": read_actors_petrarch,
    "wikidata-json": read_actors_wikidata,
}


def read_file(path: Path) -> Document:
    """The document in `path`. Raises Refusal for a suffix without a reader, or as the reader does."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise Refusal(str(path), f"no reader for files named {path.suffix or 'without a suffix'}; read are: {known}")
    return reader(path)
