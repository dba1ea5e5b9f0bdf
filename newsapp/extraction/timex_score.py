"""Value accuracy of time expressions on a gold file of short sentences with a reference day and the accepted values."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from newsapp.extraction.gold import GoldError
from newsapp.extraction.read import read_text
from newsapp.extraction.scoring import Counts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.reading import TimeMention

_PREFIX: Final = "datetimeV2."
# The kinds a news reader needs: days and spans of days. Clock times are read past.
DATE_LIKE: Final = ("date", "daterange")
_LEAD: Final = "In brief\n\n"


@dataclass(frozen=True, slots=True)
class TimexScore:
    """Expressions with the right value, by kind (`matched` of `gold`; `predicted` were found at all); `wrong` lists
    the rest as (kind, sentence, expression, what was read)."""

    kinds: Mapping[str, Counts]
    wrong: tuple[tuple[str, str, str, str], ...]

    @property
    def accuracy(self) -> float:
        """Share of the date-like expressions whose value is right, 0 to 1."""
        total = sum((self.kinds[kind] for kind in DATE_LIKE if kind in self.kinds), Counts())
        return total.recall

    def to_dict(self) -> dict[str, object]:
        return {
            "date_like_accuracy": round(self.accuracy, 3),
            "kinds": {kind: [c.matched, c.predicted, c.gold] for kind, c in self.kinds.items()},
        }

    def table(self) -> str:
        lines = [f"date-like expressions with the right value: {self.accuracy:.3f}"]
        lines.append(f"{'':16}{'right':>8}{'found':>8}{'gold':>8}{'share':>8}")
        for kind, c in self.kinds.items():
            lines.append(f"{kind:16}{c.matched:8}{c.predicted:8}{c.gold:8}{c.recall:8.3f}")
        return "\n".join(lines)


def score_timex(path: Path, knowledge: Knowledge) -> TimexScore:
    """Reads every sentence of the JSON file `path` on its reference day. Raises GoldError."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        days = [r.get("Context", {}).get("ReferenceDateTime", "") for r in rows]
        cases = [(r["Input"], day[:10], r["Results"]) for r, day in zip(rows, days, strict=True) if day]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GoldError(f"{path}: no file of time expressions: {error!r}") from None
    kinds: dict[str, Counts] = {}
    wrong: list[tuple[str, str, str, str]] = []
    for text, day, results in cases:
        times = read_text(_LEAD + text, knowledge, dt.date.fromisoformat(day)).times
        for result in results:
            kind = str(result["TypeName"]).removeprefix(_PREFIX)
            if kind not in {*DATE_LIKE, "duration"}:
                continue
            start, end = len(_LEAD) + result["Start"], len(_LEAD) + result["End"] + 1
            near = [t for t in times if t.start < end and start < t.end]
            right = any(_right(value, t) for t in near for value in result["Resolution"]["values"])
            kinds[kind] = kinds.get(kind, Counts()) + Counts(right, bool(near), 1)
            if not right:
                read = "; ".join(f"{t.text} = {t.expression} {t.first}..{t.last}" for t in near)
                wrong.append((kind, text, str(result["Text"]), read))
    return TimexScore({kind: kinds[kind] for kind in sorted(kinds)}, tuple(wrong))


def _right(value: Mapping[str, Any], time: TimeMention) -> bool:
    if value.get("type") == "duration":
        return str(value.get("timex")) == time.expression
    first, last = _bounds(value)
    if first is None and last is None:
        return str(value.get("timex")) == (time.value or time.expression)
    if first is not None and last is not None and time.last is not None:
        # "between 3 and 12 September" ends on the 12th in the gold, where "September" ends on the 1st of October.
        return time.first == first and time.last - last in {dt.timedelta(0), dt.timedelta(days=1)}
    return time.first == first if first is not None else time.last == last


def _bounds(value: Mapping[str, Any]) -> tuple[dt.date | None, dt.date | None]:
    """First and last day meant; the gold's end is the day after."""
    days: Sequence[dt.date | None] = [_day(value.get(key)) for key in ("value", "start", "end")]
    if days[0] is not None:
        return days[0], days[0]
    end = days[2]
    if end is not None and value.get("Mod") != "after":
        end -= dt.timedelta(days=1)
    return days[1], end


def _day(words: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(words)[:10])
    except ValueError:
        return None
