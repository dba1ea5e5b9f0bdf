"""An event: one claim that a source did something to a target, and the actors taking part in it."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce

from newsapp.actors.models import Actor
from newsapp.countries.curated import CuratedRecord
from newsapp.countries.models import Country, Place
from newsapp.events.models.types import EventType
from newsapp.events.querysets import EventQuerySet


def confidence_field() -> models.FloatField[float | None, float | None]:
    """0 (a guess) to 1 (certain); empty where the field has no value to be sure of."""
    return models.FloatField(null=True, blank=True, validators=[MinValueValidator(0.0), MaxValueValidator(1.0)])


CONFIDENCES = ("confidence", "type_confidence", "source_confidence", "target_confidence", "date_confidence",
               "place_confidence", "modality_confidence")  # fmt: skip


class Event(CuratedRecord):
    """The date is an interval of whole days, inclusive, with its precision and basis; it is never silently a guess."""

    class Modality(models.TextChoices):
        HAPPENED = "happened", "Happened"
        ONGOING = "ongoing", "Ongoing"
        PLANNED = "planned", "Planned"
        HYPOTHETICAL = "hypothetical", "Hypothetical"
        DEMANDED = "demanded", "Demanded"
        NEGATED = "negated", "Denied or refused"
        REPORTED_STATEMENT = "reported_statement", "Statement"

    class Status(models.TextChoices):
        REPORTED = "reported", "Reported"
        QUEUED = "queued", "Waiting for review"
        CONFIRMED = "confirmed", "Reviewed"
        REJECTED = "rejected", "Rejected"
        WITHDRAWN = "withdrawn", "Withdrawn"
        MERGED = "merged", "Merged"

    class Precision(models.TextChoices):
        DAY = "day", "To the day"
        WEEK = "week", "To the week"
        MONTH = "month", "To the month"
        YEAR = "year", "To the year"
        NONE = "none", "No date"

    class Basis(models.TextChoices):
        STATED = "stated", "Stated"
        RESOLVED = "resolved", "Resolved from the words"
        ASSUMED = "assumed", "Assumed from the publication date"
        CURATED = "curated", "Set by a curator"
        NONE = "none", "None"

    event_type = models.ForeignKey(EventType, on_delete=models.PROTECT, related_name="events")
    modality = models.CharField(max_length=20, choices=Modality)
    status = models.CharField(max_length=10, choices=Status, default=Status.REPORTED)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    phrase = models.CharField(
        max_length=200, blank=True, help_text="What the source did to the target, in a few words."
    )
    attribution = models.CharField(max_length=200, blank=True, help_text="Who says so, where the article does not.")
    date_first = models.DateField(null=True, blank=True)
    date_last = models.DateField(null=True, blank=True)
    date_precision = models.CharField(max_length=10, choices=Precision, default=Precision.NONE)
    date_basis = models.CharField(max_length=10, choices=Basis, default=Basis.NONE)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    place_name = models.CharField(max_length=150, blank=True)
    place_country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="events_in"
    )
    confidence = confidence_field()
    type_confidence = confidence_field()
    source_confidence = confidence_field()
    target_confidence = confidence_field()
    date_confidence = confidence_field()
    place_confidence = confidence_field()
    modality_confidence = confidence_field()
    reasons = models.JSONField(default=list, blank=True)
    actors: models.ManyToManyField[Actor, Participant] = models.ManyToManyField(
        Actor, through="Participant", related_name="events"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged",
        help_text="The event that now holds this one’s sentences: another article told it first.",
    )  # fmt: skip
    # Same article, sentence, trigger and root = same event, also after a second reading.
    origin = models.CharField(max_length=120, unique=True, null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    # The timeline's order: first possible day, the exact before the vague, the newest record first. Undated come last.
    timeline_day = models.GeneratedField(
        expression=Coalesce(F("date_first"), models.Value("0001-01-01"), output_field=models.DateField()),
        output_field=models.DateField(),
        db_persist=True,
    )
    timeline_span = models.GeneratedField(
        expression=Func(F("date_first"), F("date_last"), template="coalesce(%(expressions)s, 0)", arg_joiner=" - "),
        output_field=models.IntegerField(),
        db_persist=True,
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-timeline_day", "-timeline_span", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    modality__in=[
                        "happened", "ongoing", "planned", "hypothetical", "demanded", "negated", "reported_statement",
                    ]
                ),
                name="event_modality_known",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["reported", "queued", "confirmed", "rejected", "withdrawn", "merged"]),
                name="event_status_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    date_precision="none", date_basis="none", date_first__isnull=True, date_last__isnull=True
                )
                | Q(
                    date_precision__in=["day", "week", "month", "year"], date_first__isnull=False,
                    date_last__isnull=False, date_first__lte=F("date_last"),
                    date_basis__in=["stated", "resolved", "curated"],
                )
                # What is assumed is never a day of its own.
                | Q(
                    date_precision__in=["week", "month", "year"], date_first__isnull=False, date_last__isnull=False,
                    date_first__lt=F("date_last"), date_basis="assumed",
                ),
                name="event_date_rules",
            ),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0.0, f"{name}__lte": 1.0}),
                    name=f"event_{name}_range",
                )
                for name in CONFIDENCES
            ],
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(withdrawn_reason=""), name="event_withdrawn_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(status="merged", merged_into__isnull=False)
                | (~Q(status="merged") & Q(merged_into__isnull=True)),
                name="event_merged_into_another",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(F("timeline_day").desc(), F("timeline_span").desc(), F("id").desc(), name="event_timeline"),
            models.Index(fields=["event_type", "-timeline_day"], name="event_type_day"),
            models.Index(fields=["place_country", "-timeline_day"], name="event_place_day"),
        ]

    def __str__(self) -> str:
        return f"event {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/events/{self.pk}/"

    def confirm(self) -> None:
        """A curator found the event right as it stands."""
        self.status = self.Status.CONFIRMED

    def reject(self) -> None:
        """A curator found that the sentence does not report this event."""
        self.status = self.Status.REJECTED


class Participant(models.Model):
    """An actor in an event. `country` is the state it belonged to on that date, which may not be today's."""

    class Role(models.TextChoices):
        SOURCE = "source", "Source"
        TARGET = "target", "Target"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participants")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="participations")
    role = models.CharField(max_length=6, choices=Role)
    position = models.PositiveSmallIntegerField(default=0)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, null=True, blank=True, related_name="participations")

    class Meta:
        ordering: ClassVar = ["event", "role", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "role", "actor"], name="participant_once_per_role"),
            models.CheckConstraint(condition=Q(role__in=["source", "target"]), name="participant_role_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["actor", "event"], name="participant_actor_event"),
            models.Index(fields=["country", "event"], name="participant_country_event"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.actor_id}"
