"""`manage.py run`: everything between an empty checkout and a page in the browser, and the web server itself.

Importing this module loads the standard library only, so that a taken port is refused before anything is set up.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import hashlib
import http.client
import io
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsapp import postgres, processes
from newsapp.first_run import ROOT, SetupError, explained, say, var_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import Self

    from granian.server.mp import MPServer

DEMO_ARTICLES = ROOT / "fixtures" / "articles"
# Two processes with one thread each answer fastest on two cores; a page is short work on the processor.
WORKERS = 2
BLOCKING_THREADS = 1
# Addresses that stand for all of a machine's, and the one that reaches it from itself.
WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound
# A worker that is still busy this long after Ctrl-C is killed.
STOP_SECONDS = 5
# The number of the lock under which one process prepares a database: "newsapp" in ASCII.
PREPARING = 0x6E657773617070
_readings: list[subprocess.Popen[str]] = []


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=port_number, default=8000, help="port to listen on (default: %(default)s)")
    parser.add_argument("--no-demo", action="store_true", help="do not import the demo articles in fixtures/articles")


def port_number(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return number


def refuse_taken_port(arguments: Sequence[str]) -> None:
    """Raises SetupError when the address in the command line of `run` cannot be listened on."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    add_arguments(parser)
    try:
        options, _ = parser.parse_known_args(list(arguments))
    except argparse.ArgumentError:
        return  # the command itself explains its arguments
    refuse_taken_address(options.host, options.port)
    with reserved(options.host, options.port):
        pass


@contextlib.contextmanager
def reserved(host: str, port: int) -> Iterator[None]:
    """Keeps the address for this process, which listens only when everything is prepared; for `run` alone.

    A name that Linux itself forgets with the process; elsewhere the later one fails when it begins to listen.
    """
    if sys.platform != "linux":
        yield
        return
    with socket.socket(socket.AF_UNIX) as name:
        try:
            name.bind(f"\0newsapp-run-{host}-{port}")
        except OSError as error:
            raise SetupError(
                f"{host} port {port} is taken by another run that is still preparing: wait for it, "
                f"or choose another port, as in --port {next_port(port)}."
            ) from error
        yield


def next_port(port: int) -> int:
    return port + 1 if port < 65535 else 8000


def refuse_taken_address(host: str, port: int) -> None:
    """Raises SetupError when `host` and `port` cannot be listened on."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise SetupError(f"{host} is no address of this machine: choose another one with --host.") from error
    family, kind, protocol, _, address = found[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError as error:
            raise SetupError(f"port {port} is for root only: choose another one, as in --port 8001.") from error
        except OSError as error:
            raise SetupError(
                f"{host} port {port} cannot be listened on ({error.strerror}): stop what uses it, "
                f"or choose another port, as in --port {next_port(port)}."
            ) from error


def run(*, host: str, port: int, demo: bool) -> None:
    """Prepares what has changed since the last start, then serves until SIGINT or SIGTERM.

    Raises SetupError when a step fails.
    """
    from django.db import connections

    with reserved(host, port):
        answer_for(host)
        say(f"Database: {postgres.describe()}")
        try:
            rest = prepare_or_explain(demo=demo)
            connections.close_all()  # the workers are forks of this process, and a connection serves one process
            refuse_taken_address(host, port)  # somebody may have taken it meanwhile
            serve(host, port, rest)
        finally:
            stop_reading()  # before the database goes, which it would complain about
    say("Stopped.")


def answer_for(host: str) -> None:
    """Lets a browser use the address that --host names; all other names stay with NEWSAPP_ALLOWED_HOSTS."""
    from django.conf import settings

    if host in WILDCARDS:
        say(f"Answering on every address of this machine, for the host names {', '.join(settings.ALLOWED_HOSTS)};")
        say("NEWSAPP_ALLOWED_HOSTS, a list with commas, names others.")
        return
    name = f"[{host}]" if ":" in host else host
    if name not in settings.ALLOWED_HOSTS:
        settings.ALLOWED_HOSTS.append(name)
        os.environ["NEWSAPP_ALLOWED_HOSTS"] = ",".join(settings.ALLOWED_HOSTS)  # for workers that are no forks


def prepare_or_explain(*, demo: bool) -> Rest | None:
    """As `prepare`, alone; raises SetupError where the database refuses or goes away."""
    from django.db import DatabaseError, InterfaceError

    with explained(var_dir()):
        try:
            with preparing_alone():
                return prepare(demo=demo)
        except (DatabaseError, InterfaceError) as error:
            reason = postgres.one_line(error) or type(error).__name__
            if postgres.is_short_of_space():
                raise OSError(errno.ENOSPC, reason) from error
            raise SetupError(
                f"the database could not be prepared ({reason}). What was finished stays: remove the reason, such as a "
                "role that may not make tables, and run the command again."
            ) from error


@contextlib.contextmanager
def preparing_alone() -> Iterator[None]:
    """One process prepares a database at a time; the others wait. PostgreSQL frees the lock of a killed one."""
    from django.db import connection

    with contextlib.closing(connection.copy()) as session, session.cursor() as lock:
        lock.execute("SELECT pg_try_advisory_lock(%s)", [PREPARING])
        if lock.fetchone() != (True,):
            say("Another newsapp is preparing this database; waiting for it.")
            lock.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        yield


def prepare(*, demo: bool) -> Rest | None:
    """Brings the database and the static files up to date; each step only when its ground has changed.

    The first demo article is read before the site is served; the others are read meanwhile: they are returned.
    """
    from django.core.management import call_command

    code = sorted(ROOT.glob("newsapp/**/*.py"))
    facts = [path for path in sorted(ROOT.glob("fixtures/**/*")) if DEMO_ARTICLES not in path.parents]
    articles = sorted(DEMO_ARTICLES.glob("**/*"))
    static = [
        *sorted(ROOT.glob("static/**/*")),
        ROOT / "newsapp" / "locks" / "run.txt",
        ROOT / "newsapp" / "settings.py",
    ]

    if migrations_wait():
        timed("tables", lambda: call_command("migrate", interactive=False, verbosity=0))
    database = database_identity()
    facts_loaded = Stamp.of("facts", [*facts, *code], database)
    if not facts_loaded.is_set():
        timed("facts", lambda: call_command("load_fixtures", stdout=io.StringIO()))
        facts_loaded.set()
    demo_read = Stamp.of("demo articles", [*articles, *facts, *code], database)
    unread = demo and not demo_read.is_set()
    began_reading = time.monotonic()
    first = start_reading(sorted(DEMO_ARTICLES.glob("*.txt"))) if unread else None
    static_collected = Stamp.of("static files", static, "")
    if not static_collected.is_set():  # while the other core reads
        timed("static files", lambda: call_command("collectstatic", interactive=False, verbosity=0))
        static_collected.set()
    make_admin()
    if first is None:
        return None
    timed("first demo article", lambda: finish_reading(first), began_reading)
    return Rest(start_reading([path for path in sorted(DEMO_ARTICLES.iterdir()) if path.is_dir()]), demo_read)


def migrations_wait() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def database_identity() -> str:
    """Names this database and no other, so that what was done to one is not believed of the next."""
    from django.db import connection

    query = "SELECT system_identifier, oid FROM pg_control_system(), pg_database WHERE datname = current_database()"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return " ".join(str(value) for value in cursor.fetchone() or ())


def timed(name: str, action: Callable[[], object], started: float | None = None) -> None:
    started = started or time.monotonic()
    action()
    say(f"  {name:24}{time.monotonic() - started:8.1f} s")


@dataclass(frozen=True)
class Stamp:
    """Remembers that a step was finished on exactly these files, for one database."""

    name: str
    digest: str

    @classmethod
    def of(cls, name: str, ground: Iterable[Path], place: str) -> Self:
        digest = hashlib.sha256(f"{name} {place}".encode())
        for path in ground:
            if path.is_file():
                digest.update(f"\0{path.relative_to(ROOT)}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        return cls(name, digest.hexdigest())

    @property
    def path(self) -> Path:
        return var_dir() / "done" / self.name.replace(" ", "-")

    def is_set(self) -> bool:
        try:
            return self.path.read_text(encoding="ascii") == self.digest
        except FileNotFoundError:
            return False

    def set(self) -> None:
        with explained(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(self.digest, encoding="ascii")


@dataclass
class Rest:
    """The demo articles that are still being read while the site is served."""

    reading: subprocess.Popen[str]
    stamp: Stamp

    def finish(self) -> None:
        """Waits for the last one and says how many there are; for a thread beside the server."""
        began = time.monotonic()
        said, _ = self.reading.communicate()
        if self.reading.returncode == 0:
            self.stamp.set()
            say(f"  demo articles           {time.monotonic() - began:8.1f} s  ({last_line(said)})")
        elif self.reading.returncode > 0:  # less than 0: it was told to stop with us
            say(f"Some demo articles could not be read: {last_line(said)}")


def last_line(said: str) -> str:
    return (said.strip().splitlines() or ["no reason was given"])[-1]


def start_reading(paths: Sequence[Path]) -> subprocess.Popen[str]:
    """Imports demo articles in a process of its own: the workers, forks of this one, must not carry the parser."""
    reading = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "import_articles", *map(str, paths)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for this process, which takes the child along
        preexec_fn=processes.ending_with_parent(),
    )
    _readings.append(reading)
    return reading


def stop_reading() -> None:
    """Ends the imports that are still at work; the article each is at is read by the next start."""
    for reading in _readings:
        if reading.poll() is None:
            reading.terminate()
            reading.wait()
    _readings.clear()


def finish_reading(reading: subprocess.Popen[str]) -> None:
    said, _ = reading.communicate()
    if reading.returncode != 0:
        raise SetupError(f"the first demo article could not be read ({last_line(said)}); run --no-demo starts without.")


def make_admin() -> None:
    """An account for the curator when there is none; its password is shown this once and kept nowhere."""
    from django.contrib.auth import get_user_model

    users = get_user_model()
    if users._default_manager.filter(is_superuser=True).exists():
        return
    name = "admin"
    while users._default_manager.filter(**{users.USERNAME_FIELD: name}).exists():
        name += "-2"
    password = secrets.token_urlsafe(12)
    account = users(**{users.USERNAME_FIELD: name}, is_staff=True, is_superuser=True)
    account.set_password(password)
    account.save()
    say(f"  Account for /admin/: user {name}, password {password}  (shown only now)")


def serve(host: str, port: int, rest: Rest | None = None) -> None:
    """Serves until SIGINT or SIGTERM; a worker that dies is replaced. `rest` is waited for beside it."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server.mp import MPServer

    server = MPServer(
        "newsapp.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=BLOCKING_THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.error,
        working_dir=ROOT,
    )
    threading.Thread(target=announce, args=(server, host, port, rest), daemon=True).start()
    try:
        server.serve()
    except SystemExit as stop:
        raise SetupError("the web server ended by itself; its reason stands above.") from stop


def announce(server: MPServer, host: str, port: int, rest: Rest | None = None) -> None:
    """Says where the site is once it answers. Waits for the workers first: a fork must not catch a thread at work."""
    while len(server.wrks) < WORKERS:
        time.sleep(0.01)
    shown = WILDCARDS.get(host, host)
    while not answers(shown, port):
        time.sleep(0.02)
    from django.conf import settings

    url_host = f"[{shown}]" if ":" in shown else shown
    say(f"{settings.SITE_NAME} is ready at http://{url_host}:{port}/   (Ctrl-C stops it)")
    if rest is not None:
        say("  reading the other demo articles; they appear one by one ...")
        rest.finish()


def answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500  # 400 where NEWSAPP_ALLOWED_HOSTS leaves this name out
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
