"""One spelling for comparison: accents and case folded, curly quotes straightened, letter by letter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

# Letters that Unicode does not decompose but that news spells both ways.
_PLAIN: Final = {
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae",
    "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "’": "'", "‘": "'", "ʼ": "'", "ə": "e",
}  # fmt: skip


def strip_accents(text: str) -> str:
    """`text` without accents; case is kept ("Erdoğan" gives "Erdogan")."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", "".join(_PLAIN.get(letter, letter) for letter in text))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` for comparison: no accents, no case. Meant for words and names, so results are kept."""
    return strip_accents(text).casefold()
