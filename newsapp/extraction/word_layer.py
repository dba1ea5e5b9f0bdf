"""What the model makes of a single word, kept from one sentence to the next.

The first layer of the model looks at each word alone, at its spelling, ending and shape, and does a third of the
arithmetic of a sentence. Texts repeat their words, so its answers are kept, in a table of bounded size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Rows of 96 numbers: about 15 MB for each of the two networks, and the vocabulary of several hundred articles.
_MOST_WORDS: Final = 30_000
# New words are always worked out so many at a time, the last ones filled up: a row's last bits may depend on how many
# rows are multiplied together, and an article must not be read differently because of what was read before it.
_TOGETHER: Final = 96
_PARTS: Final = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")


def remember_words(nlp: Any) -> None:
    """Makes the networks of `nlp` (a spaCy pipeline) keep what their first layer says of a word.

    Networks built otherwise stay as they are.
    """
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in list(model.walk()) if model is not None else ():
            if len(node.layers) == len(_PARTS) and all(map(_is_part, node.layers, _PARTS)):
                node._func = _Remembered(node)  # its only handle: what the network calls to go forward


def features_read(nlp: Any) -> frozenset[str]:
    """The names of the features of a word that the networks look at."""
    found: set[str] = set()
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if model is not None else ():
            if node.name == _PARTS[0]:
                found.update(map(str, node.attrs["columns"]))
    return frozenset(found)


def _is_part(layer: Any, name: str) -> bool:
    found: str = layer.name
    return found.split("(")[0] == name


class _Remembered:
    """The forward step of one network's first layer."""

    def __init__(self, layer: Any) -> None:
        self._forward: Callable[..., tuple[Any, Any]] = layer._func
        self._columns: list[Any] = list(layer.layers[0].attrs["columns"])
        self._embed, self._mix = layer.layers[2], layer.layers[3]
        self._row_of: dict[bytes, int] = {}
        self._rows: Any = None

    def __call__(self, layer: Any, docs: Sequence[Any], is_train: bool) -> tuple[Any, Any]:
        if is_train or not docs:
            return self._forward(layer, docs, is_train)
        features = numpy.concatenate([doc.to_array(self._columns) for doc in docs])
        features = numpy.ascontiguousarray(features.reshape(len(features), len(self._columns)), dtype="uint64")
        if not len(features):
            return self._forward(layer, docs, is_train)
        keys = features.view(f"V{features.itemsize * features.shape[1]}").ravel().tolist()
        row_of = self._row_of
        new = {key: i for i, key in enumerate(keys) if key not in row_of}
        if len(row_of) + len(new) > _MOST_WORDS:
            row_of.clear()
            new = {key: i for i, key in enumerate(keys)}
        self._learn(new, features)
        found = self._rows[[row_of[key] for key in keys]]
        ends = numpy.cumsum([len(doc) for doc in docs])
        return numpy.split(found, ends[:-1]), None

    def _learn(self, new: dict[bytes, int], features: Any) -> None:
        """Works out the rows of these words, each with its place in `features`."""
        places = list(new.values())
        first = len(self._row_of)
        for begin in range(0, len(places), _TOGETHER):
            some = features[places[begin : begin + _TOGETHER]]
            block = numpy.zeros((_TOGETHER, len(self._columns)), dtype=some.dtype)
            block[: len(some)] = some
            self._keep(first + begin, self._mix.predict(self._embed.predict(block))[: len(some)])
        self._row_of.update((key, first + i) for i, key in enumerate(new))

    def _keep(self, first: int, rows: Any) -> None:
        """Writes the rows into the table, which grows by doubling."""
        stop = first + len(rows)
        if self._rows is None or stop > len(self._rows):
            grown = numpy.zeros((max(1024, 2 * stop), rows.shape[1]), dtype=rows.dtype)
            if self._rows is not None:
                grown[:first] = self._rows[:first]
            self._rows = grown
        self._rows[first:stop] = rows
