"""Base forms of verbs the coder knows, where the model's rules make up another: "fined" is no form of "fin".

The model looks a regular form up in its word list and cuts its ending in the first way that fits, so that "staged"
becomes "stag" and "rearrested" "rearreste". A form whose base the model does not find among the verbs of the knowledge
is one of that knowledge's verbs if its ending can be cut so.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.parsed import Token

_TABLES: Final = (("lexemes_verbs", "lemma"), ("idioms", "lemma"), ("speech_verbs", "lemma"), ("operators", "lemma"))
# Ending of the form, and what may stand in its place in the base form, the likeliest first.
_ENDINGS: Final = (
    ("ied", ("y",)),
    ("ed", ("e", "")),
    ("ing", ("e", "")),
    ("ies", ("y",)),
    ("es", ("e", "")),
    ("s", ("",)),
)
_VOWELS: Final = frozenset("aeiou")
_SHORT: Final = 5


def with_known_lemmas(tokens: tuple[Token, ...], knowledge: Knowledge) -> tuple[Token, ...]:
    """`tokens` with the base forms of the verbs of `knowledge`."""
    verbs = _verbs(knowledge)
    changed = {
        token.i: lemma
        for token in tokens
        if token.tag[:2] == "VB" and token.lemma not in verbs and (lemma := known_lemma(token.lower, knowledge))
    }
    if not changed:
        return tokens
    return tuple(replace(t, lemma=changed[t.i]) if t.i in changed else t for t in tokens)


def known_lemma(form: str, knowledge: Knowledge) -> str:
    """The verb of `knowledge` that `form`, in small letters, is a regular form of, else nothing."""
    verbs = _verbs(knowledge)
    return next((base for base in _bases(form) if base in verbs), "")


def _is_short(stem: str) -> bool:
    """Whether a regular verb of this stem doubles its last letter: "wined" is no form of "win"."""
    return len(stem) < _SHORT and stem[-1:] not in _VOWELS and stem[-2:-1] in _VOWELS and stem[-3:-2] not in _VOWELS


def _bases(form: str) -> Iterator[str]:
    for ending, instead in _ENDINGS:
        if form.endswith(ending):
            stem = form[: -len(ending)]
            yield from (stem + letter for letter in instead if letter or ending == "s" or not _is_short(stem))
            if ending in {"ed", "ing"} and stem[-1:] == stem[-2:-1]:
                yield stem[:-1]  # "airdropped"


@lru_cache(maxsize=4)
def _verbs(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(str(row[column]) for table, column in _TABLES for row in knowledge.table(table))
