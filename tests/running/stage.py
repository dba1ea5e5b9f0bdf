"""A stage for real processes: a folder of its own for their files, and a look at what is still alive."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
# Enough for a loaded machine; a test that needs it has failed in all but name.
PATIENCE = 40.0


def until(condition: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Whether the condition becomes true within `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@dataclass
class Stage:
    """The var folder of one test, and every process that was started with it."""

    var: Path
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSAPP_", "DATABASE_"))}
        return {**kept, "NEWSAPP_VAR": str(self.var), "PYTHONUNBUFFERED": "1"}

    def start(self, *command: str, **environment: str) -> subprocess.Popen[str]:
        """Starts this Python with the arguments, from the root of the project, output and errors in one pipe."""
        return self.start_into(subprocess.PIPE, command, environment)

    def start_into(
        self, output: int | IO[str], command: tuple[str, ...], environment: dict[str, str]
    ) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(process)
        return process

    def finish(self, *command: str, **environment: str) -> tuple[int, str]:
        """Exit status and whole output of a command."""
        process = self.start(*command, **environment)
        output, _ = process.communicate(timeout=PATIENCE)
        return process.returncode, output

    def processes(self) -> list[int]:
        """Everything alive that was started, by whomever, with this stage's folder in its environment."""
        mark = f"NEWSAPP_VAR={self.var}".encode()
        found = []
        for process in Path("/proc").iterdir():
            if process.name.isdigit() and int(process.name) != os.getpid():
                with contextlib.suppress(OSError):
                    if mark in (process / "environ").read_bytes().split(b"\0"):
                        found.append(int(process.name))
        return found

    def is_empty(self) -> bool:
        return not self.processes()

    def clear(self) -> None:
        """Ends everything that is still alive."""
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
        if not until(self.is_empty, 10):
            for pid in self.processes():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        for process in self.started:
            process.wait(PATIENCE)
            if process.stdout is not None:
                process.stdout.close()


@dataclass
class Heard:
    """A running command whose words can be read while it goes on."""

    process: subprocess.Popen[str]
    output: Path

    @property
    def words(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def says(self, words: str, seconds: float = PATIENCE) -> bool:
        return until(lambda: words in self.words or self.process.poll() is not None, seconds) and words in self.words

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def listen(stage: Stage, *command: str, **environment: str) -> Heard:
    """Starts a command as Stage.start does; what it says goes into a file."""
    output = stage.var.parent / f"output-{len(stage.started)}.txt"
    with output.open("w", encoding="utf-8") as file:
        process = stage.start_into(file, command, environment)
    return Heard(process, output)


@contextlib.contextmanager
def staged() -> Iterator[Stage]:
    """A stage, and the certainty that none of its processes outlives it."""
    if not Path("/proc/self/environ").exists():
        pytest.skip("sees processes through /proc, which this system has not")
    folder = Path(tempfile.mkdtemp(prefix="newsapp-test-"))
    folder.chmod(0o755)  # root's server runs as another user
    stage = Stage(folder / "var")
    try:
        yield stage
    finally:
        elsewhere = [link.resolve() for link in stage.var.glob("postgres*") if link.is_symlink()]
        stage.clear()
        for path in (folder, *elsewhere):
            shutil.rmtree(path)
