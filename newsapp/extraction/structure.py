"""The layout of an article: title, byline, headings, paragraphs and set-aside passages, as spans of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from newsapp.extraction.knowledge import Knowledge

BlockKind = Literal["title", "body", "heading", "boilerplate"]

# A line longer than this is prose; patterns for furniture are not tried on it, which also bounds their work.
_LONGEST_FURNITURE: Final = 400
_LONGEST_HEADING: Final = 110
_MOST_HEADING_WORDS: Final = 16
_LONGEST_BYLINE_PREFIX: Final = 160
# Datelines and desks open the first paragraphs only; further down the same shapes are ordinary prose.
_BYLINE_BLOCKS: Final = 4
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’)\]]*$")
_LINE: Final = re.compile(r"[^\r\n\u2028\u2029\x85\x0b\x0c]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of prose [start, end) after a byline is taken off. `reason` says why a passage was set aside."""

    start: int
    end: int
    kind: BlockKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """`title` is None where the text opens with prose. `bylines` are spans with the reason."""

    title: Block | None
    blocks: tuple[Block, ...]
    bylines: tuple[tuple[int, int, str], ...]


def find_layout(text: str, knowledge: Knowledge) -> Layout:
    """Title, byline, headings, paragraphs and boilerplate of `text`.

    The first line is the title, except when it reads as prose: a text of one line that ends like a sentence (a brief,
    an item of a list of events), or a first line of several sentences. Every other line is a paragraph.
    """
    patterns = _patterns(knowledge)
    lines = [_trim(text, match.start(), match.end()) for match in _LINE.finditer(text)]
    lines = [(start, end) for start, end in lines if start < end]
    if not lines:
        return Layout(None, (), ())
    title = None if _opens_with_prose(text, lines) else Block(*lines[0], "title")
    rest = lines if title is None else lines[1:]
    blocks: list[Block] = []
    bylines: list[tuple[int, int, str]] = []
    for number, (start, end) in enumerate(rest):
        line = text[start:end]
        if end - start <= _LONGEST_FURNITURE:
            reason = _first_match(patterns["boilerplate"], line)
            if reason:
                blocks.append(Block(start, end, "boilerplate", reason))
                continue
        if number < _BYLINE_BLOCKS:
            reason = _first_match(patterns["byline_line"], line) if end - start <= _LONGEST_FURNITURE else ""
            if reason:
                bylines.append((start, end, reason))
                continue
            start = _take_prefix(text, start, end, patterns["byline_prefix"], bylines)
        is_last = number == len(rest) - 1
        is_heading = not is_last and title is not None and _is_heading(text[start:end])
        blocks.append(Block(start, end, "heading" if is_heading else "body"))
    return Layout(title, tuple(blocks), tuple(bylines))


def _opens_with_prose(text: str, lines: list[tuple[int, int]]) -> bool:
    first = text[slice(*lines[0])]
    if not _SENTENCE_END.search(first[-6:]):
        return False
    if len(lines) == 1:
        return True
    return len(first) > 150 and re.search(r"[.!?][\"”’]?\s+[\"“]?[A-Z]", first[:2000]) is not None


def _is_heading(line: str) -> bool:
    if len(line) > _LONGEST_HEADING or len(line.split()) > _MOST_HEADING_WORDS:
        return False
    if not line[0].isalnum() or line[0].islower():
        return False
    return line[-1].isalnum() or (line[-1] in '?)”"’' and "." not in line)


def _take_prefix(
    text: str,
    start: int,
    end: int,
    patterns: tuple[tuple[re.Pattern[str], str], ...],
    bylines: list[tuple[int, int, str]],
) -> int:
    opening = text[start : min(end, start + _LONGEST_BYLINE_PREFIX)]
    for pattern, reason in patterns:
        match = pattern.match(opening)
        if match and match.end() < end - start:
            stop = start + len(opening[: match.end()].rstrip())
            bylines.append((start, stop, reason))
            return start + match.end()
    return start


def _first_match(patterns: tuple[tuple[re.Pattern[str], str], ...], line: str) -> str:
    return next((reason for pattern, reason in patterns if pattern.search(line)), "")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


@lru_cache(maxsize=4)
def _patterns(knowledge: Knowledge) -> dict[str, tuple[tuple[re.Pattern[str], str], ...]]:
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {"boilerplate": [], "byline_line": [], "byline_prefix": []}
    for row in knowledge.table("boilerplate"):
        pattern = re.compile(str(row["pattern"]), re.IGNORECASE)
        found[str(row["kind"])].append((pattern, str(row["reason"])))
    return {kind: tuple(patterns) for kind, patterns in found.items()}
