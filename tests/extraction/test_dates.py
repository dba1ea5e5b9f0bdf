"""Resolving time expressions: one pure function over expression, tense and publication date."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsapp.extraction.dates import resolve

TUESDAY = dt.date(2024, 10, 22)

CASES = [
    ("2024-10-22", "none", "2024-10-22", "2024-10-22", "day"),
    ("2024-W42", "none", "2024-10-14", "2024-10-20", "week"),
    ("2024-02", "none", "2024-02-01", "2024-02-29", "month"),
    ("1999", "none", "1999-01-01", "1999-12-31", "year"),
    ("199X", "none", "1990-01-01", "1999-12-31", "none"),
    ("weekday:2", "past", "2024-10-22", "2024-10-22", "day"),
    ("weekday:3", "past", "2024-10-16", "2024-10-16", "day"),
    ("weekday:3", "future", "2024-10-23", "2024-10-23", "day"),
    ("weekday:2", "future", "2024-10-22", "2024-10-22", "day"),
    ("weekday:2:last", "past", "2024-10-15", "2024-10-15", "day"),
    ("weekday:2:next", "future", "2024-10-29", "2024-10-29", "day"),
    ("weekday:5:this", "none", "2024-10-25", "2024-10-25", "day"),
    ("XXXX-10-01", "past", "2024-10-01", "2024-10-01", "day"),
    ("XXXX-11-05", "past", "2023-11-05", "2023-11-05", "day"),
    ("XXXX-11-05", "future", "2024-11-05", "2024-11-05", "day"),
    ("XXXX-11-05", "none", "2024-11-05", "2024-11-05", "day"),
    ("XXXX-02-29", "past", "2024-02-29", "2024-02-29", "day"),
    ("XXXX-02-29", "future", "2028-02-29", "2028-02-29", "day"),
    ("XXXX-01", "present", "2025-01-01", "2025-01-31", "month"),
    ("XXXX-01", "past", "2024-01-01", "2024-01-31", "month"),
    ("XXXX-10", "past", "2024-10-01", "2024-10-31", "month"),
    ("XXXX-XX-30", "past", "2024-09-30", "2024-09-30", "day"),
    ("day:-1", "past", "2024-10-21", "2024-10-21", "day"),
    ("week:-1", "past", "2024-10-14", "2024-10-20", "week"),
    ("month:1", "future", "2024-11-01", "2024-11-30", "month"),
    ("year:-1", "past", "2023-01-01", "2023-12-31", "year"),
    ("month-of:9:-1", "past", "2023-09-01", "2023-09-30", "month"),
    ("shift:-3:day", "past", "2024-10-19", "2024-10-19", "day"),
    ("shift:-3:week", "past", "2024-09-30", "2024-10-06", "week"),
    ("shift:-30:month", "past", "2022-04-01", "2022-04-30", "month"),
    ("past:2:week", "past", "2024-10-08", "2024-10-22", "week"),
    ("next:1:month", "future", "2024-10-22", "2024-11-22", "month"),
    ("since:XXXX-06", "past", "2024-06-01", "2024-10-22", "month"),
    ("2024-03-03/2024-03-05", "none", "2024-03-03", "2024-03-05", "day"),
    ("season:SU:0", "none", "2024-06-01", "2024-08-31", "none"),
    ("XXXX-WI", "past", "2023-12-01", "2024-02-29", "none"),
    ("2019-Q2", "none", "2019-04-01", "2019-06-30", "none"),
    ("quarter:-1", "past", "2024-07-01", "2024-09-30", "none"),
    ("part:mid:XXXX-06", "past", "2024-06-10", "2024-06-20", "month"),
    ("part:late:2018", "none", "2018-09-01", "2018-12-31", "year"),
    ("nth:2:week:2021", "none", "2021-01-11", "2021-01-17", "week"),
    ("nth:-1:week:2016-07", "none", "2016-07-25", "2016-07-31", "week"),
    ("nth:1:day:month:-1", "past", "2024-09-01", "2024-09-01", "day"),
    ("century:20", "none", "1900-01-01", "1999-12-31", "none"),
    ("XXXX-11/XXXX-03", "past", "2023-11-01", "2024-03-31", "month"),
    ("XXXX-11-18/2015-12-19", "none", "2015-11-18", "2015-12-19", "day"),
    ("weekday:5:next|2m", "future", "2024-12-25", "2024-12-25", "day"),
    ("weekday:4|-1d", "past", "2024-10-16", "2024-10-16", "day"),
]


@pytest.mark.parametrize(("expression", "tense", "first", "last", "precision"), CASES)
def test_resolves(expression: str, tense: str, first: str, last: str, precision: str) -> None:
    resolved = resolve(expression, tense, TUESDAY)
    assert (str(resolved.first), str(resolved.last), resolved.precision) == (first, last, precision)
    assert resolved.value


@pytest.mark.parametrize("expression", ["P1W", "PXM", "PT24H"])
def test_a_duration_has_no_days(expression: str) -> None:
    resolved = resolve(expression, "none", TUESDAY)
    assert (resolved.value, resolved.first, resolved.last) == (expression, None, None)


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "anchor|-1d",
        "set:weekday:1",
        "vague:-1:day",
        "2023-02-29",
        "2024-13",
        "0000",
        "XXXX-04-31",
        "shift:-99999:year",
    ],
)
def test_what_has_no_date_stays_unresolved(expression: str) -> None:
    assert resolve(expression, "past", TUESDAY).first is None


@pytest.mark.parametrize("expression", ["weekday:2", "XXXX-10-07", "week:-1", "day:0", "since:XXXX-06"])
def test_without_publication_date_relative_times_stay_unresolved(expression: str) -> None:
    assert resolve(expression, "past", None).first is None


@given(
    st.sampled_from([case[0] for case in CASES]),
    st.sampled_from(["past", "present", "future", "none"]),
    st.dates(),
)
def test_never_raises_and_orders_its_interval(expression: str, tense: str, published: dt.date) -> None:
    resolved = resolve(expression, tense, published)
    if resolved.first is not None and resolved.last is not None:
        assert resolved.first <= resolved.last
    if expression.startswith("weekday:") and "|" not in expression and ":this" not in expression and resolved.first:
        assert abs((resolved.first - published).days) <= 7
