"""Importing text files: every file is accounted for, each article is all or nothing, the same text twice is once."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, transaction
from django.utils import timezone

from newsapp.articles.models import Article
from newsapp.extraction.extract import ExtractionRefused, extract_text
from newsapp.extraction.knowledge import Knowledge
from newsapp.importers.documents import Refusal
from newsapp.importers.manifest import Manifest, described, read_manifest
from newsapp.importers.registry import READERS, read_file
from newsapp.ingest.models import ImportItem, ImportRun
from newsapp.ingest.snapshot import database_tables, record_snapshot
from newsapp.ingest.store_article import Stored, find_stored, store_article

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

Outcome = ImportItem.Outcome
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ItemReport:
    """What became of one file, for people and for JSON."""

    path: str
    outcome: str
    reason: str
    article: str
    events: int


class _Undo(Exception):  # noqa: N818  a signal to roll back, not an error
    """Rolls a dry run back."""


class Importer:
    """Reads, extracts and stores documents one by one; the engine and its knowledge are loaded when first needed."""

    def __init__(self, *, published: dt.date | None, source: str, dry_run: bool) -> None:
        self.published, self.source, self.dry_run = published, source, dry_run
        self._knowledge: Knowledge | None = None
        self._counts: dict[str, int] = {}
        self._manifests: dict[Path, Manifest] = {}

    def _manifest(self, folder: Path) -> Manifest:
        """What the folder of a file says of its texts, read once."""
        if folder not in self._manifests:
            self._manifests[folder] = read_manifest(folder)
        return self._manifests[folder]

    def import_file(self, path: Path) -> ItemReport:
        shown = readable(str(path))
        try:
            document = described(replace(read_file(path), source_path=shown), self._manifest(path.parent), path.name)
            stored = find_stored(document.text)
            if stored is None:
                if self._knowledge is None:
                    tables = database_tables()
                    self._knowledge = Knowledge.from_tables(tables)
                    self._counts = {name: len(rows) for name, rows in tables.items()}
                published = self.published or document.published
                findings = extract_text(document.text, self._knowledge, published=published, name=shown)
                try:
                    with transaction.atomic():
                        snapshot = record_snapshot(self._knowledge, self._counts)
                        stored = store_article(
                            document=document,
                            findings=findings,
                            snapshot=snapshot,
                            source=self.source or document.publisher,
                        )
                        if self.dry_run:
                            raise _Undo
                except _Undo:
                    pass
        except (Refusal, ExtractionRefused) as error:
            return ItemReport(shown, Outcome.REFUSED, str(error), "", 0)
        except (OperationalError, InterfaceError):
            raise  # the database is away: nothing further can be stored, and the caller says so
        except DatabaseError as error:
            if isinstance(error, IntegrityError) and (stored := find_stored(document.text)) is not None:
                return report_of(shown, stored)  # another import was faster with the same text
            reason = f"{shown}: the database refused it: {str(error).splitlines()[0][:200]}"
            return ItemReport(shown, Outcome.REFUSED, reason, "", 0)
        except Exception as error:  # one article that trips the engine must not cost the others
            logger.exception("reading %s failed", shown)
            reason = f"{shown}: the engine failed on it ({type(error).__name__}); this is a bug, please report it"
            return ItemReport(shown, Outcome.REFUSED, reason[:300], "", 0)
        assert stored is not None  # noqa: S101  set on every way that gets here
        return report_of(shown, stored)


def readable(path: str) -> str:
    """A path as Unicode that can be stored and printed: bytes that are no UTF-8 are written as `\\xe9`."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def report_of(path: str, stored: Stored) -> ItemReport:
    slug = stored.article.slug if stored.article else ""
    return ItemReport(path, stored.outcome, stored.reason, slug, stored.events)


def import_articles(
    paths: Sequence[Path],
    *,
    published: dt.date | None = None,
    source: str = "",
    dry_run: bool = False,
    command: str = "",
) -> Iterator[ItemReport]:
    """Import files and folders; yields a report per file, and records the run unless it is a dry one."""
    importer = Importer(published=published, source=source, dry_run=dry_run)
    if dry_run:
        yield from (importer.import_file(path) for path in find_files(paths))
        return
    run = ImportRun.objects.create(command=readable(command)[:200])
    for path in find_files(paths):
        report = importer.import_file(path)
        record_item(run, report)
        yield report
    finish(run)


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Each file as named, and every file below each folder that some reader takes, in order of name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix.lower() in READERS and file.is_file())
        else:
            yield path


def record_item(run: ImportRun, report: ItemReport) -> None:
    ImportItem.objects.create(
        run=run,
        path=report.path[-500:],
        outcome=report.outcome,
        reason=report.reason[:400],
        article=Article.objects.filter(slug=report.article).first() if report.article else None,
        events=report.events,
    )


def finish(run: ImportRun) -> None:
    counts = tally(item.outcome for item in run.items.all())
    for outcome, count in counts.items():
        setattr(run, outcome, count)
    run.read = sum(counts.values())
    run.finished_at = timezone.now()
    run.save()


def tally(outcomes: Iterable[str]) -> dict[str, int]:
    counts = {str(outcome): 0 for outcome in Outcome.values}
    for outcome in outcomes:
        counts[str(outcome)] += 1
    return counts
