"""Texts of any size that are much work for a reader of language: no spaces, no ends, only ends, endless lists."""

from __future__ import annotations

from typing import Final

UNITS: Final[dict[str, str]] = {
    "dots": ".",
    "digits": "7",
    "open quotes": "“",
    "nested quotes": "“‘",
    "straight quotes": '"a ',
    "capitals": "Benjamin Netanyahu Antony Blinken ",
    "strangers": "Xavier Quon Mbeki Ola ",
    "and": "and ",
    "names and": "France and Iran and ",
    "names commas": "France, Iran, ",
    "scripts": "aбγא字한",
    "short sentences": "He went. ",
    "titles": "President Minister General ",
    "that he said": "he said that ",
    "nested clauses": "the minister who met the man who saw ",
    "brackets": "(",
    "brackets both": "(a [b {c ",
    "dates": "Monday 7 October 2023, ",
    "dates apart": "on Tuesday, ",
    "new lines": "\n",
    "blank paragraphs": "a\n\n",
    "headings": "Gaza Talks\n\n",
    "bylines": "By John Smith\n",
    "dateline": "JERUSALEM (Reuters) — ",
    "possessives": "Israel's ",
    "hyphens": "anti-",
    "apostrophes": "'",
    "spaces": " ",
    "tabs": "\t",
    "combining": "\u0301",
    "pronouns": "he she it they ",
    "verbs": "attacked visited said ",
    "prose": "The defence minister of Chad visited Mali on Friday and met General Toure there. ",
    "claims": "Hamas said it attacked Israel. Israel denied it. ",
    "abbreviations": "U.S. Mr. St. ",
    "ellipses": "… ",
    "e-mail": "a@a.",
    "addresses": "https://a.b/c?d=e&f=",
    "semicolons": "Israel attacked Iran; ",
    "numbers of people": "killing 30 people and wounding 1,000 ",
}
LONE: Final = {"one word": "x", "one name": "Israel"}
SHAPES: Final = (*UNITS, *LONE, "deep quotes", "countries in turn", "one sentence")


PROSE: Final = "The foreign minister of France visited Oman on Tuesday and met President Assad. "
# So much of a text tells its language, and a text needs so many letters, or it is not read any further.
OPENING: Final = 6500
LEAST_LETTERS: Final = 0.5


def bomb(shape: str, size: int) -> str:
    """About `size` bytes of one shape, never more, behind as much prose as makes a reader take it for English."""
    charge = charge_of(shape, size)
    letters = sum(letter.isalpha() for letter in charge) / max(len(charge), 1)
    opening = max(OPENING, size // 2 if letters < LEAST_LETTERS else 0)
    text = PROSE * (opening // len(PROSE)) + "\n\n" + charge
    return text.encode()[:size].decode("utf-8", "ignore")


def charge_of(shape: str, size: int) -> str:
    if shape == "deep quotes":
        return "“He said ‘" * (size // 28) + "x" + "’”" * (size // 28)
    if shape == "countries in turn":
        names = ("France", "Iran", "Israel", "Jordan", "Oman", "Egypt", "Chad", "Mali", "Peru", "Cuba")
        return "".join(f"{names[i % 10]} met {names[i * 7 // 10 % 10]}. " for i in range(size // 14))
    if shape == "one sentence":
        return "The minister " + "of the ministry of the state " * (size // 29) + "met Iran."
    unit = UNITS.get(shape) or LONE[shape]
    return unit * (size // len(unit.encode()))
