"""Gold annotations: reading the seed files, folders of annotated articles and JSON lines into one frozen form."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Span = tuple[int, int]
TEXTS: Path = Path("articles") / "wikinews_2019.csv"


class GoldError(ValueError):
    """A gold file or its texts cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class GoldActor:
    name: str
    iso3: str | None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One annotated event; `spans` are its evidence sentences, `roots` the two-digit roots that are right for it
    (empty for OTHER and ELECTION), `optional` events are neither rewarded nor punished."""

    id: str
    spans: tuple[Span, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    source_iso3: frozenset[str]
    target_iso3: frozenset[str]
    root: str
    roots: frozenset[str]
    code: str
    modality: str
    date: str | None
    precision: str
    core: bool


@dataclass(frozen=True, slots=True)
class GoldArticle:
    id: str
    text: str
    published: str | None
    actors: tuple[GoldActor, ...]
    events: tuple[GoldEvent, ...]


def read_gold(path: Path, kind: str, texts: Path | None = None) -> tuple[GoldArticle, ...]:
    """The annotated articles of `path`. `kind` seed: one JSON file, its text in the file `texts`; articles: a folder of
    JSON files whose texts stand in a CSV (url, date, title, text), or a JSON lines file with the texts inside.

    Raises GoldError when a file or a text is missing or malformed.
    """
    if kind == "seed":
        return (_seed(path, texts),)
    if kind != "articles":
        raise GoldError(f"unknown kind of gold {kind!r}: seed or articles")
    if path.is_dir():
        return tuple(_folder(path, texts))
    return tuple(_article(row, str(row.get("text", ""))) for row in _lines(path))


def _seed(path: Path, texts: Path | None) -> GoldArticle:
    if texts is None:
        raise GoldError("the seed gold needs the file of its text")
    text = _read(texts)
    row = _json(path)
    if "schema" not in row:
        return _article(row, text)
    names = {actor["id"]: actor for actor in row["actors"]}
    events = tuple(_seed_event(event, names) for event in row["events"])
    actors = tuple(
        GoldActor(actor["canonical"], actor.get("country"), tuple(actor.get("aliases", ()))) for actor in row["actors"]
    )
    return GoldArticle("seed", text, row["publication_date"]["value"], actors, events)


def _seed_event(event: Mapping[str, Any], names: Mapping[str, Mapping[str, Any]]) -> GoldEvent:
    source = [event["actor1"], *event.get("actor1_also", ())]
    target = [event["actor2"], *event.get("actor2_also", ())]
    sides = [[names[i] for i in side if i in names] for side in (source, target)]
    if event.get("reciprocal"):
        sides = [sides[0] + sides[1]] * 2
    roots = {event["cameo_root"], *(str(code)[:2] for code in event.get("cameo_alternatives", ()))}
    return GoldEvent(
        event["id"], (tuple(event["sentence_span"]),),
        tuple(a["canonical"] for a in sides[0]), tuple(a["canonical"] for a in sides[1]),
        _countries(sides[0]), _countries(sides[1]),
        event["cameo_root"], frozenset(roots), event["cameo"], event["modality"], event.get("date"),
        event.get("date_precision") or "none", event.get("tier") == "core" and "coref_with" not in event,
    )  # fmt: skip


def _countries(side: list[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(str(actor["country"]) for actor in side if actor.get("country"))


def _folder(path: Path, texts: Path | None) -> Iterator[GoldArticle]:
    source = texts or path.resolve().parent.parent / TEXTS
    if not source.is_file():
        raise GoldError(f"the texts of {path} are not at {source}: name the CSV file")
    csv.field_size_limit(sys.maxsize)
    with source.open(encoding="utf-8", newline="") as stream:
        by_url = {row["url"]: f"{row['title']}\n\n{row['text']}" for row in csv.DictReader(stream)}
    for file in sorted(path.glob("*.json")):
        row = _json(file)
        if row["url"] not in by_url:
            raise GoldError(f"{file.name}: no text for {row['url']}")
        yield _article(row, by_url[row["url"]])


def _article(row: Mapping[str, Any], text: str) -> GoldArticle:
    actors = tuple(
        GoldActor(a["name"], a.get("iso3"), tuple(a.get("aliases", ())))
        for a in row.get("actors", ())
        if isinstance(a, dict)
    )
    return GoldArticle(str(row["id"]), text, row.get("published"), actors, tuple(_event(e) for e in row["events"]))


def _event(event: Mapping[str, Any]) -> GoldEvent:
    root = event["cameo_root"] or ""
    return GoldEvent(
        event["id"], tuple((s[0], s[1]) for s in event["spans"]), tuple(event["source"]), tuple(event["target"]),
        frozenset(event["source_iso3"]), frozenset(event["target_iso3"]), root,
        frozenset({root, *event["also_roots"]}) - {""}, event["cameo"] or "", event["modality"], event["date"],
        event["precision"], bool(event["core"]),
    )  # fmt: skip


def _json(path: Path) -> Any:
    try:
        return json.loads(_read(path))
    except ValueError as error:
        raise GoldError(f"{path}: not JSON: {error}") from None


def _lines(path: Path) -> Iterator[Any]:
    for number, line in enumerate(_read(path).splitlines(), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as error:
                raise GoldError(f"{path} line {number}: not JSON: {error}") from None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}") from None
