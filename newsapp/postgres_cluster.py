"""One embedded PostgreSQL cluster: where it lives, who runs it, how to start, join and leave it.

Standard library only.

Four files in its folder carry the agreement between processes: `holders.lock` (shared by everyone who uses the server),
`start.lock` (exclusive while somebody looks or starts), `watchdog.lock` (exclusive for the life of the watchdog) and
PostgreSQL's own `data/postmaster.pid`, which is believed only while the watchdog lives.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import pwd
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

from newsapp import processes
from newsapp.first_run import ROOT, SetupError, explained
from newsapp.postgres_binaries import find_binaries, is_open_to

if TYPE_CHECKING:
    from collections.abc import Callable

# sun_path holds 108 bytes on Linux and 104 on macOS; the server adds "/.s.PGSQL.5432.lock" to the folder.
LONGEST_SOCKET_DIR = 80
# Where root keeps what the server's own user must reach when the checkout lies in a closed home.
OPEN_PLACE = Path("/var/lib/newsapp")
START_SECONDS = 60.0
LEAST_SPACE = 64_000_000

SERVER_OPTIONS = {
    "listen_addresses": "",  # the socket folder, closed to others, is the only way in
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "jit": "off",  # costs more than it gives on queries of milliseconds
    "random_page_cost": "1.1",  # flash
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
}
# A test run that loses power starts again; nothing in it has to survive.
THROWAWAY_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class Cluster:
    """The cluster in the folder `home`; `throwaway` trades safety for speed."""

    def __init__(self, home: Path, *, throwaway: bool = False) -> None:
        self.throwaway = throwaway
        self.owner = server_owner(home) if os.geteuid() == 0 else None
        self.home = reachable_home(home, self.owner)
        self.data = self.home / "data"
        self.log = self.home / "log"
        self.socket_dir = socket_dir_for(self.home)
        self._hold: IO[bytes] | None = None
        self._watchdog: subprocess.Popen[bytes] | None = None

    def hold(self, prepare: Callable[[], None]) -> None:
        """Keeps the server running until release() or the end of this process; starts it where it is not.

        `prepare` is called on a server that has just been started, before anybody else can join it.
        """
        for folder in (self.home, self.socket_dir):
            own_folder(folder, self.owner)
        with contextlib.ExitStack() as undo:
            hold = undo.enter_context(self._file("holders.lock"))
            fcntl.flock(hold, fcntl.LOCK_SH)  # waits for a server that is just stopping
            with self._file("start.lock") as starting:
                fcntl.flock(starting, fcntl.LOCK_EX)
                if not self._is_running():
                    self._start()
                    prepare()
            self._hold = hold
            undo.pop_all()

    def release(self) -> None:
        """Lets go of the server and, when nobody else holds it, waits until it has stopped."""
        if self._hold is None:
            return
        self._hold.close()
        self._hold = None
        deadline = time.monotonic() + START_SECONDS
        with self._file("holders.lock") as file:
            while time.monotonic() < deadline and not self._held_by_others(file) and self._watchdog_lives():
                time.sleep(0.005)
        if self._watchdog is not None:
            if self._watchdog_lives():
                self._watchdog.returncode = 0  # it stays for the others, and is no child to wait for
            else:
                self._watchdog.wait()

    def forget(self) -> None:
        """Closes a hold that a forked child has inherited; the parent's stays."""
        if self._hold is not None:
            self._hold.close()
            self._hold = None

    def is_short_of_space(self) -> bool:
        """Whether there is no room for the few files of 16 MB that PostgreSQL writes its log of changes into."""
        return shutil.disk_usage(self.home).free < LEAST_SPACE

    def programs(self) -> Path:
        """The folder with `postgres`, `psql`, `pg_dump` and the others."""
        return find_binaries(self.owner, OPEN_PLACE)

    def server_pid(self) -> int | None:
        """The process id that `postmaster.pid` names, whoever that is."""
        try:
            return int((self.data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").split("\n")[0])
        except (OSError, ValueError):
            return None

    def _file(self, name: str) -> IO[bytes]:
        """A file of the cluster, open for appending.

        The folder belongs to the server's user, so root follows no link in it.
        """
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        file = os.fdopen(os.open(self.home / name, flags, 0o600), "ab")
        if self.owner:
            os.fchown(file.fileno(), *self.owner)
        return file

    def _held_by_others(self, file: IO[bytes]) -> bool:
        """Whether somebody shares the server; not while the watchdog, alone with it, stops it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
        return False

    def _watchdog_lives(self) -> bool:
        with self._file("watchdog.lock") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False

    def _is_running(self) -> bool:
        """Whether the server answers; waits for one that its watchdog is restarting after a crash."""
        deadline = time.monotonic() + START_SECONDS
        while self._watchdog_lives():
            if self._says_ready():
                return True
            if time.monotonic() > deadline:
                raise SetupError(f"PostgreSQL in {self.home} does not become ready; see {self.log}.")
            time.sleep(0.02)
        return False

    def _says_ready(self) -> bool:
        """PostgreSQL writes its state into the eighth line of its pid file; a killed one's stays there."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").split("\n")
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready" and self._is_our_server(int(lines[0]))

    def _start(self) -> None:
        binaries = self.programs()
        self._make_data(binaries)
        self._clear_leftovers()
        if self.log.exists() and self.log.stat().st_size > 5_000_000:
            self.log.unlink()
        options = {**SERVER_OPTIONS, "unix_socket_directories": str(self.socket_dir)}
        options |= THROWAWAY_OPTIONS if self.throwaway else {}
        order = {
            "command": [
                str(binaries / "postgres"), "-D", str(self.data), "-p", "5432",
                *(part for name, value in options.items() for part in ("-c", f"{name}={value}")),
            ],
            "owner": self.owner,
            "holders_lock": str(self.home / "holders.lock"),
            "watchdog_lock": str(self.home / "watchdog.lock"),
        }  # fmt: skip
        with self._file("log") as log:
            said = log.tell()
            self._watchdog = subprocess.Popen(
                [sys.executable, "-S", "-m", "newsapp.postgres_watchdog", json.dumps(order)],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,  # Ctrl-C in a terminal is for its holders
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._says_ready():
            if self._watchdog.poll() is not None or time.monotonic() > deadline:
                raise SetupError(
                    f"PostgreSQL does not start: {self._last_words(said)} (more in {self.log}). Nothing was deleted. "
                    f"If files in {self.data} are damaged, restore them from a backup, or move it away to start empty."
                )
            time.sleep(0.005)

    def _last_words(self, since: int) -> str:
        """The reason in what the server logged after the first `since` bytes."""
        lines = self.log.read_bytes()[since:].decode("utf-8", "replace").splitlines()
        fatal = [line for line in lines if "FATAL" in line or "PANIC" in line]
        return (fatal or lines or ["it said nothing"])[-1].strip()[:300]

    def _make_data(self, binaries: Path) -> None:
        """An empty cluster where there is none; made beside its place and renamed, so half of one is never used."""
        asked = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=True)
        version = re.search(r"(\d+)", asked.stdout)
        major = version[1] if version else "?"
        if self.data.exists():
            made_by = self._made_by()
            if made_by != major:
                raise SetupError(
                    f"{self.data} was made by PostgreSQL {made_by} and this is {major}: point NEWSAPP_PG_BIN to the "
                    f"programs of {made_by}, or move the folder away to start empty."
                )
            return
        unfinished = self.home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        command = [str(binaries / "initdb"), "--pgdata", str(unfinished), "--username", "postgres", "--auth", "trust"]
        command += ["--encoding", "UTF8", "--locale", "C.UTF-8", "--data-checksums", "--no-instructions"]
        if major.isdigit() and int(major) >= 17:
            command += ["--locale-provider", "builtin"]  # sorts the same on every operating system
        command += ["--no-sync"] if self.throwaway else []
        user, group = self.owner or (None, None)
        made = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            user=user,
            group=group,
            extra_groups=[] if self.owner else None,
            preexec_fn=processes.ending_with_parent(),
        )
        if made.returncode != 0:
            shutil.rmtree(unfinished, ignore_errors=True)
            lines = [line for line in made.stderr.splitlines() if "error" in line or "could not" in line]
            reason = (lines or [made.stderr])[-1].strip()[:300] or f"initdb ended with {made.returncode}"
            if made.returncode == -signal.SIGXFSZ:
                raise OSError(errno.EFBIG, reason)
            for number in (errno.ENOSPC, errno.EFBIG):
                if os.strerror(number) in made.stderr:
                    raise OSError(number, reason)
            raise SetupError(f"PostgreSQL cannot make its files in {self.home}: {reason}")
        unfinished.rename(self.data)

    def _made_by(self) -> str:
        """The major version that made the files; a folder that does not tell is damaged, and nobody's to overwrite."""
        try:
            made_by = (self.data / "PG_VERSION").read_text(encoding="ascii", errors="replace").strip()
        except OSError as error:
            made_by = error.strerror or "unreadable"
        if not re.fullmatch(r"[0-9]{1,3}", made_by):
            raise SetupError(
                f"{self.data} is damaged: its PG_VERSION names none ({made_by[:40]!a}). Restore the folder from a "
                "backup, or move it away to start empty. Nothing was deleted."
            )
        return made_by

    def _clear_leftovers(self) -> None:
        """Ends a server whose watchdog was killed, and removes a pid file that names a stranger.

        PostgreSQL itself would refuse to start while any process has that number.
        """
        pid = self.server_pid()
        if pid is None:
            return
        for number, seconds in ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0)):
            deadline = time.monotonic() + seconds
            if self._is_our_server(pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)
            while self._is_our_server(pid) and time.monotonic() < deadline:
                time.sleep(0.02)
        if not self._is_our_server(pid):
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _is_our_server(self, pid: int) -> bool:
        process = Path(f"/proc/{pid}")
        if process.parent.joinpath("self").exists():
            try:
                command = process.joinpath("cmdline").read_bytes()
            except OSError:
                return False
        else:
            command = subprocess.run(["ps", "-p", str(pid), "-o", "command="], capture_output=True, check=False).stdout
        return os.fsencode(self.data) in command


def server_owner(home: Path) -> tuple[int, int]:
    """User and group for the server when root starts it, since PostgreSQL refuses to run as root.

    The owner of an existing cluster stays its owner.
    """
    for path in (home / "data", home):
        with contextlib.suppress(OSError):
            found = path.stat()
            if found.st_uid != 0:
                return found.st_uid, found.st_gid
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return entry.pw_uid, entry.pw_gid
    raise SetupError("PostgreSQL refuses to run as root: run the command as an ordinary user, or add a user postgres.")


def reachable_home(home: Path, owner: tuple[int, int] | None) -> Path:
    """`home`, or a folder that it points to when the server's user cannot get there.

    The pointer is a symbolic link at `home`. Deleting it, as with `rm -r var`, gives up the cluster.
    """
    if home.is_symlink() and home.exists():
        return home.resolve()
    home.parent.mkdir(parents=True, exist_ok=True)
    if owner is None or is_open_to(owner, home.parent):
        return home
    real = OPEN_PLACE / hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    with explained(OPEN_PLACE), (home.parent / "place.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if home.is_symlink() and home.exists():  # another command was faster
            return home.resolve()
        OPEN_PLACE.mkdir(mode=0o755, parents=True, exist_ok=True)
        shutil.rmtree(real, ignore_errors=True)
        own_folder(real, owner)
        home.unlink(missing_ok=True)
        home.symlink_to(real)
    return real


def socket_dir_for(home: Path) -> Path:
    """A folder for the server's socket: in `home` where the path is short and plain, else a private one below /tmp."""
    folder = home / "run"
    if len(os.fsencode(folder)) <= LONGEST_SOCKET_DIR and re.fullmatch(r"[\w./-]+", str(folder), re.ASCII):
        return folder
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    # Not TMPDIR: every process has to find the same folder. own_folder() refuses one that a stranger has made.
    return Path("/tmp") / f"newsapp-{digest}"  # noqa: S108


def own_folder(folder: Path, owner: tuple[int, int] | None) -> None:
    """Makes a folder that nobody but its owner (and root) can enter; raises SetupError when it is somebody else's."""
    uid = owner[0] if owner else os.geteuid()
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700, parents=True)
    found = folder.lstat()
    if owner and stat.S_ISDIR(found.st_mode) and found.st_uid == 0:  # just made, here or by another command of root's
        os.chown(folder, *owner)
    elif not stat.S_ISDIR(found.st_mode) or found.st_uid != uid:
        raise SetupError(f"{folder} belongs to another user: delete it, or set NEWSAPP_VAR to a folder of yours.")
    if stat.S_IMODE(found.st_mode) != 0o700:
        folder.chmod(0o700)
