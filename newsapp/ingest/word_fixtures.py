"""The engine's own tables (fixtures/knowledge/*.csv) become knowledge rows, in their order."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from newsapp.ingest.fixture_files import read_csv
from newsapp.ingest.models import Tombstone
from newsapp.ingest.upsert import BATCH, UpsertCount
from newsapp.knowledge.models import KnowledgeRow

if TYPE_CHECKING:
    from pathlib import Path

TOMBSTONE_KIND = "knowledge.knowledgerow"


def origin_of(values: dict[str, str]) -> str:
    """What a fixture row is known by: the SHA-256 of its cells."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def load_knowledge(folder: Path) -> UpsertCount:
    """Bring every table in line with its file. A row the file no longer has goes, unless a curator changed it."""
    count = UpsertCount()
    for path in sorted((folder / "knowledge").glob("*.csv")):
        count += load_table(path)
    return count


def load_table(path: Path) -> UpsertCount:
    table = path.stem
    wanted: dict[str, tuple[int, dict[str, str]]] = {}
    for position, row in enumerate(read_csv(path)):
        wanted.setdefault(origin_of(row.values), (position, row.values))
    dead = set(Tombstone.objects.filter(kind=TOMBSTONE_KIND, key__startswith=f"{table} ").values_list("key", flat=True))
    present = {row.origin: row for row in KnowledgeRow.objects.filter(table=table)}
    new = [
        KnowledgeRow(table=table, position=position, values=values, origin=origin)
        for origin, (position, values) in wanted.items()
        if origin not in present and f"{table} {origin}" not in dead
    ]
    left = sum(1 for origin in wanted if f"{table} {origin}" in dead)
    moved: list[KnowledgeRow] = []
    unchanged = 0
    for origin, record in present.items():
        if record.curated_fields:
            left += 1
        elif origin not in wanted:
            record.delete()
        elif record.position != wanted[origin][0]:
            record.position = wanted[origin][0]
            moved.append(record)
        else:
            unchanged += 1
    KnowledgeRow.objects.bulk_create(new, batch_size=BATCH)
    KnowledgeRow.objects.bulk_update(moved, ["position"], batch_size=BATCH)
    return UpsertCount(len(new), len(moved), unchanged, left)
