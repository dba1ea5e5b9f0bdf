"""Counts beside the filters: exact, and each without its own filter, from the same queryset as the list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms

from newsapp.actors.models import Actor
from newsapp.countries.models import Country
from newsapp.events.models.types import EventClass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

    from newsapp.events.counting import FilterCounts
    from newsapp.events.filters import Choices

SHOWN, AT_LENGTH = 8, 100


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One value of a facet: how many events it would list; chosen (1), excluded (-1) or neither (0)."""

    value: str
    label: str
    count: int
    state: int = 0
    event_class: str = ""
    is_child: bool = False

    @property
    def raw(self) -> str:
        """The value as the query string has it."""
        return f"-{self.value}" if self.state < 0 else self.value


@dataclass(frozen=True, slots=True)
class Facets:
    actor: tuple[FacetRow, ...]
    actor_total: int
    country: tuple[FacetRow, ...]
    country_total: int
    types: tuple[FacetRow, ...]
    find_actor: str = ""
    find_country: str = ""


def state_of(value: str, choices: Choices) -> int:
    return next((1 if choice.wanted else -1 for choice in choices if choice.value == value), 0)


def top(counts: Counter[int], keep: set[int], most: int) -> list[int]:
    """The `most` ids with the highest counts, and every chosen one; ties by id, so the order is stable."""
    ordered = sorted(counts, key=lambda pk: (-counts[pk], pk))
    return ordered[:most] + sorted(keep - set(ordered[:most]))


class FindForm(forms.Form):
    """Which names a long facet lists: those that hold some words, and whether all of them."""

    find_actor = forms.CharField(required=False, max_length=80)
    find_country = forms.CharField(required=False, max_length=80)
    more = forms.ChoiceField(required=False, choices=[("", ""), ("actor", ""), ("country", "")])


def read_finds(query: QueryDict) -> dict[str, str]:
    """The words given for each facet, and which one is to be listed at length; what is not valid is left out."""
    form = FindForm(query)
    form.is_valid()
    return {name: form.cleaned_data.get(name) or "" for name in form.fields}


def read_facets(counts: FilterCounts, *, most: int = SHOWN, finds: Mapping[str, str] | None = None) -> Facets:
    """All facets under a filter, in a fixed number of queries. `finds` are the words to look for in each
    (`find_actor`, `find_country`) and the one to list at length (`more`)."""
    finds = finds or {}
    chosen = counts.chosen
    actors, countries = counts.by_actor(), counts.by_country()
    find_actor, find_country = finds.get("find_actor", ""), finds.get("find_country", "")
    return Facets(
        actor=actor_rows(actors, chosen.actor, AT_LENGTH if finds.get("more") == "actor" else most, find_actor),
        actor_total=len(actors),
        country=country_rows(
            countries, chosen.country, AT_LENGTH if finds.get("more") == "country" else most, find_country
        ),
        country_total=len(countries),
        types=type_rows(counts),
        find_actor=find_actor,
        find_country=find_country,
    )


def listed(counts: Counter[int], choices: Choices, most: int, named: set[int] | None) -> list[int]:
    """The ids a facet lists: the highest counts, only those `named` where words were given, and every chosen one."""
    kept = counts if named is None else Counter({pk: n for pk, n in counts.items() if pk in named})
    return top(kept, {pk for choice in choices for pk in choice.ids}, most if named is None else AT_LENGTH)


def in_order(rows: list[FacetRow]) -> tuple[FacetRow, ...]:
    return tuple(sorted(rows, key=lambda row: (-row.count, row.label)))


def actor_rows(counts: Counter[int], choices: Choices, most: int, words: str) -> tuple[FacetRow, ...]:
    """The actors with most events; with `words`, those one of whose names holds them."""
    named = set(Actor.objects.named_like(words).values_list("pk", flat=True)) if words else None
    ids = listed(counts, choices, most, named)
    names = {pk: (slug, name) for pk, slug, name in Actor.objects.filter(pk__in=ids).values_list("pk", "slug", "name")}
    return in_order([FacetRow(*names[pk], counts[pk], state_of(names[pk][0], choices)) for pk in ids if pk in names])


def country_rows(counts: Counter[int], choices: Choices, most: int, words: str) -> tuple[FacetRow, ...]:
    """The countries with most events; with `words`, those one of whose names holds them."""
    found = Country.objects.filter(names__name__icontains=words).values_list("pk", flat=True) if words else None
    ids = listed(counts, choices, most, None if found is None else set(found))
    names = {
        pk: (iso3, name) for pk, iso3, name in Country.objects.filter(pk__in=ids).values_list("pk", "iso3", "name")
    }
    return in_order([FacetRow(*names[pk], counts[pk], state_of(names[pk][0], choices)) for pk in ids if pk in names])


def type_rows(counts: FilterCounts) -> tuple[FacetRow, ...]:
    """Classes, each followed by its types. A class counts without the class filter, a type without the type filter."""
    chosen = counts.chosen
    by_type, by_class = counts.by_type(without="type"), counts.by_type(without="event_class")
    types: Counter[tuple[str, str, str]] = Counter()
    classes: Counter[str] = Counter()
    cameo_class: dict[str, str] = {}
    wanted = {choice.value for choice in chosen.type}
    cameo = {choice.value: choice for choice in chosen.type if choice.value[:1].isdigit()}
    for row in counts.types:
        if by_type[row.pk] or row.plover in wanted:
            types[row.event_class, row.plover, row.name] += by_type[row.pk]
        classes[row.event_class] += by_class[row.pk]
        for value in cameo:  # a chosen CAMEO code gets a row of its own under the class of its first code
            if row.pk in cameo[value].ids:
                cameo_class.setdefault(value, row.event_class)
    rows: list[FacetRow] = []
    for event_class in EventClass:
        children = [(code, name, n) for (cls, code, name), n in types.items() if cls == event_class.value]
        children += [
            (code, cameo[code].label, sum(by_type[pk] for pk in cameo[code].ids))
            for code, home in cameo_class.items()
            if home == event_class.value
        ]
        state = state_of(event_class.value, chosen.event_class)
        if not (classes[event_class.value] or children or state):
            continue
        rows.append(
            FacetRow(event_class.value, event_class.label, classes[event_class.value], state, event_class.value)
        )
        rows += [
            FacetRow(code, name, n, state_of(code, chosen.type), event_class.value, is_child=True)
            for code, name, n in sorted(children, key=lambda child: (-child[2], child[1]))
        ]
    return tuple(rows)
