"""Filters over actors with a name in the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

if TYPE_CHECKING:
    import datetime as dt


class ActorQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        """Actors that stand for themselves: not merged into another."""
        return self.filter(merged_into__isnull=True)

    def named_like(self, words: str) -> Self:
        """Actors whose name or one of whose aliases contains `words`, whatever the case."""
        from newsapp.actors.models import ActorAlias

        alias = ActorAlias.objects.filter(actor=OuterRef("pk"), name__icontains=words)
        return self.filter(Q(name__icontains=words) | Exists(alias))

    def with_roles_on(self, day: dt.date) -> Self:
        """Prefetch the offices held on `day` into `roles_on_day`."""
        from newsapp.actors.models import ActorRole

        held = ActorRole.objects.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_until__isnull=True) | Q(valid_until__gt=day)
        )
        return self.prefetch_related(Prefetch("roles", queryset=held, to_attr="roles_on_day"))
