"""manage.py extract: print what the engine finds in text files, without touching the database."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from newsapp.extraction.extract import ExtractionRefused, extract_text
from newsapp.extraction.output import findings_to_json
from newsapp.importers.documents import Refusal
from newsapp.importers.registry import read_file
from newsapp.ingest.snapshot import database_knowledge, fixture_knowledge

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from newsapp.extraction.findings import Findings


class Command(BaseCommand):
    help = (
        "Print the findings of text files: as JSON (one object a line and file; docs/extraction-output.md) or in words."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012  Django's own way to say none

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object a line and file")
        parser.add_argument("--published", type=dt.date.fromisoformat, metavar="DATE", help="YYYY-MM-DD")
        parser.add_argument(
            "--knowledge",
            choices=["fixtures", "database"],
            default="fixtures",
            help="which names and words to know: those shipped (default) or those curated in the database",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        knowledge = database_knowledge() if options["knowledge"] == "database" else fixture_knowledge()
        refused = 0
        for path in options["files"]:
            try:
                document = read_file(path)
                findings = extract_text(document.text, knowledge, published=options["published"], name=str(path))
            except (Refusal, ExtractionRefused) as error:
                refused += 1
                self.stderr.write(str(error))
                continue
            if options["json"]:
                sys.stdout.write(json.dumps(findings_to_json(findings, file=str(path)), ensure_ascii=False) + "\n")
            else:
                self.describe(path, findings)
        if refused:
            raise CommandError(f"{refused} of {len(options['files'])} files refused")

    def describe(self, path: Path, findings: Findings) -> None:
        published = findings.published
        self.stdout.write(f"{path}: {findings.title}")
        self.stdout.write(f"  published {published.value or 'unknown'} ({published.basis})")
        for event in findings.events:
            source = ", ".join(party.name for party in event.source) or "?"
            target = ", ".join(party.name for party in event.target) or "?"
            start, end = event.sentence_span
            self.stdout.write(
                f"  {event.date.value or 'no date'}  {event.cameo} {event.modality}: {source} -> {target}\n"
                f"      “{findings.text[start:end]}”"
            )
