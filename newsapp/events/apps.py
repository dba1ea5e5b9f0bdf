"""Django's name for the events record app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "newsapp.events"
