"""An act: one coded node of a sentence, before its participants are looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsapp.extraction.lexicon import Lexeme


@dataclass(frozen=True, slots=True)
class Act:
    """`trigger` is the word that says what was done; `anchor` the verb (or noun) whose subject did it; `core` the word
    whose object and prepositions say to whom; `finite` the word that carries tense and negation. `content` is the act
    under an operator; `operators` from the outermost inwards; `mood` a modality forced by an operator, else empty;
    `rule` names the rows that fired."""

    trigger: int
    anchor: int
    core: int
    finite: int
    code: str
    lexeme: Lexeme | None
    operators: tuple[str, ...] = ()
    content: Act | None = None
    mood: str = ""
    reversed: bool = False
    rule: str = ""

    @property
    def root(self) -> str:
        return self.code[:2]

    def has(self, flag: str) -> bool:
        return self.lexeme is not None and self.lexeme.has(flag)

    @property
    def nominal(self) -> bool:
        return self.anchor == self.core == self.trigger and self.rule.startswith("noun:")
