"""What the engine knows about words, and the snapshots readings were made with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from newsapp.curation.admin.curated import CuratedAdmin, RecordAdmin
from newsapp.ingest.models import Tombstone
from newsapp.ingest.word_fixtures import TOMBSTONE_KIND
from newsapp.knowledge.models import KnowledgeRow, Snapshot

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

    ModelForm = forms.ModelForm[KnowledgeRow]
else:
    ModelForm = forms.ModelForm


class KnowledgeRowForm(ModelForm):
    def clean_values(self) -> Any:
        values = self.cleaned_data["values"]
        if "\\u0000" in json.dumps(values):
            raise ValidationError("Null characters are not allowed.")
        return values


@admin.register(KnowledgeRow)
class KnowledgeRowAdmin(CuratedAdmin):
    form = KnowledgeRowForm
    list_display = ("__str__", "table", "position")
    list_filter = ("table",)
    search_fields = ("values",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.origin = obj.origin or f"curated {uuid4().hex}"
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        Tombstone.objects.get_or_create(kind=TOMBSTONE_KIND, key=f"{obj.table} {obj.origin}")
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            Tombstone.objects.get_or_create(kind=TOMBSTONE_KIND, key=f"{row.table} {row.origin}")
        super().delete_queryset(request, queryset)


@admin.register(Snapshot)
class SnapshotAdmin(RecordAdmin):
    list_display = ("digest", "first_used_at")
    search_fields = ("digest",)
