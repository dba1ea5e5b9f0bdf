"""Whether an act happened, is going on, is planned, hypothetical, demanded, negated or a reported statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import MAX_CLIMB, NEGATIONS, auxiliaries, is_negated, kids
from newsapp.extraction.quotations import quoted_tokens

if TYPE_CHECKING:
    from newsapp.extraction.acts import Act
    from newsapp.extraction.findings import Modality
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene

_POSSIBLE: Final = frozenset({"could", "may", "might", "would", "can", "should", "must", "ought", "'d", "’d"})
_FUTURE: Final = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_CONDITIONS: Final = frozenset({"if", "unless", "whether", "until", "lest"})
_NEEDING: Final = frozenset({"have", "need"})
_WHENEVER: Final = frozenset({"when", "whenever"})
_MOOD_REASONS: Final = {
    "planned": "the verb above it announces or plans it",
    "hypothetical": "the verb above it only wishes or tries it",
    "negated": "the verb above it says that it was not done",
    "demanded": "the verb above it asks for it",
}
_PURPOSE: Final = frozenset({"to"})
# "after attacking", "by blocking" report a deed; "for", "of", "from" name a purpose, a charge or a ban.
_REPORTING_PREPS: Final = frozenset({"after", "by", "since", "before", "while", "following", "when", "despite"})


def find_modality(sentence: Sentence, act: Act) -> tuple[Modality, str]:
    """The modality of `act` and the plain-English reason for it."""
    if act.root == "01":
        return "reported_statement", "nothing more than a statement is reported"
    verb = _finite(sentence, act)
    if verb is None:
        return (act.mood or "happened"), "it is named by a noun, as a fact"  # type: ignore[return-value]
    token = sentence.tokens[verb]
    helpers = auxiliaries(sentence, verb)
    words = {helper.lower for helper in helpers}
    if act.lexeme is not None and act.lexeme.words & NEGATIONS:
        return "happened", "saying that it will not be borne is the act itself"
    if is_negated(sentence, verb) or act.mood == "negated" or (act.root != "12" and _takes_none(sentence, verb)):
        return "negated", "the verb is negated"
    if _is_needed(sentence, verb):
        return "hypothetical", "somebody says that it has to be done"
    if _is_general(sentence, verb):
        return "hypothetical", "the speaker says what follows whenever it is done"
    if _is_conditional(sentence, verb):
        return "hypothetical", "it stands in a condition (“if”, “unless”, “until”)"
    if act.mood:
        return act.mood, _MOOD_REASONS.get(act.mood, "the verb above it says so")  # type: ignore[return-value]
    if words & _FUTURE or "going" in words:
        return "planned", "the verb is in the future (“will”)"
    if "would" in words and _is_reported_future(sentence, verb):
        return "planned", "“would” after a verb of saying is the future told in the past"
    if words & _POSSIBLE:
        return "hypothetical", f"the verb stands under “{min(words & _POSSIBLE)}”"
    if _is_to_be(sentence, verb, helpers):
        return "planned", "“is to” announces it"
    if token.tag == "VBG" and any(helper.lower in {"is", "are", "am", "'s", "’s", "'re", "’re"} for helper in helpers):
        return "ongoing", "the verb is in the present progressive"
    if token.tag == "VBG" and any(helper.lower in {"has", "have"} for helper in helpers):
        return "ongoing", "the verb says that it has been going on"
    return "happened", "the verb is in a plain past or present tense"


def _takes_none(sentence: Sentence, verb: int) -> bool:
    """ "held NO talks", "expressed NO regret": the object says that there were none."""
    return any(sentence.tokens[d].lower == "no" for o in kids(sentence, verb, "dobj") for d in kids(sentence, o, "det"))


def _is_reported_future(sentence: Sentence, verb: int) -> bool:
    """ "said it would free": what was said lay ahead; a condition makes it hypothetical."""
    token = sentence.tokens[verb]
    head = sentence.tokens[token.head]
    if token.dep == "conj" and head.dep == "ccomp":
        token, head = head, sentence.tokens[head.head]
    marks = [m for c in kids(sentence, verb, "advcl") for m in kids(sentence, c, "mark")]
    conditional = any(sentence.tokens[m].lower in _CONDITIONS for m in marks)
    return token.dep == "ccomp" and head.tag in {"VBD", "VBN"} and not conditional


def is_purpose(scene: Scene, sentence: Sentence, act: Act) -> bool:
    """ "to end the war": an infinitive of purpose, or one under a word that asserts nothing, is no event."""
    token = sentence.tokens[act.finite]
    if token.pos not in {"VERB", "AUX"}:
        return _is_prevented(scene, sentence, act)
    if token.tag in {"VBG", "VBN"} and token.dep == "pcomp":
        prep = sentence.tokens[token.head]
        if prep.lower == "of" and sentence.tokens[prep.head].lemma in scene.lexicon.words("course_noun"):
            return False  # "a policy of confiscating land" reports what was done
        if prep.lower == "in" and act.has("s"):
            return False  # "was forceful in blaming"
        beside = prep.lower == "with" and kids(sentence, token.i, "nsubj", "nsubjpass")
        if beside and act.core == act.anchor and not act.has("c"):
            return False  # "four were injured, with the attacker being arrested": told beside, not aimed at
        return prep.lower not in _REPORTING_PREPS
    if token.tag == "VBN" and token.dep == "conj" and _is_infinitive(sentence, token.head):
        return [helper.lower for helper in auxiliaries(sentence, act.finite)] == ["be"]  # "to resign or be impeached"
    if token.tag != "VB" or (token.dep == "xcomp" and sentence.tokens[token.head].lemma == "be"):
        return False
    helpers = auxiliaries(sentence, act.finite)
    if (  # "took to Twitter to condemn", "gathered to protest": what is said or shown this way is said and shown
        (act.has("s") or act.has("m"))
        and sentence.tokens[token.head].lemma in scene.lexicon.words("means_verb")
        and token.dep in {"advcl", "xcomp"}
    ):
        return False
    if not any(helper.tag == "TO" for helper in helpers):
        return not helpers and token.dep in {"advcl", "acl", "relcl", "xcomp"}
    return token.dep in {"advcl", "acl", "relcl", "xcomp", "ccomp", "conj", "pcomp", "csubj", "ROOT", "appos", "dep"}


def _is_prevented(scene: Scene, sentence: Sentence, act: Act) -> bool:
    """ "to prevent attacks", "in order to cause a coup": the object of a purpose is not told as done."""
    token = sentence.tokens[act.finite]
    verb = sentence.tokens[token.head]
    undone = (
        token.dep == "dobj"
        and verb.lemma in scene.lexicon.words("undone_verb")
        and verb.dep in {"advcl", "acl", "xcomp"}
    )
    return undone and _is_infinitive(sentence, verb.i)


def _is_infinitive(sentence: Sentence, verb: int) -> bool:
    return sentence.tokens[verb].tag == "VB" and any(helper.tag == "TO" for helper in auxiliaries(sentence, verb))


def _finite(sentence: Sentence, act: Act) -> int | None:
    """The verb that carries tense and negation; for a bare participle or noun none."""
    token = sentence.tokens[act.finite]
    if token.pos in {"VERB", "AUX"}:
        return act.finite
    return None


def _is_conditional(sentence: Sentence, verb: int) -> bool:
    step = verb
    for _ in range(MAX_CLIMB):
        token = sentence.tokens[step]
        if any(sentence.tokens[c].lower in _CONDITIONS for c in kids(sentence, step, "mark")):
            return True
        if token.dep not in {"conj", "xcomp", "aux"} or token.head == step:
            return False
        step = token.head
    return False


def _is_needed(sentence: Sentence, verb: int) -> bool:
    """ "we have to stop": what has to be done is not done yet."""
    step = sentence.tokens[verb]
    if step.dep == "conj" and step.tag == "VB":
        step = sentence.tokens[step.head]
    head = sentence.tokens[step.head]
    return step.dep == "xcomp" and head.lemma in _NEEDING and head.tag in {"VBP", "VBZ"} and step.tag == "VB"


def is_asked_for(scene: Scene, sentence: Sentence, verb: int) -> bool:
    """ "their demands include dissolving parliament": what somebody wants."""
    token = sentence.tokens[verb]
    head = sentence.tokens[token.head]
    if token.tag != "VBG" or token.dep not in {"dobj", "pcomp", "xcomp", "ccomp"} or head.lemma != "include":
        return False
    wanted = scene.lexicon.words("wanted_noun")
    return any(sentence.tokens[c].lemma.lower() in wanted for c in kids(sentence, head.i, "nsubj"))


def _is_general(sentence: Sentence, verb: int) -> bool:
    """ "when a mosque is attacked": in the present tense of somebody's speech, a rule and not a report."""
    if not any(sentence.tokens[c].lower in _WHENEVER for c in kids(sentence, verb, "advmod", "mark")):
        return False
    tags = {sentence.tokens[verb].tag, *(helper.tag for helper in auxiliaries(sentence, verb))}
    return bool(tags & {"VBP", "VBZ"}) and verb in quoted_tokens(sentence, in_quote=False)


def _is_to_be(sentence: Sentence, verb: int, helpers: list) -> bool:  # type: ignore[type-arg]
    """ "is to meet": be + to + infinitive."""
    token = sentence.tokens[verb]
    if token.tag != "VB" or not any(helper.tag == "TO" for helper in helpers):
        return False
    head = sentence.tokens[token.head]
    return token.dep == "xcomp" and head.lemma == "be"


# CAMEO's own subdivision of root 03 by what is intended.
_FINER_INTENTS: Final = {
    "061": "0311",
    "062": "0312",
    "063": "0313",
    "064": "0314",
    "071": "0331",
    "072": "0332",
    "073": "0333",
    "074": "0334",
    "0841": "0353",
    "085": "0354",
    "086": "0355",
    "087": "0356",
    "083": "034",
}


def convention_code(code: str, modality: str) -> str:
    """The CAMEO convention code of a base code and modality: CAMEO codes a planned cooperative act as an intent (03)
    and a planned hostile one as a threat (13); everything else keeps its code. Source: CAMEO 1.1b3, roots 03 and 13."""
    if modality != "planned":
        return code
    root = code[:2]
    intents = {"04": "036", "05": "032", "06": "031", "07": "033", "08": "035"}
    if code.startswith("045"):
        return "039"
    if root in intents:
        for length in (4, 3):
            if code[:length] in _FINER_INTENTS:
                return _FINER_INTENTS[code[:length]]
        return intents[root]
    threats = {"14": "133", "15": "138", "16": "131", "17": "132", "18": "1383", "19": "1384", "20": "1385"}
    return threats.get(root, code)
