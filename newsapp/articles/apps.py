"""Django's name for the articles record app."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "newsapp.articles"
