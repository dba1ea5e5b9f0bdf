"""Evaluation of the whole engine on gold: scores by level and root, actors, dates, modality, evidence and speed."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsapp.extraction.actor_scoring import score_actors
from newsapp.extraction.calibration import Calibration, calibrate, judge
from newsapp.extraction.extract import extract_text
from newsapp.extraction.gold import read_gold
from newsapp.extraction.scoring import LEVELS, Counts, pair_best, same_date, same_modality, score_article
from newsapp.extraction.timex_score import TimexScore, score_timex
from newsapp.extraction.typing_score import TypingScore, score_typing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from newsapp.extraction.findings import Findings
    from newsapp.extraction.gold import GoldArticle
    from newsapp.extraction.knowledge import Knowledge

_ROOTS: Final = tuple(f"{n:02d}" for n in range(2, 21))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores over all articles of a gold file. `levels` and `roots` (relaxed, by root) hold counts; `dates`,
    `modalities` and `evidence` are shares of the events matched at type level; speed in sentences a second on one core.
    """

    articles: int
    sentences: int
    levels: Mapping[str, Counts]
    roots: Mapping[str, Counts]
    actors: Counts
    dates: Counts
    modalities: Counts
    evidence: Counts
    statements: int
    seconds: float
    calibration: Calibration

    @property
    def speed(self) -> float:
        return self.sentences / self.seconds if self.seconds else 0.0

    def to_dict(self) -> dict[str, object]:
        """Plain values for JSON."""
        return {
            "articles": self.articles,
            "sentences": self.sentences,
            "levels": {name: _plain(counts) for name, counts in self.levels.items()},
            "roots": {name: _plain(counts) for name, counts in self.roots.items() if counts.gold or counts.predicted},
            "actors": _plain(self.actors),
            "date_accuracy": round(self.dates.recall, 3),
            "modality_accuracy": round(self.modalities.recall, 3),
            "evidence_accuracy": round(self.evidence.recall, 3),
            "predicted_statements": self.statements,
            "calibration": self.calibration.to_dict(),
            "sentences_per_second": round(self.speed, 1),
        }

    def table(self) -> str:
        """One table for people."""
        lines = [
            f"{self.articles} articles, {self.sentences} sentences, {self.speed:.0f} sentences per second of processor"
        ]
        lines.append(f"{'':12}{'matched':>8}{'pred':>8}{'gold':>8}{'P':>8}{'R':>8}{'F1':>8}")
        rows = [*self.levels.items(), ("actors", self.actors)]
        rows.extend((f"root {name}", counts) for name, counts in self.roots.items() if counts.gold or counts.predicted)
        for name, n in rows:
            lines.append(f"{name:12}{n.matched:8}{n.predicted:8}{n.gold:8}{n.precision:8.3f}{n.recall:8.3f}{n.f1:8.3f}")
        for name, n in (("dates", self.dates), ("modality", self.modalities), ("evidence", self.evidence)):
            lines.append(f"{name:12}{n.matched:8}{'':8}{n.gold:8}{'':8}{n.recall:8.3f}")
        c = self.calibration
        lines.append(
            f"confidence: calibration error {c.error:.3f}; published from {c.threshold:.2f} on: precision "
            f"{c.precision:.3f} of {c.share:.0%} of the events (cross-validated)"
        )
        lines.append(f"predicted statements (01), not scored: {self.statements}")
        return "\n".join(lines)


def evaluate_kind(
    gold_path: Path, kind: str, knowledge: Knowledge, texts: Path | None = None
) -> Evaluation | TypingScore | TimexScore:
    """The score of `gold_path` by its kind: seed, articles, plv (typing) or timex. Raises GoldError, ParserError."""
    if kind == "plv":
        return score_typing(gold_path, knowledge)
    if kind == "timex":
        return score_timex(gold_path, knowledge)
    return evaluate(gold_path, kind, knowledge, texts)


def evaluate(gold_path: Path, kind: str, knowledge: Knowledge, texts: Path | None = None) -> Evaluation:
    """Runs the engine over the gold of `kind` seed or articles at `gold_path`. Raises GoldError, ParserError."""
    return evaluate_articles(read_gold(gold_path, kind, texts), knowledge)


def evaluate_articles(articles: tuple[GoldArticle, ...], knowledge: Knowledge) -> Evaluation:
    """As `evaluate`, for articles already read. Processor time of extraction alone, without loading
    the parser: other work on the machine then matters little."""
    if articles:
        extract_text(articles[0].text[:200], knowledge)
    found: list[tuple[GoldArticle, Findings]] = []
    began = time.process_time()
    for article in articles:
        published = dt.date.fromisoformat(article.published) if article.published else None
        found.append((article, extract_text(article.text, knowledge, published=published, name=article.id)))
    return tally(found, time.process_time() - began, knowledge)


def tally(found: list[tuple[GoldArticle, Findings]], seconds: float, knowledge: Knowledge | None = None) -> Evaluation:
    """Scores of finished extractions; with `knowledge` an actor is also right by its known aliases."""
    levels = dict.fromkeys(LEVELS, Counts())
    roots = dict.fromkeys(_ROOTS, Counts())
    actors = dates = modalities = evidence = Counts()
    sentences = statements = 0
    for article, findings in found:
        sentences += len(findings.sentences)
        statements += sum(event.cameo.startswith("01") for event in findings.events)
        for level in LEVELS:
            levels[level] += score_article(article.events, findings.events, level).counts
        _add_roots(roots, article, findings)
        actors += score_actors(article, findings, knowledge)
        for g, p in pair_best(article.events, findings.events):
            gold, event = article.events[g], findings.events[p]
            dates += Counts(same_date(gold, event), 0, 1)
            modalities += Counts(same_modality(gold, event), 0, 1)
            evidence += Counts(event.sentence_span in gold.spans, 0, 1)
    return Evaluation(
        len(found), sentences, levels, roots, actors, dates, modalities, evidence, statements, seconds,
        calibrate(judge(found)),
    )  # fmt: skip


def _add_roots(roots: dict[str, Counts], article: GoldArticle, findings: Findings) -> None:
    score = score_article(article.events, findings.events, "relaxed")
    for event in article.events:
        if event.core:
            roots[event.root] += Counts(0, 0, 1)
    for g, _ in score.pairs:
        roots[article.events[g].root] += Counts(1, 1, 0)
    for p in score.false_alarms:
        roots[findings.events[p].cameo[:2]] += Counts(0, 1, 0)


def _plain(counts: Counts) -> dict[str, float]:
    return {
        "matched": counts.matched,
        "predicted": counts.predicted,
        "gold": counts.gold,
        "precision": round(counts.precision, 3),
        "recall": round(counts.recall, 3),
        "f1": round(counts.f1, 3),
    }
