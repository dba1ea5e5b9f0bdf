"""Place mentions: names to coordinates and countries, parts of countries ("southern Israel"), towns named with one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsapp.extraction.reading import PlaceMention
from newsapp.extraction.spans import head_of, tokens_in
from newsapp.extraction.word_classes import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsapp.extraction.cast import Cast
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.names import KnownNames, PlaceHit
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.records import Place

_AFTER: Final = re.compile(r",\s+$")
# More news happens in the larger kind: of two namesakes it is meant unless the text says otherwise.
_KIND_ORDER: Final = ("country", "capital", "territory", "region", "city", "admin1")


@lru_cache(maxsize=4)
def _part_before(knowledge: Knowledge) -> re.Pattern[str]:
    return re.compile(rf"\b((?:{any_of(knowledge.words('part_of_place'))})\s)$", re.IGNORECASE)


@lru_cache(maxsize=4)
def _country_places(knowledge: Knowledge) -> dict[str, Place]:
    return {place.iso3: place for place in knowledge.places if place.kind == "country" and place.iso3}


def outside_people(names: KnownNames, cast: Cast) -> KnownNames:
    """The known names without places that are part of a person's name or stand in the middle of another newcomer's
    ("Luis Rivera Marín"); "University of Essex" keeps its Essex."""
    taken: dict[int, list[tuple[int, int, bool]]] = {}
    for mention in cast.mentions():
        member = cast.members[mention.entities[0]]
        if member.kind == "person" or member.candidate:
            taken.setdefault(mention.sentence, []).append((mention.start, mention.end, member.kind == "person"))
    kept = tuple(
        hit
        for hit in names.places
        if not any(
            (start < hit.end and hit.start < end) if is_person else (start < hit.start and hit.end < end)
            for start, end, is_person in taken.get(hit.sentence, ())
        )
    )
    return replace(names, places=kept)


def find_places(
    text: str, sentences: Iterable[Sentence], names: KnownNames, knowledge: Knowledge
) -> Iterator[PlaceMention]:
    """Places in text order. Between namesakes the text decides: "Paris, Texas", else the country it names most."""
    sentences = tuple(sentences)
    by_sentence: dict[int, list[PlaceHit]] = {}
    counts: Counter[str] = Counter()
    for hit in names.places:
        by_sentence.setdefault(hit.sentence, []).append(hit)
        if hit.iso3:
            counts[hit.iso3] += 1
    for sentence in sentences:
        hits = by_sentence.get(sentence.index, [])
        found = [_mention(text, sentence, hit, hits, counts, knowledge) for hit in hits]
        known = [mention for mention in found if mention is not None]
        yield from sorted([*known, *_unknown_towns(text, sentence, known, names)], key=lambda mention: mention.start)


def _mention(
    text: str, sentence: Sentence, hit: PlaceHit, hits: Sequence[PlaceHit], counts: Counter[str], knowledge: Knowledge
) -> PlaceMention | None:
    place, reason = _choose(text, hit, hits, counts, knowledge)
    start, name, precision = (
        hit.start,
        place.name if place else text[hit.start : hit.end],
        place.precision if place else "country",
    )
    kind = place.kind if place else "country"
    before = _part_before(knowledge).search(text, max(sentence.start, hit.start - 16), hit.start)
    if before and kind in {"country", "territory", "region", "admin1"}:
        start = before.start(1)
        name = f"{before.group(1).strip()} {text[hit.start : hit.end]}"
        precision, kind = "region", "region"
        reason = f"a part of {place.name if place else text[hit.start : hit.end]}"
    return PlaceMention(
        sentence.index, start, hit.end, name, place.slug if place and start == hit.start else None,
        place.iso3 if place else hit.iso3, place.lat if place else None, place.lon if place else None,
        precision, kind, reason, head_of(sentence, hit.start, hit.end),
    )  # fmt: skip


def _choose(
    text: str, hit: PlaceHit, hits: Sequence[PlaceHit], counts: Counter[str], knowledge: Knowledge
) -> tuple[Place | None, str]:
    surface = text[hit.start : hit.end]
    if hit.iso3:
        country = _country_places(knowledge).get(hit.iso3)
        return country, f"{surface} is a country"
    if len(hit.candidates) == 1:
        return hit.candidates[0], f"{surface} is the only known place of that name"
    following = next(
        (other for other in hits if other.start > hit.end and _AFTER.fullmatch(text, hit.end, other.start)), None
    )
    if following is not None:
        codes = {following.iso3, *(place.iso3 for place in following.candidates)} - {None}
        fitting = [place for place in hit.candidates if place.iso3 in codes]
        if fitting:
            return fitting[0], f"{surface} in {text[following.start : following.end]}, as the text says"
    best = max(hit.candidates, key=lambda place: (counts[place.iso3 or ""], -_rank(place)))
    return best, f"of several places called {surface}, the one in the country the article names"


def _rank(place: Place) -> int:
    return _KIND_ORDER.index(place.kind) if place.kind in _KIND_ORDER else len(_KIND_ORDER)


def _unknown_towns(
    text: str, sentence: Sentence, known: Sequence[PlaceMention], names: KnownNames
) -> Iterator[PlaceMention]:
    """ "Windsor Locks, Connecticut": capitalised words before a comma and a known place lie in it."""
    tokens = sentence.tokens
    matched = names.matches.get(sentence.index, ())
    for place in known:
        first = tokens_in(sentence, place.start, place.end).start
        if first < 2 or tokens[first - 1].text != ",":
            continue
        i = first - 2
        while i >= 0 and first - i < 6 and tokens[i].tag in {"NNP", "NNPS"} and tokens[i].text[:1].isupper():
            i -= 1
        if i + 1 > first - 2 or tokens[first - 2].entity_label not in {"GPE", "LOC", "FAC"}:
            continue
        start, end = tokens[i + 1].start, tokens[first - 2].end
        if any(match.start < end and start < match.end for match in matched):
            continue
        yield PlaceMention(
            sentence.index, start, end, text[start:end], None, place.iso3, None, None, "city", "city",
            f"a place in {place.name}, as the text says", head_of(sentence, start, end),
        )  # fmt: skip
