"""Actors, the names they go by, the offices they held and the bodies they belong to, each with its dates."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from newsapp.actors.querysets import ActorQuerySet
from newsapp.countries.curated import CuratedRecord
from newsapp.countries.models import Country, period_in_order, valid_period


class Actor(CuratedRecord):
    """A person, state, body or group that acts or is acted upon. One enum of kinds for database, JSON and gold."""

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        STATE = "state", "State"
        GOVERNMENT_BODY = "government_body", "Government body"
        ARMED_GROUP = "armed_group", "Armed group"
        PARTY = "party", "Party"
        ORGANISATION = "organisation", "Organisation"
        INTERNATIONAL_ORGANISATION = "international_organisation", "International organisation"
        COMPANY = "company", "Company"
        MEDIA = "media", "Media"
        POPULATION = "population", "Population"

    class Standing(models.TextChoices):
        KNOWN = "known", "Known"
        CANDIDATE = "candidate", "Candidate, named by a text only"

    slug = models.SlugField(max_length=140, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=Kind)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, null=True, blank=True, related_name="actors")
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.KNOWN)
    description = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "person", "state", "government_body", "armed_group", "party", "organisation",
                        "international_organisation", "company", "media", "population",
                    ]
                ),
                name="actor_kind_known",
            ),
            models.CheckConstraint(condition=Q(standing__in=["known", "candidate"]), name="actor_standing_known"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="actor_not_merged_into_itself"
            ),
            # A candidate is one per name, kind and country: the next article that names it finds it again.
            models.UniqueConstraint(
                fields=["name", "kind", "country"],
                condition=Q(standing="candidate", merged_into__isnull=True),
                nulls_distinct=False,
                name="actor_candidate_unique",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="actor_name_trgm"),
            models.Index(fields=["kind", "name"], name="actor_kind_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/actors/{self.slug}/"


class ActorSlug(models.Model):
    """An address an actor once had: it redirects for ever."""

    slug = models.SlugField(max_length=140, unique=True)
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="old_slugs")

    class Meta:
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return self.slug


class ActorAlias(CuratedRecord):
    """A name an actor goes by, in a language and a period."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    case_sensitive = models.BooleanField(default=False)
    ambiguous = models.BooleanField(default=False, help_text="On when the name alone does not say who is meant.")
    language = models.CharField(max_length=10, default="en")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["actor", "name"]
        verbose_name_plural = "actor aliases"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["actor", "name", "language", "valid_from"], nulls_distinct=False, name="actor_alias_unique"
            ),
            period_in_order("actor_alias_period"),
        ]
        indexes: ClassVar = [
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="actor_alias_trgm"),
        ]

    def __str__(self) -> str:
        return self.name


class ActorRole(CuratedRecord):
    """An office held from `valid_from` up to, not including, `valid_until`; empty means unknown or still."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="roles")
    title = models.CharField(max_length=200)
    organisation = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="officers")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["actor", F("valid_from").desc(nulls_last=True), "title"]
        constraints: ClassVar = [
            period_in_order("actor_role_period"),
            # The same office cannot be held twice at once by the same person.
            ExclusionConstraint(
                name="actor_role_no_overlap",
                expressions=[
                    ("actor", RangeOperators.EQUAL),
                    ("title", RangeOperators.EQUAL),
                    (valid_period(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Affiliation(CuratedRecord):
    """Membership of an actor in a body for a period."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="affiliates")
    kind = models.CharField(max_length=40, default="member")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["actor", "organisation"]
        constraints: ClassVar = [
            period_in_order("affiliation_period"),
            models.CheckConstraint(condition=~Q(actor=F("organisation")), name="affiliation_not_with_itself"),
            ExclusionConstraint(
                name="affiliation_no_overlap",
                expressions=[
                    ("actor", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (valid_period(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.organisation_id}"


class ActorIdentifier(CuratedRecord):
    """An actor's id elsewhere, such as wikidata Q..."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=30)
    value = models.CharField(max_length=100)

    class Meta:
        ordering: ClassVar = ["actor", "scheme"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["scheme", "value"], name="actor_identifier_unique")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"
