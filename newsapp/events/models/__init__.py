"""The records of the events app, one module each: types, events, evidence, casualties, readings."""

from newsapp.events.models.casualties import CasualtyCount
from newsapp.events.models.event import Event, Participant
from newsapp.events.models.evidence import DataSet, DataSetRow, Evidence
from newsapp.events.models.reading import Extraction, Mention, TimeExpression
from newsapp.events.models.types import EventType, PloverMode, PloverType

__all__ = [
    "CasualtyCount",
    "DataSet",
    "DataSetRow",
    "Event",
    "EventType",
    "Evidence",
    "Extraction",
    "Mention",
    "Participant",
    "PloverMode",
    "PloverType",
    "TimeExpression",
]
