"""Addresses of the public pages. URL name = view = template."""

from __future__ import annotations

from django.urls import path

from newsapp.browse.page_cache import kept_ready
from newsapp.browse.views import about, actors, articles, countries, events, home, search, types, world

urlpatterns = [
    path("", kept_ready(home.home), name="home"),
    path("events/", kept_ready(events.event_list), name="event_list"),
    path("events/<int:pk>/", kept_ready(events.event_detail), name="event_detail"),
    path("articles/", kept_ready(articles.article_list), name="article_list"),
    path("articles/<slug:slug>/", kept_ready(articles.article_detail), name="article_detail"),
    path("actors/", kept_ready(actors.actor_list), name="actor_list"),
    path("actors/<slug:slug>/", kept_ready(actors.actor_detail), name="actor_detail"),
    path("countries/", kept_ready(countries.country_list), name="country_list"),
    path("countries/<slug:iso3>/", kept_ready(countries.country_detail), name="country_detail"),
    path("map/", kept_ready(world.event_map), name="event_map"),
    path("types/", kept_ready(types.type_list), name="type_list"),
    path("types/<slug:code>/", kept_ready(types.type_detail), name="type_detail"),
    path("about/", kept_ready(about.about), name="about"),
    path("search/", kept_ready(search.search), name="search"),
    path("healthz", home.healthz, name="healthz"),
    path("readyz", home.readyz, name="readyz"),
]
