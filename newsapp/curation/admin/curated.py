"""How curators' changes are kept: a changed field is theirs from then on, a deleted fixture record stays deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.forms import MultiWidget, SplitDateTimeField

from newsapp.countries.curated import CuratedRecord
from newsapp.ingest.models import Tombstone
from newsapp.ingest.upsert import tombstone_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import Model, QuerySet
    from django.forms import BaseModelFormSet, ModelForm
    from django.http import HttpRequest

    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

# The natural key under which fixtures know a record; what is not listed is not shipped and needs no tombstone.
NATURAL_KEYS: dict[str, Sequence[str]] = {
    "countries.country": ["iso3"],
    "countries.countryname": ["country_id", "kind", "name", "valid_from"],
    "countries.countrycode": ["country_id", "scheme", "code", "valid_from"],
    "countries.disputedterritory": ["slug"],
    "countries.place": ["slug"],
    "countries.placename": ["place_id", "name"],
    "events.plovertype": ["code"],
    "events.plovermode": ["plover_type_id", "mode"],
    "events.eventtype": ["code"],
    "actors.actor": ["slug"],
    "actors.actoralias": ["actor_id", "name", "language", "valid_from"],
    "actors.actorrole": ["actor_id", "title", "valid_from"],
    "actors.affiliation": ["actor_id", "organisation_id", "kind", "valid_from"],
    "actors.actoridentifier": ["actor_id", "scheme", "value"],
}


def bury(record: Model) -> None:
    """Leave a tombstone, so that no fixture brings the record back."""
    kind = record._meta.label_lower
    if kind in NATURAL_KEYS:
        key = tombstone_key([getattr(record, name) for name in NATURAL_KEYS[kind]])
        Tombstone.objects.get_or_create(kind=kind, key=key[:300])


def bury_old_key(record: Model, changed: Sequence[str]) -> None:
    """Leave a tombstone for the natural key that `record` has in the database and is about to lose."""
    key = {name.removesuffix("_id") for name in NATURAL_KEYS.get(record._meta.label_lower, ())}
    if record.pk and key & set(changed):
        bury(type(record)._default_manager.get(pk=record.pk))


# A typed address without a scheme is taken as https.
OVERRIDES: Mapping[type[models.Field[Any, Any]], Mapping[str, Any]] = {models.URLField: {"assume_scheme": "https"}}


class NamedAutocomplete(AutocompleteSelect):
    """Django's, which shows nothing at all while nothing is chosen."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": "None chosen"}


class CuratedAdmin(ModelAdmin):
    """For records that fixtures fill and curators edit."""

    formfield_overrides = OVERRIDES
    list_per_page = 50
    show_full_result_count = False

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = NamedAutocomplete(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Django's, with a name for each half of a date and time."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, SplitDateTimeField) and isinstance(field.widget, MultiWidget):
            for widget, half in zip(field.widget.widgets, ("date", "time"), strict=True):
                widget.attrs["aria-label"] = f"{field.label}, {half}"
        return field

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        if isinstance(obj, CuratedRecord) and form.changed_data:
            obj.mark_curated(list(form.changed_data))
            bury_old_key(obj, form.changed_data)
        super().save_model(request, obj, form, change)

    def save_formset(
        self, request: HttpRequest, form: ModelForm[Any], formset: BaseModelFormSet[Any, Any], change: bool
    ) -> None:
        for row in formset.forms:
            if isinstance(row.instance, CuratedRecord) and row.changed_data:
                row.instance.mark_curated([name for name in row.changed_data if name != "DELETE"])
                bury_old_key(row.instance, row.changed_data)
        super().save_formset(request, form, formset, change)
        for record in formset.deleted_objects:
            bury(record)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        bury(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for record in queryset:
            bury(record)
        super().delete_queryset(request, queryset)


class RecordAdmin(ModelAdmin):
    """Records only machines write: to be read and searched."""

    formfield_overrides = OVERRIDES
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
