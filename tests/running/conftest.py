"""The stage for real processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.running.stage import staged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.running.stage import Stage


@pytest.fixture
def stage() -> Iterator[Stage]:
    with staged() as stage:
        yield stage
