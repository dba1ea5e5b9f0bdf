"""Who did it and to whom: sources and targets of one act, by the rules of the coding manual, sections 2 and 3."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import (
    agent,
    conjuncts,
    governor,
    is_passive,
    kids,
    marked_clauses,
    objects,
    prepositions,
    subject_inside,
)
from newsapp.extraction.discourse import author_of
from newsapp.extraction.implied_parties import filled
from newsapp.extraction.matching import match_noun, match_verb
from newsapp.extraction.nominals import Party, companions, parties
from newsapp.extraction.noun_arguments import convicted, freed_abroad, holding, nominal_roles
from newsapp.extraction.object_parties import mediated, purpose_partners, under_the_law
from newsapp.extraction.positions import from_spots, is_noun, positions
from newsapp.extraction.roles import Roles

if TYPE_CHECKING:
    from newsapp.extraction.acts import Act
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene

# Movement, protest, violence and reciprocal acts name their other side or have none; the nearest name is a venue.
_NO_GUESS: Final = frozenset("dmvr")
_ADDRESSING: Final = frozenset({"05", "11", "12"})
_ABOUT: Final = frozenset({"object", "of", "to", "on", "at", "over", "with", "against", "for"})
_ASKING: Final = frozenset({"02", "10"})
_DEEDS: Final = frozenset({"17", "18", "19", "20"})
_FALLBACK_PREPS: Final = ("against", "on", "at", "with", "to", "from", "of", "for", "over")


def find_roles(scene: Scene, sentence: Sentence, act: Act, place_iso3: str | None) -> Roles:
    """Sources and targets of `act`. `place_iso3` is the state the clause's place lies in, if the text names one."""
    if act.reversed:
        return filled(scene, sentence, act, _reversed(scene, sentence, act), place_iso3)
    roles = nominal_roles(scene, sentence, act) if is_noun(sentence, act.anchor) else _verbal(scene, sentence, act)
    roles = freed_abroad(scene, sentence, act, roles)
    if act.has("m") and any(_is_suffered(scene, sentence, p.head) for p in roles.targets):
        roles = replace(roles, targets=(), target_rule="none")
    if act.root in _ASKING and (holders := holding(scene, sentence, roles)):
        roles = replace(roles, targets=tuple(holders), target_rule="by")
    if not roles.targets and act.root in _ADDRESSING and not act.operators:
        roles = _addressed_deed(scene, sentence, act, roles)
    if act.has("d") and act.nominal and any(prep in {"of", "to"} for prep, _ in prepositions(sentence, act.core)):
        place_iso3 = None  # "goes to Jordan as part of his tour of the Gulf": the tour goes where it says
    one_side = act.operators[:1] == ("STOP",) and roles.sources and roles.targets  # "stopped working with Italy"
    if not one_side and (act.has("r") or (act.lexeme is not None and act.lexeme.target[:1] == ("both",))):
        return _reciprocal(roles)
    if act.has("v") and act.nominal and roles.target_rule == "between" and not roles.sources and len(roles.targets) > 1:
        return _reciprocal(roles)  # "a shootout between gunmen and police": either shot at the other
    mutual = act.operators[:1] == ("AGREE",) or act.code == "164"
    if mutual and not roles.targets and _are_several_states(scene, roles.sources):
        return _reciprocal(roles)  # "India and Pakistan agreed to", "suspended talks": with one another
    if act.root == "03" and roles.target_rule == "with" and sentence.tokens[act.anchor].lemma == "agree":
        return _reciprocal(roles)  # "agreed with Airbus to"
    return filled(scene, sentence, act, roles, place_iso3)


def _is_suffered(scene: Scene, sentence: Sentence, head: int) -> bool:
    """ "protested against the arrest of the mayor": not against him, he suffered what authorities do."""
    if head < 0:
        return False
    above = sentence.tokens[sentence.tokens[head].head].head
    rows = (match_noun(scene, sentence, noun)[0] for noun in (head, above) if is_noun(sentence, noun))
    return any(row is not None and row.has("g") and row.target[:1] == ("of",) for row in rows)


def _addressed_deed(scene: Scene, sentence: Sentence, act: Act, roles: Roles) -> Roles:
    """ "criticised the move": whoever made it, as told before."""
    own = {e for p in roles.sources for e in p.entities}
    for position, head in positions(scene, sentence, act.core):
        if position in _ABOUT and sentence.tokens[sentence.tokens[head].head].i in {
            act.core,
            sentence.tokens[head].head,
        }:
            meant = author_of(scene, sentence, head, own)
            if meant:
                return replace(roles, targets=tuple(meant), target_rule="deed")
            if (iso3 := _scene_of_deed(scene, sentence, head)) is not None:
                return replace(roles, targets=(Party((scene.state(iso3),), None, -1, "place"),), target_rule="place")
    return roles


def _scene_of_deed(scene: Scene, sentence: Sentence, head: int) -> str | None:
    """The one state where an attack that is judged happened: who did it is known by nothing else."""
    row, _ = match_noun(scene, sentence, head)
    if row is None or row.code[:2] not in _DEEDS or row.code.startswith("17"):
        return None
    under = [obj for _, obj in prepositions(sentence, head)]
    under += [obj for outer in under for _, obj in prepositions(sentence, outer)]
    found = scene.countries(e for obj in under for p in parties(scene, sentence, obj) for e in p.entities)
    return next(iter(found)) if len(found) == 1 else None


def _verbal(scene: Scene, sentence: Sentence, act: Act) -> Roles:
    sources: list[Party] = []
    source_rule = "none"
    doer = agent(sentence, act.anchor)
    doer = _instrument_user(scene, sentence, _shared_agent(sentence, act.anchor) if doer is None else doer)
    attack: int | None = None
    if act.has("p") or act.has("q"):
        marks = {"by", "from"} | (act.lexeme.preps if act.lexeme is not None else frozenset())
        by = [obj for prep, obj in prepositions(sentence, act.anchor) if prep in marks]
        sources = parties(scene, sentence, by[0], things=False) if by else []
        target = parties(scene, sentence, doer) if doer is not None else []
        return Roles(tuple(sources), tuple(target), "by", "subject")
    if doer is not None and _is_headline_passive(sentence, act):
        return Roles((), tuple(parties(scene, sentence, doer)), "none", "subject")
    if doer is not None:
        attack = _attack_noun(scene, sentence, doer) if act.has("c") or act.has("v") else None
        sources = parties(scene, sentence, doer, things=attack is None and sentence.tokens[doer].pos != "VERB")
        beside = companions(scene, sentence, act.anchor, {p.entities for p in sources})
        sources += [p for p in beside if p.head < act.anchor]
        source_rule = "agent" if is_passive(sentence, act.anchor) else "subject"
    held = convicted(scene, sentence, act.anchor) if act.root in _DEEDS else []
    if held:
        sources, source_rule = held, "convict"
    killed = act.has("c") or (act.has("v") and is_passive(sentence, act.anchor))
    if attack is None and killed and not sources:
        attack = _attack_beside(scene, sentence, act.anchor)
    if not sources and act.root == "11" and sentence.tokens[act.anchor].dep in {"acl", "relcl"}:
        sources, source_rule = _arresting(scene, sentence, act), "authority"
    targets, target_rule = _targets(scene, sentence, act, {e for p in sources for e in p.entities})
    direct = bool(objects(sentence, act.core)) and sentence.tokens[act.core].pos == "VERB"
    return Roles(tuple(sources), tuple(targets), source_rule if sources else "none", target_rule, attack, direct)


def _shared_agent(sentence: Sentence, verb: int) -> int | None:
    """ "was captured and killed BY rebels": who stands behind the last participle did all of it."""
    if not is_passive(sentence, verb):
        return None
    last = next((c for c in kids(sentence, verb, "conj") if kids(sentence, c, "agent")), None)
    return agent(sentence, last) if last is not None and not kids(sentence, last, "auxpass", "nsubjpass") else None


def _arresting(scene: Scene, sentence: Sentence, act: Act) -> list[Party]:
    """ "police captured militants accused of": who holds them accuses them."""
    verb = governor(sentence, act.anchor)
    row, _ = match_verb(scene, sentence, verb) if verb is not None else (None, 0)
    holds = row is not None and row.code[:2] == "17" and is_passive(sentence, act.anchor)
    doer = agent(sentence, verb) if verb is not None and holds else None
    found = parties(scene, sentence, doer, things=False) if doer is not None else []
    return [p for p in found if scene.entities[p.entities[0]].kind == "government_body"]


def _is_headline_passive(sentence: Sentence, act: Act) -> bool:
    """ "Minister stabbed in Java": a headline drops the helper verb of the passive."""
    if sentence.kind != "title" or not (act.has("v") or act.has("g")) or act.has("r"):
        return False
    verb = sentence.tokens[act.anchor]
    return (
        verb.tag in {"VBD", "VBN"}
        and not kids(sentence, verb.i, "aux", "auxpass", "dobj", "prt")
        and not objects(sentence, verb.i)
        and act.core == act.anchor
    )


def _instrument_user(scene: Scene, sentence: Sentence, i: int | None) -> int | None:
    """An order, letter or law somebody signed does what its author does ("signed an order shutting down ...")."""
    instruments = scene.lexicon.words("instrument_noun")
    if i is None or sentence.tokens[i].pos != "NOUN" or not scene.types_of(sentence, i) & instruments:
        return i
    if parties(scene, sentence, i, things=False) or sentence.tokens[i].dep not in {"dobj", "pobj"}:
        return i
    verb = governor(sentence, i)
    user = agent(sentence, verb) if verb is not None else None
    if user is None or not parties(scene, sentence, user, things=False):
        root = next((t.i for t in sentence.tokens if t.head == t.i), None)
        user = subject_inside(sentence, root) if root is not None else user
    return i if user is None else user


def _attack_noun(scene: Scene, sentence: Sentence, i: int) -> int | None:
    """The subject is itself an act of violence ("the blast killed twelve"): its author is the source."""
    row, _ = match_noun(scene, sentence, scene.core_of(sentence, i))
    return scene.core_of(sentence, i) if row is not None and row.has("v") else None


def _attack_beside(scene: Scene, sentence: Sentence, verb: int) -> int | None:
    """The act of violence under "in", "by" or "during": "twelve were killed in an airstrike"."""
    chain = [verb, *(c for c in conjuncts(sentence, verb) if c != verb)]
    if sentence.tokens[verb].dep == "conj":
        chain.append(sentence.tokens[verb].head)
    for step in chain:
        for prep, obj in prepositions(sentence, step):
            if (
                prep in {"in", "by", "during", "from", "after", "when"}
                and (noun := _attack_noun(scene, sentence, obj)) is not None
            ):
                return noun
    return None


def _targets(scene: Scene, sentence: Sentence, act: Act, sources: set[int]) -> tuple[list[Party], str]:
    spec = act.lexeme.target if act.lexeme is not None else ("object", "to")
    spots: list[tuple[str, int]] = []
    for core in dict.fromkeys((act.core, act.anchor)):
        phrasal = act.lexeme.preps if act.lexeme is not None else frozenset()
        spots.extend(spot for spot in positions(scene, sentence, core, phrasal) if spot[1] != act.core)
    for want in spec:
        if want == "both":
            found = from_spots(scene, sentence, spots, ("with", "between", "and", "object"), sources)
            # "signed a treaty in Moscow": where a thing is done or made is no partner
            found = [p for p in found if p.rule not in {"belongs", "place"}] if act.has("r") else found
        elif want == "object" and act.has("d"):
            found = from_spots(scene, sentence, spots, ("object",), sources, things=True)
        else:
            found = from_spots(scene, sentence, spots, (want,), sources)
        if found:
            return found, want
    found = under_the_law(scene, sentence, act, sources) or mediated(scene, sentence, act, sources)
    if found:
        return found, "content_target"
    if act.has("r") and not act.nominal:
        found = from_spots(scene, sentence, purpose_partners(sentence, act), ("with",), sources)
        if found:
            return found, "with"
    if act.content is not None:
        found, rule = _content_targets(scene, sentence, act, sources)
        if found:
            return found, rule
    elif act.operators:
        found = _unknown_content(scene, sentence, act, sources)
        if found:
            return found, "content_target"
    if act.has("s") or act.operators[:1] in (("APPEAL",), ("DEMAND",)):
        found = _clause_subject(scene, sentence, act, sources)
        if found:
            return found, "content"
    if act.lexeme is not None and act.lexeme.flags & _NO_GUESS:
        return [], "none"
    if act.operators[:1] == ("THREATEN",):
        found = _condition_subject(scene, sentence, act, sources)
        if found:
            return found, "content"
    near = [spot for spot in spots if sentence.tokens[sentence.tokens[spot[1]].head].head in {act.core, act.anchor}]
    found = from_spots(scene, sentence, near, _FALLBACK_PREPS, sources)
    return found, "near" if found else "none"


def _content_targets(scene: Scene, sentence: Sentence, act: Act, sources: set[int]) -> tuple[list[Party], str]:
    """Targets of a composed act: whoever the content is done by (appeals, demands) or done to (promises, threats)."""
    content = act.content
    depth = 0
    while content is not None and depth < 4:
        if act.operators and act.operators[0] in {"APPEAL", "DEMAND"}:
            doer = agent(sentence, content.anchor) if not is_noun(sentence, content.anchor) else None
            if doer is not None:
                found = [p for p in parties(scene, sentence, doer) if not sources & set(p.entities)]
                if found:
                    return found, "content_subject"
        inner = (
            nominal_roles(scene, sentence, content)
            if is_noun(sentence, content.anchor)
            else _verbal(scene, sentence, content)
        )
        for side, rule in ((inner.targets, "content_target"), (inner.sources, "content_source")):
            found = [p for p in side if not sources & set(p.entities)]
            if found:
                return found, rule
        content = content.content
        depth += 1
    return [], "none"


def _unknown_content(scene: Scene, sentence: Sentence, act: Act, sources: set[int]) -> list[Party]:
    """Whom an infinitive that no row knows is about: "agreed to let SWEDEN join", "refused to work with INDIA"."""
    spots: list[tuple[str, int]] = []
    for c in kids(sentence, act.anchor, "xcomp"):
        spots += [("object", obj) for obj in objects(sentence, c)]
        inside = (subject_inside(sentence, inner) for inner in kids(sentence, c, "ccomp"))
        spots += [("object", subject) for subject in inside if subject is not None]
        spots += list(prepositions(sentence, c))
    return from_spots(scene, sentence, spots, ("object", "with", "to", "for", "from", "of", "against"), sources)


def _condition_subject(scene: Scene, sentence: Sentence, act: Act, sources: set[int]) -> list[Party]:
    """ "threatened bombing if Iran does not agree": the one who could avert it."""
    for c in kids(sentence, act.anchor, "advcl"):
        subject = subject_inside(sentence, c)
        if subject is not None and any(sentence.tokens[m].lower in {"if", "unless"} for m in kids(sentence, c, "mark")):
            return [p for p in parties(scene, sentence, subject) if not sources & set(p.entities)]
    return []


def _clause_subject(scene: Scene, sentence: Sentence, act: Act, sources: set[int]) -> list[Party]:
    """ "criticised that Iran had ...", "demanded Syria stop": the one whose doing is judged or wanted."""
    token = sentence.tokens[act.anchor]
    above = [token.head] if token.dep == "parataxis" else []  # "alleged, for example, the airline had ..."
    marked = [c for _, c in marked_clauses(sentence, act.anchor)]
    for c in [*kids(sentence, act.anchor, "ccomp", "xcomp"), *marked, *above]:
        subject = subject_inside(sentence, c)
        if subject is not None:
            found = [p for p in parties(scene, sentence, subject) if not sources & set(p.entities)]
            if found:
                return found
    return []


def _reversed(scene: Scene, sentence: Sentence, act: Act) -> Roles:
    """ "received a life sentence", "was given one", "faced criticism from": the subject is the target."""
    passive = is_passive(sentence, act.anchor)
    subject = next(iter(objects(sentence, act.anchor)), None) if passive else agent(sentence, act.anchor)
    targets = parties(scene, sentence, subject) if subject is not None else []
    known = {e for p in targets for e in p.entities}
    inner = nominal_roles(scene, sentence, replace(act, anchor=act.core))
    doer = agent(sentence, act.anchor) if passive else None
    spots = [*prepositions(sentence, act.core), *prepositions(sentence, act.anchor)]
    by = from_spots(scene, sentence, [*spots, *([("by", doer)] if doer is not None else [])], ("from", "by"), known)
    sources = by or [p for p in inner.sources if not known & set(p.entities)]
    return Roles(tuple(sources), tuple(targets), "by" if sources else "none", "subject" if targets else "none")


def _reciprocal(roles: Roles) -> Roles:
    seen: dict[tuple[int, ...], Party] = {}
    for party in (*roles.sources, *roles.targets):
        seen.setdefault(party.entities, party)
    everyone = tuple(seen.values())
    return replace(roles, sources=everyone, targets=everyone)


def _are_several_states(scene: Scene, sources: tuple[Party, ...]) -> bool:
    return len(scene.countries(e for p in sources for e in p.entities)) > 1
