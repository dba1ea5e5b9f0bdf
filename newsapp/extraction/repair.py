"""Verbs the tagger took for nouns ("Treasury sanctions NAME"), and nouns it took for verbs ("the accused")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsapp.extraction.reattached import reattached
from newsapp.extraction.trees import tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.lexicon import Lexicon
    from newsapp.extraction.parsed import Sentence, Token

# What the parser calls the object of a verb it did not recognise as one.
_OBJECT_LABELS: Final = frozenset({"appos", "nmod", "attr", "npadvmod", "dep", "obj"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_NOUN_PLACES: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_BEFORE_VERB: Final = frozenset({"nsubj", "compound", "nmod"})
# What opens a sentence belongs to its verb, whatever noun was taken for it.
_BEFORE_CLAUSE: Final = frozenset({"prep", "advcl", "advmod", "npadvmod", "punct"})
# A word of these kinds behind the verb begins its object.
_OPENS_OBJECT: Final = frozenset({"PROPN", "DET", "NUM", "ADJ", "PRON"})


def repaired(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """`sentence` with a noun read as its main verb where it must be one, else as it is: a noun at the root that has a
    subject, or, in a sentence without any verb, a plural that stands between a name and another noun phrase. Only words
    that the lexicon knows as verbs. Phrases that hang on the wrong word are hung where they belong."""
    told = {token.i for token in sentence.tokens if _is_person_told_by_deed(sentence, token)}
    if told:
        tokens = (replace(t, pos="NOUN", tag="NN", lemma=t.lower) if t.i in told else t for t in sentence.tokens)
        sentence = replace(sentence, tokens=tuple(tokens))
    sentence = reattached(sentence, lexicon)
    root = next((t for t in sentence.tokens if t.head == t.i), None)
    if root is None or root.pos not in _NOUNS:
        return sentence
    if root.lemma.lower() in lexicon.verbs:
        subjects = [c for c in root.children if sentence.tokens[c].dep == "nsubj" and c < root.i]
        if subjects and not any(sentence.tokens[c].dep in {"cop", "aux", "det"} for c in root.children):
            return replace(sentence, tokens=tuple(_reread(token, root) for token in sentence.tokens))
        if _has_object(sentence, root):
            return replace(sentence, tokens=_rehung(sentence.tokens, root.i, root.i))
    verb = _hidden_verb(sentence, root, lexicon)
    return sentence if verb is None else replace(sentence, tokens=_rehung(sentence.tokens, verb, root.i))


def _has_object(sentence: Sentence, root: Token) -> bool:
    """ "the rebels detonate a bomb" read as one name: nouns have no objects, and the word before it is its subject."""
    before = sentence.tokens[root.i - 1] if root.i else root
    named = before.head == root.i and before.dep in {"compound", "nmod"} and before.pos in _NOUNS
    return named and any(sentence.tokens[c].dep == "dobj" for c in root.children)


def _is_person_told_by_deed(sentence: Sentence, token: Token) -> bool:
    """ "the accused", "the wounded": a participle that stands where a noun stands."""
    return (
        token.pos == "VERB"
        and token.tag in {"VBN", "VBD"}
        and token.dep in _NOUN_PLACES
        and any(sentence.tokens[c].lower == "the" and sentence.tokens[c].dep == "det" for c in token.children)
    )


def _reread(token: Token, root: Token) -> Token:
    if token.i == root.i:
        return _as_verb(token)
    if (
        token.head == root.i
        and token.i > root.i
        and token.dep in _OBJECT_LABELS
        and token.pos in {"NOUN", "PROPN", "NUM"}
    ):
        return replace(token, dep="dobj")
    return token


def _as_verb(token: Token) -> Token:
    if token.tag == "VBD":
        return token
    tag = "VBZ" if token.tag in {"NNS", "NNPS"} else "VBP"
    return replace(token, pos="VERB", tag=tag, lemma=token.lemma.lower())


def _hidden_verb(sentence: Sentence, root: Token, lexicon: Lexicon) -> int | None:
    """The plural noun that is really the verb, e.g. "sanctions" in "Treasury Department sanctions NAME"."""
    tokens = sentence.tokens
    posing = next((t for t in tokens[1:-1] if t.tag == "VBZ" and t.dep == "compound" and t.head == root.i), None)
    if posing is not None and posing.lemma.lower() in lexicon.verbs and tokens[posing.i - 1].dep in _BEFORE_VERB:
        return posing.i  # tagged as the verb it is, yet hung on its object
    finite = [t.i for t in tokens if t.pos in {"VERB", "AUX"} and t.tag in {"VBD", "VBZ", "VBP", "MD"}]
    if finite == [2] and _is_past_of_people(tokens, tokens[2], root):
        return 2
    if finite:
        return None
    for token in tokens[1:-1]:
        before, after = tokens[token.i - 1], tokens[token.i + 1]
        if (
            token.tag == "NNS"
            and token.lemma.lower() in lexicon.verbs
            and (token.i == root.i or (token.dep == "compound" and token.head == root.i))
            and before.pos in _NOUNS
            and before.dep in {"compound", "nmod"}
            and before.head in {token.i, root.i}
            and after.pos in _OPENS_OBJECT
        ):
            return token.i
    return None


def _is_past_of_people(tokens: Sequence[Token], token: Token, root: Token) -> bool:
    """ "The British relinquished control": a people and what they did, read as a noun with two adjectives."""
    article, people = tokens[0], tokens[1]
    both = all(t.dep == "amod" and t.head == root.i for t in (people, token))
    return both and token.tag == "VBD" and people.text[:1].isupper() and article.lower == "the"


def _rehung(tokens: tuple[Token, ...], verb: int, root: int) -> tuple[Token, ...]:
    """The tree with `verb` at its root, the noun before it as its subject and the phrase behind it as its object."""
    subject = verb - 1
    heads = [token.head for token in tokens]
    deps = [token.dep for token in tokens]
    for i in range(subject):
        if heads[i] in {verb, root} and deps[i] not in _BEFORE_CLAUSE:
            heads[i] = subject
    heads[subject], deps[subject] = verb, "nsubj"
    heads[verb], deps[verb] = verb, "ROOT"
    if root != verb:
        heads[root], deps[root] = verb, "dobj"
    else:
        later = (i for i in range(verb + 1, len(tokens)) if heads[i] == verb and tokens[i].pos in _NOUNS)
        named = next(later, None)
        if named is not None:
            deps[named] = "dobj"
    return tree([_as_verb(token) if token.i == verb else token for token in tokens], heads, deps)
