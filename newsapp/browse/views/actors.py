"""The index of actors, and one actor with its names, offices, events and partners."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from newsapp.actors.models import Actor, ActorSlug
from newsapp.browse.actor_index import read_actor_index
from newsapp.browse.actor_record import read_actor_record
from newsapp.browse.timeline import group_by_day, read_rows
from newsapp.events.models import Event
from newsapp.htmx import render_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from newsapp.htmx import HtmxHttpRequest

LATEST = 20


class ActorListForm(forms.Form):
    q = forms.CharField(required=False, max_length=200)
    kind = forms.ChoiceField(required=False, choices=[("", "All kinds"), *Actor.Kind.choices])
    letter = forms.RegexField(required=False, regex=r"^[A-Z#]$")
    all = forms.BooleanField(required=False)


@require_safe
def actor_list(request: HtmxHttpRequest) -> HttpResponse:
    form = ActorListForm(request.GET)
    form.is_valid()
    index = read_actor_index(
        words=form.cleaned_data.get("q") or "",
        kind=form.cleaned_data.get("kind") or "",
        letter=form.cleaned_data.get("letter") or "",
        also_without_events=bool(form.cleaned_data.get("all")),
    )
    context = {
        "form": form,
        "problems": [str(message) for messages in form.errors.values() for message in messages],
        "index": index,
        "letters": [*string.ascii_uppercase, "#"],
        "kinds": [("", "All kinds"), *Actor.Kind.choices],
    }
    return render_page(request, "browse/actor_list.html", context, fragment="browse/_actor_list.html")


@require_safe
def actor_detail(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    actor = Actor.objects.select_related("country", "merged_into").filter(slug=slug).first()
    if actor is None:
        old = ActorSlug.objects.select_related("actor").filter(slug=slug).first()
        if old is None:
            raise Http404
        return HttpResponsePermanentRedirect(old.actor.get_absolute_url())
    if actor.merged_into:
        return HttpResponsePermanentRedirect(actor.merged_into.get_absolute_url())
    events = Event.objects.shown().involving_actor(actor)
    context = {
        "actor": actor,
        "record": read_actor_record(actor, events),
        "days": group_by_day(read_rows(events.in_timeline_order()[:LATEST])),
    }
    return render_page(request, "browse/actor_detail.html", context)
