"""What an event stands on: a span of an article's sentence, or a row of a data set."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from newsapp.articles.models import ArticleVersion, Sentence
from newsapp.events.models.event import Event
from newsapp.events.querysets import EvidenceQuerySet


class DataSet(models.Model):
    """A published collection of events, such as UCDP GED in one version."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=150)
    version_label = models.CharField("version", max_length=40, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    url = models.URLField(blank=True)

    class Meta:
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return self.name


class DataSetRow(models.Model):
    """One row as received. Ids collide across data sets, so a row is known by both."""

    data_set = models.ForeignKey(DataSet, on_delete=models.CASCADE, related_name="rows")
    row_id = models.CharField(max_length=100)
    raw = models.JSONField()
    source_url = models.URLField(max_length=2000, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["data_set", "row_id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["data_set", "row_id"], name="data_set_row_unique")]

    def __str__(self) -> str:
        return self.row_id


class Evidence(models.Model):
    """Words [start, end) of a sentence that report an event, or a data-set row. It protects its article from deletion.

    `marks` are the parts within the sentence: [{"part": "source" | "target" | "trigger" | "date" | "place" |
    "attribution" | a kind of casualties such as "killed", "start": int, "end": int, "name": str}]. The time expression
    is kept unresolved with its tense, so that a corrected publication date re-resolves the event without the parser.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="evidence")
    article_version = models.ForeignKey(
        ArticleVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    sentence = models.ForeignKey(Sentence, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    data_set_row = models.ForeignKey(
        DataSetRow, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    read_as = models.ForeignKey(
        Event, on_delete=models.SET_NULL, null=True, blank=True, related_name="moved_evidence", editable=False,
        help_text="The event a reading found in this sentence, where that was merged into another.",
    )  # fmt: skip
    is_lead = models.BooleanField(default=False, help_text="The sentence shown first.")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    trigger_start = models.PositiveIntegerField(null=True, blank=True)
    trigger_end = models.PositiveIntegerField(null=True, blank=True)
    marks = models.JSONField(default=list, blank=True)
    time_expression = models.CharField(max_length=100, blank=True)
    time_tense = models.CharField(max_length=10, blank=True)
    rule = models.CharField(max_length=60, blank=True)
    confidence = models.FloatField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["event", "-is_lead", "id"]
        verbose_name_plural = "evidence"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    article_version__isnull=False, sentence__isnull=False, data_set_row__isnull=True,
                    start__isnull=False, end__isnull=False, trigger_start__isnull=False, trigger_end__isnull=False,
                    start__lt=F("end"), trigger_start__lt=F("trigger_end"),
                )
                | Q(
                    article_version__isnull=True, sentence__isnull=True, data_set_row__isnull=False,
                    start__isnull=True, end__isnull=True, trigger_start__isnull=True, trigger_end__isnull=True,
                ),
                name="evidence_span_or_row",
            ),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__gte=0.0, confidence__lte=1.0),
                name="evidence_confidence_range",
            ),
            models.UniqueConstraint(fields=["event"], condition=Q(is_lead=True), name="evidence_one_lead"),
            models.UniqueConstraint(fields=["event", "data_set_row"], name="evidence_row_once"),
            models.UniqueConstraint(fields=["event", "sentence"], name="evidence_sentence_once"),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["article_version", "start"], name="evidence_in_article")]

    def __str__(self) -> str:
        return f"evidence {self.pk}"
