"""Sentence boundaries inside one paragraph: abbreviations, initials, closing quotes, footnote markers; linear time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsapp.extraction.knowledge import Knowledge

_CLOSERS: Final = "\"'”’)]»"
# A run of end marks, then closing quotes or brackets, then footnote markers such as [1]; white space or the end next.
_END: Final = re.compile(r"[.!?…。！？]+[\"'”’)\]»]*(?:\[\w{1,8}\])*(?=\s|$)")
_LAST_WORD: Final = re.compile(r"[^\s(\[“\"‘'—–/]+$")
_NEXT_WORD: Final = re.compile(r"\s*([\"“‘'«(\[]*)\s?([^\W_][\w’'-]*)?")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
# An abbreviation is short; only this much before a full stop is looked at, so a page without spaces costs no more.
_LOOK_BACK: Final = 24


@dataclass(frozen=True, slots=True)
class _Words:
    never_ends: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    opener: frozenset[str]


def split_sentences(text: str, start: int, end: int, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences of the paragraph text[start:end], without surrounding white space."""
    words = _words(knowledge)
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if stop >= end:
            break
        if match.start() < begin:
            continue
        stop = _with_lone_quote(text, stop, end)
        if stop < end and not _ends_here(text, begin, match, end, words):
            continue
        yield begin, stop
        begin = stop
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        yield begin, end


def _with_lone_quote(text: str, stop: int, end: int) -> int:
    """Past a closing quote that stands alone after a space, as in `he said. ” Then`."""
    if text[stop : stop + 2] in {" ”", " »"} and (stop + 2 >= end or text[stop + 2].isspace()):
        return stop + 2
    return stop


def _ends_here(text: str, begin: int, match: re.Match[str], end: int, words: _Words) -> bool:
    mark = match.group()
    following = _NEXT_WORD.match(text, match.end(), min(end, match.end() + 40))
    opening, word = (following.group(1), following.group(2) or "") if following else ("", "")
    if not opening and word[:1].islower():
        return False
    if opening and word[:1].islower() and not mark.strip(".…"):
        return False
    before = text[max(begin, match.start() - _LOOK_BACK) : match.start()]
    if mark.startswith((".", "…")) and before.endswith("[") and "]" in mark:
        return False  # an omission mark "[...]" is no end
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    found = _LAST_WORD.search(before)
    last = found.group() if found else ""
    return _full_stop_ends(last, word, quoted=any(closer in mark for closer in _CLOSERS), words=words)


def _full_stop_ends(last: str, word: str, *, quoted: bool, words: _Words) -> bool:
    lower = last.lower()
    if lower in words.may_end or last in words.may_end:
        return quoted or word.lower() in words.opener or not word
    if last in words.never_ends or last.capitalize() in words.never_ends:
        return False
    if last in words.before_number:
        return not word[:1].isdigit() and (quoted or last[:1].islower() or word.lower() in words.opener)
    if len(last) == 1 and last.isupper() and last.isalpha():
        return word.lower() in words.opener and word.lower() not in {"i", "a"}
    if "." in last and _INITIALS.fullmatch(last):
        return word.lower() in words.opener
    return True


@lru_cache(maxsize=4)
def _words(knowledge: Knowledge) -> _Words:
    kinds: dict[str, set[str]] = {}
    for row in knowledge.table("sentence_words"):
        word = str(row["word"])
        kinds.setdefault(str(row["kind"]), set()).add(word)
    may_end = kinds.get("may_end", set())
    return _Words(
        never_ends=frozenset(kinds.get("never_ends", set())),
        before_number=frozenset(kinds.get("before_number", set())),
        may_end=frozenset(may_end | {word.lower() for word in may_end}),
        opener=frozenset(kinds.get("opener", set())),
    )
