"""Which language a text is in, cheaply: the share of its script, then of each language's commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newsapp.extraction.knowledge import Knowledge

UNKNOWN: Final = "und"
_WORD: Final = re.compile(r"[^\W\d_]+")
# The opening of an article tells its language; looking further costs time and adds nothing.
_SAMPLE: Final = 6000
_FEW_WORDS: Final = 12


def find_language(text: str, knowledge: Knowledge) -> str:
    """ISO 639-1 code of the language, "und" where the text gives no hint.

    Other scripts than Latin are "und": which of their languages it is makes no difference here. A line too short to
    judge counts as English, the language of the coder, as long as it is written in Latin letters.
    """
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if not words:
        return UNKNOWN
    latin = sum(word[0] < "\u0250" for word in words)
    if latin * 2 < len(words):
        return UNKNOWN
    counts = Counter(words)
    scores = {language: sum(counts[word] for word in common) for language, common in _common_words(knowledge).items()}
    best = max(scores, key=lambda language: (scores[language], language == "en"), default="en")
    if scores.get(best, 0) == 0:
        return "en" if len(words) <= _FEW_WORDS else UNKNOWN
    if len(words) <= _FEW_WORDS and scores.get(best, 0) - scores.get("en", 0) < 2:
        return "en"
    return best


@lru_cache(maxsize=4)
def _common_words(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    return {str(row["language"]): tuple(str(row["words"]).split()) for row in knowledge.table("function_words")}
