"""The code where the participants decide it: armed forces or a lone attacker, a ban at home or abroad."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import agent, auxiliaries, has_condition, kids
from newsapp.extraction.judgement import by_court

if TYPE_CHECKING:
    from newsapp.extraction.acts import Act
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.roles import Roles
    from newsapp.extraction.scene import Scene

_FORCES: Final = frozenset({"state", "government_body", "armed_group"})
_WILL: Final = frozenset({"will", "wo", "would", "'ll", "’ll"})
_HOSTILE: Final = frozenset({"16", "17", "18", "19", "20"})
_LONE_CODES: Final = {"190": "180", "193": "180", "195": "183", "191": "180"}
_FORCE_CODES: Final = {"180": "190", "182": "190", "1823": "190", "183": "190", "186": "190"}


def settle_code(scene: Scene, sentence: Sentence, act: Act, roles: Roles) -> str:
    """The final CAMEO code of `act` with these participants (CODING_RULES, section 4)."""
    code = act.code
    if act.operators[:1] == ("DEMAND",) and act.content is not None and act.content.code == "173":
        return "173" if by_court(scene, sentence, act.anchor) else code  # whom a judge orders held is held
    if act.has("v") and code[:2] in {"18", "19"} and not act.has("r"):
        return _violence(scene, sentence, act, roles, code)
    if (code[:2] == "15" or code == "042") and _keeps_peace(scene, sentence, act, roles):
        return "074"
    raids = code[:2] == "17" and act.lexeme is not None and act.lexeme.lemma in scene.lexicon.words("raid_noun")
    if raids and any(_crowd(scene, e) for p in roles.sources for e in p.entities):
        return "145"  # protesters who raid a court riot
    if code in {"145", "143"} and _is_armed(scene, sentence, roles):
        return "195" if code == "143" else "190"
    if (
        code == "172"
        and act.lexeme is not None
        and "officeholder" in act.lexeme.objects
        and _is_armed_coup(scene, sentence, act, roles)
    ):
        return "190"
    if code in {"190", "193"} and act.has("r") and _riot(scene, sentence, roles):
        return "145"
    if code == "170" and act.lexeme is not None and act.lexeme.lemma in scene.lexicon.words("raid_noun"):
        return "190" if _is_military(scene, sentence, roles) else code
    if code in {"172", "163"} and not act.has("n") and not (act.lexeme and "officeholder" in act.lexeme.objects):
        own, theirs = _countries(scene, roles, source=True), _countries(scene, roles, source=False)
        if own and theirs:
            return "172" if own & theirs else "163"
        if not own and code == "163" and _domestic_source(scene, roles):
            return "163"
    return code


def _keeps_peace(scene: Scene, sentence: Sentence, act: Act, roles: Roles) -> bool:
    """Troops sent to keep a peace are aid."""
    near = {token.lemma.lower() for token in sentence.tokens} if act.code[:2] == "15" else set()
    heads = {p.head for p in (*roles.sources, *roles.targets) if p.head >= 0}
    heads |= {c for head in heads for c in kids(sentence, head, "amod", "compound", "nmod")}
    near |= {sentence.tokens[head].lemma.lower() for head in heads}
    return bool(near & scene.lexicon.words("peacekeeping_word"))


def _is_armed(scene: Scene, sentence: Sentence, roles: Roles) -> bool:
    """Whether the source bears arms: an army, police or armed group, by its kind or its word."""
    known = scene.lexicon.words
    words = {sentence.tokens[p.head].lemma.lower() for p in roles.sources if p.head >= 0}
    names = " ".join(scene.entities[e].name.lower() for p in roles.sources for e in p.entities)
    armed = any(scene.entities[e].kind == "armed_group" for p in roles.sources for e in p.entities)
    armed = armed or bool(words & (known("force_word") | known("armed_person_word")))
    return armed or any(w in names for w in known("armed_name"))


def _is_armed_coup(scene: Scene, sentence: Sentence, act: Act, roles: Roles) -> bool:
    """ "a coalition ousted the president", "a coup removed him": force, not an administrative act."""
    subject = agent(sentence, act.anchor)
    by_coup = subject is not None and sentence.tokens[subject].lemma.lower() in scene.lexicon.words("coup_noun")
    ousted = act.lexeme is not None and act.lexeme.lemma in scene.lexicon.words("ousting_verb")
    return ousted and (by_coup or _is_armed(scene, sentence, roles))


def refused(scene: Scene, sentence: Sentence, act: Act, code: str) -> str:
    """The code of a negated act that is a refusal ("will not release prisoners", "did not accede to demands",
    "failed to reach agreement"), else the code unchanged."""
    words = {helper.lower for helper in auxiliaries(sentence, act.finite)}
    will = bool(words & _WILL) or act.mood == "negated"
    if code.startswith(("083", "080")) or (will and "03" <= code[:2] <= "08"):
        return scene.lexicon.compose("REFUSE", code) or code
    return code


def threatened(scene: Scene, sentence: Sentence, act: Act, code: str, modality: str) -> str:
    """The code of a hostile act somebody will do if something happens ("if they attack, we will strike back")."""
    words = {helper.lower for helper in auxiliaries(sentence, act.finite)}
    if modality != "planned" or code[:2] not in _HOSTILE or not words & _WILL or act.operators:
        return code
    token = sentence.tokens[act.finite]
    verbs = [token.i, token.head] if token.dep == "conj" else [token.i]
    if not any(has_condition(sentence, verb, "if", "unless") for verb in verbs):
        return code
    return scene.lexicon.compose("THREATEN", code) or "130"


def _violence(scene: Scene, sentence: Sentence, act: Act, roles: Roles, code: str) -> str:
    known = scene.lexicon.words
    words = {sentence.tokens[p.head].lemma.lower() for p in roles.sources if p.head >= 0}
    words |= {sentence.tokens[p.head].lower for p in roles.sources if p.head >= 0}
    kinds = {scene.entities[e].kind for p in roles.sources for e in p.entities}
    if roles.sources and roles.sources == roles.targets:
        return code  # either fought the other
    if code == "191" and words & known("protester_word"):
        return "144"
    if words & known("bandit_word") and _military_target(scene, roles) and code[:2] == "18":
        return "190"
    if words & known("lone_attacker_word"):
        return _LONE_CODES.get(code, code)
    organised = bool(kinds & _FORCES) or bool(words & known("force_word"))
    if organised:
        return _FORCE_CODES.get(code, code)
    if not roles.sources:
        return "180" if code == "190" and act.rule.startswith("noun") and not _military_target(scene, roles) else code
    if kinds <= {"person", "population"}:
        return _LONE_CODES.get(code, code)
    return code


def _crowd(scene: Scene, index: int) -> bool:
    words = scene.entities[index].name.lower().split()
    return any(word.removesuffix("s") in scene.lexicon.words("protester_word") for word in words)


def _riot(scene: Scene, sentence: Sentence, roles: Roles) -> bool:
    """Protesters who clash with police riot; armed groups and armies fight."""
    names = " ".join(scene.entities[e].name.lower() for p in roles.sources for e in p.entities)
    return "police" in names and any(stem in names for stem in scene.lexicon.words("rioter_stem"))


def _is_military(scene: Scene, sentence: Sentence, roles: Roles) -> bool:
    words = {sentence.tokens[p.head].lemma.lower() for p in roles.sources if p.head >= 0}
    return bool(words & (scene.lexicon.words("force_word") - scene.lexicon.words("police_word")))


def is_force(scene: Scene, sentence: Sentence, roles: Roles) -> bool:
    """Whether the source is a state, its forces or an armed group."""
    words = {sentence.tokens[p.head].lemma.lower() for p in roles.sources if p.head >= 0}
    kinds = {scene.entities[e].kind for p in roles.sources for e in p.entities}
    return bool(kinds & _FORCES) or bool(words & scene.lexicon.words("force_word"))


def _military_target(scene: Scene, roles: Roles) -> bool:
    return any(scene.entities[e].kind in {"government_body", "armed_group"} for p in roles.targets for e in p.entities)


def _countries(scene: Scene, roles: Roles, *, source: bool) -> set[str]:
    side = roles.sources if source else roles.targets
    return {iso3 for p in side for e in p.entities if (iso3 := scene.entities[e].iso3)}


def _domestic_source(scene: Scene, roles: Roles) -> bool:
    return any(scene.entities[e].kind == "international_organisation" for p in roles.sources for e in p.entities)
