"""What manage.py does before Django can be imported: makes `.venv` from the hash-pinned locks and goes on inside it.

Standard library only. `python3 -m newsapp.first_run dev` installs one lock into `.venv` and does nothing else.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from newsapp import processes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "newsapp" / "locks"
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "newsapp-locks"
UNFINISHED = "unfinished"
# Each lock holds the ones before it, at the same versions.
LOCK_ORDER = ("run", "test", "dev")
# The venv module starts pip two processes below itself: told to end, all of them do, and none writes on in the folder.
VENV_IN_A_GROUP = (
    "import os, signal, sys, venv; os.setpgrp(); "
    "signal.signal(signal.SIGTERM, lambda *_: os.killpg(0, signal.SIGKILL)); venv.main(sys.argv[1:])"
)


class SetupError(Exception):
    """One line for the person at the keyboard: what is in the way, and what to do about it."""


def var_dir() -> Path:
    """Where everything lives that the running application makes: NEWSAPP_VAR, else `var/` beside manage.py."""
    return Path(os.environ.get("NEWSAPP_VAR") or ROOT / "var").absolute()


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns the operating system's refusal to write below `path` into a SetupError."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise SetupError(f"cannot write to {path}: make it writable, or clone into a folder of yours.") from error
        if error.errno in {errno.ENOTDIR, errno.EEXIST}:
            raise SetupError(f"a file is in the way of {path}: delete it, or set NEWSAPP_VAR.") from error
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise SetupError(f"no space is left for {path}: free 1 GB and run the command again.") from error
        if error.errno == errno.EFBIG:
            raise SetupError(f"files in {path} may not grow that large here: raise the limit (ulimit -f).") from error
        raise


def say(text: str) -> None:
    """One line of progress, seen at once, apart from a command's own output."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def command_in(argv: Sequence[str]) -> str:
    """The manage.py command in a command line; "help" when there is none."""
    return next((word for word in argv[1:] if not word.startswith("-")), "help")


def enter_environment(argv: Sequence[str]) -> None:
    """Returns when this interpreter has the packages of the command's lock; else makes `.venv` and goes on inside it.

    Raises SetupError when the environment cannot be made.
    """
    lock = "test" if command_in(argv) == "test" else "run"
    if inside_venv() and stamped(lock):
        if importlib.util.find_spec("django"):
            return
        with explained(VENV):  # the system's Python below .venv was replaced by another version
            STAMPS.write_text(UNFINISHED, encoding="ascii")
    elif holds_pins(lock):
        return
    if not stamped(lock):
        install(lock)
    os.execv(VENV_PYTHON, [str(VENV_PYTHON), *sys.orig_argv[1:]])


def inside_venv() -> bool:
    return Path(sys.prefix) == VENV


def lock_digest(lock: str) -> str:
    return hashlib.sha256((LOCKS / f"{lock}.txt").read_bytes()).hexdigest()


def stamped(lock: str) -> bool:
    """Whether `.venv` was made in full from the lock as it is now."""
    if not os.access(VENV_PYTHON, os.X_OK):
        return False
    try:
        stamps = STAMPS.read_text(encoding="ascii").split()
    except OSError:
        return False
    return lock_digest(lock) in stamps


def holds_pins(lock: str) -> bool:
    """Whether this interpreter, an environment of somebody's own, holds every package that the lock's .in files pin."""
    for name in LOCK_ORDER[: LOCK_ORDER.index(lock) + 1]:
        for line in (LOCKS / f"{name}.in").read_text(encoding="utf-8").splitlines():
            if pin := re.match(r"([a-z0-9-]+)(?:\[[a-z,]+\])?==([^\s#]+)", line):
                try:
                    if importlib.metadata.version(pin[1]) != pin[2]:
                        return False
                except importlib.metadata.PackageNotFoundError:
                    return False
    return True


@contextlib.contextmanager
def setup_lock() -> Iterator[None]:
    """One process sets up at a time; the others wait for it. The kernel frees the lock of a killed process."""
    with explained(var_dir()):
        var_dir().mkdir(parents=True, exist_ok=True)
        lock = (var_dir() / "setup.lock").open("a")
    with lock as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another newsapp command is setting up .venv; waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def install(lock: str) -> None:
    """Makes or completes `.venv` from the lock.

    What an interrupted call left is made anew by the next one. An environment that somebody made there is completed.
    """
    with explained(ROOT), setup_lock():
        if stamped(lock):  # another process was faster
            return
        before = STAMPS.read_text(encoding="ascii").split() if STAMPS.exists() else []
        if UNFINISHED in before or not can_install():
            make_venv()
            before = []
        STAMPS.write_text(UNFINISHED, encoding="ascii")
        started = time.monotonic()
        install_packages(LOCKS / f"{lock}.txt")
        included = [lock_digest(name) for name in LOCK_ORDER[: LOCK_ORDER.index(lock) + 1]]
        larger = [digest for digest in map(lock_digest, LOCK_ORDER) if digest in before and digest not in included]
        stamps = STAMPS.with_suffix(".new")
        stamps.write_text("\n".join([*included, *larger]) + "\n", encoding="ascii")
        stamps.replace(STAMPS)
        say(f"  packages installed        {time.monotonic() - started:6.1f} s")


def can_install() -> bool:
    """Whether `.venv` is an environment that packages can be added to."""
    if not os.access(VENV_PYTHON, os.X_OK):
        return False
    probe = "import sys, importlib.util; sys.exit(importlib.util.find_spec('pip') is None)"
    return bool(shutil.which("uv")) or subprocess.run([VENV_PYTHON, "-c", probe], check=False).returncode == 0


def make_venv() -> None:
    """An empty environment in `.venv`, of the Python that this one stands on."""
    base = getattr(sys, "_base_executable", sys.executable)
    if uv := shutil.which("uv"):
        command = [uv, "venv", "--quiet", "--clear", "--python", base, str(VENV)]
    elif importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        command = [base, "-c", VENV_IN_A_GROUP, "--clear", str(VENV)]
    else:
        raise SetupError(
            "Python's venv module is missing. Install it (Debian, Ubuntu: apt install python3-venv) "
            "and run the command again."
        )
    say("Setting up newsapp in .venv: once, about half a minute.")
    started = time.monotonic()
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=processes.ending_with_parent(),
    ) as made:
        try:
            output, _ = made.communicate()
        except BaseException:
            made.terminate()
            raise
    if made.returncode != 0:
        reason = output.strip().splitlines()[-1:] or ["no reason given"]
        if not os.access(ROOT, os.W_OK):
            raise PermissionError(errno.EACCES, reason[0])
        raise SetupError(f"cannot make {VENV} ({reason[0]}). Delete it and run the command again.")
    say(f"  environment made          {time.monotonic() - started:6.1f} s")


def install_packages(lock_file: Path) -> None:
    """Installs exactly what the lock names, each file checked against its hash, nothing built from source."""
    exact = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock_file)]
    wanted = len(re.findall(r"(?m)^[a-z0-9]", lock_file.read_text(encoding="utf-8")))
    if uv := shutil.which("uv"):
        say(f"  installing {wanted} packages with uv")
        command = [uv, "pip", "install", "--python", str(VENV_PYTHON), *exact]
        ending = processes.ending_with_parent()
        if subprocess.run(command, stdin=subprocess.DEVNULL, check=False, preexec_fn=ending).returncode == 0:
            return
        raise SetupError("uv could not install the packages (its reason stands above). Run the command again.")
    # Compiling at first import instead of now saves a third of the time and touches only what is used.
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--no-input", "--no-compile", "--progress-bar", "off"]
    command += ["--disable-pip-version-check", *exact]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PIP_USER": "0"}
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        preexec_fn=processes.ending_with_parent(),
    ) as pip:
        errors = show_progress(pip.stdout or (), wanted)
    if pip.returncode != 0:
        reason = errors[-1] if errors else f"pip ended with {pip.returncode}"
        if "No space left" in reason:
            raise OSError(errno.ENOSPC, reason)
        raise SetupError(
            f"the packages could not be installed: {reason} - is the package index reachable? Run the command again."
        )


def show_progress(output: Iterable[str], wanted: int) -> list[str]:
    """Counts the packages in pip's output for whoever waits; gives back the lines that are errors."""
    errors: list[str] = []
    seen = 0
    for line in output:
        if line.startswith("ERROR"):
            errors.append(line.strip())
        elif line.startswith(("Collecting ", "Processing ")):
            seen += 1
            if sys.stderr.isatty():
                sys.stderr.write(f"\r  downloading package {seen} of about {wanted}")
                sys.stderr.flush()
            elif seen % 20 == 0:
                say(f"  downloading package {seen} of about {wanted}")
        elif line.startswith("Installing collected packages"):
            say(f"{chr(13) if sys.stderr.isatty() else ''}  unpacking {seen} packages           ")
    return errors


def main(arguments: Sequence[str]) -> None:
    """Installs the lock named on the command line (run, test or dev) into `.venv`."""
    if list(arguments) not in [[name] for name in LOCK_ORDER]:
        raise SetupError(f"name one lock of {', '.join(LOCK_ORDER)}.")
    if not stamped(arguments[0]):
        install(arguments[0])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except SetupError as refusal:
        sys.exit(f"newsapp: {refusal}")
