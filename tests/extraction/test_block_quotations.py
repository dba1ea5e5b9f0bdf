"""A paragraph behind one that ends with a colon is a quotation, though it has no quotation marks."""

from __future__ import annotations

from tests.extraction.coding import deeds, shown

_REASONING = "The Supreme Court of Kenya has repudiated the very notion that the founders rejected."


def test_what_a_block_quotation_says_of_others_is_no_deed() -> None:
    assert [shown(event) for event in deeds(f"A judge in Kenya rejected this argument:\n\n{_REASONING}")] == [
        "120 happened KEN > KEN"
    ]


def test_a_paragraph_behind_a_full_stop_is_told() -> None:
    told = [shown(event) for event in deeds(f"A judge in Kenya rejected this argument.\n\n{_REASONING}")]
    assert told == ["120 happened KEN > KEN", "120 happened KEN > KEN"]
