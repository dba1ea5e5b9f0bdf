"""The keyboard alone: the skip link, a filter, an event, the menu of the theme, which is kept without a cookie."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.e2e.conftest import Visit

pytestmark = pytest.mark.e2e

MOST_TABS = 120


def tab_to(page: Page, selector: str) -> None:
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"{selector} is not reached with the Tab key")


def test_the_first_stop_leads_past_the_masthead(visit: Visit) -> None:
    page = visit.go("/events/")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_filter_is_set_and_an_event_opened(visit: Visit) -> None:
    page = visit.go("/events/")
    tab_to(page, 'input[name="actor"]')
    chosen = page.locator("input:focus").get_attribute("value")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(f"actor={chosen}"))
    expect(page.locator("a.chip")).to_have_count(1)
    expect(page.locator(f'input[name="actor"][value="{chosen}"]')).to_be_focused()
    expect(page.locator("[aria-live], [role=status]").filter(has_text=re.compile(r"\d+ events?"))).not_to_have_count(0)
    tab_to(page, "li.event a")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/events/\d+/$"))
    expect(page.locator("blockquote.evidence")).to_be_visible()


def test_every_stop_shows_where_it_is(visit: Visit) -> None:
    page = visit.go("/events/")
    for _ in range(25):
        page.keyboard.press("Tab")
        if not page.evaluate("() => document.activeElement.matches(':focus')"):
            continue  # the calendar button inside a date field, which the browser outlines itself
        outline = page.evaluate(
            """() => {
                const marked = [document.activeElement, document.activeElement.parentElement];
                return marked.some((part) => {
                    const style = getComputedStyle(part);
                    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                    return outlined || style.boxShadow !== "none";
                });
            }"""
        )
        assert outline, page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")


def test_a_chosen_theme_stays_without_a_cookie(visit: Visit) -> None:
    page = visit.go("/")
    page.locator("summary", has_text="Display").focus()
    page.keyboard.press("Enter")
    page.locator("#theme-system").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    dark = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.keyboard.press("Escape")
    expect(page.locator("summary", has_text="Display")).to_be_focused()
    visit.go("/events/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == dark
    page.reload()
    expect(page.locator("#theme-dark")).to_be_checked()
    assert visit.context.cookies() == []
    page.locator("summary", has_text="Display").click()
    page.get_by_label("System").check()
    visit.go("/")
    assert page.locator("html").get_attribute("data-theme") is None
