"""The database behind every command: the server that DATABASE_URL names, or else an embedded PostgreSQL.

`ensure()` belongs into manage.py, wsgi.py and tests/conftest.py; importing settings starts nothing.
Importing this module loads the standard library only.
"""

from __future__ import annotations

import atexit
import errno
import os
import re
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from newsapp.first_run import SetupError, explained, var_dir
from newsapp.postgres_cluster import Cluster

if TYPE_CHECKING:
    from collections.abc import Sequence

# Where ensure() leaves the address of the embedded server for settings and for child processes.
DSN_VARIABLE = "NEWSAPP_EMBEDDED_DSN"
DATABASE = ROLE = "newsapp"
SUPERUSER = "postgres"
OLDEST_VERSION = 15
# The server of DATABASE_URL has this long to answer.
ANSWER_SECONDS = 5
# Commands of manage.py that work without a database.
WITHOUT_DATABASE = {
    "check", "collectstatic", "compilemessages", "diffsettings", "extract", "findstatic", "help", "makemessages",
    "startapp", "startproject", "test", "testserver", "version",
}  # fmt: skip

_held: Cluster | None = None


def is_needed(arguments: Sequence[str]) -> bool:
    """Whether the manage.py command in `arguments` works on a database."""
    if not arguments or {"--help", "-h", "--version"} & set(arguments):
        return False
    command = next((word for word in arguments if not word.startswith("-")), "help")
    if command not in WITHOUT_DATABASE:
        return True
    words = " ".join(arguments).replace("=", " ")
    return "--knowledge database" in words or (command == "check" and "--database" in words)


def ensure(kind: Literal["main", "test"] = "main") -> str:
    """The address of a database that answers; starts the embedded server, or joins it, where DATABASE_URL is unset.

    The server runs until the last process that called this has ended, however it ends.
    Raises SetupError when there is no such database.
    """
    global _held
    if url := os.environ.get("DATABASE_URL"):
        refuse_unfit_server(url)
        return url
    if dsn := os.environ.get(DSN_VARIABLE):  # a parent process holds it
        return dsn
    with explained(var_dir()):
        cluster = Cluster(var_dir() / ("postgres" if kind == "main" else "postgres-test"), throwaway=kind == "test")
        cluster.hold(prepare=lambda: prepare_or_explain(cluster))
    if _held is None:
        atexit.register(release)
        os.register_at_fork(after_in_child=_forget)
    _held = cluster
    os.environ[DSN_VARIABLE] = address(cluster)
    os.environ["PATH"] = f"{os.environ.get('PATH', os.defpath)}:{cluster.programs()}"  # psql, for dbshell
    return os.environ[DSN_VARIABLE]


def address(cluster: Cluster, role: str = ROLE, database: str = DATABASE) -> str:
    return f"postgresql://{role}@/{database}?host={quote(str(cluster.socket_dir))}"


def release() -> None:
    """Gives the embedded server back; the last to do so waits until it has stopped. Harmless when nothing is held."""
    global _held
    cluster, _held = _held, None
    if cluster is not None:
        os.environ.pop(DSN_VARIABLE, None)
        cluster.release()


def _forget() -> None:
    """In a forked child: the hold stays with the parent, so that the server does not outlive it."""
    global _held
    cluster, _held = _held, None
    if cluster is not None:
        cluster.forget()


def prepare_or_explain(cluster: Cluster) -> None:
    """As `prepare_database`; raises SetupError where the server runs and lets nobody work."""
    import psycopg

    try:
        prepare_database(cluster)
    except psycopg.Error as error:
        if cluster.is_short_of_space():
            raise OSError(errno.ENOSPC, one_line(error)) from error
        raise SetupError(
            f"PostgreSQL does not let anybody in: {one_line(error)}. If files in {cluster.data} are damaged, restore "
            "them from a backup, or move it away to start empty. Nothing was deleted."
        ) from error


def is_short_of_space() -> bool:
    """Whether the disk of the embedded server is full; of another server's nothing is known."""
    return _held is not None and _held.is_short_of_space()


def one_line(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error)).strip()[:300]


def prepare_database(cluster: Cluster) -> None:
    """The role and database of the application on a server that has just started; drops what killed test runs left.

    The role may create databases (for the tests) and is no superuser: trusted extensions need none.
    """
    import psycopg
    from psycopg import sql

    with psycopg.connect(address(cluster, SUPERUSER, "postgres"), autocommit=True, connect_timeout=10) as connection:
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone() is None:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(sql.Identifier(ROLE)))
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(ROLE))
            )
        if cluster.throwaway:
            for (name,) in connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'"
            ).fetchall():
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def refuse_unfit_server(url: str) -> None:
    """Raises SetupError when the server of DATABASE_URL does not answer within five seconds or is too old."""
    import psycopg

    try:
        if not url.startswith(("postgresql://", "postgres://")):
            raise psycopg.ProgrammingError("another scheme")
        with psycopg.connect(url, connect_timeout=ANSWER_SECONDS) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.ProgrammingError as error:  # its message repeats the address, and with it the password
        raise SetupError(
            "DATABASE_URL is no address: write postgresql://user:password@host:port/name, with special letters as %40 "
            "(for @), or unset it to use the embedded database."
        ) from error
    except psycopg.Error as error:
        raise SetupError(
            f"the database of DATABASE_URL does not answer ({one_line(error)}). "
            "Start it, correct DATABASE_URL, or unset it to use the embedded one."
        ) from error
    if version < OLDEST_VERSION:
        raise SetupError(
            f"DATABASE_URL names PostgreSQL {version}, and newsapp needs {OLDEST_VERSION} or newer: "
            "name another server, or unset DATABASE_URL to use the embedded one."
        )


def describe() -> str:
    """One phrase about the database in use, for people."""
    return f"embedded, in {_held.home}" if _held else "the server of DATABASE_URL"
