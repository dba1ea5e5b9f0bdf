"""What a reader of actor lists hands on, row by row: an ActorRow, or a Refusal with file, line, field and reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsapp.importers.documents import Refusal, printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The one enum of actor kinds (newsapp/actors/models.py holds the same, and a test compares them).
KINDS: Final = frozenset(
    {
        "person", "state", "government_body", "armed_group", "party", "organisation", "international_organisation",
        "company", "media", "population",
    }
)  # fmt: skip
MAX_NAME: Final = 200
MAX_DESCRIPTION: Final = 300
MAX_NAMES: Final = 200


@dataclass(frozen=True, slots=True)
class CountryRef:
    """A country as the source names it: `scheme` is iso (alpha-3, alpha-2 or name), cameo or wikidata."""

    scheme: str
    code: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office held from `valid_from` up to, not including, `valid_until`; None means unknown or still."""

    title: str
    country: CountryRef | None = None
    organisation: str = ""
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor as one row (or entry) of a source gives it.

    `is_statement`: the source speaks of this very actor and its name, kind, country and description may replace what an
    earlier import said. Else they only fill what is empty. `notes`: what of the row is left out, and why.
    """

    line: int
    name: str
    kind: str
    country: CountryRef | None = None
    description: str = ""
    slug: str = ""
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    is_statement: bool = False
    notes: tuple[str, ...] = ()


def read_lines(path: Path, *, longest: int) -> Iterator[tuple[int, str | Refusal]]:
    """The lines of a UTF-8 file with their numbers, without line ends and byte order mark, never more than `longest`
    bytes of one in memory. A line that is too long, holds NUL or is not UTF-8 comes as a Refusal and the next goes on.

    Raises Refusal where the file cannot be read at all, is empty or is in UTF-16 or UTF-32.
    """
    name = str(path)
    try:
        if not path.is_file():
            raise Refusal(name, "no such file" if not path.exists() else "not a file")
        with path.open("rb") as stream:
            start = stream.read(4)
            if not start:
                raise Refusal(name, "the file is empty")
            if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
                raise Refusal(name, "UTF-16 and UTF-32 are not read; save the file as UTF-8")
            stream.seek(3 if start.startswith(b"\xef\xbb\xbf") else 0)
            number = 0
            while data := stream.readline(longest + 1):
                number += 1
                if len(data) > longest and not data.endswith(b"\n"):
                    while data and not data.endswith(b"\n"):
                        data = stream.readline(longest + 1)
                    yield number, Refusal(name, f"the line is over {longest // 1024} KB", line=number)
                    continue
                yield number, _decoded(data, name, number)
    except OSError as error:
        raise Refusal(name, f"cannot be read: {error.strerror or 'input error'}") from None
    except ValueError:
        raise Refusal(name, "not a file name") from None


def _decoded(data: bytes, name: str, number: int) -> str | Refusal:
    if b"\x00" in data:
        return Refusal(name, "NUL byte in the line", line=number)
    try:
        return data.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        reason = f"not UTF-8: byte 0x{data[error.start]:02X} at offset {error.start} of the line"
        return Refusal(name, reason, line=number)


def checked_name(text: str, file: str, line: int, field: str) -> str:
    """`text` as a name: white space folded. Raises Refusal where it is empty, too long or not printable."""
    name = " ".join(text.split())
    if not name:
        raise Refusal(file, "is empty", line=line, field=field)
    if len(name) > MAX_NAME:
        raise Refusal(file, f"{printable(name[:40])}… is over {MAX_NAME} characters", line=line, field=field)
    if not name.isprintable():
        raise Refusal(file, f"{printable(name)} holds a control character", line=line, field=field)
    return name


def merged_periods(offices: list[Office]) -> tuple[Office, ...]:
    """`offices` with those of one title and country that overlap or touch made one: nobody holds an office twice."""
    merged: list[Office] = []
    for office in sorted(offices, key=lambda one: (one.title, str(one.country), one.valid_from or dt.date.min)):
        last = merged[-1] if merged else None
        if (
            last is not None
            and (last.title, last.country) == (office.title, office.country)
            and (last.valid_until or dt.date.max) >= (office.valid_from or dt.date.min)
        ):
            ends = (last.valid_until, office.valid_until)
            until = None if None in ends else max(day for day in ends if day is not None)
            merged[-1] = Office(last.title, last.country, last.organisation, last.valid_from, until)
        else:
            merged.append(office)
    return tuple(merged)
