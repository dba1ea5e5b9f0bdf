"""Learns the weights of an event's confidence from annotated articles, for `newsapp/extraction/confidence.py`.

    NEWSAPP_DATA=/path/to/data python -m tools.fit_confidence [--leave-out IDS]

Reads `gold/wikinews_dev` and `gold/current_events_dev.jsonl` below `$NEWSAPP_DATA`, extracts every article, and fits a
ridge logistic regression of "the event matches a core gold event at the relaxed level" on `confidence.features_of`.
Prints the two constants as Python, and what they are worth by cross-validation over articles. `--leave-out` names a
file with one article id a line, which are neither learnt from nor measured. Nothing is written. Exits with 2 where the
data is missing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from newsapp.extraction.gold import GoldArticle

    Floats = npt.NDArray[np.float64]

GOLD: Final = ("wikinews_dev", "current_events_dev.jsonl")
# A feature of fewer events is not learnt, a smaller weight not kept.
LEAST_EVENTS: Final = 8
LEAST_WEIGHT: Final = 0.05
RIDGE: Final = 12.0
FOLDS: Final = 5
STEPS: Final = 3000
RATE: Final = 0.8
WIDTH: Final = 116


@contextmanager
def noting_features() -> Iterator[dict[tuple[int, tuple[int, int]], list[str]]]:
    """The features of every event found while it is open, by its sentence and the place of its trigger."""
    from newsapp.extraction import confidence

    noted: dict[tuple[int, tuple[int, int]], list[str]] = {}
    known = confidence.features_of

    def noting(scene: Any, draft: Any, *, repeated: bool) -> list[str]:
        found = known(scene, draft, repeated=repeated)
        noted[draft.sentence.index, draft.trigger] = found
        return found

    with patch.object(confidence, "features_of", noting):
        yield noted


def observe(articles: list[GoldArticle]) -> tuple[list[list[str]], list[bool], list[int]]:
    """Of every event that counts: its features, whether it is right, and the number of its article."""
    from newsapp.extraction.extract import extract_text
    from newsapp.extraction.knowledge import Knowledge, read_fixture_tables
    from newsapp.extraction.scoring import score_article

    knowledge = Knowledge.from_tables(read_fixture_tables(Path(__file__).resolve().parent.parent / "fixtures"))
    features: list[list[str]] = []
    right: list[bool] = []
    numbers: list[int] = []
    for number, article in enumerate(articles):
        published = dt.date.fromisoformat(article.published) if article.published else None
        with noting_features() as noted:
            findings = extract_text(article.text, knowledge, published=published)
        score = score_article(article.events, findings.events, "relaxed")
        matched = {p for _, p in score.pairs}
        for p in sorted(matched | set(score.false_alarms)):
            event = findings.events[p]
            features.append(noted[event.sentence, event.trigger_span])
            right.append(p in matched)
            numbers.append(number)
    return features, right, numbers


def fit(marks: Floats, right: Floats) -> Floats:
    """Weights of the columns of `marks` (the first is constant and not drawn to zero), in log odds."""
    weights = np.zeros(marks.shape[1])
    for _ in range(STEPS):
        guessed = 1 / (1 + np.exp(-marks @ weights))
        drawn = RIDGE * np.r_[0.0, weights[1:]]
        weights -= RATE * (marks.T @ (guessed - right) + drawn) / len(right)
    return weights


def cross_validated(marks: Floats, right: Floats, numbers: list[int]) -> Floats:
    """The confidence of every event by weights learnt on the other articles."""
    fold = np.array(numbers) % FOLDS
    guessed = np.zeros(len(right))
    for one in range(FOLDS):
        weights = fit(marks[fold != one], right[fold != one])
        guessed[fold == one] = 1 / (1 + np.exp(-marks[fold == one] @ weights))
    return guessed


def rows_of(weights: dict[str, float]) -> list[str]:
    """The entries of the table, the heaviest first, in lines of at most WIDTH characters."""
    rows = [""]
    for name, weight in sorted(weights.items(), key=lambda item: (-abs(item[1]), item[0])):
        entry = f'"{name}": {weight},'
        if len(rows[-1]) + len(entry) + 1 > WIDTH:
            rows.append("")
        rows[-1] = f"{rows[-1]} {entry}".strip()
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leave-out", type=Path, help="file with the ids of articles not to be used, one a line")
    options = parser.parse_args()
    data = Path(os.environ.get("NEWSAPP_DATA", "")) / "gold"
    if not (data / GOLD[0]).is_dir():
        print("NEWSAPP_DATA names no folder with gold/wikinews_dev", file=sys.stderr)
        return 2
    from newsapp.extraction.calibration import Judged, calibrate
    from newsapp.extraction.gold import read_gold

    left_out = set(options.leave_out.read_text(encoding="utf-8").split()) if options.leave_out else set()
    articles = [a for name in GOLD for a in read_gold(data / name, "articles") if a.id not in left_out]
    features, right, numbers = observe(articles)
    counts = Counter(name for found in features for name in found)
    names = [name for name, count in counts.most_common() if count >= LEAST_EVENTS]
    marks = np.array([[1.0, *(float(name in found) for name in names)] for found in features])
    truth = np.array(right, dtype=float)
    weights = fit(marks, truth)
    kept = {
        name: round(float(weight), 2)
        for name, weight in zip(names, weights[1:], strict=True)
        if abs(weight) >= LEAST_WEIGHT
    }
    print(f"_START: Final = {weights[0]:.2f}")
    print("WEIGHTS: Final[Mapping[str, float]] = {")
    for row in rows_of(kept):
        print(f"    {row}")
    print("}  # fmt: skip")
    guessed = cross_validated(marks, truth, numbers)
    judged = [Judged(n, float(p), bool(y)) for n, p, y in zip(numbers, guessed, right, strict=True)]
    print(f"# {len(articles)} articles; by cross-validation: {calibrate(judged).to_dict()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
