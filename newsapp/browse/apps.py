"""Django's name for the browse face."""

from django.apps import AppConfig


class BrowseConfig(AppConfig):
    name = "newsapp.browse"
