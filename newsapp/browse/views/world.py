"""The map: where events happened, or where those who acted come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from newsapp.browse.addresses import address, chips, filter_pairs, title_in_words
from newsapp.browse.map_record import MEASURES, read_map
from newsapp.browse.world_map import REGIONS
from newsapp.events.filters import parse_event_filter
from newsapp.events.models.types import EventClass
from newsapp.htmx import render_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from newsapp.htmx import HtmxHttpRequest


@require_safe
def event_map(request: HtmxHttpRequest) -> HttpResponse:
    form, parsed = parse_event_filter(request.GET)
    chosen = parsed or form.usable_filter()
    pairs = filter_pairs(chosen)
    record = read_map(chosen, request.GET) if parsed else None
    seen = [("measure", record.measure), ("region", record.region.slug)] if record else []
    seen = [pair for pair in seen if pair[1]]
    # The control shows one class; several, or one that is not wanted, travel along with all that has no control here.
    shown_class = chosen.event_class[0].value if [choice.wanted for choice in chosen.event_class] == [True] else ""
    own = {("class", shown_class), *(pair for pair in pairs if pair[0] in {"from", "to"})}
    context = {
        "record": record,
        "chosen": chosen,
        "problems": form.problems(),
        "title": title_in_words(chosen),
        "chips": chips(request.path, chosen, seen),
        "clear": address(request.path, seen),
        "events_url": address("/events/", pairs),
        "carried": [pair for pair in pairs if pair not in own],
        "measures": list(MEASURES.items()),
        "regions": [(region.slug, region.name) for region in REGIONS],
        "classes": EventClass.choices,
        "shown_class": shown_class,
    }
    return render_page(request, "browse/event_map.html", context, fragment="browse/_event_map.html")
