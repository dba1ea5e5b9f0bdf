"""The histogram of a list of events as the numbers of an SVG, with the same figures for a table."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from django.utils.safestring import SafeString

from newsapp.browse.addresses import address, filter_pairs
from newsapp.browse.wording import GLYPHS, MONTHS, day_range
from newsapp.events.wording import plural

if TYPE_CHECKING:
    from collections import Counter

    from newsapp.events.filters import EventFilter
    from newsapp.events.histogram import Histogram, TimeBin

PLOT_HEIGHT: Final = 132  # px for the bars; the lanes and the labels come below
LANE_HEIGHT: Final = 20
LABEL_HEIGHT: Final = 20
MOST_LABELS: Final = 8
MOST_WITH_FIGURES: Final = 14
COOPERATION: Final = ("verbal_cooperation", "material_cooperation")  # from the zero line outwards
CONFLICT: Final = ("verbal_conflict", "material_conflict")
LANES: Final = (("week", "to the week"), ("month", "to the month"), ("year", "to the year"), ("day", "to some days"))


@dataclass(frozen=True, slots=True)
class Rect:
    css: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class PlotBin:
    """One column: where it stands, its bars, its address and its figures in words."""

    x: str
    width: str
    full_x: str
    full_width: str
    bars: tuple[Rect, ...]
    url: str
    label: str
    is_outside: bool
    cooperation: int
    statements: int
    conflict: int
    exact: int
    vague: int


@dataclass(frozen=True, slots=True)
class LaneMark:
    """Vague events of one bin and precision."""

    x: str
    width: str
    y: int
    text_x: str
    text_y: int
    count: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A label under the axis. That of an edge is long and begins or ends with the plot."""

    x: str
    label: str
    is_minor: bool = False
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Level:
    y: str
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    unit: str
    height: int
    zero: str
    bins: tuple[PlotBin, ...]
    lanes: tuple[LaneMark, ...]
    lane_names: tuple[tuple[int, str], ...]
    ticks: tuple[Tick, ...]
    levels: tuple[Level, ...]
    label_y: int
    summary: str
    span: str

    @property
    def is_dense(self) -> bool:
        """Whether the columns are too narrow on a phone for figures below them."""
        return len(self.bins) > MOST_WITH_FIGURES

    @property
    def columns_svg(self) -> SafeString:
        """The columns, each a link with a title; rows of a list are Python for the same reason (docs/adr/0011)."""
        return SafeString("".join(column_svg(bin_) for bin_ in self.bins))

    @property
    def lanes_svg(self) -> SafeString:
        return SafeString(
            "".join(
                f'<rect class="vague" x="{mark.x}" y="{mark.y}" width="{mark.width}" height="14" rx="2" fill="#eee" '
                f'stroke="#666"/><text class="vague__n" x="{mark.text_x}" y="{mark.text_y}" text-anchor="middle">'
                f"{mark.count}</text>"
                for mark in self.lanes
            )
        )

    @property
    def table_rows(self) -> SafeString:
        """The same figures, newest first."""
        return SafeString("".join(table_row(bin_) for bin_ in reversed(self.bins)))


def column_svg(bin_: PlotBin) -> str:
    bars = "".join(
        f'<rect class="{bar.css}" x="{bin_.x}" y="{bar.y}" width="{bin_.width}" height="{bar.height}"/>'
        for bar in bin_.bars
    )
    outside = " is-outside" if bin_.is_outside else ""
    return (
        f'<a href="{escape(bin_.url)}" tabindex="-1"><title>{bin_.label}: {bin_.exact} known to the day, '
        f'{bin_.vague} vague</title><g class="bin{outside}">{bars}</g>'
        f'<rect class="hit" x="{bin_.full_x}" y="0" width="{bin_.full_width}" height="{PLOT_HEIGHT}"/></a>'
    )


def table_row(bin_: PlotBin) -> str:
    cells = "".join(
        f'<td class="r">{count:,}</td>'
        for count in (bin_.cooperation, bin_.statements, bin_.conflict, bin_.exact, bin_.vague)
    )
    return f'<tr><th scope="row"><a href="{escape(bin_.url)}">{bin_.label}</a></th>{cells}</tr>'


def round_step(most: int) -> int:
    """A round distance between grid lines: 1, 2, 5, 10, 20 ... with at most three lines on a side."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if most <= step * factor * 3:
                return step * factor
        step *= 10


def label_of(bin_: TimeBin, unit: str) -> str:
    """Oct 2024 or 2024; before Oct 2023, after 2024 for an edge."""
    if bin_.edge == "before":
        return f"before {label_of_day(bin_.last + dt.timedelta(days=1), unit)}"
    if bin_.edge == "after":
        return f"after {label_of_day(bin_.first - dt.timedelta(days=1), unit)}"
    return label_of_day(bin_.first, unit)


def label_of_day(day: dt.date, unit: str) -> str:
    return str(day.year) if unit == "year" else f"{MONTHS[day.month - 1][:3]} {day.year}"


def sides(counts: Counter[str]) -> tuple[float, float]:
    """How far a column reaches above and below zero; statements lie half and half across it."""
    half = counts["statement"] / 2
    return sum(counts[name] for name in COOPERATION) + half, sum(counts[name] for name in CONFLICT) + half


def draw(histogram: Histogram, chosen: EventFilter, path: str) -> Plot | None:
    """The plot of a histogram; None when there is nothing to draw."""
    if not histogram.bins:
        return None
    above = max((sides(bin_.exact)[0] for bin_ in histogram.bins), default=0.0)
    below = max((sides(bin_.exact)[1] for bin_ in histogram.bins), default=0.0)
    total = above + below or 1.0
    unit = (PLOT_HEIGHT - 8) / total
    zero = 4 + above * unit
    lanes = [(key, name) for key, name in LANES if any(bin_.vague[key] for bin_ in histogram.bins)]
    width = 100 / len(histogram.bins)
    pairs = [pair for pair in filter_pairs(chosen) if pair[0] not in {"from", "to"}]
    step = round_step(max(round(above), round(below), 1))
    levels = [
        Level(f"{zero - value * unit:.1f}", str(abs(value)))
        for value in range(-int(below // step) * step, int(above // step) * step + 1, step)
    ]
    marks = [
        LaneMark(
            f"{index * width + width * 0.1:.2f}%",
            f"{width * 0.8:.2f}%",
            PLOT_HEIGHT + 6 + row * LANE_HEIGHT,
            f"{(index + 0.5) * width:.2f}%",
            PLOT_HEIGHT + 17 + row * LANE_HEIGHT,
            bin_.vague[key],
        )
        for row, (key, _) in enumerate(lanes)
        for index, bin_ in enumerate(histogram.bins)
        if bin_.vague[key]
    ]
    lane_space = len(lanes) * LANE_HEIGHT
    return Plot(
        unit=histogram.unit,
        height=PLOT_HEIGHT + lane_space + LABEL_HEIGHT,
        zero=f"{zero:.1f}",
        bins=tuple(
            plot_bin(bin_, index, width, zero, unit, histogram.unit, chosen, address(path, [*pairs, *dates_of(bin_)]))
            for index, bin_ in enumerate(histogram.bins)
        ),
        lanes=tuple(marks),
        lane_names=tuple((PLOT_HEIGHT + 17 + row * LANE_HEIGHT, name) for row, (_, name) in enumerate(lanes)),
        ticks=ticks_of(histogram, width),
        levels=tuple(levels),
        label_y=PLOT_HEIGHT + lane_space + 16,
        summary=summary_of(histogram),
        span=day_range(histogram.bins[0].first, histogram.bins[-1].last),
    )


def dates_of(bin_: TimeBin) -> list[tuple[str, str]]:
    return [("from", bin_.first.isoformat()), ("to", bin_.last.isoformat())]


def plot_bin(
    bin_: TimeBin, index: int, width: float, zero: float, unit: float, name: str, chosen: EventFilter, url: str
) -> PlotBin:
    counts = bin_.exact
    half = counts["statement"] / 2
    bars: list[Rect] = []
    if half:
        bars.append(Rect("q-nn", f"{zero - half * unit:.1f}", f"{2 * half * unit:.1f}"))
    top, bottom = zero - half * unit, zero + half * unit
    for event_class in COOPERATION:
        if counts[event_class]:
            height = counts[event_class] * unit
            top -= height
            bars.append(Rect(f"q-{GLYPHS[event_class]}", f"{top:.1f}", f"{height:.1f}"))
    for event_class in CONFLICT:
        if counts[event_class]:
            height = counts[event_class] * unit
            bars.append(Rect(f"q-{GLYPHS[event_class]}", f"{bottom:.1f}", f"{height:.1f}"))
            bottom += height
    is_outside = bool(
        (chosen.date_from and bin_.last < chosen.date_from) or (chosen.date_to and bin_.first > chosen.date_to)
    )
    label = label_of(bin_, name)
    return PlotBin(
        x=f"{index * width + width * 0.1:.2f}%",
        width=f"{width * 0.8:.2f}%",
        full_x=f"{index * width:.2f}%",
        full_width=f"{width:.2f}%",
        bars=tuple(bars),
        url=url,
        label=label,
        is_outside=is_outside,
        cooperation=sum(counts[key] for key in COOPERATION),
        statements=counts["statement"],
        conflict=sum(counts[key] for key in CONFLICT),
        exact=counts.total(),
        vague=bin_.vague.total(),
    )


def ticks_of(histogram: Histogram, width: float) -> tuple[Tick, ...]:
    """A label for every n-th bin, so that at most eight stand along the axis; every other is dropped on a phone."""
    every = -(-len(histogram.bins) // MOST_LABELS)
    ticks = []
    for index in range(0, len(histogram.bins), every):
        bin_ = histogram.bins[index]
        place = {"before": ("0", "start"), "after": ("100%", "end")}
        x, anchor = place.get(bin_.edge, (f"{(index + 0.5) * width:.2f}%", "middle"))
        number = index // every
        # The label of an edge is so long that the next two have to give way on a phone.
        is_minor = number in {1, 2} or number % 2 == 0 < number if histogram.bins[0].edge else number % 2 == 1
        ticks.append(Tick(x, label_of(bin_, histogram.unit), is_minor, anchor))
    return tuple(ticks)


def summary_of(histogram: Histogram) -> str:
    parts = [f"{plural(histogram.exact_total, 'event')} known to the day"]
    if histogram.vague_total:
        parts.append(f"{histogram.vague_total:,} known only to a longer time, below the axis")
    if histogram.undated:
        parts.append(f"{histogram.undated:,} undated")
    return "; ".join(parts) + "."
