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
    "prose": "The foreign minister of France visited Oman on Tuesday and met President Assad. ",
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


def bomb(shape: str, size: int) -> str:
    """About `size` bytes of one shape, never more."""
    if shape == "deep quotes":
        text = "“He said ‘" * (size // 28) + "x" + "’”" * (size // 28)
    elif shape == "countries in turn":
        names = ("France", "Iran", "Israel", "Jordan", "Oman", "Egypt", "Chad", "Mali", "Peru", "Cuba")
        text = "".join(f"{names[i % 10]} met {names[i * 7 // 10 % 10]}. " for i in range(size // 14))
    elif shape == "one sentence":
        text = "The minister " + "of the ministry of the state " * (size // 29) + "met Iran."
    else:
        unit = UNITS.get(shape) or LONE[shape]
        text = unit * (size // len(unit.encode()))
    return text.encode()[:size].decode("utf-8", "ignore")
