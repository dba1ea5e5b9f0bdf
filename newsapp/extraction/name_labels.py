"""What kind of name a word belongs to, read off the model's own numbers with fewer questions.

The model decides word by word between 74 steps (a name of some kind begins here, goes on, ends, is this word alone, or
there is none), and the library asks of every step at every word whether it is allowed. Outside a name the decision
hangs on the word alone, so all words are decided at once here; inside a name only going on and ending are possible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy

if TYPE_CHECKING:
    from collections.abc import Sequence

# The word, the first word of the name it may belong to, and the word before it there.
_FEATURES: Final = 3
_OUTSIDE: Final = "O"
_NOWHERE: Final = -numpy.inf


def fits(pipe: Any) -> bool:
    """Whether the component `pipe` decides the way it is done here."""
    model = getattr(pipe, "model", None)
    return (
        model is not None
        and getattr(pipe, "cfg", {}).get("beam_width") == 1
        and bool(model.attrs.get("has_upper"))
        and not model.attrs.get("unseen_classes")
        and model.get_ref("lower").get_dim("nF") == _FEATURES
        and model.get_ref("lower").get_dim("nP") > 1
        and _OUTSIDE in _steps(pipe)
    )


def _steps(pipe: Any) -> list[str]:
    """The names of the steps in the order of their scores; `move_names` leaves one out."""
    return [pipe.moves.get_class_name(i) for i in range(pipe.moves.n_moves)]


class NameLabels:
    """The labels of words in documents without any names marked before, by the numbers of one component."""

    def __init__(self, pipe: Any) -> None:
        model = pipe.model
        self._vectors, self._lower = model.get_ref("tok2vec"), model.get_ref("lower")
        upper = model.get_ref("upper")
        self._weights, self._bias = upper.get_param("W"), upper.get_param("b")
        self._gemm = model.ops.gemm
        self._moves = _steps(pipe)
        self._goes_on = {name[2:]: i for i, name in enumerate(self._moves) if name.startswith("I-") and name[2:]}
        self._ends = {name[2:]: i for i, name in enumerate(self._moves) if name.startswith("L-") and name[2:]}
        alone = [name == _OUTSIDE or (name.startswith("U-") and len(name) > 2) for name in self._moves]
        begins = [name.startswith("B-") and len(name) > 2 for name in self._moves]
        self._anywhere = numpy.array(alone) | numpy.array(begins)
        self._at_end = numpy.array(alone)
        self._at_space = numpy.array([name == _OUTSIDE for name in self._moves])

    def of(self, docs: Sequence[Any]) -> list[dict[int, str]]:
        """The label of every word that is part of a name, by its place in its document."""
        if not any(len(doc) for doc in docs):
            return [{} for _ in docs]
        # one row a word and, before them all, one that stands for no word
        rows = self._lower.predict(self._vectors.predict(docs))
        bias = self._lower.get_param("b")
        outside = (rows[1:, 0] + rows[0, 1] + rows[0, 2] + bias).max(axis=-1)
        scores = self._gemm(numpy.ascontiguousarray(outside), self._weights, trans2=True) + self._bias
        first = 0
        for doc in docs:
            scores[first : first + len(doc), ~self._anywhere] = _NOWHERE
            scores[first + len(doc) - 1 : first + len(doc), ~self._at_end] = _NOWHERE
            for token in doc:
                if token.is_space:
                    scores[first + token.i, ~self._at_space] = _NOWHERE
            first += len(doc)
        best = scores.argmax(axis=1).tolist()
        found = []
        first = 0
        for doc in docs:
            found.append(self._walk(best[first : first + len(doc)], rows[first + 1 :], rows[0], bias))
            first += len(doc)
        return found

    def _walk(self, best: Sequence[int], rows: Any, none: Any, bias: Any) -> dict[int, str]:
        """The labels of one document: `best` is the step at each word outside a name, `rows` begin with its words."""
        labels: dict[int, str] = {}
        i = 0
        while i < len(best):
            move = self._moves[best[i]]
            if move == _OUTSIDE:
                i += 1
                continue
            label, start = move[2:], i
            labels[i] = label
            i += 1
            if move.startswith("U-"):
                continue
            while i < len(best):
                labels[i] = label
                i += 1
                if i == len(best) or not self._stays(rows[i - 1, 0] + rows[start, 1] + rows[i - 2, 2] + bias, label):
                    break
        return labels

    def _stays(self, sums: Any, label: str) -> bool:
        """Whether the name goes on behind the word that these sums describe."""
        hidden = sums.max(axis=-1)
        on, end = self._goes_on[label], self._ends[label]
        goes_on = float((self._weights[on] * hidden).sum() + self._bias[on])
        ends = float((self._weights[end] * hidden).sum() + self._bias[end])
        return goes_on > ends if on > end else goes_on >= ends
