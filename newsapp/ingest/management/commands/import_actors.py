"""manage.py import_actors: bring actors from a list into the database."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from newsapp.importers.documents import Refusal
from newsapp.importers.registry import ACTOR_READERS
from newsapp.ingest.import_actors import import_actors
from newsapp.ingest.import_counts import end_with_counts

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Import actors from a file. The same file twice is imported once; what curators decided stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--format", required=True, choices=sorted(ACTOR_READERS))
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object a line and row, the counts last")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        try:
            reports = import_actors(options["file"], file_format=options["format"], dry_run=options["dry_run"])
        except Refusal as error:
            raise CommandError(str(error)) from error
        for report in reports:
            if options["json"]:
                sys.stdout.write(json.dumps(asdict(report), ensure_ascii=False) + "\n")
            elif report.reason or options["verbosity"] > 1:
                actor = f" /actors/{report.actor}/" if report.actor else ""
                self.stdout.write(
                    f"{report.outcome} row {report.line}{actor}{' ' * bool(report.reason)}{report.reason}"
                )
        took = f" ({time.monotonic() - began:.1f} s)"
        end_with_counts(self, reports, things="rows", options=options, note=took)
