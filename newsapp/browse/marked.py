"""A sentence cut into the parts that say who, what, whom, when and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

CSS: Final = {
    "source": "who",
    "trigger": "trig",
    "target": "whom",
    "date": "when",
    "place": "where",
    "attribution": "where",
    "killed": "count",
    "injured": "count",
    "missing": "count",
    "displaced": "count",
    "detained": "count",
}
LABELS: Final = {
    "source": "who",
    "trigger": "what",
    "target": "whom",
    "date": "when",
    "place": "where",
    "attribution": "according to",
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "displaced": "displaced",
    "detained": "detained",
}


@dataclass(frozen=True, slots=True)
class Segment:
    """Some words of the sentence; `label` says what they say of the event, empty for the rest."""

    text: str
    css: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """The words before the clause that reports the event, the clause, and the words after it."""

    before: tuple[Segment, ...]
    clause: tuple[Segment, ...]
    after: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class _Role:
    start: int
    end: int
    parts: tuple[str, ...]


def roles_in(marks: Iterable[dict[str, object]], offset: int, length: int) -> list[_Role]:
    """The marks inside a sentence, relative to it, without overlaps: the same words may play several parts, else the
    earlier and longer mark wins."""
    spans: dict[tuple[int, int], list[str]] = {}
    for mark in marks:
        start, end = int(str(mark["start"])) - offset, int(str(mark["end"])) - offset
        if 0 <= start < end <= length and mark["part"] in CSS:
            parts = spans.setdefault((start, end), [])
            if mark["part"] not in parts:
                parts.append(str(mark["part"]))
    chosen: list[_Role] = []
    last = 0
    for (start, end), parts in sorted(spans.items(), key=lambda item: (item[0][0], -item[0][1])):
        if start >= last:
            chosen.append(_Role(start, end, tuple(parts)))
            last = end
    return chosen


def mark_sentence(
    sentence: str, offset: int, clause: tuple[int, int], marks: Iterable[dict[str, object]]
) -> MarkedSentence:
    """Cut `sentence`, which begins at `offset` of its article, around the clause [start, end) and at its marks."""
    roles = roles_in(marks, offset, len(sentence))
    start, end = max(clause[0] - offset, 0), min(clause[1] - offset, len(sentence))
    return MarkedSentence(
        tuple(cut(sentence, 0, start, roles)),
        tuple(cut(sentence, start, end, roles)),
        tuple(cut(sentence, end, len(sentence), roles)),
    )


def cut(text: str, start: int, end: int, roles: Iterable[_Role]) -> Iterable[Segment]:
    """The words [start, end) of `text` as segments; a role across a border is cut there and labelled once."""
    at = start
    for role in roles:
        first, last = max(role.start, start), min(role.end, end)
        if first >= last or first < at:
            continue
        if at < first:
            yield Segment(text[at:first])
        label = ", ".join(LABELS[part] for part in role.parts) if first == role.start else ""
        yield Segment(text[first:last], CSS[role.parts[0]], label)
        at = last
    if at < end:
        yield Segment(text[at:end])
