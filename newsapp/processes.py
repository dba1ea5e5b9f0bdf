"""Child processes that end with the process that started them, whatever ends that one. Standard library only."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# prctl(2): the signal this process gets when its parent dies.
PR_SET_PDEATHSIG = 1


def ending_with_parent(signal_number: int = signal.SIGTERM) -> Callable[[], None]:
    """A function for Popen's `preexec_fn`: the child gets the signal as soon as this process is gone.

    Does nothing outside Linux. To be called in the main thread: Linux counts the starting thread as the parent.
    """
    parent = os.getpid()
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def in_child() -> None:
        # A signal that this process ignores would be ignored in the child too, until the child thinks otherwise.
        signal.signal(signal_number, signal.SIG_DFL)
        if libc is not None:
            libc.prctl(PR_SET_PDEATHSIG, int(signal_number))
            if os.getppid() != parent:  # it died before the line above
                os.kill(os.getpid(), signal_number)

    return in_child


def end_with_parent(parent: int) -> None:
    """Makes this very process end when its parent, the process `parent`, is gone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))
    else:
        threading.Thread(target=_end_when_orphaned, args=(parent,), daemon=True).start()
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


def _end_when_orphaned(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
