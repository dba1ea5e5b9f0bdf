"""Django's name for the curation face."""

from django.apps import AppConfig


class CurationConfig(AppConfig):
    name = "newsapp.curation"
