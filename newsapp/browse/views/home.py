"""The front page, and the two probes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsapp.browse.front_page import read_front_page
from newsapp.htmx import render_page

if TYPE_CHECKING:
    from django.http import HttpRequest

    from newsapp.htmx import HtmxHttpRequest


@require_safe
def home(request: HtmxHttpRequest) -> HttpResponse:
    return render_page(request, "browse/home.html", {"front": read_front_page()})


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers too; while it does not, the answer is 503."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ready\n", content_type="text/plain")
