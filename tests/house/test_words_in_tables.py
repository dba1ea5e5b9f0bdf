"""What the engine knows of English words stands in fixtures/knowledge, not in Python.

A collection of three or more words that are neither grammar nor names of our own is a list that a curator cannot see.
Grammar are words of closed classes and the parser's labels; names of our own are those of Literal types and of the
tables, their columns, kinds and roles. What else may stand in Python stands below with its reason.
"""

from __future__ import annotations

import ast
import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from spacy.glossary import GLOSSARY

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "newsapp" / "extraction"
WORD = re.compile(r"[a-z]{2,}(?:-[a-z]+)?")
MOST_WORDS = 2

CLOSED_CLASSES = """
a an the this that these those it its itself he him his himself she her hers herself they them their theirs themselves
we us our ours ourselves i me my mine myself who whom which what
of in on at by for from to with without into onto upon over under about against between among amongst amid amidst near
around across along outside inside within throughout toward towards off after before since until till during despite
following as like including through thru than and or but if unless whether lest because while when whenever
not never no neither none nobody hardly only just merely simply
be is are was were been being am have has had do does did will shall would should could can may might must ought need
wo get got one two three hundred thousand million all both each half some many few several most every another other
others any
"""
# Modules whose words are no knowledge about news: the grammar of time, names of fields and columns, the scores' names.
OTHER_MODULES = re.compile(
    r"(calendar_\w+|dates|time_\w+|timex|timex_score|confidence|evaluation|knowledge|output|reasons|scoring|word_classes)\.py"
)
ALLOWED = {
    "clauses.py _OBJECT_CONTROL_OPEN": "whose subject an infinitive has, a matter of grammar",
    "event_place.py _FINENESS": "kinds of places by size",
    "folding.py _PLAIN": "letters",
    "groups.py _CIVIL": "groups of the table role_nouns",
    "judgement.py _is_deed": "types of the table object_types",
    "mishaps.py _ARMED": "types of the table object_types",
    "nominals.py _BODIES": "types of the table object_types",
    "places.py _KIND_ORDER": "kinds of places",
    "reattached.py _BODIES": "types of the table object_types",
    "reattached.py _unwelcome": "one Latin phrase",
    "roles.py IMPLIED": "rules by which a side of an event was found",
    "scene.py is_person_noun": "types of the table object_types",
    "verb_lemmas.py _ENDINGS": "endings",
}


def names_of_our_own() -> set[str]:
    """The tables, their columns, kinds and roles, and the values of Literal types."""
    found: set[str] = set()
    for path in (ROOT / "fixtures" / "knowledge").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        found.update((path.stem, *rows[0]))
        found.update(row.get(column) or "" for row in rows for column in ("kind", "role"))
    for path in ENGINE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if is_literal_type(node):
                found.update(str(value.value) for value in ast.walk(node) if isinstance(value, ast.Constant))
    return found


def is_literal_type(node: ast.AST) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal"


def collections_in(node: ast.AST, name: str) -> Iterator[tuple[str, ast.AST]]:
    """Every outermost collection below `node`, with the constant or function that it stands in."""
    for child in ast.iter_child_nodes(node):
        if is_literal_type(child):
            continue
        if isinstance(child, ast.Set | ast.List | ast.Tuple | ast.Dict):
            yield name, child
        elif isinstance(child, ast.FunctionDef | ast.ClassDef):
            yield from collections_in(child, child.name)
        elif isinstance(child, ast.Assign | ast.AnnAssign) and isinstance(node, ast.Module):
            target = child.target if isinstance(child, ast.AnnAssign) else child.targets[0]
            yield from collections_in(child, ast.unparse(target))
        else:
            yield from collections_in(child, name)


def lists_of_words(source: str, known: set[str]) -> dict[str, list[str]]:
    """The words of each constant and function of a module that holds too many in one collection."""
    found: dict[str, list[str]] = {}
    for name, collection in collections_in(ast.parse(source), ""):
        texts = [node.value for node in ast.walk(collection) if isinstance(node, ast.Constant)]
        words = {text for text in texts if isinstance(text, str) and WORD.fullmatch(text)} - known
        if len(words) > MOST_WORDS:
            found.setdefault(name, []).extend(sorted(words))
    return found


@pytest.fixture(scope="module")
def known() -> set[str]:
    return names_of_our_own() | set(CLOSED_CLASSES.split()) | set(GLOSSARY)


def test_no_module_of_the_engine_lists_words(known: set[str]) -> None:
    found = {
        f"{path.name} {name}": words
        for path in sorted(ENGINE.glob("*.py"))
        if not OTHER_MODULES.fullmatch(path.name)
        for name, words in lists_of_words(path.read_text(encoding="utf-8"), known).items()
    }
    assert {name: words for name, words in found.items() if name not in ALLOWED} == {}
    assert ALLOWED.keys() <= found.keys()


@pytest.mark.parametrize(
    "source",
    [
        '_COURTS: Final = frozenset({"judge", "jury", "verdict"})',
        '_COURTS = {"judge": 1, "jury": 2, "verdict": 3}',
        'def asks(word):\n    return word in {"judge", "jury", "verdict"}',
    ],
)
def test_a_list_of_words_is_seen(source: str, known: set[str]) -> None:
    assert list(lists_of_words(source, known).values()) == [["judge", "jury", "verdict"]]


@pytest.mark.parametrize(
    "source",
    [
        '_WHERE = {"in", "at", "near", "outside"}',
        '_PARTS = ("nsubj", "dobj", "pobj")',
        'Kind = Literal["x1", "go", "do"]',
    ],
)
def test_grammar_and_names_of_our_own_may_stand(source: str, known: set[str]) -> None:
    assert lists_of_words(source, known) == {}
