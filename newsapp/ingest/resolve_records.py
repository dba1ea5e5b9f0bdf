"""From findings to records: the actor or place behind a finding, made as a candidate where the text introduced it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import slugify

from newsapp.actors.models import Actor, ActorSlug
from newsapp.countries.models import Country, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsapp.extraction.findings import ActorFinding


# The source of what a text alone has introduced; the next text has to introduce it again.
NAMED_BY_ARTICLE = "named by an article"


def country_ids() -> dict[str, int]:
    return dict(Country.objects.values_list("iso3", "pk"))


class Actors:
    """The actor records behind an article's actor findings, looked up or made once each."""

    def __init__(self, findings: Sequence[ActorFinding]) -> None:
        self._findings = findings
        self._countries = country_ids()
        slugs = [finding.slug for finding in findings if finding.slug]
        self._known = {
            actor.slug: actor for actor in Actor.objects.filter(slug__in=slugs).select_related("merged_into")
        }
        self._made: dict[int, Actor] = {}

    def record(self, index: int) -> Actor:
        """The record of finding `index`; a merged actor stands for what it was merged into."""
        if index not in self._made:
            finding = self._findings[index]
            known = self._known.get(finding.slug or "")
            self._made[index] = (known.merged_into or known) if known else self._candidate(finding)
        return self._made[index]

    def country_id(self, iso3: str | None) -> int | None:
        return self._countries.get(iso3 or "")

    def _candidate(self, finding: ActorFinding) -> Actor:
        """A candidate with this name, kind and country; one that a curator merged leads to where it went."""
        name = finding.name[:200]
        country = self.country_id(finding.iso3)
        same = Actor.objects.filter(name=name, kind=finding.kind, standing=Actor.Standing.CANDIDATE)
        same = same.filter(country__isnull=True) if country is None else same.filter(country_id=country)
        found: Actor | None = same.select_related("merged_into").order_by("merged_into_id").first()
        if found is not None:
            return found.merged_into or found
        return Actor.objects.create(
            slug=free_actor_slug(name),
            name=name,
            kind=finding.kind,
            country_id=country,
            standing=Actor.Standing.CANDIDATE,
            description=describe_candidate(finding),
            source=NAMED_BY_ARTICLE,
        )


def describe_candidate(finding: ActorFinding) -> str:
    role = finding.role[:1].upper() + finding.role[1:]
    parts = [part for part in (role, finding.affiliation) if part]
    return (", ".join(parts))[:300]


def free_actor_slug(name: str) -> str:
    """An ASCII slug no actor has or ever had."""
    base = slugify(name)[:120].strip("-") or "actor"
    taken = set(Actor.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= set(ActorSlug.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


class Places:
    """The place records behind an article's place findings."""

    def __init__(self) -> None:
        self._countries = country_ids()
        self._made: dict[str, Place] = {}

    def country_id(self, iso3: str | None) -> int | None:
        return self._countries.get(iso3 or "")

    def record(
        self, slug: str | None, name: str, iso3: str | None, lat: float | None, lon: float | None, precision: str
    ) -> Place | None:
        """A known place by its slug; else one made from what the article says ("southern Israel"), with that source."""
        key = slug or f"{slugify(name)[:100]}-{(iso3 or 'none').lower()}"
        if key not in self._made:
            found = Place.objects.filter(slug=key).first()
            if found is None and slug is not None:
                return None
            self._made[key] = found or Place.objects.create(
                slug=key,
                name=name[:150],
                country_id=self.country_id(iso3),
                kind="region" if precision == "region" else "place",
                precision=precision,
                lat=lat,
                lon=lon,
                source=NAMED_BY_ARTICLE,
            )
        return self._made[key]
