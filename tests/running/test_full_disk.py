"""No space, files that may not grow, a folder nobody may write to: one line each, and the next start works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from newsapp.first_run import ROOT
from tests.running.stage import Stage, free_port, listen, staged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMITED = (
    "import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2); "
    "os.execv(sys.executable, [sys.executable, *sys.argv[2:]])"
)


@contextmanager
def mounted(options: str) -> Iterator[Stage]:
    """A stage whose files lie on a small disk of their own."""
    with staged() as stage:
        disk = stage.var.parent / "disk"
        disk.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"mode=755,{options}", "newsapp-test", str(disk)]
        if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
            pytest.skip("needs the right to mount a small disk")
        stage.var = disk / "var"
        try:
            yield stage
        finally:
            for process in stage.started:
                process.wait(40)
            subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.mark.parametrize("size", ["1m", "8m", "30m"])
def test_no_room_for_the_cluster(size: str) -> None:
    with mounted(f"size={size}") as stage:
        status, words = stage.finish("manage.py", "migrate", "--verbosity=0")
        assert status == 1
        assert len(words.splitlines()) == 1, words
        assert words == f"newsapp: no space is left for {stage.var}: free 1 GB and run the command again.\n"
        assert stage.is_empty()


def test_no_room_while_the_first_start_prepares() -> None:
    """What was finished stays, and with more room the next start goes on."""
    with mounted("size=50m") as stage:
        command = ("manage.py", "run", "--no-demo", "--port", str(free_port()))
        status, words = stage.finish(*command)
        assert status == 1
        assert words.splitlines()[-1].startswith(f"newsapp: no space is left for {stage.var}"), words
        assert "Traceback" not in words
        assert stage.is_empty()
        subprocess.run(["mount", "-o", "remount,size=400m", str(stage.var.parent)], check=True)
        heard = listen(stage, *command)
        assert heard.says("is ready"), heard.words
        heard.process.terminate()
        assert heard.process.wait(20) == 0
        assert stage.is_empty()


@pytest.mark.parametrize("limit", [4096, 1_000_000])
def test_files_that_may_not_grow(limit: int, stage: Stage) -> None:
    status, words = stage.finish("-c", LIMITED, str(limit), "manage.py", "migrate", "--verbosity=0")
    assert status == 1
    assert len(words.splitlines()) == 1, words
    assert words == f"newsapp: files in {stage.var} may not grow that large here: raise the limit (ulimit -f).\n"
    assert stage.is_empty()
    assert stage.finish("manage.py", "migrate", "--verbosity=0", "sessions") == (0, "")


def test_a_disk_that_is_read_only() -> None:
    with mounted("size=10m") as stage:
        checkout = stage.var.parent / "checkout"
        for source in [ROOT / "manage.py", *ROOT.glob("newsapp/*.py"), *ROOT.glob("newsapp/locks/*")]:
            target = checkout / source.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
        subprocess.run(["mount", "-o", "remount,ro", str(stage.var.parent)], check=True)
        status, words = stage.finish("manage.py", "migrate")
        assert (status, words) == (
            1,
            f"newsapp: cannot write to {stage.var}: make it writable, or clone into a folder of yours.\n",
        )
        status, words = run_in(checkout)
        assert status == 1
        assert (
            words
            == f"newsapp: cannot write to {checkout / 'var'}: make it writable, or clone into a folder of yours.\n"
        )


def run_in(checkout: Path) -> tuple[int, str]:
    """The system's Python, without an environment, runs manage.py there."""
    done = subprocess.run(
        [str(getattr(sys, "_base_executable", sys.executable)), "manage.py", "run", "--port", str(free_port())],
        cwd=checkout,
        env={"PATH": "", "HOME": str(checkout)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=40,
    )
    return done.returncode, done.stderr
