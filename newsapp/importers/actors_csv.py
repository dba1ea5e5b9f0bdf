"""Actors in CSV: a header, then one actor (or one more office of it) a line, in UTF-8.

Columns: name and kind are needed. slug, country (ISO alpha-3, alpha-2 or name), aliases (joined by semicolons),
description, wikidata, title, organisation, from and until (YYYY-MM-DD; the first day without the office) may be left
out. A cell may be quoted but not hold a line break.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from newsapp.importers.actor_rows import (
    KINDS,
    MAX_DESCRIPTION,
    MAX_NAMES,
    ActorRow,
    CountryRef,
    Office,
    checked_name,
    read_lines,
)
from newsapp.importers.documents import Refusal, printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEEDED: Final = ("name", "kind")
COLUMNS: Final = (
    *NEEDED, "slug", "country", "aliases", "description", "wikidata", "title", "organisation", "from", "until",
)  # fmt: skip
_LONGEST_LINE: Final = 256 * 1024
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_QID: Final = re.compile(r"Q[1-9]\d{0,11}")


def read_actors_csv(path: Path) -> Iterator[ActorRow | Refusal]:
    """The rows of `path` in order; empty lines are no rows. Raises Refusal for a file whose header cannot be used."""
    header: list[str] | None = None
    for line, text in read_lines(path, longest=_LONGEST_LINE):
        if isinstance(text, Refusal):
            if header is None:
                raise text
            yield text
        elif header is None:
            header = _header(text, str(path))
        elif text.strip():
            try:
                yield _row(_cells(text, header, str(path), line), str(path), line)
            except Refusal as refusal:
                yield refusal


def _header(text: str, file: str) -> list[str]:
    names = [name.strip().lower() for name in _split(text, file, 1)]
    for needed in NEEDED:
        if needed not in names:
            raise Refusal(file, f"the header has no column named {needed}", line=1)
    if unknown := [name for name in names if name not in COLUMNS]:
        known = ", ".join(COLUMNS)
        raise Refusal(file, f"unknown column {printable(unknown[0])}; known are: {known}", line=1)
    if len(set(names)) < len(names):
        raise Refusal(file, "a column stands twice in the header", line=1)
    return names


def _split(text: str, file: str, line: int) -> list[str]:
    try:
        return next(csv.reader([text], strict=True))
    except csv.Error as error:
        raise Refusal(file, f"not CSV: {error}", line=line) from None


def _cells(text: str, header: list[str], file: str, line: int) -> dict[str, str]:
    cells = _split(text, file, line)
    if len(cells) != len(header):
        raise Refusal(file, f"{len(cells)} cells, but the header has {len(header)}", line=line)
    return {name: cell.strip() for name, cell in zip(header, cells, strict=True)}


def _row(cells: dict[str, str], file: str, line: int) -> ActorRow:
    def refuse(field: str, what: str) -> Refusal:
        return Refusal(file, f"{printable(cells[field])} {what}", line=line, field=field)

    name = checked_name(cells["name"], file, line, "name")
    kind = cells["kind"].lower().replace(" ", "_")
    if kind not in KINDS:
        raise refuse("kind", f"is no kind of actor; kinds are: {', '.join(sorted(KINDS))}")
    slug, wikidata = cells.get("slug", ""), cells.get("wikidata", "")
    if slug and not _SLUG.fullmatch(slug):
        raise refuse("slug", "is no address: small letters, digits and hyphens")
    if wikidata and not _QID.fullmatch(wikidata):
        raise refuse("wikidata", "is no Wikidata id (Q and digits)")
    if len(cells.get("description", "")) > MAX_DESCRIPTION:
        raise Refusal(file, f"is over {MAX_DESCRIPTION} characters", line=line, field="description")
    country = CountryRef("iso", cells["country"]) if cells.get("country") else None
    spellings = [part for part in cells.get("aliases", "").split(";") if part.strip()]
    if len(spellings) > MAX_NAMES:
        raise Refusal(file, f"over {MAX_NAMES} names", line=line, field="aliases")
    return ActorRow(
        line, name, kind, country, cells.get("description", ""), slug,
        aliases=tuple(dict.fromkeys(checked_name(part, file, line, "aliases") for part in spellings)),
        offices=_offices(cells, country, file, line),
        identifiers=(("wikidata", wikidata),) if wikidata else (),
        is_statement=True,
    )  # fmt: skip


def _offices(cells: dict[str, str], country: CountryRef | None, file: str, line: int) -> tuple[Office, ...]:
    since, until = (_day(cells.get(field, ""), file, line, field) for field in ("from", "until"))
    organisation = cells.get("organisation", "")
    if not cells.get("title"):
        for field, value in (("from", since), ("until", until), ("organisation", organisation)):
            if value:
                raise Refusal(file, "belongs to an office, but title is empty", line=line, field=field)
        return ()
    if since and until and since >= until:
        raise Refusal(file, f"{until} does not come after from ({since})", line=line, field="until")
    return (Office(checked_name(cells["title"], file, line, "title"), country, organisation, since, until),)


def _day(text: str, file: str, line: int, field: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise Refusal(file, f"{printable(text)} is not a date (YYYY-MM-DD)", line=line, field=field) from None
