"""Upsert by natural key: what a curator touched or deleted stays as the curator left it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsapp.ingest.models import Tombstone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsapp.countries.curated import CuratedRecord

BATCH = 1000


@dataclass(frozen=True, slots=True)
class UpsertCount:
    """Every row of a fixture is one of these."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    left_to_curator: int = 0

    def __add__(self, other: UpsertCount) -> UpsertCount:
        return UpsertCount(
            self.inserted + other.inserted,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.left_to_curator + other.left_to_curator,
        )


def tombstone_key(key: Sequence[object]) -> str:
    return " | ".join("" if part is None else str(part) for part in key)


def upsert(
    model: type[CuratedRecord], rows: Iterable[Mapping[str, Any]], *, key: Sequence[str], kind: str | None = None
) -> UpsertCount:
    """Insert or update `rows` (attribute name -> value) of `model`, matched by the attributes `key`.

    Fields named in a record's `curated_fields` keep their value; a key with a tombstone under `kind` (default: the
    model's label) is not inserted again. Rows may hold foreign keys as `<name>_id`.
    """
    kind = kind or model._meta.label_lower
    existing = {tuple(getattr(record, name) for name in key): record for record in model._default_manager.all()}
    dead = set(Tombstone.objects.filter(kind=kind).values_list("key", flat=True))
    new: list[CuratedRecord] = []
    changed: list[CuratedRecord] = []
    changed_fields: set[str] = set()
    unchanged = left = 0
    for row in rows:
        natural = tuple(row[name] for name in key)
        record = existing.get(natural)
        if record is None:
            if tombstone_key(natural) in dead:
                left += 1
                continue
            record = model(**row)
            existing[natural] = record
            new.append(record)
            continue
        touched = {name for name in record.curated_fields if name in row or f"{name}_id" in row}
        differing = {
            name: value
            for name, value in row.items()
            if getattr(record, name) != value and name.removesuffix("_id") not in touched and name not in touched
        }
        if differing:
            for name, value in differing.items():
                setattr(record, name, value)
            changed_fields.update(differing)
            changed.append(record)
        elif touched:
            left += 1
        else:
            unchanged += 1
    model._default_manager.bulk_create(new, batch_size=BATCH)
    if changed:
        fields = [name.removesuffix("_id") if name.endswith("_id") else name for name in sorted(changed_fields)]
        model._default_manager.bulk_update(changed, fields, batch_size=BATCH)
    return UpsertCount(len(new), len(changed), unchanged, left)
