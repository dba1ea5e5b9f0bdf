"""What a person meets before anything works: an old Python, no venv module, a taken port, a closed folder."""

from __future__ import annotations

import ast
import contextlib
import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsapp import first_run
from newsapp.first_run import ROOT, SetupError, explained
from tests.running.servers import serving, silent
from tests.running.stage import until

if TYPE_CHECKING:
    from tests.running.stage import Stage

BASE_PYTHON = str(getattr(sys, "_base_executable", sys.executable))
# Runs manage.py after changing what it finds.
STAGED = (
    "import runpy, sys; {change}; sys.argv = ['manage.py', *sys.argv[1:]]; "
    "runpy.run_path('manage.py', {{}}, '__main__')"
)
OLD_PYTHON = STAGED.format(change="sys.version_info = (3, 9, 2, 'final', 0)")
NO_VENV = STAGED.format(change="sys.modules['ensurepip'] = None")


@pytest.fixture
def bare_checkout(tmp_path: Path) -> Path:
    """manage.py and the application, with no .venv beside them."""
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT / "newsapp", checkout / "newsapp", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", checkout)
    return checkout


def run_bare(checkout: Path, script: str, *arguments: str, path: str = "") -> tuple[int, str]:
    """Exit status and error output of the system's Python with no program but those in the folder `path` on PATH."""
    done = subprocess.run(
        [BASE_PYTHON, "-c", script, *arguments],
        cwd=checkout,
        env={"PATH": path, "HOME": str(checkout)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    return done.returncode, done.stderr


def test_manage_py_can_be_read_by_old_pythons() -> None:
    ast.parse((ROOT / "manage.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("minor", [6, 9, 10])
def test_an_old_python_is_told_what_to_install(minor: int, bare_checkout: Path) -> None:
    status, words = run_bare(bare_checkout, OLD_PYTHON.replace("(3, 9, 2", f"(3, {minor}, 2"), "run")
    assert status == 1
    assert len(words.splitlines()) == 1
    assert f"needs Python 3.11 or newer and this is Python 3.{minor}." in words
    assert "apt install python3" in words


def test_an_old_python_hands_over_to_a_newer_one(bare_checkout: Path, tmp_path: Path) -> None:
    newer = tmp_path / "bin" / "python3.12"
    newer.parent.mkdir()
    newer.write_text('#!/bin/sh\n[ "$1" = -c ] || echo "goes on with $*" >&2\n', encoding="utf-8")
    newer.chmod(0o755)
    assert run_bare(bare_checkout, OLD_PYTHON, "run", "--no-demo", path=str(newer.parent)) == (
        0,
        "goes on with manage.py run --no-demo\n",
    )


def test_a_python_without_venv_is_told_what_to_install(bare_checkout: Path) -> None:
    status, words = run_bare(bare_checkout, NO_VENV, "migrate")
    assert status == 1
    assert len(words.splitlines()) == 1
    assert "venv module is missing" in words
    assert "apt install python3-venv" in words
    assert not (bare_checkout / ".venv").exists()


def start_bare(checkout: Path, path: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [BASE_PYTHON, "manage.py", "migrate"],
        cwd=checkout,
        env={"PATH": path, "HOME": str(checkout), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def alive_in(checkout: Path) -> list[int]:
    """Processes that were started with this checkout as their home."""
    mark = f"HOME={checkout}".encode()
    found = []
    for process in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if process.name.isdigit() and mark in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="sees processes through /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_an_environment_half_made_is_made_again(number: signal.Signals, bare_checkout: Path, tmp_path: Path) -> None:
    """Ended while the venv module works, then while pip waits for an index; nothing of either lives on."""
    venv = bare_checkout / ".venv"
    with start_bare(bare_checkout, "") as making:
        assert until(lambda: venv.exists() and len(alive_in(bare_checkout)) > 2, 20), "the venv module starts another"
        making.send_signal(number)
        _, words = making.communicate(timeout=20)
    assert making.returncode == (130 if number is signal.SIGINT else -number)
    assert "Traceback" not in words
    assert until(lambda: not alive_in(bare_checkout), 5), alive_in(bare_checkout)

    with serving(silent) as port:
        index = f"http://127.0.0.1:{port}/simple"
        with start_bare(bare_checkout, "", PIP_INDEX_URL=index, PIP_RETRIES="0", PIP_CONFIG_FILE=os.devnull) as making:
            stamps = venv / "newsapp-locks"
            assert until(lambda: stamps.exists() and len(alive_in(bare_checkout)) > 1, 40)
            assert stamps.read_text("ascii") == first_run.UNFINISHED
            making.send_signal(number)
            _, words = making.communicate(timeout=20)
        assert making.returncode == (130 if number is signal.SIGINT else -number)
        assert "Traceback" not in words
        assert until(lambda: not alive_in(bare_checkout), 5), alive_in(bare_checkout)

    uv = tmp_path / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text(PLAYED_UV.format(python=BASE_PYTHON, packages=Path(pytest.__file__).parents[1]), encoding="utf-8")
    uv.chmod(0o755)
    done = run_bare(bare_checkout, STAGED.format(change="pass"), "diffsettings", path=f"{uv.parent}:/bin:/usr/bin")
    assert done[0] == 0, done[1]
    assert "packages installed" in done[1]


# Stands in for uv: an environment of its own, and the packages of the one that tests.
PLAYED_UV = """#!/bin/sh
case "$1" in
venv) for last; do :; done; exec "{python}" -m venv --clear --without-pip "$last" ;;
pip) echo "{packages}" > "$(echo .venv/lib/python*/site-packages)/all.pth" ;;
esac
"""


def test_an_index_that_is_away_is_told_in_one_line(bare_checkout: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    index = f"http://127.0.0.1:{port}/simple"
    with start_bare(bare_checkout, "", PIP_INDEX_URL=index, PIP_RETRIES="0", PIP_CONFIG_FILE=os.devnull) as making:
        _, words = making.communicate(timeout=40)
    assert making.returncode == 1
    assert "is the package index reachable? Run the command again." in words.splitlines()[-1]
    assert "Traceback" not in words


def test_a_taken_port_is_refused_before_anything_is_set_up(bare_checkout: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, words = run_bare(bare_checkout, STAGED.format(change="pass"), "run", "--port", str(port))
    assert status == 1
    assert len(words.splitlines()) == 1
    assert f"127.0.0.1 port {port} cannot be listened on (Address already in use)" in words
    assert "--port" in words
    assert not (bare_checkout / ".venv").exists()
    assert not (bare_checkout / "var").exists()


def test_an_address_of_another_machine_is_refused(bare_checkout: Path) -> None:
    status, words = run_bare(bare_checkout, STAGED.format(change="pass"), "run", "--host", "192.0.2.1")
    assert status == 1
    assert len(words.splitlines()) == 1
    assert "192.0.2.1" in words


def test_a_file_where_a_folder_should_be_is_named(stage: Stage) -> None:
    stage.var.write_text("not a folder", encoding="utf-8")
    status, words = stage.finish("manage.py", "migrate")
    assert status == 1
    assert words == f"newsapp: a file is in the way of {stage.var}: delete it, or set NEWSAPP_VAR.\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_one_cannot_write_to_is_named(stage: Stage) -> None:
    stage.var.parent.chmod(0o500)
    status, words = stage.finish("manage.py", "migrate")
    stage.var.parent.chmod(0o700)
    assert status == 1
    assert words.startswith(f"newsapp: cannot write to {stage.var}: ")
    assert len(words.splitlines()) == 1


@pytest.mark.parametrize(
    ("number", "advice"),
    [(errno.EACCES, "make it writable"), (errno.EROFS, "make it writable"), (errno.ENOSPC, "free 1 GB")],
)
def test_refusals_of_the_disk_say_what_to_do(number: int, advice: str, tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=advice) as refusal, explained(tmp_path):
        raise OSError(number, os.strerror(number))
    assert str(tmp_path) in str(refusal.value)


def test_other_errors_are_not_explained_away(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="Input/output"), explained(tmp_path):
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_database_that_does_not_answer_is_named(stage: Stage) -> None:
    url = "postgresql://someone:secret-word@127.0.0.1:1/news"
    status, words = stage.finish("manage.py", "migrate", DATABASE_URL=url)
    assert status == 1
    assert len(words.splitlines()) == 1
    assert "the database of DATABASE_URL does not answer" in words
    assert "Connection refused" in words
    assert "secret-word" not in words


def test_commands_without_a_database_start_none(stage: Stage) -> None:
    for command in (("check",), ("help",), ("run", "--help")):
        status, words = stage.finish("manage.py", *command)
        assert status == 0, words
    assert not list(stage.var.glob("postgres*"))


def test_a_changed_lock_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stamp belongs to the lock's content, and is believed only beside a Python that can run."""
    locks = tmp_path / "locks"
    locks.mkdir()
    for name in first_run.LOCK_ORDER:
        (locks / f"{name}.txt").write_text(name, encoding="utf-8")
    python = tmp_path / "python"
    python.symlink_to(BASE_PYTHON)
    monkeypatch.setattr(first_run, "LOCKS", locks)
    monkeypatch.setattr(first_run, "VENV_PYTHON", python)
    monkeypatch.setattr(first_run, "STAMPS", tmp_path / "stamps")
    assert not first_run.stamped("run")
    (tmp_path / "stamps").write_text(f"{first_run.lock_digest('run')}\n", encoding="ascii")
    assert first_run.stamped("run")
    assert not first_run.stamped("test")
    (locks / "run.txt").write_text("another version", encoding="utf-8")
    assert not first_run.stamped("run")


def test_this_environment_holds_what_the_locks_pin() -> None:
    assert first_run.holds_pins("test")
