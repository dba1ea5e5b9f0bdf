"""What every reader hands on: a Document, or a Refusal that says in one line what is wrong with the file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt

# A refusal is shown in a terminal, a log line and a table cell.
MAX_MESSAGE: Final = 300
_MAX_ECHO: Final = 80
_MAX_TITLE: Final = 300


@dataclass(frozen=True, slots=True)
class Document:
    """One text as its source gave it: `text` is never changed, so that offsets (code points) stay true.

    `published` is the date that the source's own metadata states, None if it states none; `language` likewise.
    """

    title: str
    text: str
    source_path: str
    url: str = ""
    publisher: str = ""
    published: dt.date | None = None
    language: str = ""

    @property
    def content_hash(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal: the same text is the same article."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


class Refusal(Exception):  # noqa: N818 - what happened, not an error of ours
    """A file, or one line of it, that is not taken. `line` counts from 1, None when the whole file is meant."""

    def __init__(self, file: str, reason: str, *, line: int | None = None, field: str = "") -> None:
        self.file = file
        self.reason = reason
        self.line = line
        self.field = field
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """One printable line of at most 300 characters: file, line, field and reason."""
        where = printable(self.file)
        if self.line is not None:
            where += f" line {self.line}"
        if self.field:
            where += f" field {printable(self.field)}"
        reason = "".join(letter if letter.isprintable() else _escaped(letter) for letter in self.reason)
        return f"{where}: {reason}"[:MAX_MESSAGE]


def printable(text: str) -> str:
    """`text` for a message: control characters escaped, at most 80 characters, the end kept because it tells most."""
    shown = "".join(letter if letter.isprintable() else _escaped(letter) for letter in text[-4 * _MAX_ECHO :])
    return shown if len(shown) <= _MAX_ECHO else "…" + shown[-(_MAX_ECHO - 1) :]


def first_line(text: str) -> str:
    """The first line with words, trimmed, at most 300 characters: the title of a plain text."""
    stripped = text.lstrip()
    line = stripped[: _MAX_TITLE + 1].splitlines()[0].rstrip() if stripped else ""
    return line if len(line) <= _MAX_TITLE else line[: _MAX_TITLE - 1].rsplit(" ", 1)[0] + "…"


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii") if letter != "\\" else letter
