"""Questions about one clause of a parsed sentence: its subject, objects, helpers, negation and the clause above it.

Pure functions over Sentence and token indexes. Every climb is bounded by MAX_CLIMB steps, so no malformed tree can
make the coder loop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsapp.extraction.parsed import Sentence, Token

MAX_CLIMB: Final = 12
_ESTIMATES: Final = frozenset({"around", "about", "over", "nearly"})
_ADJACENT: Final = 3
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_RELATIVE: Final = frozenset({"who", "which", "that", "whom"})
# What only an active verb has beside it.
_ACTIVE: Final = ("nsubj", "dobj", "ccomp", "xcomp", "aux", "prt", "acomp", "attr", "dative")
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_INFINITE: Final = frozenset({"VB", "VBG"})
NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "no", "hardly", "neither"})
_MERELY: Final = frozenset({"only", "just", "merely", "simply"})
# Verbs whose object, not subject, does what the infinitive says ("urged Iran to withdraw").
_OBJECT_CONTROL_OPEN: Final = frozenset({"promise", "vow", "pledge", "threaten", "agree"})


def kids(sentence: Sentence, i: int, *deps: str) -> list[int]:
    """Children of token `i`, in text order; only those with one of `deps` when some are given."""
    tokens = sentence.tokens
    children = tokens[i].children
    if not children:
        return []
    return [c for c in children if tokens[c].dep in deps] if deps else list(children)


def conjuncts(sentence: Sentence, i: int, *, limit: int = 12) -> list[int]:
    """Token `i` and everything coordinated with it below, in text order, at most `limit`."""
    found = [i]
    for index in found:
        if len(found) >= limit:
            break
        found.extend(kids(sentence, index, "conj"))
    return sorted(found[:limit])


def is_indicative(sentence: Sentence, verb: int) -> bool:
    """Whether the clause of `verb` asserts: "that the vote WAS rigged", unlike "that the budget INCLUDE funds"."""
    token = sentence.tokens[verb]
    helpers = auxiliaries(sentence, verb)
    if token.tag in {"VBZ", "VBD"} and not helpers:
        return True
    return any(h.tag in {"VBZ", "VBD", "VBP"} or h.lower in {"will", "would", "could"} for h in helpers)


def is_passive(sentence: Sentence, i: int) -> bool:
    """Whether verb `i` is a passive: with its auxiliary or passive subject, or a bare participle after a noun."""
    if kids(sentence, i, "auxpass", "nsubjpass", "csubjpass"):
        return True
    token = sentence.tokens[i]
    if token.tag == "VBD" and token.dep == "conj" and kids(sentence, i, "agent") and not kids(sentence, i, "dobj"):
        return True  # "was transferred and extradited by": taken for a past tense
    if token.tag == "VBD" and token.dep == "conj" and not kids(sentence, i, *_ACTIVE):
        head = sentence.tokens[token.head]
        if head.tag == "VBN" and kids(sentence, head.i, "auxpass"):
            return True  # "was tested and questioned for hours"
    if token.tag != "VBN" or kids(sentence, i, "aux"):
        return False
    if token.dep == "conj":
        head = sentence.tokens[token.head]
        return head.tag == "VBN" and not kids(sentence, i, "nsubj") and is_passive(sentence, head.i)
    return token.dep in {"acl", "advcl", "ROOT", "amod", "xcomp", "ccomp"} and not kids(sentence, i, "dobj", "nsubj")


def particle_words(sentence: Sentence, i: int) -> set[str]:
    """Particles and adverbs written with verb `i` ("carry OUT", "step DOWN")."""
    return {sentence.tokens[c].lower for c in kids(sentence, i, "prt", "advmod")}


def prepositions(sentence: Sentence, i: int) -> Iterator[tuple[str, int]]:
    """(preposition, token index of its object) for every prepositional phrase on `i`, the passive agent as "by"."""
    for c in kids(sentence, i, "prep", "agent", "dative", "prt"):
        token = sentence.tokens[c]
        if token.pos != "ADP" and token.dep != "agent" and token.tag not in {"IN", "TO"}:
            continue
        for inner in token.children:
            if sentence.tokens[inner].dep in {"pobj", "pcomp"}:
                yield token.lower, inner
            elif sentence.tokens[inner].dep == "prep":
                # "out of", "from within": both words introduce the object
                for deeper in kids(sentence, inner, "pobj", "pcomp"):
                    yield sentence.tokens[inner].lower, deeper
        for other in kids(sentence, c, "conj"):
            for inner in kids(sentence, other, "pobj"):
                yield sentence.tokens[other].lower, inner


def objects(sentence: Sentence, i: int) -> list[int]:
    """The direct object of verb `i`, its passive subject when passive, the noun a participle or relative clause hangs
    on when that is what the verb acts upon. Heads only; coordination is left to the caller."""
    token = sentence.tokens[i]
    if is_passive(sentence, i):
        subjects = kids(sentence, i, "nsubjpass", "csubjpass")
        if subjects:
            return [antecedent(sentence, i, s) for s in subjects]
        if token.dep in {"acl", "relcl", "amod"}:
            return [token.head]
        inherited = _inherited_subject(sentence, i)
        return [inherited] if inherited is not None else []
    found = [c for c in kids(sentence, i, "dobj", "dative") if sentence.tokens[c].pos != "ADP"]
    direct = [antecedent(sentence, i, c) for c in found if sentence.tokens[c].dep == "dobj"]
    if not direct and token.dep == "relcl" and subject_inside(sentence, i) is not None:
        head = sentence.tokens[token.head]
        if head.pos in {"NOUN", "PROPN", "PRON"} and not _has_relative_subject(sentence, i):
            return [head.i]
    if not direct:
        # "arrested around 1,500 people": the parser takes the estimate for a preposition
        for c in kids(sentence, i, "prep"):
            inner = kids(sentence, c, "pobj") if sentence.tokens[c].lower in _ESTIMATES and c == i + 1 else []
            direct.extend(obj for obj in inner if kids(sentence, obj, "nummod"))
    if not direct and not kids(sentence, i, "ccomp", "xcomp"):
        # "arrested and deported two men": the object stands with the last verb
        for c in kids(sentence, i, "conj"):
            if c - i <= _ADJACENT and subject_inside(sentence, c) is None:
                return list(kids(sentence, c, "dobj"))
    return direct


def marked_clauses(sentence: Sentence, i: int) -> list[tuple[str, int]]:
    """(introducing word, verb) of clauses like "called FOR members TO INCREASE spending", which the parser hangs on the
    verb as a clause of its own."""
    found = []
    for c in kids(sentence, i, "advcl", "ccomp"):
        mark = kids(sentence, c, "mark")
        infinitive = sentence.tokens[c].tag == "VB" or (
            sentence.tokens[c].tag == "VBN" and any(sentence.tokens[a].tag == "TO" for a in kids(sentence, c, "aux"))
        )
        if mark and sentence.tokens[mark[0]].lower == "for" and infinitive:
            found.append(("for", c))
    return found


def recipient(sentence: Sentence, i: int) -> int | None:
    """The bare indirect object ("gave THE COUNCIL a deadline")."""
    for c in kids(sentence, i, "dative"):
        if sentence.tokens[c].pos != "ADP":
            return c
    return None


def antecedent(sentence: Sentence, verb: int, i: int) -> int:
    """The noun a relative pronoun `i` of clause `verb` stands for, else `i` itself."""
    if sentence.tokens[i].lower not in _RELATIVE or sentence.tokens[i].pos in {"NOUN", "PROPN"}:
        return i
    step = verb
    for _ in range(MAX_CLIMB):
        token = sentence.tokens[step]
        if token.dep in {"relcl", "acl"}:
            return token.head
        if token.dep in {"conj", "xcomp", "ccomp", "aux"} and token.head != step:
            step = token.head
            continue
        break
    return i


def subject_inside(sentence: Sentence, i: int) -> int | None:
    """The subject written with verb `i` itself; of several (a title cut at its hyphen) the one nearest the verb."""
    found = kids(sentence, i, "nsubj", "nsubjpass")
    before = [c for c in found if c < i]
    return before[-1] if before else (found[0] if found else None)


def agent(sentence: Sentence, i: int) -> int | None:
    """Who does what verb `i` says: the by-phrase of a passive, else its own or inherited subject (coordination,
    control, participles, relative clauses). None when nobody is named."""
    if is_passive(sentence, i):
        for c in kids(sentence, i, "agent"):
            for inner in kids(sentence, c, "pobj"):
                return inner
        for prep, inner in prepositions(sentence, i):
            if prep == "by" and sentence.tokens[inner].dep == "pobj":
                return inner
        return None
    own = subject_inside(sentence, i)
    if own is not None and sentence.tokens[own].dep == "nsubj":
        return antecedent(sentence, i, own)
    return _inherited_subject(sentence, i)


def _inherited_subject(sentence: Sentence, i: int) -> int | None:
    step = i
    for _ in range(MAX_CLIMB):
        token = sentence.tokens[step]
        if token.head == step:
            return None
        head = sentence.tokens[token.head]
        if token.dep in {"acl", "relcl"}:
            if token.dep == "relcl" and subject_inside(sentence, step) is not None:
                return None
            return head.i if head.pos in {"NOUN", "PROPN", "PRON", "NUM"} else None
        if token.dep == "xcomp":
            own = kids(sentence, head.i, "dobj")
            if own and head.lemma not in _OBJECT_CONTROL_OPEN and token.i > own[0]:
                return own[0]
        if token.dep == "conj" and token.tag in _FINITE and head.tag in _INFINITE:
            # "urged the embassy to reconsider and spoke": the finite verb belongs to the finite one above
            above_all = head.head
            own_subject = subject_inside(sentence, above_all)
            if own_subject is not None:
                return antecedent(sentence, above_all, own_subject)
            step = above_all
            continue
        if token.dep in {"xcomp", "conj", "advcl", "ccomp", "pcomp", "prep", "dep", "aux", "acomp"}:
            if head.pos in {"VERB", "AUX"}:
                above = subject_inside(sentence, head.i)
                if above is not None:
                    suffered = sentence.tokens[above].dep == "nsubjpass" and not is_passive(sentence, i)
                    if suffered and (
                        (token.dep == "conj" and token.tag == "VBN") or (token.dep == "advcl" and token.tag == "VBG")
                    ):
                        return None
                    return antecedent(sentence, head.i, above)
            elif token.dep == "conj" and head.pos in {"NOUN", "PROPN"}:
                return None
            step = head.i
            continue
        if token.dep == "dobj" and step != i and head.pos == "VERB":
            # "instituted a policy of confiscating land": who instituted it does it
            above = subject_inside(sentence, head.i)
            return antecedent(sentence, head.i, above) if above is not None else None
        return None
    return None


def _has_relative_subject(sentence: Sentence, i: int) -> bool:
    subject = subject_inside(sentence, i)
    return subject is not None and sentence.tokens[subject].lower in _RELATIVE


def is_negated(sentence: Sentence, i: int) -> bool:
    """Whether verb or noun `i` is negated by a word of its own ("did not", "never", "no talks", "neither side")."""
    for c in sentence.tokens[i].children:
        child = sentence.tokens[c]
        if child.dep == "neg" or (child.lower in NEGATIONS and child.dep in {"det", "advmod", "preconj"}):
            return True
        if child.dep == "advmod" and child.lower not in _MERELY and kids(sentence, c, "neg"):
            return True  # "not officially dissolved": the parser hangs "not" on the adverb
    subject = subject_inside(sentence, i)
    if subject is not None:
        if sentence.tokens[subject].lower in {"nobody", "none"}:
            return True
        return any(sentence.tokens[c].lower in {"no", "neither"} for c in sentence.tokens[subject].children)
    return False


def has_condition(sentence: Sentence, verb: int, *marks: str) -> bool:
    """Whether a clause with "if", or with one of `marks` when some are given, hangs on the verb."""
    clauses = kids(sentence, verb, "advcl")
    return any(sentence.tokens[m].lower in (marks or {"if"}) for c in clauses for m in kids(sentence, c, "mark"))


def auxiliaries(sentence: Sentence, i: int) -> list[Token]:
    """Auxiliary tokens of verb `i`, its own or those of the verb it is coordinated with when it has none."""
    step = i
    for _ in range(MAX_CLIMB):
        own = [sentence.tokens[c] for c in kids(sentence, step, "aux", "auxpass")]
        token = sentence.tokens[step]
        if own or token.dep != "conj" or sentence.tokens[token.head].pos not in {"VERB", "AUX"}:
            return own
        if token.tag in {"VBD", "VBZ", "VBP"}:
            return own
        step = token.head
    return []


def governor(sentence: Sentence, i: int) -> int | None:
    """The nearest verb above token `i`, None at the root."""
    step = i
    for _ in range(MAX_CLIMB):
        token = sentence.tokens[step]
        if token.head == step:
            return None
        step = token.head
        if sentence.tokens[step].pos in {"VERB", "AUX"}:
            return step
    return None


def clause_tokens(sentence: Sentence, i: int, *, limit: int = 80) -> list[int]:
    """Tokens of the clause of `i` (a verb or noun) without the clauses that hang on it, at most `limit`, in order."""
    found: list[int] = []
    stack = [i]
    while stack and len(found) < limit:
        current = stack.pop()
        found.append(current)
        for c in sentence.tokens[current].children:
            child = sentence.tokens[c]
            if child.dep in {"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj"}:
                continue
            if child.dep == "conj" and child.pos in {"VERB", "AUX"}:
                continue
            stack.append(c)
    return sorted(found)
