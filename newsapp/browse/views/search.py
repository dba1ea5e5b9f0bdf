"""The search page: events, sentences, articles, actors and countries for the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.views.decorators.http import require_safe

from newsapp.browse.search import search_everything
from newsapp.htmx import render_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from newsapp.htmx import HtmxHttpRequest


class SearchForm(forms.Form):
    q = forms.CharField(required=False, max_length=200)


@require_safe
def search(request: HtmxHttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    context = {
        "words": words,
        "problems": [str(message) for messages in form.errors.values() for message in messages],
        "found": search_everything(words) if words else None,
    }
    return render_page(request, "browse/search.html", context)
