"""Actor and agent dictionaries in PETRARCH's format (CAMEO actor codes), as of the Phoenix dictionaries.

An entry is a name, its other spellings on lines that begin with `+`, and codes in brackets, on the name's line or on
lines of their own: `[AFGGOV 011222-140929]`, `[USAGOV < 010101]`, `[IGOUNO >20070101]`. `_` stands for a space, `#` and
`;` begin a comment. Format: the dictionaries' own README and the TABARI 0.8 manual. What the codes mean: CAMEO 1.1b3,
chapters 3 and 4.

An agent (`POLICE_OFFICER [~COP]`) is a kind of people and no actor, so each is refused with that reason; so are names
of a state, whose other names in these files are its towns and its people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newsapp.importers.actor_rows import ActorRow, CountryRef, Office, checked_name, merged_periods, read_lines
from newsapp.importers.documents import Refusal, printable
from newsapp.importers.petrarch_codes import Code, kind_of, office_of, read_codes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST_LINE: Final = 64 * 1024
_BRACKETS: Final = re.compile(r"\[([^\]\n]*)(\]?)")
_MARKER: Final = re.compile(r"^!\w+!\s*=")
# Words that stay in small letters inside a name, as English writes them.
_SMALL: Final = frozenset(
    {"of", "the", "and", "for", "in", "on", "de", "del", "la", "bin", "ibn", "al", "el", "von", "van"}
)


@dataclass(slots=True)
class _Entry:
    """An entry while its lines come in."""

    line: int
    spellings: list[str] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    refusal: Refusal | None = None


def read_actors_petrarch(path: Path) -> Iterator[ActorRow | Refusal]:
    """One ActorRow or Refusal per entry, in order. Comments, empty lines and substitution sets are no entries.

    A line that cannot be read, or a code line that no name stands before, is a refusal of its own. Raises Refusal for a
    file that cannot be read at all.
    """
    file = str(path)
    entry: _Entry | None = None
    for number, text in read_lines(path, longest=_LONGEST_LINE):
        if isinstance(text, Refusal):
            yield text
            continue
        content = _without_comment(text)
        if not content or _MARKER.match(content):
            continue
        name = content.split("[", 1)[0].split("{", 1)[0].strip()
        if name and not content.startswith("+") and name != "+":
            if entry is not None:
                yield _finished(entry, file)
            entry = _Entry(number)
        if entry is None:
            yield Refusal(file, "no name stands before it", line=number)
            continue
        _take(entry, name.removeprefix("+"), content, file, number)
    if entry is not None:
        yield _finished(entry, file)


def _without_comment(text: str) -> str:
    """The line without `# ...`, `; ...` and XML comments; a `#` inside a name does not occur in the format."""
    if text.lstrip().startswith("<"):
        return ""
    bare = re.split(r"[#;]", text, maxsplit=1)[0]
    return bare.strip()


def _take(entry: _Entry, name: str, content: str, file: str, number: int) -> None:
    try:
        if name:
            entry.spellings.append(checked_name(readable_name(name), file, number, "name"))
        for text, closed in _BRACKETS.findall(content):
            if not closed:
                raise Refusal(file, f"[{printable(text)} is not closed", line=number, field="code")
            entry.codes += read_codes(text, file, number)
    except Refusal as refusal:
        entry.refusal = entry.refusal or refusal


def _finished(entry: _Entry, file: str) -> ActorRow | Refusal:
    """The entry as a row, or why it is none. CAMEO codes without a date count always; dated ones are offices."""
    if entry.refusal is not None:
        return entry.refusal
    if not entry.spellings:
        return Refusal(file, "is empty", line=entry.line, field="name")
    shown = printable(entry.spellings[0])
    if not entry.codes:
        return Refusal(file, f"{shown} has no code", line=entry.line, field="code")
    if any(code.is_agent for code in entry.codes):
        return Refusal(file, f"{shown} is an agent: a kind of people, no actor", line=entry.line, field="code")
    kind = kind_of(entry.codes)
    if kind == "state":
        reason = f"{shown} is a state or its people; states and their names come with the project"
        return Refusal(file, reason, line=entry.line, field="code")
    if not kind:
        reason = f"{shown}: no kind of actor follows from {printable(entry.codes[0].text)}"
        return Refusal(file, reason, line=entry.line, field="code")
    countries = list(dict.fromkeys(code.country for code in entry.codes if code.country))
    offices: list[Office] = []
    if kind == "person":
        offices = [office for code in entry.codes if (office := office_of(code)) is not None]
    name, *others = dict.fromkeys(entry.spellings)
    return ActorRow(
        entry.line, name, kind, CountryRef("cameo", countries[0]) if countries else None,
        f"CAMEO code {entry.codes[0].text}.", aliases=tuple(others), offices=merged_periods(offices),
        notes=(f"countries {', '.join(countries[1:])} left out",) if len(countries) > 1 else (),
    )  # fmt: skip


def readable_name(text: str) -> str:
    """`HAMID_KARZAI_` as "Hamid Karzai". Two to four letters without a vowel, or with full stops, stay."""
    words = text.replace("_", " ").split()
    return " ".join(_cased(word, is_first=number == 0) for number, word in enumerate(words))


def _cased(word: str, *, is_first: bool) -> str:
    low = word.lower()
    if low in _SMALL and not is_first:
        return low
    if word != word.upper():
        return word
    if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?|[^AEIOUY\W\d]{2,4}", word):
        return word
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda part: part.group()[:1] + part.group()[1:].lower(), word)
