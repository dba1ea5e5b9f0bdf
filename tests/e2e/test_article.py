"""An article in the browser: notes and words lead to each other, layers are switched off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.test_pages import ARTICLE

if TYPE_CHECKING:
    from tests.e2e.conftest import Visit

pytestmark = pytest.mark.e2e


def test_notes_and_words_lead_to_each_other(visit: Visit) -> None:
    page = visit.go(ARTICLE)
    page.locator(".noteref a").nth(3).click()
    expect(page).to_have_url(re.compile(r"#note-\d+$"))
    note = page.locator(":target")
    expect(note).to_be_in_viewport()
    note.locator("a.note__n").click()
    expect(page).to_have_url(re.compile(r"#event-\d+$"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_every_note_has_its_place_in_the_text(visit: Visit) -> None:
    page = visit.go(ARTICLE)
    missing = page.evaluate(
        """() => [...document.querySelectorAll("a[href^='#']")]
            .filter((link) => !document.getElementById(decodeURIComponent(link.hash.slice(1))))
            .map((link) => link.outerHTML)"""
    )
    assert missing == []
    assert page.locator(".note").count() >= 15


def test_an_event_leads_to_its_words_and_back(visit: Visit) -> None:
    page = visit.go("/events/")
    places = [str(link.get_attribute("href")) for link in page.locator("li.event a").all()]
    for place in places[::4]:
        visit.go(place)
        page.get_by_role("link", name="Read in the article").click()
        expect(page.locator(":target")).to_be_in_viewport()


def test_layers_can_be_switched_off(visit: Visit) -> None:
    page = visit.go(ARTICLE)
    marked = page.locator("mark.t").first
    look = """(part) => {
        const style = getComputedStyle(part);
        return [...style].map((name) => name + style.getPropertyValue(name)).join();
    }"""
    before = marked.evaluate(look)
    page.locator("#layer-events").uncheck()
    assert marked.evaluate(look) != before
