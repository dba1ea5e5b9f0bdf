"""The process that owns the embedded server: starts it, restarts it after a crash, stops it after its last user.

Every process that uses the server holds a shared lock on one file for as long as it lives. This one waits for the
exclusive lock, which the kernel grants when the last holder is gone, whatever ended it. Standard library only.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from newsapp import processes

if TYPE_CHECKING:
    from types import FrameType

# A server that fails this often in a row without having run for a minute is left alone.
RESTARTS = 5
# What a server gets that has not stopped after so many seconds. PostgreSQL 18 never does when it is told to while it
# recovers from a crash, as after a full disk. Nothing is lost: the next start recovers from the log of changes.
INSISTENCE = ((signal.SIGQUIT, 10.0), (signal.SIGKILL, 15.0))


def insist(server: subprocess.Popen[bytes], number: signal.Signals) -> None:
    if server.poll() is None:
        server.send_signal(number)


class Watchdog:
    """One server and the wish to stop it."""

    def __init__(self, command: list[str], owner: tuple[int, int] | None) -> None:
        self.command = command
        self.owner = owner
        self.stopping = threading.Event()
        self.server: subprocess.Popen[bytes] | None = None

    def stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        """Fast shutdown: sessions are cut, open transactions rolled back, everything committed is kept."""
        del number, frame
        self.stopping.set()
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            for harder, seconds in INSISTENCE:
                timer = threading.Timer(seconds, insist, (self.server, harder))
                timer.daemon = True
                timer.start()

    def start_server(self) -> subprocess.Popen[bytes]:
        user, group = self.owner or (None, None)
        # The order matters: changing the user forgets the signal, and Popen changes it before preexec_fn runs.
        return subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,  # both are the cluster's log
            cwd="/",
            user=user,
            group=group,
            extra_groups=[] if self.owner else None,
            preexec_fn=processes.ending_with_parent(signal.SIGINT),
        )

    def run(self) -> None:
        failures = 0
        while not self.stopping.is_set() and failures < RESTARTS:
            started = time.monotonic()
            self.server = self.start_server()
            if self.stopping.is_set():  # asked between the two lines above
                self.stop()
            self.server.wait()
            failures = 1 if time.monotonic() - started > 60 else failures + 1
            self.stopping.wait(0.2 * failures)  # the backends of a killed server need a moment to leave


def stop_after_last_holder(watchdog: Watchdog, holders: Path) -> None:
    with holders.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        watchdog.stop()
        if watchdog.server is not None:
            watchdog.server.wait()
        os._exit(0)  # the lock goes with the process, so a newcomer finds either a server or nothing


def main() -> None:
    order = json.loads(sys.argv[1])
    with Path(order["watchdog_lock"]).open("rb") as alive:
        fcntl.flock(alive, fcntl.LOCK_EX)
        watchdog = Watchdog(order["command"], tuple(order["owner"]) if order["owner"] else None)
        signal.signal(signal.SIGTERM, watchdog.stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        arguments = (watchdog, Path(order["holders_lock"]))
        threading.Thread(target=stop_after_last_holder, args=arguments, daemon=True).start()
        watchdog.run()


if __name__ == "__main__":
    main()
