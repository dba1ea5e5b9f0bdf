"""The timeline with its filters, and one event with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from newsapp.browse.addresses import address, chips, filter_pairs, title_in_words
from newsapp.browse.event_record import read_event_record
from newsapp.browse.histogram import draw
from newsapp.browse.paging import SORTS, read_page
from newsapp.browse.timeline import group_by_day
from newsapp.events.counting import FilterCounts
from newsapp.events.facets import Facets, read_facets, read_finds
from newsapp.events.filters import parse_event_filter
from newsapp.events.histogram import read_histogram
from newsapp.events.models import Event
from newsapp.events.querysets import READABLE
from newsapp.htmx import render_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from newsapp.events.filters import EventFilter
    from newsapp.htmx import HtmxHttpRequest


@require_safe
def event_list(request: HtmxHttpRequest) -> HttpResponse:
    form, parsed = parse_event_filter(request.GET)
    chosen = parsed or form.usable_filter()
    events = chosen.events() if parsed else Event.objects.none()
    page = read_page(events, request.GET)
    pairs = filter_pairs(chosen)
    sorted_pairs = [*pairs, ("sort", page.sort)] if page.sort != "newest" else pairs
    counts = FilterCounts(chosen)
    facets = read_facets(counts, finds=read_finds(request.GET))
    context = {
        "chosen": chosen,
        "problems": form.problems(),
        "title": title_in_words(chosen),
        "total": counts.total if parsed else 0,
        "anything": parsed is None or bool(page.rows) or Event.objects.shown().exists(),
        "waiting": waiting_under(chosen, pairs) if parsed else None,
        "chips": chips(request.path, chosen),
        "facets": facets,
        "carried": carried(pairs, facets),
        "plot": draw(read_histogram(counts), chosen, request.path) if parsed else None,
        "page": page,
        "not_prefix": address(request.path, sorted_pairs) + ("&" if sorted_pairs else "?"),
        "sorts": [(name, sort.label) for name, sort in SORTS.items()],
        "days": group_by_day(page.rows) if page.is_by_day else (),
        "newer": address(request.path, [*sorted_pairs, ("before", page.newer)]) if page.newer else "",
        "older": address(request.path, [*sorted_pairs, ("after", page.older)]) if page.older else "",
        "first_page": address(request.path, sorted_pairs),
    }
    return render_page(request, "browse/event_list.html", context, fragment="browse/_event_list.html")


def waiting_under(chosen: EventFilter, pairs: list[tuple[str, str]]) -> tuple[int, str, str]:
    """How many events under the filter wait for review, and the addresses of the list with them and of them alone."""
    if chosen.status:
        return 0, "", ""
    count = chosen.apply(Event.objects.waiting()).count()
    every = [("status", name) for name in READABLE]
    return count, address("/events/", [*pairs, *every]), address("/events/", [*pairs, ("status", "queued")])


def carried(pairs: list[tuple[str, str]], facets: Facets) -> list[tuple[str, str]]:
    """Chosen values without a control of their own in the form: they travel along as hidden fields."""
    own = {"q", "from", "to", "sort"}
    shown = {
        *(("actor", row.raw) for row in facets.actor),
        *(("country", row.raw) for row in facets.country),
        *(("type" if row.is_child else "class", row.raw) for row in facets.types),
    }
    return [pair for pair in pairs if pair[0] not in own and pair not in shown]


@require_safe
def event_detail(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    record = read_event_record(pk)
    if record is None:
        raise Http404
    if record.merged_into:  # for now: a curator may take it apart again
        return HttpResponseRedirect(reverse("event_detail", args=[record.merged_into]))
    if record.withdrawn_reason:
        return render_page(request, "browse/event_withdrawn.html", {"record": record}, status=410)
    return render_page(request, "browse/event_detail.html", {"record": record, "address": request.build_absolute_uri()})
