"""The site's addresses, and two views to measure against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import include, path

from newsapp.browse import page_cache
from newsapp.browse.timeline import COLUMNS
from newsapp.events.models import Event

if TYPE_CHECKING:
    from django.http import HttpRequest

    from newsapp.htmx import HtmxHttpRequest


def one_query(request: HttpRequest) -> HttpResponse:
    """Fifty rows by one indexed query, printed without a template."""
    rows = Event.objects.shown().in_timeline_order().values_list(*COLUMNS)[:50]
    return HttpResponse("\n".join(" ".join(map(str, row)) for row in rows), content_type="text/plain")


def made_anew(request: HtmxHttpRequest, address: str) -> HttpResponse:
    """Any page with the store emptied first: what a reader pays who comes first after a change."""
    from django.urls import resolve

    page_cache.store.clear()
    match = resolve(f"/{address}", urlconf="newsapp.urls")
    request.path = request.path_info = f"/{address}"
    request.resolver_match = match
    answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return answer


urlpatterns = [
    path("benchmark/one-query/", one_query),
    path("benchmark/anew/<path:address>", made_anew),
    path("benchmark/anew/", made_anew, {"address": ""}),
    path("", include("newsapp.urls")),
]
