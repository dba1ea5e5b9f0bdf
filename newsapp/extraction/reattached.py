"""Noun phrases the small model hangs on the wrong word, hung where they belong.

A subject behind "after" or behind "and" read as an object of the clause before, whoever is fined read as part of the
sum, the rest of a list of names read as a time, whoever is told to do something, and whoever is declared persona non
grata.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.trees import first_of, last_of, rehung

if TYPE_CHECKING:
    from newsapp.extraction.lexicon import Lexicon
    from newsapp.extraction.parsed import Sentence, Token

_NOUNS: Final = frozenset({"NOUN", "PROPN"})
# Words that open a clause as well as a phrase of time.
_OPENERS: Final = frozenset({"after", "before", "since", "until"})
_FINITE_HELPERS: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERBAL: Final = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_VERB_GROUP: Final = frozenset({"aux", "auxpass", "neg", "advmod"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_JOINING: Final = frozenset({"and", "but", "while", "or"})
_BODIES: Final = frozenset({"government", "troops", "people", "organisation", "parliament"})
# How far up a noun phrase is followed.
_MAX_CHAIN: Final = 8
_PERSONA: Final = "persona"
_PART_OF_SUM: Final = frozenset({"nmod", "compound", "appos", "amod"})


Changes = dict[int, tuple[int, str]]


def reattached(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """`sentence` with such phrases hung on their own head, else as it is."""
    for i in range(len(sentence.tokens)):
        token = sentence.tokens[i]
        for mend in _MENDS.get(token.dep, ()):
            if changes := mend(sentence, token, lexicon):
                sentence = rehung(sentence, changes)
                break
    if any(token.lower == _PERSONA for token in sentence.tokens):
        for i in range(len(sentence.tokens)):
            if changes := _unwelcome(sentence, sentence.tokens[i], lexicon):
                sentence = rehung(sentence, changes)
    return sentence


def _after_clause(sentence: Sentence, opener: Token, _lexicon: Lexicon) -> Changes | None:
    """The object of "after" as the subject of the verb behind it, and "after" as its mark."""
    verb = _robbed_of_subject(sentence, opener)
    if verb is None:
        return None
    noun = opener.children[-1]
    changes = {noun: (verb, _subject_of(sentence, verb)), opener.i: (verb, "mark")}
    return changes | {verb: (sentence.tokens[verb].head, "advcl")}


def _robbed_of_subject(sentence: Sentence, opener: Token) -> int | None:
    """The verb of "was arrested after NAME, mayor of X, WAS STABBED" where the parser reads "after NAME" as a phrase:
    a finite verb beside the phrase, joined by no "and", with no subject of its own."""
    tokens = sentence.tokens
    if opener.lower not in _OPENERS or opener.dep not in {"prep", "mark"} or not opener.children:
        return None
    noun = tokens[opener.children[-1]]
    if noun.dep != "pobj":
        return None
    if _acts_at_once(sentence, noun):
        return noun.i + 1
    for i in tokens[opener.head].children if opener.dep == "prep" else ():
        if (
            tokens[i].dep != "conj"
            or i < noun.i
            or any(t.lower in {"and", "or", "but"} for t in tokens[noun.i + 1 : i])
        ):
            continue
        below = [tokens[c] for c in tokens[i].children]
        is_finite = any(t.dep in {"aux", "auxpass"} and t.tag in _FINITE_HELPERS and t.i > noun.i for t in below)
        if is_finite and not any(t.dep in _SUBJECTS for t in below):
            return i
    return None


def _acts_at_once(sentence: Sentence, noun: Token) -> bool:
    """ "after Belgium ACCUSED Rwanda": a verb right behind the noun, with an object and no subject."""
    after = sentence.tokens[min(noun.i + 1, len(sentence.tokens) - 1)]
    below = {sentence.tokens[c].dep for c in after.children}
    return after.dep == "advcl" and "dobj" in below and not below & {"nsubj", "nsubjpass", "auxpass"}


def _as_clause(sentence: Sentence, opener: Token, _lexicon: Lexicon) -> Changes | None:
    """ "announce deal as NAME INVADES" where the parser makes "deal as NAME" the subject of a finite verb right behind
    the name: the phrase before is what the main verb is about, and the name acts."""
    tokens = sentence.tokens
    if opener.lower not in {"as", "while"} or opener.dep != "prep" or len(opener.children) != 1:
        return None
    noun = tokens[opener.children[0]]
    behind = last_of(tokens, noun.i) + 1
    if noun.dep != "pobj" or noun.pos not in _NOUNS or behind >= len(tokens):
        return None
    verb = tokens[behind]
    above = tokens[opener.head]
    is_clause = verb.dep == "ccomp" and verb.tag in _FINITE_HELPERS and above.head == verb.i and above.dep == "nsubj"
    if not is_clause or verb.head >= above.i:
        return None
    return {
        above.i: (verb.head, "dobj"),
        noun.i: (verb.i, _subject_of(sentence, verb.i)),
        opener.i: (verb.i, "mark"),
        verb.i: (verb.head, "advcl"),
    }


def _said_of(sentence: Sentence, verb: Token, lexicon: Lexicon) -> Changes | None:
    """The subject of "claimed IRAN, among others, is meddling" where the parser makes it the object of saying and the
    finite verb, which no "and" joins, a second deed of whoever says it."""
    tokens = sentence.tokens
    first = tokens[verb.head]
    says = any(operator.name == "SAY" for operator in lexicon.verb_operators.get(first.lemma.lower(), ()))
    if verb.dep != "conj" or not says or not first.i < verb.i or not _is_bare_finite(sentence, verb):
        return None
    between = tokens[first.i + 1 : verb.i]
    if any(t.lower in _JOINING for t in between if t.head == first.i):
        return None
    told = [c for c in first.children if tokens[c].dep == "dobj" and c < verb.i and tokens[c].pos in _NOUNS]
    if len(told) != 1:
        return None
    return {told[0]: (verb.i, _subject_of(sentence, verb.i)), verb.i: (first.i, "ccomp")}


def _is_bare_finite(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb is finite and has no subject of its own."""
    tokens = sentence.tokens
    helpers = [tokens[c] for c in verb.children if c < verb.i and tokens[c].dep in _VERB_GROUP]
    is_finite = verb.tag in _FINITE_HELPERS or any(t.tag in _FINITE_HELPERS for t in helpers)
    return is_finite and not any(tokens[c].dep in _SUBJECTS for c in verb.children)


def _joined_to_object(sentence: Sentence, verb: Token) -> int | None:
    """The subject of a second main clause where the parser reads it as a second object of the first: "expelled the
    ambassador and TURKEY has recalled its envoy". It stands between "and" and the finite verb, which has none."""
    tokens = sentence.tokens
    if verb.dep not in {"conj", "advcl"} or verb.head >= verb.i or verb.tag not in _VERBAL:
        return None
    first = tokens[verb.head]
    helpers = [tokens[c] for c in verb.children if c < verb.i and tokens[c].dep in _VERB_GROUP]
    opener = min((t.i for t in helpers), default=verb.i)
    if not _is_bare_finite(sentence, verb):
        return None
    found = None
    step = opener - 1
    for _ in range(_MAX_CHAIN):
        token = tokens[step]
        if token.i <= first.i or token.head == token.i or last_of(tokens, token.i) >= opener:
            break
        if token.dep == "conj" and token.pos in _NOUNS and tokens[first_of(tokens, token.i) - 1].lower in _JOINING:
            found = token.i
        step = token.head
    return found


def _begun_anew(sentence: Sentence, verb: Token, _lexicon: Lexicon) -> Changes | None:
    """The noun behind "and" as the subject of the verb behind it, and "and" between the clauses."""
    subject = _joined_to_object(sentence, verb)
    if subject is None:
        return None
    joined = first_of(sentence.tokens, subject) - 1
    begun = {subject: (verb.i, _subject_of(sentence, verb.i)), joined: (verb.head, "cc")}
    return begun | {verb.i: (verb.head, "conj")}


def _subject_of(sentence: Sentence, verb: int) -> str:
    is_passive = any(sentence.tokens[c].dep == "auxpass" for c in sentence.tokens[verb].children)
    return "nsubjpass" if is_passive else "nsubj"


def _paying(sentence: Sentence, token: Token, lexicon: Lexicon) -> Changes | None:
    """ "fined META 1.2 billion euros": a name before a sum that is the object."""
    tokens = sentence.tokens
    money = tokens[token.head]
    if token.dep not in _PART_OF_SUM or token.pos != "PROPN" or money.dep != "dobj":
        return None
    verb = tokens[money.head]
    if verb.pos != "VERB" or not verb.i < token.i < money.i:
        return None
    behind = tokens[token.i + 1 : money.i + 1]
    if not any(t.tag == "$" or "money" in lexicon.types.get(t.lemma.lower(), ()) for t in behind):
        return None
    return {token.i: (verb.i, "dobj"), money.i: (verb.i, "npadvmod")}


def _list_before(sentence: Sentence, token: Token, _lexicon: Lexicon) -> Changes | None:
    """How the list that `token` goes on hangs together: "came from residents, NAME, and NAME", "from the African Union
    (AU) head NAME, NAME and NAME"."""
    tokens = sentence.tokens
    start = first_of(tokens, token.i)
    if token.dep != "npadvmod" or token.pos != "PROPN" or start < 2 or tokens[token.head].pos != "VERB":
        return None
    if tokens[start - 1].text not in {",", ")"} or not any(tokens[c].dep == "conj" for c in token.children):
        return None
    step = start - 2
    for _ in range(_MAX_CHAIN):
        above = tokens[step].head
        if tokens[step].dep == "pobj" and tokens[step].pos in _NOUNS:
            if tokens[above].head != token.head:
                return None
            if tokens[start - 1].text == ",":
                return {token.i: (step, "conj")}
            return {token.i: (above, "pobj"), step: (token.i, "nmod")}
        if above == step:
            break
        step = above
    return None


def _named_behind(sentence: Sentence, token: Token, _lexicon: Lexicon) -> Changes | None:
    """The name of "captured the drug lord NAME" where the parser makes the first noun the object: nothing stands
    between it and the name but words that belong to the name."""
    tokens = sentence.tokens
    if token.dep != "dobj" or token.pos != "NOUN" or not token.children:
        return None
    last = tokens[token.children[-1]]
    is_name = last.dep == "appos" and last.pos == "PROPN" and first_of(tokens, last.i) == token.i + 1
    if not is_name or not tokens[token.i + 1].text.islower():
        return None
    return {last.i: (token.head, "dobj"), token.i: (last.i, "compound")}


def _owned_beside(sentence: Sentence, token: Token, lexicon: Lexicon) -> Changes | None:
    """How "Colombia's GOVERNMENT and ELN rebels" hangs together where the parser reads one noun with two modifiers."""
    tokens = sentence.tokens
    head = tokens[token.head]
    if token.dep != "nmod" or token.pos != "NOUN" or not _BODIES & lexicon.types.get(token.lemma.lower(), frozenset()):
        return None
    owners = [c for c in head.children if tokens[c].dep == "poss" and c < token.i]
    joined = [c for c in token.children if tokens[c].dep == "conj" and token.i < c < head.i]
    if not owners or len(joined) != 1 or not any(tokens[c].dep == "cc" for c in token.children):
        return None
    changes = {token.i: (head.head if head.head != head.i else token.i, head.dep), head.i: (token.i, "conj")}
    changes |= {c: (token.i, tokens[c].dep) for c in head.children if c < token.i}
    return changes | {joined[0]: (head.i, "compound")}


def _told_to(sentence: Sentence, verb: Token, _lexicon: Lexicon) -> Changes | None:
    """The subject of "ordered the ACCUSED remain in custody" where the parser reads it as the object of the order: it
    stands between both verbs, and the second is a bare infinitive without a subject."""
    tokens = sentence.tokens
    if verb.dep != "ccomp" or verb.tag not in {"VB", "VBP"} or first_of(tokens, verb.i) != verb.i:
        return None
    above = tokens[verb.head]
    objects = [c for c in above.children if tokens[c].dep == "dobj" and c < verb.i]
    if len(objects) != 1 or last_of(tokens, objects[0]) != verb.i - 1:
        return None
    return {objects[0]: (verb.i, "nsubj")}


def _unwelcome(sentence: Sentence, persona: Token, lexicon: Lexicon) -> Changes | None:
    """The tree in which whoever is declared "persona non grata" is the object: the parser knows no Latin."""
    tokens = sentence.tokens
    i = persona.i
    if persona.lower != _PERSONA:
        return None
    if [t.lower for t in tokens[i : i + 3]] != ["persona", "non", "grata"]:
        return None
    verb = next((t.i for t in reversed(tokens[:i]) if t.lemma in lexicon.words("declaring_verb")), None)
    if verb is None:
        return None
    changes = {i: (verb, "oprd"), i + 1: (i, "compound"), i + 2: (i, "compound")}
    for c in tokens[i + 2].children:
        changes.setdefault(c, (verb, tokens[c].dep))
    own = [c for token in (persona, tokens[i + 1], tokens[i + 2]) for c in token.children if c < i]
    before = tokens[i - 1]
    if before.i > verb and before.pos in _NOUNS:
        changes |= {c: (before.i, tokens[c].dep) for c in own}
        changes[before.i] = (verb, "dobj")
    for c in persona.children:
        if c > i + 2:
            changes[c] = (verb, tokens[c].dep)
    return changes


# What is tried at a word in this relation, in this order; the first that fits mends the tree.
_MENDS: Final = {
    "prep": (_after_clause, _as_clause),
    "mark": (_after_clause,),
    "conj": (_said_of, _begun_anew),
    "advcl": (_begun_anew,),
    "nmod": (_paying, _owned_beside),
    "compound": (_paying,),
    "appos": (_paying,),
    "amod": (_paying,),
    "npadvmod": (_list_before,),
    "dobj": (_named_behind,),
    "ccomp": (_told_to,),
}
