"""Reading fixture files: CSV and JSON lines, with one clear error that names file, line and field."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class FixtureError(Exception):
    """A fixture that cannot be used; the message names file, line and field."""


class Row:
    """One row of a fixture file, with getters that turn a bad value into a FixtureError."""

    def __init__(self, path: Path, line: int, values: dict[str, Any]) -> None:
        self.path, self.line, self.values = path, line, values

    def error(self, field: str, what: str) -> FixtureError:
        return FixtureError(f"{self.path.name}, line {self.line}, {field}: {what}")

    def text(self, field: str, default: str = "") -> str:
        value = self.values.get(field)
        if value is None:
            return default
        if not isinstance(value, str):
            raise self.error(field, "should be text")
        return value.strip()

    def needed(self, field: str) -> str:
        value = self.text(field)
        if not value:
            raise self.error(field, "is empty")
        return value

    def number(self, field: str) -> float | None:
        value = self.text(field)
        try:
            return float(value) if value else None
        except ValueError as error:
            raise self.error(field, f"“{value[:40]}” is not a number") from error

    def date(self, field: str) -> dt.date | None:
        value = self.text(field)
        try:
            return dt.date.fromisoformat(value) if value else None
        except ValueError as error:
            raise self.error(field, f"“{value[:40]}” is not a date (YYYY-MM-DD)") from error

    def flag(self, field: str) -> bool:
        value = self.values.get(field)
        if isinstance(value, bool):
            return value
        if value in {"0", "1"}:
            return bool(value == "1")
        if value in {None, ""}:
            return False
        raise self.error(field, f"“{str(value)[:40]}” is not 0 or 1")

    def items(self, field: str) -> list[str]:
        """A cell's parts, joined by semicolons."""
        return [part.strip() for part in self.text(field).split(";") if part.strip()]

    def children(self, field: str, **parent: str) -> Iterator[Row]:
        """The objects listed under `field`, each with the values of `parent` added."""
        children = self.values.get(field) or []
        if not isinstance(children, list) or not all(isinstance(child, dict) for child in children):
            raise self.error(field, "should be a list of objects")
        for child in children:
            yield Row(self.path, self.line, {**child, **parent})


def read_csv(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        try:
            for values in reader:
                if None in values or None in values.values():
                    raise FixtureError(f"{path.name}, line {reader.line_num}: not as many cells as the header")
                yield Row(path, reader.line_num, dict(values))
        except csv.Error as error:
            # The row it names is the one that began after the last good one: an open quote may swallow the rest.
            raise FixtureError(f"{path.name}, line {reader.line_num + 1}: not CSV ({error})") from error
        except UnicodeDecodeError as error:
            raise not_utf8(path, error) from error


def read_jsonl(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        try:
            for line, text in enumerate(file, start=1):
                if text.strip():
                    yield Row(path, line, read_object(path, line, text))
        except UnicodeDecodeError as error:
            raise not_utf8(path, error) from error


def read_object(path: Path, line: int, text: str) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FixtureError(f"{path.name}, line {line}: not JSON ({error})") from error
    if not isinstance(values, dict):
        raise FixtureError(f"{path.name}, line {line}: not a JSON object")
    return values


def not_utf8(path: Path, error: UnicodeDecodeError) -> FixtureError:
    return FixtureError(f"{path.name}: not UTF-8 ({error.reason})")


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
