"""Addresses of the public pages. URL name = view = template."""

from __future__ import annotations

from django.urls import path

from newsapp.browse.views import actors, articles, countries, events, home, search

urlpatterns = [
    path("", home.home, name="home"),
    path("events/", events.event_list, name="event_list"),
    path("events/<int:pk>/", events.event_detail, name="event_detail"),
    path("articles/", articles.article_list, name="article_list"),
    path("articles/<slug:slug>/", articles.article_detail, name="article_detail"),
    path("actors/", actors.actor_list, name="actor_list"),
    path("actors/<slug:slug>/", actors.actor_detail, name="actor_detail"),
    path("countries/", countries.country_list, name="country_list"),
    path("countries/<slug:iso3>/", countries.country_detail, name="country_detail"),
    path("search/", search.search, name="search"),
    path("healthz", home.healthz, name="healthz"),
    path("readyz", home.readyz, name="readyz"),
]
