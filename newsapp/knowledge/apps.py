"""Django's name for the knowledge record app."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "newsapp.knowledge"
