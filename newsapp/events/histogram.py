"""Events over time: exact counts per month or year and class, the vague apart from what is known to the day."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsapp.events.filters import LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsapp.events.counting import FilterCounts

# More bins than this would make bars too narrow to hit.
MOST_BINS = 60
# The months that hold this share of the events are shown as months, and what lies before and after them in one bin
# each: one mention of 1944 must not squeeze the present into a single column.
ENOUGH = 0.9


@dataclass(frozen=True, slots=True)
class TimeBin:
    """The events of one month or year, `first` to `last` inclusive: known to the day by class, vague by precision.

    A vague event counts in the bin of its first possible day. `edge` is before or after for the one bin that holds all
    that lies before or after the others.
    """

    first: dt.date
    last: dt.date
    exact: Counter[str]
    vague: Counter[str]
    edge: str = ""


@dataclass(frozen=True, slots=True)
class Histogram:
    """Neighbours without gaps, oldest first; `unit` is month or year, edges apart. `undated` events lie in no bin."""

    unit: str
    bins: tuple[TimeBin, ...]
    undated: int

    @property
    def exact_total(self) -> int:
        return sum(bin_.exact.total() for bin_ in self.bins)

    @property
    def vague_total(self) -> int:
        return sum(bin_.vague.total() for bin_ in self.bins)


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
    if not exact and not vague:
        return Histogram("month", (), undated)
    by_month = {month_number(month): Bin(exact[month], vague[month]) for month in {*exact, *vague}}
    first, last = densest(by_month)
    if sum(one.total for number, one in by_month.items() if first <= number <= last) >= ENOUGH * total_of(by_month):
        return Histogram("month", bins_of(by_month, first, last, month_start), undated)
    by_year: dict[int, Bin] = defaultdict(Bin)
    for number, one in by_month.items():
        by_year[number // 12].add(one)
    first, last = densest(by_year)
    return Histogram("year", bins_of(by_year, first, last, year_start), undated)


@dataclass(slots=True)
class Bin:
    """What falls into one month or year, before it has dates."""

    exact: Counter[str] = field(default_factory=Counter)
    vague: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.exact.total() + self.vague.total()

    def add(self, other: Bin) -> None:
        self.exact += other.exact
        self.vague += other.vague


def month_number(month: dt.date) -> int:
    return month.year * 12 + month.month - 1


def month_start(number: int) -> dt.date:
    return dt.date(number // 12, number % 12 + 1, 1)


def year_start(number: int) -> dt.date:
    return dt.date(number, 1, 1)


def day_before(start: Callable[[int], dt.date], number: int) -> dt.date:
    """The last day before a month or year; nothing lies after the last day a filter takes."""
    return LAST_DAY if number > number_of_last(start) else start(number) - dt.timedelta(days=1)


def number_of_last(start: Callable[[int], dt.date]) -> int:
    """The number of the last month or year there is."""
    return LAST_DAY.year if start is year_start else month_number(LAST_DAY)


def total_of(bins: Mapping[int, Bin]) -> int:
    return sum(one.total for one in bins.values())


def densest(bins: Mapping[int, Bin]) -> tuple[int, int]:
    """First and last of the at most MOST_BINS neighbours that hold most events; the latest ones of several."""
    numbers = sorted(bins)
    best, held, low = (0, 0, 0), 0, 0
    for number in numbers:
        held += bins[number].total
        while number - numbers[low] >= MOST_BINS:
            held -= bins[numbers[low]].total
            low += 1
        best = max(best, (held, number, numbers[low]))
    return best[2], best[1]


def bins_of(found: Mapping[int, Bin], first: int, last: int, start: Callable[[int], dt.date]) -> tuple[TimeBin, ...]:
    """Every bin from `first` to `last`, and all that lies before and after them in one bin each."""
    before, after = Bin(), Bin()
    for number in sorted(found):
        if number < first:
            before.add(found[number])
        elif number > last:
            after.add(found[number])
    bins = [
        TimeBin(start(number), day_before(start, number + 1), one.exact, one.vague)
        for number in range(first, last + 1)
        for one in [found.get(number) or Bin()]
    ]
    if before.total:
        bins.insert(0, TimeBin(start(min(found)), day_before(start, first), before.exact, before.vague, "before"))
    if after.total:
        bins.append(TimeBin(start(last + 1), day_before(start, max(found) + 1), after.exact, after.vague, "after"))
    return tuple(bins)
