"""Where the reports of one event contradict each other: in numbers, days and doers."""

from __future__ import annotations

import datetime as dt

import pytest

from newsapp.browse.rival_claims import Claim, Told, find_differences

Count = tuple[int | None, int | None, int | None]
FRIDAY, SATURDAY, SUNDAY = dt.date(2024, 10, 18), dt.date(2024, 10, 19), dt.date(2024, 10, 20)


def said(*counts: Count, in_all: bool = False, day: tuple[dt.date, dt.date] | None = None, who: str = "") -> Told:
    return Told(
        tuple(("killed", *count, in_all, "so many") for count in counts),
        ((*day, "day", "then"),) if day else (),
        (who,) if who else (),
    )


def claim(number: int, value: str, words: str) -> Claim:
    return Claim(value, words, f"Paper {number}", "22 Oct 2024", "sentence 1", "/articles/x/")


def fields(*told: Told) -> list[str]:
    return [difference.field for difference in find_differences(told, claim)]


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ((12, 12, 12), (12, 12, 12), False),
        ((12, 12, 12), (15, 15, 15), True),
        ((12, 12, None), (15, 15, 15), False),
        ((12, 12, None), (7, 7, 7), True),
        ((None, None, 30), (12, 12, 12), False),
        ((None, None, 10), (12, 12, 12), True),
        ((10, None, 15), (14, 14, 14), False),
        ((None, 40, None), (41, 41, 41), False),
        ((None, 40, None), (60, 60, 60), True),
        ((24, None, None), (30, 30, 30), False),
        ((0, 0, 0), (3, 3, 3), True),
    ],
)
def test_numbers_that_cannot_both_be_true_differ(one: Count, other: Count, differ: bool) -> None:
    assert fields(said(one), said(other)) == (["How many were killed"] if differ else [])


def test_every_value_is_kept_with_its_report() -> None:
    (difference,) = find_differences([said((12, 12, 12)), said(), said((15, 15, 15)), said((12, 12, 12))], claim)
    assert [(one.value, one.publisher) for one in difference.claims] == [
        ("12", "Paper 0"), ("15", "Paper 2"), ("12", "Paper 3"),
    ]  # fmt: skip


def test_a_running_total_contradicts_nobody() -> None:
    assert fields(said((12, 12, 12)), said((45, 45, 45), in_all=True)) == []


def test_days_differ_where_they_do_not_meet() -> None:
    assert fields(said(day=(FRIDAY, FRIDAY)), said(day=(SATURDAY, SUNDAY))) == ["When"]
    assert fields(said(day=(FRIDAY, SATURDAY)), said(day=(SATURDAY, SUNDAY))) == []


def test_doers_differ_where_they_have_none_in_common() -> None:
    assert fields(said(who="Iran"), said(who="Hamas")) == ["Who did it"]
    assert fields(said(who="Iran"), said(), said(who="Iran")) == []
    assert fields(said(who="suicide bomber"), said(who="bomber")) == []
