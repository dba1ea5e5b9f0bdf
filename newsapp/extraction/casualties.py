"""Casualties: how many people a sentence says were killed, injured, missing, displaced or detained.

A pure function over the words of one sentence. Every count keeps its words, the lowest, likeliest and highest number
they allow, and whether they are a running total ("the toll rose to 45") and no count of the sentence's own event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.casualty_counts import Amount, amount_at, casualty_words, number_at, people_at
from newsapp.extraction.findings import CasualtyFinding
from newsapp.extraction.time_numbers import Run
from newsapp.extraction.time_words import tokens_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsapp.extraction.casualty_counts import CasualtyWords
    from newsapp.extraction.findings import CasualtyKind
    from newsapp.extraction.knowledge import Knowledge

    # The token it begins at, the kind, how many, whether it is a running total, and why it is that kind.
    _Count = tuple[int, CasualtyKind, Amount, bool, str]

KINDS: Final[tuple[CasualtyKind, ...]] = ("killed", "injured", "missing", "displaced", "detained")

# Tokens that may stand between people and what became of them ("12 people in two villages were killed").
_REACH: Final = 8
# Tokens between what somebody did and those it happened to ("killing what police called 12 rebels" is out of reach).
_BEFORE: Final = 2
# A sentence longer than this is no prose: the rest of it is not read for counts.
_MOST_TOKENS: Final = 400
_PASSIVE: Final = frozenset({"was", "were", "been", "being", "be", "is", "are", "get", "got"})
_SIGNS: Final = frozenset({".", ";", ":", "?", "!"})
# Signs that end a clause; with the words of the role "closing" they may follow "12 killed".
_CLAUSE_ENDS: Final = frozenset({"", ",", ")", "–", "—", "'"}) | _SIGNS


def find_casualties(text: str, start: int, end: int, knowledge: Knowledge) -> tuple[CasualtyFinding, ...]:
    """The counts that the sentence text[start:end] gives, left to right, each once. Linear in the sentence's length."""
    words = casualty_words(knowledge)
    if words.telling.isdisjoint(words_of(text, start, end)):
        return ()
    toks = tokens_of(text, start, end)[:_MOST_TOKENS]
    run = Run(toks, words.numbers)
    found: list[CasualtyFinding] = []
    voice = _voice(run, text, words)
    for first, kind, amount, cumulative, why in _counts(run, words):
        begin, stop = toks[first].start, toks[amount.end - 1].end
        reason = f"{why}; {amount.reason}" + ("; a running total, not the count of this event" if cumulative else "")
        found.append(
            CasualtyFinding(
                kind, amount.low, amount.best, amount.high, cumulative, begin, stop, text[begin:stop], reason, voice
            )
        )
    return tuple(found)


def _counts(run: Run, words: CasualtyWords) -> Iterator[_Count]:
    """Counts with the token they begin at, without overlaps."""
    i = 0
    while i < len(run.toks):
        found = _nobody(run, i, words) or _toll(run, i, words) or _count(run, i, words)
        if not found:
            i += 1
            continue
        yield from found
        i = max(found[-1][2].end, i + 1)


def _nobody(run: Run, i: int, words: CasualtyWords) -> list[_Count]:
    """ "No one was hurt", "no injuries", "without casualties"."""
    j = i + 1 if words.has("nobody", run.low(i)) else run.phrase(i, "no", "one")
    if j is not None:
        end, kind = _became(run, j, words)
        return [(i, kind, Amount(end, 0, 0, 0, "the words deny it"), False, "told of nobody")] if kind else []
    if run.low(i) not in {"no", "without"}:
        return []
    j = run.skip(i + 1, "any", "further", "other")
    if run.low(j) == "casualties":
        zero = Amount(j + 1, 0, 0, 0, "the words deny it")
        return [(i, "killed", zero, False, "“casualties” are the dead and the injured"),
                (i, "injured", zero, False, "“casualties” are the dead and the injured")]  # fmt: skip
    kind = _kind(words.kind("noun", run.low(j)))
    if kind is not None:
        return [(i, kind, Amount(j + 1, 0, 0, 0, "the words deny it"), False, f"counts “{run.at(j).text}”")]
    if run.low(j) in {"people", "person"}:  # that "no crew were hurt" says nothing of the others
        end, kind = _became(run, j + 1, words)
        return [(i, kind, Amount(end, 0, 0, 0, "the words deny it"), False, "told of nobody")] if kind else []
    return []


def _toll(run: Run, i: int, words: CasualtyWords) -> list[_Count]:
    """ "the death toll rose to 45", "bringing the toll to 45", "a toll of 12": a running total."""
    if not words.has("toll", run.low(i)):
        return []
    j = i + 1
    while j < i + _REACH and j < len(run.toks):
        before = number_at(run, j + 1) if run.low(j) == "from" else None
        if before is not None and run.low(before[1]) == "to":
            j = before[1] + 1  # "raising the toll from 12 to 15"
        amount = amount_at(run, j, words)
        if amount is not None and run.low(j) not in {"a", "an"}:
            return [(j, "killed", amount, True, "the words give a toll")]
        if not words.has("toll_verb", run.low(j)) and not words.has("auxiliary", run.low(j)):
            return []
        j += 1
    return []


def _count(run: Run, i: int, words: CasualtyWords) -> list[_Count]:
    """A count of people and what the words before or behind it say became of them."""
    amount = people_at(run, i, words)
    if amount is None or _is_part(run, i, words):
        return []
    noun = _kind(words.kind("noun", run.low(amount.end)))
    if (
        noun is not None
        and run.low(i) not in {"a", "an"}
        and not _is_year(run, i, amount)
        and _ends_count(run, amount.end + 1, words)
    ):
        whole = Amount(amount.end + 1, amount.low, amount.best, amount.high, amount.reason)
        return [(i, noun, whole, _is_sum(run, amount.end + 1, words), f"counts “{run.at(amount.end).text}”")]
    if words.has("lives", run.low(amount.end)) and words.has("taking", run.low(i - 1)):
        whole = Amount(amount.end + 1, amount.low, amount.best, amount.high, amount.reason)
        return [(i, "killed", whole, False, "lives were lost")]
    if not _counts_people(run, i, amount, words):
        return []
    done = _done_to(run, i, words)
    if done is not None:
        why = f"“{run.at(done[0]).text}” stands before it"
        return [(i, done[1], amount, _is_sum(run, amount.end, words), why)]
    end, kind = _became(run, _past_asides(run, amount.end, words), words)
    if kind is None:
        return []
    why = f"“{run.at(end - 1).text}” stands behind it"
    found: list[_Count] = [(i, kind, amount, _is_sum(run, end, words), why)]
    return found


def _counts_people(run: Run, i: int, amount: Amount, words: CasualtyWords) -> bool:
    """Whether the number counts people: its noun says so, or no noun follows and it is no year, age or time."""
    last = run.low(amount.end - 1)
    if words.has("people", last) or run.at(amount.end - 1).text[0].isupper():
        return not (amount.end - i == 1 and not words.has("people", last) and not last.isdigit())
    after = run.at(amount.end)
    if run.words.has("unit", after.low) or after.low == "%" or words.has("measure", after.low):
        return False
    if run.low(i - 1) == "of":
        return False  # "a girl of seven"
    is_known = _closes(after.low, words) or any(
        words.has(role, after.low) for role in ("participle", "state", "auxiliary", "another")
    )
    return is_known and not _is_year(run, i, amount) and run.low(i) not in {"a", "an"} and not _follows_name(run, i)


def _is_year(run: Run, i: int, amount: Amount) -> bool:
    """Whether the count is four digits alone that are a year as likely ("the 2015 deaths")."""
    last = run.low(amount.end - 1)
    is_number = len(last) == 4 and last.isdigit() and last.isascii() and run.low(i) == last
    return is_number and 1900 <= int(last) <= 2199


def _follows_name(run: Run, i: int) -> bool:
    """ "May 3", "Flight 17", "No. 10": a number that belongs to the word before it."""
    before = run.at(i - 1)
    return bool(before.text) and before.text[0].isupper() and before.low.isalpha() and i > 1


def _done_to(run: Run, i: int, words: CasualtyWords) -> tuple[int, CasualtyKind] | None:
    """The verb before the count that says what was done to those counted, with its kind."""
    if run.low(i - 1) == "of":
        named = _kind(words.kind("event_noun", run.low(i - 2)))
        return (i - 2, named) if named is not None else None
    for step in range(1, _BEFORE + 2):
        word = run.low(i - step)
        kind = _kind(words.kind("active", word) or words.kind("participle", word))
        if kind is not None:
            passive = any(run.low(i - step - back) in _PASSIVE for back in (1, 2)) and not word.endswith("ing")
            return None if passive else (i - step, kind)
        if word not in {"and", "or", "also", "the", "all", "another", "both"} and not words.has("active", word):
            return None
    return None


def _became(run: Run, i: int, words: CasualtyWords) -> tuple[int, CasualtyKind | None]:
    """What became of those whose words end before token `i`: the index behind the word for it, and its kind."""
    j, helped = i, False
    while j < i + _REACH and words.has("auxiliary", run.low(j)):
        helped = helped or run.low(j) in _PASSIVE
        j += 1
    state = _kind(words.kind("state", run.low(j)))
    if state is not None:
        return j + 1, state
    done = _kind(words.kind("participle", run.low(j)))
    if done is None or run.low(j + 1) == "or":  # "killed or injured" is neither
        return i, None
    if helped or (_closes(run.low(j + 1), words) and (j > i or number_at(run, j + 1) is None)):
        return j + 1, done
    return i, None


def _past_asides(run: Run, i: int, words: CasualtyWords) -> int:
    """Behind ", including three children," and "in two villages": what stands between people and their verb."""
    j = i
    if run.low(j) == "," or words.has("part", run.low(j)) or run.low(j) == "(":
        close = ")" if run.low(j) == "(" else ","
        for step in range(1, 2 * _REACH):
            word = run.low(j + step)
            if word == close:
                return j + step + 1
            if word in _SIGNS or not word:
                return i
            if close == "," and step > 1 and words.has("auxiliary", word) and words.has("part", run.low(j)):
                return j + step
        return i
    if run.low(j) in {"in", "at", "from", "of", "on", "near"}:
        for step in range(1, _REACH):
            word = run.low(j + step)
            if word in {"was", "were", "have", "had", "died"}:
                return j + step
            if not word.isalpha() or words.has("participle", word) or words.has("active", word):
                return i
    return i


def _is_part(run: Run, i: int, words: CasualtyWords) -> bool:
    """Whether the count is a part of one given already: "including three children"."""
    before = run.low(i - 1)
    return before == "among" or any(words.has("part", run.low(i - back)) for back in (1, 2))


def _is_sum(run: Run, i: int, words: CasualtyWords) -> bool:
    """Whether "since May", "so far this year", "in total" behind the count makes it a running total."""
    for step in range(_REACH):
        word = run.low(i + step)
        if word in _SIGNS or not word:
            return False
        if words.has("sum", word) or run.phrase(i + step, "so", "far") or run.phrase(i + step, "to", "date"):
            return True
        if run.phrase(i + step, "this", "year") or run.phrase(i + step, "this", "month"):
            return True
    return False


def _closes(word: str, words: CasualtyWords) -> bool:
    return word in _CLAUSE_ENDS or words.has("closing", word)


def _ends_count(run: Run, i: int, words: CasualtyWords) -> bool:
    """Whether "12 dead", "30 wounded" is the whole count, no adjective of a noun ("12 wounded men")."""
    return _closes(run.low(i), words) or words.has("auxiliary", run.low(i))


def _voice(run: Run, text: str, words: CasualtyWords) -> str:
    """Who says so: "according to the police", or the words before "said" at the sentence's end or beginning."""
    for i in range(len(run.toks)):
        j = run.phrase(i, "according", "to")
        if j is not None:
            return _span_of(run, text, j, j + _REACH)
    for i in range(len(run.toks) - 1, 0, -1):
        if words.has("saying", run.low(i)):
            first = i
            while first > 0 and i - first < _REACH and run.low(first - 1) not in {",", ".", ";", ":", "”", '"', "that"}:
                first -= 1
            is_clause = first == 0 or run.low(first - 1) in {",", "”", '"'}
            return _span_of(run, text, first, i) if is_clause and 0 < i - first < _REACH else ""
    return ""


def _span_of(run: Run, text: str, first: int, last: int) -> str:
    """The words from token `first` to the next sign, at most up to token `last`."""
    end = first
    while end < min(last, len(run.toks)) and (run.low(end).isalnum() or run.low(end) in {"'", "-", "’"}):
        end += 1
    return text[run.at(first).start : run.at(end - 1).end] if end > first else ""


def _kind(name: str | None) -> CasualtyKind | None:
    return next((kind for kind in KINDS if kind == name), None)
