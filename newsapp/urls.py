"""The table of contents: every address of the site."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

handler500 = "newsapp.browse.views.errors.server_error"
urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("newsapp.browse.urls")),
]
