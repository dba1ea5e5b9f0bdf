"""Upsert by natural key: what a curator touched or deleted stays as the curator left it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, IntegrityError, transaction

from newsapp.ingest.fixture_files import FixtureError
from newsapp.ingest.models import Tombstone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from django.db.models import Model

    from newsapp.countries.curated import CuratedRecord
    from newsapp.ingest.fixture_files import Row

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


class RecordDeleted(Exception):  # noqa: N818  a curator's decision, not an error
    """A row refers to a record that a curator deleted, so it has nothing to belong to."""


@dataclass(frozen=True, slots=True)
class Known:
    """The ids of a model's records by a natural key of one text field, and the keys a curator deleted."""

    ids: Mapping[str, int]
    deleted: frozenset[str] = frozenset()

    def id(self, row: Row, field: str) -> int | None:
        """The id behind a cell, None for an empty one. Raises RecordDeleted, or FixtureError for an unknown key."""
        value = row.text(field)
        if not value:
            return None
        if value in self.ids:
            return self.ids[value]
        if value in self.deleted:
            raise RecordDeleted
        raise row.error(field, f"“{value[:40]}” is not known")


def known_by(model: type[Model], field: str) -> Known:
    ids = dict(model._default_manager.values_list(field, "pk"))
    return Known(ids, frozenset(deleted_keys(model._meta.label_lower)))


def deleted_keys(kind: str) -> set[str]:
    return set(Tombstone.objects.filter(kind=kind).values_list("key", flat=True))


def upsert(
    model: type[CuratedRecord], rows: Iterable[Row], values: Callable[[Row], dict[str, Any]], *, key: Sequence[str]
) -> UpsertCount:
    """Insert or update one record of `model` per row, matched by the attributes `key`.

    `values` turns a row into attribute values (foreign keys as `<name>_id`). Fields named in a record's
    `curated_fields` keep their value; a key with a tombstone is not inserted again, nor is what belongs to a deleted
    record. Raises FixtureError.
    """
    existing = {tuple(getattr(record, name) for name in key): record for record in model._default_manager.all()}
    dead = deleted_keys(model._meta.label_lower)
    new: list[tuple[Row, CuratedRecord]] = []
    changed: list[tuple[Row, CuratedRecord]] = []
    changed_fields: set[str] = set()
    unchanged = left = 0
    for row in rows:
        try:
            wanted = values(row)
        except RecordDeleted:
            left += 1
            continue
        natural = tuple(wanted[name] for name in key)
        record = existing.get(natural)
        if record is None:
            if tombstone_key(natural) in dead:
                left += 1
                continue
            record = model(**wanted)
            existing[natural] = record
            new.append((row, record))
            continue
        touched = {name for name in record.curated_fields if name in wanted or f"{name}_id" in wanted}
        differing = {
            name: value
            for name, value in wanted.items()
            if getattr(record, name) != value and name.removesuffix("_id") not in touched and name not in touched
        }
        if differing:
            for name, value in differing.items():
                setattr(record, name, value)
            changed_fields.update(differing)
            changed.append((row, record))
        elif touched:
            left += 1
        else:
            unchanged += 1
    fields = [name.removesuffix("_id") for name in sorted(changed_fields)]
    for row, record in changed:  # a bulk update would cut a text that is too long, without a word
        check_fields(row, record)
    try:
        with transaction.atomic():
            model._default_manager.bulk_create([record for _, record in new], batch_size=BATCH)
            if changed:
                model._default_manager.bulk_update([record for _, record in changed], fields, batch_size=BATCH)
    except (DataError, IntegrityError) as error:
        raise refused_row([*new, *changed], error) from error
    return UpsertCount(len(new), len(changed), unchanged, left)


def check_fields(row: Row, record: CuratedRecord) -> None:
    """Raises FixtureError where a value does not fit its field; asks the database nothing."""
    relations = [field.name for field in record._meta.concrete_fields if field.is_relation]
    try:
        record.clean_fields(exclude=["id", *relations])
    except ValidationError as problem:
        raise in_words(row, problem) from problem


def refused_row(pairs: Iterable[tuple[Row, CuratedRecord]], error: Exception) -> FixtureError:
    """The first row that breaks a rule of its model, in words; the database's own words where none is found."""
    for row, record in pairs:
        try:
            record.full_clean(exclude=["id"], validate_unique=False)
        except ValidationError as problem:
            return in_words(row, problem)
    return FixtureError(f"the database refused a row: {str(error).splitlines()[0]}")


def in_words(row: Row, problem: ValidationError) -> FixtureError:
    field, messages = next(iter(problem.message_dict.items()))
    if field == NON_FIELD_ERRORS:
        return FixtureError(f"{row.path.name}, line {row.line}: {messages[0]}")
    return row.error(field, messages[0])
