"""Django's name for the countries record app."""

from django.apps import AppConfig


class CountriesConfig(AppConfig):
    name = "newsapp.countries"
