"""The stage for real processes, and the certainty that none outlives its test."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.running.stage import PATIENCE, Stage, until

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def stage() -> Iterator[Stage]:
    if not Path("/proc/self/environ").exists():
        pytest.skip("sees processes through /proc, which this system has not")
    folder = Path(tempfile.mkdtemp(prefix="newsapp-test-"))
    folder.chmod(0o755)  # root's server runs as another user
    stage = Stage(folder / "var")
    yield stage
    elsewhere = [link.resolve() for link in stage.var.glob("postgres*") if link.is_symlink()]
    for process in stage.started:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
    if not until(stage.is_empty, 10):
        for pid in stage.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    for process in stage.started:
        process.wait(PATIENCE)
        if process.stdout is not None:
            process.stdout.close()
    for path in (folder, *elsewhere):
        shutil.rmtree(path)
