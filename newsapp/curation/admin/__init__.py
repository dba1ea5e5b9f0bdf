"""Django admin, one module per record app; importing this registers them all."""

from django.conf import settings
from django.contrib import admin

from newsapp.curation.admin import actors, articles, countries, events, ingest, knowledge

# The login page calls the host "site_name", so our own name is said here and not by the context processor.
admin.site.site_title = settings.SITE_NAME
admin.site.site_header = f"{settings.SITE_NAME}, curators’ desk"

__all__ = ["actors", "articles", "countries", "events", "ingest", "knowledge"]
