"""A corrected publication date moves what is dated relative to it, and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from newsapp.events.models import Event, TimeExpression
from newsapp.ingest.correct_dates import reresolve_dates
from tests.builders import JORDAN, Told, build_article, events_of

if TYPE_CHECKING:
    from newsapp.articles.models import Article

pytestmark = pytest.mark.django_db


def publish(article: Article, day: dt.date | None) -> None:
    article.published_at = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC) if day else None
    article.published_basis = "curated" if day else "unknown"
    article.published_precision = "day" if day else "none"
    article.save()


def assumed() -> Told:
    return Told(first=dt.date(2024, 10, 16), last=dt.date(2024, 10, 22), precision="week", basis="assumed",
                expression="assumed")  # fmt: skip


def test_relative_dates_move_and_are_reported() -> None:
    article = build_article(Told(expression="weekday:2"), assumed())
    relative, vague = events_of(article)
    publish(article, dt.date(2024, 10, 29))
    changes = reresolve_dates(article=article)
    assert [(change.event.pk, change.before[0], change.after[0]) for change in changes] == [
        (relative.pk, dt.date(2024, 10, 22), dt.date(2024, 10, 29)),
        (vague.pk, dt.date(2024, 10, 16), dt.date(2024, 10, 23)),
    ]
    vague.refresh_from_db()
    assert (vague.date_basis, vague.date_precision) == ("assumed", "week")
    assert TimeExpression.objects.filter(expression="weekday:2").get().first == dt.date(2024, 10, 29)


def test_stated_and_curated_dates_stay() -> None:
    article = build_article(
        Told(basis="stated", expression="2023-10-07", first=dt.date(2023, 10, 7), last=dt.date(2023, 10, 7)),
        Told(expression="weekday:2"),
    )
    _, curated = events_of(article)
    curated.mark_curated(["date_first"])
    curated.save()
    before = list(Event.objects.order_by("pk").values_list("date_first", "date_last"))
    publish(article, dt.date(2024, 10, 29))
    assert reresolve_dates(article=article) == []
    assert list(Event.objects.order_by("pk").values_list("date_first", "date_last")) == before


def test_without_a_date_relative_ones_are_open_and_come_back_with_it() -> None:
    article = build_article(Told(expression="weekday:2"), assumed())
    before = list(Event.objects.order_by("pk").values_list("date_first", "date_last", "date_precision", "date_basis"))
    publish(article, None)
    reresolve_dates(article=article)
    assert set(Event.objects.values_list("date_first", "date_precision", "date_basis")) == {(None, "none", "none")}
    publish(article, dt.date(2024, 10, 22))
    reresolve_dates(article=article)
    after = list(Event.objects.order_by("pk").values_list("date_first", "date_last", "date_precision", "date_basis"))
    assert after == before


def test_other_articles_are_left_alone() -> None:
    article, other = build_article(Told()), build_article(Told(target=(JORDAN,)))
    publish(article, dt.date(2024, 11, 5))
    reresolve_dates(article=article)
    assert events_of(other)[0].date_first == dt.date(2024, 10, 22)


@pytest.mark.parametrize("day", [dt.date(1, 1, 1), dt.date(1, 1, 3), dt.date(9999, 12, 30), dt.date(9999, 12, 31)])
def test_the_ends_of_time_are_no_accident(day: dt.date) -> None:
    article = build_article(
        Told(expression="weekday:2"), Told(expression="week:-1"), Told(expression="month:0"), assumed()
    )
    publish(article, day)
    reresolve_dates(article=article)
    for event in events_of(article):
        assert event.date_first is None or event.date_last is not None
