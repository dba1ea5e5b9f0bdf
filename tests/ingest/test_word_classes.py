"""A curator's word in a class of words is a word of the engine's, and a class without words is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsapp.extraction.extract import extract_text
from newsapp.extraction.knowledge import KnowledgeError
from newsapp.ingest.snapshot import database_knowledge
from newsapp.knowledge.models import KnowledgeRow

if TYPE_CHECKING:
    from newsapp.extraction.findings import Findings

TEXT = "Mayor held\n\nThe police rumoredly arrested the mayor of Paris on Monday."


def voices(found: Findings) -> set[str]:
    return {event.attributed_to for event in found.events}


@pytest.mark.django_db
def test_what_a_curator_adds_and_takes_away_takes_effect() -> None:
    before = extract_text(TEXT, database_knowledge())
    row = KnowledgeRow.objects.filter(table="word_classes", values__kind="hearsay_adverb").first()
    assert row is not None
    row.values = {**row.values, "word": "rumoredly"}
    row.save()
    after = extract_text(TEXT, database_knowledge())
    assert voices(before) == {""}
    assert voices(after) == {"rumoredly"}
    assert before.knowledge_id != after.knowledge_id


@pytest.mark.django_db
@pytest.mark.parametrize("gone", [{"values__kind": "law_word"}, {}])
def test_a_class_without_words_is_refused_when_the_snapshot_is_made(gone: dict[str, str]) -> None:
    KnowledgeRow.objects.filter(table="word_classes", **gone).delete()
    with pytest.raises(KnowledgeError, match="no word of kind"):
        database_knowledge()
