"""The knowledge snapshot: validated, immutable tables, their typed records, and the id every extraction keeps."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
from functools import cached_property
from typing import TYPE_CHECKING, Final

from newsapp.extraction.records import Actor, Alias, Country, CountryName, DatedFact, Place, Role
from newsapp.extraction.word_classes import WORD_CLASSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from newsapp.extraction.word_classes import WordClass

Row = dict[str, object]

# Columns a table cannot do without. Any further table is kept as rows for the module that reads it.
REQUIRED: Final[dict[str, tuple[str, ...]]] = {
    "countries": ("iso3", "name"),
    "country_names": ("iso3", "name", "kind"),
    "places": ("slug", "name", "kind", "precision"),
    "actors": ("slug", "name", "kind"),
    "event_types": ("code", "plover"),
    "title_spellings": ("words", "normal"),
    "word_classes": ("word", "kind"),
}
ACTOR_KINDS: Final = frozenset(
    {
        "person", "state", "government_body", "armed_group", "party", "organisation",
        "international_organisation", "company", "media", "population",
    }
)  # fmt: skip
_FIXTURE_TABLES: Final = (
    ("countries", "countries/countries.csv"),
    ("country_names", "countries/country_names.csv"),
    ("places", "countries/places.csv"),
    ("event_types", "events/event_types.csv"),
)


class KnowledgeError(ValueError):
    """A knowledge row that cannot be used; the message names the file or table, the line and the field."""


class Knowledge:
    """An immutable snapshot. `id` is the SHA-256 of the canonical rows, whatever the order of tables or columns."""

    def __init__(self, tables: Mapping[str, tuple[Row, ...]]) -> None:
        self._tables = dict(tables)

    @classmethod
    def from_tables(cls, tables: Mapping[str, Sequence[Mapping[str, object]]]) -> Knowledge:
        """A checked snapshot of `tables`. Raises KnowledgeError for the first row that lacks or misspells a field."""
        checked: dict[str, tuple[Row, ...]] = {}
        for table, rows in tables.items():
            required = REQUIRED.get(table, ())
            for number, row in enumerate(rows, start=1):
                for column in required:
                    if row.get(column) in (None, ""):
                        raise KnowledgeError(f"{_where(table, row, number)}: field {column} is empty")
            checked[table] = tuple(dict(row) for row in rows)
        knowledge = cls(checked)
        # Typed once here, so that a bad row is reported at load and not in the middle of an article.
        _ = (knowledge.countries, knowledge.country_names, knowledge.places, knowledge.actors, knowledge.dated_facts)
        if "word_classes" in checked:
            _ = [knowledge.words(name) for name in WORD_CLASSES]
        return knowledge

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of one table in their stored order; no rows if the snapshot has no such table."""
        return self._tables.get(name, ())

    def words(self, name: WordClass) -> frozenset[str]:
        """The words of one class, in lower case. Raises KnowledgeError if the table `word_classes` has none."""
        try:
            return self._word_classes[name]
        except KeyError:
            raise KnowledgeError(f"word_classes: no word of kind {name!r}, which the engine asks for") from None

    @cached_property
    def id(self) -> str:
        digest = hashlib.sha256()
        for name in sorted(self._tables):
            digest.update(name.encode() + b"\n")
            for row in self._tables[name]:
                shown = {key: value for key, value in row.items() if key != "_line"}
                line = json.dumps(shown, sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":"))
                digest.update(line.encode() + b"\n")
        return digest.hexdigest()

    @cached_property
    def countries(self) -> dict[str, Country]:
        found: dict[str, Country] = {}
        for number, row in enumerate(self.table("countries"), start=1):
            where = _where("countries", row, number)
            iso3 = _text(row, "iso3")
            found[iso3] = Country(
                iso3, _text(row, "name"), _text(row, "official_name"), _text(row, "status"),
                _number(row, "lat", where), _number(row, "lon", where),
            )  # fmt: skip
        return found

    @cached_property
    def country_names(self) -> tuple[CountryName, ...]:
        return tuple(
            CountryName(
                _text(row, "iso3"), _text(row, "name"), _text(row, "kind"), _flag(row, "case_sensitive"),
                _day(row, "valid_from", where), _day(row, "valid_until", where),
            )
            for row, where in self._located("country_names")
        )  # fmt: skip

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return tuple(
            Place(
                _text(row, "slug"), _text(row, "name"), _text(row, "iso3") or None, _text(row, "kind"),
                _text(row, "precision"), _number(row, "lat", where), _number(row, "lon", where), _list(row, "names"),
            )
            for row, where in self._located("places")
        )  # fmt: skip

    @cached_property
    def actors(self) -> dict[str, Actor]:
        return {actor.slug: actor for actor in (_actor(row, where) for row, where in self._located("actors"))}

    @cached_property
    def dated_facts(self) -> tuple[DatedFact, ...]:
        facts = []
        for row, where in self._located("dated_facts"):
            first = _day(row, "first", where)
            if first is None:
                raise KnowledgeError(f"{where}: field first is empty")
            terms = tuple(tuple(group.split("|")) for group in _list(row, "terms"))
            last = _day(row, "last", where) or first
            facts.append(DatedFact(_text(row, "key"), _text(row, "kind"), _text(row, "label"), first, last, terms))
        return tuple(facts)

    @cached_property
    def _word_classes(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {name: set() for name in WORD_CLASSES}
        for row, where in self._located("word_classes"):
            if (kind := _text(row, "kind")) not in found:
                raise KnowledgeError(f"{where}: field kind is {kind[:40]!r}, not a class of words")
            found[kind].add(_text(row, "word").lower())
        return {name: frozenset(words) for name, words in found.items() if words}

    def _located(self, table: str) -> list[tuple[Row, str]]:
        return [(row, _where(table, row, number)) for number, row in enumerate(self.table(table), start=1)]


def read_fixture_tables(folder: Path) -> dict[str, list[Row]]:
    """All knowledge tables below `folder` (the project's fixtures). Every CSV of knowledge/ is a table of its name.

    Raises KnowledgeError naming file, line and field for a file that cannot be read.
    """
    tables: dict[str, list[Row]] = {}
    for name, path in _FIXTURE_TABLES:
        tables[name] = _read_csv(folder / path)
    tables["actors"] = []
    for file in sorted((folder / "actors").glob("*.jsonl")):
        tables["actors"].extend(_read_jsonl(file))
    for file in sorted((folder / "knowledge").glob("*.csv")):
        tables[file.stem] = _read_csv(file)
    return tables


def _read_csv(file: Path) -> list[Row]:
    if not file.is_file():
        return []
    rows: list[Row] = []
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        try:
            for row in reader:
                if None in row or None in row.values():
                    raise KnowledgeError(
                        f"{file.name} line {reader.line_num}: {len(reader.fieldnames or ())} fields expected"
                    )
                rows.append({**row, "_line": f"{file.name} line {reader.line_num}"})
        except (csv.Error, UnicodeDecodeError) as error:
            raise KnowledgeError(f"{file.name} line {reader.line_num}: {error}") from None
    return rows


def _read_jsonl(file: Path) -> list[Row]:
    rows: list[Row] = []
    with file.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise KnowledgeError(f"{file.name} line {number}: not JSON: {error}") from None
            if not isinstance(row, dict):
                raise KnowledgeError(f"{file.name} line {number}: an object is expected")
            rows.append({**row, "_line": f"{file.name} line {number}"})
    return rows


def _actor(row: Row, where: str) -> Actor:
    kind = _text(row, "kind")
    if kind not in ACTOR_KINDS:
        raise KnowledgeError(f"{where}: field kind is {kind[:40]!r}, not an actor kind")
    aliases = tuple(
        Alias(
            _text(alias, "name"), _flag(alias, "case_sensitive"), _flag(alias, "ambiguous"),
            _day(alias, "valid_from", where), _day(alias, "valid_until", where),
        )
        for alias in _objects(row, "aliases", where)
    )  # fmt: skip
    roles = tuple(
        Role(
            _text(role, "title"), _text(role, "organisation") or None, _text(role, "iso3") or None,
            _day(role, "valid_from", where), _day(role, "valid_until", where),
        )
        for role in _objects(row, "roles", where)
    )  # fmt: skip
    affiliations = tuple(_text(entry, "organisation") for entry in _objects(row, "affiliations", where))
    iso3 = _text(row, "iso3") or None
    return Actor(_text(row, "slug"), _text(row, "name"), kind, iso3, aliases, roles, affiliations)  # type: ignore[arg-type]


def _where(table: str, row: Mapping[str, object], number: int) -> str:
    return str(row.get("_line") or f"{table} row {number}")


def _text(row: Mapping[str, object], column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value).strip()


def _list(row: Mapping[str, object], column: str) -> tuple[str, ...]:
    value = row.get(column)
    parts = value if isinstance(value, (list, tuple)) else _text(row, column).split(";")
    return tuple(str(part).strip() for part in parts if str(part).strip())


def _objects(row: Mapping[str, object], column: str, where: str) -> list[Mapping[str, object]]:
    value = row.get(column)
    if value in (None, ""):
        return []
    if not isinstance(value, (list, tuple)) or not all(isinstance(entry, dict) for entry in value):
        raise KnowledgeError(f"{where}: field {column} is not a list of objects")
    return list(value)


def _flag(row: Mapping[str, object], column: str) -> bool:
    value = row.get(column)
    return value is True or str(value or "").strip().lower() in {"1", "true", "t", "yes"}


def _number(row: Mapping[str, object], column: str, where: str) -> float | None:
    text = _text(row, column)
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise KnowledgeError(f"{where}: field {column} is {text[:40]!r}, not a number") from None


def _day(row: Mapping[str, object], column: str, where: str) -> dt.date | None:
    value = row.get(column)
    if isinstance(value, dt.date):
        return value
    text = _text(row, column)
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        raise KnowledgeError(f"{where}: field {column} is {text[:40]!r}, not a date (YYYY-MM-DD)") from None
