"""One read article becomes records: the article, its text version, its sentences and who and what they name."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify

from newsapp.articles.models import Article, ArticleVersion, Passage, Publisher, Sentence
from newsapp.events.models import Extraction, Mention, TimeExpression
from newsapp.ingest.correct_dates import reresolve_dates
from newsapp.ingest.models import ImportItem, Tombstone
from newsapp.ingest.resolve_records import Actors, Places
from newsapp.ingest.store_events import store_events

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.findings import Findings, Published
    from newsapp.importers.documents import Document
    from newsapp.knowledge.models import Snapshot

TOMBSTONE_KIND = "articles.article"
Outcome = ImportItem.Outcome


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of one document, and how many events its article has now."""

    outcome: str
    article: Article | None
    reason: str = ""
    events: int = 0


def hash_of(text: str) -> str:
    """The SHA-256 of a text as UTF-8: what makes a second import of the same text a no-op."""
    return hashlib.sha256(text.encode()).hexdigest()


def find_stored(text: str) -> Stored | None:
    """The outcome for a text that needs no reading: already the current text of an article, or deleted by a curator."""
    digest = hash_of(text)
    version = ArticleVersion.objects.filter(content_hash=digest, is_current=True).select_related("article").first()
    if version is not None:
        return Stored(Outcome.UNCHANGED, version.article, "same text as the stored article")
    if Tombstone.objects.filter(kind=TOMBSTONE_KIND, key=digest).exists():
        return Stored(Outcome.UNCHANGED, None, "deleted by a curator; it stays deleted")
    return None


@transaction.atomic
def store_article(*, document: Document, findings: Findings, snapshot: Snapshot, source: str = "") -> Stored:
    """Store a document with everything found in it, all or nothing.

    The same URL, else the same source (or file) and title, makes a new version of that article; any other text another
    article. The caller has asked `find_stored` first.
    """
    publisher = (
        Publisher.objects.get_or_create(name=source, defaults={"slug": free_slug(Publisher, source)})[0]
        if source
        else None
    )
    article = find_article(document, findings, publisher)
    outcome = Outcome.INSERTED if article is None else Outcome.UPDATED
    if article is None:
        article = Article(
            slug=free_slug(Article, findings.title or "untitled"), publisher=publisher, url=document.url or None
        )
    describe(article, findings)
    article.save()
    article.versions.filter(is_current=True).update(is_current=False)
    version = ArticleVersion.objects.create(
        article=article,
        number=article.versions.count() + 1,
        text=findings.text,
        content_hash=hash_of(findings.text),
        source_path=document.source_path[-500:],
    )
    sentences = store_layout(version, findings)
    events = store_reading(version=version, sentences=sentences, findings=findings, snapshot=snapshot)
    return Stored(outcome, article, events=events)


def store_reading(
    *, version: ArticleVersion, sentences: Sequence[Sentence], findings: Findings, snapshot: Snapshot
) -> int:
    """Store who and what a version names and every event found in it; returns the number of events."""
    actors, places = Actors(findings.actors), Places()
    store_mentions(version, findings, actors, places)
    Extraction.objects.create(
        article_version=version,
        snapshot=snapshot,
        engine_version=findings.engine_version,
        language=findings.language,
        coded=findings.coded,
        not_coded_reason=findings.not_coded_reason,
    )
    events = store_events(version=version, sentences=sentences, findings=findings, actors=actors, places=places)
    if "published_at" in version.article.curated_fields:  # the engine read the text without the curator's date
        reresolve_dates(article=version.article)
    return events


def find_article(document: Document, findings: Findings, publisher: Publisher | None) -> Article | None:
    """The article this document is another version of."""
    if document.url:
        return Article.objects.filter(url=document.url).first()
    same = Article.objects.filter(title=findings.title[:500], publisher=publisher)
    if publisher is None:
        same = same.filter(versions__source_path=document.source_path[-500:])
    return same.first()


def describe(article: Article, findings: Findings) -> None:
    """Fill what a reading says about an article; a field a curator decided stays."""
    published = findings.published
    values: dict[str, object] = {
        "title": findings.title[:500],
        "byline": findings.byline[:300],
        "language": findings.language,
    }
    if "published_at" not in article.curated_fields:
        values |= published_values(published)
    for name, value in values.items():
        if name not in article.curated_fields:
            setattr(article, name, value)


def published_values(published: Published) -> dict[str, object]:
    if published.value is None:
        return {
            "published_at": None,
            "published_precision": Article.Precision.NONE,
            "published_basis": Article.Basis.UNKNOWN,
            "published_reasons": list(published.reasons),
            "published_candidates": list(published.candidates),
        }
    return {
        "published_at": dt.datetime.combine(published.value, dt.time(), tzinfo=dt.UTC),
        "published_precision": published.precision,
        "published_basis": published.basis,
        "published_reasons": list(published.reasons),
        "published_candidates": list(published.candidates),
    }


def store_layout(version: ArticleVersion, findings: Findings) -> list[Sentence]:
    Passage.objects.bulk_create(
        Passage(article_version=version, kind=part.kind, start=part.start, end=part.end, reason=part.reason[:300])
        for part in findings.passages
    )
    return Sentence.objects.bulk_create(
        Sentence(
            article_version=version,
            position=position,
            paragraph=part.paragraph,
            kind=part.kind,
            start=part.start,
            end=part.end,
        )
        for position, part in enumerate(findings.sentences)
    )


def store_mentions(version: ArticleVersion, findings: Findings, actors: Actors, places: Places) -> None:
    mentions: dict[tuple[int, int, int | None, int | None], None] = {}
    for index, actor in enumerate(findings.actors):
        for start, end in actor.mentions:
            mentions[start, end, actors.record(index).pk, None] = None
    for place in findings.places:
        record = places.record(place.slug, place.name, place.iso3, place.lat, place.lon, place.precision)
        for start, end in place.spans if record else ():
            mentions[start, end, None, record.pk if record else None] = None
    Mention.objects.bulk_create(
        Mention(article_version=version, start=start, end=end, actor_id=actor, place_id=place)
        for start, end, actor, place in mentions
    )
    TimeExpression.objects.bulk_create(
        (
            TimeExpression(
                article_version=version,
                start=time.start,
                end=time.end,
                expression=time.expression[:100],
                tense=time.tense,
                value=time.value or "",
                first=time.first,
                last=time.last,
                precision=time.precision,
            )
            for time in findings.times
        ),
        ignore_conflicts=True,
    )


def free_slug(model: type[Article | Publisher], text: str) -> str:
    """An ASCII slug of `text` that no record has yet: -2, -3 ... on a clash."""
    base = slugify(text)[:140].strip("-") or "untitled"
    taken = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
