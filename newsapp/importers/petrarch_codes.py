"""CAMEO actor codes with their dates, as PETRARCH dictionaries write them: `AFGGOV 011222-140929`, `IGOUNO >070201`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsapp.importers.actor_rows import CountryRef, Office
from newsapp.importers.documents import Refusal, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

# What stands in the place of a country in a code, and what kind of actor it makes.
_WORLD: Final = {
    "IGO": "international_organisation", "NGO": "organisation", "NGM": "organisation", "MNC": "company",
    "IMG": "armed_group", "INT": "",
}  # fmt: skip
# The first role code that tells the kind of an actor that is no person.
_ROLES: Final = {
    "GOV": "government_body", "MIL": "government_body", "COP": "government_body", "JUD": "government_body",
    "LEG": "government_body", "SPY": "government_body", "REB": "armed_group", "INS": "armed_group",
    "SEP": "armed_group", "RAD": "armed_group", "UAF": "armed_group", "CRM": "armed_group", "PTY": "party",
    "OPP": "organisation", "MED": "media", "BUS": "company", "MNC": "company", "NGO": "organisation",
    "NGM": "organisation", "EDU": "organisation", "LAB": "organisation", "HLH": "organisation", "REL": "organisation",
    "ENV": "organisation", "HRI": "organisation", "DEV": "organisation", "AGR": "organisation", "CVL": "population",
    "REF": "population", "MOD": "organisation",
}  # fmt: skip
_OFFICES: Final = {
    "GOV": "Government office", "MIL": "Military office", "JUD": "Judicial office", "LEG": "Seat in parliament",
    "COP": "Police office", "SPY": "Intelligence office", "OPP": "Opposition", "REB": "Rebel leader",
    "INS": "Insurgent leader", "PTY": "Party office", "BUS": "Business office", "MED": "Media", "IGO": "Office of an "
    "international organisation", "NGO": "Office of an organisation",
}  # fmt: skip
# Old holders and other people of influence: a person, but no office.
_ELITE: Final = "ELI"
_NOTHING: Final = "---"
_DATED: Final = re.compile(r"([A-Za-z~*][A-Za-z0-9~*]*)\s*(?:([<>])\s*(\d+)|(\d+)\s*-\s*(\d+))?\s*")
# Two-digit years above this one are of the last century.
_PIVOT: Final = 30


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its country (CAMEO alpha-3, empty for what is of no state) and the role codes after it."""

    text: str
    country: str
    roles: tuple[str, ...]
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    is_agent: bool = False

    @property
    def is_dated(self) -> bool:
        return self.valid_from is not None or self.valid_until is not None


def read_codes(text: str, file: str, line: int) -> list[Code]:
    """The codes in one pair of brackets. Raises Refusal that names field code or date."""
    content = text.strip()
    if not content:
        raise Refusal(file, "the brackets are empty", line=line, field="code")
    if content == _NOTHING:
        return []
    match = _DATED.fullmatch(content)
    if match is None:
        raise Refusal(file, f"{printable(content)} is no code with an optional date", line=line, field="code")
    code, sign, bound, first, last = match.groups()
    since = until = None
    if sign == "<":
        until = _day(bound, file, line)
    elif sign == ">":
        since = _day(bound, file, line)
    elif first:
        since, until = _day(first, file, line), _day(last, file, line) + dt.timedelta(days=1)
        if since >= until:
            raise Refusal(file, f"{printable(content)} ends before it begins", line=line, field="date")
    return [_code(code.upper(), since, until, file, line)]


def _code(text: str, since: dt.date | None, until: dt.date | None, file: str, line: int) -> Code:
    if "~" in text:
        return Code(text, "", (), is_agent=True)
    if len(text) % 3 or not text.isalnum():
        raise Refusal(file, f"{printable(text)} is not made of three-letter codes", line=line, field="code")
    parts = tuple(text[i : i + 3] for i in range(0, len(text), 3))
    country = "" if parts[0] in _WORLD or parts[0] in _ROLES or parts[0] == _ELITE else parts[0]
    return Code(text, country, parts[1:] if country else parts, since, until)


def _day(digits: str, file: str, line: int) -> dt.date:
    """YYMMDD or YYYYMMDD; a day or month of zero counts as the first."""
    try:
        if len(digits) == 6:
            year = int(digits[:2])
            digits = f"{(1900 if year > _PIVOT else 2000) + year}{digits[2:]}"
        if len(digits) != 8:
            raise ValueError
        return dt.date(int(digits[:4]), int(digits[4:6]) or 1, int(digits[6:]) or 1)
    except (ValueError, OverflowError):
        reason = f"{printable(digits)} is not a date (YYMMDD or YYYYMMDD)"
        raise Refusal(file, reason, line=line, field="date") from None


def kind_of(codes: Sequence[Code]) -> str:
    """The kind of actor that the codes of an entry make, "" where none follows.

    Dates and the code for elites belong to people: bodies do not change their role. A country alone is the state.
    """
    if not codes:
        return ""
    if any(code.is_dated or _ELITE in code.roles for code in codes):
        return "person"
    first = codes[0]
    if first.country and not first.roles:
        return "state"
    for role in first.roles:
        if kind := _WORLD.get(role) or _ROLES.get(role, ""):
            return kind
    return ""


def office_of(code: Code) -> Office | None:
    """The office that a code of a person stands for; None for elites and for what is no office."""
    for role in code.roles:
        if role in _OFFICES:
            country = CountryRef("cameo", code.country) if code.country else None
            title = f"{_OFFICES[role]} (CAMEO {code.text})"
            return Office(title, country, valid_from=code.valid_from, valid_until=code.valid_until)
    return None
