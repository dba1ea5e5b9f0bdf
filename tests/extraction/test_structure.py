"""The layout of articles: title, byline, headings, paragraphs, boilerplate with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from newsapp.extraction.structure import find_layout

if TYPE_CHECKING:
    from newsapp.extraction.findings import Findings
    from newsapp.extraction.knowledge import Knowledge


def test_seed_has_the_annotated_layout(seed_findings: Findings, seed_gold: dict[str, Any]) -> None:
    structure = seed_gold["structure"]
    assert seed_findings.title_span == tuple(structure["title"]["span"])
    assert seed_findings.byline == "Webdesk:"
    found = {(passage.kind, passage.start, passage.end) for passage in seed_findings.passages}
    expected = {("byline", *structure["byline"]["span"])}
    expected |= {("heading", *heading["span"]) for heading in structure["headings"]}
    expected |= {("boilerplate", *line["span"]) for line in structure["boilerplate"]}
    assert found == expected
    assert all(passage.reason for passage in seed_findings.passages)


@pytest.mark.parametrize(
    ("paragraph", "byline"),
    [
        ("By Jane Roe and John Doe", "By Jane Roe and John Doe"),
        ("GENEVA, Oct 3 (Agency) — Talks began on Monday.", "GENEVA, Oct 3 (Agency) —"),
        ("LONDON (AP) — Talks began on Monday.", "LONDON (AP) —"),
        ("New Delhi (PTI) - Talks began on Monday.", "New Delhi (PTI) -"),
        ("(Reuters) - Talks began on Monday.", "(Reuters) -"),
        ("KABUL — Talks began on Monday.", "KABUL —"),
        ("Web Desk: Talks began on Monday.", "Web Desk:"),
        ("Tuesday, May 21, 2019", "Tuesday, May 21, 2019"),
        ("Published: 21 May 2019", "Published: 21 May 2019"),
    ],
)
def test_takes_bylines_off(knowledge: Knowledge, paragraph: str, byline: str) -> None:
    text = f"Talks begin in Geneva\n\n{paragraph}\n\nThe ministers met again. It was late.\n"
    layout = find_layout(text, knowledge)
    assert [text[start:end] for start, end, _ in layout.bylines] == [byline]
    assert all("Talks began" in text[b.start : b.end] for b in layout.blocks[:1] if "Talks began" in paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "By Monday the talks were over, and both sides had signed the paper that they had fought about, they said.",
        "The ministers met on Monday.",
        "Twitter said it had closed the account.",
    ],
)
def test_leaves_prose_alone(knowledge: Knowledge, paragraph: str) -> None:
    text = f"Talks begin in Geneva\n\n{paragraph}\n\nThe ministers met again.\n"
    layout = find_layout(text, knowledge)
    assert layout.bylines == ()
    assert [block.kind for block in layout.blocks] == ["body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Follow us on Twitter and Facebook",
        "Comments are closed.",
        "Read more: Minister resigns",
        "© 2024 The Paper. All rights reserved.",
        "Reporting by Jane Roe; Editing by John Doe",
        "Subscribe to our newsletter",
        "Share this article",
        "* * *",
    ],
)
def test_sets_boilerplate_aside(knowledge: Knowledge, line: str) -> None:
    layout = find_layout(f"Talks begin in Geneva\n\nThe ministers met.\n{line}", knowledge)
    assert [block.kind for block in layout.blocks] == ["body", "boilerplate"]
    assert layout.blocks[-1].reason


def test_keeps_headings_apart(knowledge: Knowledge) -> None:
    text = "Talks begin in Geneva\nThe ministers met.\nWhat Comes Next\nThey will meet again."
    assert [block.kind for block in find_layout(text, knowledge).blocks] == ["body", "heading", "body"]


def test_one_line_that_reads_as_prose_has_no_title(knowledge: Knowledge) -> None:
    layout = find_layout("Angola says it will mediate. Talks begin on Monday.", knowledge)
    assert layout.title is None
    assert [block.kind for block in layout.blocks] == ["body"]


def test_one_line_without_an_end_is_a_title(knowledge: Knowledge) -> None:
    layout = find_layout("Angola to mediate in Congo", knowledge)
    assert layout.title is not None
    assert layout.blocks == ()


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_offsets_hold_for_every_line_end(knowledge: Knowledge, newline: str) -> None:
    text = newline.join(["Talks begin in Geneva", "", "The ministers met.", "They parted."])
    layout = find_layout(text, knowledge)
    assert [text[b.start : b.end] for b in layout.blocks] == ["The ministers met.", "They parted."]


@pytest.mark.parametrize("text", ["", "   \n\t ", "\n\n\n"])
def test_nothing_has_no_layout(knowledge: Knowledge, text: str) -> None:
    layout = find_layout(text, knowledge)
    assert (layout.title, layout.blocks, layout.bylines) == (None, (), ())
