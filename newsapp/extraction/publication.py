"""The publication date: given, stated by the article, else inferred from weekdays, month-days, facts and offices."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsapp.extraction.dates import resolve
from newsapp.extraction.findings import Published
from newsapp.extraction.offices import normal_title
from newsapp.extraction.time_words import vocabulary
from newsapp.extraction.times import fact_is_named, folded_words
from newsapp.extraction.timex import find_time_words
from newsapp.extraction.word_classes import any_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.reading import Precision, Reading, TimeMention
    from newsapp.extraction.records import DatedFact
    from newsapp.extraction.structure import Layout

# Survivors spread wider than this say too little: the date is left unknown.
_WIDEST_DAYS: Final = 366
# How long before and after a bare month-day an article may have been written.
_NEAR_DAYS: Final = 183
# A fact and a relative time belong together only this near to each other (characters).
_FACT_REACH: Final = 70
_MOST_CANDIDATES: Final = 40
# More time expressions than this no article has; the rest of a longer list would only cost time.
_MOST_TIMES: Final = 200
_WEEKDAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class _Constraint:
    """A test that a publication day must pass, and the sentence that explains it.

    One that is not `certain` rests on words standing near each other, and is dropped silently where it contradicts the
    rest.
    """

    reason: str
    allows: Callable[[dt.date], bool]
    certain: bool = True


@dataclass(frozen=True, slots=True)
class _Window:
    """An anchor on the calendar: the article was written from `first` to `last`; None leaves that side open. `certain`
    means that the text itself names the day."""

    first: dt.date | None
    last: dt.date | None
    reason: str
    certain: bool = True


def given_date(value: dt.date, precision: Precision) -> Published:
    """A date that the caller knows."""
    return Published(value, precision, "given", ("given with the article",), (value,))


def stated_date(text: str, layout: Layout, knowledge: Knowledge) -> Published | None:
    """The date that a date line or a full date in the byline states."""
    for start, end, _ in layout.bylines:
        for words in find_time_words(text, start, end, vocabulary(knowledge)):
            if re.fullmatch(r"\d{4}-\d\d-\d\d", words.expression):
                resolved = resolve(words.expression, "none", None)
                if resolved.first is not None:
                    reason = f'the article states its date: "{text[words.start : words.end]}"'
                    return Published(resolved.first, "day", "given", (reason,), (resolved.first,))
    return None


def infer_date(text: str, layout: Layout, reading: Reading, knowledge: Knowledge) -> Published:
    """The publication date of a text that states none, from a reading made without one.

    Anchors (terms of office, dated facts, full dates) bound a stretch of the calendar; every day in it is tried against
    weekday and month-day constraints. A constraint that would leave no day is set aside and said so.
    """
    reading = replace(reading, times=reading.times[:_MOST_TIMES])
    facts = list(_fact_windows(text, reading, knowledge))
    told = [window for window in facts if window.certain]
    heard = [window for window in facts if not window.certain]
    windows = [*_terms_of_office(text, reading, knowledge), *told, *_full_dates(reading)]
    first, last, reasons = _common_window(windows)
    if first is None or last is None:
        first, last, reasons = _common_window([*windows, *heard])
    if first is None or last is None or (last - first).days > 20 * _WIDEST_DAYS:
        return Published(None, "none", "unknown", ("nothing in the text fixes the date of publication",))
    days = [first + dt.timedelta(days=shift) for shift in range((last - first).days + 1)]
    for constraint in (
        *_month_days(reading),
        *_weekdays(reading),
        *_dateline(text, layout, knowledge),
        *(_after(window) for window in heard),
        *_relative_facts(text, reading, knowledge),
    ):
        left = [day for day in days if constraint.allows(day)]
        if not left and constraint.certain:
            reasons.append(f"set aside, as no day would be left: {constraint.reason}")
        elif left and len(left) < len(days):
            days = left
            reasons.append(f"{constraint.reason}: {_count(left)}")
    return _best(days, reasons)


def _best(days: Sequence[dt.date], reasons: list[str]) -> Published:
    spread = (days[-1] - days[0]).days
    if spread > _WIDEST_DAYS:
        return Published(None, "none", "unknown", (*reasons, "too many days are left"), tuple(days[:_MOST_CANDIDATES]))
    precision: Precision = "day" if spread == 0 else "week" if spread < 7 else "month" if spread <= 31 else "year"
    best = days[(len(days) - 1) // 2]
    if spread:
        reasons.append(f"{best.isoformat()} is the middle one of the days left")
    return Published(best, precision, "inferred", tuple(reasons), tuple(days[:_MOST_CANDIDATES]))


def _count(days: Sequence[dt.date]) -> str:
    if len(days) <= 8:
        return ", ".join(day.isoformat() for day in days)
    return f"{len(days)} days from {days[0].isoformat()} to {days[-1].isoformat()}"


def _common_window(windows: Sequence[_Window]) -> tuple[dt.date | None, dt.date | None, list[str]]:
    first: dt.date | None = None
    last: dt.date | None = None
    reasons: list[str] = []
    for window in windows:
        new_first = max(filter(None, (first, window.first)), default=None)
        new_last = min(filter(None, (last, window.last)), default=None)
        if new_first and new_last and new_first > new_last:
            reasons.append(f"set aside, as it contradicts the others: {window.reason}")
            continue
        if (new_first, new_last) != (first, last):
            reasons.append(window.reason)
        first, last = new_first, new_last
    return first, last, reasons


@lru_cache(maxsize=4)
def _not_in_office(knowledge: Knowledge) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(knowledge.words('out_of_office_word'))})[\s-]*$", re.IGNORECASE)


def _terms_of_office(text: str, reading: Reading, knowledge: Knowledge) -> Iterator[_Window]:
    """ "U.S. President Joe Biden" is written while he is president."""
    not_in_office = _not_in_office(knowledge)
    another = re.compile(rf"(?i)\b(?:{any_of(knowledge.words('other_office_word'))})\b")
    for entity in reading.entities:
        actor = knowledge.actors.get(entity.slug or "")
        if actor is None or entity.kind != "person":
            continue
        titled = [m for m in reading.mentions if m.entities == (entity.index,) and m.form == "name"]
        words = [text[m.start : m.end] for m in titled if not not_in_office.search(text, max(0, m.start - 12), m.start)]
        for role in actor.roles:
            title = normal_title(role.title, knowledge)
            short = title.split(" of ")[0] if not title.startswith("secretary") else title
            if role.valid_from is None or not any(
                f" {short} " in f" {normal_title(w, knowledge)} " and not another.search(w) for w in words
            ):
                continue
            until = role.valid_until.isoformat() if role.valid_until else "today"
            yield _Window(
                role.valid_from,
                role.valid_until,
                f"{actor.name} is called {role.title}, in office from {role.valid_from.isoformat()} to {until}",
            )
            break


def _fact_windows(text: str, reading: Reading, knowledge: Knowledge) -> Iterator[_Window]:
    for fact, times in _named_facts(text, reading, knowledge):
        if fact.kind == "candidacy":
            yield _Window(fact.first, fact.last, f"{fact.label}: {fact.first.isoformat()} to {fact.last.isoformat()}")
        elif fact.kind == "election":
            mentioned = next((time for time in times if _is_day(time, fact.first)), None)
            if mentioned is not None:
                ahead = mentioned.tense in {"future", "present"}
                eve = fact.first - dt.timedelta(days=1)
                first, last = (eve - dt.timedelta(days=_WIDEST_DAYS), eve) if ahead else (fact.first, None)
                told = "lies ahead" if ahead else "is past"
                yield _Window(first, last, f"{fact.label} on {fact.first.isoformat()} {told}")
        elif not any(time.tense == "future" and _is_day(time, fact.first) for time in times):
            # Of the very day a report says "on Tuesday" or "today"; a month and day are written later.
            since = fact.first + dt.timedelta(days=1) if fact.kind == "attack" else fact.first
            reason = f"{fact.label} on {fact.first.isoformat()}, which the text knows of"
            yield _Window(since, None, reason, certain=fact.kind == "attack")


def _named_facts(text: str, reading: Reading, knowledge: Knowledge) -> Iterator[tuple[DatedFact, list[TimeMention]]]:
    """Facts whose words stand in one sentence. A death or attack needs no date beside it, an election does."""
    seen: set[str] = set()
    times: dict[int, list[TimeMention]] = {}
    for time in reading.times:
        times.setdefault(time.sentence, []).append(time)
    for sentence in reading.sentences:
        if sentence.kind == "boilerplate":
            continue
        words = folded_words(text[sentence.start : sentence.end])
        for fact in knowledge.dated_facts:
            near = times.get(sentence.index, [])
            if fact.key in seen or not fact_is_named(fact, words):
                continue
            if fact.kind in {"attack", "election"} and not any(_is_day(time, fact.first) for time in near):
                continue
            seen.add(fact.key)
            yield fact, near


def _is_day(time: TimeMention, day: dt.date) -> bool:
    return time.expression.removeprefix("since:") == day.isoformat()


def _full_dates(reading: Reading) -> Iterator[_Window]:
    for time in reading.times:
        if time.reason.startswith("known date") or not re.fullmatch(
            r"(?:since:)?\d{4}(?:-\d\d(?:-\d\d)?)?", time.expression
        ):
            continue
        resolved = resolve(time.expression.removeprefix("since:"), time.tense, None)
        if resolved.first is None or resolved.last is None:
            continue
        if time.tense == "past":
            yield _Window(resolved.first, None, f'"{time.text}" is past')
        elif time.tense == "future":
            yield _Window(None, resolved.last, f'"{time.text}" lies ahead')


def _after(window: _Window) -> _Constraint:
    first = window.first or dt.date.min
    return _Constraint(window.reason, lambda day: day >= first)


def _month_days(reading: Reading) -> Iterator[_Constraint]:
    """A month-day without a year is written within half a year of it, on the side its tense says."""
    for time in reading.times:
        match = re.fullmatch(r"XXXX-(\d\d)-(\d\d)(?:~\d)?", time.expression)
        if match is None:
            continue
        month, day = int(match[1]), int(match[2])
        yield _Constraint(f'"{time.text}" ({_said(time)}) is written near to its day', _near(month, day, time.tense))


def _near(month: int, day: int, tense: str) -> Callable[[dt.date], bool]:
    def allows(published: dt.date) -> bool:
        resolved = resolve(f"XXXX-{month:02}-{day:02}", tense, published)
        return (
            resolved.first is not None
            and abs((resolved.first - published).days) <= _NEAR_DAYS
            and (tense != "none" or resolved.first < published)
        )

    return allows


def _weekdays(reading: Reading) -> Iterator[_Constraint]:
    """Past weekdays lie in the week before publication, future ones in the week after; the weekday that keeps all of
    them nearest is the day of publication."""
    marks = [
        (int(match[1]), time)
        for time in reading.times
        if (match := re.fullmatch(r"weekday:(\d)", time.expression)) and time.tense in {"past", "future"}
    ]
    if len(marks) < 2:
        return
    costs = {weekday: sum(_distance(weekday, mark, time.tense) for mark, time in marks) for weekday in range(1, 8)}
    least = min(costs.values())
    best = sorted(weekday for weekday, cost in costs.items() if cost == least)
    shown = ", ".join(dict.fromkeys(f'"{time.text}" ({_said(time)})' for _, time in marks))
    names = " or ".join(_WEEKDAY_NAMES[weekday - 1] for weekday in best)
    yield _Constraint(f"{shown} fit best in an article of a {names}", lambda day: day.isoweekday() in best)


def _distance(weekday: int, mark: int, tense: str) -> int:
    if tense == "future":
        return (mark - weekday) % 7 or 7  # who writes on a Wednesday says "today", not "on Wednesday", of what comes
    return (weekday - mark) % 7


def _dateline(text: str, layout: Layout, knowledge: Knowledge) -> Iterator[_Constraint]:
    for start, end, _ in layout.bylines:
        for words in find_time_words(text, start, end, vocabulary(knowledge)):
            match = re.fullmatch(r"XXXX-(\d\d)-(\d\d)(?:~\d)?", words.expression)
            if match:
                month, day = int(match[1]), int(match[2])
                yield _Constraint(
                    f'the dateline says "{text[words.start : words.end]}"',
                    lambda published, month=month, day=day: (published.month, published.day) == (month, day),  # type: ignore[misc]
                )


def _relative_facts(text: str, reading: Reading, knowledge: Knowledge) -> Iterator[_Constraint]:
    """ "Sinwar's death last week": a dated fact beside a relative time gives the week of publication."""
    sentences = {sentence.index: sentence for sentence in reading.sentences}
    for time in reading.times:
        if not re.match(r"(?:day|week|month|year|weekday|shift):", time.expression):
            continue
        sentence = sentences[time.sentence]
        near = folded_words(
            text[max(sentence.start, time.start - _FACT_REACH) : min(sentence.end, time.end + _FACT_REACH)]
        )
        for fact in knowledge.dated_facts:
            if fact.first == fact.last and fact.kind in {"death", "attack", "agreement"} and fact_is_named(fact, near):
                yield _Constraint(
                    f'"{time.text}" is said of a known day ({fact.label}, {fact.first.isoformat()})',
                    _resolves_to(time.expression, time.tense, fact.first),
                    certain=False,
                )


def _resolves_to(expression: str, tense: str, day: dt.date) -> Callable[[dt.date], bool]:
    def allows(published: dt.date) -> bool:
        resolved = resolve(expression, tense, published)
        return resolved.first is not None and resolved.last is not None and resolved.first <= day <= resolved.last

    return allows


def _said(time: TimeMention) -> str:
    return time.tense if time.tense != "none" else "no tense"
