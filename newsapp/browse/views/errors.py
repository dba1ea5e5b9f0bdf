"""The page for a fault of ours: a reference that leads to the log line, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseServerError
from django.template import loader

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def server_error(request: HttpRequest) -> HttpResponse:
    """No context processor runs here: what broke the page may break them too."""
    template = loader.get_template("500.html")
    return HttpResponseServerError(template.render({"reference": getattr(request, "reference", "")}))
