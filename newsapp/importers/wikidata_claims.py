"""Reading the claims of a Wikidata entity: statements of a property, the items they name, and dates in qualifiers."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

Entity = dict[str, Any]

_TIME: Final = re.compile(r"\+(\d{4})-(\d\d)-(\d\d)T00:00:00Z")
# Wikibase's precision of a time: 11 is the day.
_DAY: Final = 11
_START, _END = "P580", "P582"


def statements(entity: Entity, name: str) -> list[Entity]:
    """The statements of a property that are not deprecated; only the preferred ones where there are any."""
    claims = entity.get("claims")
    found = claims.get(name) if isinstance(claims, dict) else None
    listed = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    kept = [one for one in listed if one.get("rank") != "deprecated"]
    preferred = [one for one in kept if one.get("rank") == "preferred"]
    # Offices keep all: Wikidata prefers the present one, and the earlier ones are no less true.
    return preferred if preferred and name != "P39" else kept


def items(entity: Entity, name: str) -> list[str]:
    """The ids of the items that a property names."""
    found = (_value(statement.get("mainsnak")) for statement in statements(entity, name))
    return [value["id"] for value in found if isinstance(value, dict) and isinstance(value.get("id"), str)]


def item_of(entity: Entity, name: str) -> str:
    """The first of `items`, "" where there is none."""
    return next(iter(items(entity, name)), "")


def country_of(entity: Entity, name: str, notes: list[str]) -> str:
    """The one country of a property that has no end, "" with a note where there are several."""
    present = [one for one in statements(entity, name) if not _qualifiers(one, _END)]
    found = list(dict.fromkeys(items({"claims": {name: present}}, name)))
    if len(found) > 1:
        notes.append(f"country left out: {', '.join(found[:4])}")
    return found[0] if len(found) == 1 else ""


def office_period(statement: Entity) -> tuple[dt.date | None, dt.date | None] | None:
    """First day and first day without the office; None where an end is said, but not to the day: an office without an
    end would count as still held."""
    ends = _qualifiers(statement, _END)
    until = _day(ends[0]) if ends else None
    if ends and until is None:
        return None
    since = next((day for snak in _qualifiers(statement, _START) if (day := _day(snak)) is not None), None)
    if until is not None and since is not None and since >= until:
        return None
    return since, until


def _qualifiers(statement: Entity, name: str) -> list[Entity]:
    qualifiers = statement.get("qualifiers")
    found = qualifiers.get(name) if isinstance(qualifiers, dict) else None
    return [snak for snak in found if isinstance(snak, dict)] if isinstance(found, list) else []


def _value(snak: object) -> object:
    """What a snak holds; None for an unknown value or none."""
    if not isinstance(snak, dict) or snak.get("snaktype") != "value":
        return None
    data = snak.get("datavalue")
    return data.get("value") if isinstance(data, dict) else None


def _day(snak: Entity) -> dt.date | None:
    value = _value(snak)
    if not isinstance(value, dict) or value.get("precision") != _DAY:
        return None
    match = _TIME.fullmatch(str(value.get("time", "")))
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
