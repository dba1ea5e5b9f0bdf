"""Known names in running text: longest match over words, with case rules, folded accents and either apostrophe."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from newsapp.extraction.folding import fold, strip_accents

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from newsapp.extraction.knowledge import Knowledge

NameKind = Literal["country", "demonym", "adjective", "actor", "place"]
_WORD: Final = re.compile(r"[^\W_]+")
# What may stand between two words of one name, in the table and in the text; a hyphen and a space are the same.
_GAP: Final = re.compile(r"(?: |-|‐|‑|–|\u00a0|\.|\. |['’ʼ] ?|, |/|&| & )")
_JOINED_GAPS: Final = {
    "-": " ",
    "‐": " ",
    "‑": " ",
    "–": " ",
    "\u00a0": " ",
    ". ": ".",
    "’": "'",
    "ʼ": "'",
    "’ ": "' ",
    "ʼ ": "' ",
}
_LONGEST_NAME: Final = 12
# Lower-case words a name may open with ("al-Shabaab", "de Gaulle"); every other name must open with a capital.


@dataclass(frozen=True, slots=True)
class Name:
    """What a spelling stands for: `ref` is an iso3 for country, demonym and adjective, else the slug."""

    kind: NameKind
    ref: str
    spelling: str
    case_sensitive: bool
    ambiguous: bool
    valid_from: dt.date | None
    valid_until: dt.date | None


@dataclass(frozen=True, slots=True)
class Match:
    """Words [start, end) that spell one or several known names."""

    start: int
    end: int
    names: tuple[Name, ...]


class Gazetteer:
    """All spellings of a knowledge snapshot, indexed by their first word."""

    def __init__(self, names: Iterator[Name], particles: frozenset[str]) -> None:
        self._particles = particles
        self._entries: dict[str, dict[tuple[str, ...], list[Name]]] = {}
        self._longest: dict[str, int] = {}
        self._last: tuple[str, dict[tuple[int, int], tuple[Match, ...]]] = ("", {})
        for name in names:
            key = _key(name.spelling)
            if not key or len(key) > 2 * _LONGEST_NAME:
                continue
            by_key = self._entries.setdefault(key[0], {})
            entry = by_key.setdefault(key, [])
            if name not in entry:
                entry.append(name)
            self._longest[key[0]] = max(self._longest.get(key[0], 0), (len(key) + 1) // 2)

    def find(self, text: str, start: int, end: int) -> Iterator[Match]:
        """Longest matches in text[start:end], left to right, without overlaps. Work is linear in the text."""
        words = list(_WORD.finditer(text, start, end))
        entries = self._entries
        i = 0
        while i < len(words):
            first = fold(words[i].group())
            found = self._longest_at(text, words, i, first) if first in entries else None
            if found is None:
                i += 1
            else:
                match, used = found
                yield match
                i += used

    def find_in_sentence(self, text: str, start: int, end: int) -> tuple[Match, ...]:
        """As `find`; what the sentences of the text read last hold is remembered, as it is asked for twice."""
        last, known = self._last
        if last is not text:
            self._last = (text, known := {})
        if (start, end) not in known:
            known[start, end] = tuple(self.find(text, start, end))
        return known[start, end]

    def _longest_at(self, text: str, words: list[re.Match[str]], i: int, first: str) -> tuple[Match, int] | None:
        by_key = self._entries[first]
        keys = [first]
        best: tuple[Match, int] | None = None
        for used in range(1, self._longest[first] + 1):
            if used > 1:
                if i + used > len(words):
                    break
                gap = text[words[i + used - 2].end() : words[i + used - 1].start()]
                if not _GAP.fullmatch(gap):
                    break
                keys += [_JOINED_GAPS.get(gap, gap), fold(words[i + used - 1].group())]
            names = by_key.get(tuple(keys))
            if names:
                begin, stop = words[i].start(), words[i + used - 1].end()
                surface = text[begin:stop]
                fitting = tuple(name for name in names if _case_fits(name, surface, self._particles))
                if fitting:
                    if text[stop : stop + 1] == "." and any(name.spelling.endswith(".") for name in fitting):
                        stop += 1
                    best = (Match(begin, stop, fitting), used)
        return best


def _key(spelling: str) -> tuple[str, ...]:
    words = list(_WORD.finditer(spelling))
    key: list[str] = []
    for number, word in enumerate(words):
        if number:
            gap = spelling[words[number - 1].end() : word.start()]
            key.append(_JOINED_GAPS.get(gap, gap))
        key.append(fold(word.group()))
    return tuple(key)


def _case_fits(name: Name, surface: str, particles: frozenset[str]) -> bool:
    if name.case_sensitive:
        own = _WORD.findall(strip_accents(name.spelling))
        return _WORD.findall(strip_accents(surface)) == own
    first = _WORD.findall(surface)[0]
    if first[0].isupper() or not first[0].islower():
        return True
    if name.spelling[:1].islower():
        return True
    return fold(first) in particles and any(word[0].isupper() for word in _WORD.findall(surface)[1:])


@lru_cache(maxsize=4)
def gazetteer_of(knowledge: Knowledge) -> Gazetteer:
    """The snapshot's gazetteer, built once."""
    return Gazetteer(_names(knowledge), knowledge.words("first_particle"))


def _names(knowledge: Knowledge) -> Iterator[Name]:
    for row in knowledge.country_names:
        kind: NameKind = "country"
        if row.kind == "demonym":
            kind = "demonym"
        elif row.kind == "adjective":
            kind = "adjective"
        elif row.kind == "capital":
            continue  # capitals are places; what stands for a government is decided from the sentence
        yield Name(
            kind,
            row.iso3,
            row.name,
            row.case_sensitive,
            ambiguous=False,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
    for country in knowledge.countries.values():
        for spelling in dict.fromkeys(filter(None, (country.name, country.official_name))):
            yield Name(
                "country",
                country.iso3,
                spelling,
                case_sensitive=False,
                ambiguous=False,
                valid_from=None,
                valid_until=None,
            )
    for actor in knowledge.actors.values():
        yield Name(
            "actor", actor.slug, actor.name, case_sensitive=False, ambiguous=False, valid_from=None, valid_until=None
        )
        for alias in actor.aliases:
            yield Name(
                "actor",
                actor.slug,
                alias.name,
                alias.case_sensitive,
                alias.ambiguous,
                alias.valid_from,
                alias.valid_until,
            )
    for place in knowledge.places:
        for spelling in (place.name, *place.names):
            yield Name(
                "place", place.slug, spelling, case_sensitive=False, ambiguous=False, valid_from=None, valid_until=None
            )
