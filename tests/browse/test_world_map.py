"""The shapes of the world: every country and territory can be seen, and the shades are told apart."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from newsapp.browse.projection import HEIGHT, WIDTH, project
from newsapp.browse.world_map import REGIONS, Region, shade, steps_of, window_of, world

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "countries"


def read(name: str) -> list[dict[str, str]]:
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_country_has_a_shape_or_a_point() -> None:
    drawn = set(world()["countries"])
    whole = {row["iso3"] for row in read("disputed_places.csv") if row["iso3"]}
    # Antarctica, whose claims a treaty holds in abeyance, is not drawn.
    assert {row["iso3"] for row in read("countries.csv")} - drawn - whole == {"ATA"}
    assert not drawn & whole, "a country drawn as a territory has no second shape"


def test_every_disputed_territory_the_source_knows_has_a_shape() -> None:
    assert {row["slug"] for row in read("disputed_places.csv")} - set(world()["territories"]) == {
        "jerusalem", "al-fashaga", "chagos-archipelago", "doklam", "halaib-triangle", "imia", "pratas-island",
    }  # fmt: skip
    assert all(shape["d"] or "at" in shape for shape in world()["territories"].values())


def test_shapes_lie_on_the_canvas() -> None:
    for shapes in (world()["countries"], world()["territories"]):
        for key, shape in shapes.items():
            left, top, right, bottom = shape["box"]
            assert 0 <= left <= right <= WIDTH, key
            assert -1 <= top <= bottom <= HEIGHT, key
            # Across the 180th meridian a shape is cut: nothing but Russia, Fiji and the like reaches both edges.
            if right - left > WIDTH / 2:
                assert key in {"RUS", "FJI", "USA", "KIR", "NZL", "FRA", "UMI"}, key


def test_the_projection_is_equal_earth() -> None:
    """Two points of the published table (x and y for radius 1), and the edges."""
    assert project(0, 0)[0] == pytest.approx(WIDTH / 2)
    assert project(180, 0)[0] == pytest.approx(WIDTH)
    assert project(-180, 0)[0] == pytest.approx(0)
    assert project(10, 50)[0] - WIDTH / 2 == pytest.approx(WIDTH / 2 - project(-10, 50)[0])
    assert project(0, 60)[1] < project(0, 30)[1] < project(0, 0)[1]


@pytest.mark.parametrize("region", REGIONS, ids=[region.slug or "world" for region in REGIONS])
def test_a_region_holds_its_corners(region: Region) -> None:
    window = window_of(region)
    if region.box:
        west, south, east, north = region.box
        for lon, lat in ((west, south), (west, north), (east, south), (east, north)):
            x, y = project(lon, lat)
            assert window.shows((x - 0.1, y - 0.1, x + 0.1, y + 0.1))


@pytest.mark.parametrize("most", [0, 1, 2, 7, 33, 287, 5_000, 1_234_567])
def test_steps_grow_and_use_the_darkest_shade(most: int) -> None:
    steps = steps_of(most)
    assert list(steps) == sorted(set(steps))
    assert len(steps) <= 5
    assert shade(0, steps) == 0
    assert shade(max(most, 1), steps) == 5
    assert [shade(step, steps) for step in steps] == list(range(6 - len(steps), 6))
