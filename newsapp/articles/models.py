"""Articles: who published them and when, every version of their text as received, and the sentences in it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, IntegerRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value

from newsapp.articles.querysets import ArticleQuerySet
from newsapp.countries.curated import CuratedRecord
from newsapp.countries.models import Country


def span() -> Func:
    """The half-open range [start, end) of code points as an SQL expression."""
    return Func(F("start"), F("end"), Value("[)"), function="int4range", output_field=IntegerRangeField())


def span_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(start__gte=0, start__lt=F("end")), name=name)


class Publisher(CuratedRecord):
    """Who publishes articles."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=150, unique=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, null=True, blank=True, related_name="publishers")
    url = models.URLField(blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Article(CuratedRecord):
    """One piece of news. Its text lies in versions; what is said about it here is about the current one."""

    class Precision(models.TextChoices):
        MINUTE = "minute", "To the minute"
        DAY = "day", "To the day"
        WEEK = "week", "To the week"
        MONTH = "month", "To the month"
        YEAR = "year", "To the year"
        NONE = "none", "Not known"

    class Basis(models.TextChoices):
        GIVEN = "given", "Given by the source"
        INFERRED = "inferred", "Inferred from the text"
        CURATED = "curated", "Set by a curator"
        UNKNOWN = "unknown", "Unknown"

    slug = models.SlugField(max_length=160, unique=True)
    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, null=True, blank=True, related_name="articles")
    url = models.URLField(max_length=2000, null=True, blank=True)  # noqa: DJ001  unknown is not the empty address
    title = models.CharField(max_length=500)
    byline = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=10, default="en")
    published_at = models.DateTimeField(null=True, blank=True)
    published_precision = models.CharField(max_length=10, choices=Precision, default=Precision.NONE)
    published_basis = models.CharField(max_length=10, choices=Basis, default=Basis.UNKNOWN)
    published_reasons = models.JSONField(default=list, blank=True)
    published_candidates = ArrayField(models.DateField(), default=list, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = [F("published_at").desc(nulls_last=True), "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(published_precision__in=["minute", "day", "week", "month", "year", "none"]),
                name="article_precision_known",
            ),
            models.CheckConstraint(
                condition=Q(published_basis__in=["given", "inferred", "curated", "unknown"]), name="article_basis_known"
            ),
            # A date and what is said of it come together.
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_precision="none", published_basis="unknown")
                | (Q(published_at__isnull=False) & ~Q(published_precision="none") & ~Q(published_basis="unknown")),
                name="article_date_and_basis",
            ),
            models.UniqueConstraint(fields=["url"], name="article_url_unique"),
        ]
        indexes: ClassVar = [
            models.Index(F("published_at").desc(nulls_last=True), F("id").desc(), name="article_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/articles/{self.slug}/"


class ArticleVersion(models.Model):
    """The text of an article as received, code point for code point. It never changes: a trigger refuses it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    text = models.TextField()
    content_hash = models.CharField(max_length=64)
    received_at = models.DateTimeField(auto_now_add=True)
    received_as = models.CharField(max_length=40, default="plain text")
    source_path = models.CharField(max_length=500, blank=True)
    search = models.GeneratedField(
        expression=SearchVector("text", config="english"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        ordering: ClassVar = ["article", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "number"], name="article_version_number"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(is_current=True), name="article_version_one_current"
            ),
            models.UniqueConstraint(
                fields=["content_hash"], condition=Q(is_current=True), name="article_version_text_once"
            ),
            models.CheckConstraint(
                condition=Q(content_hash__regex=r"^[0-9a-f]{64}$"), name="article_version_hash_form"
            ),
        ]
        indexes: ClassVar = [GinIndex(fields=["search"], name="article_version_search")]

    def __str__(self) -> str:
        return f"version {self.number}"


class Sentence(models.Model):
    """A half-open slice of a version's text; sentence 0 is the title."""

    class Kind(models.TextChoices):
        TITLE = "title", "Title"
        BODY = "body", "Body"
        HEADING = "heading", "Heading"
        BOILERPLATE = "boilerplate", "Set aside"

    article_version = models.ForeignKey(ArticleVersion, on_delete=models.CASCADE, related_name="sentences")
    position = models.PositiveIntegerField()
    paragraph = models.IntegerField(default=0)
    kind = models.CharField(max_length=12, choices=Kind)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    # Filled by a trigger from the version's text, which never changes: the words cannot drift from the sentence.
    search = SearchVectorField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["article_version", "position"]
        indexes: ClassVar = [GinIndex(fields=["search"], name="sentence_search")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article_version", "position"], name="sentence_position"),
            span_in_order("sentence_span"),
            models.CheckConstraint(
                condition=Q(kind__in=["title", "body", "heading", "boilerplate"]), name="sentence_kind_known"
            ),
            ExclusionConstraint(
                name="sentence_no_overlap",
                expressions=[("article_version", RangeOperators.EQUAL), (span(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"sentence {self.position}"


class Passage(models.Model):
    """A byline, heading or set-aside passage: kept, with the reason for what it was taken as."""

    class Kind(models.TextChoices):
        BYLINE = "byline", "Byline"
        HEADING = "heading", "Heading"
        BOILERPLATE = "boilerplate", "Set aside"

    article_version = models.ForeignKey(ArticleVersion, on_delete=models.CASCADE, related_name="passages")
    kind = models.CharField(max_length=12, choices=Kind)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["article_version", "start"]
        constraints: ClassVar = [
            span_in_order("passage_span"),
            models.CheckConstraint(
                condition=Q(kind__in=["byline", "heading", "boilerplate"]), name="passage_kind_known"
            ),
            models.UniqueConstraint(fields=["article_version", "start", "kind"], name="passage_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}-{self.end}"
