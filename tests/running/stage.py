"""A stage for real processes: a folder of its own for their files, and a look at what is still alive."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

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
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
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
