"""The one filter form over events: what a query string means, for pages, feeds, exports and the API alike.

Repeats of a parameter are OR, a leading minus is NOT, different parameters are AND:
`?country=ISR&country=LBN&type=-19&from=2024-10-01`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from newsapp.actors.models import Actor, ActorSlug
from newsapp.countries.models import Country, Place
from newsapp.events.models import Event, EventType
from newsapp.events.models.types import EventClass
from newsapp.events.querysets import READABLE, SHOWN, participant_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from newsapp.events.querysets import EventQuerySet

MOST_VALUES = 50
LONGEST_VALUE = 150
FIRST_DAY, LAST_DAY = dt.date(1, 1, 1), dt.date(9999, 12, 30)

# Every field that takes codes or slugs, in the order of an address.
CODE_FIELDS = (
    "country", "place_country", "place", "actor_country", "source_country", "target_country", "actor", "source",
    "target", "type", "event_class",
)  # fmt: skip
# Parameter -> field, where the parameter's name is a Python keyword. The one place that knows.
FIELD_OF_PARAMETER = {"from": "date_from", "to": "date_to", "class": "event_class"}
PARAMETER_OF_FIELD = {field: parameter for parameter, field in FIELD_OF_PARAMETER.items()}


def parameter_of(field_name: str) -> str:
    return PARAMETER_OF_FIELD.get(field_name, field_name)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a parameter as given, what it means, and whether it is wanted or not wanted (a leading minus)."""

    value: str
    wanted: bool
    label: str
    ids: tuple[int, ...] = ()

    @property
    def raw(self) -> str:
        return self.value if self.wanted else f"-{self.value}"


Choices = tuple[Choice, ...]


def wanted_ids(choices: Choices) -> list[int]:
    return [pk for choice in choices if choice.wanted for pk in choice.ids]


def unwanted_ids(choices: Choices) -> list[int]:
    return [pk for choice in choices if not choice.wanted for pk in choice.ids]


class CodesField(forms.Field):
    """Repeated values with an optional leading minus, bounded in number and length."""

    widget = forms.SelectMultiple

    def clean(self, value: Sequence[str] | None) -> list[tuple[str, bool]]:
        values = [text.strip() for text in value or [] if text.strip()]
        if len(values) > MOST_VALUES:
            raise ValidationError(f"At most {MOST_VALUES} values, please; here are {len(values)}.")
        found: dict[str, bool] = {}
        for text in values:
            bare = text.removeprefix("-")
            if not bare or len(bare) > LONGEST_VALUE or not bare.isprintable():
                raise ValidationError("One value is empty, too long or not printable.")
            found.setdefault(bare, not text.startswith("-"))
        return list(found.items())


@dataclass(frozen=True, slots=True)
class EventFilter:
    """A cleaned filter. Each part can be left out, so that a facet counts without its own."""

    country: Choices = ()
    place_country: Choices = ()
    place: Choices = ()
    actor_country: Choices = ()
    source_country: Choices = ()
    target_country: Choices = ()
    actor: Choices = ()
    source: Choices = ()
    target: Choices = ()
    type: Choices = ()
    event_class: Choices = ()
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    q: str = ""
    status: tuple[str, ...] = ()
    parts: tuple[str, ...] = field(
        default=(
            "country", "place_country", "place", "actor_country", "source_country", "target_country", "actor", "source",
            "target", "type", "event_class", "date", "q",
        ),
        repr=False,
    )  # fmt: skip

    def events(self, *, without: str = "") -> EventQuerySet:
        """Every event under the filter: of the statuses asked for, else of those readers see."""
        return self.apply(Event.objects.filter(status__in=self.status or SHOWN), without=without)

    def apply(self, events: EventQuerySet, *, without: str = "") -> EventQuerySet:
        """`events` under every part of the filter but `without`."""
        for part in self.parts:
            if part != without:
                events = getattr(self, f"_by_{part}")(events)
        return events

    def uses(self, part: str) -> bool:
        """Whether a part narrows anything down."""
        if part == "date":
            return bool(self.date_from or self.date_to)
        return part in self.parts and bool(getattr(self, part))

    @property
    def is_empty(self) -> bool:
        return not (self.date_from or self.date_to or self.q or self.status or any(self.choices().values()))

    def choices(self) -> dict[str, Choices]:
        """Field name -> chosen values, for every field that takes codes."""
        return {name: cast("Choices", getattr(self, name)) for name in CODE_FIELDS}

    def _by_country(self, events: EventQuerySet) -> EventQuerySet:
        def involves(ids: list[int]) -> Q:
            return Q(participant_rows(country__in=ids)) | Q(place_country__in=ids)

        return narrow(events, self.country, involves)

    def _by_place_country(self, events: EventQuerySet) -> EventQuerySet:
        return narrow(events, self.place_country, lambda ids: Q(place_country__in=ids))

    def _by_place(self, events: EventQuerySet) -> EventQuerySet:
        return narrow(events, self.place, lambda ids: Q(place__in=ids))

    def _by_actor_country(self, events: EventQuerySet) -> EventQuerySet:
        return narrow(events, self.actor_country, lambda ids: Q(participant_rows(country__in=ids)))

    def _by_source_country(self, events: EventQuerySet) -> EventQuerySet:
        return narrow(events, self.source_country, lambda ids: Q(participant_rows(country__in=ids, role="source")))

    def _by_target_country(self, events: EventQuerySet) -> EventQuerySet:
        return narrow(events, self.target_country, lambda ids: Q(participant_rows(country__in=ids, role="target")))

    def _by_actor(self, events: EventQuerySet) -> EventQuerySet:
        return narrow(events, self.actor, lambda ids: Q(participant_rows(actor__in=ids)))

    def _by_source(self, events: EventQuerySet) -> EventQuerySet:
        return narrow(events, self.source, lambda ids: Q(participant_rows(actor__in=ids, role="source")))

    def _by_target(self, events: EventQuerySet) -> EventQuerySet:
        return narrow(events, self.target, lambda ids: Q(participant_rows(actor__in=ids, role="target")))

    def _by_type(self, events: EventQuerySet) -> EventQuerySet:
        return narrow(events, self.type, lambda ids: Q(event_type__in=ids))

    def _by_event_class(self, events: EventQuerySet) -> EventQuerySet:
        return narrow(events, self.event_class, lambda ids: Q(event_type__in=ids))

    def _by_date(self, events: EventQuerySet) -> EventQuerySet:
        return events.touching(self.date_from, self.date_to)

    def _by_q(self, events: EventQuerySet) -> EventQuerySet:
        return events.mentioning(self.q) if self.q else events


def narrow(events: EventQuerySet, choices: Choices, condition: Any) -> EventQuerySet:
    """Keep events that meet `condition` for any wanted value and for no unwanted one."""
    if any(choice.wanted for choice in choices):
        events = events.filter(condition(wanted_ids(choices)))
    if any(not choice.wanted for choice in choices):
        events = events.exclude(condition(unwanted_ids(choices)))
    return events


class EventFilterForm(forms.Form):
    """Validates a query string. Unknown parameters are ignored; an unknown value is an error beside its field."""

    country = CodesField(required=False)
    place_country = CodesField(required=False)
    place = CodesField(required=False)
    actor_country = CodesField(required=False)
    source_country = CodesField(required=False)
    target_country = CodesField(required=False)
    actor = CodesField(required=False)
    source = CodesField(required=False)
    target = CodesField(required=False)
    type = CodesField(required=False)
    event_class = CodesField(required=False)
    date_from = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    date_to = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    q = forms.CharField(required=False, max_length=200)
    # Readers may ask for what waits for review; what is rejected or withdrawn is in no list.
    status = forms.MultipleChoiceField(required=False, choices=[(name, name) for name in READABLE])

    @classmethod
    def from_query(cls, query: QueryDict) -> EventFilterForm:
        """A form bound to a query string, whose parameters may bear other names than our fields."""
        data = query.copy()
        for name in PARAMETER_OF_FIELD:  # our own names are no parameters
            data.pop(name, None)
        for parameter, name in FIELD_OF_PARAMETER.items():
            if parameter in data:
                data.setlist(name, data.pop(parameter))
        return cls(data)

    def clean_country(self) -> Choices:
        return self._countries("country")

    def clean_place_country(self) -> Choices:
        return self._countries("place_country")

    def clean_place(self) -> Choices:
        """Slugs of places; that of a disputed territory means every place in it."""
        given = self.cleaned_data["place"]
        if not given:
            return ()
        slugs = [value for value, _ in given]
        places = Place.objects.filter(Q(slug__in=slugs) | Q(territory__slug__in=slugs))
        names: dict[str, str] = {}
        ids: dict[str, set[int]] = defaultdict(set)
        rows = places.values_list("pk", "slug", "name", "territory__slug", "territory__name")
        for pk, slug, name, territory, territory_name in rows:
            if slug in slugs:
                names.setdefault(slug, name)
                ids[slug].add(pk)
            if territory in slugs:
                names[territory] = territory_name
                ids[territory].add(pk)
        for slug in slugs:
            if slug not in names:
                raise ValidationError(f"No place has the address “{slug[:40]}”.")
        return tuple(Choice(value, wanted, names[value], tuple(sorted(ids[value]))) for value, wanted in given)

    def clean_actor_country(self) -> Choices:
        return self._countries("actor_country")

    def clean_source_country(self) -> Choices:
        return self._countries("source_country")

    def clean_target_country(self) -> Choices:
        return self._countries("target_country")

    def clean_actor(self) -> Choices:
        return self._actors("actor")

    def clean_source(self) -> Choices:
        return self._actors("source")

    def clean_target(self) -> Choices:
        return self._actors("target")

    def clean_type(self) -> Choices:
        """CAMEO codes at any level, and PLOVER types."""
        given = self.cleaned_data["type"]
        if not given:
            return ()
        rows = list(EventType.objects.values_list("pk", "code", "name", "plover_type__code", "plover_type__name"))
        choices = []
        for value, wanted in given:
            if re.fullmatch(r"[0-9]{2,4}", value):
                ids = tuple(pk for pk, code, *_ in rows if code.startswith(value))
                label = next((f"{name} ({code})" for _, code, name, *_ in rows if code == value), "")
            else:
                ids = tuple(pk for pk, _, _, plover, _ in rows if plover == value.upper())
                label = next((plover_name for *_, plover, plover_name in rows if plover == value.upper()), "")
            if not label:
                raise ValidationError(f"“{value[:40]}” is not a CAMEO code or PLOVER type.")
            choices.append(Choice(value.upper(), wanted, label, ids))
        return tuple(choices)

    def clean_event_class(self) -> Choices:
        given = self.cleaned_data["event_class"]
        if not given:
            return ()
        rows = list(EventType.objects.values_list("pk", "event_class"))
        choices = []
        for value, wanted in given:
            if value not in EventClass.values:
                raise ValidationError(f"“{value[:40]}” is not a class of event.")
            ids = tuple(pk for pk, event_class in rows if event_class == value)
            choices.append(Choice(value, wanted, EventClass(value).label, ids))
        return tuple(choices)

    def clean_date_from(self) -> dt.date | None:
        return self._day("date_from")

    def clean_date_to(self) -> dt.date | None:
        return self._day("date_to")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("date_from"), data.get("date_to")
        if first and last and first > last:
            self.add_error("date_to", "The end lies before the beginning.")
        return data

    def event_filter(self) -> EventFilter:
        """The cleaned filter. Call it on a valid form only."""
        return EventFilter(**{**self.cleaned_data, "status": tuple(self.cleaned_data["status"])})

    def usable_filter(self) -> EventFilter:
        """What is valid of the form: shown beside the errors, so that one bad value does not empty the others."""
        found = {name: value for name, value in self.cleaned_data.items() if name in self.fields}
        return EventFilter(**{**found, "status": tuple(found.get("status", ()))})

    def problems(self) -> list[str]:
        """Each error as one sentence that names its parameter."""
        return [
            f"{parameter_of(name)}: {message}" if name != "__all__" else str(message)
            for name, messages in self.errors.items()
            for message in messages
        ]

    def _day(self, name: str) -> dt.date | None:
        value: dt.date | None = self.cleaned_data[name]
        if value is not None and not FIRST_DAY <= value <= LAST_DAY:
            raise ValidationError("This day is out of range.")
        return value

    def _countries(self, name: str) -> Choices:
        given = self.cleaned_data[name]
        if not given:
            return ()
        codes = [value.upper() for value, _ in given]
        known = {
            iso3: (pk, label)
            for pk, iso3, label in Country.objects.filter(iso3__in=codes).values_list("pk", "iso3", "name")
        }
        choices = []
        for value, wanted in given:
            if value.upper() not in known:
                raise ValidationError(f"“{value[:40]}” is not the three-letter code of a country.")
            pk, label = known[value.upper()]
            choices.append(Choice(value.upper(), wanted, label, (pk,)))
        return tuple(choices)

    def _actors(self, name: str) -> Choices:
        given = self.cleaned_data[name]
        if not given:
            return ()
        slugs = [value for value, _ in given]
        known = {
            actor.slug: actor.merged_into or actor
            for actor in Actor.objects.filter(slug__in=slugs).select_related("merged_into")
        }
        missing = [slug for slug in slugs if slug not in known]
        if missing:  # an address an actor once had
            old = ActorSlug.objects.filter(slug__in=missing).select_related("actor")
            known |= {row.slug: row.actor for row in old}
        choices = []
        for value, wanted in given:
            if value not in known:
                raise ValidationError(f"No actor has the address “{value[:40]}”.")
            actor = known[value]
            choices.append(Choice(actor.slug, wanted, actor.name, (actor.pk,)))
        return tuple(choices)


def parse_event_filter(query: QueryDict) -> tuple[EventFilterForm, EventFilter | None]:
    """The form and, when the query string is valid, its filter."""
    form = EventFilterForm.from_query(query)
    return form, form.event_filter() if form.is_valid() else None


__all__ = ["Choice", "EventFilter", "EventFilterForm", "parameter_of", "parse_event_filter"]
