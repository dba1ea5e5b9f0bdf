"""Titles and appositions around a person's name: the mention's full words, the person's role, body and country."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsapp.extraction.names import add_actor
from newsapp.extraction.newcomers import mentions_by_sentence
from newsapp.extraction.origins import fill_countries, main_country
from newsapp.extraction.party_words import party_named
from newsapp.extraction.spans import tokens_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsapp.extraction.cast import Cast, Member
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.names import KnownNames
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import Mention

_LONGEST_TITLE: Final = 5
_WIDEST: Final = 12
_APPOSITION: Final = 18
_MODIFIER_TAGS: Final = frozenset({"NNP", "NNPS", "JJ", "NN", "VBN"})
_MODIFIER_LABELS: Final = frozenset({"compound", "amod", "nmod", "poss"})


@lru_cache(maxsize=4)
def titles(knowledge: Knowledge) -> dict[str, tuple[str, str]]:
    """Titles in lower case with their kind (office, rank, post, honorific, prefix, kin) and the gender they tell."""
    return {str(row["title"]).lower(): (str(row["kind"]), str(row["gender"])) for row in knowledge.table("titles")}


@lru_cache(maxsize=4)
def opening_words(knowledge: Knowledge) -> frozenset[str]:
    """The first words of the titles of offices."""
    return frozenset(title.split(" ")[0] for title, (kind, _) in titles(knowledge).items() if kind == "office")


def widen_by_titles(
    text: str, sentences: Iterable[Sentence], cast: Cast, knowledge: Knowledge, names: KnownNames
) -> str | None:
    """Takes titles before a person's name into the mention and learns role, body and country of people from title and
    apposition; people of whom the text says nothing get the country the article is mostly about, which is returned."""
    sentences = tuple(sentences)
    by_sentence = mentions_by_sentence(cast)
    main = main_country(cast, by_sentence, names)
    international: set[int] = set()
    for sentence in sentences:
        mentions = by_sentence.get(sentence.index, [])
        for mention in mentions:
            member = cast.members[mention.entities[0]]
            if member.kind != "person" or len(mention.entities) != 1:
                continue
            first, role = _title_before(sentence, mention, mentions, titles(knowledge))
            start = sentence.tokens[first].start if first >= 0 else mention.start
            inside = [m for m in mentions if start <= m.start and m.end <= mention.start]
            if role:
                _learn(member, role, inside, cast, titles(knowledge), international, mention.entities[0])
            if first >= 0:
                _find_party(sentence, first, mention, mentions, cast, knowledge, main)
            if start < mention.start:
                cast.replace(mention, replace(mention, start=start))
            if member.candidate and member.iso3 is None and mention.entities[0] not in international:
                _learn_from_apposition(sentence, mention, start, mentions, cast, knowledge, international)
    fill_countries(sentences, cast, main, international, by_sentence, names, knowledge)
    return main


def _find_party(
    sentence: Sentence,
    first: int,
    mention: Mention,
    mentions: Sequence[Mention],
    cast: Cast,
    knowledge: Knowledge,
    main: str | None,
) -> None:
    """A party named by the first word of the title; the person belongs to it."""
    token = sentence.tokens[first]
    member = cast.members[mention.entities[0]]
    if not token.text[:1].isupper() or any(m.start <= token.start < m.end for m in mentions):
        return
    party = party_named(token.text, member.iso3 or main, knowledge)
    if party is not None:
        index = add_actor(cast, party, knowledge, None)
        cast.mention(
            sentence.index, token.start, token.end, head=first, entities=(index,), form="demonym",
            reason=f"{token.text} before a title is the {party.name}", confidence=0.85,
        )  # fmt: skip
        member.affiliation = member.affiliation or party.name
        if member.candidate and member.iso3 is None:
            member.iso3 = party.iso3


def _title_before(
    sentence: Sentence, mention: Mention, mentions: Sequence[Mention], known: dict[str, tuple[str, str]]
) -> tuple[int, str]:
    """First token of the title and its modifiers, -1 for none; and the title itself."""
    tokens = sentence.tokens
    name_start = tokens_in(sentence, mention.start, mention.end).start
    i = name_start
    role: list[str] = []
    while i > 0 and name_start - i < _WIDEST:
        width = _title_width(sentence, i, known)
        if not width and not role:
            width = _describing(sentence, i, name_start) or _over_destination(sentence, i, mentions, known)
        if width:
            role.insert(0, " ".join(t.text for t in tokens[i - width : i]))
            i -= width
            continue
        if not role:
            break
        owner = next((m for m in mentions if m.end == tokens[i - 1].end and m is not mention), None)
        if owner is not None:
            i = tokens_in(sentence, owner.start, owner.end).start
            continue
        if tokens[i - 1].text == ")" and (opening := _opening_bracket(sentence, i - 1)) > 0:
            i = opening  # "Organisation of Islamic Cooperation (OIC) head NAME"
            continue
        token = tokens[i - 1]
        is_modifier = token.tag in _MODIFIER_TAGS and token.dep in _MODIFIER_LABELS
        if is_modifier or token.tag in {"POS", "HYPH"} or token.text == "/":
            i -= 1
            continue
        break
    while role and i < name_start and tokens[i].tag in {"POS", "HYPH"}:
        i += 1
    return (i, " ".join(role)) if role else (-1, "")


def _opening_bracket(sentence: Sentence, closing: int) -> int:
    """The bracket that opens a short addition such as "(OIC)", -1 if it is none."""
    near = range(closing - 1, max(-1, closing - 4), -1)
    return next((i for i in near if sentence.tokens[i].text == "("), -1)


def _title_width(sentence: Sentence, i: int, known: dict[str, tuple[str, str]]) -> int:
    """How many tokens before token `i` are the longest title; 0 for none."""
    words = [token.lower for token in sentence.tokens[max(0, i - _LONGEST_TITLE) : i]]
    return next((width for width in range(len(words), 0, -1) if " ".join(words[-width:]) in known), 0)


def _describing(sentence: Sentence, i: int, name_start: int) -> int:
    """1 if a common noun directly before the name describes the person ("American fugitive NAME")."""
    token = sentence.tokens[i - 1]
    is_noun = token.tag == "NN" and token.text.islower() and token.dep in {"compound", "nmod"}
    return 1 if i == name_start and is_noun and token.head >= name_start else 0


def _over_destination(
    sentence: Sentence, i: int, mentions: Sequence[Mention], known: dict[str, tuple[str, str]]
) -> int:
    """The width of "Ambassador to Germany" before a name; 0 for none."""
    place = next((m for m in mentions if m.end == sentence.tokens[i - 1].end), None)
    if place is None:
        return 0
    before = tokens_in(sentence, place.start, place.end).start - 1
    if before < 1 or sentence.tokens[before].lower not in {"to", "for", "of"}:
        return 0
    width = _title_width(sentence, before, known)
    return i - before + width if width else 0


def _learn(
    member: Member, role: str, inside: Sequence[Mention], cast: Cast, known: dict[str, tuple[str, str]],
    international: set[int], index: int,
) -> None:  # fmt: skip
    kind, gender = known.get(role.lower(), ("", ""))
    if gender and not member.gender:
        member.gender = gender
    if kind not in {"honorific", "prefix", "kin"} and not member.role:
        member.role = role
    for owner in inside:
        body = cast.members[owner.entities[0]]
        if body.kind not in {"state", "person"} and not member.affiliation:
            member.affiliation = body.name
        if member.candidate and member.iso3 is None:
            if body.kind == "international_organisation":
                international.add(index)
            elif body.iso3:
                member.iso3 = body.iso3


def _learn_from_apposition(
    sentence: Sentence, mention: Mention, start: int, mentions: Sequence[Mention], cast: Cast, knowledge: Knowledge,
    international: set[int],
) -> None:  # fmt: skip
    """Reads ", a senior fellow at the Carnegie Endowment" and "the president of Namibia, NAME"."""
    tokens = sentence.tokens
    index = mention.entities[0]
    member = cast.members[index]
    covered = tokens_in(sentence, start, mention.end)
    known = titles(knowledge)
    after = range(covered.stop, min(len(tokens), covered.stop + _APPOSITION))
    zone = _apposition_after(sentence, after)
    owner, role = _owner_in(sentence, zone, mentions, known)
    if owner is None and covered.start > 1 and tokens[covered.start - 1].text == ",":
        zone = _apposition_before(sentence, covered.start - 1)
        owner, role = _owner_in(sentence, zone, mentions, known)
        if not role:
            owner = None
    if role and not member.role:
        member.role = role
    if owner is not None:
        body = cast.members[owner.entities[0]]
        if body.kind == "international_organisation":
            international.add(index)
        elif body.kind != "person" or (role and _serves(role, known)):
            # of relatives and friends the text may say more elsewhere
            member.iso3 = member.iso3 or body.iso3
        if body.kind not in {"state", "person"} and not member.affiliation:
            member.affiliation = body.name


def _serves(role: str, known: dict[str, tuple[str, str]]) -> bool:
    """Whether the role is one in somebody's service ("one of the president's aides"), not that of a relative."""
    return known.get(role.lower(), ("kin", ""))[0] in {"office", "post", "rank"}


def _apposition_after(sentence: Sentence, after: range) -> range:
    tokens = sentence.tokens
    if not after:
        return range(0)
    opening = tokens[after.start]
    if opening.lower in {"of", "from", "with"}:
        stop = after.start + 1
        while (
            stop < after.stop
            and tokens[stop].pos not in {"VERB", "AUX"}
            and tokens[stop].text not in {",", ";", ".", ")"}
        ):
            stop += 1
        return range(after.start + 1, stop)
    is_copula = opening.lower in {"is", "was"} and after.start + 1 < after.stop and tokens[after.start + 1].tag == "DT"
    if opening.text not in {",", "("} and not is_copula:
        return range(0)
    stop = after.start + 1
    if stop < after.stop and tokens[stop].tag in {"VBD", "VBG", "CC", "IN", "WP", "RB"}:
        return range(0)
    while (
        stop < after.stop
        and tokens[stop].tag not in {"VBD", "VBZ", "VBP", "MD", "WP", "WDT"}
        and tokens[stop].text not in {",", ";", ")", "."}
    ):
        stop += 1
    return range(after.start + 1, stop)


def _apposition_before(sentence: Sentence, comma: int) -> range:
    tokens = sentence.tokens
    first = comma
    while (
        first > 0
        and comma - first < _APPOSITION
        and tokens[first - 1].text not in {",", ";", ":", "“", '"'}
        and tokens[first - 1].pos not in {"VERB", "AUX"}
    ):
        first -= 1
    return range(first, comma)


def _owner_in(
    sentence: Sentence, zone: range, mentions: Sequence[Mention], known: dict[str, tuple[str, str]]
) -> tuple[Mention | None, str]:
    if not zone:
        return None, ""
    tokens = sentence.tokens
    start, end = tokens[zone.start].start, tokens[zone.stop - 1].end
    owner = next((m for m in mentions if start <= m.start and m.end <= end), None)
    role = ""
    for i in zone:
        width = next(
            (
                w
                for w in range(min(_LONGEST_TITLE, zone.stop - i), 0, -1)
                if " ".join(t.lower for t in tokens[i : i + w]) in known
            ),
            0,
        )
        if width and known[" ".join(t.lower for t in tokens[i : i + width])][0] not in {"prefix", "honorific"}:
            role = " ".join(t.text for t in tokens[i : i + width])
            break
    return owner, role
