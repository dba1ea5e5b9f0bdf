"""Who is meant by pronouns, by roles without a name, and by "both sides": the nearest agreeing member of the cast."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsapp.extraction.cast import Member, name_key
from newsapp.extraction.offices import holder_of, normal_title
from newsapp.extraction.spans import head_of, tokens_in
from newsapp.extraction.titles import titles

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from newsapp.extraction.cast import Cast
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.parsed import Sentence, Token
    from newsapp.extraction.reading import Mention

_HE: Final = frozenset({"he", "him", "his", "himself"})
_SHE: Final = frozenset({"she", "her", "hers", "herself"})
_IT: Final = frozenset({"it", "its", "itself"})
_THEY: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_SPEAKER: Final = frozenset({"we", "us", "our", "ours", "i", "me", "my", "mine", "ourselves", "myself"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "agent"})
_PAIR: Final = re.compile(
    r"\b(both|neither|either|the two|the other|the warring|the) (sides?|parties|party|countries|country|nations?|states|leaders|governments|neighbou?rs|presidents|ministers)\b",
    re.IGNORECASE,
)
_STATE_LIKE: Final = frozenset({"state", "armed_group", "party", "government_body"})
_OPEN_QUOTES: Final = frozenset({"“", "«"})
_CLOSE_QUOTES: Final = frozenset({"”", "»"})
# How many mentions back an antecedent is looked for, so that a long article costs no more per pronoun.
_MEMORY: Final = 40


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mention already passed: `subject` of its clause, of which sentence."""

    mention: Mention
    subject: bool


def resolve_references(
    text: str, sentences: Iterable[Sentence], cast: Cast, knowledge: Knowledge, day: dt.date | None
) -> None:
    """Adds mentions for pronouns, role phrases and pairs, sentence by sentence in text order."""
    sentences = tuple(sentences)
    by_sentence: dict[int, list[Mention]] = {}
    for mention in cast.mentions():
        by_sentence.setdefault(mention.sentence, []).append(mention)
    seen: list[_Seen] = []
    speaker: int | None = None
    in_quote = False
    for sentence in sentences:
        named = by_sentence.get(sentence.index, [])
        new = _roles(text, sentence, named, cast, knowledge, day)
        pending = sorted([*named, *new], key=lambda m: (m.start, -m.end))
        current: list[_Seen] = []
        quoted = _quoted(sentence, in_quote=in_quote)
        speaker = _speaker(sentence, pending, quoted, cast) if _speaks(sentence) else speaker
        position = 0
        for token in sentence.tokens:
            while position < len(pending) and pending[position].start < token.end:
                current.append(_Seen(pending[position], _is_subject(sentence, pending[position])))
                position += 1
            if token.tag in {"PRP", "PRP$"}:
                found = _pronoun(
                    token,
                    sentence,
                    current,
                    seen,
                    cast,
                    speaker if token.i in quoted else None,
                    quoted=token.i in quoted,
                )
                if found is not None:
                    current.append(_Seen(found, token.dep in _SUBJECTS))
        for pair in _pairs(text, sentence, [*seen, *current], cast):
            current.append(_Seen(pair, subject=False))
        # A pronoun resolved here may be the speaker of the sentence ("he said").
        if _speaks(sentence) and speaker is None:
            speaker = _speaker(sentence, [s.mention for s in current], quoted, cast)
        seen = [*seen, *current][-_MEMORY:]
        in_quote = _still_open(sentence, in_quote=in_quote)


def _pronoun(
    token: Token,
    sentence: Sentence,
    current: Sequence[_Seen],
    seen: Sequence[_Seen],
    cast: Cast,
    speaker: int | None,
    *,
    quoted: bool,
) -> Mention | None:
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
        entities = _nearest_thing(sentence, token, current, seen, cast)
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
    return next((m for m in (cast.at(sentence.index, token.start, token.end),) if m is not None), None)


def _nearest_person(
    current: Sequence[_Seen], seen: Sequence[_Seen], cast: Cast, gender: str, token: Token
) -> tuple[int, ...]:
    def fits(found: _Seen) -> bool:
        if len(found.mention.entities) != 1 or found.mention.end > token.start and found.mention.start <= token.start:
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
        if not here or token.dep in _SUBJECTS:
            return (subjects[0] if subjects else before[-1]).mention.entities
    return here[-1].mention.entities if here else ()


def _nearest_thing(
    sentence: Sentence, token: Token, current: Sequence[_Seen], seen: Sequence[_Seen], cast: Cast
) -> tuple[int, ...]:
    if _is_expletive(sentence, token):
        return ()

    def fits(found: _Seen) -> bool:
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


def _is_expletive(sentence: Sentence, token: Token) -> bool:
    if token.dep in {"expl"}:
        return True
    if token.lower != "it" or token.dep not in {"nsubj", "nsubjpass"}:
        return False
    verb = sentence.tokens[token.head]
    if verb.lemma == "be" and any(sentence.tokens[c].dep in {"acomp", "attr"} for c in verb.children):
        return any(sentence.tokens[c].dep in {"ccomp", "xcomp", "advcl"} for c in verb.children)
    return verb.lemma in {"seem", "appear", "take", "rain", "happen"}


def _nearest_several(
    current: Sequence[_Seen], seen: Sequence[_Seen], cast: Cast, sentence: Sentence, token: Token
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


def _is_named_person(found: _Seen, cast: Cast) -> bool:
    return len(found.mention.entities) == 1 and cast.members[found.mention.entities[0]].kind == "person"


def _pairs(text: str, sentence: Sentence, seen: Sequence[_Seen], cast: Cast) -> list[Mention]:
    """ "both sides", "neither side", "the two countries": the last two states or groups named."""
    found: list[Mention] = []
    for match in _PAIR.finditer(text, sentence.start, sentence.end):
        if match.group(1).lower() == "the" and not match.group(2).lower().startswith(
            ("sides", "countries", "neighbo", "parties")
        ):
            continue
        people = match.group(2).lower() in {"leaders", "presidents", "ministers"}
        pair: list[int] = []
        for earlier in reversed(seen):
            if (
                earlier.mention.start >= match.start()
                or earlier.mention.form in {"pronoun"}
                or (earlier.mention.form == "demonym" and not people)
            ):
                continue
            for index in reversed(earlier.mention.entities):
                member = cast.members[index]
                if (member.kind == "person") is people and (people or member.kind in _STATE_LIKE) and index not in pair:
                    pair.append(index)
            if len(pair) >= 2:
                break
        if len(pair) < 2:
            continue
        head = head_of(sentence, match.start(), match.end())
        existing = cast.at(sentence.index, match.start(), match.end())
        if existing is not None:
            cast.remove(existing)
        cast.mention(
            sentence.index, match.start(), match.end(), head=head, entities=tuple(sorted(pair[:2])), form="description",
            reason=f'"{match.group()}" are the two named before', confidence=0.6,
        )  # fmt: skip
        made = cast.at(sentence.index, match.start(), match.end())
        if made is not None:
            found.append(made)
    return found


def _roles(
    text: str, sentence: Sentence, named: Sequence[Mention], cast: Cast, knowledge: Knowledge, day: dt.date | None
) -> list[Mention]:
    """ "the president", "Israel's prime minister", "the Turkish foreign minister" without a name: the holder in the article,
    else on that day, else an office holder whom only the role names."""
    known = titles(knowledge)
    tokens = sentence.tokens
    taken = {
        i for m in named for i in tokens_in(sentence, m.start, m.end) if cast.members[m.entities[0]].kind == "person"
    }
    found: list[Mention] = []
    i = 0
    while i < len(tokens):
        width = next(
            (
                w
                for w in range(min(5, len(tokens) - i), 0, -1)
                if known.get(" ".join(t.lower for t in tokens[i : i + w]), ("",))[0] == "office"
            ),
            0,
        )
        if (
            not width
            or tokens[i].pos not in {"NOUN", "PROPN", "ADJ"}
            or any(j in taken for j in range(i, i + width))
            or tokens[i + width - 1].dep in {"compound", "nmod", "appos", "attr"}
        ):
            i += max(1, width)
            continue
        last = i + width - 1
        mention = _role_mention(text, sentence, i, last, named, cast, knowledge, day)
        if mention is not None:
            found.append(mention)
        i = last + 1
    return found


def _role_mention(
    text: str,
    sentence: Sentence,
    first: int,
    last: int,
    named: Sequence[Mention],
    cast: Cast,
    knowledge: Knowledge,
    day: dt.date | None,
) -> Mention | None:
    tokens = sentence.tokens
    title = " ".join(token.lower for token in tokens[first : last + 1])
    owner = next(
        (
            m
            for m in named
            if m.end <= tokens[first].start and tokens[first].start - m.end <= 3 and len(m.entities) == 1
        ),
        None,
    )
    after = None
    if last + 1 < len(tokens) and tokens[last + 1].lower in {"of", "for"}:
        limit = tokens[min(last + 3, len(tokens) - 1)].end
        after = next((m for m in named if tokens[last + 1].end <= m.start < limit and len(m.entities) == 1), None)
    owner = owner or after
    iso3 = cast.members[owner.entities[0]].iso3 if owner is not None else None
    article = tokens[first - 1].lower if first else ""
    if owner is None and article != "the" and not tokens[first].text[:1].isupper():
        return None
    if tokens[last].tag == "NNS":
        return None
    start = min(tokens[first].start, owner.start) if owner is not None else tokens[first].start
    end = max(tokens[last].end, after.end) if after is not None else tokens[last].end
    index = _holder(title, iso3, cast, knowledge, day)
    reason = f"the {title} named in the article or in office on that day"
    if index is None and owner is not None and iso3:
        country = knowledge.countries.get(iso3)
        name = f"{title} of {country.name if country else iso3}"
        index = cast.add(name_key(name), Member(name, "person", iso3, candidate=True, role=title))
        reason = "an office holder whom only the role names"
    if index is None:
        return None
    existing = cast.at(sentence.index, start, end)
    if existing is not None:
        return None
    cast.mention(sentence.index, start, end, head=last, entities=(index,), form="role", reason=reason, confidence=0.65)
    return cast.at(sentence.index, start, end)


def _holder(title: str, iso3: str | None, cast: Cast, knowledge: Knowledge, day: dt.date | None) -> int | None:
    wanted = normal_title(title)
    fitting = [
        index
        for index, member in enumerate(cast.members)
        if member.kind == "person"
        and member.role
        and (iso3 is None or member.iso3 == iso3)
        and _same_office(wanted, member.role)
    ]
    if fitting:
        return fitting[-1]
    if iso3 is None:
        return None
    actor = holder_of(wanted, iso3, knowledge, day)
    if actor is None:
        return None
    from newsapp.extraction.names import add_actor

    return add_actor(cast, actor, knowledge, day)


def _same_office(wanted: str, role: str) -> bool:
    held = normal_title(role)
    return held == wanted or held.endswith(" " + wanted) and not held.startswith(("vice", "deputy"))


def _is_subject(sentence: Sentence, mention: Mention) -> bool:
    if mention.head < 0:
        return False
    token = sentence.tokens[mention.head]
    if token.dep == "conj":
        token = sentence.tokens[token.head]
    return token.dep in _SUBJECTS or (token.dep == "pobj" and sentence.tokens[token.head].dep == "agent")


_SPEECH: Final = frozenset(
    {
        "say",
        "tell",
        "add",
        "note",
        "state",
        "explain",
        "write",
        "tweet",
        "comment",
        "ask",
        "claim",
        "declare",
        "announce",
        "warn",
        "insist",
        "stress",
        "argue",
        "remark",
        "continue",
        "emphasize",
        "report",
        "believe",
        "respond",
        "reply",
        "describe",
        "call",
    }
)


def _speaks(sentence: Sentence) -> bool:
    return any(token.lemma in _SPEECH and token.pos == "VERB" for token in sentence.tokens)


def _speaker(sentence: Sentence, mentions: Sequence[Mention], quoted: set[int], cast: Cast) -> int | None:
    for mention in mentions:
        if mention.head < 0 or mention.head in quoted or len(mention.entities) != 1:
            continue
        token = sentence.tokens[mention.head]
        if token.dep in _SUBJECTS and sentence.tokens[token.head].lemma in _SPEECH:
            return mention.entities[0]
    return None


def _quoted(sentence: Sentence, *, in_quote: bool) -> set[int]:
    """Indexes of the tokens inside quotation marks."""
    inside: set[int] = set()
    is_open = in_quote
    for token in sentence.tokens:
        if token.text in _OPEN_QUOTES or token.tag == "``":
            is_open = True
        elif token.text in _CLOSE_QUOTES or token.tag == "''":
            is_open = False
        elif token.text == '"':
            is_open = not is_open
        elif is_open:
            inside.add(token.i)
    return inside


def _still_open(sentence: Sentence, *, in_quote: bool) -> bool:
    is_open = in_quote
    for token in sentence.tokens:
        if token.text in _OPEN_QUOTES:
            is_open = True
        elif token.text in _CLOSE_QUOTES:
            is_open = False
        elif token.text == '"':
            is_open = not is_open
    return is_open
