"""Filters over articles with a name in the domain."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from newsapp.word_query import word_query


class ArticleQuerySet(models.QuerySet[Any]):
    def newest_first(self) -> Self:
        """By publication, undated last, then by arrival."""
        return self.order_by(models.F("published_at").desc(nulls_last=True), "-id")

    def containing(self, words: str) -> Self:
        """Articles whose current text holds all `words`; quotes, OR and a leading minus as in web search."""
        query = word_query(words)
        return self.filter(versions__is_current=True, versions__search=query)
