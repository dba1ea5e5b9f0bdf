"""Countries with their names and codes, disputed territories, and places."""

from __future__ import annotations

from django.contrib import admin

from newsapp.countries.models import Country, CountryCode, CountryName, DisputedTerritory, Place, PlaceName
from newsapp.curation.admin.curated import CuratedAdmin
from newsapp.curation.admin.inlines import EditableInline


class CountryNameInline(EditableInline):
    model = CountryName


class CountryCodeInline(EditableInline):
    model = CountryCode


class PlaceNameInline(EditableInline):
    model = PlaceName


@admin.register(Country)
class CountryAdmin(CuratedAdmin):
    list_display = ("name", "iso3", "status", "capital", "subregion")
    list_filter = ("status", "region")
    search_fields = ("name", "iso3", "iso2", "official_name", "names__name")
    inlines = (CountryNameInline, CountryCodeInline)


@admin.register(CountryName)
class CountryNameAdmin(CuratedAdmin):
    list_display = ("name", "country", "kind", "case_sensitive", "valid_from", "valid_until")
    list_filter = ("kind", "case_sensitive")
    list_select_related = ("country",)
    search_fields = ("name", "country__name")
    autocomplete_fields = ("country",)


@admin.register(CountryCode)
class CountryCodeAdmin(CuratedAdmin):
    list_display = ("code", "scheme", "country", "valid_from", "valid_until")
    list_filter = ("scheme",)
    list_select_related = ("country",)
    search_fields = ("code", "country__name")
    autocomplete_fields = ("country",)


@admin.register(DisputedTerritory)
class DisputedTerritoryAdmin(CuratedAdmin):
    list_display = ("name", "parties", "held_by", "country")
    list_select_related = ("country",)
    search_fields = ("name", "slug", "parties")
    autocomplete_fields = ("country",)


@admin.register(Place)
class PlaceAdmin(CuratedAdmin):
    list_display = ("name", "country", "territory", "kind", "precision", "lat", "lon")
    list_filter = ("precision", "kind", "territory")
    list_select_related = ("country", "territory")
    search_fields = ("name", "slug", "names__name")
    autocomplete_fields = ("country", "territory")
    inlines = (PlaceNameInline,)


@admin.register(PlaceName)
class PlaceNameAdmin(CuratedAdmin):
    list_display = ("name", "place")
    list_select_related = ("place",)
    search_fields = ("name", "place__name")
    autocomplete_fields = ("place",)
