"""Django admin, one module per record app; importing this registers them all."""

from newsapp.curation.admin import actors, articles, countries, events, ingest, knowledge

__all__ = ["actors", "articles", "countries", "events", "ingest", "knowledge"]
