"""What every test stands on: the test database, plain static files, and the browser or its absence."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from newsapp import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest_django

# Where Debian, Ubuntu, Fedora and people who installed it themselves have it.
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
REQUIRE_BROWSER = "NEWSAPP_REQUIRE_BROWSER"

# Playwright's synchronous interface runs an event loop, in which Django refuses to ask the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Tests see the files of static/ as they are; what is collected and compressed is for `run`, whose tests collect it.
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
# Accounts are made in many tests, and a real password hash is slow on purpose.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def find_chromium() -> str | None:
    """NEWSAPP_CHROMIUM, else the first Chromium on PATH."""
    return os.environ.get("NEWSAPP_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests are skipped where there is no browser, unless the environment says that there has to be one."""
    if find_chromium() or os.environ.get(REQUIRE_BROWSER) == "1":
        return
    skip = pytest.mark.skip(reason="no Chromium on PATH (apt install chromium), and NEWSAPP_CHROMIUM is not set")
    for item in items:
        if item.get_closest_marker("e2e"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser program for Playwright's `executable_path`."""
    found = find_chromium()
    if found is None or not Path(found).exists():
        pytest.fail(f"{REQUIRE_BROWSER}=1, and there is no Chromium: apt install chromium, or set NEWSAPP_CHROMIUM.")
    return found


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """The address of a server for tests: DATABASE_URL, else the embedded one in `var/postgres-test`."""
    yield postgres.ensure("test")
    postgres.release()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, database_server: str) -> None:
    """Points Django to the test server before the test database is made; each run makes its own."""
    from django.db import connections

    from newsapp.settings import database_from

    database = connections.databases["default"]
    database |= database_from(database_server)
    database["TEST"]["NAME"] = f"test_newsapp_{os.getpid()}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """Every test database holds the reference data the project ships; tests add what they need and roll it back."""
    from django.core.management import call_command

    with django_db_blocker.unblock():
        call_command("load_fixtures", verbosity=0, stdout=io.StringIO())
