"""The world as SVG: countries in five shades of their count, disputed territories hatched, small ones as circles too.

The shapes come from world.json, which tools/map makes. The markup is Python, like the rows of a list (docs/adr/0011).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.utils.safestring import SafeString

from newsapp.browse.projection import HEIGHT, WIDTH, project

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SHADES: Final = 5
HATCH: Final = 3.2  # px between the lines of disputed land
MOST_LABELS: Final = 16
LETTER: Final = 8.0  # px, about the width of a letter of a label at its largest


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the world: degrees west, south, east and north. The whole world has none."""

    slug: str
    name: str
    box: tuple[float, float, float, float] | None = None


REGIONS: Final = (
    Region("", "The world"),
    Region("middle-east", "Middle East", (24, 11, 64, 43)),
    Region("europe", "Europe", (-12, 34, 46, 66)),
    Region("africa", "Africa", (-20, -36, 53, 38)),
    Region("south-asia", "South Asia", (58, 4, 100, 40)),
    Region("east-asia", "East Asia and the Pacific", (94, -12, 150, 52)),
    Region("north-america", "North and Central America", (-128, 6, -55, 60)),
    Region("south-america", "South America", (-84, -56, -33, 14)),
)


@dataclass(frozen=True, slots=True)
class Area:
    """A country or a territory on the map: its shade (0 for none), its address and its count in words."""

    shade: int
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with events. A vague one stands for an area or a border, and is drawn without a fill."""

    lon: float
    lat: float
    count: int
    name: str
    url: str
    is_vague: bool


@cache
def world() -> dict[str, Any]:
    """The shapes by country and by territory, read once a process."""
    found: dict[str, Any] = json.loads((Path(__file__).parent / "world.json").read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the canvas that is shown, and how many times it is enlarged to be WIDTH wide."""

    left: float
    top: float
    width: float
    height: float

    @property
    def zoom(self) -> float:
        return WIDTH / self.width

    def shows(self, box: Sequence[float]) -> bool:
        """Whether a box [left, top, right, bottom] meets the window."""
        return (
            box[0] <= self.left + self.width
            and box[2] >= self.left
            and box[1] <= self.top + self.height
            and box[3] >= self.top
        )

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the canvas in pixels of the window."""
        return (x - self.left) * self.zoom, (y - self.top) * self.zoom


def window_of(region: Region) -> Window:
    """The smallest upright box around a region; parallels are straight, meridians are widest at the equator's side."""
    if region.box is None:
        return Window(0, 0, WIDTH, HEIGHT)
    west, south, east, north = region.box
    nearest = min(abs(south), abs(north)) if south * north > 0 else 0.0
    corners = [project(lon, lat) for lon in (west, east) for lat in (south, north, nearest)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    return Window(round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1))


@dataclass(frozen=True, slots=True)
class Drawing:
    """The inside of an SVG element and its size."""

    width: str
    height: str
    inside: SafeString


def draw_map(
    countries: Mapping[str, Area],
    territories: Mapping[str, Area],
    spots: Sequence[Spot],
    region: Region,
    level: str = "",
) -> Drawing:
    """Areas that are not among `countries` and `territories` are drawn as having none; the largest of `spots` comes
    first. `level` is d, fine or rough."""
    window = window_of(region)
    level = level or ("d" if region.box is None else "fine")
    shapes = world()
    shown = [spot for spot in spots if window.shows((*project(spot.lon, spot.lat),) * 2)]
    land = [
        shape_svg(shape, level, countries.get(key), window)
        for key, shape in shapes["countries"].items()
        if window.shows(shape["box"])
    ]
    disputed = [
        disputed_svg(shape, level, territories.get(key), window)
        for key, shape in shapes["territories"].items()
        if window.shows(shape["box"])
    ]
    zoom = window.zoom
    move = "" if region.box is None else f' transform="scale({zoom:.3f}) translate({-window.left:g} {-window.top:g})"'
    width, height = f"{WIDTH:g}", f"{window.height * zoom:.0f}"
    circles = "".join(spot_svg(spot, window) for spot in reversed(shown))  # the largest below, the small on top
    names = "" if region.box is None else labels_svg(shown, window)
    inside = (
        f'<defs>{hatch("hatch", zoom)}{hatch("hatch-key", 1)}</defs><g aria-hidden="true">'
        f'<svg width="{width}" height="{height}" overflow="hidden"><g fill="#ddd" stroke="#fff" '
        f'stroke-width=".5"{move}>{"".join(land)}<g class="map__disputed">{"".join(disputed)}</g></g></svg>'
        f"{circles}{names}</g>"
    )
    return Drawing(width, height, SafeString(inside))


def hatch(name: str, zoom: float) -> str:
    """A tile of slanting lines that looks the same at every enlargement."""
    tile, line = HATCH / zoom, 1 / zoom
    return (
        f'<pattern id="{name}" width="{tile:.3g}" height="{tile:.3g}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect class="hatch__bar" x="{(tile - line) / 2:.3g}" width="{line:.3g}" '
        f'height="{tile:.3g}" fill="#15191C"/></pattern>'
    )


def linked(markup: str, area: Area | None) -> str:
    if area is None or not area.url:
        return markup
    return f'<a href="{escape(area.url)}" tabindex="-1">{markup}<title>{escape(area.title)}</title></a>'


def shade_of(area: Area | None) -> str:
    return f"c{area.shade}" if area and area.shade else "c-none"


def dot(shape: Mapping[str, Any], css: str, window: Window, fill: str = "") -> str:
    """A circle for what is too small to see, of the same size at every enlargement."""
    if "at" not in shape:
        return ""
    x, y = shape["at"]
    return f'<circle class="{css}" cx="{x:g}" cy="{y:g}" r="{3 / window.zoom:.2g}"{fill}/>'


def shape_svg(shape: Mapping[str, Any], level: str, area: Area | None, window: Window) -> str:
    css = shade_of(area)
    path = f'<path class="{css}" d="{shape[level]}"/>' if shape[level] else ""
    # Without an event, a circle for every island would only be noise.
    circle = dot(shape, css, window) if area or not path else ""
    return linked(path + circle, area)


def disputed_svg(shape: Mapping[str, Any], level: str, area: Area | None, window: Window) -> str:
    """The shade of the count below, the hatch above."""
    css, hatch = shade_of(area), ' fill="url(#hatch)"'
    path = shape[level]
    drawn = f'<path class="{css}" d="{path}"/><path class="disputed" d="{path}"{hatch}/>' if path else ""
    circles = dot(shape, css, window) + dot(shape, "disputed", window, hatch) if area or not path else ""
    return linked(drawn + circles, area)


def spot_svg(spot: Spot, window: Window) -> str:
    """Area by count, in pixels of the window."""
    x, y = window.place(*project(spot.lon, spot.lat))
    radius = radius_of(spot)
    css = "place place--vague" if spot.is_vague else "place"
    return (
        f'<a href="{escape(spot.url)}" tabindex="-1"><circle class="{css}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
        f"<title>{escape(spot.name)}: {spot.count:,}</title></a>"
    )


def radius_of(spot: Spot) -> float:
    return min(3.0 + math.sqrt(spot.count), 16.0)


def labels_svg(spots: Sequence[Spot], window: Window) -> str:
    """Names beside the largest places, as many as do not lie on one another."""
    taken: list[tuple[float, float, float, float]] = []
    labels = []
    for spot in spots:
        x, y = window.place(*project(spot.lon, spot.lat))
        x += radius_of(spot) + 3
        box = (x, y - 8, x + LETTER * len(spot.name), y + 8)
        if box[2] > WIDTH or any(box[0] < b[2] and box[2] > b[0] and box[1] < b[3] and box[3] > b[1] for b in taken):
            continue
        taken.append(box)
        labels.append(f'<text x="{x:.1f}" y="{y + 4:.1f}">{escape(spot.name)}</text>')
        if len(labels) == MOST_LABELS:
            break
    return f'<g class="map__labels">{"".join(labels)}</g>'


def steps_of(most: int) -> tuple[int, ...]:
    """The lower ends of five shades up to `most`: round numbers that grow by about the same factor."""
    found = [1]
    for shade in range(1, SHADES):
        exact = max(most, 1) ** (shade / SHADES)
        power = 10 ** (len(str(int(exact))) - 1)
        step = min((factor * power for factor in (1, 2, 3, 5, 10)), key=lambda value: abs(value - exact))
        if step > found[-1]:
            found.append(step)
    return tuple(found)


def shade(count: int, steps: Sequence[int]) -> int:
    """1 to 5 by the steps, 0 for none; with fewer steps the darker shades are used, so that the most is always dark."""
    reached = sum(count >= step for step in steps)
    return reached + SHADES - len(steps) if reached else 0
