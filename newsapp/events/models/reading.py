"""What was read in an article besides events: by which engine, the actors and places it names, its time words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from newsapp.actors.models import Actor
from newsapp.articles.models import ArticleVersion
from newsapp.countries.models import Place
from newsapp.knowledge.models import Snapshot


def words_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(start__lt=F("end")), name=name)


class Extraction(models.Model):
    """One reading of one article version by one engine with one knowledge snapshot."""

    article_version = models.OneToOneField(ArticleVersion, on_delete=models.CASCADE, related_name="extraction")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="extractions")
    engine_version = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    coded = models.BooleanField()
    not_coded_reason = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(coded=True) | ~Q(not_coded_reason=""), name="extraction_says_why_not_coded"
            ),
        ]

    def __str__(self) -> str:
        return f"reading of version {self.article_version_id}"


class Mention(models.Model):
    """Words that name an actor or a place, exactly one of the two."""

    article_version = models.ForeignKey(ArticleVersion, on_delete=models.CASCADE, related_name="mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="mentions")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="mentions")

    class Meta:
        ordering: ClassVar = ["article_version", "start"]
        constraints: ClassVar = [
            words_in_order("mention_span"),
            models.CheckConstraint(
                condition=Q(actor__isnull=False, place__isnull=True) | Q(actor__isnull=True, place__isnull=False),
                name="mention_actor_or_place",
            ),
            models.UniqueConstraint(
                fields=["article_version", "start", "end", "actor", "place"],
                nulls_distinct=False,
                name="mention_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"mention {self.start}-{self.end}"


class TimeExpression(models.Model):
    """A time expression, unresolved (`expression` with `tense`) and as resolved against the publication date."""

    article_version = models.ForeignKey(ArticleVersion, on_delete=models.CASCADE, related_name="time_expressions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    expression = models.CharField(max_length=100)
    tense = models.CharField(max_length=10)
    value = models.CharField(max_length=40, blank=True)
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10)

    class Meta:
        ordering: ClassVar = ["article_version", "start"]
        constraints: ClassVar = [
            words_in_order("time_expression_span"),
            models.UniqueConstraint(fields=["article_version", "start", "end"], name="time_expression_unique"),
            models.CheckConstraint(
                condition=Q(first__isnull=True, last__isnull=True) | Q(first__lte=F("last")),
                name="time_expression_interval",
            ),
        ]

    def __str__(self) -> str:
        return self.expression
