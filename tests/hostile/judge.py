"""What must become of a hostile file: stored as it was meant, or refused in one line; never lost, never slow."""

from __future__ import annotations

import contextlib
import signal
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from newsapp.articles.models import ArticleVersion
from newsapp.events.models import Event

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType

    from newsapp.ingest.import_articles import Importer, ItemReport
    from tests.hostile.cases import Case

# Seconds of processor time for a text of up to 200 KB.
MOST_SECONDS = 8.0
LONGEST_MESSAGE = 300


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a case; `wrong` says what is not as it has to be, and is empty when all is well."""

    name: str
    outcome: str
    seconds: float
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name} {self.outcome} in {self.seconds:.2f} s: {'; '.join(self.wrong) or 'as it has to be'}"


def write(case: Case, folder: Path) -> Path:
    path = folder / case.file_name
    path.write_bytes(case.data)
    if case.size is not None:
        with path.open("r+b") as file:
            file.truncate(case.size)
    return path


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises TimeoutError in a block that works for longer."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"still at work after {seconds:.0f} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def judge(case: Case, importer: Importer, folder: Path, most: float = MOST_SECONDS) -> Verdict:
    """Imports one case, compares what is in the database with what was meant, and undoes it."""
    path = write(case, folder)
    began = time.process_time()
    with transaction.atomic():
        try:
            with at_most(2 * most):
                report = importer.import_file(path)
        except Exception as error:
            outcome, wrong = "exception", [f"{type(error).__name__}: {str(error)[:200]}"]
        else:
            outcome = report.outcome
            wrong = problems_of(case, report)
        seconds = time.process_time() - began
        transaction.set_rollback(True)
    path.unlink()
    if seconds > most:
        wrong.append(f"took {seconds:.1f} s of {most:.1f}")
    return Verdict(case.name, outcome, seconds, tuple(wrong))


def problems_of(case: Case, report: ItemReport) -> list[str]:
    if report.outcome == "refused":
        return list(problems_of_refusal(case, report.reason))
    if report.outcome == "inserted":
        return list(problems_of_article(case, report))
    return [f"neither inserted nor refused but {report.outcome}"]


def problems_of_refusal(case: Case, reason: str) -> Iterator[str]:
    if case.fate == "accepted":
        yield f"refused: {reason[:200]}"
    if not reason.isprintable() or len(reason) > LONGEST_MESSAGE:
        yield f"no printable line of {LONGEST_MESSAGE} letters: {reason[:400]!a}"
    if case.token not in reason:
        yield f"the refusal does not tell which file: {reason!a}"
    if "failed on it" in reason or "database refused" in reason:
        yield f"a fault of ours: {reason[:200]}"
    if case.offset is not None and f"offset {case.offset}" not in reason:
        yield f"names another byte than {case.offset}: {reason}"


def problems_of_article(case: Case, report: ItemReport) -> Iterator[str]:
    if case.fate == "refused":
        yield "accepted"
    version = ArticleVersion.objects.select_related("article").filter(article__slug=report.article).first()
    if version is None:
        yield "lost: no such article"
        return
    if version.text != case.means:
        yield f"stored as another text: {version.text[:80]!a} instead of {case.means[:80]!a}"
    if len(case.means) > len(case.token) and case.token not in version.text:
        yield "the token is lost"
    if "\n" in version.article.title or "\r" in version.article.title:
        yield f"a title of two lines: {version.article.title!a}"
    if version.sentences.filter(end__gt=len(version.text)).exists():
        yield "a sentence beyond the text"
    stored = Event.objects.filter(evidence__article_version=version).distinct().count()
    if stored != report.events:
        yield f"{report.events} events told, {stored} stored"
