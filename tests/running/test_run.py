"""`manage.py run` from an empty folder to a page, ended in every step of its first start, and ended in good order."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from newsapp.postgres import address
from newsapp.postgres_cluster import Cluster
from tests.running.stage import PATIENCE, Heard, free_port, listen, staged, until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.running.stage import Stage


def ask(stage: Stage, query: str) -> Any:
    """The first value of a query to the stage's database; None while there is no server, database or table."""
    if not (stage.var / "postgres" / "data" / "postmaster.pid").exists():
        return None
    with suppress(psycopg.Error), psycopg.connect(address(Cluster(stage.var / "postgres")), autocommit=True) as session:
        return (session.execute(query.encode()).fetchone() or [None])[0]
    return None


def sessions(stage: Stage, tables: str = "") -> int:
    """How many sessions of the application there are, or are at work on tables with such names."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'newsapp' AND query ~ "
    return int(ask(stage, f"{query} '{tables}'") or 0)


def articles(stage: Stage) -> int:
    return int(ask(stage, "SELECT count(*) FROM articles_article") or 0)


# Each step of a first start, the signal sent in it, and how to know that it has begun.
MOMENTS: dict[str, tuple[signal.Signals, Callable[[Stage, str], bool]]] = {
    "cluster": (signal.SIGKILL, lambda stage, _: (stage.var / "postgres" / "data.unfinished").exists()),
    "server": (signal.SIGKILL, lambda stage, _: (stage.var / "postgres" / "data").exists()),
    "tables": (signal.SIGKILL, lambda stage, _: sessions(stage, "CREATE|ALTER") > 0),
    "facts, Ctrl-C": (signal.SIGINT, lambda stage, _: sessions(stage, "countries_|actors_") > 0),
    "facts, SIGTERM": (signal.SIGTERM, lambda stage, _: sessions(stage, "countries_|actors_") > 0),
    "facts": (signal.SIGKILL, lambda stage, _: sessions(stage, "countries_|actors_") > 0),
    "static files": (signal.SIGKILL, lambda stage, _: (stage.var / "static").exists()),
    # The import has its own session, beside the two of the process that prepares.
    "first article": (signal.SIGKILL, lambda stage, _: sessions(stage) >= 3),
    "web server": (signal.SIGKILL, lambda _, words: "first demo article  " in words),
    "serving": (signal.SIGKILL, lambda _, words: "is ready" in words),
    "other articles": (signal.SIGKILL, lambda stage, words: "is ready" in words and articles(stage) > 1),
}


HOLD_PREPARING = """
import time
from newsapp import postgres, serve
address = postgres.ensure()
import psycopg
with psycopg.connect(address, autocommit=True) as connection:
    connection.execute("SELECT pg_advisory_lock(%s)", [serve.PREPARING])
    print("holds", flush=True)
    time.sleep(60)
"""


@dataclass(frozen=True)
class Ended:
    """A `run` that was ended: with what status, what it had said, and the processes it left."""

    status: int
    words: str
    left: list[int]


def run(stage: Stage, port: int, *arguments: str) -> Heard:
    return listen(stage, "manage.py", "run", "--port", str(port), *arguments)


def get(port: int, path: str, host: str = "127.0.0.1") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(host, port, timeout=10)
    connection.request("GET", path, headers={"Connection": "close"})
    return connection.getresponse()


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def house() -> Iterator[Stage]:
    with staged() as stage:
        yield stage


@pytest.fixture(scope="module")
def ended(house: Stage, port: int) -> dict[str, Ended]:
    """Runs in one folder, each ended one step further, each going on from what the one before has left."""
    found = {}
    for name, (number, has_begun) in MOMENTS.items():
        heard = run(house, port)
        deadline = time.monotonic() + PATIENCE
        while not has_begun(house, heard.words):
            assert heard.process.poll() is None, f"{name} never began:\n{heard.words}"
            assert time.monotonic() < deadline, f"{name} does not begin:\n{heard.words}"
            time.sleep(0.03)
        status = heard.end(number)
        until(house.is_empty, 15)  # what a killed run leaves ends by itself, later on a busy machine
        found[name] = Ended(status, heard.words, house.processes())
    return found


@pytest.fixture
def survivor(house: Stage, ended: dict[str, Ended]) -> Iterator[Stage]:
    """The folder after all those ends, for one test after the other."""
    assert len(ended) == len(MOMENTS)
    yield house
    house.clear()


@pytest.mark.parametrize("name", MOMENTS)
def test_ended_in_any_step_it_leaves_nothing_alive(name: str, ended: dict[str, Ended]) -> None:
    end = ended[name]
    assert end.left == []
    assert "Traceback" not in end.words
    number = MOMENTS[name][0]
    assert end.status == (130 if number is signal.SIGINT else -number), end.words


def test_after_all_that_it_goes_on_with_the_demo(survivor: Stage, port: int) -> None:
    """What is stored stays, once, and the next start reads what is missing while it serves."""
    heard = run(survivor, port)
    assert heard.says("is ready"), heard.words
    before = articles(survivor)
    assert before > 1
    assert until(lambda: articles(survivor) > before), heard.words
    assert heard.end(signal.SIGINT) == 0, heard.words
    assert "Traceback" not in heard.words
    assert survivor.is_empty()


def test_after_all_that_it_works_and_everything_is_there_once(survivor: Stage, port: int) -> None:
    began = time.monotonic()
    heard = run(survivor, port, "--no-demo")
    assert heard.says(f"is ready at http://127.0.0.1:{port}/"), heard.words
    assert time.monotonic() - began < 20, "a later start has nothing to do"
    assert not re.search(r"tables  |password", heard.words)
    assert ask(survivor, "SELECT count(*) FROM articles_articleversion WHERE source_path LIKE '%blinken_arrives%'") == 1
    assert ask(survivor, "SELECT count(*) - count(DISTINCT content_hash) FROM articles_articleversion") == 0
    assert ask(survivor, "SELECT count(*) FROM events_event") > 4
    assert ask(survivor, "SELECT count(*) FROM auth_user") == 1
    for path, words in (("/healthz", "ok"), ("/static/admin/css/base.css", "color"), ("/articles/", "Blinken")):
        with get(port, path) as answer:
            assert answer.status == 200
            assert words in answer.read().decode()
    loaded = [Path(f"/proc/{pid}/maps").read_text("utf-8") for pid in survivor.processes()]
    assert loaded
    assert not any("site-packages/spacy" in maps for maps in loaded), "the parser's 300 MB are for ingest alone"
    with socket.create_connection(("127.0.0.1", port)):  # a browser that keeps its connection
        assert heard.end(signal.SIGINT) == 0, heard.words
    assert "Traceback" not in heard.words
    assert survivor.is_empty()
    with socket.create_server(("127.0.0.1", port)):
        pass  # the port is free again


def test_two_runs_share_one_database_server(survivor: Stage, port: int) -> None:
    """The second says that the port is taken; on another port it works, and outlives the first."""
    first = run(survivor, port, "--no-demo")
    assert first.says("is ready"), first.words
    again = run(survivor, port, "--no-demo")
    assert again.process.wait(20) == 1
    assert again.words.startswith(f"newsapp: 127.0.0.1 port {port} cannot be listened on (Address already in use)")
    assert len(again.words.splitlines()) == 1

    other = free_port()
    second = run(survivor, other, "--no-demo", "--host", "127.0.0.2")
    assert second.says("is ready"), second.words
    server = (survivor.var / "postgres" / "data" / "postmaster.pid").read_text("utf-8").split()[0]
    assert first.end(signal.SIGTERM) == 0
    with get(other, "/events/", "127.0.0.2") as answer:
        assert answer.status == 200, "the address of --host is a host name it answers for"
    assert (survivor.var / "postgres" / "data" / "postmaster.pid").read_text("utf-8").split()[0] == server
    assert second.end(signal.SIGTERM) == 0
    assert survivor.is_empty()


def test_one_prepares_and_the_others_wait_or_go(survivor: Stage, port: int) -> None:
    """Nobody else prepares meanwhile, and nobody else can have the address."""
    holder = listen(survivor, "-c", HOLD_PREPARING)
    assert holder.says("holds"), holder.words
    heard = run(survivor, port, "--no-demo")
    assert heard.says("Another newsapp is preparing this database; waiting for it."), heard.words
    status, words = survivor.finish("manage.py", "run", "--port", str(port))
    assert (status, len(words.splitlines())) == (1, 1)
    assert words.startswith(f"newsapp: 127.0.0.1 port {port} is taken by another run that is still preparing")
    assert "is ready" not in heard.words
    holder.end(signal.SIGKILL)
    assert heard.says("is ready"), heard.words
    assert heard.end(signal.SIGINT) == 0
    assert survivor.is_empty()


def test_an_import_that_was_killed_goes_on(survivor: Stage, tmp_path: Path) -> None:
    """Every file is stored whole or not at all, and the second call takes the rest."""
    for number in range(4):
        text = f"{number} ministers visit Oman\n\nMinister {number} of France visited Oman on Tuesday.\n"
        (tmp_path / f"visit-{number}.txt").write_text(text, encoding="utf-8")
    killed = listen(survivor, "manage.py", "import_articles", str(tmp_path))
    assert killed.says("inserted"), killed.words
    killed.end(signal.SIGKILL)
    assert until(survivor.is_empty, 5)

    status, words = survivor.finish("manage.py", "import_articles", str(tmp_path))
    assert status == 0, words
    outcomes = [line.split()[0] for line in words.splitlines()[:-1]]
    assert len(outcomes) == 4
    assert set(outcomes) <= {"inserted", "unchanged"}
    assert outcomes[0] == "unchanged"
    count = "SELECT count(*), count(DISTINCT article_id) FROM articles_articleversion WHERE text LIKE '%visit Oman%'"
    assert survivor.finish("manage.py", "dbshell", "--", "-Atc", count) == (0, "4|4\n")
