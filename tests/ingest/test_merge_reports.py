"""Reports of one event by several articles are one event with several reports, and come apart again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from newsapp.curation.actions import confirm_events, part_events
from newsapp.events.models import Event, Evidence
from tests.builders import BLINKEN, HAMAS, ISRAEL, JORDAN, Told, build_article

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

DAY = dt.date(2024, 10, 7)
ATTACK = Told((HAMAS,), "attacked", (ISRAEL,), "190", "ASSAULT", first=DAY, last=DAY)


def attack(**changes: object) -> Told:
    from dataclasses import replace

    return replace(ATTACK, **changes)  # type: ignore[arg-type]


def alone() -> int:
    return Event.objects.shown().count()


def test_two_articles_tell_of_one_event(client: Client) -> None:
    build_article(attack(), title="First")
    build_article(attack(phrase="struck", cameo="194"), title="Second")
    lead, member = Event.objects.order_by("pk")
    assert (lead.status, member.status, member.merged_into_id) == ("reported", "merged", lead.pk)
    assert lead.evidence.count() == 2
    assert lead.evidence.filter(is_lead=True).count() == 1
    assert "Reported by 2 articles" in client.get(lead.get_absolute_url()).text
    assert client.get(member.get_absolute_url()).headers["Location"] == lead.get_absolute_url()
    assert "2 reports" in client.get("/events/").text


@pytest.mark.parametrize(
    "other",
    [
        attack(target=(JORDAN,)),
        attack(source=(BLINKEN,)),
        attack(source=()),
        attack(cameo="112", plover="ACCUSE"),
        attack(modality="planned"),
        attack(first=DAY + dt.timedelta(days=1), last=DAY + dt.timedelta(days=1)),
        attack(first=None, last=None),
        attack(first=dt.date(2024, 10, 1), last=dt.date(2024, 10, 31), precision="month"),
    ],
    ids=["target", "source", "no source", "root", "modality", "day", "no day", "month"],
)
def test_what_differs_stays_apart(other: Told) -> None:
    build_article(attack(), title="First")
    build_article(other, title="Second")
    assert alone() == 2


def test_a_day_lies_within_the_week_of_another_report() -> None:
    build_article(attack(), title="First")
    build_article(
        attack(first=dt.date(2024, 10, 5), last=dt.date(2024, 10, 11), precision="week", basis="assumed"),
        title="Second",
    )
    assert alone() == 1


def test_one_article_is_not_merged_with_itself() -> None:
    build_article(attack(), attack(phrase="struck"))
    assert alone() == 2


def test_reading_again_changes_nothing() -> None:
    one, two = attack(words="Hamas attacked Israel."), attack(phrase="struck", words="Hamas struck Israel.")
    build_article(one, title="First")
    build_article(two, title="Second")
    before = list(Event.objects.order_by("pk").values_list("pk", "status", "merged_into"))
    told = set(Evidence.objects.values_list("event", "sentence__start", "is_lead"))
    for again, title in ((two, "Second"), (one, "First")):
        build_article(again, title=title, sentences=("More was said.",))
    assert list(Event.objects.order_by("pk").values_list("pk", "status", "merged_into")) == before
    assert set(Evidence.objects.values_list("event", "sentence__start", "is_lead")) == told


def test_a_doubtful_report_is_published_by_a_sure_one() -> None:
    build_article(attack(confidence=0.3), title="First")
    build_article(attack(confidence=0.9), title="Second")
    assert [event.status for event in Event.objects.order_by("pk")] == ["reported", "merged"]


def test_a_confirmed_event_takes_reports_and_is_never_moved() -> None:
    build_article(attack(), title="First")
    confirm_events(events=Event.objects.all())
    build_article(attack(), title="Second")
    assert [event.status for event in Event.objects.order_by("pk")] == ["confirmed", "merged"]


def test_a_curator_takes_events_apart_for_good() -> None:
    struck = attack(phrase="struck", words="Hamas struck Israel.")
    build_article(attack(), title="First")
    build_article(struck, title="Second")
    lead = Event.objects.order_by("pk")[0]
    assert part_events(events=Event.objects.filter(pk=lead.pk)) == 1
    assert alone() == 2
    assert Evidence.objects.filter(is_lead=True, read_as__isnull=True).count() == Evidence.objects.count() == 2
    build_article(struck, title="Second", sentences=("More was said.",))
    assert alone() == 2
