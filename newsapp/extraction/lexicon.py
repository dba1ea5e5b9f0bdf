"""The event lexicon: verbs, event nouns, idioms, operators, compositions, object types and words of judgement.

Built once from the knowledge snapshot's tables and immutable afterwards. A row says which words mean which CAMEO
1.1b3 code, under which condition (particle or preposition, type of object, other words beside it), and where the
target stands (`target`, tried in order: object, both, subject, people, authority or a preposition).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from newsapp.extraction.bodies import governments
from newsapp.extraction.time_words import calendar_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsapp.extraction.knowledge import Knowledge, Row
    from newsapp.extraction.records import Actor
    from newsapp.extraction.word_classes import WordClass

# One letter a flag in the tables, so that a row stays readable in a spreadsheet.
FLAGS: Final = {
    "s": "speech act: somebody is addressed or judged, also when only the content says whom",
    "r": "reciprocal: every participant is both source and target",
    "g": "an agent left out is the authority of the place",
    "v": "violence: the source may be unknown, the target may be the people of the place",
    "d": "movement: the target is the state of the destination",
    "c": "casualties: belong to the attack that is named beside them",
    "m": "protest: against the authority of the place unless something else is named",
    "w": "weak: counts only when both sides are named actors",
    "f": "force: the source must be armed or a state",
    "h": "counts only when it names who did it",
    "b": "a lasting state when it stands in a subordinate clause",
    "p": "active form, passive sense: the subject is the target",
    "n": "a penalty under the law: the same act whatever state the one punished belongs to",
    "q": "active form, passive sense: the agent stands in the prepositional phrase",
}
OPERATORS: Final = (
    "AGREE", "APPEAL", "DEMAND", "REFUSE", "THREATEN", "STOP", "START", "LIGHT", "PASSIVE", "INTEND", "WISH", "TRY",
    "FAIL", "HELP", "SAY",
)  # fmt: skip
TARGETS: Final = frozenset({"object", "both", "subject", "people", "authority"})


class LexiconError(ValueError):
    """A row of the lexicon that cannot be used; the message names the row and the field."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One row. `words` must all stand beside the word, `preps` is any of, `objects` are types (or lemmas) any of which
    the object must have; an empty condition is no condition. `code` "-" says: this is not an event."""

    key: str
    lemma: str
    words: frozenset[str]
    preps: frozenset[str]
    objects: frozenset[str]
    code: str
    target: tuple[str, ...]
    flags: frozenset[str]

    @property
    def root(self) -> str:
        return self.code[:2]

    def has(self, flag: str) -> bool:
        return flag in self.flags


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that takes another act as its content. `preps` are the prepositions (or "that") that may introduce it."""

    key: str
    name: str
    particle: str
    preps: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    verbs: Mapping[str, tuple[Lexeme, ...]]
    nouns: Mapping[str, tuple[Lexeme, ...]]
    verb_operators: Mapping[str, tuple[Operator, ...]]
    noun_operators: Mapping[str, tuple[Operator, ...]]
    adjective_operators: Mapping[str, tuple[Operator, ...]]
    compositions: Mapping[tuple[str, str], str]
    types: Mapping[str, frozenset[str]]
    judgements: Mapping[str, str]
    plover: Mapping[str, str]
    type_names: Mapping[str, str]
    country_names: Mapping[str, str]
    governments: Mapping[str, Actor]
    calendar: frozenset[str]
    words: Callable[[WordClass], frozenset[str]]
    # Words before a group's noun that say how many they are or tell a passing state ("vigilant").
    passing: frozenset[str]

    @classmethod
    def from_knowledge(cls, knowledge: Knowledge) -> Lexicon:
        """The lexicon of a snapshot. Raises LexiconError for a row with an unknown operator, flag or form of code."""
        verbs: dict[str, list[Lexeme]] = {}
        for row in knowledge.table("idioms"):
            verbs.setdefault(_cell(row, "lemma"), []).append(_lexeme(row, "idiom"))
        for row in knowledge.table("lexemes_verbs"):
            verbs.setdefault(_cell(row, "lemma"), []).append(_lexeme(row, "verb"))
        nouns: dict[str, list[Lexeme]] = {}
        for row in knowledge.table("lexemes_nouns"):
            nouns.setdefault(_cell(row, "lemma"), []).append(_lexeme(row, "noun"))
        operators: dict[str, dict[str, list[Operator]]] = {"VERB": {}, "NOUN": {}, "ADJ": {}}
        for row in knowledge.table("operators"):
            by_lemma = operators.get(_cell(row, "pos"))
            if by_lemma is None:
                raise LexiconError(
                    f"operators {_cell(row, 'lemma')}: pos {_cell(row, 'pos')!r} is not VERB, NOUN or ADJ"
                )
            by_lemma.setdefault(_cell(row, "lemma"), []).append(_operator(row))
        judgements = {_cell(row, "word"): _cell(row, "polarity") for row in knowledge.table("evaluations")}
        return cls(
            verbs=_frozen(verbs),
            nouns=_frozen(nouns),
            verb_operators=_frozen(operators["VERB"]),
            noun_operators=_frozen(operators["NOUN"]),
            adjective_operators=_frozen(operators["ADJ"]),
            compositions={
                (_cell(row, "operator"), _cell(row, "content")): _cell(row, "code")
                for row in knowledge.table("compositions")
            },
            types={_cell(row, "lemma"): _set(row, "types") for row in knowledge.table("object_types")},
            judgements=judgements,
            plover={_cell(row, "code"): _cell(row, "plover") for row in knowledge.table("event_types")},
            type_names={_cell(row, "code"): _cell(row, "name") for row in knowledge.table("event_types")},
            country_names={iso3: country.name for iso3, country in knowledge.countries.items()},
            governments=governments(knowledge),
            calendar=calendar_names(knowledge),
            words=knowledge.words,
            passing=frozenset(
                _cell(row, "word").lower()
                for row in knowledge.table("group_modifiers")
                if _cell(row, "kind") in {"count", "state"}
            ),
        )

    def compose(self, operator: str, code: str) -> str | None:
        """The code of `operator` over a content `code`: the longest prefix of the code that has a row, else None."""
        for length in range(len(code), 1, -1):
            composed = self.compositions.get((operator, code[:length]))
            if composed is not None:
                return composed
        return None

    def plover_of(self, code: str) -> str:
        """The PLOVER type of a CAMEO code, from the code itself, else its parents; empty if none is known."""
        for length in range(len(code), 1, -1):
            if found := self.plover.get(code[:length]):
                return found
        return ""


@lru_cache(maxsize=4)
def lexicon_of(knowledge: Knowledge) -> Lexicon:
    """The lexicon of a snapshot, built once."""
    return Lexicon.from_knowledge(knowledge)


T = TypeVar("T")


def _frozen(table: dict[str, list[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(rows) for key, rows in table.items()}


def _lexeme(row: Row, kind: str) -> Lexeme:
    lemma, code = _cell(row, "lemma"), _cell(row, "code")
    words = frozenset(_cell(row, "words").split())
    objects = _set(row, "modifier") if kind == "noun" else _set(row, "object")
    preps = _set(row, "prep")
    key = ":".join((kind, lemma, " ".join(sorted(words)), ";".join(sorted(preps)), ";".join(sorted(objects))))
    if code != "-" and not (code.isdigit() and 2 <= len(code) <= 4):
        raise LexiconError(f"{key}: code {code!r} is not two to four digits")
    flags = frozenset(_cell(row, "flags"))
    if unknown := flags - FLAGS.keys():
        raise LexiconError(f"{key}: unknown flag {''.join(sorted(unknown))!r}")
    target = tuple(part.strip() for part in _cell(row, "target").split(";") if part.strip())
    return Lexeme(key, lemma, words, preps, objects, code, target or ("object",), flags)


def _operator(row: Row) -> Operator:
    name = _cell(row, "operator")
    if name not in OPERATORS:
        raise LexiconError(f"operators {_cell(row, 'lemma')}: {name!r} is not an operator")
    key = f"operator:{_cell(row, 'lemma')}:{_cell(row, 'particle')}:{name}"
    return Operator(key, name, _cell(row, "particle"), _set(row, "prep"))


def _cell(row: Row, column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value).strip()


def _set(row: Row, column: str) -> frozenset[str]:
    return frozenset(part.strip() for part in _cell(row, column).split(";") if part.strip())
