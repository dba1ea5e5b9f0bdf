"""`manage.py run`: prepares the database on the first start and serves the site until Ctrl-C."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand

from newsapp import serve

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    help = "Prepare what is missing, then serve the site until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        serve.add_arguments(parser)

    def handle(self, *args: object, **options: object) -> None:
        del args
        serve.run(host=str(options["host"]), port=int(str(options["port"])), demo=not options["no_demo"])
