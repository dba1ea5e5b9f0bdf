"""Finding the actor that a row of an imported list means, among all that the database holds."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils.text import slugify

from newsapp.actors.models import Actor, ActorAlias, ActorIdentifier, ActorRole, ActorSlug
from newsapp.countries.models import Country, CountryCode, CountryName
from newsapp.importers.documents import Refusal, printable
from newsapp.ingest.upsert import deleted_keys

if TYPE_CHECKING:
    from newsapp.importers.actor_rows import ActorRow, CountryRef


class ActorIndex:
    """All current actors by address, id elsewhere and name, read once and kept true while an import adds to them."""

    def __init__(self, file: str) -> None:
        self._file = file
        actors = Actor.objects.select_related("merged_into")
        self._by_pk: dict[int, Actor] = {actor.pk: actor.merged_into or actor for actor in actors}
        self.slugs: dict[str, Actor] = {actor.slug: self._by_pk[actor.pk] for actor in actors}
        for slug, pk in ActorSlug.objects.values_list("slug", "actor"):
            self.slugs.setdefault(slug, self._by_pk[pk])
        self._identifiers = {
            (scheme, value): self._by_pk[pk]
            for scheme, value, pk in ActorIdentifier.objects.values_list("scheme", "value", "actor")
        }
        # A name -> the actors that bear it; for those in `_sure` it is the name itself or an unambiguous alias.
        self._named: dict[str, set[int]] = defaultdict(set)
        self._sure: dict[str, set[int]] = defaultdict(set)
        for actor in self._by_pk.values():
            self.add_name(actor, actor.name, is_sure=True)
        self.aliases: dict[int, set[str]] = defaultdict(set)
        for pk, name, ambiguous in ActorAlias.objects.values_list("actor", "name", "ambiguous"):
            actor = self._by_pk[pk]
            self.aliases[actor.pk].add(name)
            self.add_name(actor, name, is_sure=not ambiguous)
        self.roles: dict[int, list[ActorRole]] = defaultdict(list)
        for role in ActorRole.objects.all():
            self.roles[self._by_pk[role.actor_id].pk].append(role)
        self.deleted_slugs = deleted_keys("actors.actor")
        self.deleted_aliases = deleted_keys("actors.actoralias")
        self.deleted_roles = deleted_keys("actors.actorrole")
        self._read_countries()

    def _read_countries(self) -> None:
        self._countries: dict[tuple[str, str], int] = {}
        for scheme, code, pk in CountryCode.objects.order_by("valid_from").values_list("scheme", "code", "country"):
            self._countries["iso" if scheme in {"iso2", "iso3"} else scheme, code] = pk
        self.country_names: set[str] = set()
        for name, kind, pk in CountryName.objects.values_list("name", "kind", "country"):
            self.country_names.add(name.casefold())
            if kind in {"name", "official", "alias"}:
                self._countries.setdefault(("iso", name.casefold()), pk)
        names = dict(Country.objects.values_list("pk", "name"))
        for (scheme, value), actor in self._identifiers.items():
            if actor.country_id and (actor.kind == Actor.Kind.STATE or actor.name == names[actor.country_id]):
                self._countries[scheme, value] = actor.country_id

    def country(self, ref: CountryRef | None) -> int | None:
        """The id of a country, None for none or an unknown one."""
        if ref is None:
            return None
        return self._countries.get((ref.scheme, ref.code)) or self._countries.get((ref.scheme, ref.code.casefold()))

    def add(self, actor: Actor) -> None:
        self._by_pk[actor.pk] = actor
        self.slugs[actor.slug] = actor
        self.add_name(actor, actor.name, is_sure=True)

    def add_name(self, actor: Actor, name: str, *, is_sure: bool) -> None:
        self._named[name.casefold()].add(actor.pk)
        if is_sure:
            self._sure[name.casefold()].add(actor.pk)

    def add_identifier(self, scheme: str, value: str, actor: Actor) -> None:
        self._identifiers[scheme, value] = actor

    def identified(self, scheme: str, value: str) -> Actor | None:
        return self._identifiers.get((scheme, value))

    def is_shared(self, name: str, actor: Actor | None) -> bool:
        """Whether somebody else is called so too."""
        return bool(self._named.get(name.casefold(), set()) - ({actor.pk} if actor else set()))

    def find(self, row: ActorRow, country: int | None) -> Actor | None:
        """The actor that `row` means: by its id elsewhere, its address, or its name with kind and country.

        Raises Refusal where the name leads to several, or to one of another kind.
        """
        for scheme, value in row.identifiers:
            if (actor := self.identified(scheme, value)) is not None:
                return actor
        if row.slug:
            return self.slugs.get(row.slug)
        named = [self._by_pk[pk] for pk in sorted(self._sure.get(row.name.casefold(), ()))]
        near = [actor for actor in named if country is None or actor.country_id in {None, country}]
        fitting = [actor for actor in near if actor.kind == row.kind]
        if len(fitting) > 1:
            slugs = ", ".join(actor.slug for actor in fitting[:4])
            raise self.refusal(row, "name", f"{printable(row.name)} may be each of {slugs}")
        if not fitting and near:
            known = near[0]
            reason = f"{printable(row.name)} is known as {known.get_kind_display().lower()} ({known.slug})"
            raise self.refusal(row, "kind", reason)
        return fitting[0] if fitting else None

    def find_body(self, name: str) -> Actor | None:
        """The one actor that an address or a sure name means, None where there is none or more."""
        if name in self.slugs:
            return self.slugs[name]
        found = self._sure.get(name.casefold(), set())
        return self._by_pk[next(iter(found))] if len(found) == 1 else None

    def free_slug(self, name: str) -> str:
        """An address nobody has or had, made of `name`: ASCII, with -2, -3 ... on a clash."""
        stem = slugify(name)[:130].strip("-") or "actor"
        slug, number = stem, 1
        while slug in self.slugs or slug in self.deleted_slugs:
            number += 1
            slug = f"{stem}-{number}"
        return slug

    def refusal(self, row: ActorRow, field: str, reason: str) -> Refusal:
        return Refusal(self._file, reason, line=row.line, field=field)
