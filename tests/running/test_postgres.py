"""The embedded PostgreSQL: shared by its holders, gone after the last of them, whatever ends it."""

from __future__ import annotations

import os
import signal
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsapp import postgres
from newsapp.first_run import SetupError
from newsapp.postgres_cluster import LONGEST_SOCKET_DIR, socket_dir_for
from tests.running.stage import until

if TYPE_CHECKING:
    from tests.running.stage import Stage

HOLD = """
import sys, time
from newsapp import postgres
address = postgres.ensure(*sys.argv[2:] or ["test"])
import psycopg
with psycopg.connect(address, autocommit=True) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS notes (text text)")
    connection.execute("INSERT INTO notes VALUES ('kept')")
    print("holds", connection.execute("SELECT count(*) FROM notes").fetchone()[0], flush=True)
time.sleep(float(sys.argv[1]))
"""


def first_line(process: object) -> str:
    return str(process.stdout.readline()).strip()  # type: ignore[attr-defined]


def server_pid(stage: Stage, folder: str = "postgres-test") -> int:
    return int((stage.var / folder / "data" / "postmaster.pid").read_text("utf-8").split("\n")[0])


def test_the_last_holder_stops_it_and_data_stay(stage: Stage) -> None:
    assert stage.finish("-c", HOLD, "0") == (0, "holds 1\n")
    assert stage.is_empty()
    assert stage.finish("-c", HOLD, "0") == (0, "holds 2\n")
    assert stage.is_empty()


def test_two_holders_share_one_server(stage: Stage) -> None:
    long = stage.start("-c", HOLD, "60")
    assert first_line(long) == "holds 1"
    server = server_pid(stage)
    began = time.monotonic()
    assert stage.finish("-c", HOLD, "0") == (0, "holds 2\n")
    assert time.monotonic() - began < 5
    assert server_pid(stage) == server
    assert Path(f"/proc/{server}").exists(), "the first holder still needs it"
    long.send_signal(signal.SIGINT)
    assert until(stage.is_empty, 5)


def test_many_starting_at_once_start_one(stage: Stage) -> None:
    holders = [stage.start("-c", HOLD, "0.5") for _ in range(4)]
    for holder in holders:
        output, _ = holder.communicate(timeout=40)
        assert holder.returncode == 0, output
    assert until(stage.is_empty, 5)
    assert stage.finish("-c", HOLD, "0") == (0, "holds 5\n")


def test_a_killed_holder_leaves_nothing(stage: Stage) -> None:
    holder = stage.start("-c", HOLD, "60")
    assert first_line(holder) == "holds 1"
    holder.kill()
    holder.wait()
    assert until(stage.is_empty, 3), stage.processes()


def test_a_holder_killed_while_the_server_starts_leaves_nothing(stage: Stage) -> None:
    """The server is told to end before it can listen to signals."""
    for _ in range(3):
        holder = stage.start("-c", HOLD, "60")
        assert until((stage.var / "postgres-test" / "data").exists)
        holder.kill()
        holder.wait()
        assert until(stage.is_empty, 5), stage.processes()
    assert stage.finish("-c", HOLD, "0") == (0, "holds 1\n")


def test_a_killed_server_comes_back_with_everything_committed(stage: Stage) -> None:
    holder = stage.start("-c", HOLD, "60", "main")
    assert first_line(holder) == "holds 1"
    before = server_pid(stage, "postgres")
    os.kill(before, signal.SIGKILL)
    assert until(lambda: not Path(f"/proc/{before}").exists())
    assert stage.finish("-c", HOLD, "0", "main") == (0, "holds 2\n")
    assert server_pid(stage, "postgres") != before


def test_a_killed_watchdog_takes_the_server_along(stage: Stage) -> None:
    holder = stage.start("-c", HOLD, "60")
    assert first_line(holder) == "holds 1"
    server = server_pid(stage)
    status = Path(f"/proc/{server}/status").read_text("utf-8")
    watchdog = int(status.split("PPid:")[1].split()[0])
    os.kill(watchdog, signal.SIGKILL)
    assert until(lambda: not Path(f"/proc/{server}").exists(), 5)
    assert stage.finish("-c", HOLD, "0") == (0, "holds 2\n")


def test_a_pid_file_that_names_a_stranger_is_not_believed(stage: Stage) -> None:
    assert stage.finish("-c", HOLD, "0")[0] == 0
    stranger = os.getpid()
    data = stage.var / "postgres-test" / "data"
    (data / "postmaster.pid").write_text(f"{stranger}\n{data}\n1\n5432\n\n\n\nready\n", encoding="utf-8")
    assert stage.finish("-c", HOLD, "0") == (0, "holds 2\n")


def test_half_made_files_are_made_again(stage: Stage) -> None:
    assert stage.finish("-c", HOLD, "0") == (0, "holds 1\n")
    home = stage.var / "postgres-test"
    (home / "data").rename(home / "data.unfinished")
    assert stage.finish("-c", HOLD, "0") == (0, "holds 1\n")


def test_nobody_else_can_enter(stage: Stage) -> None:
    holder = stage.start("-c", HOLD, "60")
    assert first_line(holder) == "holds 1"
    home = stage.var / "postgres-test"
    for folder in (home, home / "data", home / "run"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    open_files = {str(entry.readlink()) for entry in Path(f"/proc/{server_pid(stage)}/fd").iterdir()}
    assert any(name.startswith("socket:") for name in open_files)
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        inodes = [line.split()[9] for line in table.read_text("ascii").splitlines()[1:]]
        assert not {f"socket:[{inode}]" for inode in inodes} & open_files, "it listens on the network"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to give the server to another user")
def test_root_runs_it_from_a_closed_home(stage: Stage) -> None:
    stage.var.parent.chmod(0o700)
    holders = [stage.start("-c", HOLD, "0.2") for _ in range(2)]
    assert [holder.wait(40) for holder in holders] == [0, 0]
    assert (stage.var / "postgres-test").is_symlink()
    assert stage.finish("-c", HOLD, "0") == (0, "holds 3\n")
    assert until(stage.is_empty, 5)


def test_a_long_path_gets_a_short_socket_folder(tmp_path: Path) -> None:
    assert socket_dir_for(Path("/srv/newsapp/var/postgres")) == Path("/srv/newsapp/var/postgres/run")
    for home in (Path("/srv") / ("x" * 90) / "postgres", Path("/srv/a, b/postgres")):
        assert len(str(socket_dir_for(home))) <= LONGEST_SOCKET_DIR
        assert socket_dir_for(home) == socket_dir_for(home)
        assert socket_dir_for(home) != socket_dir_for(tmp_path)


@pytest.mark.parametrize(
    ("command", "needed"),
    [
        ("migrate", True),
        ("run --port 8001", True),
        ("makemigrations --check", True),
        ("check --deploy", False),
        ("check --database default", True),
        ("collectstatic --noinput", False),
        ("extract a.txt", False),
        ("extract a.txt --knowledge database", True),
        ("extract --knowledge=database a.txt", True),
        ("extract a.txt --knowledge fixtures", False),
        ("migrate --help", False),
        ("help", False),
        ("", False),
    ],
)
def test_knows_which_commands_need_a_database(command: str, needed: bool) -> None:
    assert postgres.is_needed(command.split()) is needed


def test_refuses_a_server_that_is_too_old(database_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    postgres.refuse_unfit_server(database_server)
    monkeypatch.setattr(postgres, "OLDEST_VERSION", 99)
    with pytest.raises(SetupError, match="needs 99 or newer"):
        postgres.refuse_unfit_server(database_server)
