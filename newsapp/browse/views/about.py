"""About the data: what is covered, how it was coded, how well, and what to be careful with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from newsapp.browse.about_record import read_about
from newsapp.browse.quality import MEASURED, MEASURED_ON, MEASURED_VERSION
from newsapp.htmx import render_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from newsapp.htmx import HtmxHttpRequest


@require_safe
def about(request: HtmxHttpRequest) -> HttpResponse:
    context = {
        "about": read_about(),
        "measured": MEASURED,
        "measured_version": MEASURED_VERSION,
        "measured_on": MEASURED_ON,
    }
    return render_page(request, "browse/about.html", context)
