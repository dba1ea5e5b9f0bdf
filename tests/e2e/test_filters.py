"""Filtering the timeline by hand: choose, combine, take back, Back and Forward, reload, with script and without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.e2e.conftest import Visit

pytestmark = pytest.mark.e2e


def box(page: Page, name: str, value: str) -> Locator:
    return page.locator(f'.facets input[name="{name}"][value="{value}"]')


def count(page: Page) -> Locator:
    return page.locator(".explorer__head .standfirst")


def test_filters_combine_and_the_address_holds_them(visit: Visit) -> None:
    page = visit.go("/events/")
    everything = count(page).inner_text()
    box(page, "actor", "hamas").check()
    expect(page).to_have_url(re.compile(r"actor=hamas"))
    expect(page.locator("h1")).to_have_text("Events involving Hamas")
    expect(page).to_have_title(re.compile("^Events involving Hamas"))
    expect(box(page, "actor", "hamas")).to_be_checked()
    expect(box(page, "actor", "hamas")).to_be_focused()
    box(page, "country", "ISR").check()
    expect(page).to_have_url(re.compile(r"country=ISR"))
    expect(page.locator("a.chip")).to_have_count(2)
    both = count(page).inner_text()
    assert both != everything
    assert len(page.locator("li.event").all()) == int(both.split()[0])

    page.reload()
    expect(page.locator("a.chip")).to_have_count(2)
    expect(box(page, "actor", "hamas")).to_be_checked()
    expect(box(page, "country", "ISR")).to_be_checked()
    assert count(page).inner_text() == both

    page.locator("a.chip", has_text="Hamas").click()
    expect(page.locator("a.chip")).to_have_count(1)
    expect(box(page, "actor", "hamas")).not_to_be_checked()
    assert "actor=hamas" not in visit.path
    page.get_by_role("link", name="Clear all").click()
    expect(page.locator("a.chip")).to_have_count(0)
    expect(count(page)).to_have_text(everything)
    assert visit.refusals() == []
    assert visit.context.cookies() == []


def test_back_and_forward_restore_the_list_and_the_form(visit: Visit) -> None:
    page = visit.go("/events/")
    everything = count(page).inner_text()
    box(page, "actor", "hamas").check()
    expect(page.locator("a.chip")).to_have_count(1)
    some = count(page).inner_text()
    box(page, "country", "ISR").check()
    expect(page.locator("a.chip")).to_have_count(2)

    page.go_back()
    expect(page.locator("a.chip")).to_have_count(1)
    expect(count(page)).to_have_text(some)
    expect(box(page, "actor", "hamas")).to_be_checked()
    expect(box(page, "country", "ISR")).not_to_be_checked()
    page.go_back()
    expect(page.locator("a.chip")).to_have_count(0)
    expect(count(page)).to_have_text(everything)
    expect(box(page, "actor", "hamas")).not_to_be_checked()
    page.go_forward()
    expect(page.locator("a.chip")).to_have_count(1)
    expect(box(page, "actor", "hamas")).to_be_checked()
    expect(page.locator("header.masthead")).to_have_count(1)
    expect(page.locator("footer")).to_have_count(1)


def test_back_from_an_event_leads_to_the_filtered_list(visit: Visit) -> None:
    page = visit.go("/events/")
    box(page, "actor", "hamas").check()
    expect(page.locator("a.chip")).to_have_count(1)
    filtered = visit.path
    page.locator("li.event a").first.click()
    expect(page).to_have_url(re.compile(r"/events/\d+/$"))
    page.go_back()
    assert visit.path == filtered
    expect(page.locator("a.chip")).to_have_count(1)
    expect(box(page, "actor", "hamas")).to_be_checked()


def test_words_and_dates_narrow_the_list(visit: Visit) -> None:
    page = visit.go("/events/")
    page.locator("#filter-q").fill("ceasefire")
    page.locator("#filter-q").press("Enter")
    expect(page).to_have_url(re.compile(r"q=ceasefire"))
    expect(page.locator("h1")).to_have_text("Events mentioning “ceasefire”")
    page.locator("#filter-from").fill("2024-10-22")
    page.locator("#filter-from").press("Enter")
    expect(page).to_have_url(re.compile(r"from=2024-10-22"))
    expect(page.locator("a.chip")).to_have_count(2)


def test_actors_are_found_while_their_list_is_narrowed(visit: Visit) -> None:
    page = visit.go("/actors/")
    page.locator("#actor-kind").select_option("armed_group")
    expect(page).to_have_url(re.compile(r"kind=armed_group"))
    expect(page.locator("#actor-list th[scope=row]").first).to_be_visible()
    page.go_back()
    expect(page.locator("#actor-kind")).to_have_value("")


def test_all_of_it_works_without_script(plain_visit: Visit) -> None:
    page = plain_visit.go("/events/")
    everything = count(page).inner_text()
    box(page, "actor", "hamas").check()
    box(page, "country", "ISR").check()
    page.get_by_role("button", name="Apply").click()
    assert "actor=hamas" in plain_visit.path
    assert "country=ISR" in plain_visit.path
    expect(page.locator("a.chip")).to_have_count(2)
    expect(box(page, "actor", "hamas")).to_be_checked()
    both = plain_visit.path
    page.locator("a.chip", has_text="Hamas").click()
    expect(page.locator("a.chip")).to_have_count(1)
    expect(box(page, "actor", "hamas")).not_to_be_checked()
    page.go_back()
    assert plain_visit.path == both
    expect(page.locator("a.chip")).to_have_count(2)
    page.get_by_role("link", name="Clear all").click()
    expect(count(page)).to_have_text(everything)
    page.locator("li.event a").first.click()
    expect(page.locator("blockquote.evidence mark")).to_be_visible()
    page.locator("#q-top").fill("ceasefire")
    page.locator("#q-top").press("Enter")
    expect(page.locator("h1")).to_have_text("Search")
    assert plain_visit.context.cookies() == []


def test_on_a_phone_the_filters_fold_and_work(open_window: object) -> None:
    visit: Visit = open_window(viewport={"width": 390, "height": 800})  # type: ignore[operator]
    page = visit.go("/events/")
    expect(box(page, "actor", "hamas")).not_to_be_visible()
    page.locator(".facets > summary").click()
    box(page, "actor", "hamas").check()
    expect(page).to_have_url(re.compile(r"actor=hamas"))
    expect(page.locator("a.chip")).to_have_count(1)
    expect(page.locator(".facets > summary")).to_contain_text("1 active")
