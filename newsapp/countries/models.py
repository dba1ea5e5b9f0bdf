"""Countries with their dated codes and names, disputed territories, and places with coordinates."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from newsapp.countries.curated import CuratedRecord


def valid_period() -> Func:
    """The half-open date range [valid_from, valid_until) as an SQL expression; an empty bound is unbounded."""
    return Func(F("valid_from"), F("valid_until"), RangeBoundary(), function="daterange", output_field=DateRangeField())


def period_in_order(name: str) -> models.CheckConstraint:
    """valid_from before valid_until where both are known."""
    return models.CheckConstraint(
        condition=Q(valid_from__isnull=True) | Q(valid_until__isnull=True) | Q(valid_from__lt=F("valid_until")),
        name=name,
    )


def coordinates_on_earth(name: str) -> models.CheckConstraint:
    """Latitude -90 to 90, longitude -180 to 180 (degrees, WGS 84), both or neither."""
    return models.CheckConstraint(
        condition=Q(lat__isnull=True, lon__isnull=True)
        # Said twice on purpose: a comparison with NULL is neither true nor false, and a CHECK takes that for true.
        | Q(
            lat__isnull=False,
            lat__range=(Value(-90.0), Value(90.0)),
            lon__isnull=False,
            lon__range=(Value(-180.0), Value(180.0)),
        ),
        name=name,
    )


class Country(CuratedRecord):
    """A state or territory with an ISO 3166-1 alpha-3 code (or a user-assigned one such as XKX)."""

    class Status(models.TextChoices):
        UN_MEMBER = "un_member", "UN member"
        UN_OBSERVER = "un_observer", "UN observer state"
        PARTIALLY_RECOGNISED = "partially_recognised", "Partially recognised state"
        DISPUTED_TERRITORY = "disputed_territory", "Disputed territory"
        DEPENDENT_TERRITORY = "dependent_territory", "Dependent territory"

    iso3 = models.CharField("ISO alpha-3", max_length=3, unique=True)
    iso2 = models.CharField("ISO alpha-2", max_length=2, blank=True)
    numeric = models.CharField("ISO numeric", max_length=3, blank=True)
    name = models.CharField(max_length=100, unique=True)
    official_name = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=30, choices=Status)
    capital = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=60, blank=True)
    subregion = models.CharField(max_length=60, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name_plural = "countries"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(iso3__regex=r"^[A-Z]{3}$"), name="country_iso3_form"),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "un_member", "un_observer", "partially_recognised", "disputed_territory", "dependent_territory",
                    ]
                ),
                name="country_status_known",
            ),
            coordinates_on_earth("country_coordinates"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/countries/{self.iso3}/"


class CountryName(CuratedRecord):
    """A name, demonym or adjective the news uses for a country."""

    class Kind(models.TextChoices):
        NAME = "name", "Name"
        OFFICIAL = "official", "Official name"
        ALIAS = "alias", "Alias"
        DEMONYM = "demonym", "Demonym"
        ADJECTIVE = "adjective", "Adjective"
        CAPITAL = "capital", "Capital as metonym"

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind)
    case_sensitive = models.BooleanField(default=False, help_text="On when the lower-case word means something else.")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["country", "kind", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["country", "kind", "name", "valid_from"], nulls_distinct=False, name="country_name_unique"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["name", "official", "alias", "demonym", "adjective", "capital"]),
                name="country_name_kind_known",
            ),
            period_in_order("country_name_period"),
        ]

    def __str__(self) -> str:
        return self.name


class CountryCode(CuratedRecord):
    """A country's code in one scheme, valid for a period: schemes overlap and change."""

    class Scheme(models.TextChoices):
        ISO2 = "iso2", "ISO 3166-1 alpha-2"
        ISO3 = "iso3", "ISO 3166-1 alpha-3"
        NUMERIC = "numeric", "ISO 3166-1 numeric"
        FIPS = "fips", "FIPS 10-4"
        COW = "cow", "Correlates of War"
        GW = "gw", "Gleditsch-Ward"
        CAMEO = "cameo", "CAMEO"

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="codes")
    scheme = models.CharField(max_length=10, choices=Scheme)
    code = models.CharField(max_length=10)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["country", "scheme", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(scheme__in=["iso2", "iso3", "numeric", "fips", "cow", "gw", "cameo"]),
                name="country_code_scheme_known",
            ),
            period_in_order("country_code_period"),
            # One code means one country at any time.
            ExclusionConstraint(
                name="country_code_one_meaning",
                expressions=[
                    ("scheme", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    (valid_period(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.code}"


class DisputedTerritory(CuratedRecord):
    """Land whose status is contested: a row and a shape of its own, in no state's total (docs/map.md).

    `country` is set where the record, as the UN list, knows the territory as a country, or as part of one whose total
    it counts in as well; with `is_whole_country` that country is the territory.
    """

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=150)
    parties = models.CharField(max_length=300, help_text="Who claims it or governs it, A to Z, joined by semicolons.")
    held_by = models.CharField(max_length=200, blank=True, help_text="Who holds it, and since when.")
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="disputed_territories"
    )
    is_whole_country = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name_plural = "disputed territories"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_whole_country=False) | Q(country__isnull=False), name="territory_whole_of_a_country"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Place(CuratedRecord):
    """Somewhere an event can happen. `country` is empty for seas, regions and territory no one state's total counts."""

    class Precision(models.TextChoices):
        COUNTRY = "country", "Country"
        REGION = "region", "Region"
        ADMIN1 = "admin1", "First-level division"
        CITY = "city", "City"
        LOCALITY = "locality", "Locality"

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=150)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, null=True, blank=True, related_name="places")
    territory = models.ForeignKey(
        DisputedTerritory, on_delete=models.PROTECT, null=True, blank=True, related_name="places"
    )
    kind = models.CharField(max_length=30)
    precision = models.CharField(max_length=10, choices=Precision)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(precision__in=["country", "region", "admin1", "city", "locality"]),
                name="place_precision_known",
            ),
            coordinates_on_earth("place_coordinates"),
        ]

    def __str__(self) -> str:
        return self.name


class PlaceName(CuratedRecord):
    """Another spelling or name of a place."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["place", "name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["place", "name"], name="place_name_unique")]

    def __str__(self) -> str:
        return self.name
