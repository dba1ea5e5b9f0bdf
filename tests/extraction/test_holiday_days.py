"""On which day a holiday falls: fixed days, the n-th weekday of a month, Easter, and the Islamic calendar."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from newsapp.extraction.holiday_days import holiday_in

if TYPE_CHECKING:
    from newsapp.extraction.knowledge import Knowledge


@pytest.mark.parametrize(
    ("year", "rule", "day"),
    [
        (2024, "12-25", "2024-12-25"),
        (2024, "11-4-4", "2024-11-28"),
        (2024, "11-4-4+1", "2024-11-29"),
        (2024, "5--1-1", "2024-05-27"),
        (2020, "12--1-4", "2020-12-31"),
        (1999, "easter+0", "1999-04-04"),
        (2024, "easter+0", "2024-03-31"),
        (2025, "easter-2", "2025-04-18"),
        (2024, "orthodox+0", "2024-05-05"),
        (2025, "orthodox+0", "2025-04-20"),
        (2023, "islamic-10-01", "2023-04-21"),
        (2016, "islamic-12-10", "2016-09-12"),
    ],
)
def test_falls_on_its_day(year: int, rule: str, day: str) -> None:
    assert holiday_in(year, rule).isoformat() == day


def test_every_rule_of_the_table_gives_a_day_in_every_year(knowledge: Knowledge) -> None:
    for row in knowledge.table("holidays"):
        rule = str(row["rule"])
        days = [dt.date.fromisoformat(rule)] if rule[:4].isdigit() else [holiday_in(y, rule) for y in range(1990, 2060)]
        assert days


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="no rule"):
        holiday_in(2024, "full moon")
