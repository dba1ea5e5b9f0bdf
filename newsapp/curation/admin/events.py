"""Event types, events with their participants and sentences, and what was read beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Prefetch
from django.utils.html import format_html, format_html_join

from newsapp.curation.actions import confirm_events, part_events, reject_events
from newsapp.curation.admin.curated import CuratedAdmin, RecordAdmin
from newsapp.curation.admin.inlines import EditableInline, ReadOnlyInline
from newsapp.events.models import (
    CasualtyCount,
    DataSet,
    DataSetRow,
    Event,
    EventType,
    Evidence,
    Extraction,
    Mention,
    Participant,
    PloverMode,
    PloverType,
    TimeExpression,
)
from newsapp.events.models.event import CONFIDENCES
from newsapp.events.wording import plural

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import BaseModelFormSet, ModelForm
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from newsapp.events.querysets import EventQuerySet


@admin.register(PloverType)
class PloverTypeAdmin(CuratedAdmin):
    list_display = ("name", "code", "event_class", "position")
    list_filter = ("event_class",)
    search_fields = ("name", "code")


@admin.register(PloverMode)
class PloverModeAdmin(CuratedAdmin):
    list_display = ("name", "mode", "plover_type")
    list_filter = ("plover_type",)
    list_select_related = ("plover_type",)
    search_fields = ("name", "mode")


@admin.register(EventType)
class EventTypeAdmin(CuratedAdmin):
    list_display = ("code", "name", "plover_type", "event_class", "goldstein")
    list_filter = ("event_class", "plover_type")
    list_select_related = ("plover_type",)
    search_fields = ("code", "name", "definition")
    autocomplete_fields = ("parent", "plover_type")


class ParticipantInline(EditableInline):
    model = Participant
    autocomplete_fields = ("actor", "country")


class EvidenceInline(ReadOnlyInline):
    model = Evidence
    fk_name = "event"
    fields = ("is_lead", "sentence_in_words", "rule", "confidence")
    readonly_fields = fields

    @admin.display(description="Sentence")
    def sentence_in_words(self, obj: Any) -> str:
        return str(getattr(obj, "sentence_text", "") or f"row {obj.data_set_row_id}")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return Evidence.objects.with_sentence_text()


@admin.register(Event)
class EventAdmin(CuratedAdmin):
    list_display = (
        "pk",
        "who",
        "phrase",
        "whom",
        "event_type",
        "date_first",
        "date_precision",
        "modality",
        "status",
        "sure",
    )
    list_display_links = ("pk", "phrase")
    list_filter = ("status", "modality", "date_precision", "event_type__event_class")
    list_select_related = ("event_type",)
    search_fields = ("phrase", "participants__actor__name", "event_type__code", "event_type__name")
    autocomplete_fields = ("event_type", "place", "place_country")
    readonly_fields = ("reasons_in_words", "merged_into", "origin", "created_at", "updated_at")
    fieldsets = (
        (None, {"fields": ("event_type", "phrase", "modality", "attribution", "status", "withdrawn_reason")}),
        ("When", {"fields": (("date_first", "date_last"), ("date_precision", "date_basis"))}),
        ("Where", {"fields": ("place", "place_name", "place_country")}),
        (
            "How sure, and why",
            {"fields": (CONFIDENCES[:4], CONFIDENCES[4:], "reasons_in_words"), "classes": ("collapse",)},
        ),
        ("Record", {"fields": ("merged_into", "origin", "created_at", "updated_at"), "classes": ("collapse",)}),
    )
    inlines = (ParticipantInline, EvidenceInline)
    actions = ("confirm", "reject", "part")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A wrong event is rejected: one that was deleted would come back with the next reading of its article."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The status of a merged event follows from the merging: it is taken apart first."""
        fixed = ("status",) if obj is not None and obj.merged_into_id else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "status":  # merging needs another event, so it is no status to choose
            kwargs["choices"] = [choice for choice in Event.Status.choices if choice[0] != Event.Status.MERGED]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        parties = Participant.objects.select_related("actor").order_by("role", "position")
        return super().get_queryset(request).prefetch_related(Prefetch("participants", queryset=parties))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """No event without its sentence: a reading or a data set brings both."""
        return False

    @admin.display(description="Reasons")
    def reasons_in_words(self, obj: Event) -> SafeString | str:
        rows = [(str(reason.get("field", "")), str(reason.get("text", ""))) for reason in obj.reasons]
        return format_html("<ul>{}</ul>", format_html_join("", "<li><b>{}</b> {}</li>", rows)) if rows else "None"

    @admin.display(description="Source")
    def who(self, obj: Event) -> str:
        return ", ".join(party.actor.name for party in obj.participants.all() if party.role == "source") or "–"

    @admin.display(description="Target")
    def whom(self, obj: Event) -> str:
        return ", ".join(party.actor.name for party in obj.participants.all() if party.role == "target") or "–"

    @admin.display(description="Confidence", ordering="confidence")
    def sure(self, obj: Event) -> str:
        return f"{obj.confidence:.2f}" if obj.confidence is not None else "–"

    @admin.action(description="Mark as reviewed", permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: EventQuerySet) -> None:
        self.message_user(request, f"{plural(confirm_events(events=queryset), 'event')} marked as reviewed.")

    @admin.action(description="Reject: the sentence does not report this", permissions=["change"])
    def reject(self, request: HttpRequest, queryset: EventQuerySet) -> None:
        self.message_user(request, f"{plural(reject_events(events=queryset), 'event')} rejected.")

    @admin.action(description="Take apart: the reports tell of different events", permissions=["change"])
    def part(self, request: HttpRequest, queryset: EventQuerySet) -> None:
        self.message_user(request, f"{plural(part_events(events=queryset), 'event')} taken apart.")

    def save_formset(
        self, request: HttpRequest, form: ModelForm[Any], formset: BaseModelFormSet[Any, Any], change: bool
    ) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is Participant and (formset.changed_objects or formset.new_objects or formset.deleted_objects):
            event = form.instance
            event.mark_curated(["participants"])
            event.save(update_fields=["curated_fields", "version", "updated_at"])


@admin.register(Participant)
class ParticipantAdmin(RecordAdmin):
    list_display = ("event", "role", "actor", "country")
    list_filter = ("role",)
    list_select_related = ("event", "actor", "country")
    search_fields = ("actor__name",)


class CasualtyCountInline(ReadOnlyInline):
    model = CasualtyCount
    fields = ("kind", "low", "best", "high", "cumulative", "attributed_to", "reason")
    readonly_fields = fields
    show_change_link = False


@admin.register(Evidence)
class EvidenceAdmin(RecordAdmin):
    inlines = (CasualtyCountInline,)
    list_display = ("event", "article_version", "start", "end", "is_lead", "rule", "confidence")
    list_filter = ("is_lead",)
    list_select_related = ("event", "article_version")
    search_fields = ("rule", "article_version__article__title")


@admin.register(CasualtyCount)
class CasualtyCountAdmin(RecordAdmin):
    list_display = ("evidence", "kind", "low", "best", "high", "cumulative")
    list_filter = ("kind", "cumulative")
    list_select_related = ("evidence",)
    search_fields = ("reason", "evidence__article_version__article__title")


@admin.register(Extraction)
class ExtractionAdmin(RecordAdmin):
    list_display = ("article_version", "engine_version", "snapshot", "language", "coded", "made_at")
    list_filter = ("coded", "language", "engine_version")
    list_select_related = ("article_version", "snapshot")
    search_fields = ("article_version__article__title",)


@admin.register(Mention)
class MentionAdmin(RecordAdmin):
    list_display = ("article_version", "start", "end", "actor", "place")
    list_select_related = ("article_version", "actor", "place")
    search_fields = ("actor__name", "place__name")


@admin.register(TimeExpression)
class TimeExpressionAdmin(RecordAdmin):
    list_display = ("article_version", "expression", "tense", "value", "first", "last", "precision")
    list_filter = ("precision",)
    list_select_related = ("article_version",)
    search_fields = ("expression", "value")


@admin.register(DataSet)
class DataSetAdmin(CuratedAdmin):
    list_display = ("name", "version_label", "licence")
    search_fields = ("name", "slug")


@admin.register(DataSetRow)
class DataSetRowAdmin(RecordAdmin):
    list_display = ("row_id", "data_set", "received_at")
    list_filter = ("data_set",)
    list_select_related = ("data_set",)
    search_fields = ("row_id",)
