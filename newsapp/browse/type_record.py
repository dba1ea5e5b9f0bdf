"""Event types with their definitions, counts and a sentence of the record as example."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Count, F

from newsapp.browse.timeline import Quote, read_rows
from newsapp.browse.wording import GLYPHS
from newsapp.events.models import Event, EventType, PloverType
from newsapp.events.models.types import EventClass

if TYPE_CHECKING:
    from collections.abc import Sequence

CLASS_NOTES: Final = {
    "verbal_cooperation": "Words that bring the sides closer",
    "material_cooperation": "Deeds that help or bind",
    "verbal_conflict": "Words against the other side",
    "material_conflict": "Deeds against the other side",
    "statement": "Words that are neither",
}


@dataclass(frozen=True, slots=True)
class TypeRow:
    code: str
    name: str
    definition: str
    roots: str
    count: int
    share: str
    example: Quote | None
    example_url: str


@dataclass(frozen=True, slots=True)
class ClassGroup:
    key: str
    name: str
    glyph: str
    note: str
    count: int
    types: tuple[TypeRow, ...]


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A CAMEO code with its definition and its events, those of its sub-codes included."""

    code: str
    name: str
    definition: str
    example: str
    goldstein: str
    count: int
    depth: int


@dataclass(frozen=True, slots=True)
class TypeRecord:
    title: str
    code: str
    scheme: str
    event_class: str
    glyph: str
    definition: str
    example: str
    count: int
    parent: tuple[str, str] | None
    codes: tuple[CodeRow, ...]
    modes: tuple[str, ...]


def counts_by_type() -> Counter[int]:
    rows = Event.objects.shown().order_by().values_list("event_type").annotate(n=Count("pk"))
    return Counter(dict(rows))


def read_type_index() -> tuple[ClassGroup, ...]:
    counts = counts_by_type()
    by_plover: Counter[str] = Counter()
    roots: dict[str, set[str]] = defaultdict(set)
    for pk, code, plover in EventType.objects.values_list("pk", "code", "plover_type__code"):
        by_plover[plover] += counts[pk]
        roots[plover].add(code[:2])
    most = max(by_plover.values(), default=0)
    examples = examples_of(list(by_plover))
    groups: dict[str, list[TypeRow]] = defaultdict(list)
    for kind in PloverType.objects.order_by("position", "code"):
        quote, url = examples.get(kind.code, (None, ""))
        groups[kind.event_class].append(
            TypeRow(
                kind.code,
                kind.name,
                kind.definition,
                ", ".join(sorted(roots[kind.code])),
                by_plover[kind.code],
                f"{by_plover[kind.code] / most * 100:.1f}%" if most else "0%",
                quote,
                url,
            )
        )
    return tuple(
        ClassGroup(
            event_class.value,
            event_class.label,
            GLYPHS[event_class.value],
            CLASS_NOTES[event_class.value],
            sum(row.count for row in groups[event_class.value]),
            tuple(groups[event_class.value]),
        )
        for event_class in EventClass
    )


def examples_of(codes: Sequence[str]) -> dict[str, tuple[Quote | None, str]]:
    """For each PLOVER type the sentence of the surest event that happened: one query for the ids, one for the rows."""
    best = (
        Event.objects.shown()
        .filter(event_type__plover_type__code__in=list(codes))
        .order_by("event_type__plover_type_id", F("confidence").desc(nulls_last=True), "pk")
        .distinct("event_type__plover_type_id")
        .values_list("pk", "event_type__plover_type__code")
    )
    wanted = dict(best)
    rows = read_rows(Event.objects.filter(pk__in=list(wanted)))
    return {wanted[row.pk]: (row.quote, row.url) for row in rows}


def read_type_record(code: str) -> TypeRecord | None:
    """A PLOVER type or a CAMEO code at any level; None when there is no such type."""
    counts = counts_by_type()
    plover = PloverType.objects.filter(code=code.upper()).prefetch_related("modes").first()
    if plover is not None:
        types = list(EventType.objects.filter(plover_type=plover).order_by("code"))
        return TypeRecord(
            title=plover.name,
            code=plover.code,
            scheme="PLOVER",
            event_class=plover.get_event_class_display(),
            glyph=GLYPHS[plover.event_class],
            definition=plover.definition,
            example="",
            count=sum(counts[row.pk] for row in types),
            parent=None,
            codes=code_rows(types, counts),
            modes=tuple(mode.name for mode in plover.modes.all()),
        )
    found = EventType.objects.select_related("parent", "plover_type").filter(code=code).first()
    if found is None:
        return None
    below = list(EventType.objects.filter(code__startswith=code).order_by("code"))
    parent = found.parent
    return TypeRecord(
        title=found.name,
        code=found.code,
        scheme="CAMEO",
        event_class=found.get_event_class_display(),
        glyph=GLYPHS[found.event_class],
        definition=found.definition,
        example=found.example,
        count=sum(counts[row.pk] for row in below),
        parent=(parent.code, parent.name) if parent else (found.plover_type.code, found.plover_type.name),
        codes=code_rows([row for row in below if row.pk != found.pk], counts),
        modes=(),
    )


def code_rows(types: Sequence[EventType], counts: Counter[int]) -> tuple[CodeRow, ...]:
    shallowest = min((len(row.code) for row in types), default=0)
    return tuple(
        CodeRow(
            row.code,
            row.name,
            row.definition,
            row.example,
            f"{row.goldstein:+.1f}" if row.goldstein is not None else "",
            sum(counts[other.pk] for other in types if other.code.startswith(row.code)),
            len(row.code) - shallowest,
        )
        for row in types
    )
