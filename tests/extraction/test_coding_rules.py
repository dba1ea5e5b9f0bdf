"""The examples of docs/coding-rules.md: the engine reads each as the type it stands for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.extraction.coding import code

PAGE = Path(__file__).resolve().parents[2] / "docs" / "coding-rules.md"
EXAMPLE = re.compile(r"^\| (\w+) \| .* \| \*(.+)\* \|$", re.MULTILINE)


def test_every_type_has_an_example() -> None:
    assert len(EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))) == 17


@pytest.mark.parametrize(("kind", "sentence"), EXAMPLE.findall(PAGE.read_text(encoding="utf-8")))
def test_reads_the_example_as_its_type(kind: str, sentence: str) -> None:
    assert kind.upper() in {event.plover for event in code(sentence).events}
