"""Typing of single sentences: which PLOVER type the engine gives the act between two marked parties, and its macro-F1.

The gold is a JSON lines file of sentences whose source and target are marked; the types are the fifteen of the older
set, where CONCEDE and RETREAT count as YIELD. The score is taken with the two spans given and without them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import MAX_CLIMB
from newsapp.extraction.events import code_acts
from newsapp.extraction.gold import GoldError
from newsapp.extraction.lexicon import Lexicon
from newsapp.extraction.modality import convention_code
from newsapp.extraction.read import read_text
from newsapp.extraction.scene import Scene
from newsapp.extraction.spans import head_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from newsapp.extraction.events import Coded
    from newsapp.extraction.gold import Span
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.nominals import Party
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import Reading

ROOTS15: Final = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT", "REQUEST",
    "SANCTION", "SUPPORT", "THREATEN", "YIELD",
)  # fmt: skip
# The older set types by CAMEO root: force of every kind is ASSAULT, an investigation ACCUSE, a demand REQUEST.
_BY_ROOT: Final = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "YIELD",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST",
    "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
_LEAD: Final = "In brief\n\n"
_TAG: Final = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True)
class TypedSentence:
    """One gold sentence: its text, the two marked parties in it, and the type of the act between them."""

    text: str
    source: Span
    target: Span
    type: str


def read_typed(path: Path) -> tuple[TypedSentence, ...]:
    """The sentences of `path`; of each the fields `marked` (with <s> and <t> tags) and `plover`. Raises GoldError."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            marked, kind = str(row["marked"]), str(row["plover"])
            found.append(TypedSentence(_TAG.sub("", marked), _span(marked, "s"), _span(marked, "t"), kind))
        except (KeyError, ValueError) as error:
            raise GoldError(f"{path} line {number}: {error!r}") from None
    return tuple(found)


def _span(marked: str, tag: str) -> Span:
    other = "t" if tag == "s" else "s"
    plain = marked.replace(f"<{other}>", "").replace(f"</{other}>", "")
    if f"<{tag}>" not in plain:
        return 0, 0  # some sentences name only one party
    start = plain.index(f"<{tag}>")
    return start, plain.index(f"</{tag}>") - len(tag) - 2


def older_type(coded: Coded) -> str:
    """The type of an act in the older set, which codes planned acts as intents and threats (CAMEO 1.1b3, roots 03 and
    13) and an ultimatum as a threat (139); empty for statements."""
    planned = coded.modality == "planned" or (coded.modality == "hypothetical" and not coded.counts)
    code = convention_code(coded.code, "planned" if planned else coded.modality)
    if coded.code[:2] == "10" and ("ultimatum" in coded.act.rule or "deadline" in coded.act.rule):
        code = "139"
    inner = coded.act.content
    if code[:2] == "02" and inner is not None and inner.root in {"09", "16"}:
        code = "112"  # who calls for sanctions or an inquiry blames
    if code == "163" and "sanction" in coded.act.rule and coded.act.lexeme is not None:
        code = "170" if coded.act.lexeme.lemma != "ban" else code  # the older set counts sanctions as coercion
    return _BY_ROOT.get(code[:2], "")


def pick_type(reading: Reading, lexicon: Lexicon, spans: tuple[Span, Span] | None) -> str:
    """The type of the act between the two spans, or of the leading act when none are given; empty if none is found."""
    scene = Scene(reading, lexicon)
    best, best_score = "", float("-inf")
    order = 0
    for sentence in reading.sentences:
        if not sentence.tokens or sentence.kind not in {"title", "body"}:
            continue
        path = _path(sentence, spans) if spans else set()
        for coded in code_acts(scene, sentence):
            kind = older_type(coded)
            if not kind:
                continue
            score = _weight(coded, sentence, spans, path) - 0.1 * order
            order += 1
            if score > best_score:
                best, best_score = kind, score
    return best


def _weight(coded: Coded, sentence: Sentence, spans: tuple[Span, Span] | None, path: set[int]) -> float:
    act, roles = coded.act, coded.roles
    score = 2.0 * coded.counts + (0.5 if roles.source_rule != "none" else 0.0)
    score -= 1.0 if coded.modality == "hypothetical" else 0.0
    if act.nominal:
        score -= 0.7
    if spans is None:
        return score
    source, target = spans
    score += 2.5 * _touches(roles.sources, source) + 2.5 * _touches(roles.targets, target)
    score += 2.0 * bool({act.trigger, act.anchor} & path)
    trigger = sentence.tokens[act.trigger].start
    return score - 1.5 * any(start <= trigger < end for start, end in spans)


def _touches(parties: Iterable[Party], span: Span) -> bool:
    return any(p.span is not None and p.span[0] < span[1] and span[0] < p.span[1] for p in parties)


def _path(sentence: Sentence, spans: tuple[Span, Span]) -> set[int]:
    """The tokens on the way through the tree from one span's head to the other's."""
    chains = []
    for start, end in spans:
        if start == end:
            return set()
        step = head_of(sentence, start, end)
        if step < 0 or not sentence.start <= start < sentence.end:
            return set()
        chain = [step]
        for _ in range(MAX_CLIMB):
            step = sentence.tokens[step].head
            if step == chain[-1]:
                break
            chain.append(step)
        chains.append(chain)
    first, second = chains
    common = next((i for i in first if i in second), None)
    if common is None:
        return set()
    return {*first[: first.index(common) + 1], *second[: second.index(common) + 1]}


def macro_f1(pairs: Sequence[tuple[str, str]]) -> tuple[float, Mapping[str, float]]:
    """Macro-F1 over the types that occur in (gold, predicted) `pairs`, and F1 by type."""
    right, gold, predicted = Counter[str](), Counter[str](), Counter[str]()
    for wanted, got in pairs:
        gold[wanted] += 1
        predicted[got] += 1
        right[wanted] += wanted == got
    by_type = {kind: 2 * right[kind] / (gold[kind] + predicted[kind]) for kind in sorted(gold)}
    return (sum(by_type.values()) / len(by_type) if by_type else 0.0), by_type


@dataclass(frozen=True, slots=True)
class TypingScore:
    """Macro-F1 of typing with the two parties given and without them, and F1 by type with them."""

    sentences: int
    with_spans: float
    without_spans: float
    by_type: Mapping[str, float]

    def to_dict(self) -> dict[str, object]:
        return {
            "sentences": self.sentences,
            "macro_f1_spans_given": round(self.with_spans, 3),
            "macro_f1_no_spans": round(self.without_spans, 3),
            "types": {kind: round(value, 3) for kind, value in self.by_type.items()},
        }

    def table(self) -> str:
        lines = [f"{self.sentences} sentences, macro-F1 over {len(self.by_type)} types"]
        lines.append(f"spans given  {self.with_spans:.3f}\nno spans     {self.without_spans:.3f}")
        lines.extend(f"{kind:12}{value:8.3f}" for kind, value in self.by_type.items())
        return "\n".join(lines)


def score_typing(path: Path, knowledge: Knowledge) -> TypingScore:
    """Types every sentence of `path` both ways. Raises GoldError."""
    lexicon = Lexicon.from_knowledge(knowledge)
    given: list[tuple[str, str]] = []
    alone: list[tuple[str, str]] = []
    sentences = read_typed(path)
    for one in sentences:
        reading = read_text(_LEAD + one.text, knowledge, None)
        shift = len(_LEAD)
        spans = tuple((a + shift, b + shift) if a != b else (0, 0) for a, b in (one.source, one.target))
        given.append((one.type, pick_type(reading, lexicon, (spans[0], spans[1]))))
        alone.append((one.type, pick_type(reading, lexicon, None)))
    value, by_type = macro_f1(given)
    return TypingScore(len(sentences), value, macro_f1(alone)[0], by_type)
