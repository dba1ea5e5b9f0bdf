"""The model's rules for single words: which words they name, and its lemmas looked up without reading through lists.

The model is `pipeline`'s, the only module that knows spaCy by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# What the rules look at in a word; the last one tells white space.
_READ_BY_RULES: Final = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})
# What the vocabulary and the parser themselves look at.
_ALWAYS_READ: Final = frozenset({"LOWER", "NORM", "SHAPE", "PREFIX", "SUFFIX", "IS_SPACE", "LANG"})


def speed_up_lemmas(nlp: Any) -> None:
    """Makes the lemmatizer's lists of known words sets: it only asks whether a word is in them, and did so by reading
    through thousands of words for each."""
    lemmatizer: Any = dict(nlp.pipeline).get("lemmatizer")
    _remember_base_forms(lemmatizer)
    lookups = getattr(lemmatizer, "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return
    table = lookups.get_table("lemma_index")
    for part_of_speech, words in list(table.items()):
        if isinstance(words, list):
            table[part_of_speech] = frozenset(words)


def read_less_of_words(nlp: Any, features: Iterable[str], attributes: Mapping[str, int]) -> None:
    """Makes a new word cheaper to meet: of the twenty things the vocabulary would note of it (is it a web address, a
    currency, a number word ...) only `features` and what rules look at stay. `attributes` are the library's numbers.

    Changes nothing for a model whose rules are of a kind not known here.
    """
    if "attribute_ruler" not in nlp.pipe_names or Exceptions(nlp).any_word:
        return
    kept = {attributes[name] for name in (*features, *_READ_BY_RULES, *_ALWAYS_READ) if name in attributes}
    getters: Any = nlp.vocab.lex_attr_getters
    for attribute in set(getters) - kept:
        del getters[attribute]


def _remember_base_forms(lemmatizer: Any) -> None:
    """Makes the lemmatizer remember which forms are base forms: part of speech and morphology tell it."""
    ask = getattr(lemmatizer, "is_base_form", None)
    if ask is None:
        return
    known: dict[tuple[int, int], bool] = {}

    def is_base_form(token: Any) -> bool:
        key = (token.pos, token.morph.key)
        if key not in known:
            known[key] = ask(token)
        return known[key]

    lemmatizer.is_base_form = is_base_form


class Exceptions:
    """The words that the model's rules name, in small letters: their part of speech or lemma is not told by tag and
    relation alone."""

    def __init__(self, nlp: Any) -> None:
        self._words: set[str] = set()
        self._forms: list[re.Pattern[str]] = []
        ruler: Any = nlp.get_pipe("attribute_ruler") if "attribute_ruler" in nlp.pipe_names else None
        self._any = ruler is None
        for row in ruler.patterns if ruler is not None else ():
            for word in (word for pattern in row["patterns"] for word in pattern):
                self._add(word)

    @property
    def any_word(self) -> bool:
        """Whether the rules may look at any word, as far as can be told."""
        return self._any

    def may_name(self, word: str) -> bool:
        """Whether some rule may look at `word` itself."""
        lower = word.lower()
        return self._any or lower in self._words or lower.isspace() or any(form.search(lower) for form in self._forms)

    def _add(self, word: dict[str, Any]) -> None:
        named = word.get("LOWER")
        if not set(word) <= _READ_BY_RULES:
            self._any = True  # a rule of a kind not known here may look at any word
        elif isinstance(named, dict) and set(named) == {"REGEX"}:
            self._forms.append(re.compile(named["REGEX"]))
        elif named is not None:
            words = _wanted(word, "LOWER")
            self._any = self._any or words is None
            self._words.update(words or ())


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the model on words in certain relations: which words, tags and relations it names; None: any."""

    words: frozenset[str] | None
    tags: frozenset[str] | None
    relations: frozenset[str] | None

    def asks(self, lower: str, tag: str, relation: str) -> bool:
        return (
            (self.relations is None or relation in self.relations)
            and (self.words is None or lower in self.words)
            and (self.tags is None or tag in self.tags)
        )


def rules_on_relations(nlp: Any) -> tuple[Rule, ...]:
    """The rules of the model's word reader that look at a word's relation."""
    if "attribute_ruler" not in nlp.pipe_names:
        return ()
    ruler: Any = nlp.get_pipe("attribute_ruler")
    return tuple(
        Rule(_wanted(word, "LOWER"), _wanted(word, "TAG"), _wanted(word, "DEP", excluded_too=True))
        for row in ruler.patterns
        for pattern in row["patterns"]
        for word in pattern
        if "DEP" in word
    )


def _wanted(word: dict[str, Any], attribute: str, *, excluded_too: bool = False) -> frozenset[str] | None:
    """The values that a pattern names for an attribute, None if it allows any; `excluded_too`: also those it excludes,
    as all values it does not name are alike to it."""
    wanted = word.get(attribute)
    if isinstance(wanted, str):
        return frozenset({wanted})
    if isinstance(wanted, dict) and (set(wanted) == {"IN"} or (excluded_too and set(wanted) == {"NOT_IN"})):
        return frozenset(*wanted.values())
    return None
