"""Value accuracy of time expressions on a gold file of short sentences with a reference day and the accepted values."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from newsapp.extraction.dates import resolve
from newsapp.extraction.gold import GoldError
from newsapp.extraction.read import parse_sentences
from newsapp.extraction.scoring import Counts
from newsapp.extraction.structure import find_layout
from newsapp.extraction.times import find_times, split_bound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from newsapp.extraction.calendar_units import Resolved
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.reading import TimeMention

_PREFIX: Final = "datetimeV2."
# Days and spans of days: the headline. Every other type of the file has its own line.
DATE_LIKE: Final = ("date", "daterange")
# Of these the gold's day is compared and the time of day left out, which the engine does not read.
_DAY_ONLY: Final = ("datetime", "datetimerange", "datetimealt")
_LEAD: Final = "In brief\n\n"
# The gold's words for a part of a month or year, and ours.
_PARTS: Final = {"start": {"early", "earlier"}, "mid": {"mid"}, "end": {"late", "later"}}
_ONE_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TimexScore:
    """Expressions by type: `days` has those with exactly the gold's days, `values` those with its value, where other
    conventions for the same words count as the same (see `same_value`); `predicted` were found at all. `wrong` lists
    the rest as (type, sentence, expression, what was read); `alarms` of `read` stand where the gold has nothing.
    """

    days: Mapping[str, Counts]
    values: Mapping[str, Counts]
    wrong: tuple[tuple[str, str, str, str], ...]
    alarms: int
    read: int

    @property
    def accuracy(self) -> float:
        """Share of the date-like expressions (date, daterange) whose value is right, 0 to 1."""
        return _total(self.values).recall

    @property
    def exact(self) -> float:
        """The same share where only exactly the gold's days count."""
        return _total(self.days).recall

    def to_dict(self) -> dict[str, object]:
        return {
            "date_like_accuracy": round(self.accuracy, 3),
            "date_like_exact": round(self.exact, 3),
            "kinds": {
                kind: [self.days[kind].matched, c.matched, c.predicted, c.gold] for kind, c in self.values.items()
            },
            "false_alarms": [self.alarms, self.read],
        }

    def table(self) -> str:
        lines = [
            f"date-like expressions (date, daterange) with the right value: {self.accuracy:.3f}",
            f"– of them with exactly the gold's days: {self.exact:.3f}",
            f"{'':16}{'days':>8}{'value':>8}{'found':>8}{'gold':>8}{'share':>8}",
        ]
        for kind, c in self.values.items():
            note = "  (the day alone is compared)" if kind in _DAY_ONLY else ""
            lines.append(
                f"{kind:16}{self.days[kind].matched:8}{c.matched:8}{c.predicted:8}{c.gold:8}{c.recall:8.3f}{note}"
            )
        lines.append(f"read where the gold has nothing: {self.alarms} of {self.read}")
        return "\n".join(lines)


def _total(kinds: Mapping[str, Counts]) -> Counts:
    return sum((kinds[kind] for kind in DATE_LIKE if kind in kinds), Counts())


def score_timex(path: Path, knowledge: Knowledge) -> TimexScore:
    """Reads every sentence of the JSON file `path` on its reference day, numeric dates month first, as the gold is in
    American English. Every type of the file is counted. Raises GoldError."""
    days: dict[str, Counts] = {}
    values: dict[str, Counts] = {}
    wrong: list[tuple[str, str, str, str]] = []
    alarms = read = 0
    for text, published, results in _cases(path):
        whole = _LEAD + text
        sentences = parse_sentences(whole, find_layout(whole, knowledge), knowledge)
        times = [t for t in find_times(whole, sentences, knowledge, published, "mdy") if t.start >= len(_LEAD)]
        spans = [(len(_LEAD) + r["Start"], len(_LEAD) + r["End"] + 1) for r in results]
        read += len(times)
        alarms += sum(not any(t.start < end and start < t.end for start, end in spans) for t in times)
        for result, (start, end) in zip(results, spans, strict=True):
            kind = str(result["TypeName"]).removeprefix(_PREFIX)
            near = [t for t in times if t.start < end and start < t.end]
            accepted = result["Resolution"]["values"]
            exact = any(_same_days(value, t, kind) for t in near for value in accepted)
            right = exact or any(same_value(value, t, published) for t in near for value in accepted)
            days[kind] = days.get(kind, Counts()) + Counts(exact, bool(near), 1)
            values[kind] = values.get(kind, Counts()) + Counts(right, bool(near), 1)
            if not right:
                shown = "; ".join(f"{t.text} = {t.expression} {t.first}..{t.last}" for t in near)
                wrong.append((kind, text, str(result["Text"]), shown))
    return TimexScore(
        {kind: days[kind] for kind in sorted(days)},
        {kind: values[kind] for kind in sorted(values)},
        tuple(wrong),
        alarms,
        read,
    )


def _cases(path: Path) -> list[tuple[str, dt.date | None, list[dict[str, Any]]]]:
    """Sentence, reference day (None where the file gives none) and results."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        given = [str(r.get("Context", {}).get("ReferenceDateTime", ""))[:10] for r in rows]
        return [
            (r["Input"], dt.date.fromisoformat(day) if day else None, r["Results"])
            for r, day in zip(rows, given, strict=True)
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GoldError(f"{path}: no file of time expressions: {error!r}") from None


def _same_days(value: Mapping[str, Any], time: TimeMention, kind: str) -> bool:
    timex = str(value.get("timex"))
    if value.get("type") == "duration":
        return timex == time.expression
    if value.get("type") == "set":
        return time.expression.startswith("set:") and _set_timex(time.expression) == timex
    first, last = _bounds(value)
    if kind in _DAY_ONLY:
        return first is not None and first in (time.first, time.last)
    if first is None and last is None:
        return timex == (time.value or time.expression)
    if first is not None and last is not None and time.last is not None:
        # "between 3 and 12 September" ends on the 12th in the gold, where "September" ends on the 1st of October.
        return time.first == first and time.last - last in {dt.timedelta(0), _ONE_DAY}
    return time.first == first if first is not None else time.last == last


def _set_timex(expression: str) -> str:
    rest = expression.removeprefix("set:")
    return f"XXXX-WXX-{rest[8:]}" if rest.startswith("weekday:") else rest


def same_value(value: Mapping[str, Any], time: TimeMention, published: dt.date | None) -> bool:
    """Whether the words are read alike, though written down by another convention. There are four of them:

    a count of weeks, months or years is precise to that unit with us and to the day in the gold ("in two months");
    a span includes its closing month or year with us, and ends where it begins in the gold ("from 2014 to 2018");
    early, mid, late, earlier and later are other days of the same month or year; "before" and "after" are open spans,
    which have no days of their own with us unless publication bounds them.
    """
    bound, bare = split_bound(time.expression)
    first, last = _bounds(value)
    if value.get("type") in {"duration", "set"} or (first is None and last is None):
        return False
    mod = str(value.get("Mod") or "")
    inner = resolve(bare, time.tense, published)
    for word, ours in _PARTS.items():
        if word in mod.split("-"):
            return (
                bare.startswith("part:")
                and bare.split(":")[1] in ours
                and _is_part(bare, time, published, first or last)
            )
    if bare.startswith("part:") and _whole(bare, time, published).value == value.get("timex"):
        return True
    if bound:
        return _same_bound(bound, inner, mod, first, last)
    if bare.startswith("shift:") and first is not None and first == last:
        return time.first is not None and time.last is not None and time.first <= first <= time.last
    if "/" in bare and first is not None and last is not None and time.last is not None:
        opens = {time.last.replace(day=1), time.last.replace(month=1, day=1)}
        return time.first == first and last + _ONE_DAY in opens
    return False


def _is_part(bare: str, time: TimeMention, published: dt.date | None, day: dt.date | None) -> bool:
    whole = _whole(bare, time, published)
    return None not in (day, whole.first, whole.last) and whole.first <= day <= whole.last  # type: ignore[operator]


def _whole(bare: str, time: TimeMention, published: dt.date | None) -> Resolved:
    return resolve(bare.split(":", 2)[2], time.tense, published)


def _same_bound(bound: str, inner: Resolved, mod: str, first: dt.date | None, last: dt.date | None) -> bool:
    """The gold's one end against the time that bounds the span."""
    if inner.first is None or inner.last is None:
        return False
    if bound in {"since:", "after:"} and mod.startswith(("since", "after")):
        return first in ({inner.first} if bound == "since:" else {inner.last, inner.last + _ONE_DAY})
    if bound in {"until:", "before:"} and mod.startswith(("before", "until")) and last is not None:
        return last + _ONE_DAY in {inner.first, inner.last, inner.last + _ONE_DAY}
    return False


def _bounds(value: Mapping[str, Any]) -> tuple[dt.date | None, dt.date | None]:
    """First and last day meant; the gold's end is the day after."""
    days: Sequence[dt.date | None] = [_day(value.get(key)) for key in ("value", "start", "end")]
    if days[0] is not None:
        return days[0], days[0]
    end = days[2]
    if end is not None and value.get("Mod") != "after":
        end -= _ONE_DAY
    return days[1], end


def _day(words: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(words)[:10])
    except ValueError:
        return None
