"""The publication date: given, stated, inferred with reasons, or unknown."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from newsapp.extraction.extract import extract_text

if TYPE_CHECKING:
    from newsapp.extraction.findings import Findings
    from newsapp.extraction.knowledge import Knowledge


def test_the_seeds_date_is_inferred(seed_findings: Findings) -> None:
    published = seed_findings.published
    assert (published.value, published.precision, published.basis) == (dt.date(2024, 10, 22), "day", "inferred")
    told = " ".join(published.reasons)
    assert "2024-10-08, 2024-10-15, 2024-10-22, 2024-10-29" in told
    assert "Sinwar" in told


def test_a_given_date_wins(seed_text: str, knowledge: Knowledge) -> None:
    findings = extract_text(seed_text, knowledge, published=dt.date(2024, 10, 23), published_precision="day")
    assert (findings.published.value, findings.published.basis) == (dt.date(2024, 10, 23), "given")


def test_a_date_line_is_read(knowledge: Knowledge) -> None:
    findings = extract_text("Talks begin\n\nTuesday, May 21, 2019\n\nThe ministers met on Monday.", knowledge)
    assert (findings.published.value, findings.published.basis) == (dt.date(2019, 5, 21), "given")
    assert [time.value for time in findings.times] == ["2019-05-20"]


def test_weekdays_alone_fix_nothing(knowledge: Knowledge) -> None:
    findings = extract_text("Talks begin\n\nThe ministers met on Monday. They will meet on Friday.", knowledge)
    assert (findings.published.value, findings.published.basis) == (None, "unknown")
    assert all(time.first is None for time in findings.times)


def test_several_days_left_are_all_listed(knowledge: Knowledge) -> None:
    body = (
        "Joe Biden spoke on Tuesday ahead of the U.S. presidential election on November 5. He will travel on Wednesday."
    )
    findings = extract_text(f"Biden speaks\n\nU.S. President {body}", knowledge)
    published = findings.published
    assert published.value is None or published.precision != "day"
    assert len(published.candidates) > 1


def test_the_day_of_reading_is_never_used(knowledge: Knowledge) -> None:
    findings = extract_text("Talks begin\n\nThe ministers met yesterday.", knowledge)
    assert findings.published.value is None
