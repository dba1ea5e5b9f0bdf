"""Django's name for the actors record app."""

from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "newsapp.actors"
