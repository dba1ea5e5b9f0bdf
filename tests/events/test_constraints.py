"""The rules of the record live in the database: what breaks one is refused there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from newsapp.actors.models import Actor, ActorRole, Affiliation
from newsapp.articles.models import Article, ArticleVersion, Sentence
from newsapp.countries.models import Country, CountryCode
from newsapp.events.models import Event, Evidence, Participant
from tests.builders import build_article, build_event

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def refused(write: Callable[[], object], rule: str) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        write()


def change(event: Event, **values: object) -> Callable[[], object]:
    return lambda: Event.objects.filter(pk=event.pk).update(**values)


def test_event_rules() -> None:
    event = build_event()
    day = dt.date(2024, 10, 22)
    refused(change(event, modality="maybe"), "event_modality_known")
    refused(change(event, status="deleted"), "event_status_known")
    refused(change(event, confidence=1.2), "event_confidence_range")
    refused(change(event, date_confidence=-0.1), "event_date_confidence_range")
    refused(change(event, date_first=None), "event_date_rules")
    refused(change(event, date_precision="none"), "event_date_rules")
    refused(change(event, date_last=day - dt.timedelta(days=3)), "event_date_rules")
    refused(change(event, date_basis="assumed"), "event_date_rules")
    refused(change(event, status="withdrawn"), "event_withdrawn_with_reason")


def test_an_assumed_date_is_never_a_day_of_its_own() -> None:
    event = build_event()
    refused(change(event, date_basis="assumed", date_precision="week"), "event_date_rules")
    assert change(event, date_basis="assumed", date_precision="week", date_first=dt.date(2024, 10, 16))() == 1


def test_an_actor_takes_part_once_per_role() -> None:
    event = build_event()
    party = event.participants.filter(role="source").get()
    refused(
        lambda: Participant.objects.create(event=event, actor=party.actor, role="source"), "participant_once_per_role"
    )
    refused(lambda: Participant.objects.create(event=event, actor=party.actor, role="other"), "participant_role_known")


def test_evidence_is_a_span_or_a_row() -> None:
    event = build_event()
    evidence = event.evidence.get()
    refused(lambda: Evidence.objects.create(event=event), "evidence_span_or_row")
    refused(lambda: Evidence.objects.filter(pk=evidence.pk).update(end=evidence.start), "evidence_span_or_row")
    refused(
        lambda: Evidence.objects.create(
            event=event, article_version=evidence.article_version, sentence=evidence.sentence, start=0, end=4,
            trigger_start=0, trigger_end=4,
        ),
        "evidence_sentence_once",
    )  # fmt: skip


def test_a_casualty_count_has_numbers_in_order() -> None:
    from newsapp.events.models import CasualtyCount

    evidence = build_event().evidence.get()

    def count(**values: object) -> None:
        CasualtyCount.objects.create(
            **{"evidence": evidence, "kind": "killed", "start": 0, "end": 4, "reason": "stated", **values}
        )

    refused(count, "casualty_count_some_number")
    refused(lambda: count(low=12, best=11), "casualty_count_order")
    refused(lambda: count(low=12, high=11), "casualty_count_order")
    refused(lambda: count(best=12, high=11), "casualty_count_order")
    refused(lambda: count(best=12, start=4), "casualty_count_span")
    refused(lambda: count(best=-1), "casualtycount_best")
    count(low=0, best=0, high=0)
    refused(lambda: count(best=3), "casualty_count_once")
    count(high=30, kind="injured")
    evidence.delete()
    assert not CasualtyCount.objects.exists()


def test_evidence_protects_its_article() -> None:
    from django.db.models import ProtectedError

    article = build_event().evidence.get().article_version
    assert article is not None
    with pytest.raises(ProtectedError):
        article.article.delete()


def test_the_text_of_a_version_is_immutable() -> None:
    version = build_article().versions.get()
    refused(lambda: ArticleVersion.objects.filter(pk=version.pk).update(text="Other words"), "immutable")
    assert ArticleVersion.objects.filter(pk=version.pk).update(is_current=False) == 1


def test_sentences_do_not_overlap_and_have_an_end() -> None:
    version = build_article(sentences=("One.", "Two.")).versions.get()
    first = version.sentences.order_by("position")[0]
    refused(
        lambda: Sentence.objects.create(
            article_version=version, position=99, kind="body", start=first.start, end=first.end + 2
        ),
        "sentence_no_overlap",
    )
    refused(lambda: Sentence.objects.filter(pk=first.pk).update(end=first.start), "sentence_span")


def test_a_publication_date_comes_with_its_basis() -> None:
    article = build_article()
    refused(lambda: Article.objects.filter(pk=article.pk).update(published_at=None), "article_date_and_basis")
    refused(lambda: Article.objects.filter(pk=article.pk).update(published_basis="unknown"), "article_date_and_basis")


def test_a_code_means_one_country_at_any_time() -> None:
    israel, jordan = Country.objects.get(iso3="ISR"), Country.objects.get(iso3="JOR")
    CountryCode.objects.create(
        country=israel, scheme="cow", code="X1", valid_from=dt.date(1950, 1, 1), valid_until=dt.date(1960, 1, 1)
    )
    CountryCode.objects.create(country=jordan, scheme="cow", code="X1", valid_from=dt.date(1960, 1, 1))
    refused(
        lambda: CountryCode.objects.create(country=jordan, scheme="cow", code="X1", valid_from=dt.date(1955, 1, 1)),
        "country_code_one_meaning",
    )
    refused(lambda: Country.objects.filter(pk=israel.pk).update(iso3="isr"), "country_iso3_form")
    refused(lambda: Country.objects.filter(pk=israel.pk).update(lat=91), "country_coordinates")


def test_an_office_is_not_held_twice_at_once() -> None:
    actor = Actor.objects.get(slug="antony-blinken")
    held = actor.roles.filter(valid_from__isnull=False).first()
    assert held is not None
    refused(
        lambda: ActorRole.objects.create(actor=actor, title=held.title, valid_from=held.valid_from),
        "actor_role_no_overlap",
    )
    refused(
        lambda: ActorRole.objects.create(
            actor=actor, title="x", valid_from=dt.date(2024, 1, 2), valid_until=dt.date(2024, 1, 1)
        ),
        "actor_role_period",
    )
    refused(lambda: Affiliation.objects.create(actor=actor, organisation=actor), "affiliation_not_with_itself")
    refused(lambda: Actor.objects.filter(pk=actor.pk).update(kind="robot"), "actor_kind_known")
    refused(lambda: Actor.objects.filter(pk=actor.pk).update(merged_into=actor), "actor_not_merged_into_itself")


def test_coordinates_come_together() -> None:
    israel = Country.objects.get(iso3="ISR")
    refused(lambda: Country.objects.filter(pk=israel.pk).update(lat=None), "country_coordinates")
    refused(lambda: Country.objects.filter(pk=israel.pk).update(lon=None), "country_coordinates")
    assert Country.objects.filter(pk=israel.pk).update(lat=None, lon=None) == 1
