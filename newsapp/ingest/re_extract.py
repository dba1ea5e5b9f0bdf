"""Reading stored articles again with the present engine and knowledge: ids and what curators decided stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from newsapp.articles.models import Article, ArticleVersion, Sentence
from newsapp.events.models import Event, Evidence, Extraction, Mention, TimeExpression
from newsapp.events.querysets import READABLE
from newsapp.extraction.extract import extract_text
from newsapp.ingest.store_article import describe, store_layout, store_reading

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from newsapp.extraction.findings import Findings
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.knowledge.models import Snapshot


@dataclass(frozen=True, slots=True)
class Change:
    """What one event looked like before and after; `before` empty = new, `after` empty = withdrawn."""

    event: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """What a second reading changed in one article."""

    article: str
    unchanged: int
    changes: tuple[Change, ...]

    @property
    def counts(self) -> dict[str, int]:
        new = sum(not change.before for change in self.changes)
        gone = sum(not change.after for change in self.changes)
        return {
            "unchanged": self.unchanged,
            "changed": len(self.changes) - new - gone,
            "new": new,
            "withdrawn": gone,
        }


def told_date(article: Article) -> dt.date | None:
    """The publication date the engine is told: what the source or a curator says, never what it inferred itself."""
    known = {Article.Basis.GIVEN, Article.Basis.CURATED}
    return article.published_at.date() if article.published_at and article.published_basis in known else None


@transaction.atomic
def re_extract(*, version: ArticleVersion, knowledge: Knowledge, snapshot: Snapshot) -> ReadAgain:
    """Read a version again and store what is found, all or nothing. Raises ExtractionRefused."""
    article = version.article
    findings = extract_text(version.text, knowledge, published=told_date(article), name=article.slug)
    before = summaries(article)
    describe(article, findings)
    article.save()
    Mention.objects.filter(article_version=version).delete()
    TimeExpression.objects.filter(article_version=version).delete()
    Extraction.objects.filter(article_version=version).delete()
    sentences = fresh_layout(version, findings)
    store_reading(version=version, sentences=sentences, findings=findings, snapshot=snapshot)
    after = summaries(article)
    changes = [
        Change(pk, before.get(pk, ""), after.get(pk, ""))
        for pk in sorted({*before, *after})
        if before.get(pk) != after.get(pk)
    ]
    return ReadAgain(article.slug, len({*before, *after}) - len(changes), tuple(changes))


def fresh_layout(version: ArticleVersion, findings: Findings) -> list[Sentence]:
    """The sentences of the new reading: the stored ones where nothing moved, else new ones that take the evidence over.

    Evidence whose words lie in no sentence any more goes; its event is found again or withdrawn.
    """
    stored = list(Sentence.objects.filter(article_version=version).order_by("position"))
    layout = [(part.start, part.end, part.kind, part.paragraph) for part in findings.sentences]
    if [(row.start, row.end, row.kind, row.paragraph) for row in stored] == layout:
        return stored
    evidence = list(Evidence.objects.filter(article_version=version))
    Evidence.objects.filter(article_version=version).delete()
    Sentence.objects.filter(article_version=version).delete()
    version.passages.all().delete()
    sentences = store_layout(version, findings)
    kept: dict[tuple[int, int], Evidence] = {}
    for item in evidence:
        home = next((row for row in sentences if row.start <= (item.start or 0) and (item.end or 0) <= row.end), None)
        if home is not None:
            item.sentence = home
            kept.setdefault((item.event_id, home.pk), item)
    Evidence.objects.bulk_create(kept.values())
    return sentences


def summaries(article: Article) -> dict[int, str]:
    """Each event of an article that can be read as one line: code, modality, who, whom, when, where."""
    events = (
        Event.objects.filter(status__in=READABLE)
        .filter(origin__startswith=f"{article.pk}:")
        .select_related("event_type")
        .prefetch_related("participants__actor")
    )
    return {event.pk: summary(event) for event in events}


def summary(event: Event) -> str:
    def side(role: str) -> str:
        return ", ".join(sorted(row.actor.name for row in event.participants.all() if row.role == role)) or "–"

    date = f"{event.date_first} to {event.date_last}" if event.date_first else "no date"
    where = event.place_name or "no place"
    return f"{event.event_type.code} {event.modality}: {side('source')} → {side('target')}; {date}; {where}"


def versions_of(slugs: list[str]) -> Iterator[ArticleVersion]:
    """The current versions of the named articles, or of all, oldest first."""
    versions = ArticleVersion.objects.filter(is_current=True).select_related("article")
    if slugs:
        versions = versions.filter(article__slug__in=slugs)
    yield from versions.order_by("pk").iterator(chunk_size=100)
