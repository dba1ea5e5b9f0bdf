"""Verbs the tagger took for nouns ("Treasury sanctions NAME"), nouns it took for verbs ("the accused"), and subjects
the parser hung on "after"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.lexicon import Lexicon
    from newsapp.extraction.parsed import Sentence, Token

# What the parser calls the object of a verb it did not recognise as one.
_OBJECT_LABELS: Final = frozenset({"appos", "nmod", "attr", "npadvmod", "dep", "obj"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_NOUN_PLACES: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
# Words that open a clause as well as a phrase of time.
_OPENERS: Final = frozenset({"after", "before", "since", "until"})
_FINITE_HELPERS: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What opens a sentence belongs to its verb, whatever noun was taken for it.
_BEFORE_CLAUSE: Final = frozenset({"prep", "advcl", "advmod", "npadvmod", "punct"})
# A word of these kinds behind the verb begins its object.
_OPENS_OBJECT: Final = frozenset({"PROPN", "DET", "NUM", "ADJ", "PRON"})


def repaired(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """`sentence` with a noun read as its main verb where it must be one, else as it is: a noun at the root that has a
    subject, or, in a sentence without any verb, a plural that stands between a name and another noun phrase. Only words
    that the lexicon knows as verbs. A verb whose subject hangs on "after" gets it back."""
    told = {token.i for token in sentence.tokens if _is_person_told_by_deed(sentence, token)}
    if told:
        tokens = (replace(t, pos="NOUN", tag="NN", lemma=t.lower) if t.i in told else t for t in sentence.tokens)
        sentence = replace(sentence, tokens=tuple(tokens))
    for i in range(len(sentence.tokens)):
        opener = sentence.tokens[i]
        if (verb := _robbed_of_subject(sentence, opener)) is not None:
            sentence = _with_subject(sentence, opener, verb)
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


def _robbed_of_subject(sentence: Sentence, opener: Token) -> int | None:
    """The verb of "was arrested after NAME, mayor of X, WAS STABBED" where the parser reads "after NAME" as a phrase:
    a finite verb beside the phrase, joined by no "and", with no subject of its own."""
    tokens = sentence.tokens
    if opener.lower not in _OPENERS or opener.dep not in {"prep", "mark"} or not opener.children:
        return None
    noun = tokens[opener.children[-1]]
    if noun.dep != "pobj":
        return None
    if _acts_at_once(sentence, noun):
        return noun.i + 1
    for i in tokens[opener.head].children if opener.dep == "prep" else ():
        if (
            tokens[i].dep != "conj"
            or i < noun.i
            or any(t.lower in {"and", "or", "but"} for t in tokens[noun.i + 1 : i])
        ):
            continue
        below = [tokens[c] for c in tokens[i].children]
        is_finite = any(t.dep in {"aux", "auxpass"} and t.tag in _FINITE_HELPERS and t.i > noun.i for t in below)
        if is_finite and not any(t.dep in {"nsubj", "nsubjpass", "csubj"} for t in below):
            return i
    return None


def _acts_at_once(sentence: Sentence, noun: Token) -> bool:
    """ "after Belgium ACCUSED Rwanda": a verb right behind the noun, with an object and no subject."""
    after = sentence.tokens[min(noun.i + 1, len(sentence.tokens) - 1)]
    below = {sentence.tokens[c].dep for c in after.children}
    return after.dep == "advcl" and "dobj" in below and not below & {"nsubj", "nsubjpass", "auxpass"}


def _with_subject(sentence: Sentence, opener: Token, verb: int) -> Sentence:
    """The tree with the object of `opener` as the subject of `verb`, and `opener` as its mark."""
    tokens = sentence.tokens
    noun = opener.children[-1]
    passive = any(tokens[c].dep == "auxpass" for c in tokens[verb].children)
    heads = [token.head for token in tokens]
    deps = [token.dep for token in tokens]
    heads[noun] = heads[opener.i] = verb
    deps[noun], deps[opener.i], deps[verb] = "nsubjpass" if passive else "nsubj", "mark", "advcl"
    return replace(sentence, tokens=_tree(tokens, heads, deps))


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
    tag = "VBZ" if token.tag in {"NNS", "NNPS"} else "VBP"
    return replace(token, pos="VERB", tag=tag, lemma=token.lemma.lower())


def _hidden_verb(sentence: Sentence, root: Token, lexicon: Lexicon) -> int | None:
    """The plural noun that is really the verb, e.g. "sanctions" in "Treasury Department sanctions NAME"."""
    tokens = sentence.tokens
    if any(token.pos in {"VERB", "AUX"} and token.tag in {"VBD", "VBZ", "VBP", "MD"} for token in tokens):
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
    return _tree([_as_verb(token) if token.i == verb else token for token in tokens], heads, deps)


def _tree(tokens: Sequence[Token], heads: Sequence[int], deps: Sequence[str]) -> tuple[Token, ...]:
    """`tokens` with these heads and relations, and the children that follow from them."""
    children: list[list[int]] = [[] for _ in tokens]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    return tuple(
        replace(token, head=head, dep=dep, children=tuple(below))
        for token, head, dep, below in zip(tokens, heads, deps, children, strict=True)
    )
