"""Actors with their aliases, offices and affiliations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin

from newsapp.actors.models import Actor, ActorAlias, ActorIdentifier, ActorRole, ActorSlug, Affiliation
from newsapp.curation.admin.curated import CuratedAdmin
from newsapp.curation.admin.inlines import EditableInline

if TYPE_CHECKING:
    from django.forms import ModelForm
    from django.http import HttpRequest


class AliasInline(EditableInline):
    model = ActorAlias


class RoleInline(EditableInline):
    model = ActorRole
    fk_name = "actor"
    autocomplete_fields = ("organisation", "country")


class AffiliationInline(EditableInline):
    model = Affiliation
    fk_name = "actor"
    autocomplete_fields = ("organisation",)


class IdentifierInline(EditableInline):
    model = ActorIdentifier


@admin.register(Actor)
class ActorAdmin(CuratedAdmin):
    list_display = ("name", "kind", "country", "standing", "description")
    list_filter = ("kind", "standing")
    list_select_related = ("country",)
    search_fields = ("name", "slug", "aliases__name")
    autocomplete_fields = ("country",)
    # Merging moves events and mentions and must be undoable: that is a desk of its own, not a field.
    readonly_fields = ("merged_into",)
    inlines = (AliasInline, RoleInline, AffiliationInline, IdentifierInline)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        old = form.initial.get("slug")
        super().save_model(request, obj, form, change)
        if change and old and old != obj.slug:  # the old address redirects for ever
            ActorSlug.objects.filter(slug=obj.slug).delete()
            ActorSlug.objects.update_or_create(slug=old, defaults={"actor": obj})


@admin.register(ActorAlias)
class ActorAliasAdmin(CuratedAdmin):
    list_display = ("name", "actor", "language", "case_sensitive", "ambiguous", "valid_from", "valid_until")
    list_filter = ("language", "ambiguous", "case_sensitive")
    list_select_related = ("actor",)
    search_fields = ("name", "actor__name")
    autocomplete_fields = ("actor",)


@admin.register(ActorRole)
class ActorRoleAdmin(CuratedAdmin):
    list_display = ("title", "actor", "organisation", "country", "valid_from", "valid_until")
    list_select_related = ("actor", "organisation", "country")
    search_fields = ("title", "actor__name")
    autocomplete_fields = ("actor", "organisation", "country")


@admin.register(Affiliation)
class AffiliationAdmin(CuratedAdmin):
    list_display = ("actor", "organisation", "kind", "valid_from", "valid_until")
    list_select_related = ("actor", "organisation")
    search_fields = ("actor__name", "organisation__name")
    autocomplete_fields = ("actor", "organisation")


@admin.register(ActorIdentifier)
class ActorIdentifierAdmin(CuratedAdmin):
    list_display = ("value", "scheme", "actor")
    list_filter = ("scheme",)
    list_select_related = ("actor",)
    search_fields = ("value", "actor__name")
    autocomplete_fields = ("actor",)


@admin.register(ActorSlug)
class ActorSlugAdmin(CuratedAdmin):
    list_display = ("slug", "actor")
    list_select_related = ("actor",)
    search_fields = ("slug", "actor__name")
    autocomplete_fields = ("actor",)
