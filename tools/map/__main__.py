"""python -m tools.map countries-50m.json ne_10m_admin_0_disputed_areas.json

Reads the states of the npm package world-atlas 2.0.2 (TopoJSON of Natural Earth, 1:50 m) and Natural Earth's disputed
areas (GeoJSON, 1:10 m), and writes newsapp/browse/world.json: one SVG path for each country and disputed territory, a
point for each that is too small to see. docs/map.md says which line is drawn where, and why.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsapp.browse.projection import HEIGHT, WIDTH, project
from tools.map.geometry import area, crosses, cut, middle, path_of, simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tools.map.geometry import Point

    Ring = list[Point]

ROOT = Path(__file__).resolve().parents[2]
TOO_SMALL = 2.0  # a country below this area is drawn as a circle too, in square units of a canvas 960 wide


@dataclass(frozen=True, slots=True)
class Level:
    """How finely shapes are drawn: triangles and islands below these areas are left out."""

    name: str
    triangle: float
    island: float
    digits: int


# For the world on one page, for a region of it, and for a small map beside other things.
LEVELS = (Level("d", 0.18, 0.35, 1), Level("fine", 0.02, 0.05, 2), Level("rough", 0.7, 1.0, 1))
# Shapes of the atlas that are no country there -> our country or territory.
UNNUMBERED = {"Kosovo": "XKX", "Somaliland": "somaliland", "N. Cyprus": "northern-cyprus"}
# Territories that are a whole shape of the atlas.
WHOLE = {"falkland-islands": "FLK", "kosovo": "XKX", "taiwan": "TWN"}
# Natural Earth's names of disputed areas (BRK_NAME) -> our territory.
TERRITORIES = {
    "Abkhazia": "abkhazia", "Abu Musa I.": "abu-musa", "Ilemi Triangle": "ilemi-triangle",
    "Ilemi Triange": "ilemi-triangle", "Isla del Perejil": "perejil-island",
    "Abyei": "abyei", "Crimea": "crimea", "West of Essequibo River": "essequibo",
    "Gaza": "gaza-strip", "Golan Heights": "golan-heights", "Shebaa Farms": "golan-heights",
    "Jammu and Kashmir": "kashmir", "Azad Kashmir": "kashmir", "Northern Areas": "kashmir", "Aksai Chin": "kashmir",
    "Shaksam Valley": "kashmir", "Siachen Glacier": "kashmir", "Demchok": "kashmir", "Samdu Valleys": "kashmir",
    "Kuril Is.": "kuril-islands", "Nagorno-Karabakh": "nagorno-karabakh", "Dokdo": "liancourt-rocks",
    "Paracel Is.": "paracel-islands",
    "Scarborough Reef": "scarborough-shoal", "Pinnacle Is.": "senkaku-islands", "Somaliland": "somaliland",
    "South Ossetia": "south-ossetia", "Spratly Is.": "spratly-islands", "Transnistria": "transnistria",
    "N. Cyprus": "northern-cyprus", "West Bank": "west-bank", "W. Sahara": "western-sahara",
}  # fmt: skip


def lines_of(atlas: dict[str, Any]) -> list[list[Point]]:
    """Every line of the atlas in degrees."""
    (scale_x, scale_y), (shift_x, shift_y) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    found = []
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + shift_x, y * scale_y + shift_y))
        found.append(line)
    return found


def joined(ring: list[int], lines: list[list[Point]]) -> Ring:
    whole: Ring = []
    for index in ring:
        line = lines[index] if index >= 0 else lines[~index][::-1]
        whole += line[1:] if whole else line
    return whole


def rings_of(
    geometry: dict[str, Any], lines: list[list[Point]], simple: list[list[Point]], level: Level
) -> Iterator[Ring]:
    """The rings of a country. Every line was made simple once, so that neighbours keep their common border; only a ring
    across the 180th meridian has to be cut first."""
    polygons = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs", [])}
    for polygon in polygons.get(geometry["type"], []):
        for ring in polygon:
            degrees = joined(ring, lines)
            if crosses(degrees):
                for part in cut(degrees):
                    yield simplify([project(lon, lat) for lon, lat in part], level.triangle)
            else:
                yield joined(ring, simple)


def projected(geometry: dict[str, Any], level: Level) -> Iterator[Ring]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        for ring in polygon:
            yield simplify([project(lon, lat) for lon, lat, *_ in ring], level.triangle)


def kept(rings: Iterable[Ring], least: float) -> list[Ring]:
    """The largest ring, and every other that is not too small."""
    ordered = sorted(rings, key=area, reverse=True)
    return [ring for index, ring in enumerate(ordered) if index == 0 or area(ring) >= least]


def shapes_of(
    atlas: dict[str, Any], disputed: dict[str, Any], iso3_of: dict[str, str], level: Level
) -> tuple[dict[str, list[Ring]], dict[str, list[Ring]], list[str]]:
    """The rings of every country and of every territory, and the names of what is neither."""
    lines = lines_of(atlas)
    simple = [simplify([project(lon, lat) for lon, lat in line], level.triangle) for line in lines]
    countries: dict[str, list[Ring]] = defaultdict(list)
    territories: dict[str, list[Ring]] = defaultdict(list)
    left_out = []
    for geometry in atlas["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        key = iso3_of.get(geometry.get("id", ""), "") or UNNUMBERED.get(name, "")
        if not key or key == "ATA":
            left_out.append(name)
        elif key.isupper():
            countries[key] += rings_of(geometry, lines, simple, level)
    for feature in disputed["features"]:
        key = TERRITORIES.get(feature["properties"]["BRK_NAME"], "")
        if key:
            territories[key] += projected(feature["geometry"], level)
    for slug, iso3 in WHOLE.items():
        territories[slug] = countries.pop(iso3)
    # Drawn as the territories they consist of: what the atlas has of them is only a part, or both in one.
    for iso3 in ("ESH", "PSE"):
        countries.pop(iso3)
    return countries, territories, left_out


def main() -> int:
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    atlas = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    disputed = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    with (ROOT / "fixtures" / "countries" / "countries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    iso3_of = {row["numeric"]: row["iso3"] for row in rows if row["numeric"]}
    found: dict[str, dict[str, dict[str, Any]]] = {"countries": defaultdict(dict), "territories": defaultdict(dict)}
    for level in LEVELS:
        countries, territories, left_out = shapes_of(atlas, disputed, iso3_of, level)
        for kind, shapes in (("countries", countries), ("territories", territories)):
            for key, every in shapes.items():
                rings = kept(every, level.island)
                found[kind][key][level.name] = path_of(rings, level.digits)
                if level.name == "fine":
                    points = [point for ring in rings for point in ring]
                    xs, ys = [x for x, _ in points], [y for _, y in points]
                    found[kind][key]["box"] = [round(v, 1) for v in (min(xs), min(ys), max(xs), max(ys))]
                    if sum(map(area, rings)) < TOO_SMALL:
                        found[kind][key]["at"] = [round(value, 2) for value in middle(rings[0])]
    for row in rows:  # a country without a shape is a point where its own record says it lies
        if row["iso3"] not in {*found["countries"], *WHOLE.values(), "ATA", "ESH", "PSE"}:
            at = [round(value, 2) for value in project(float(row["lon"]), float(row["lat"]))]
            found["countries"][row["iso3"]] = {"d": "", "fine": "", "rough": "", "box": [*at, *at], "at": at}
    world = {
        "about": "Made by tools/map from world-atlas 2.0.2 (ISC) and Natural Earth's disputed areas (public domain).",
        "width": WIDTH,
        "height": HEIGHT,
        **{kind: dict(sorted(shapes.items())) for kind, shapes in found.items()},
    }
    target = ROOT / "newsapp" / "browse" / "world.json"
    target.write_text(json.dumps(world, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")
    for kind, shapes in found.items():
        print(f"{len(shapes)} {kind}, {sum('at' in shape for shape in shapes.values())} of them points as well")
        for level in LEVELS:
            print(f"  {level.name}: {sum(len(shape[level.name]) for shape in shapes.values()):,} characters")
    print(f"left out: {', '.join(left_out)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
