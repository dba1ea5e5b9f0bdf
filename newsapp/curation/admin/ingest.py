"""Imports with what became of every file, and what must stay deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin

from newsapp.curation.admin.curated import RecordAdmin
from newsapp.curation.admin.inlines import ReadOnlyInline
from newsapp.ingest.models import FixtureLoad, ImportItem, ImportRun, Tombstone

if TYPE_CHECKING:
    from django.http import HttpRequest


class ItemInline(ReadOnlyInline):
    model = ImportItem
    fields = ("path", "outcome", "reason", "article", "events")
    readonly_fields = fields


@admin.register(ImportRun)
class ImportRunAdmin(RecordAdmin):
    list_display = ("started_at", "command", "read", "inserted", "updated", "unchanged", "refused", "finished_at")
    search_fields = ("command",)
    inlines = (ItemInline,)


@admin.register(ImportItem)
class ImportItemAdmin(RecordAdmin):
    list_display = ("path", "outcome", "reason", "article", "events", "run")
    list_filter = ("outcome",)
    list_select_related = ("article", "run")
    search_fields = ("path", "reason")


@admin.register(Tombstone)
class TombstoneAdmin(RecordAdmin):
    list_display = ("kind", "key", "deleted_at", "reason")
    list_filter = ("kind",)
    search_fields = ("key",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Taking a tombstone away lets the next load bring the record back."""
        return request.user.is_superuser


@admin.register(FixtureLoad)
class FixtureLoadAdmin(RecordAdmin):
    list_display = ("path", "digest", "loaded_at")
    search_fields = ("path",)
