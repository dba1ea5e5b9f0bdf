"""Two imports of the same text at once: one stores it, the other says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db


def test_an_import_that_loses_a_race_says_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsapp.ingest import import_articles as module
    from newsapp.ingest.store_article import find_stored

    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    for path in (first, second):
        path.write_text("A race\nThe police arrested a man in Paris on Monday.\n", encoding="utf-8")
    list(module.import_articles([first]))
    asked: list[str] = []

    def late(text: str) -> object:
        asked.append(text)
        return None if len(asked) == 1 else find_stored(text)

    monkeypatch.setattr(module, "find_stored", late)
    (report,) = module.import_articles([second])
    assert (report.outcome, report.reason) == ("unchanged", "same text as the stored article")
