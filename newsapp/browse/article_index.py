"""Articles as rows of strings: where they come from, when, how many events they report and of which classes."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from newsapp.browse.charts import ShareBar, share_bar
from newsapp.browse.wording import long_day, short_day
from newsapp.events.models import Evidence
from newsapp.events.querysets import SHOWN
from newsapp.events.wording import plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from newsapp.articles.models import Article
    from newsapp.articles.querysets import ArticleQuerySet

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class ArticleRow:
    title: str
    url: str
    source: str
    published: str
    basis: str
    day: dt.date | None
    events: str
    count: int
    share: ShareBar | None


@dataclass(frozen=True, slots=True)
class ArticleDay:
    heading: str
    is_vague: bool
    rows: tuple[ArticleRow, ...]


def source_of(article: Article) -> str:
    """The publisher, else the byline as printed, with a word that no publisher is named."""
    if article.publisher:
        return article.publisher.name
    byline = article.byline.rstrip(": ")
    return f"{byline}, publisher not stated" if byline else "Publisher not stated"


def read_article_rows(articles: ArticleQuerySet) -> list[ArticleRow]:
    """Rows of an ordered and sliced queryset, in two queries."""
    found = list(articles.select_related("publisher"))
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    evidence = Evidence.objects.filter(
        article_version__article__in=[article.pk for article in found],
        article_version__is_current=True,
        event__status__in=SHOWN,
    )
    rows = evidence.order_by().values_list("article_version__article", "event__event_type__event_class")
    for article, event_class, count in rows.annotate(n=Count("event", distinct=True)):
        counts[article][event_class] = count
    return [article_row(article, counts[article.pk]) for article in found]


def article_row(article: Article, counts: Counter[str]) -> ArticleRow:
    day = article.published_at.date() if article.published_at else None
    return ArticleRow(
        title=article.title,
        url=article.get_absolute_url(),
        source=source_of(article),
        published=short_day(day) if day else "Not dated",
        basis="inferred" if article.published_basis == "inferred" else "",
        day=day,
        events=plural(counts.total(), "event"),
        count=counts.total(),
        share=share_bar(counts) if counts else None,
    )


def group_articles(rows: Iterable[ArticleRow]) -> list[ArticleDay]:
    groups: list[tuple[dt.date | None, list[ArticleRow]]] = []
    for row in rows:
        if not groups or groups[-1][0] != row.day:
            groups.append((row.day, []))
        groups[-1][1].append(row)
    return [ArticleDay(long_day(day) if day else "Not dated", day is None, tuple(members)) for day, members in groups]
