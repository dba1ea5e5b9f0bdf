"""Who is meant by pronouns, by roles without a name, and by "both sides", sentence by sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsapp.extraction.counterparts import find_counterparts
from newsapp.extraction.pronouns import SUBJECTS, Seen, read_pronoun
from newsapp.extraction.quotations import (
    introducing_verb,
    quoted_tokens,
    speaker_of,
    speaks,
    speech_verbs,
    still_open,
)
from newsapp.extraction.role_phrases import Offices, find_role_phrases
from newsapp.extraction.spans import head_of
from newsapp.extraction.word_classes import any_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from newsapp.extraction.cast import Cast
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import Mention

_STATE_LIKE: Final = frozenset({"state", "armed_group", "party", "government_body"})
# How many mentions back an antecedent is looked for, so that a long article costs no more per pronoun.
_MEMORY: Final = 40
# A quotation that opens a paragraph begins within its first tokens.
_LATE: Final = 3


def resolve_references(
    text: str, sentences: Iterable[Sentence], cast: Cast, knowledge: Knowledge, day: dt.date | None,
    main: str | None,
) -> None:  # fmt: skip
    """Adds mentions for pronouns, role phrases and pairs, sentence by sentence in text order. `main` is the state the
    article is about."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in cast.mentions():
        by_sentence.setdefault(mention.sentence, []).append(mention)
    verbs = speech_verbs(knowledge)
    offices = Offices(cast, knowledge)
    seen: list[Seen] = []
    speaker: int | None = None
    in_quote = False
    sentences = list(sentences)
    said_behind = _speakers_behind(sentences, by_sentence, verbs)
    for sentence in sentences:
        named = by_sentence.get(sentence.index, [])
        voice = said_behind.get(sentence.index, speaker) if in_quote else None
        offices.home = (cast.members[voice].iso3 if voice is not None else None) or main
        roles = find_role_phrases(text, sentence, named, cast, knowledge, day, offices)
        roles += find_counterparts(sentence, [*named, *roles], cast, knowledge, day, offices)
        if roles:  # a role phrase may have replaced a mention
            named = [m for m in named if cast.at(m.sentence, m.start, m.end) is m]
        pending = sorted([*named, *roles], key=lambda m: (m.start, -m.end))
        quoted = quoted_tokens(sentence, in_quote=in_quote)
        said_here = speaks(sentence, verbs) or introducing_verb(sentence, quoted) is not None
        told_by = speaker_of(sentence, pending, quoted, verbs) if said_here else said_behind.get(sentence.index)
        speaker = told_by if told_by is not None else speaker
        current = _read_sentence(sentence, pending, seen, cast, quoted, speaker, knowledge)
        for pair in _pairs(text, sentence, [*seen, *current], cast, knowledge):
            current.append(Seen(pair, subject=False))
        if said_here and told_by is None:  # "he said": the pronoun is known by now
            told_by = speaker_of(sentence, [found.mention for found in current], quoted, verbs)
            speaker = told_by if told_by is not None else speaker
        seen = [*seen, *current][-_MEMORY:]
        in_quote = still_open(sentence, in_quote=in_quote)


def _speakers_behind(
    sentences: Sequence[Sentence], by_sentence: Mapping[int, Sequence[Mention]], verbs: frozenset[str]
) -> dict[int, int]:
    """The speaker of each sentence of a quotation that opens a paragraph and names its speaker only where it ends."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    in_quote = False
    paragraph = -1
    for sentence in sentences:
        begins = sentence.paragraph != paragraph
        paragraph = sentence.paragraph
        opened = in_quote
        quoted = quoted_tokens(sentence, in_quote=in_quote)
        in_quote = still_open(sentence, in_quote=in_quote)
        if begins:
            waiting = []
        if waiting and opened and not in_quote:
            told_by = speaker_of(sentence, by_sentence.get(sentence.index, ()), quoted, verbs)
            found.update(dict.fromkeys(waiting, told_by) if told_by is not None else {})
            waiting = []
        elif in_quote and (waiting or (begins and not opened and min(quoted, default=_LATE) < _LATE)):
            waiting.append(sentence.index)
    return found


def _read_sentence(
    sentence: Sentence,
    pending: Sequence[Mention],
    seen: Sequence[Seen],
    cast: Cast,
    quoted: set[int],
    speaker: int | None,
    knowledge: Knowledge,
) -> list[Seen]:
    """The sentence's mentions in order, its pronouns resolved on the way.

    What stands inside a quotation is no antecedent for a pronoun outside it: "It is hard to imagine Blinken achieving
    that," he said.
    """
    current: list[Seen] = []
    position = 0
    for token in sentence.tokens:
        while position < len(pending) and pending[position].start < token.end:
            current.append(Seen(pending[position], _is_subject(sentence, pending[position])))
            position += 1
        if token.tag in {"PRP", "PRP$"}:
            is_quoted = token.i in quoted
            heard = current if is_quoted else [found for found in current if found.mention.head not in quoted]
            made = read_pronoun(token, sentence, heard, seen, cast, speaker if is_quoted else None, knowledge)
            if made is not None:
                current.append(Seen(made, token.dep in SUBJECTS))
    return current


@lru_cache(maxsize=4)
def _pair(knowledge: Knowledge) -> re.Pattern[str]:
    nouns = any_of(knowledge.words("paired_noun"))
    return re.compile(rf"\b(both|neither|either|the two|the other|the warring|the) ({nouns})\b", re.IGNORECASE)


def _pairs(text: str, sentence: Sentence, seen: Sequence[Seen], cast: Cast, knowledge: Knowledge) -> list[Mention]:
    """ "both sides", "neither side", "the two countries": the last two states or groups named."""
    found: list[Mention] = []
    for match in _pair(knowledge).finditer(text, sentence.start, sentence.end):
        noun = match.group(2).lower()
        if match.group(1).lower() == "the" and noun not in knowledge.words("paired_by_the"):
            continue
        people = noun in knowledge.words("paired_people")
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


def _is_subject(sentence: Sentence, mention: Mention) -> bool:
    if mention.head < 0:
        return False
    token = sentence.tokens[mention.head]
    if token.dep == "conj":
        token = sentence.tokens[token.head]
    return token.dep in SUBJECTS or (token.dep == "pobj" and sentence.tokens[token.head].dep == "agent")
