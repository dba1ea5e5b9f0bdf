"""Lines made simpler, and written as short SVG paths."""

from __future__ import annotations

import heapq
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Point = tuple[float, float]


def triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def middle(ring: Sequence[Point]) -> Point:
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def simplify(line: Sequence[Point], least: float) -> list[Point]:
    """Visvalingam and Whyatt (1993): points go, the one with the smallest triangle first, until all are `least` or
    larger. The ends stay, so lines that share an end still meet."""
    before = list(range(-1, len(line) - 1))
    after = list(range(1, len(line) + 1))
    size = {index: triangle(line[index - 1], line[index], line[index + 1]) for index in range(1, len(line) - 1)}
    heap = [(value, index) for index, value in size.items()]
    heapq.heapify(heap)
    while heap:
        value, index = heapq.heappop(heap)
        if size.get(index) != value:
            continue  # gone, or measured again since
        if value >= least:
            break
        del size[index]
        left, right = before[index], after[index]
        after[left], before[right] = right, left
        for near in (left, right):
            if near in size:
                # Never smaller than what has just gone, or points would go in the wrong order.
                size[near] = max(value, triangle(line[before[near]], line[near], line[after[near]]))
                heapq.heappush(heap, (size[near], near))
    return [point for index, point in enumerate(line) if index in size or index in {0, len(line) - 1}]


def crosses(ring: Sequence[Point]) -> bool:
    """Whether a ring in degrees steps over the 180th meridian."""
    return any(abs(b[0] - a[0]) > 180 for a, b in pairwise(ring))


def cut(ring: Sequence[Point]) -> list[list[Point]]:
    """The parts of such a ring on either side of the meridian, in degrees from -180 to 180."""
    unrolled = [ring[0]]
    for lon, lat in ring[1:]:
        turns = round((unrolled[-1][0] - lon) / 360)
        unrolled.append((lon + 360 * turns, lat))
    parts = []
    for shift in (-360, 0, 360):
        moved = [(lon + shift, lat) for lon, lat in unrolled]
        part = beside(beside(moved, -180, 1), 180, -1)
        if len(part) > 2:
            parts.append(part)
    return parts


def beside(ring: Sequence[Point], edge: float, side: int) -> list[Point]:
    """What lies east (1) or west (-1) of a meridian: Sutherland and Hodgman's clipping at one line."""
    kept: list[Point] = []
    if not ring:
        return kept
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        inside, next_inside = (a[0] - edge) * side >= 0, (b[0] - edge) * side >= 0
        if inside:
            kept.append(a)
        if inside != next_inside:
            share = (edge - a[0]) / (b[0] - a[0])
            kept.append((edge, a[1] + share * (b[1] - a[1])))
    return kept


def path_of(rings: Sequence[Sequence[Point]], digits: int) -> str:
    """Closed rings as relative SVG commands with `digits` decimals; what rounds to nothing is left out."""
    unit = 10**digits
    parts = []
    for ring in rings:
        rounded = [(round(x * unit), round(y * unit)) for x, y in ring]
        steps = []
        last = rounded[0]
        for point in rounded[1:]:
            if point != last:
                steps.append(f"{short(point[0] - last[0], digits)} {short(point[1] - last[1], digits)}")
                last = point
        if steps and last == rounded[0]:
            steps.pop()
        if len(steps) > 1:
            start = f"M{short(rounded[0][0], digits)} {short(rounded[0][1], digits)}"
            parts.append(f"{start}l{' '.join(steps).replace(' -', '-')}z")
    return "".join(parts)


def short(value: int, digits: int) -> str:
    """With one digit: -12 -> -1.2, 5 -> .5, 30 -> 3"""
    text = f"{value / 10**digits:.{digits}f}".rstrip("0").removesuffix(".")
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
