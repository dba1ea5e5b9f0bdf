"""Who "his Iranian counterpart" is: whoever holds in that state the office of the person named before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.cast import Member, name_key
from newsapp.extraction.names import add_actor
from newsapp.extraction.offices import holder_of, normal_title

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from newsapp.extraction.cast import Cast
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import Mention
    from newsapp.extraction.role_phrases import Offices

_COUNTERPART: Final = "counterpart"
_SEVERAL: Final = "counterparts"
# "his newly elected Iranian counterpart": how many words may stand between the nationality and the noun.
_BETWEEN: Final = 2


def find_counterparts(
    sentence: Sentence, named: Sequence[Mention], cast: Cast, knowledge: Knowledge, day: dt.date | None,
    offices: Offices,
) -> list[Mention]:  # fmt: skip
    """Mentions of "counterpart" with a nationality before it. Whoever is named or described last before it in the
    sentence with a known office is the one they are the counterpart of; without such a person they are told by what
    the words say alone."""
    found: list[Mention] = []
    for token in sentence.tokens:
        if token.lower not in {_COUNTERPART, _SEVERAL}:
            continue
        limit = sentence.tokens[max(0, token.i - _BETWEEN - 1)].start
        nation = next(
            (m for m in reversed(named) if limit <= m.start and m.end <= token.start and _tells(m, cast)), None
        )
        if nation is None:
            continue
        iso3 = cast.members[nation.entities[0]].iso3
        start = nation.start
        if iso3 is None or cast.at(sentence.index, start, token.end) is not None:
            continue
        if token.lower == _SEVERAL:
            name = f"{_SEVERAL} of {_whose(iso3, knowledge)}"
            index = cast.add(name_key(name), Member(name, "population", iso3, candidate=True, plural=True))
        else:
            index = _holder(nation, iso3, cast, knowledge, day, offices, named)
        for existing in named:  # "counterpart" as one of a group without a name
            if existing.head == token.i and existing.form in {"description", "group"}:
                cast.remove(existing)
        cast.mention(
            sentence.index, start, token.end, head=token.i, entities=(index,), form="role",
            reason="holds that office in the state named before “counterpart”", confidence=0.7,
        )  # fmt: skip
        mention = cast.at(sentence.index, start, token.end)
        if mention is not None:
            found.append(mention)
    return found


def _tells(mention: Mention, cast: Cast) -> bool:
    return (
        mention.form == "demonym" and len(mention.entities) == 1 and cast.members[mention.entities[0]].kind == "state"
    )


def _whose(iso3: str, knowledge: Knowledge) -> str:
    country = knowledge.countries.get(iso3)
    return country.name if country else iso3


def _holder(
    nation: Mention, iso3: str, cast: Cast, knowledge: Knowledge, day: dt.date | None,
    offices: Offices, named: Sequence[Mention],
) -> int:  # fmt: skip
    """The member of the cast who has in `iso3` the office of whoever was told of last; a candidate if nobody does."""
    told = [m for m in named if len(m.entities) == 1 and cast.members[m.entities[0]].kind == "person"]
    # the one named last before, else first behind: "after meeting his Turkish counterpart, the minister said"
    order = [m for m in reversed(told) if m.end <= nation.start] + [m for m in told if m.start >= nation.end]
    people = [cast.members[m.entities[0]] for m in order]
    role = next((person.role for person in people if person.role and person.iso3 != iso3), "")
    if role:
        title = normal_title(role, knowledge)
        known = offices.latest(title, iso3)
        if known is not None:
            return known
        actor = holder_of(title, iso3, knowledge, day)
        if actor is not None:
            return add_actor(cast, actor, knowledge, day)
    name = f"{role.lower() or _COUNTERPART} of {_whose(iso3, knowledge)}"
    return cast.add(name_key(name), Member(name, "person", iso3, candidate=True, role=role or _COUNTERPART))
