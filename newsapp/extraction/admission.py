"""Which drafts are events: identifiable sides, a claim rather than a purpose, a venue or a trip at home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import (
    MAX_CLIMB,
    auxiliaries,
    governor,
    has_condition,
    is_passive,
    kids,
    prepositions,
)
from newsapp.extraction.judgement import by_court
from newsapp.extraction.matching import match_verb
from newsapp.extraction.mishaps import by_mishap, by_nature, is_disaster
from newsapp.extraction.modality import is_asked_for, is_purpose
from newsapp.extraction.quoted_deeds import is_only_said
from newsapp.extraction.roles import IMPLIED
from newsapp.extraction.settling import is_force

if TYPE_CHECKING:
    from newsapp.extraction.acts import Act
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.roles import Roles
    from newsapp.extraction.scene import Scene

_ADDRESSED: Final = frozenset({"09", "10", "11", "12", "13"})
_TALKS: Final = frozenset({"040", "041"})
_SPEECH: Final = frozenset({"02", "03", "05", "10", "11", "12", "13"})
_COOPERATIVE: Final = frozenset({"03", "04", "06", "07"})
_DONE: Final = frozenset({"06", "07", "08", "15", "16", "17"})
_BODILY: Final = frozenset({"07", "17", "18", "19"})
_BREACH: Final = "128"
_DAMAGE: Final = "171"
_ONESELF: Final = frozenset({"himself", "herself", "itself", "themselves", "oneself", "myself"})
_CALLS: Final = frozenset({"02", "10"})


def admitted(scene: Scene, sentence: Sentence, act: Act, roles: Roles, code: str, modality: str) -> bool:
    """Whether the act counts (CODING_RULES, sections 1, 2 and 7)."""
    if (
        roles.source_rule != "convict"
        and is_purpose(scene, sentence, act)
        and act.mood != "planned"
        and not act.operators
    ):
        return False
    if act.has("b") and sentence.tokens[act.finite].dep in {"acl", "relcl", "advcl", "pcomp", "amod"}:
        return False
    if act.nominal and _is_alleged(scene, sentence, act):
        return False
    if _is_aim(sentence, act) or _is_topic(scene, sentence, act):
        return False
    if act.has("b") and _is_standing(sentence, act):
        return False
    if _is_rule_of_law(scene, sentence, act) or _is_done_without(sentence, act):
        return False
    if is_asked_for(scene, sentence, act.finite):
        return False
    if act.lexeme is not None and act.lexeme.lemma == "replace" and _succeeds(sentence, act, roles):
        return False
    if act.nominal and _is_in_passing(scene, sentence, act, roles):
        return False
    if _is_refused(scene, sentence, act):
        return False
    if not code.startswith("01") and is_only_said(scene, sentence, act, roles):
        return False
    if code == _BREACH and _is_found(scene, sentence, act):
        return False
    if code[:2] in _CALLS and _to_the_public(scene, sentence, act):
        return False
    if act.code == "191" and not roles.sources:
        return False  # "the events surrounding the deaths"
    if act.has("h") and roles.source_rule not in {"by", "hands"}:
        return False
    if act.has("f") and not is_force(scene, sentence, roles):
        return False
    if _generic_patient(scene, sentence, act) or _is_done_to_oneself(scene, sentence, act, roles):
        return False
    if act.has("c") and by_mishap(scene, sentence, act.anchor, authored=_is_authored(roles)):
        return False
    if (act.has("v") or act.root == "17") and not act.nominal and is_disaster(scene, sentence, act.anchor):
        return False
    if act.has("v") and not act.nominal and not roles.sources and by_nature(scene, sentence, act.anchor):
        return False
    if act.has("c") and roles.target_rule == "people" and _are_among_them(sentence, act):
        return False
    sources = {e for p in roles.sources for e in p.entities}
    targets = {e for p in roles.targets for e in p.entities}
    if code.startswith("01"):
        return bool(sources)
    reciprocal = bool(sources) and sources == targets
    if reciprocal and len(sources) < 2 and (act.nominal or not _among_themselves(scene, sentence, roles)):
        return False
    if code[:2] == "02" and not act.operators and _asked_by_press(scene, sentence, roles):
        return False
    if code[:3] in _TALKS and _to_the_press(scene, sentence, roles):
        return False
    if code == "0831" and sources and not targets:
        return not act.nominal  # who resigned is news, also when the text names nobody it was done to
    if not targets or (not sources and not act.has("v")):
        return False
    if act.root == "17" and roles.target_rule == "domestic" and _are_businesses(scene, sources):
        return False  # a chain that closes its restaurants coerces nobody
    if act.has("w") and (roles.source_rule in IMPLIED or roles.target_rule in IMPLIED or not _named(scene, roles)):
        return False
    if roles.target_rule == "domestic" and (
        code.startswith("112") or (act.root == "16" and _are_states(scene, sources))
    ):
        return False  # an accusation needs somebody accused, and no state cuts its relations with itself
    if act.nominal and not _stated(scene, act, roles):
        return False
    if code[:2] == "04" and not _official(scene, sources if _is_journey(act) else sources | targets):
        return False
    if act.has("d") and _at_home(scene, sources, targets):
        return False
    if sources and sources == targets and (not reciprocal or _is_one_person(scene, sources)):
        return False
    explicit = roles.source_rule not in IMPLIED and roles.target_rule not in IMPLIED and _named(scene, roles)
    if modality == "hypothetical":
        return explicit and code[:2] not in _SPEECH
    if modality == "negated":
        return explicit and code[:2] in _COOPERATIVE
    return True


def _is_in_passing(scene: Scene, sentence: Sentence, act: Act, roles: Roles) -> bool:
    """ "said at a rally": where it was said."""
    token = sentence.tokens[act.core]
    if token.dep != "pobj" or token.lemma.lower() not in scene.lexicon.words("gathering_noun"):
        return False
    return sentence.tokens[token.head].lower in {"at", "in", "during"} and roles.target_rule in {"authority", "in"}


def _is_refused(scene: Scene, sentence: Sentence, act: Act) -> bool:
    """ "vetoed sanctions", "blocked a resolution calling for a ceasefire": what was refused has not been done, unless
    it was words that had been said ("rejected criticism")."""
    token = sentence.tokens[act.finite]
    if token.dep == "acl" and token.tag != "VBN":
        token = sentence.tokens[token.head]
    elif not act.nominal or act.root not in _DONE:
        return False
    verb = sentence.tokens[token.head]
    if token.dep not in {"dobj", "nsubjpass"} or verb.pos != "VERB":
        return False
    row, _ = match_verb(scene, sentence, verb.i)
    return row is not None and row.code.startswith("12")


def _succeeds(sentence: Sentence, act: Act, roles: Roles) -> bool:
    """ "was replaced by", "became premier, replacing": whom a successor replaces is not dismissed by him."""
    token = sentence.tokens[act.anchor]
    joined = token.tag == "VBG" and token.dep == "advcl" and "with" not in dict(prepositions(sentence, act.anchor))
    return joined or roles.source_rule == "agent"


def _is_authored(roles: Roles) -> bool:
    """Whether an author is told, other than those it happened to, taken for the subject of an active verb."""
    return bool(roles.sources) and roles.target_rule != "people"


def _are_among_them(sentence: Sentence, act: Act) -> bool:
    """ "four are killed and six wounded": the second participle has no helper, and they did nothing."""
    token = sentence.tokens[act.anchor]
    return token.dep == "conj" and is_passive(sentence, token.head) and not kids(sentence, act.anchor, "dobj", "agent")


def _is_aim(sentence: Sentence, act: Act) -> bool:
    """ "an airstrike targeting rebels": the participle says at whom a deed told beside it was aimed."""
    token = sentence.tokens[act.anchor]
    return token.lemma == "target" and token.tag == "VBG" and token.dep in {"acl", "advcl"}


def _is_alleged(scene: Scene, sentence: Sentence, act: Act) -> bool:
    """ "accused the rebels of committing genocide", "of genocide": what they are accused of, asserted by nobody."""
    token = sentence.tokens[act.anchor]
    if token.dep == "pobj" and _accuses(scene, sentence, token.head):
        return True
    verb = governor(sentence, act.anchor)
    doing = verb is not None and sentence.tokens[verb].dep == "pcomp"
    return verb is not None and doing and _accuses(scene, sentence, sentence.tokens[verb].head)


def _accuses(scene: Scene, sentence: Sentence, prep: int) -> bool:
    token = sentence.tokens[prep]
    return token.lower == "of" and sentence.tokens[token.head].lemma in scene.lexicon.words("accusing_verb")


def _is_topic(scene: Scene, sentence: Sentence, act: Act) -> bool:
    """ "talks focusing on a ceasefire": what words turn on has not been done by them."""
    token = sentence.tokens[act.anchor]
    prep = sentence.tokens[token.head]
    about = act.nominal and token.dep == "pobj" and prep.lower in {"on", "around", "at"}
    return about and "02" < act.root < "09" and sentence.tokens[prep.head].lemma in scene.lexicon.words("turning_verb")


def _is_standing(sentence: Sentence, act: Act) -> bool:
    """ "the rebels are backed by": a lasting state, told in the present passive."""
    helpers = auxiliaries(sentence, act.anchor)
    return is_passive(sentence, act.anchor) and len(helpers) == 1 and helpers[0].tag in {"VBZ", "VBP"}


def _is_rule_of_law(scene: Scene, sentence: Sentence, act: Act) -> bool:
    """ "Under the constitution the House impeaches officials": what the law provides for, not what was done."""
    step = act.finite
    for _ in range(MAX_CLIMB):
        token = sentence.tokens[step]
        for prep, obj in prepositions(sentence, step):
            if prep == "under" and sentence.tokens[obj].lemma.lower() in scene.lexicon.words("law_word"):
                tags = {token.tag, *(helper.tag for helper in auxiliaries(sentence, step))}
                return bool(tags & {"VBZ", "VBP", "MD"}) or has_condition(sentence, step)
        if token.dep != "conj" or token.head == step:
            return False
        step = token.head
    return False


def _is_found(scene: Scene, sentence: Sentence, act: Act) -> bool:
    """ "ruled that the ban violated the constitution": the ruling is the act, the breach its ground."""
    step = act.finite
    while sentence.tokens[step].dep == "conj" and sentence.tokens[step].head < step:
        step = sentence.tokens[step].head
    token = sentence.tokens[step]
    return token.dep == "ccomp" and by_court(scene, sentence, token.head)


def _is_done_without(sentence: Sentence, act: Act) -> bool:
    """ "leave with or without a deal": there is none."""
    token = sentence.tokens[act.core]
    return act.nominal and token.dep == "pobj" and sentence.tokens[token.head].lower == "without"


def _generic_patient(scene: Scene, sentence: Sentence, act: Act) -> bool:
    """ "those held in contempt", "people injured": a kind of people, not a deed."""
    token = sentence.tokens[act.anchor]
    if token.dep == "relcl":
        anybody = scene.lexicon.words("anybody_word")
        general = sentence.tokens[token.head].lower in anybody and is_passive(sentence, act.anchor)
        return sentence.tokens[token.head].lower == "those" or (general and not kids(sentence, act.anchor, "agent"))
    return (
        token.dep == "acl"
        and token.tag == "VBN"
        and sentence.tokens[token.head].lower in scene.lexicon.words("anyone_word")
    )


def _is_done_to_oneself(scene: Scene, sentence: Sentence, act: Act, roles: Roles) -> bool:
    """ "the gunman killed himself", "set his jacket on fire": nobody else suffered it; who blows himself up kills
    others."""
    if act.root not in _BODILY or sentence.tokens[act.core].lemma in scene.lexicon.words("exploding_verb"):
        return False
    direct = kids(sentence, act.core, "dobj")
    things = (*direct, *(obj for _, obj in prepositions(sentence, act.core)))
    own = any(sentence.tokens[c].tag == "PRP$" for o in things for c in kids(sentence, o, "poss"))
    if own and act.code.startswith(_DAMAGE) and roles.target_rule in IMPLIED:
        return True
    return any(sentence.tokens[o].lower in _ONESELF for o in direct)


def _to_the_public(scene: Scene, sentence: Sentence, act: Act) -> bool:
    """ "urged anyone with information to call": advice to everybody is addressed to nobody."""
    anybody = scene.lexicon.words("anybody_at_all")
    return any(sentence.tokens[o].lower in anybody for o in kids(sentence, act.core, "dobj"))


def _is_journey(act: Act) -> bool:
    return act.has("d") and act.lexeme is not None


def _are_businesses(scene: Scene, members: set[int]) -> bool:
    return bool(members) and all(scene.entities[index].kind in {"company", "media"} for index in members)


def _official(scene: Scene, members: set[int]) -> bool:
    """Whether somebody who acts for a state or body takes part; private meetings and journeys are no events."""
    for index in members:
        entity = scene.entities[index]
        if entity.kind not in {"person", "population"} or entity.slug or entity.role or entity.affiliation:
            return True
        if entity.kind == "population" and _is_official(scene, entity.name):
            return True
    return False


def _is_official(scene: Scene, name: str) -> bool:
    return any(stem in name.lower() for stem in scene.lexicon.words("official_stem"))


def _among_themselves(scene: Scene, sentence: Sentence, roles: Roles) -> bool:
    """ "African leaders met": one group whose members act with one another."""
    party = roles.sources[0]
    entity = scene.entities[party.entities[0]]
    sitting = scene.lexicon.words("sitting_body_word")
    allies = entity.kind == "international_organisation" and sitting.isdisjoint(entity.name.lower().split())
    return party.head >= 0 and (sentence.tokens[party.head].tag == "NNS" or allies)


def _asked_by_press(scene: Scene, sentence: Sentence, roles: Roles) -> bool:
    heads = {sentence.tokens[p.head].lemma.lower() for p in roles.sources if p.head >= 0}
    asks = bool(heads & scene.lexicon.words("press_word"))
    return asks or any(scene.entities[e].kind == "media" for p in roles.sources for e in p.entities)


def _to_the_press(scene: Scene, sentence: Sentence, roles: Roles) -> bool:
    """An interview is a statement, not a consultation."""
    heads = {sentence.tokens[p.head].lemma.lower() for p in (*roles.sources, *roles.targets) if p.head >= 0}
    kinds = {scene.entities[e].kind for p in (*roles.sources, *roles.targets) for e in p.entities}
    return "media" in kinds or bool(heads & scene.lexicon.words("press_word"))


def _is_one_person(scene: Scene, members: set[int]) -> bool:
    return len(members) == 1 and all(scene.entities[e].kind == "person" for e in members)


def _are_states(scene: Scene, members: set[int]) -> bool:
    return all(scene.entities[e].kind in {"state", "government_body"} for e in members)


def _named(scene: Scene, roles: Roles) -> bool:
    return all(any(p.rule != "group" for p in side) for side in (roles.sources, roles.targets))


def _stated(scene: Scene, act: Act, roles: Roles) -> bool:
    """A noun reports an event only when it brings its own participants."""
    if act.code == "0831":
        return roles.source_rule in {"possessor", "by", "of", "subject"}
    if roles.target_rule == "domestic":
        if act.code in {"050", "055"}:
            return roles.source_rule in {"possessor", "by", "from"}
        if act.root == "02":
            return roles.source_rule == "from"
        if roles.source_rule == "of":
            return act.lexeme is not None and act.lexeme.lemma in scene.lexicon.words("voiced_noun")
        return act.root in _ADDRESSED and roles.source_rule in {"possessor", "by", "from"}
    if roles.target_rule == "near":
        return False
    if act.has("r"):
        return roles.source_rule != "none" or len(roles.targets) > 1
    if act.has("m"):
        return True
    if act.has("v") and not act.has("w"):
        return roles.source_rule != "none" or roles.target_rule not in {"none"}
    if act.root == "17" and act.code in {"173", "174"} and roles.source_rule == "authority":
        return roles.target_rule not in {"none", "authority"}
    return roles.source_rule not in {"none", "authority"} and roles.target_rule not in {"none", "authority"}


def _at_home(scene: Scene, sources: set[int], targets: set[int]) -> bool:
    own = {scene.entities[e].iso3 for e in sources}
    return all(scene.entities[e].kind == "state" and scene.entities[e].iso3 in own for e in targets)
