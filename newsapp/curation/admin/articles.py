"""Publishers and articles, with the events found in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.utils.html import format_html, format_html_join

from newsapp.articles.models import Article, ArticleVersion, Passage, Publisher, Sentence
from newsapp.curation.actions import correct_publication_date, delete_article
from newsapp.curation.admin.curated import CuratedAdmin, RecordAdmin
from newsapp.curation.admin.inlines import ReadOnlyInline
from newsapp.events.models import Event, Evidence, Extraction, Mention, TimeExpression
from newsapp.events.wording import plural

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import ModelForm
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

SHOWN_CHANGES = 20
PARTS = (ArticleVersion, Sentence, Passage, Extraction, Mention, TimeExpression, Evidence)


@admin.register(Publisher)
class PublisherAdmin(CuratedAdmin):
    list_display = ("name", "country", "url")
    list_select_related = ("country",)
    search_fields = ("name", "slug")
    autocomplete_fields = ("country",)


class VersionInline(ReadOnlyInline):
    model = ArticleVersion
    fields = ("number", "is_current", "received_at", "received_as", "content_hash")
    readonly_fields = fields


@admin.register(Article)
class ArticleAdmin(CuratedAdmin):
    list_display = ("title", "publisher", "published_at", "published_basis", "language", "received_at")
    list_filter = ("published_basis", "language", "publisher")
    list_select_related = ("publisher",)
    date_hierarchy = "published_at"
    search_fields = ("title", "byline", "slug", "url")
    autocomplete_fields = ("publisher",)
    readonly_fields = ("published_basis", "how_dated", "published_candidates", "received_at", "found_events")
    fieldsets = (
        (None, {"fields": ("title", "byline", "slug", "publisher", "url", "language")}),
        (
            "Publication",
            {
                "fields": (
                    ("published_at", "published_precision"),
                    "published_basis",
                    "how_dated",
                    "published_candidates",
                ),
                "description": "Changing the date moves the events that are dated relative to it, and says which.",
            },
        ),
        ("What was found", {"fields": ("received_at", "found_events")}),
    )
    inlines = (VersionInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An article comes with its text: imports bring both."""
        return False

    @admin.display(description="How it is dated")
    def how_dated(self, obj: Article) -> SafeString | str:
        rows = [(str(reason),) for reason in obj.published_reasons]
        return format_html("<ol>{}</ol>", format_html_join("", "<li>{}</li>", rows)) if rows else "–"

    @admin.display(description="Events and their evidence")
    def found_events(self, obj: Article) -> SafeString | str:
        rows = (
            Evidence.objects.filter(article_version__article=obj, article_version__is_current=True)
            .select_related("event__event_type")
            .with_sentence_text()
            .order_by("start", "pk")
        )
        items = [
            (
                f"/admin/events/event/{row.event_id}/change/",
                f"{row.event.event_type.code} {row.event.phrase} ({row.event.get_modality_display()})",
                row.sentence_text,
            )
            for row in rows
        ]
        if not items:
            return "None"
        return format_html("<ol>{}</ol>", format_html_join("", '<li><a href="{}">{}</a><br>{}</li>', items))

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        if not (change and {"published_at", "published_precision"} & set(form.changed_data)):
            super().save_model(request, obj, form, change)
            return
        others = [name for name in form.changed_data if not name.startswith("published_")]
        obj.mark_curated(others)
        obj.published_precision = obj.published_precision if obj.published_at else Article.Precision.NONE
        if obj.published_at and obj.published_precision == Article.Precision.NONE:
            obj.published_precision = Article.Precision.DAY
        changes = correct_publication_date(article=obj)
        for moved in changes[:SHOWN_CHANGES]:
            before, after = (
                " to ".join(str(day) for day in dict.fromkeys(span)) if span[0] else "no date"
                for span in (moved.before, moved.after)
            )
            self.message_user(request, f"Event {moved.event.pk} ({moved.event.phrase}): {before} → {after}")
        self.message_user(
            request, f"{plural(len(changes), 'event')} moved with the publication date.", messages.WARNING
        )

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """What was read in an article goes with it, though nobody may delete it alone; an event stands in the way."""
        shown, counts, needed, protected = super().get_deleted_objects(objs, request)
        if protected:
            events = Event.objects.filter(evidence__article_version__article__in=objs).distinct().order_by("pk")
            protected = [
                format_html(
                    '<a href="/admin/events/event/{}/change/">Event {}: {}</a>', event.pk, event.pk, event.phrase
                )
                for event in events
            ]
        return shown, counts, needed - {str(part._meta.verbose_name) for part in PARTS}, protected

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        delete_article(article=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for article in queryset:
            delete_article(article=article)


@admin.register(ArticleVersion)
class ArticleVersionAdmin(RecordAdmin):
    list_display = ("article", "number", "is_current", "received_at", "content_hash")
    list_select_related = ("article",)
    search_fields = ("article__title", "content_hash")


@admin.register(Sentence)
class SentenceAdmin(RecordAdmin):
    list_display = ("article_version", "position", "kind", "start", "end")
    list_filter = ("kind",)
    list_select_related = ("article_version",)
    search_fields = ("article_version__article__title",)


@admin.register(Passage)
class PassageAdmin(RecordAdmin):
    list_display = ("article_version", "kind", "start", "end", "reason")
    list_filter = ("kind",)
    list_select_related = ("article_version",)
    search_fields = ("reason", "article_version__article__title")
