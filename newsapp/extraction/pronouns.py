"""Who a pronoun means: the nearest member of the cast before it that agrees in gender, number and kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.cast import Cast
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.parsed import Sentence, Token
    from newsapp.extraction.reading import Mention

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "agent"})
_HE: Final = frozenset({"he", "him", "his", "himself"})
_SHE: Final = frozenset({"she", "her", "hers", "herself"})
_IT: Final = frozenset({"it", "its", "itself"})
_THEY: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_SPEAKER: Final = frozenset({"we", "us", "our", "ours", "i", "me", "my", "mine", "ourselves", "myself"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention already passed: whether it is the subject of its clause."""

    mention: Mention
    subject: bool


def read_pronoun(
    token: Token,
    sentence: Sentence,
    current: Sequence[Seen],
    seen: Sequence[Seen],
    cast: Cast,
    speaker: int | None,
    knowledge: Knowledge,
) -> Mention | None:
    """The mention made for a pronoun, None if nothing agrees with it.

    `current` are the mentions before it in its sentence that it may mean, `seen` those of the sentences before;
    `speaker` is set inside a quotation.
    """
    word = token.lower
    entities: tuple[int, ...] = ()
    reason = ""
    if word in _SPEAKER:
        if speaker is not None:
            entities, reason = (speaker,), f'"{token.text}" inside a quotation is its speaker'
    elif word in _HE | _SHE:
        gender = "m" if word in _HE else "f"
        entities = _nearest_person(current, seen, cast, gender, token)
        reason = f'"{token.text}" is the person named before'
    elif word in _IT:
        entities = _nearest_thing(sentence, token, current, seen, cast, knowledge)
        reason = f'"{token.text}" is the body named before'
    elif word in _THEY:
        entities = _nearest_several(current, seen, cast, sentence, token)
        reason = f'"{token.text}" are those named before'
    if not entities:
        return None
    for index in entities:
        member = cast.members[index]
        if member.kind == "person" and not member.gender and word in _HE | _SHE:
            member.gender = "m" if word in _HE else "f"
    cast.mention(
        sentence.index, token.start, token.end, head=token.i, entities=entities, form="pronoun", reason=reason,
        confidence=0.6 if len(entities) == 1 else 0.5,
    )  # fmt: skip
    return cast.at(sentence.index, token.start, token.end)


def _nearest_person(
    current: Sequence[Seen], seen: Sequence[Seen], cast: Cast, gender: str, token: Token
) -> tuple[int, ...]:
    def fits(found: Seen) -> bool:
        if len(found.mention.entities) != 1 or (found.mention.end > token.start and found.mention.start <= token.start):
            return False
        member = cast.members[found.mention.entities[0]]
        return member.kind == "person" and not member.plural and member.gender in {"", gender}

    here = [found for found in current if fits(found)]
    for found in here:
        if found.subject:
            return found.mention.entities
    before = [found for found in seen if fits(found)]
    if before:
        last = before[-1].mention.sentence
        subjects = [found for found in before if found.mention.sentence == last and found.subject]
        if not here or token.dep in SUBJECTS:
            return (subjects[0] if subjects else before[-1]).mention.entities
    return here[-1].mention.entities if here else ()


def _nearest_thing(
    sentence: Sentence, token: Token, current: Sequence[Seen], seen: Sequence[Seen], cast: Cast, knowledge: Knowledge
) -> tuple[int, ...]:
    if _is_expletive(sentence, token, knowledge):
        return ()

    def fits(found: Seen) -> bool:
        if len(found.mention.entities) != 1 or found.mention.form == "demonym" or found.mention.end > token.start:
            return False
        member = cast.members[found.mention.entities[0]]
        return member.kind not in {"person", "population"} and not member.plural

    here = [found for found in current if fits(found)]
    subjects = [found for found in here if found.subject]
    if subjects:
        return subjects[-1].mention.entities
    if here:
        return here[-1].mention.entities
    before = [found for found in seen if fits(found) and found.mention.sentence >= sentence.index - 2]
    subjects = [found for found in before if found.subject and found.mention.sentence == before[-1].mention.sentence]
    return (subjects or before)[-1].mention.entities if before else ()


def _is_expletive(sentence: Sentence, token: Token, knowledge: Knowledge) -> bool:
    if token.dep in {"expl"}:
        return True
    if token.lower != "it" or token.dep not in {"nsubj", "nsubjpass"}:
        return False
    tokens = sentence.tokens
    verb = tokens[token.head]
    if (verb.pos == "AUX" or verb.lemma == "be") and (
        said := [c for c in verb.children if tokens[c].dep in {"acomp", "attr"}]
    ):
        below = [*verb.children, *(c for i in said for c in tokens[i].children)]
        return any(tokens[c].dep in {"ccomp", "xcomp", "advcl", "relcl"} for c in below)
    return verb.lemma in knowledge.words("impersonal_verb")


def _nearest_several(
    current: Sequence[Seen], seen: Sequence[Seen], cast: Cast, sentence: Sentence, token: Token
) -> tuple[int, ...]:
    before_token = [found for found in current if found.mention.end <= token.start and found.mention.form != "pronoun"]
    for group in (before_token, [found for found in seen if found.mention.sentence >= sentence.index - 1]):
        plural = [
            found
            for found in group
            if any(cast.members[i].plural for i in found.mention.entities) or len(found.mention.entities) > 1
        ]
        subjects = [found for found in plural if found.subject]
        if subjects:
            return subjects[-1].mention.entities
        if group is before_token:
            people = list(dict.fromkeys(found.mention.entities[0] for found in group if _is_named_person(found, cast)))
            if len(people) == 2:
                return tuple(people)
        if plural:
            return plural[-1].mention.entities
        single = [
            found
            for found in group
            if found.subject
            and found.mention.form != "demonym"
            and cast.members[found.mention.entities[0]].kind not in {"person"}
        ]
        if single:
            return single[-1].mention.entities
    return ()


def _is_named_person(found: Seen, cast: Cast) -> bool:
    return len(found.mention.entities) == 1 and cast.members[found.mention.entities[0]].kind == "person"
