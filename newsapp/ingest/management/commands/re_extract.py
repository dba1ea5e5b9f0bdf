"""manage.py re_extract: read stored articles again with the present engine and the knowledge in the database."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from newsapp.articles.models import Article
from newsapp.extraction.extract import ExtractionRefused
from newsapp.extraction.knowledge import Knowledge
from newsapp.ingest.re_extract import re_extract, versions_of
from newsapp.ingest.snapshot import database_tables, record_snapshot

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Read stored articles again. Events keep their ids; what curators decided stays; what is gone is withdrawn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="slugs; none means all")
        parser.add_argument("--json", action="store_true", help="one JSON object a line and article, the counts last")

    def handle(self, *args: Any, **options: Any) -> None:
        slugs = options["articles"]
        missing = set(slugs) - set(Article.objects.filter(slug__in=slugs).values_list("slug", flat=True))
        if missing:
            raise CommandError(f"no such article: {', '.join(sorted(missing))}")
        tables = database_tables()
        knowledge = Knowledge.from_tables(tables)
        snapshot = record_snapshot(knowledge, {name: len(rows) for name, rows in tables.items()})
        total: Counter[str] = Counter()
        for version in versions_of(slugs):
            try:
                report = re_extract(version=version, knowledge=knowledge, snapshot=snapshot)
            except ExtractionRefused as error:
                total["refused"] += 1
                self.stderr.write(str(error))
                continue
            total += Counter({"articles": 1, **report.counts})
            if options["json"]:
                changes = [
                    {"event": change.event, "before": change.before, "after": change.after} for change in report.changes
                ]
                sys.stdout.write(json.dumps({"article": report.article, **report.counts, "changes": changes}) + "\n")
                continue
            self.stdout.write(f"{report.article}: " + ", ".join(f"{n} {name}" for name, n in report.counts.items()))
            for change in report.changes:
                self.stdout.write(
                    f"  event {change.event}: {change.before or 'new'}\n    now: {change.after or 'gone'}"
                )
        if options["json"]:
            sys.stdout.write(json.dumps({"read": total["articles"] + total["refused"], **total}) + "\n")
        else:
            self.stdout.write(", ".join(f"{n} {name}" for name, n in total.items()) or "no article")
