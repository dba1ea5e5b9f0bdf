"""Rows beside a record. Django's table names their fields by the head of the column alone, which no reader of a screen
hears: here every field carries its own name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.forms import BaseInlineFormSet

if TYPE_CHECKING:
    from django.forms import ModelForm
    from django.http import HttpRequest

    TabularInline = admin.TabularInline[Any, Any]
    InlineFormSet = BaseInlineFormSet[Any, Any, ModelForm[Any]]
else:
    TabularInline = admin.TabularInline
    InlineFormSet = BaseInlineFormSet


class NamedFieldsFormSet(InlineFormSet):
    """Gives every visible field the name a screen reader says: its label and the number of its row."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        row = "new row" if index is None else f"row {index + 1}"
        for field in form.fields.values():
            widget = getattr(field.widget, "widget", field.widget)  # beside a link to add one, Django wraps it
            if not widget.is_hidden:
                widget.attrs["aria-label"] = f"{field.label}, {row}"


class EditableInline(TabularInline):
    """Rows that are changed beside their record."""

    extra = 0
    formset = NamedFieldsFormSet


class ReadOnlyInline(TabularInline):
    """Rows that are shown beside a record and changed elsewhere."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
