"""Every page as a browser shows it: axe, the console, the policy, cookies, and no sideways scrolling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.conftest import Visit

pytestmark = pytest.mark.e2e

ARTICLE = "/articles/blinken-arrives-in-israel-as-gaza-ceasefire-talks-intensify/"
PATHS = (
    "/", "/events/", "/events/?actor=hamas&country=ISR", "/events/?country=ZZZ", "/events/?q=hovercraft", "/articles/",
    ARTICLE, "/actors/", "/actors/antony-blinken/", "/countries/", "/countries/ISR/", "/map/",
    "/map/?region=middle-east", "/types/", "/types/042/", "/about/", "/search/", "/search/?q=hamas",
    "/search/?q=hovercraft", "/nothing/here",
)  # fmt: skip
WIDTHS = (360, 390, 768, 1360)


def paths_of(visit: Visit) -> list[str]:
    """All of them, and the page of the first event."""
    page = visit.go("/events/")
    return [*PATHS, str(page.locator("li.event a").first.get_attribute("href"))]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_passes_axe(open_window: Callable[..., Visit], scheme: str) -> None:
    visit = open_window(color_scheme=scheme)
    found = {}
    for path in paths_of(visit):
        visit.go(path)
        found[path] = visit.refusals() + visit.axe()
    visit.complaints = [text for text in visit.complaints if "404 (Not Found)" not in text]
    assert {path: problems for path, problems in found.items() if problems} == {}
    assert visit.context.cookies() == []


def test_every_page_passes_axe_on_a_phone(open_window: Callable[..., Visit]) -> None:
    visit = open_window(viewport={"width": 390, "height": 800}, has_touch=True)
    found = {}
    for path in paths_of(visit):
        page = visit.go(path)
        for fold in page.locator("details:not([open]) > summary").all():
            if fold.is_visible():
                fold.click()
        found[path] = visit.axe()
    visit.complaints = [text for text in visit.complaints if "404 (Not Found)" not in text]
    assert {path: problems for path, problems in found.items() if problems} == {}


def test_no_page_scrolls_sideways(visit: Visit) -> None:
    wide = []
    for path in paths_of(visit):
        page = visit.go(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            scroll = page.evaluate("() => document.documentElement.scrollWidth")
            if scroll > width:
                wide.append(f"{path} at {width}: {scroll}")
    visit.complaints = [text for text in visit.complaints if "404 (Not Found)" not in text]
    assert wide == []


def test_every_page_prints(visit: Visit) -> None:
    for path in ("/", "/events/", ARTICLE):
        page = visit.go(path)
        page.emulate_media(media="print")
        assert not page.locator(".masthead__search").is_visible()
        assert page.locator("h1").is_visible()
        page.emulate_media(media="screen")
