"""Events over time: exact counts per month or year and class, the vague apart from what is known to the day."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsapp.events.counting import FilterCounts

# More months than this are shown as years, so that a bar stays wide enough to hit.
MOST_MONTHS = 60


@dataclass(frozen=True, slots=True)
class TimeBin:
    """The events of one month or year, `first` to `last` inclusive: known to the day by class, vague by precision.

    A vague event counts in the bin of its first possible day.
    """

    first: dt.date
    last: dt.date
    exact: Counter[str]
    vague: Counter[str]


@dataclass(frozen=True, slots=True)
class Histogram:
    """Neighbouring bins without gaps, oldest first; `unit` is month or year. `undated` events lie in no bin."""

    unit: str
    bins: tuple[TimeBin, ...]
    undated: int

    @property
    def exact_total(self) -> int:
        return sum(bin_.exact.total() for bin_ in self.bins)

    @property
    def vague_total(self) -> int:
        return sum(bin_.vague.total() for bin_ in self.bins)


def month_end(month: dt.date) -> dt.date:
    following = dt.date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def read_histogram(counts: FilterCounts) -> Histogram:
    """The histogram of a filter without its dates."""
    classes = {row.pk: row.event_class for row in counts.types}
    exact: dict[dt.date, Counter[str]] = defaultdict(Counter)
    vague: dict[dt.date, Counter[str]] = defaultdict(Counter)
    undated = 0
    for cell in counts.cells(without="date"):
        if cell.month is None:
            undated += cell.n
        elif cell.lane == "exact":
            exact[cell.month][classes[cell.event_type]] += cell.n
        else:
            vague[cell.month][cell.lane] += cell.n
    months = sorted({*exact, *vague})
    if not months:
        return Histogram("month", (), undated)
    span = (months[-1].year - months[0].year) * 12 + months[-1].month - months[0].month + 1
    if span > MOST_MONTHS:
        return Histogram("year", year_bins(months, exact, vague), undated)
    return Histogram("month", month_bins(months[0], span, exact, vague), undated)


def month_bins(
    start: dt.date, span: int, exact: dict[dt.date, Counter[str]], vague: dict[dt.date, Counter[str]]
) -> tuple[TimeBin, ...]:
    bins = []
    for offset in range(span):
        index = start.month - 1 + offset
        month = dt.date(start.year + index // 12, index % 12 + 1, 1)
        bins.append(TimeBin(month, month_end(month), exact.get(month, Counter()), vague.get(month, Counter())))
    return tuple(bins)


def year_bins(
    months: list[dt.date], exact: dict[dt.date, Counter[str]], vague: dict[dt.date, Counter[str]]
) -> tuple[TimeBin, ...]:
    bins = []
    for year in range(months[0].year, months[-1].year + 1):
        inside = [month for month in months if month.year == year]
        bins.append(
            TimeBin(
                dt.date(year, 1, 1),
                dt.date(year, 12, 31),
                sum((exact[month] for month in inside if month in exact), Counter[str]()),
                sum((vague[month] for month in inside if month in vague), Counter[str]()),
            )
        )
    return tuple(bins)
