"""What an article's page says about the article: source, date and how it is known, fingerprint, set-aside passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsapp.articles.models import Article, ArticleVersion, Passage
from newsapp.browse.article_index import source_of
from newsapp.browse.wording import long_day, number

if TYPE_CHECKING:
    import datetime as dt

PASSAGE_LIMIT = 400


@dataclass(frozen=True, slots=True)
class SetAside:
    text: str
    reason: str
    span: str


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    title: str
    url: str
    source: str
    byline: str
    published: str
    published_iso: str
    published_basis: str
    reasons: tuple[str, ...]
    candidates: tuple[str, ...]
    received: dt.datetime
    received_as: str
    characters: str
    fingerprint: str
    source_url: str
    language: str
    version: int
    versions: int
    read_by: str
    knowledge: str
    not_coded: str
    set_aside: tuple[SetAside, ...]


def read_article_record(slug: str) -> tuple[ArticleVersion, ArticleRecord] | None:
    """The current version of an article with its record; None when there is no such article."""
    version = (
        ArticleVersion.objects.filter(article__slug=slug, is_current=True)
        .select_related("article__publisher", "extraction__snapshot")
        .first()
    )
    if version is None:
        return None
    article = version.article
    extraction = getattr(version, "extraction", None)
    passages = version.passages.filter(kind=Passage.Kind.BOILERPLATE).order_by("start")
    record = ArticleRecord(
        title=article.title,
        url=article.get_absolute_url(),
        source=source_of(article),
        byline=article.byline,
        published=long_day(article.published_at.date()) if article.published_at else "Not known",
        published_iso=article.published_at.date().isoformat() if article.published_at else "",
        published_basis="" if article.published_basis == Article.Basis.GIVEN else article.get_published_basis_display(),
        reasons=tuple(str(reason) for reason in article.published_reasons),
        candidates=tuple(long_day(day) for day in article.published_candidates)
        if len(article.published_candidates) > 1
        else (),
        received=version.received_at,
        received_as=version.received_as,
        characters=number(len(version.text)),
        fingerprint=" ".join(version.content_hash[start : start + 8] for start in range(0, 64, 8)),
        source_url=article.url or "",
        language=article.language,
        version=version.number,
        versions=article.versions.count(),
        read_by=extraction.engine_version if extraction else "",
        knowledge=extraction.snapshot.digest[:12] if extraction else "",
        not_coded=extraction.not_coded_reason if extraction and not extraction.coded else "",
        set_aside=tuple(
            SetAside(
                version.text[part.start : min(part.end, part.start + PASSAGE_LIMIT)],
                part.reason,
                f"{number(part.start)}–{number(part.end)}",
            )
            for part in passages
        ),
    )
    return version, record
