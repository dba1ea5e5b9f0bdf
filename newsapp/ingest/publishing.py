"""What is published at once, and what waits until a curator has looked at it."""

from __future__ import annotations

from typing import Final

from django.conf import settings

from newsapp.events.models import Event

# Statuses that no curator has decided.
UNREVIEWED: Final = (Event.Status.REPORTED, Event.Status.QUEUED)


def status_for(confidence: float | None) -> Event.Status:
    """The status of an event nobody has reviewed, by the confidence in the whole claim, 0 to 1.

    `PUBLISH_FROM` is the confidence from which on three events in four are right, learnt on annotated articles and
    items (docs/extraction.md); an event without a figure, as from a data set, is published.
    """
    if confidence is None or confidence >= settings.PUBLISH_FROM:
        return Event.Status.REPORTED
    return Event.Status.QUEUED
