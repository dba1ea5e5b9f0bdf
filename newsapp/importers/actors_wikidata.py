"""Actors in Wikidata's entity JSON: the answer of `wbgetentities`, or a dump with one entity a line.

Taken are the English label (else the one for all languages), English aliases and description, what it is (P31), the
country (P27 of people, P17 of others) and offices held (P39) with start (P580) and end (P582). An office's name is the
label of its item, so the file must hold that item too; else the office is left out and the row says so. Data model:
https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from newsapp.importers.actor_rows import (
    MAX_DESCRIPTION,
    MAX_NAME,
    MAX_NAMES,
    ActorRow,
    CountryRef,
    Office,
    checked_name,
    merged_periods,
    read_lines,
)
from newsapp.importers.documents import Refusal, printable
from newsapp.importers.wikidata_claims import country_of, item_of, items, office_period, statements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST_LINE: Final = 8 * 1024 * 1024
_LARGEST_ANSWER: Final = 64 * 1024 * 1024
_QID: Final = re.compile(r"Q[1-9]\d{0,11}")
# "Instance of" (P31) -> kind of actor. States are refused: they come with the project.
KINDS: Final = {
    "Q5": "person",
    "Q6256": "state", "Q3624078": "state", "Q7275": "state",
    "Q7278": "party",
    "Q17149090": "armed_group", "Q17127659": "armed_group",
    "Q484652": "international_organisation", "Q245065": "international_organisation",
    "Q783794": "company", "Q4830453": "company", "Q6881511": "company", "Q891723": "company",
    "Q192283": "media", "Q11032": "media", "Q1616075": "media",
    "Q37726": "government_body", "Q772547": "government_body", "Q192350": "government_body",
    "Q35749": "government_body", "Q66344": "government_body", "Q327333": "government_body",
    "Q41487": "government_body", "Q732717": "government_body", "Q7188": "government_body",
    "Q79913": "organisation", "Q163740": "organisation", "Q43229": "organisation",
}  # fmt: skip
Entity = dict[str, Any]


def read_actors_wikidata(path: Path) -> Iterator[ActorRow | Refusal]:
    """One ActorRow or Refusal per entity, in order. Raises Refusal for a file that is neither shape.

    Entities that only serve as the office of another are read for their label and are no rows.
    """
    file = str(path)
    needed = {office for _, entity in _entities(path) if isinstance(entity, dict) for office in _offices_named(entity)}
    labels: dict[str, str] = {}
    for _, entity in _entities(path):
        if isinstance(entity, dict) and entity.get("id") in needed:
            labels[str(entity["id"])] = _text(entity, "labels")
    for line, entity in _entities(path):
        if isinstance(entity, Refusal):
            yield entity
        elif entity.get("id") not in needed or item_of(entity, "P31") in KINDS:
            try:
                yield _row(entity, labels, file, line)
            except Refusal as refusal:
                yield refusal


def _entities(path: Path) -> Iterator[tuple[int, Entity | Refusal]]:
    """Every entity with its line; of an answer that spans lines, all have line 1."""
    file = str(path)
    is_first = True
    for line, text in read_lines(path, longest=_LONGEST_LINE):
        if isinstance(text, Refusal):
            is_first = False
            yield line, text
            continue
        content = text.strip().rstrip(",")
        if content in {"", "[", "]"}:
            continue
        try:
            value = json.loads(content)
        except (ValueError, RecursionError):
            if is_first:
                yield from _answer(path, file)
                return
            yield line, Refusal(file, "not JSON", line=line)
            continue
        if is_first and isinstance(value, dict) and "entities" in value:
            yield from _listed(value, file)
            return
        is_first = False
        yield line, value if isinstance(value, dict) else Refusal(file, "not a JSON object", line=line)


def _answer(path: Path, file: str) -> Iterator[tuple[int, Entity | Refusal]]:
    """The entities of a `wbgetentities` answer printed over several lines. Raises Refusal where it is none."""
    if path.stat().st_size > _LARGEST_ANSWER:
        raise Refusal(file, f"not one entity a line, and over {_LARGEST_ANSWER // 1024 // 1024} MB")
    try:
        value = json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Refusal(file, f"not UTF-8: {error.reason}") from None
    except ValueError as error:
        raise Refusal(file, f"not JSON: {error}") from None
    except RecursionError:
        raise Refusal(file, "not JSON: nested too deeply") from None
    if isinstance(value, list):
        for entity in value:
            yield 1, entity if isinstance(entity, dict) else Refusal(file, "not a JSON object", line=1)
    elif isinstance(value, dict) and "entities" in value:
        yield from _listed(value, file)
    else:
        raise Refusal(file, "neither an answer of wbgetentities nor one entity a line")


def _listed(value: Entity, file: str) -> Iterator[tuple[int, Entity | Refusal]]:
    found = value["entities"]
    if not isinstance(found, dict):
        raise Refusal(file, "entities is not an object")
    for entity in found.values():
        yield 1, entity if isinstance(entity, dict) else Refusal(file, "not a JSON object", line=1)


def _row(entity: Entity, labels: dict[str, str], file: str, line: int) -> ActorRow:
    qid = str(entity.get("id", ""))
    if not _QID.fullmatch(qid):
        raise Refusal(file, f"{printable(qid)} is no id of an item", line=line, field="id")
    if "missing" in entity:
        raise Refusal(file, f"Wikidata has no {qid}", line=line, field="id")
    label = _text(entity, "labels")
    if not label:
        raise Refusal(file, f"{qid} has no English label", line=line, field="labels")
    classes = items(entity, "P31")
    kind = next((KINDS[item] for item in classes if item in KINDS), "")
    if kind == "state":
        raise Refusal(file, f"{qid} is a state; states come with the project", line=line, field="P31")
    if not kind:
        raise Refusal(
            file, f"no kind of actor follows from {printable(', '.join(classes)) or 'nothing'}", line=line, field="P31"
        )
    notes: list[str] = []
    country = country_of(entity, "P27" if kind == "person" else "P17", notes)
    aliases, left = _aliases(entity, file, line)
    notes += left
    offices = _offices(entity, labels, notes) if kind == "person" else []
    return ActorRow(
        line, checked_name(label, file, line, "labels"), kind, CountryRef("wikidata", country) if country else None,
        _text(entity, "descriptions")[:MAX_DESCRIPTION], aliases=aliases, offices=merged_periods(offices),
        identifiers=(("wikidata", qid),), notes=tuple(notes),
    )  # fmt: skip


def _text(entity: Entity, part: str) -> str:
    """The English text of labels or descriptions, else that for all languages ("mul"); "" where there is none."""
    texts = entity.get(part)
    if not isinstance(texts, dict):
        return ""
    for language in ("en", "mul"):
        value = texts.get(language)
        if isinstance(value, dict) and isinstance(value.get("value"), str):
            return " ".join(value["value"].split())
    return ""


def _aliases(entity: Entity, file: str, line: int) -> tuple[tuple[str, ...], list[str]]:
    listed = entity.get("aliases")
    found = listed.get("en") if isinstance(listed, dict) else None
    texts = [one.get("value") for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    spellings = [text for text in texts if isinstance(text, str) and text.strip() and text.isprintable()]
    kept = [checked_name(text, file, line, "aliases") for text in spellings if len(text) <= MAX_NAME]
    left = (
        []
        if len(kept) == len(texts)
        else [f"{len(texts) - len(kept)} of {len(texts)} aliases left out: too long or no text"]
    )
    return tuple(dict.fromkeys(kept[:MAX_NAMES])), left


def _offices_named(entity: Entity) -> Iterator[str]:
    for statement in statements(entity, "P39"):
        if (item := item_of_statement(statement)) is not None:
            yield item


def item_of_statement(statement: Entity) -> str | None:
    found = items({"claims": {"P": [statement]}}, "P")
    return found[0] if found else None


def _offices(entity: Entity, labels: dict[str, str], notes: list[str]) -> list[Office]:
    offices = []
    for statement in statements(entity, "P39"):
        item = item_of_statement(statement)
        if item is None:
            continue
        title = labels.get(item, "")
        if not title or len(title) > MAX_NAME:
            notes.append(f"office {item} left out: the file has no label of it")
            continue
        period = office_period(statement)
        if period is None:
            notes.append(f"office {item} left out: its end is not given to the day")
            continue
        offices.append(Office(title[:1].upper() + title[1:], None, "", *period))
    return offices
