"""Addresses with a filter in them: the whole state of a list lies in its URL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from newsapp.browse.wording import day_range, plain_day
from newsapp.events.filters import parameter_of
from newsapp.events.models import Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.events.filters import EventFilter

# How a chosen value reads in a chip.
PREFIX = {
    "country": "Country",
    "place_country": "Place",
    "place": "Place",
    "actor_country": "Country of an actor",
    "source_country": "Country of the source",
    "target_country": "Country of the target",
    "actor": "Actor",
    "source": "Source",
    "target": "Target",
    "type": "Type",
    "event_class": "Class",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter and the address of the list without it."""

    prefix: str
    label: str
    without: str


def filter_pairs(chosen: EventFilter) -> list[tuple[str, str]]:
    """The filter as (parameter, value), in a stable order."""
    pairs = [(parameter_of(name), choice.raw) for name, choices in chosen.choices().items() for choice in choices]
    if chosen.date_from:
        pairs.append(("from", chosen.date_from.isoformat()))
    if chosen.date_to:
        pairs.append(("to", chosen.date_to.isoformat()))
    if chosen.q:
        pairs.append(("q", chosen.q))
    pairs += [("status", name) for name in chosen.status]
    return pairs


def address(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path


def chips(path: str, chosen: EventFilter, kept: Sequence[tuple[str, str]] = ()) -> list[Chip]:
    """A chip for every active filter; `kept` are parameters of the page beside the filter, which stay."""
    pairs = [*filter_pairs(chosen), *kept]

    def without(*dropped: tuple[str, str]) -> str:
        return address(path, [pair for pair in pairs if pair not in dropped])

    found = [
        Chip(
            PREFIX[name] if choice.wanted else f"{PREFIX[name]} is not",
            choice.label,
            without((parameter_of(name), choice.raw)),
        )
        for name, choices in chosen.choices().items()
        for choice in choices
    ]
    if chosen.date_from and chosen.date_to:
        dates = [("from", chosen.date_from.isoformat()), ("to", chosen.date_to.isoformat())]
        found.append(Chip("Date", day_range(chosen.date_from, chosen.date_to), without(*dates)))
    elif chosen.date_from:
        found.append(
            Chip("Date", f"from {plain_day(chosen.date_from)}", without(("from", chosen.date_from.isoformat())))
        )
    elif chosen.date_to:
        found.append(Chip("Date", f"up to {plain_day(chosen.date_to)}", without(("to", chosen.date_to.isoformat()))))
    if chosen.q:
        found.append(Chip("Text", f"“{chosen.q}”", without(("q", chosen.q))))
    if chosen.status:
        found.append(Chip("Status", statuses_in_words(chosen), without(*(("status", name) for name in chosen.status))))
    return found


def statuses_in_words(chosen: EventFilter) -> str:
    return " or ".join(str(Event.Status(name).label).lower() for name in chosen.status)


def title_in_words(chosen: EventFilter) -> str:
    """The filter as the title of its list: "Events involving Israel or Lebanon, of the type Consult"."""

    def either(name: str, *, wanted: bool = True) -> str:
        return " or ".join(choice.label for choice in chosen.choices()[name] if choice.wanted is wanted)

    phrases = [
        (f"involving {either('actor')}", either("actor")),
        (f"by {either('source')}", either("source")),
        (f"towards {either('target')}", either("target")),
        (f"involving {either('country')}", either("country")),
        (f"in {either('place_country')}", either("place_country")),
        (f"in {either('place')}", either("place")),
        (f"with actors of {either('actor_country')}", either("actor_country")),
        (f"by actors of {either('source_country')}", either("source_country")),
        (f"towards actors of {either('target_country')}", either("target_country")),
        (f"of the type {either('type')}", either("type")),
        (f"of the class {either('event_class')}", either("event_class")),
        (f"mentioning “{chosen.q}”", chosen.q),
        (statuses_in_words(chosen), "".join(chosen.status)),
    ]
    not_these = [either(name, wanted=False) for name in chosen.choices()]
    phrases.append((f"without {' or '.join(part for part in not_these if part)}", "".join(not_these)))
    said = [phrase for phrase, value in phrases if value]
    return "Events " + ", ".join(said) if said else "Events"
