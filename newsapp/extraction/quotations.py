"""Quotations: which tokens stand inside quotation marks, and who speaks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import Mention

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_SUBORDINATE: Final = frozenset({"relcl", "acl", "advcl", "amod", "xcomp", "pcomp"})
_OPEN_QUOTES: Final = frozenset({"“", "«"})
_CLOSE_QUOTES: Final = frozenset({"”", "»"})


@lru_cache(maxsize=4)
def speech_verbs(knowledge: Knowledge) -> frozenset[str]:
    """Verbs whose subject speaks, by lemma."""
    return frozenset(str(row["lemma"]) for row in knowledge.table("speech_verbs"))


def speaks(sentence: Sentence, verbs: frozenset[str]) -> bool:
    """Whether somebody is said to say something in the sentence."""
    return any(token.lemma in verbs and token.pos == "VERB" for token in sentence.tokens)


def speaker_of(sentence: Sentence, mentions: Sequence[Mention], quoted: set[int], verbs: frozenset[str]) -> int | None:
    """The entity that is the subject of a verb of speech outside quotation marks, or of one that introduces them."""
    introducing = introducing_verb(sentence, quoted)
    for mention in mentions:
        if mention.head < 0 or mention.head in quoted or len(mention.entities) != 1:
            continue
        token = sentence.tokens[mention.head]
        if token.dep in _SUBJECTS and (sentence.tokens[token.head].lemma in verbs or token.head == introducing):
            return mention.entities[0]
    return None


def introducing_verb(sentence: Sentence, quoted: set[int]) -> int | None:
    """The verb before a quotation that stands behind a comma or colon, whatever it means: 'defended his decision, "As
    I said ..."'. None when the sentence begins inside the quotation."""
    first = min(quoted, default=0)
    if first < 3 or sentence.tokens[first - 2].text not in {",", ":"}:
        return None
    for token in sentence.tokens[: first - 2]:
        has_subject = any(sentence.tokens[c].dep in _SUBJECTS and c < token.i for c in token.children)
        if token.pos == "VERB" and token.dep not in _SUBORDINATE and has_subject:
            return token.i
    return None


def quoted_tokens(sentence: Sentence, *, in_quote: bool) -> set[int]:
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


def still_open(sentence: Sentence, *, in_quote: bool) -> bool:
    is_open = in_quote
    for token in sentence.tokens:
        if token.text in _OPEN_QUOTES:
            is_open = True
        elif token.text in _CLOSE_QUOTES:
            is_open = False
        elif token.text == '"':
            is_open = not is_open
    return is_open
