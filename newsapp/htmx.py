"""Page or fragment, decided once: every view that serves both answers through `render_page`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse
    from django_htmx.middleware import HtmxDetails

# A cache between us and the reader must keep page and fragment apart; the third header is the history restore.
VARY = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")


class HtmxHttpRequest(HttpRequest):
    """What a view receives: django-htmx has put `htmx` on the request. For annotations only."""

    htmx: HtmxDetails


def wants_fragment(request: HtmxHttpRequest) -> bool:
    """True when htmx asks for a part of the page: not when it is boosted, nor when it restores history."""
    return bool(request.htmx) and not request.htmx.boosted and not request.htmx.history_restore_request


def render_page(
    request: HtmxHttpRequest,
    page: str,
    context: Mapping[str, object],
    *,
    fragment: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render `page`, or `fragment` when htmx asked for it; both answers carry the same `Vary`."""
    template = fragment if fragment is not None and wants_fragment(request) else page
    response = render(request, template, dict(context), status=status)
    patch_vary_headers(response, VARY)
    return response
