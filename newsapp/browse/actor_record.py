"""What an actor's page says: figures, names as written, offices over time, types of event, partners."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Func, TextField

from newsapp.actors.models import Actor
from newsapp.browse.charts import ShareBar, share_bar
from newsapp.browse.wording import GLYPHS, plain_day
from newsapp.events.counting import classes_of_types
from newsapp.events.models import EventType, Mention, Participant
from newsapp.events.models.types import EventClass
from newsapp.events.querysets import SHOWN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from newsapp.events.querysets import EventQuerySet

MOST_PARTNERS = 15
# No name, though a capital begins a sentence. Case counts: "US" and "WHO" are names.
PRONOUN = re.compile(r"[Hh]e|him|[Hh]is|[Ss]he|[Hh]ers?|[Ii]ts?|[Tt]hey|them|[Tt]heirs?|who|whom|whose|\w+sel(f|ves)")


@dataclass(frozen=True, slots=True)
class Office:
    title: str
    organisation: str
    organisation_url: str
    period: str


@dataclass(frozen=True, slots=True)
class NameRow:
    name: str
    mentions: int
    origin: str


@dataclass(frozen=True, slots=True)
class TypeRow:
    glyph: str
    class_name: str
    name: str
    as_source: int
    as_target: int


@dataclass(frozen=True, slots=True)
class PartnerRow:
    name: str
    url: str
    to_partner: int
    from_partner: int
    share: ShareBar
    to_url: str
    from_url: str


@dataclass(frozen=True, slots=True)
class ActorRecord:
    total: int
    as_source: int
    as_target: int
    offices: tuple[Office, ...]
    affiliations: tuple[Office, ...]
    names: tuple[NameRow, ...]
    pronouns: int
    types: tuple[TypeRow, ...]
    partners: tuple[PartnerRow, ...]
    partner_total: int
    identifiers: tuple[tuple[str, str, str], ...]


def period(first: dt.date | None, until: dt.date | None) -> str:
    """since 26 January 2021; until ...; both with a dash; empty when neither is known."""
    if first and until:
        return f"{plain_day(first)} – {plain_day(until)}"
    if first:
        return f"since {plain_day(first)}"
    return f"until {plain_day(until)}" if until else ""


def read_actor_record(actor: Actor, events: EventQuerySet) -> ActorRecord:
    """Everything beside the events themselves, in a fixed number of queries."""
    roles = roles_by_type(actor)
    partners, partner_total = partners_of(actor)
    written = written_as(actor)
    return ActorRecord(
        total=events.count(),
        as_source=sum(counts["source"] for counts in roles.values()),
        as_target=sum(counts["target"] for counts in roles.values()),
        offices=tuple(
            Office(
                role.title,
                role.organisation.name if role.organisation else (role.country.name if role.country else ""),
                role.organisation.get_absolute_url() if role.organisation else "",
                period(role.valid_from, role.valid_until),
            )
            for role in actor.roles.select_related("organisation", "country")
        ),
        affiliations=tuple(
            Office(
                link.kind,
                link.organisation.name,
                link.organisation.get_absolute_url(),
                period(link.valid_from, link.valid_until),
            )
            for link in actor.affiliations.select_related("organisation")
        ),
        names=names_of(actor, written),
        pronouns=sum(count for words, count in written.items() if PRONOUN.fullmatch(words)),
        types=type_rows(roles),
        partners=partners,
        partner_total=partner_total,
        identifiers=tuple(
            (
                row.scheme.title(),
                row.value,
                f"https://www.wikidata.org/wiki/{row.value}" if row.scheme == "wikidata" else "",
            )
            for row in actor.identifiers.all()
        ),
    )


def written_as(actor: Actor) -> Counter[str]:
    """The words articles use for the actor, pronouns among them, with how often."""
    words = Func(
        F("article_version__text"),
        F("start") + 1,
        F("end") - F("start"),
        function="substr",
        output_field=TextField(),
    )
    mentions = Mention.objects.filter(actor=actor).annotate(words=words).values_list("words")
    return Counter(dict(mentions.annotate(n=Count("pk")).order_by()))


def names_of(actor: Actor, written: Counter[str]) -> tuple[NameRow, ...]:
    """Every name articles give the actor with its count, then the aliases no article has used yet."""
    rows = [
        NameRow(name, count, "articles")
        for name, count in sorted(written.items(), key=lambda item: (-item[1], item[0]))
        if not PRONOUN.fullmatch(name)
    ]
    rows += [NameRow(alias.name, 0, "reference list") for alias in actor.aliases.all() if alias.name not in written]
    return tuple(rows)


def roles_by_type(actor: Actor) -> dict[int, Counter[str]]:
    """Event type -> events readers see with the actor as source and as target. An actor has each role once an event."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    mine = Participant.objects.filter(actor=actor, event__status__in=SHOWN).order_by()
    for event_type, role, count in mine.values_list("event__event_type", "role").annotate(n=Count("pk")):
        counts[event_type][role] = count
    return counts


def type_rows(roles: Mapping[int, Counter[str]]) -> tuple[TypeRow, ...]:
    """PLOVER's types, the most frequent first."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    types = EventType.objects.filter(pk__in=list(roles)).order_by()
    for pk, name, event_class in types.values_list("pk", "plover_type__name", "event_class"):
        counts[name, event_class] += roles[pk]
    return tuple(
        TypeRow(GLYPHS[event_class], str(EventClass(event_class).label), name, both["source"], both["target"])
        for (name, event_class), both in sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    )


def partners_of(actor: Actor) -> tuple[tuple[PartnerRow, ...], int]:
    """Who stands on the other side: events to each partner, from each, and their classes over both directions."""
    directions = {"target": Counter[int](), "source": Counter[int]()}
    classes: dict[int, Counter[str]] = defaultdict(Counter)
    class_of = classes_of_types()
    for role, counts in directions.items():
        mine = Participant.objects.filter(actor=actor, role="source" if role == "target" else "target")
        rows = (
            Participant.objects.filter(event__in=mine.values("event"), event__status__in=SHOWN, role=role)
            .exclude(actor=actor)
            .values_list("actor", "event__event_type")
            .annotate(n=Count("pk"))
            .order_by()
        )
        for other, event_type, count in rows:
            counts[other] += count
            classes[other][class_of[event_type]] += count
    sent, received = directions["target"], directions["source"]
    ordered = sorted(classes, key=lambda pk: (-(sent[pk] + received[pk]), pk))[:MOST_PARTNERS]
    known = Actor.objects.in_bulk(ordered)
    rows_of = tuple(
        PartnerRow(
            known[pk].name,
            known[pk].get_absolute_url(),
            sent[pk],
            received[pk],
            share_bar(classes[pk]),
            f"/events/?source={actor.slug}&target={known[pk].slug}",
            f"/events/?source={known[pk].slug}&target={actor.slug}",
        )
        for pk in ordered
    )
    return rows_of, len(classes)
