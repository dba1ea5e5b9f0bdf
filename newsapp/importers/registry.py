"""Which reader takes which file, by its suffix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.importers.documents import Refusal
from newsapp.importers.text import read_text_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newsapp.importers.documents import Document

READERS: Final[dict[str, Callable[[Path], Document]]] = {".txt": read_text_file, ".text": read_text_file}


def read_file(path: Path) -> Document:
    """The document in `path`. Raises Refusal for a suffix without a reader, or as the reader does."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise Refusal(str(path), f"no reader for files named {path.suffix or 'without a suffix'}; read are: {known}")
    return reader(path)
