"""manage.py import_articles: read text files into the database with everything the engine finds in them."""

from __future__ import annotations

import datetime as dt
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from newsapp.importers.documents import Refusal
from newsapp.ingest.import_articles import import_articles
from newsapp.ingest.import_counts import end_with_counts

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Import text files (the first line is the title) and folders of them. The same text twice is imported once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--published", type=dt.date.fromisoformat, metavar="DATE", help="YYYY-MM-DD")
        parser.add_argument("--source", default="", metavar="NAME", help="who published them")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object a line and file, the counts last")

    def handle(self, *args: Any, **options: Any) -> None:
        reports = []
        try:
            for report in import_articles(
                options["paths"],
                published=options["published"],
                source=options["source"],
                dry_run=options["dry_run"],
                command="import_articles " + " ".join(str(path) for path in options["paths"]),
            ):
                reports.append(report)
                if options["json"]:
                    sys.stdout.write(json.dumps(asdict(report), ensure_ascii=False) + "\n")
                else:
                    detail = f": {report.events} events, /articles/{report.article}/" if report.article else ""
                    reason = f" ({report.reason})" if report.reason else ""
                    self.stdout.write(f"{report.outcome} {report.path}{detail}{reason}")
        except Refusal as error:
            raise CommandError(str(error)) from error
        end_with_counts(self, reports, things="files", options=options)
