"""manage.py evaluate_extraction: score the engine against gold annotations (docs/extraction-output.md)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsapp.extraction.evaluation import evaluate_kind
from newsapp.ingest.snapshot import database_knowledge, fixture_knowledge

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Score the engine against gold annotations and print one table, or JSON."
    requires_system_checks: list[str] = []  # noqa: RUF012  Django's own way to say none

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("gold", type=Path, metavar="GOLD", help="a gold file, or a folder of them")
        parser.add_argument("--kind", choices=["seed", "articles", "plv", "timex"], default="articles")
        parser.add_argument("--texts", type=Path, help="the texts, where the gold does not hold them (.txt or .csv)")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--knowledge", choices=["fixtures", "database"], default="fixtures")

    def handle(self, *args: Any, **options: Any) -> None:
        knowledge = database_knowledge() if options["knowledge"] == "database" else fixture_knowledge()
        texts = options["texts"]
        if options["kind"] == "seed" and texts is None:  # the article the product ships
            texts = settings.FIXTURES_DIR / "articles" / "blinken_arrives_in_israel.txt"
        try:
            evaluation = evaluate_kind(options["gold"], options["kind"], knowledge, texts)
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"{options['gold']}: {error}") from error
        if options["json"]:
            sys.stdout.write(json.dumps(evaluation.to_dict(), ensure_ascii=False) + "\n")
        else:
            self.stdout.write(evaluation.table())
