"""How events are coded: the classes and types, and one type with its codes and events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from newsapp.browse.timeline import group_by_day, read_rows
from newsapp.browse.type_record import read_type_index, read_type_record
from newsapp.events.filters import EventFilterForm
from newsapp.events.models import Event
from newsapp.htmx import render_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from newsapp.htmx import HtmxHttpRequest

LATEST = 20


@require_safe
def type_list(request: HtmxHttpRequest) -> HttpResponse:
    groups = read_type_index()
    context = {"groups": groups, "total": sum(group.count for group in groups)}
    return render_page(request, "browse/type_list.html", context)


@require_safe
def type_detail(request: HtmxHttpRequest, code: str) -> HttpResponse:
    if code != code.upper():
        return HttpResponsePermanentRedirect(f"/types/{code.upper()}/")
    record = read_type_record(code)
    if record is None:
        raise Http404
    form = EventFilterForm({"type": [code]})
    events = form.event_filter().events() if form.is_valid() else Event.objects.none()
    context = {"record": record, "days": group_by_day(read_rows(events.in_timeline_order()[:LATEST]))}
    return render_page(request, "browse/type_detail.html", context)
