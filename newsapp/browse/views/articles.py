"""The list of articles by day, and one article with its events beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import Http404
from django.views.decorators.http import require_safe

from newsapp.articles.models import Article
from newsapp.browse.annotated import annotate
from newsapp.browse.article_index import PAGE_SIZE, group_articles, read_article_rows
from newsapp.browse.article_record import read_article_record
from newsapp.htmx import render_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from newsapp.htmx import HtmxHttpRequest


class ArticleListForm(forms.Form):
    q = forms.CharField(required=False, max_length=200)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)


class SelectedEventForm(forms.Form):
    event = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


@require_safe
def article_list(request: HtmxHttpRequest) -> HttpResponse:
    form = ArticleListForm(request.GET)
    form.is_valid()
    words = form.cleaned_data.get("q") or ""
    number = form.cleaned_data.get("page") or 1
    articles = Article.objects.containing(words) if words else Article.objects.all()
    start = (number - 1) * PAGE_SIZE
    rows = read_article_rows(articles.newest_first()[start : start + PAGE_SIZE + 1])
    context = {
        "words": words,
        "problems": [str(message) for messages in form.errors.values() for message in messages],
        "total": articles.count(),
        "days": group_articles(rows[:PAGE_SIZE]),
        "page": number,
        "older": number + 1 if len(rows) > PAGE_SIZE else None,
        "newer": number - 1 if number > 1 else None,
    }
    return render_page(request, "browse/article_list.html", context, fragment="browse/_article_list.html")


@require_safe
def article_detail(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    found = read_article_record(slug)
    if found is None:
        raise Http404
    version, record = found
    form = SelectedEventForm(request.GET)
    selected = form.cleaned_data["event"] if form.is_valid() else None
    read = annotate(version, selected=selected)
    context = {
        "record": record,
        "title": read.title,
        "paragraphs": read.paragraphs,
        "events": read.event_count,
        "waiting": read.waiting_count,
        "outline": [paragraph for paragraph in read.paragraphs if paragraph.heading_id],
    }
    return render_page(request, "browse/article_detail.html", context)
