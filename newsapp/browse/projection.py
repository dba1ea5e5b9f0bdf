"""The Equal Earth projection: areas compare truly, which a map of counts needs."""

from __future__ import annotations

import math
from typing import Final

WIDTH: Final = 960.0
# Antarctica is left out (docs/map.md); no other land lies further south, none further north.
SOUTH, NORTH = -57.0, 84.0
# Šavrič, Patterson and Jenny, "The Equal Earth map projection" (2019): the polynomial's four coefficients.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
ROOT: Final = math.sqrt(3) / 2


def equal_earth(lon: float, lat: float) -> tuple[float, float]:
    """Degrees to the plane: x -2.7066 to 2.7066, y -1.3173 to 1.3173, north up."""
    angle = math.asin(ROOT * math.sin(math.radians(lat)))
    square = angle * angle
    sixth = square**3
    x = math.radians(lon) * math.cos(angle) / (ROOT * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)))
    return x, angle * (A1 + A2 * square + sixth * (A3 + A4 * square))


HALF_WIDTH, TOP = equal_earth(180, 0)[0], equal_earth(0, NORTH)[1]
SCALE: Final = WIDTH / (2 * HALF_WIDTH)
HEIGHT: Final = round((TOP - equal_earth(0, SOUTH)[1]) * SCALE, 1)


def project(lon: float, lat: float) -> tuple[float, float]:
    """Degrees to the place on a canvas WIDTH wide and HEIGHT high, y downwards."""
    x, y = equal_earth(lon, lat)
    return (x + HALF_WIDTH) * SCALE, (TOP - y) * SCALE
