"""Filters over events with a name in the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from newsapp.word_query import word_query

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from newsapp.actors.models import Actor
    from newsapp.countries.models import Country

# The statuses readers see unless they ask for more: not rejected by a curator, not withdrawn, and not so doubtful that
# a curator should look first. Every count and list of events goes by them.
SHOWN = ("reported", "confirmed")
# What may be read where it was found, beside its sentence.
READABLE = (*SHOWN, "queued")


def participant_rows(**conditions: object) -> Exists:
    """True for events with a participant that meets `conditions`."""
    from newsapp.events.models import Participant

    return Exists(Participant.objects.filter(event=OuterRef("pk"), **conditions))


class EventQuerySet(models.QuerySet[Any]):
    def shown(self) -> Self:
        """What readers see: not rejected by a curator, not withdrawn, not waiting for review."""
        return self.filter(status__in=SHOWN)

    def waiting(self) -> Self:
        """What the engine is too unsure of to publish and no curator has looked at (newsapp/ingest/publishing.py)."""
        return self.filter(status="queued")

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
        from newsapp.events.models import Evidence, Participant

        query = word_query(words)
        told = Evidence.objects.filter(event=OuterRef("pk"), sentence__search=query)
        named = Participant.objects.filter(event=OuterRef("pk"), actor__name__icontains=words)
        return self.filter(Exists(told) | Exists(named))


class EvidenceQuerySet(models.QuerySet[Any]):
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
