"""Acts by composition: a content class under a chain of operators; the outermost coded node wins.

"agreed to lift sanctions" is AGREE(STOP(SANCTION)), "called for a withdrawal" is APPEAL(RETREAT), and "held talks" is
LIGHT(CONSULT).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsapp.extraction.acts import Act
from newsapp.extraction.clauses import (
    auxiliaries,
    conjuncts,
    is_negated,
    is_passive,
    kids,
    marked_clauses,
    objects,
    prepositions,
    subject_inside,
)
from newsapp.extraction.matching import SPECIFIC, match_noun, match_verb, operators_of
from newsapp.extraction.operator_contents import asked_for, contents_of
from newsapp.extraction.quotations import quoted_tokens

if TYPE_CHECKING:
    from newsapp.extraction.lexicon import Lexeme, Operator
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene

MAX_DEPTH: Final = 5
MAX_ACTS: Final = 24
# An operator that is an act by itself, whatever it is about.
_ALONE: Final = {"AGREE": "030", "APPEAL": "020", "DEMAND": "100", "REFUSE": "120", "THREATEN": "130"}
_ACTING: Final = frozenset(_ALONE)
_FORCE: Final = frozenset({"18", "19", "20"})
_REDUCED: Final = "16"
_STATEMENT, _DENIED = "01", "016"
_MOODS: Final = {"INTEND": "planned", "WISH": "hypothetical", "FAIL": "negated"}
# A body that votes to impeach, to condemn or to ban has done it; one that votes to leave or to expel troops will.
_DECIDED_BY_VOTE: Final = frozenset({"10", "11", "12", "17"})
# From here on the codes are of acts against somebody.
_HARM: Final = "10"
_NOUNISH: Final = frozenset({"NOUN", "PROPN"})
# What is done by ordering it.
_ORDERED: Final = frozenset({"08", "09", "15", "16", "17", "18", "19", "20"})
# A judgement of what others did is over when its content was named: "accused X of killing" asserts no killing.
_CONSUMING_PREPS: Final = frozenset({"of", "with"})


class Composer:
    """Finds the acts of one sentence. Tokens that ended up inside an operator's content are used up."""

    def __init__(self, scene: Scene, sentence: Sentence) -> None:
        self.scene = scene
        self.sentence = sentence
        self.words = scene.lexicon.words
        self.used: set[int] = set()

    def acts(self) -> list[Act]:
        """All acts, outermost first; at most MAX_ACTS a sentence."""
        found: list[Act] = []
        for i in self._by_depth():
            if i in self.used or len(found) >= MAX_ACTS:
                continue
            found.extend(self._interpret(i, 0))
        return found

    def _by_depth(self) -> list[int]:
        order: list[int] = [t.i for t in self.sentence.tokens if t.head == t.i]
        seen = set(order)
        for i in order:
            new = [c for c in self.sentence.tokens[i].children if c not in seen]
            seen.update(new)
            order.extend(new)
        return order

    def _interpret(self, i: int, depth: int) -> list[Act]:
        token = self.sentence.tokens[i]
        if depth > MAX_DEPTH or i in self.used:
            return []
        if token.pos in {"VERB", "AUX"}:
            return [] if token.dep in {"amod", "compound"} else self._verb(i, depth)
        if token.pos == "NOUN" or (token.pos == "PROPN" and self.sentence.kind == "title"):
            return self._noun(i, depth)
        if token.pos == "ADJ":
            return self._operator_only(i, depth)
        return []

    def _verb(self, i: int, depth: int) -> list[Act]:
        row, score = match_verb(self.scene, self.sentence, i)
        operators = operators_of(self.scene, self.sentence, i)
        if row is not None and score >= SPECIFIC and not self._means_more(i, row, operators):
            self._use_objects(i, row, operators)
            return [] if row.code == "-" or self._names(i, row) else [self._plain(i, row, "verb")]
        for operator in operators:
            acts = self._composed(i, operator, depth)
            if acts:
                return acts
        if row is not None and row.root == _STATEMENT and (told := self._alone(i, operators)):
            return told  # "told them to leave", whatever "leave" means here
        if row is not None and row.code != "-" and not self._names(i, row):
            if row.has("s"):
                self._use_content(i)
            if row.code == _DENIED:
                self.used.update(kids(self.sentence, i, "ccomp"))
            return [self._plain(i, row, "verb")]
        return self._alone(i, operators)

    def _means_more(self, i: int, row: Lexeme, operators: list[Operator]) -> bool:
        """Whether the operators say more than the row: an attack of words, or "rejected calls to send weapons"."""
        if any(operator.name == "REFUSE" for operator in operators) and asked_for(self.sentence, i):
            return True
        return self._is_attack_of_words(i, row, operators)

    def _is_attack_of_words(self, i: int, row: Lexeme, operators: list[Operator]) -> bool:
        """ "launched a scathing attack on": with this adjective the noun is one of words, whatever the verb says."""
        if not row.has("v") or not any(operator.name == "LIGHT" for operator in operators):
            return False
        for d in kids(self.sentence, i, "dobj"):
            noun, score = match_noun(self.scene, self.sentence, self.scene.core_of(self.sentence, d))
            if noun is not None and row.words <= {noun.lemma} and score > SPECIFIC and noun.has("s"):
                return True
        return False

    def _names(self, i: int, row: Lexeme) -> bool:
        """ "called the plan a farce" calls nobody: the judgement is read elsewhere."""
        return row.lemma == "call" and bool(kids(self.sentence, i, "oprd"))

    def _noun(self, i: int, depth: int) -> list[Act]:
        row, score = match_noun(self.scene, self.sentence, i)
        if row is not None and score >= SPECIFIC:
            self.used.add(i)
            return [self._plain(i, row, "noun")]
        token = self.sentence.tokens[i]
        if token.dep not in {"compound", "nmod", "amod"}:
            for operator in operators_of(self.scene, self.sentence, i):
                acts = self._composed(i, operator, depth)
                if acts and operator.name == "PASSIVE":
                    return [self._finite_copula(act, i) for act in acts]
                if acts:
                    return acts
        if row is None or row.code == "-":
            return []
        self.used.add(i)
        return [self._plain(i, row, "noun")]

    def _operator_only(self, i: int, depth: int) -> list[Act]:
        operators = operators_of(self.scene, self.sentence, i)
        for operator in operators:
            acts = self._composed(i, operator, depth)
            if acts:
                return [self._finite_copula(act, i) for act in acts]
        return []

    def _finite_copula(self, act: Act, i: int) -> Act:
        """ "is willing to talk": the copula has the subject and the tense."""
        head = self.sentence.tokens[self.sentence.tokens[i].head]
        if head.pos != "AUX" and head.pos != "VERB":
            return act
        if act.operators[:1] == ("PASSIVE",):
            return replace(act, anchor=head.i, finite=head.i)
        if act.operators and act.operators[0] in _ACTING:
            return replace(act, anchor=head.i, core=act.content.core if act.content else i, finite=head.i)
        return replace(act, finite=head.i)

    def _plain(self, i: int, row: Lexeme, kind: str) -> Act:
        self.used.add(i)
        token = self.sentence.tokens[i]
        finite = i
        if (
            kind == "noun"
            and token.dep in {"nsubj", "nsubjpass"}
            and self.sentence.tokens[token.head].lemma in self.words("occurring_verb")
        ):
            finite = token.head
        head = self.sentence.tokens[token.head]
        if kind == "noun" and token.dep == "dobj" and head.lemma == "have" and is_negated(self.sentence, head.i):
            finite = head.i  # "will have no talks", "did not have talks"
        return Act(i, i, i, finite, row.code, row, rule=f"{kind}:{row.key}")

    def _alone(self, i: int, operators: list[Operator]) -> list[Act]:
        """An operator with an infinitive of unknown content is still an appeal, promise, refusal or demand."""
        for operator in operators:
            if operator.name not in _ALONE or not (kids(self.sentence, i, "xcomp") or marked_clauses(self.sentence, i)):
                continue
            lemma = self.sentence.tokens[i].lemma
            if (lemma == "tell" or lemma in self.words("wanting_verb")) and not objects(self.sentence, i):
                continue
            self.used.add(i)
            return [Act(i, i, i, i, _ALONE[operator.name], None, (operator.name,), rule=operator.key)]
        return []

    def _composed(self, i: int, operator: Operator, depth: int) -> list[Act]:
        if operator.name == "SAY" or (operator.name == "APPEAL" and self._wishes_itself(i)):
            return []
        found: list[Act] = []
        for content in contents_of(self.scene, self.sentence, i, operator):
            if content in self.used:
                continue
            before = set(self.used)
            for act in self._interpret(content, depth + 1):
                composed = self._apply(i, operator, act, content)
                if composed is None:
                    self.used = before
                else:
                    found.append(composed)
                    self.used.add(content)
        if found:
            self.used.add(i)
            self._use_acting_content(i, operator, found)
        return found

    def _wishes_itself(self, i: int) -> bool:
        """ "wants to leave" asks nobody; "wants them to leave" does, unless another says it of him."""
        if self.sentence.tokens[i].lemma not in self.words("wanting_verb"):
            return False
        subject = subject_inside(self.sentence, i)
        if subject is not None and i in quoted_tokens(self.sentence, in_quote=False):
            return self.sentence.tokens[subject].lower not in {"i", "we"}
        inner = kids(self.sentence, i, "xcomp", "ccomp")
        named = kids(self.sentence, i, "dobj") or any(subject_inside(self.sentence, c) is not None for c in inner)
        return bool(inner) and not named

    def _apply(self, i: int, operator: Operator, act: Act, content: int) -> Act | None:
        name = operator.name
        nominal = self.sentence.tokens[content].pos in _NOUNISH
        verbal = self.sentence.tokens[i].pos in {"VERB", "AUX"}
        if (
            name == "DEMAND"
            and nominal
            and verbal
            and self.sentence.tokens[i].lemma in {"order", "decree"}
            and act.root in _ORDERED
        ):
            # who orders strikes or a ban carries them out
            return replace(
                act, anchor=i, finite=i, operators=("LIGHT", *act.operators), rule=f"{operator.key}>{act.rule}"
            )
        lets = name == "HELP" and self.sentence.tokens[i].lemma in self.words("letting_verb")
        let = lets and not is_passive(self.sentence, i)
        if name == "AGREE" and nominal and act.root in _FORCE and self._is_light(i):
            return None  # "committed atrocities" has promised none
        given = name == "LIGHT" and self.sentence.tokens[content].dep == "dobj" and is_passive(self.sentence, i)
        if name == "PASSIVE" or given:
            if not nominal:
                return None
            return replace(
                act,
                anchor=i,
                finite=i,
                reversed=True,
                operators=(name, *act.operators),
                rule=f"{operator.key}>{act.rule}",
            )
        if (name in {"START", "LIGHT"} or (let and act.root in _ORDERED | {"10"})) and nominal and verbal:
            if act.code == "-" or (name == "LIGHT" and act.root == "01"):
                return None
            return replace(act, anchor=i, finite=i, operators=(name, *act.operators), rule=f"{operator.key}>{act.rule}")
        if name in {"START", "HELP", "TRY"}:
            aimed = name == "TRY" and (act.root < "17" or self.sentence.tokens[i].lemma in self.words("striving_verb"))
            aimed = aimed or (lets and is_passive(self.sentence, i))
            mood = "hypothetical" if aimed else act.mood
            return replace(
                act, finite=i, mood=mood, operators=(name, *act.operators), rule=f"{operator.key}>{act.rule}"
            )
        if name in _MOODS:
            if name == "INTEND" and nominal and verbal:
                return replace(
                    act, anchor=i, finite=i, operators=(name, *act.operators), rule=f"{operator.key}>{act.rule}",
                    mood="" if act.root in {"08", "16", "17", "15"} else "planned",
                )  # fmt: skip
            if name == "INTEND" and self._is_past(act):
                return None  # "announced that it had provided": told as done
            decided = self.sentence.tokens[i].lemma in self.words("voting_verb") and act.root in _DECIDED_BY_VOTE
            return replace(
                act,
                finite=i,
                mood="" if decided else _MOODS[name],
                operators=(name, *act.operators),
                rule=f"{operator.key}>{act.rule}",
            )
        if name == "LIGHT":
            return None
        return self._speech(i, operator, act)

    def _is_light(self, i: int) -> bool:
        return any(operator.name == "LIGHT" for operator in operators_of(self.scene, self.sentence, i))

    def _is_past(self, act: Act) -> bool:
        """Whether the act stands in a clause of its own whose verb is past or perfect."""
        token = self.sentence.tokens[act.finite]
        helpers = {helper.lower for helper in auxiliaries(self.sentence, act.finite)}
        return token.dep == "ccomp" and (
            (token.tag == "VBD" and not helpers) or (token.tag == "VBN" and bool(helpers & {"had", "has", "have"}))
        )

    def _speech(self, i: int, operator: Operator, act: Act) -> Act | None:
        name = operator.name
        negated = act.mood == "negated" or (act.finite != i and is_negated(self.sentence, act.finite))
        # "promised not to attack" refuses nothing, "agreed to suspend parliament" threatens nobody
        consents = act.root > _HARM and self.sentence.tokens[i].lemma in self.words("consenting_verb")
        harmless = name == "AGREE" and (consents or (negated and act.root >= _HARM))
        if negated and name in {"AGREE", "STOP"} and not harmless:
            name = "REFUSE" if name == "AGREE" else "START"
        code = _ALONE.get(name) if harmless else self.scene.lexicon.compose(name, act.code) or _ALONE.get(name)
        if code is None:
            return None
        own, _ = (match_verb if self.sentence.tokens[i].pos == "VERB" else match_noun)(self.scene, self.sentence, i)
        lexeme = own if name in _ACTING else act.lexeme
        if name == "STOP":
            if act.operators[:1] == ("TRY",):
                code = "-"  # who foils an attempt to arrest somebody releases nobody
            # the content's target is the one the sanction or aid was meant for
            return Act(
                i, i, act.core, i, code, act.lexeme, (name, *act.operators), act, rule=f"{operator.key}>{act.rule}"
            )
        return Act(i, i, i, i, code, lexeme, (name, *act.operators), act, rule=f"{operator.key}>{act.rule}")

    def _use_objects(self, i: int, row: Lexeme, operators: list[Operator]) -> None:
        """The object that decided the class is part of the act ("lift SANCTIONS"), not an act of its own."""
        self.used.add(i)
        for d in objects(self.sentence, i):
            for c in conjuncts(self.sentence, d):
                core = self.scene.core_of(self.sentence, c)
                if row.has("s") and match_noun(self.scene, self.sentence, core)[0] is not None:
                    continue  # "condemned Eritrea's detention of ...": what is judged may be told as well
                parts = kids(self.sentence, core, "compound") if row.root == _REDUCED else ()  # "cancelled AID talks"
                if "*" in row.objects or any(self._decides(n, row) for n in (core, *parts)):
                    self.used.add(core)
                for prep, inner in prepositions(self.sentence, c):
                    if prep == "of" and self.sentence.tokens[inner].lemma.lower() in row.objects:
                        self.used.add(inner)
        for prep, obj in prepositions(self.sentence, i):
            if (prep in row.preps or self.sentence.tokens[obj].lemma.lower() in row.words) and not self._is_anothers(
                obj
            ):
                self.used.add(obj)
        if row.has("s"):
            self._use_content(i)

    def _decides(self, i: int, row: Lexeme) -> bool:
        lemma = self.sentence.tokens[i].lemma.lower()
        return lemma in row.words or bool(self.scene.types_of(self.sentence, i) & row.objects)

    def _is_anothers(self, i: int) -> bool:
        """ "comply with the request of the minister": these words were said as well."""
        row, _ = match_noun(self.scene, self.sentence, i)
        owned = kids(self.sentence, i, "poss") or any(prep == "of" for prep, _ in prepositions(self.sentence, i))
        return row is not None and row.has("s") and bool(owned)

    def _use_content(self, i: int) -> None:
        """What a judging or demanding verb is about is no event of its own."""
        told = is_passive(self.sentence, i) and any(
            op.name == "SAY" for op in operators_of(self.scene, self.sentence, i)
        )
        for c in kids(self.sentence, i, "xcomp") if not told else []:
            self.used.add(c)
            self.used.update(self.scene.core_of(self.sentence, obj) for obj in kids(self.sentence, c, "dobj"))
        for prep, obj in prepositions(self.sentence, i):
            if prep in _CONSUMING_PREPS and self.sentence.tokens[obj].dep == "pcomp":
                self.used.update(conjuncts(self.sentence, obj))

    def _use_acting_content(self, i: int, operator: Operator, acts: list[Act]) -> None:
        if operator.name not in _ACTING:
            return
        for act in acts:
            inner = act.content
            while inner is not None:
                self.used.add(inner.trigger)
                inner = inner.content
