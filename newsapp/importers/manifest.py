"""What a folder says of its texts: a manifest `articles.csv` beside them names publisher, date and address of each."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsapp.importers.documents import Document, Refusal, printable

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST: Final = "articles.csv"
COLUMNS: Final = ("file", "publisher", "published", "url")
_MAX_BYTES: Final = 5 * 1024 * 1024

Manifest = dict[str, dict[str, str]]


def read_manifest(folder: Path) -> Manifest:
    """File name -> its row, from `articles.csv` in `folder`; empty where there is none.

    Columns: file, publisher, published (YYYY-MM-DD), url; all but the first may be empty or missing. Raises Refusal
    that names the file, the line and the field of the first row that cannot be used.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    name = str(path)
    if path.stat().st_size > _MAX_BYTES:
        raise Refusal(name, "the manifest is over 5 MB")
    rows: Manifest = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            if "file" not in (reader.fieldnames or ()):
                raise Refusal(name, "the manifest has no column named file", line=1)
            for row in reader:
                rows[_checked(row, name, reader.line_num)["file"]] = row
    except (csv.Error, UnicodeDecodeError) as error:
        raise Refusal(name, f"not a CSV file in UTF-8: {error}") from None
    return rows


def _checked(row: dict[str, str], name: str, line: int) -> dict[str, str]:
    if None in row or None in row.values():
        raise Refusal(name, "not as many cells as the header", line=line)
    if not row["file"].strip():
        raise Refusal(name, "is empty", line=line, field="file")
    if published := row.get("published", "").strip():
        try:
            dt.date.fromisoformat(published)
        except ValueError:
            reason = f"{printable(published)} is not a date (YYYY-MM-DD)"
            raise Refusal(name, reason, line=line, field="published") from None
    url = row.get("url", "").strip()
    if url and not url.startswith(("http://", "https://")):
        raise Refusal(name, f"{printable(url)} is not a web address", line=line, field="url")
    return row


def described(document: Document, manifest: Manifest, file_name: str) -> Document:
    """`document` with what the manifest says of it; what the document itself states wins."""
    row = manifest.get(file_name)
    if row is None:
        return document
    published = row.get("published", "").strip()
    return replace(
        document,
        publisher=document.publisher or row.get("publisher", "").strip(),
        published=document.published or (dt.date.fromisoformat(published) if published else None),
        url=document.url or row.get("url", "").strip(),
    )
