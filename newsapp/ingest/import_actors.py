"""Importing lists of actors: every row is accounted for, twice is once, and what a curator decided stays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, transaction
from django.utils import timezone

from newsapp.actors.models import Actor, ActorAlias, ActorIdentifier, ActorRole
from newsapp.importers.documents import Refusal
from newsapp.importers.registry import ACTOR_READERS
from newsapp.ingest.actor_index import ActorIndex
from newsapp.ingest.import_articles import readable, tally
from newsapp.ingest.models import ImportItem, ImportRun
from newsapp.ingest.upsert import tombstone_key

if TYPE_CHECKING:
    from pathlib import Path

    from newsapp.importers.actor_rows import ActorRow, Office

Outcome = ImportItem.Outcome
BATCH = 1000


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of one row: `reason` says why it is refused, or what of it was left out."""

    line: int
    outcome: str
    actor: str
    reason: str


@dataclass(slots=True)
class _Change:
    """What a row does to its actor."""

    notes: list[str] = field(default_factory=list)
    changed: bool = False


def import_actors(path: Path, *, file_format: str, dry_run: bool = False) -> list[RowReport]:
    """Insert or update one actor per row of `path`; all in one transaction, recorded as an ImportRun unless dry.

    Raises Refusal where the file as a whole cannot be read: nothing is written then.
    """
    shown = readable(str(path))
    with transaction.atomic():
        writer = _Writer(path, file_format)
        try:
            reports = [writer.write(row) for row in ACTOR_READERS[file_format](path)]
        except Refusal:
            transaction.set_rollback(True)
            raise
        if dry_run:
            transaction.set_rollback(True)
        else:
            _record(shown, file_format, reports)
    return reports


def _record(shown: str, file_format: str, reports: list[RowReport]) -> None:
    counts = tally(report.outcome for report in reports)
    run = ImportRun.objects.create(
        command=f"import_actors {shown} --format {file_format}"[:200], read=len(reports), **counts
    )
    ImportItem.objects.bulk_create(
        [
            ImportItem(
                run=run,
                path=f"{shown[-480:]}:{report.line}",
                outcome=report.outcome,
                reason=report.reason[:400],
            )
            for report in reports
        ],
        batch_size=BATCH,
    )
    run.finished_at = timezone.now()
    run.save()


class _Writer:
    """Writes rows one by one; a row that the database refuses leaves nothing behind."""

    def __init__(self, path: Path, file_format: str) -> None:
        self.index = ActorIndex(str(path))
        self.origin = f"{readable(path.name)} ({file_format})"

    def write(self, row: ActorRow | Refusal) -> RowReport:
        if isinstance(row, Refusal):
            return RowReport(row.line or 0, Outcome.REFUSED, "", row.message)
        try:
            with transaction.atomic():
                return self._write(row)
        except Refusal as refusal:
            return RowReport(row.line, Outcome.REFUSED, "", refusal.message)
        except DatabaseError as error:
            reason = f"the database refused it: {str(error).splitlines()[0][:200]}"
            return RowReport(row.line, Outcome.REFUSED, "", self.index.refusal(row, "", reason).message)

    def _write(self, row: ActorRow) -> RowReport:
        change = _Change(list(row.notes))
        country = self.index.country(row.country)
        if row.country is not None and country is None:
            if row.country.scheme == "iso":
                raise self.index.refusal(row, "country", f"{row.country.code} is not known")
            change.notes.append(f"country {row.country.code} is not known")
        offices = self._offices(row, change)
        actor = self.index.find(row, country)
        if actor is None:
            slug = row.slug or self.index.free_slug(row.name)
            if slug in self.index.deleted_slugs:
                change.notes.append("a curator deleted it")
                return RowReport(row.line, Outcome.UNCHANGED, slug, "; ".join(change.notes))
            actor = Actor.objects.create(
                slug=slug, name=row.name, kind=row.kind, country_id=country, description=row.description,
                source=f"import of {self.origin}, row {row.line}"[:300],
            )  # fmt: skip
            outcome = Outcome.INSERTED
        else:
            self._update(actor, row, country, change)
            outcome = Outcome.UNCHANGED
        aliases = self._new_aliases(actor, row, change)
        roles = self._new_roles(actor, offices, change, overwrite=row.is_statement)
        identifiers = self._new_identifiers(actor, row)
        for model, records in ((ActorAlias, aliases), (ActorRole, roles), (ActorIdentifier, identifiers)):
            if records:
                model._default_manager.bulk_create(records)  # type: ignore[arg-type]
                change.changed = True
        if outcome == Outcome.UNCHANGED and change.changed:
            outcome = Outcome.UPDATED
            self._note_origin(actor, row)
        self._remember(actor, aliases, roles, identifiers)
        return RowReport(row.line, outcome, actor.slug, "; ".join(change.notes))

    def _update(self, actor: Actor, row: ActorRow, country: int | None, change: _Change) -> None:
        """Fields of a known actor: a statement of the source replaces, anything else fills what is empty."""
        wanted: dict[str, Any] = {"description": row.description, "country_id": country}
        if row.is_statement:
            wanted |= {"name": row.name, "kind": row.kind}
        fields = []
        for name, value in wanted.items():
            plain = name.removesuffix("_id")
            present = getattr(actor, name)
            if not value or value == present or plain in actor.curated_fields or name in actor.curated_fields:
                continue
            if row.is_statement or not present:
                setattr(actor, name, value)
                fields.append(plain)
        if fields:
            actor.save(update_fields=fields)
            change.changed = True

    def _note_origin(self, actor: Actor, row: ActorRow) -> None:
        """The source note names the row that something was added from, where there is room for it."""
        note = f"{self.origin}, row {row.line}"
        source = f"{actor.source}; {note}" if actor.source else note
        if note not in actor.source and "source" not in actor.curated_fields and len(source) <= 300:
            actor.source = source
            actor.save(update_fields=["source"])

    def _new_aliases(self, actor: Actor, row: ActorRow, change: _Change) -> list[ActorAlias]:
        """The names that are new; a shared one, and a person's single word, does not say alone who is meant."""
        known = {name.casefold() for name in self.index.aliases[actor.pk]} | {actor.name.casefold()}
        found = []
        for name in (row.name, *row.aliases):
            if name.casefold() in known:
                continue
            known.add(name.casefold())
            if name.casefold() in self.index.country_names:
                change.notes.append(f"{name} left out: a country's name")
            elif tombstone_key((actor.pk, name, "en", None)) in self.index.deleted_aliases:
                change.notes.append(f"{name} left out: a curator deleted it")
            else:
                unsure = self.index.is_shared(name, actor) or (actor.kind == Actor.Kind.PERSON and " " not in name)
                found.append(ActorAlias(actor=actor, name=name, ambiguous=unsure))
        return found

    def _offices(self, row: ActorRow, change: _Change) -> list[tuple[Office, int | None, int | None]]:
        """The row's offices with the ids of country and body; an unknown body is a fault of the row."""
        found = []
        for office in row.offices:
            body = self.index.find_body(office.organisation) if office.organisation else None
            if office.organisation and body is None:
                raise self.index.refusal(row, "organisation", f"{office.organisation[:80]} is not known")
            found.append((office, self.index.country(office.country), body.pk if body else None))
        return found

    def _new_roles(
        self, actor: Actor, offices: list[tuple[Office, int | None, int | None]], change: _Change, *, overwrite: bool
    ) -> list[ActorRole]:
        found: list[ActorRole] = []
        for office, country, body in offices:
            same = [role for role in [*self.index.roles[actor.pk], *found] if role.title == office.title]
            match = next((role for role in same if role.valid_from == office.valid_from and role not in found), None)
            if match is not None:
                self._end_role(match, office, change, overwrite=overwrite)
            elif any(_overlap(role, office) for role in same):
                change.notes.append(f"{office.title} from {office.valid_from} left out: overlaps one that is known")
            elif tombstone_key((actor.pk, office.title, office.valid_from)) in self.index.deleted_roles:
                change.notes.append(f"{office.title} left out: a curator deleted it")
            else:
                found.append(
                    ActorRole(
                        actor=actor, title=office.title, organisation_id=body, country_id=country,
                        valid_from=office.valid_from, valid_until=office.valid_until,
                    )
                )  # fmt: skip
        return found

    def _end_role(self, role: ActorRole, office: Office, change: _Change, *, overwrite: bool) -> None:
        """The last day of an office that is known already: a statement replaces it, anything else fills it."""
        if office.valid_until is None or office.valid_until == role.valid_until or "valid_until" in role.curated_fields:
            return
        if overwrite or role.valid_until is None:
            role.valid_until = office.valid_until
            role.save(update_fields=["valid_until"])
            change.changed = True

    def _new_identifiers(self, actor: Actor, row: ActorRow) -> list[ActorIdentifier]:
        return [
            ActorIdentifier(actor=actor, scheme=scheme, value=value)
            for scheme, value in row.identifiers
            if self.index.identified(scheme, value) is None
        ]

    def _remember(
        self, actor: Actor, aliases: list[ActorAlias], roles: list[ActorRole], identifiers: list[ActorIdentifier]
    ) -> None:
        self.index.add(actor)
        for alias in aliases:
            self.index.aliases[actor.pk].add(alias.name)
            self.index.add_name(actor, alias.name, is_sure=not alias.ambiguous)
        self.index.roles[actor.pk] += roles
        for one in identifiers:
            self.index.add_identifier(one.scheme, one.value, actor)


def _overlap(role: ActorRole, office: Office) -> bool:
    return (role.valid_from or dt.date.min) < (office.valid_until or dt.date.max) and (
        office.valid_from or dt.date.min
    ) < (role.valid_until or dt.date.max)
