"""Runs of capitalised words that may be a name, cut where a title or another kind of name begins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsapp.extraction.spans import tokens_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.parsed import Sentence, Token
    from newsapp.extraction.reading import Mention

_INNER: Final = frozenset({"of", "for", "and", "the", "on", "&"})
_LONGEST_RUN: Final = 10
# The most words after "and" in the name of one body ("Energy and Natural Resources Committee").
_LONGEST_SUBJECT: Final = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised tokens [first, stop) of one sentence that may be a name."""

    first: int
    stop: int
    labels: frozenset[str]


@lru_cache(maxsize=4)
def title_words(knowledge: Knowledge) -> frozenset[str]:
    """Single words that occur in a title, in lower case, without "of" and "the"."""
    words = {word for row in knowledge.table("titles") for word in str(row["title"]).lower().split()}
    return frozenset(words - {"of", "the", "to", "for"})


@lru_cache(maxsize=4)
def organisation_words(knowledge: Knowledge) -> dict[str, str]:
    """Words that show a name to be that of a body ("Ministry", "Group") or of a thing, with the kind, in lower case."""
    return {str(row["word"]).lower(): str(row["kind"]) for row in knowledge.table("organisation_words")}


def find_runs(sentence: Sentence, mentions: Sequence[Mention], knowledge: Knowledge) -> Iterator[Run]:
    """The runs of a sentence outside its known mentions."""
    taken = {i for m in mentions for i in tokens_in(sentence, m.start, m.end)}
    tokens = sentence.tokens
    particles, openers = knowledge.words("name_particle"), knowledge.words("name_opener")
    i = 0
    while i < len(tokens):
        if i in taken or not _opens_name(
            tokens[i], openers, first_word=i == 0 or tokens[i - 1].text in {"“", '"', ":"}
        ):
            i += 1
            continue
        first = i
        last = i
        i += 1
        while i < len(tokens) and i - first < _LONGEST_RUN and i not in taken:
            if is_name_word(tokens[i]) or _follows_hyphen(tokens, i):
                last = i
            elif tokens[i].lower == "and" and _joins_subjects(tokens, first, i, knowledge):
                pass
            elif not (
                (tokens[i].lower in particles or tokens[i].text == "-")
                and i + 1 < len(tokens)
                and (
                    is_name_word(tokens[i + 1]) or tokens[i + 1].text == "-" or _is_hyphenated(tokens[i], tokens[i + 1])
                )
            ):
                break
            i += 1
        yield from _split(sentence, first, last + 1, knowledge)
        i = last + 1


def _joins_subjects(tokens: Sequence[Token], first: int, i: int, knowledge: Knowledge) -> bool:
    """Whether "and" stands inside the name of one body: "Oversight and Reform Committee", but not two people, nor a
    person and a body."""
    stop = i + 1
    while stop < len(tokens) and stop - i <= _LONGEST_SUBJECT and is_name_word(tokens[stop]):
        stop += 1
    if stop - i < 3 or any(token.entity_label == "PERSON" for token in tokens[first:stop]):
        return False
    bodies = organisation_words(knowledge)
    last = tokens[stop - 1].lower
    ends = last == "committee" or bodies.get(last) == "government_body"
    return ends and not any(token.lower in bodies for token in tokens[first : stop - 1])


def _follows_hyphen(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token is the small part of a hyphenated name ("Jong-un", "Chan-o-cha")."""
    before = tokens[i - 1]
    return before.text == "-" and before.end == tokens[i].start and before.entity_label == "PERSON"


def _is_hyphenated(hyphen: Token, after: Token) -> bool:
    """Whether a hyphen joins on a small part of a name ("Chan-o-cha", "Jong-un")."""
    return hyphen.text == "-" and after.start == hyphen.end and after.entity_label == "PERSON"


def _split(sentence: Sentence, first: int, stop: int, knowledge: Knowledge) -> Iterator[Run]:
    """A run cut where a person's name begins or ends: "Coast Guard Commandant Admiral | Elson Hermogino"."""
    tokens = sentence.tokens
    titles = title_words(knowledge)
    bodies = organisation_words(knowledge)
    particles = knowledge.words("name_particle") | {"-"}
    cuts = [first]
    for i in range(first + 1, stop):
        before, here = tokens[i - 1], tokens[i]
        is_other = before.entity_label not in {"", "PERSON"} or is_title(before, titles)
        person_begins = here.entity_label == "PERSON" and is_other and here.lower not in particles
        person_ends = (
            before.entity_label == "PERSON"
            and here.entity_label not in {"PERSON", ""}
            and here.lower not in particles
            and bodies.get(here.lower, "thing") == "thing"  # "Smith Foundation" is one name
        )
        words = sum(k == i or tokens[k].start > tokens[k - 1].end for k in range(i, stop))  # "Hoi-kwan" is one
        after_title = (
            is_title(before, titles) and not is_title(here, titles) and words <= 4 and before.lower not in _INNER
        )
        if person_begins or person_ends or (after_title and here.entity_label not in {"ORG"}):
            cuts.append(i)
    for begin, end in zip(cuts, [*cuts[1:], stop], strict=True):
        labels = frozenset(token.entity_label for token in tokens[begin:end]) - {""}
        yield Run(begin, end, labels)


def is_title(token: Token, titles: frozenset[str]) -> bool:
    """Whether the word is a title, in the singular or the plural ("Presidents X and Y")."""
    return token.lower in titles or (token.lower.endswith("s") and token.lower[:-1] in titles)


def _opens_name(token: Token, openers: frozenset[str], *, first_word: bool) -> bool:
    if not token.text[:1].isupper() and token.lower not in openers:
        return False
    if token.lower in openers:
        return token.tag in {"NNP"}
    if first_word:
        return token.tag in {"NNP", "NNPS"} and token.entity_label not in {"DATE", "TIME", "CARDINAL", "ORDINAL"}
    return is_name_word(token)


def is_name_word(token: Token) -> bool:
    """Whether a token is capitalised as a name is, and no date or amount."""
    if not token.text[:1].isupper() or token.entity_label in {
        "DATE",
        "TIME",
        "MONEY",
        "PERCENT",
        "CARDINAL",
        "ORDINAL",
        "LANGUAGE",
    }:
        return False
    return (
        token.tag in {"NNP", "NNPS"}
        or token.entity_label in {"PERSON", "ORG"}
        or (token.tag in {"NN", "NNS", "JJ"} and token.pos == "PROPN")
    )
