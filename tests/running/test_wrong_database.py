"""A DATABASE_URL or a database folder that cannot be used: one line each, nothing left running, nothing deleted."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from newsapp import postgres
from newsapp.first_run import SetupError
from tests.running.servers import hanging_up, of_version, refusing, serving, silent, speaking_http
from tests.running.stage import Stage, staged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.running.servers import Answer

# What manage.py does around every command.
HOLD = """
import sys
from newsapp import first_run, postgres
try:
    postgres.ensure("test")
except first_run.SetupError as error:
    sys.exit(f"newsapp: {error}")
print("holds")
"""
SECRET = "secret-word"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (silent, "timeout expired"),
        (speaking_http, "does not answer"),
        (hanging_up, "closed the connection unexpectedly"),
        (refusing("28P01", 'password authentication failed for user "joe"'), "password authentication failed"),
        (refusing("3D000", 'database "news" does not exist'), 'database "news" does not exist'),
        (refusing("53300", "sorry, too many clients already"), "too many clients"),
        (refusing("57P03", "the database system is starting up"), "is starting up"),
        (of_version("14.9"), "PostgreSQL 14, and newsapp needs 15 or newer"),
        (of_version("9.6.24"), "PostgreSQL 9, and newsapp needs 15 or newer"),
    ],
    ids=["silent", "http", "hangs up", "password", "no such database", "full", "starting", "14", "9.6"],
)  # fmt: skip
def test_an_unfit_server_is_refused_in_one_line(answer: Answer, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "ANSWER_SECONDS", 2)
    with serving(answer) as port, pytest.raises(SetupError) as refusal:
        postgres.refuse_unfit_server(f"postgresql://joe:{SECRET}@127.0.0.1:{port}/news")
    words = str(refusal.value)
    assert told in words
    assert "DATABASE_URL" in words
    assert words.isprintable()
    assert len(words) < 600
    assert SECRET not in words


def test_a_server_of_the_right_version_is_taken() -> None:
    with serving(of_version("15.18 (Debian)")) as port:
        postgres.refuse_unfit_server(f"postgresql://joe:{SECRET}@127.0.0.1:{port}/news")


@pytest.mark.parametrize(
    "url",
    [
        f"mysql://joe:{SECRET}@127.0.0.1/news",
        f"joe:{SECRET}@127.0.0.1/news",
        f"host=127.0.0.1 password={SECRET}",
        f"postgresql://joe:{SECRET}@[::1/news",
        f"postgresql://joe:{SECRET}%zz@127.0.0.1/news",
        f"postgresql://joe:{SECRET}@127.0.0.1/news?foo=1",
        f"postgresql://joe:{SECRET}@127.0.0.1:99999/news",
    ],
)
def test_an_address_that_is_none_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(SetupError, match="DATABASE_URL") as refusal:
        postgres.refuse_unfit_server(url)
    assert SECRET not in str(refusal.value)


def test_the_command_says_it_in_one_line_and_starts_nothing(stage: Stage) -> None:
    with serving(of_version("14.9")) as port:
        url = f"postgresql://joe:{SECRET}@127.0.0.1:{port}/news"
        status, words = stage.finish("manage.py", "run", DATABASE_URL=url)
    assert status == 1
    assert words.startswith("newsapp: DATABASE_URL names PostgreSQL 14")
    assert len(words.splitlines()) == 1
    assert stage.is_empty()
    assert not (stage.var / "postgres").exists()


def test_a_role_that_may_not_make_tables_is_told_so(stage: Stage) -> None:
    """The embedded server stands in for one that somebody else looks after."""
    script = (
        "import os, subprocess, sys; from newsapp import postgres as p; p.ensure(); c = p._held; import psycopg\n"
        "with psycopg.connect(p.address(c, 'postgres'), autocommit=True) as s:\n"
        "    s.execute('CREATE ROLE reader LOGIN'); s.execute('REVOKE CREATE ON SCHEMA public FROM PUBLIC')\n"
        "    s.execute('ALTER SCHEMA public OWNER TO postgres')\n"
        "os.environ['DATABASE_URL'] = p.address(c, 'reader')\n"
        "sys.exit(subprocess.call([sys.executable, 'manage.py', 'run', '--no-demo', '--port', '18999']))"
    )
    status, words = stage.finish("-c", script)
    assert status == 1
    assert words.splitlines()[0] == "Database: the server of DATABASE_URL"
    assert (
        "newsapp: the database could not be prepared (Unable to create the django_migrations table (permission denied"
        in words
    )
    assert len(words.splitlines()) == 2
    assert stage.is_empty()


def names_in(data: Path) -> set[str]:
    """Tables and settings; the server's own small files come and go."""
    return {
        str(path.relative_to(data))
        for path in data.rglob("*")
        if path.is_file() and "pg_" not in f"{path.parts[-2]} {path.name}"
    }


@pytest.fixture(scope="module")
def cluster() -> Iterator[Stage]:
    """A folder with a cluster that has been used; each test breaks one thing in it and mends it again."""
    with staged() as stage:
        assert stage.finish("-c", HOLD) == (0, "holds\n")
        yield stage


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("PG_VERSION", b"", "is damaged: its PG_VERSION names none"),
        ("PG_VERSION", b"\xff\x00\x80", "is damaged: its PG_VERSION names none"),
        ("PG_VERSION", None, "is damaged: its PG_VERSION names none"),
        ("PG_VERSION", b"14\n", "was made by PostgreSQL 14 and this is"),
        ("global/pg_control", b"", "PostgreSQL does not start"),
        ("global/pg_filenode.map", None, "PostgreSQL does not let anybody in"),
    ],
)
def test_a_damaged_folder_is_named_and_kept(name: str, content: bytes | None, told: str, cluster: Stage) -> None:
    data = cluster.var / "postgres-test" / "data"
    path = data / name
    owner, before = path.stat(), path.read_bytes()
    files = names_in(data)
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    status, words = cluster.finish("-c", HOLD)
    left = cluster.processes()
    path.write_bytes(before)
    os.chown(path, owner.st_uid, owner.st_gid)
    path.chmod(owner.st_mode & 0o777)
    assert status == 1
    assert told in words
    assert "move" in words
    assert len(words.splitlines()) == 1
    assert left == []
    assert files <= names_in(data), "nothing is deleted"
    assert cluster.finish("-c", HOLD) == (0, "holds\n"), "what was mended works"
