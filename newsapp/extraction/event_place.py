"""Where an act happened, only if its sentence says so: a place under "in", "at", "on", "near" and the like in its own
clause, for force and protest also what was struck and the places beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import MAX_CLIMB, clause_tokens, governor
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
# Protest, assault, fighting and mass violence happen somewhere: nearly all reports of them say where, in whatever part
# of the sentence (of the annotated development events nine in ten have a place, of the others one in four).
PHYSICAL: Final = frozenset({"14", "18", "19", "20"})
_UPON: Final = frozenset({"on", "upon", "against", "of", "into", "for", "from", "towards", "toward"})
# What others say or once did there is no place of the act.
_ELSEWHERE: Final = frozenset({"relcl", "ccomp", "acl"})
_THERE: Final = _UPON | _WHERE
_DEEPEST: Final = 5
_FINENESS: Final = ("locality", "city", "admin1", "region", "country")


def find_place(scene: Scene, sentence: Sentence, act: Act) -> EventPlace | None:
    """The finest place of the act's clause, its country filled in from a coarser one beside it."""
    found = places_of(scene, sentence, act)
    if not found and act.root in PHYSICAL:
        found = _struck(scene, sentence, act) or _beside(scene, sentence, act)
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
    for start in dict.fromkeys((act.trigger, act.anchor, governor(sentence, act.trigger))):
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


def _struck(scene: Scene, sentence: Sentence, act: Act) -> list[PlaceMention]:
    """What the force is used on, and the place that the act is called by: "airstrikes on areas of the Gaza Strip",
    "strikes targets in Tula", "a Kabul car bombing"."""
    places = scene.index_of(sentence).places
    found: dict[tuple[int, int], PlaceMention] = {}
    for start in dict.fromkeys((act.trigger, act.core, act.anchor)):
        stack = [(start, 0)]
        while stack:
            i, depth = stack.pop()
            place = places.get(i)
            if place is not None and i != start:
                found.setdefault((place.start, place.end), place)
            for c in sentence.tokens[i].children if depth < _DEEPEST else ():
                token = sentence.tokens[c]
                named = token.dep in {"dobj", "compound", "nmod", "amod", "pobj", "conj", "nsubjpass"}
                if named or (token.dep == "prep" and token.lower in _THERE):
                    stack.append((c, depth + 1))
    return list(found.values())


def _beside(scene: Scene, sentence: Sentence, act: Act) -> list[PlaceMention]:
    """The places that the sentence names under "in" and the like outside the act's own clause, unless in what is said
    of somebody or by somebody."""
    places = scene.index_of(sentence).places
    found = {
        (place.start, place.end): place
        for i, place in places.items()
        if _introduced(sentence, i, _WHERE) and not _is_elsewhere(sentence, i, act.anchor)
    }
    codes = {place.iso3 for place in found.values()} - {None}
    return list(found.values()) if len(codes) <= 1 else []


def _is_elsewhere(sentence: Sentence, i: int, anchor: int) -> bool:
    step = i
    for _ in range(MAX_CLIMB):
        token = sentence.tokens[step]
        if step == anchor or token.head == step:
            return False
        if token.dep in _ELSEWHERE:
            return True
        step = token.head
    return True


def _inside(scene: Scene, sentence: Sentence, i: int, *, movement: bool) -> list[PlaceMention]:
    places = scene.index_of(sentence).places
    if not places:
        return []
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
