"""How every import command ends: all that was read is counted by what became of it, in words or as one JSON line."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Protocol

from newsapp.ingest.import_articles import tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.core.management.base import BaseCommand


class Report(Protocol):
    """What became of one file or row."""

    @property
    def outcome(self) -> str: ...


def end_with_counts(
    command: BaseCommand, reports: Sequence[Report], *, things: str, options: Mapping[str, Any], note: str = ""
) -> None:
    """Say the counts of `reports` as the options `json` and `dry_run` ask; exit status 1 where one was refused."""
    counts = tally(report.outcome for report in reports)
    if options["json"]:
        sys.stdout.write(json.dumps({"read": len(reports), **counts, "dry_run": options["dry_run"]}) + "\n")
    else:
        said = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
        dry = "Dry run, nothing was changed. " if options["dry_run"] else ""
        command.stdout.write(f"{dry}{len(reports)} {things}: {said}{note}")
    if counts["refused"]:
        sys.exit(1)
