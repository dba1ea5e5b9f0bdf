"""The labels of names are those that the model's own component gives."""

from __future__ import annotations

from typing import Any

from newsapp.extraction.name_labels import NameLabels, fits
from newsapp.extraction.pipeline import _parser

_TEXTS = (
    "Chad's president Mahamat Idriss Deby met Moussa Faki Mahamat of the African Union Commission in N'Djamena .",
    "On 3 March 2019 about 40 fighters of the Lord's Resistance Army crossed the Mbomou River near Bangassou",
    "the New York Times",
    "Bangui",
    "nobody was hurt",
    "  Ouadda \n\n Sam Ouandja  ",
    "",
    "The Economic Community of West African States ( ECOWAS ) fined Total 5 million euros on Tuesday",
)


def _documents() -> list[Any]:
    return [_parser().nlp.make_doc(text) for text in _TEXTS]


def test_labels_are_those_of_the_model() -> None:
    pipe = _parser()._name_pipe
    asked = list(pipe.pipe(_documents(), batch_size=64))
    wanted = [{token.i: token.ent_type_ for token in doc if token.ent_type_} for doc in asked]
    assert NameLabels(pipe).of(_documents()) == wanted
    assert sum(map(len, wanted)) > 10


def test_no_words_have_no_labels() -> None:
    assert NameLabels(_parser()._name_pipe).of([_parser().nlp.make_doc("")]) == [{}]


def test_a_component_of_another_kind_is_asked_itself() -> None:
    assert fits(_parser()._name_pipe)
    assert not fits(None)
    assert not fits(_parser()._sentence_pipes[-1])
