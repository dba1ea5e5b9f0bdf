"""Filters over events with a name in the domain, and what a page needs beside each event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from newsapp.actors.models import Actor
    from newsapp.countries.models import Country
    from newsapp.events.models import Event


def participant_rows(**conditions: object) -> Exists:
    """True for events with a participant that meets `conditions`."""
    from newsapp.events.models import Participant  # noqa: PLC0415  the model module imports this one

    return Exists(Participant.objects.filter(event=OuterRef("pk"), **conditions))


class EventQuerySet(models.QuerySet["Event"]):
    def shown(self) -> Self:
        """What readers see: not rejected by a curator, not withdrawn."""
        return self.filter(status__in=["reported", "confirmed"])

    def in_timeline_order(self) -> Self:
        """Latest first possible day first, the exact before the vague, undated last."""
        return self.order_by("-timeline_day", "-timeline_span", "-id")

    def of_types(self, type_ids: Collection[int]) -> Self:
        return self.filter(event_type_id__in=type_ids)

    def involving_actor(self, actor: Actor, role: str = "") -> Self:
        return self.filter(participant_rows(actor=actor, **({"role": role} if role else {})))

    def involving_country(self, country: Country) -> Self:
        """A country as the state of a source or target, or as the place."""
        return self.filter(participant_rows(country=country) | Q(place_country=country))

    def by_country(self, country: Country) -> Self:
        return self.filter(participant_rows(country=country, role="source"))

    def towards_country(self, country: Country) -> Self:
        return self.filter(participant_rows(country=country, role="target"))

    def happening_in(self, country: Country) -> Self:
        return self.filter(place_country=country)

    def touching(self, first: dt.date | None, last: dt.date | None) -> Self:
        """Events whose interval meets [first, last], both inclusive; undated events meet no interval."""
        events = self
        if first is not None:
            events = events.filter(date_last__gte=first)
        if last is not None:
            events = events.filter(date_first__lte=last)
        return events

    def mentioning(self, words: str) -> Self:
        """Events with an evidence sentence, or a participant's name, that holds all `words` (web-search syntax)."""
        from newsapp.events.models import Evidence, Participant  # noqa: PLC0415

        query = SearchQuery(words, config="english", search_type="websearch")
        slices = Evidence.objects.filter(event=OuterRef("pk")).sentence_matching(query)
        named = Participant.objects.filter(event=OuterRef("pk"), actor__name__icontains=words)
        return self.filter(Exists(slices) | Exists(named))

    def with_line(self) -> Self:
        """Everything an event's line, evidence and side column show, in a fixed number of queries."""
        from newsapp.events.models import Evidence, Participant  # noqa: PLC0415

        participants = Participant.objects.select_related("actor").order_by("event_id", "role", "position", "id")
        evidence = Evidence.objects.with_sentence_text().order_by("event_id", "-is_lead", "id")
        return self.select_related("event_type", "event_type__plover_type", "place_country", "place").prefetch_related(
            Prefetch("participants", queryset=participants), Prefetch("evidence", queryset=evidence)
        )


class EvidenceQuerySet(models.QuerySet["models.Model"]):
    def with_sentence_text(self) -> Self:
        """Adds `sentence_text` and `sentence_start`: the sentence sliced out of the article's text by the database."""
        return self.annotate(
            sentence_start=models.F("sentence__start"),
            sentence_text=models.Func(
                models.F("article_version__text"),
                models.F("sentence__start") + 1,
                models.F("sentence__end") - models.F("sentence__start"),
                function="substr",
                output_field=models.TextField(),
            ),
        )

    def sentence_matching(self, query: SearchQuery) -> Self:
        """Evidence whose sentence matches a text-search query."""
        from django.contrib.postgres.search import SearchVector  # noqa: PLC0415

        return self.with_sentence_text().annotate(found_in=SearchVector("sentence_text", config="english")).filter(
            found_in=query
        )
