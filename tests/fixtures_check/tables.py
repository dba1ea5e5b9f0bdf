"""Reads the shipped fixtures as plain rows, so that they can be checked without a database."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@cache
def read_csv(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV fixture, named by its path below fixtures/."""
    with (FIXTURES / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, strict=True))


@cache
def read_actors() -> tuple[dict[str, Any], ...]:
    """Every actor of every JSONL file; the key `file` says which."""
    return tuple(
        {**json.loads(line), "file": path.name}
        for path in sorted((FIXTURES / "actors").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A half-open period of days; an empty bound is open."""

    start: date
    end: date

    def overlaps(self, other: Period) -> bool:
        return self.start < other.end and other.start < self.end


def read_period(row: dict[str, Any]) -> Period:
    """The period of a row's valid_from and valid_until. Raises ValueError for no ISO date or a wrong order."""
    start = date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min
    end = date.fromisoformat(row["valid_until"]) if row["valid_until"] else date.max
    if start >= end:
        raise ValueError(f"period ends before it starts: {row}")
    return Period(start, end)


def repeated(values: Iterable[Hashable]) -> set[Hashable]:
    """Those values that occur more than once."""
    return {value for value, count in Counter(values).items() if count > 1}
