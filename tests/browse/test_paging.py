"""Pages of the timeline begin after a row: while events come and go, none is shown twice or skipped."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from newsapp.events.models import Event
from tests.browse.markup import Markup
from tests.builders import PUBLISHED, Told, build_article

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def told(number: int) -> Told:
    """Several events share each day, some are vague and some undated."""
    day = PUBLISHED - dt.timedelta(days=number // 7)
    if number % 11 == 0:
        return Told(first=None, last=None)
    if number % 5 == 0:
        last = day + dt.timedelta(days=6)
        return Told(first=day, last=last, precision="week", basis="resolved", expression="week:0")
    return Told(first=day, last=day)


def read(client: Client, address: str) -> tuple[list[int], str, str]:
    """The events of a page, and the addresses of the next and the previous one."""
    page = Markup(client.get(address).text)
    rows = [li.attributes["id"][1:] for li in page.all("li") if li.attributes.get("class", "").startswith("event ")]
    links = {
        a.attributes["rel"]: a.attributes["href"] for a in page.all("a") if a.attributes.get("rel") in {"next", "prev"}
    }
    return [int(pk) for pk in rows], links.get("next", ""), links.get("prev", "")


def in_order() -> list[int]:
    return list(Event.objects.shown().in_timeline_order().values_list("pk", flat=True))


def test_every_event_is_read_once_forwards_and_backwards(client: Client) -> None:
    build_article(*(told(number) for number in range(130)))
    forwards, address, pages = [], "/events/", []
    while address:
        rows, address, back = read(client, address)
        forwards += rows
        pages.append((rows, back))
    assert forwards == in_order()
    assert [len(rows) for rows, _ in pages] == [50, 50, 30]
    rows, _, back = read(client, pages[-1][1])
    assert rows == pages[1][0]
    assert read(client, back)[0] == pages[0][0]
    assert pages[0][1] == ""


def test_nothing_is_repeated_or_skipped_while_events_arrive_and_leave(client: Client) -> None:
    build_article(*(told(number) for number in range(130)))
    at_first = in_order()
    seen, address, step = [], "/events/", 0
    while address:
        rows, address, _ = read(client, address)
        seen += rows
        step += 1
        day = PUBLISHED + dt.timedelta(days=step)
        build_article(
            *(Told(first=day, last=day) for _ in range(5)),
            Told(first=dt.date(2024, 10, 20), last=dt.date(2024, 10, 20)),
        )
        Event.objects.filter(pk=rows[0]).update(status="rejected")
    assert len(seen) == len(set(seen))
    assert set(at_first) <= set(seen)


@pytest.mark.parametrize("sort", ["oldest", "doubtful", "recorded"])
def test_every_order_reads_every_event_once(client: Client, sort: str) -> None:
    build_article(*(told(number) for number in range(120)))
    Event.objects.filter(pk__in=in_order()[::7]).update(confidence=None)
    seen, address, pages = [], f"/events/?sort={sort}", []
    while address:
        rows, address, back = read(client, address)
        seen += rows
        pages.append((rows, back))
        assert not address or f"sort={sort}" in address
    assert len(seen) == len(set(seen)) == 120
    assert read(client, pages[-1][1])[0] == pages[-2][0]


FORGED = ("0", "_", "__", "2024-10-22", "2024-10-22_0", "2024-13-45_0_1", "0000-00-00_0_1", "2024-10-22_x_1", "0x10",
          "2024-10-22_0_" + "9" * 19, "2024-10-22_0_" + "9" * 5000, "9" * 5000, "٢٠٢٤-١٠-٢٢_0_1", "2024-10-22_0_1%00",
          "%00", "2024-10-22_0_1 or 1=1", "2024-10-22_" + "9" * 25 + "_1", "(None,)", "1e400_1_2")  # fmt: skip


@pytest.mark.parametrize("name", ["after", "before"])
def test_a_forged_place_begins_at_the_first_page(client: Client, name: str) -> None:
    build_article(*(told(number) for number in range(5)))
    for cursor in FORGED:
        assert read(client, f"/events/?{name}={cursor}")[0] == in_order(), cursor[:60]


STRANGE = ("nan_1", "inf_1", "-inf_-1", "1e999_1", "2024-10-22_99999999999_1", "2024-10-22_-99999999999_1", "1_1",
           "9223372036854775807", "-9223372036854775808", "0001-01-01_0_0", "2024W431_0_1", "２_１")  # fmt: skip


def test_a_strange_place_in_any_order_is_answered(client: Client) -> None:
    build_article(told(1))
    for sort in ("newest", "oldest", "doubtful", "recorded", "pk; drop table", "%00", "-confidence"):
        for cursor in STRANGE:
            for name in ("after", "before"):
                assert client.get(f"/events/?sort={sort}&{name}={cursor}").status_code == 200, (sort, cursor)


def test_places_at_the_ends_of_time_are_just_places(client: Client) -> None:
    build_article(*(told(number) for number in range(5)))
    assert read(client, "/events/?after=0001-01-01_-9999999_0")[0] == []
    assert read(client, "/events/?after=9999-12-31_0_" + "9" * 18)[0] == in_order()
    assert read(client, "/events/?before=9999-12-31_0_1")[0] == []
    assert read(client, "/events/?before=0001-01-01_0_0")[0] == in_order()
