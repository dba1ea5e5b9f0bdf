"""Capitals that stand for their government: "Moscow rejected the offer", "talks between Tehran and Washington"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsapp.extraction.folding import fold
from newsapp.extraction.names import add_state
from newsapp.extraction.spans import head_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from newsapp.extraction.cast import Cast
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.names import PlaceHit
    from newsapp.extraction.parsed import Sentence

# Prepositions whose object is a party, not a spot ("in", "at", "near" tell where).
_PARTY_PREPOSITIONS: Final = frozenset({"between", "with", "by", "against"})


@lru_cache(maxsize=4)
def _capitals(knowledge: Knowledge) -> dict[str, str]:
    return {fold(row.name): row.iso3 for row in knowledge.country_names if row.kind == "capital"}


def find_metonyms(
    text: str,
    sentences: Iterable[Sentence],
    places: Iterable[PlaceHit],
    cast: Cast,
    knowledge: Knowledge,
    day: dt.date | None,
) -> None:
    """Adds a mention of the state for a capital that acts, or is one party of a list with another state."""
    by_index = {sentence.index: sentence for sentence in sentences}
    states = {
        (mention.sentence, mention.head)
        for mention in cast.mentions()
        if mention.form == "name" and cast.members[mention.entities[0]].kind == "state"
    }
    for hit in places:
        iso3 = _capitals(knowledge).get(fold(text[hit.start : hit.end]))
        if iso3 is None or not any(place.iso3 == iso3 for place in hit.candidates):
            continue
        sentence = by_index[hit.sentence]
        head = head_of(sentence, hit.start, hit.end)
        if head >= 0 and _acts(sentence, head, states, knowledge):
            index = add_state(cast, iso3, knowledge, day)
            cast.mention(
                sentence.index, hit.start, hit.end, head=head, entities=(index,), form="name",
                reason=f"{text[hit.start : hit.end]}, a capital, stands for its government", confidence=0.7,
            )  # fmt: skip
            states.add((sentence.index, head))


def _acts(sentence: Sentence, head: int, states: set[tuple[int, int]], knowledge: Knowledge) -> bool:
    tokens = sentence.tokens
    token = tokens[head]
    above = tokens[token.head]
    if token.dep == "nsubj":
        of_city = above.lemma in knowledge.words("city_verb")
        return above.pos == "VERB" and not of_city and above.tag != "VBG"
    if token.dep == "pobj":
        return above.lower in _PARTY_PREPOSITIONS
    if token.dep == "conj":
        return (sentence.index, token.head) in states
    return False
