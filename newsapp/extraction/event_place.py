"""Where an act happened, only if its own clause says so: a place under "in", "at", "on", "near" and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import clause_tokens, governor
from newsapp.extraction.findings import EventPlace

if TYPE_CHECKING:
    from newsapp.extraction.acts import Act
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import PlaceMention
    from newsapp.extraction.scene import Scene

_WHERE: Final = frozenset(
    {"in", "at", "on", "near", "outside", "inside", "across", "along", "around", "throughout", "off", "within", "over"}
)
_WHITHER: Final = frozenset({"to", "into"})
_FINENESS: Final = ("locality", "city", "admin1", "region", "country")


def find_place(scene: Scene, sentence: Sentence, act: Act) -> EventPlace | None:
    """The finest place of the act's clause, its country filled in from a coarser one beside it."""
    found = places_of(scene, sentence, act)
    if not found:
        return None
    best = min(found, key=lambda p: (_rank(p), p.start))
    iso3 = best.iso3 or next((p.iso3 for p in found if p.iso3), None)
    return EventPlace(best.name, best.slug, iso3, best.lat, best.lon, best.precision, (best.start, best.end))


def place_at(scene: Scene, sentence: Sentence, i: int) -> EventPlace | None:
    """The place named at token `i`, None if it names none."""
    place = scene.index_of(sentence).places.get(i)
    if place is None:
        return None
    return EventPlace(
        place.name, place.slug, place.iso3, place.lat, place.lon, place.precision, (place.start, place.end)
    )


def place_country(scene: Scene, sentence: Sentence, act: Act) -> str | None:
    """The state the act's place lies in, also of the verb above when the act's own clause names none."""
    for start in (act.trigger, act.anchor, governor(sentence, act.trigger)):
        if start is None:
            continue
        for place in _inside(scene, sentence, start, movement=act.has("d")):
            if place.iso3:
                return place.iso3
    return None


def places_of(scene: Scene, sentence: Sentence, act: Act) -> list[PlaceMention]:
    for start in dict.fromkeys((act.trigger, act.core, act.anchor)):
        found = _inside(scene, sentence, start, movement=act.has("d"))
        if found:
            return found
    above = governor(sentence, act.trigger)
    if above is not None and sentence.tokens[act.trigger].pos == "NOUN":
        return _inside(scene, sentence, above, movement=act.has("d"))
    return []


def _inside(scene: Scene, sentence: Sentence, i: int, *, movement: bool) -> list[PlaceMention]:
    places = scene.index_of(sentence).places
    wanted = _WHERE | _WHITHER if movement else _WHERE
    found: dict[tuple[int, int], PlaceMention] = {}
    for m in clause_tokens(sentence, i):
        place = places.get(m)
        if place is None:
            continue
        if _introduced(sentence, m, wanted) or (movement and sentence.tokens[m].dep == "dobj"):
            found.setdefault((place.start, place.end), place)
    return list(found.values())


def _introduced(sentence: Sentence, i: int, wanted: frozenset[str]) -> bool:
    step = i
    for _ in range(6):
        token = sentence.tokens[step]
        if token.dep == "pobj":
            return sentence.tokens[token.head].lower in wanted
        if token.dep in {"conj", "appos", "compound", "amod", "nmod", "npadvmod", "poss", "dep"} and token.head != step:
            if token.dep == "poss":
                return False
            step = token.head
            continue
        return False
    return False


def _rank(place: PlaceMention) -> int:
    return _FINENESS.index(place.precision) if place.precision in _FINENESS else len(_FINENESS)
