"""The curators' desk in the browser: nothing of it breaks the policy, and axe finds nothing serious of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import CURATOR, PASSWORD

if TYPE_CHECKING:
    from tests.e2e.conftest import Visit

pytestmark = pytest.mark.e2e


def test_reviewing_an_event_in_the_browser(visit: Visit) -> None:
    page = visit.go("/admin/")
    expect(page).to_have_title("Log in | Annals")
    found = {"login": visit.refusals() + visit.axe()}
    page.get_by_label("Username").fill(CURATOR)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_title("Site administration | Annals")
    for path in ("/admin/", "/admin/events/event/", "/admin/articles/article/", "/admin/actors/actor/"):
        visit.go(path)
        found[path] = visit.refusals() + visit.axe()

    visit.go("/events/")
    shown = str(page.locator("li.event a[href^='/events/']").first.get_attribute("href"))  # one that readers see first
    visit.go(f"/admin{shown.replace('/events/', '/events/event/')}change/")
    expect(page.get_by_role("heading", name="Change event")).to_be_visible()
    page.locator(".field-event_type .select2-selection").click()
    page.locator(".select2-search__field").fill("042")
    page.locator(".select2-results__option", has_text="042").first.click()
    found["event"] = visit.refusals() + visit.axe()
    page.get_by_text("Add another Participant").click()
    found["event with a new row"] = visit.refusals() + visit.axe()
    page.locator("#participants-group .inline-deletelink").last.click()
    page.get_by_label("Phrase").fill("as a curator says it")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_contain_text("was changed successfully")
    found["saved"] = visit.refusals()
    visit.go("/events/?q=")
    expect(page.locator("li.event", has_text="as a curator says it").first).to_be_visible()
    assert {path: problems for path, problems in found.items() if problems} == {}


@pytest.mark.parametrize(
    "kind", ["actors/actor", "articles/article", "countries/country", "countries/place", "events/eventtype"]
)
def test_every_field_of_a_record_has_a_name(kind: str, visit: Visit) -> None:
    page = visit.go(f"/admin/login/?next=/admin/{kind}/")
    page.get_by_label("Username").fill(CURATOR)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.locator("#result_list tbody a").first.click()
    expect(page.get_by_role("heading", name="Change ")).to_be_visible()
    assert "\n".join(visit.refusals() + visit.axe()) == ""


def test_articles_show_their_events_and_sentences(visit: Visit) -> None:
    page = visit.go("/admin/login/?next=/admin/articles/article/")
    page.get_by_label("Username").fill(CURATOR)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.locator("#result_list tbody a", has_text="Blinken Arrives in Israel").click()
    expect(page.locator(".field-found_events li").first).to_be_visible()
    assert visit.refusals() == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert visit.refusals() == []
