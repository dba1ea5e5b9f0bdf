"""Countries by region, and one country: what happened in it, what its actors did, what was done to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from newsapp.browse.country_record import read_country_index, read_country_record
from newsapp.browse.timeline import group_by_day, read_rows
from newsapp.countries.models import Country
from newsapp.events.models import Event
from newsapp.htmx import render_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from newsapp.htmx import HtmxHttpRequest

LATEST = 20


@require_safe
def country_list(request: HtmxHttpRequest) -> HttpResponse:
    return render_page(request, "browse/country_list.html", {"index": read_country_index()})


@require_safe
def country_detail(request: HtmxHttpRequest, iso3: str) -> HttpResponse:
    if iso3 != iso3.upper():
        return HttpResponsePermanentRedirect(f"/countries/{iso3.upper()}/")
    country = Country.objects.filter(iso3=iso3).first()
    if country is None:
        raise Http404
    events = Event.objects.shown().involving_country(country)
    context = {
        "country": country,
        "record": read_country_record(country),
        "days": group_by_day(read_rows(events.in_timeline_order()[:LATEST])),
    }
    return render_page(request, "browse/country_detail.html", context)
