"""Pictures of every page at 1360 and 390 px, light and dark.

    python tools/screenshots.py http://127.0.0.1:8000 OUT_FOLDER [page ...]

Needs the test environment (Playwright) and a Chromium; CHROMIUM=/path overrides where it is looked for. Prints a line
per picture with what the page complained about: console errors, sideways scrolling. Pictures are WebP, a tenth of
PNG's size, and show the first TALLEST px of a page.
"""

from __future__ import annotations

import base64
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = (1360, 390)
TALLEST = 2000
PAGES = {
    "home": "/",
    "events": "/events/",
    "events-filtered": "/events/?country=ISR&type=19",
    "events-none": "/events/?q=nothing+like+this",
    "events-bad": "/events/?country=ZZZ",
    "articles": "/articles/",
    "actors": "/actors/",
    "actor": "/actors/antony-blinken/",
    "countries": "/countries/",
    "country": "/countries/ISR/",
    "map": "/map/",
    "map-region": "/map/?region=middle-east",
    "types": "/types/",
    "type": "/types/CONSULT/",
    "about": "/about/",
    "search": "/search/?q=blinken+visit",
    "search-empty": "/search/",
    "not-found": "/no/such/page/",
    "admin-login": "/admin/login/",
}


def follow(page: Page, base: str) -> dict[str, str]:
    """Pages whose address the database decides: the first event and the first article."""
    found = {}
    for name, start, selector in (
        ("event", "/", ".lead__head a, .event__line a"),
        ("article", "/articles/", ".articlerow .headline a"),
    ):
        page.goto(base + start)
        link = page.query_selector(selector)
        if link:
            found[name] = link.get_attribute("href") or ""
    return found


def picture(page: Page, width: int, path: Path) -> None:
    """Playwright's own screenshot writes no WebP; Chromium's protocol does."""
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST), "scale": 1}
    answer = page.context.new_cdp_session(page).send(
        "Page.captureScreenshot", {"format": "webp", "quality": 70, "captureBeyondViewport": True, "clip": clip}
    )
    path.write_bytes(base64.b64decode(answer["data"]))


def main() -> int:
    base, out, *names = sys.argv[1:]
    base = base.rstrip("/")
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    binary = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    complaints = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary)
        pages = PAGES | follow(browser.new_page(), base)
        for name, path in pages.items():
            if names and name not in names:
                continue
            for width in WIDTHS:
                for scheme in ("light", "dark"):
                    context = browser.new_context(
                        viewport={"width": width, "height": 900}, color_scheme="light" if scheme == "light" else "dark"
                    )
                    page = context.new_page()
                    said: list[str] = []
                    page.on("console", lambda message, said=said: said.append(message.text))
                    page.goto(base + path)
                    picture(page, width, folder / f"{name}-{width}-{scheme}.webp")
                    wide = int(page.evaluate("document.documentElement.scrollWidth"))
                    if wide > width:
                        said.append(f"scrolls sideways: {wide} px")
                    said = [text for text in said if "404" not in text]
                    complaints += len(said)
                    print(f"{name} {width} {scheme}", *said, sep="  ")
                    context.close()
        browser.close()
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
