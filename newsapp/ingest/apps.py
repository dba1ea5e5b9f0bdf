"""Django's name for the ingest app."""

from django.apps import AppConfig


class IngestConfig(AppConfig):
    name = "newsapp.ingest"
