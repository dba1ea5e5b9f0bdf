"""One real server with the demo article for all browser tests, and pages that remember what went wrong on them."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import ConsoleMessage, Error

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "tests" / "vendor" / "axe.min.js"
PATIENCE = 60.0
CURATOR, PASSWORD = "curator", "a long enough password"

PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("load_fixtures", verbosity=0)
call_command("import_articles", "fixtures/articles")
call_command("collectstatic", interactive=False, verbosity=0)
from django.contrib.auth.models import User
User.objects.create_superuser("{curator}", password="{password}")
"""

# Runs in every page before anything of the page itself: tells of what the policy refused.
WATCH = """
window.refusals = [];
document.addEventListener("securitypolicyviolation", function (event) {
  window.refusals.push(event.violatedDirective + " " + event.blockedURI + " " + (event.sample || ""));
});
"""


@pytest.fixture(scope="session")
def own_database(database_server: str) -> Iterator[str]:
    """The address of an empty database, dropped at the end."""
    name = f"test_newsapp_e2e_{os.getpid()}"
    with psycopg.connect(database_server, autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
    yield urlunsplit(urlsplit(database_server)._replace(path=f"/{name}"))
    with psycopg.connect(database_server, autocommit=True) as connection:
        connection.execute(f'drop database "{name}" with (force)')


@pytest.fixture(scope="session")
def server(own_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, served as in production, with the demo article and one curator."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "DATABASE_URL": own_database,
        "NEWSAPP_VAR": str(tmp_path_factory.mktemp("var")),
        "NEWSAPP_SECRET_KEY": secrets.token_urlsafe(50),
        "DJANGO_SETTINGS_MODULE": "newsapp.settings",
        "PYTHONPATH": str(ROOT),
    }
    prepare = PREPARE.format(curator=CURATOR, password=PASSWORD)
    subprocess.run([sys.executable, "-c", prepare], cwd=ROOT, env=environment, check=True)
    command = ["granian", "--interface", "wsgi", "newsapp.wsgi:application", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/readyz", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the server did not answer at {address}")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Visit:
    """A browser window of its own on the site. `complaints` are errors in the console and in scripts."""

    server: str
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(self.server + path)
        return self.page

    @property
    def path(self) -> str:
        """The address after the host."""
        return self.page.url.removeprefix(self.server)

    def refusals(self) -> list[str]:
        """What the security policy refused on the page at hand."""
        refused: list[str] = self.page.evaluate("() => window.refusals")
        return refused

    def axe(self, *without: str) -> list[str]:
        """What axe finds on the page at hand, rules in `without` left out."""
        rules = {rule: {"enabled": False} for rule in without}
        heard, refused = len(self.complaints), len(self.refusals())
        found = self.page.evaluate(
            "rules => window.axe.run(document, {rules: rules, resultTypes: ['violations']})", rules
        )
        # axe tries styles of its own, which the policy refuses as well
        del self.complaints[heard:]
        self.page.evaluate("length => { window.refusals.length = length }", refused)
        return [
            f"{violation['id']}: {node['html'][:200]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    def heard_error(self, message: ConsoleMessage) -> None:
        if "htmx:sendAbort" in message.text:
            # A newer request took the place of one under way. htmx says so in two lines; the first is not a complaint.
            self.complaints = [said for said in self.complaints if "htmx:afterRequest" not in said]
        elif message.type in {"error", "warning"}:
            self.complaints.append(f"{self.path}: {message.text}")

    def caught(self, error: Error) -> None:
        self.complaints.append(f"{self.path}: {error}")


@pytest.fixture
def open_window(browser: Browser, server: str) -> Iterator[Callable[..., Visit]]:
    """Opens windows; whatever a page complained of in the console fails the test at its end."""
    visits: list[Visit] = []

    def open_window(**options: object) -> Visit:
        context = browser.new_context(**{"viewport": {"width": 1360, "height": 900}, **options})  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        if options.get("java_script_enabled", True):
            context.add_init_script(WATCH)
            context.add_init_script(path=AXE)
        visit = Visit(server, context, context.new_page())
        visit.page.on("console", visit.heard_error)
        visit.page.on("pageerror", visit.caught)
        visits.append(visit)
        return visit

    yield open_window
    complaints = [complaint for visit in visits for complaint in visit.complaints]
    for visit in visits:
        visit.context.close()
    assert complaints == []


@pytest.fixture
def visit(open_window: Callable[..., Visit]) -> Visit:
    return open_window()


@pytest.fixture
def plain_visit(open_window: Callable[..., Visit]) -> Visit:
    """A window without JavaScript."""
    return open_window(java_script_enabled=False)
