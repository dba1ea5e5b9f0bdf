"""The house rules that a machine can see: sizes, names, and what may not stand in a file."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Words that say where a line was put, not what it does.
EMPTY_NAMES = re.compile(r"^(utils?|helpers?|common|misc|services?|managers?|mixins?|signals?)(_.*)?\.py$|_utils?\.py$")
VENDORED = ("static/vendor/", "tests/vendor/")
FOLDERS = ("newsapp", "templates", "static", "fixtures", "tests", "tools", "docs", "gold", ".ci")


def project_files() -> list[Path]:
    """Every file of the project, with its path from the root; what git ignores lies outside these folders."""
    inside = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts]
    top = [path for path in ROOT.glob("*") if path.name != ".git"]  # in a linked worktree it is a file
    return sorted(path.relative_to(ROOT) for path in [*top, *inside] if path.is_file())


def python_files() -> list[Path]:
    return [path for path in project_files() if path.suffix == ".py"]


def syntax_of(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


def lines_in(path: Path) -> int:
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(("suffix", "limit"), [(".py", 400), (".html", 400), (".css", 600)])
def test_files_stay_short(suffix: str, limit: int) -> None:
    files = [path for path in project_files() if path.suffix == suffix and not str(path).startswith(VENDORED)]
    too_long = {str(path): lines_in(path) for path in files if lines_in(path) > limit}
    assert too_long == {}


def test_module_names_tell_what_they_hold() -> None:
    assert [str(path) for path in python_files() if EMPTY_NAMES.search(path.name)] == []


def test_modules_begin_by_saying_what_they_hold() -> None:
    silent = [
        str(path)
        for path in python_files()
        if "migrations" not in path.parts
        and (ROOT / path).read_text(encoding="utf-8").strip()
        and ast.get_docstring(syntax_of(path)) is None
    ]
    assert silent == []


def test_nothing_happens_behind_a_save() -> None:
    """No signals and no save() or delete() of our own: a write is a function that somebody calls."""
    hidden = []
    for path in python_files():
        if path.parts[0] != "newsapp":
            continue
        for node in ast.walk(syntax_of(path)):
            if isinstance(node, ast.ImportFrom) and "signals" in (node.module or ""):
                hidden.append(f"{path}:{node.lineno} imports {node.module}")
            if isinstance(node, ast.ClassDef) and "models" in path.name:
                hidden += [
                    f"{path}:{part.lineno} overrides {part.name}()"
                    for part in node.body
                    if isinstance(part, ast.FunctionDef) and part.name in {"save", "delete"}
                ]
    assert hidden == []


def test_no_file_names_a_place_on_one_machine() -> None:
    """What runs here has to run in any clone."""
    homes = re.compile(rb"(?<![\w.])/(?:home/[a-z]|root/|Users/[A-Za-z]|work/[a-z])")
    found = []
    for path in project_files():
        content = (ROOT / path).read_bytes()
        if b"\0" in content[:4096] or str(path).startswith(VENDORED) or path.name == Path(__file__).name:
            continue
        found += [f"{path}:{number}" for number, line in enumerate(content.splitlines(), 1) if homes.search(line)]
    assert found == []


def test_locks_name_no_package_index() -> None:
    """Whoever installs uses the index of their own configuration."""
    for lock in (ROOT / "newsapp" / "locks").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        assert "--find-links" not in text


def test_every_locked_package_has_a_hash() -> None:
    for lock in (ROOT / "newsapp" / "locks").glob("*.txt"):
        entries = re.split(r"(?m)^(?=[a-z0-9])", lock.read_text(encoding="utf-8"))[1:]
        assert entries
        assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_larger_locks_hold_the_smaller_ones() -> None:
    """first_run installs one over the other and relies on it."""
    pins = {
        name: set(re.findall(r"(?m)^[a-z0-9][^\\\n]*", (ROOT / f"newsapp/locks/{name}.txt").read_text("utf-8")))
        for name in ("run", "test", "dev")
    }
    assert pins["run"] <= pins["test"] <= pins["dev"]
