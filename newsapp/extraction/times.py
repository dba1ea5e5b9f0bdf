"""Time mentions: the grammar's expressions with the tense of their clause, dated facts, and their calendar days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsapp.extraction.dates import resolve
from newsapp.extraction.folding import fold
from newsapp.extraction.reading import TimeMention
from newsapp.extraction.spans import head_of, tokens_in
from newsapp.extraction.tense import tense_at
from newsapp.extraction.time_words import vocabulary
from newsapp.extraction.timex import find_time_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.records import DatedFact
    from newsapp.extraction.tense import Tense
    from newsapp.extraction.time_words import Order

_MONTH_DAY: Final = re.compile(r"XXXX-(\d\d)-(\d\d)(?:~\d)?")
# The words of a dated fact stand this near to its month and day (characters).
_FACT_REACH: Final = 250
# One day, from which "the day before" can be counted.
_ANCHOR: Final = re.compile(
    r"(?:\d{4}-\d\d-\d\d|XXXX-\d\d-\d\d(?:~\d)?|weekday:\d(?::[a-z]+)?|day:-?\d+|week:-?\d\|\d+d)$"
)
_BOUND: Final = re.compile(r"(?:since|until|after|before):")


def find_times(
    text: str, sentences: Iterable[Sentence], knowledge: Knowledge, published: dt.date | None, order: Order = ""
) -> Iterator[TimeMention]:
    """Every time expression of title, body and headings, in text order. `order` is how numeric dates are written, where
    that is known.

    "the previous day" and "two weeks later" hang on the last day named before them; without one they stay unresolved.
    """
    anchor = ""
    anchor_tense: Tense = "none"
    for sentence in sentences:
        if sentence.kind == "boilerplate":
            continue
        for words in find_time_words(text, sentence.start, sentence.end, vocabulary(knowledge), order):
            head = head_of(sentence, words.start, words.end)
            last = tokens_in(sentence, words.start, words.end).stop - 1
            tense = _lean(words.lean) or tense_at(sentence, head, last, knowledge)
            if sentence.kind == "title" and tense == "none":
                tense = "present"  # headlines tell the day's news in the present
            expression = words.expression
            reason = f"written in the {tense}" if tense != "none" else "no tense of its own"
            if "anchor|" in expression and anchor:
                expression = expression.replace("anchor", anchor, 1)
                tense, reason = anchor_tense, "counted from the day named before"
            elif "anchor|" in expression:
                reason = "no day to count from was named before"
            elif expression.startswith("event|"):
                reason = "counted from a deed, whose day the words do not say"
            near = text[max(sentence.start, words.start - _FACT_REACH) : min(sentence.end, words.end + _FACT_REACH)]
            bound, bare = split_bound(expression)
            fact = fact_for(bare, near, knowledge.dated_facts, published)
            if fact is not None:
                expression, reason = bound + fact.first.isoformat(), f"known date: {fact.label}"
            value, first_day, last_day, precision = resolve(expression, tense, published)
            mention = TimeMention(
                sentence.index, words.start, words.end, text[words.start : words.end], expression, tense, words.kind,
                value, first_day, last_day, precision, reason,
            )  # fmt: skip
            yield mention
            if words.kind == "date" and _ANCHOR.match(bare):
                anchor, anchor_tense = bare, tense


def split_bound(expression: str) -> tuple[str, str]:
    """The "since:" (until:, after:, before:) of an expression, empty for none, and the time it bounds."""
    match = _BOUND.match(expression)
    return (match.group(), expression[match.end() :]) if match else ("", expression)


def _lean(lean: str) -> Tense | None:
    """The tense that the words themselves carry ("last week", "in two days")."""
    return "past" if lean == "past" else "future" if lean == "future" else None


def fact_for(expression: str, near: str, facts: Sequence[DatedFact], published: dt.date | None) -> DatedFact | None:
    """The dated fact that a month-day without a year means: same month and day, and the fact's words near it.

    Elections recur, so of several fitting facts the nearest to the publication date is meant; an unknown one leaves the
    choice open unless a single fact fits.
    """
    match = _MONTH_DAY.fullmatch(expression)
    if match is None:
        return None
    month, day = int(match[1]), int(match[2])
    words = folded_words(near)
    fitting = [
        fact
        for fact in facts
        if fact.first == fact.last and (fact.first.month, fact.first.day) == (month, day) and fact_is_named(fact, words)
    ]
    if published is not None:
        return min(fitting, key=lambda fact: (abs((fact.first - published).days), fact.key), default=None)
    return fitting[0] if len({fact.first for fact in fitting}) == 1 else None


def folded_words(text: str) -> str:
    """The words of `text` for `fact_is_named`: folded, between single spaces."""
    return " " + " ".join(re.findall(r"[^\W_]+", fold(text))) + " "


def fact_is_named(fact: DatedFact, words: str) -> bool:
    """Whether every group of the fact's words has one of its words in `words` (as made by `folded_words`)."""
    return all(any(f" {word} " in words for word in group) for group in fact.terms)
