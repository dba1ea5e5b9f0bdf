"""manage.py load_fixtures: bring the reference data the project ships into the database."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsapp.ingest.fixture_files import FixtureError
from newsapp.ingest.fixtures import load_fixtures

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Load the reference data (countries, event types, actors, places, knowledge). What curators changed stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.FIXTURES_DIR)
        parser.add_argument("--force", action="store_true", help="read unchanged files again")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        try:
            for name, count in load_fixtures(options["folder"], force=options["force"]):
                if count is None:
                    self.stdout.write(f"{name}: unchanged since the last load")
                else:
                    self.stdout.write(
                        f"{name}: {count.inserted} inserted, {count.updated} updated, {count.unchanged} unchanged, "
                        f"{count.left_to_curator} left as a curator decided ({time.monotonic() - began:.1f} s)"
                    )
        except FixtureError as error:
            raise CommandError(str(error)) from error
