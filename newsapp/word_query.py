"""The words a reader looks for, as a query of PostgreSQL's full-text search; used wherever words are searched."""

from __future__ import annotations

import re
from typing import Final

from django.contrib.postgres.search import SearchQuery

# Each minus sign before a word is a NOT, and PostgreSQL raises an error at the 33rd inside another.
_MINUS_SIGNS: Final = re.compile(r'-(?:[^\w"]*-)+')


def word_query(words: str) -> SearchQuery:
    """English stems of `words`, with "phrases", or, and -not; any text is a query, though it may find nothing."""
    return SearchQuery(_MINUS_SIGNS.sub("-", words), config="english", search_type="websearch")
