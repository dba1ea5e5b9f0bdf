"""Curators at their desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.test import Client

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def curator(db: None) -> Client:
    """The browser of a superuser."""
    client = Client()
    client.force_login(User.objects.create_superuser("curator", password="long enough to be taken"))
    return client


@pytest.fixture
def staff(db: None) -> Client:
    """The browser of somebody who may enter and do nothing."""
    client = Client()
    client.force_login(User.objects.create_user("staff", password="long enough to be taken", is_staff=True))
    return client


@pytest.fixture
def form_of(curator: Client) -> Callable[[str], dict[str, str]]:
    """What the browser would send from a change form nobody touched."""

    def read(address: str) -> dict[str, str]:
        context = curator.get(address).context
        forms = [
            context["adminform"].form,
            *(inline.formset.management_form for inline in context["inline_admin_formsets"]),
        ]
        forms += [row for inline in context["inline_admin_formsets"] for row in inline.formset.initial_forms]
        sent: dict[str, str] = {}
        for form in forms:
            for bound in form:
                plain = getattr(bound.field.widget, "widget", bound.field.widget)
                widget = plain.get_context(bound.html_name, bound.value(), {})["widget"]
                for part in widget.get("subwidgets", [widget]):
                    if part.get("type") == "checkbox" and not part["attrs"].get("checked"):
                        continue
                    value = part["value"]
                    value = value[0] if isinstance(value, list) and value else value
                    sent[part["name"]] = "" if value in (None, [], "None") else str(value)
        return sent

    return read
