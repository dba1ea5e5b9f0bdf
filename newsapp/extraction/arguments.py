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
from newsapp.extraction.matching import match_noun, match_verb
from newsapp.extraction.nominals import Party, companions, parties
from newsapp.extraction.noun_arguments import convicted, nominal_roles
from newsapp.extraction.object_parties import INSTRUMENTS, mediated, purpose_partners, under_the_law
from newsapp.extraction.positions import from_spots, is_noun, positions
from newsapp.extraction.roles import Roles

if TYPE_CHECKING:
    from newsapp.extraction.acts import Act
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene

# Movement, protest, violence and reciprocal acts name their other side or have none; the nearest name is a venue.
_NO_GUESS: Final = frozenset("dmvr")
_WHERE: Final = frozenset({"in", "at", "over", "near", "outside"})
_ADDRESSING: Final = frozenset({"05", "11", "12"})
_ABOUT: Final = frozenset({"object", "of", "to", "on", "at", "over", "with", "against", "for"})
_DEEDS: Final = frozenset({"17", "18", "19", "20"})
_FALLBACK_PREPS: Final = ("against", "on", "at", "with", "to", "from", "of", "for", "over")
# Acts that are done to somebody even when nobody is named: then within the source's own state.
_DOMESTIC_ROOTS: Final = frozenset({"17", "11", "09", "16", "12", "10", "13"})


def find_roles(scene: Scene, sentence: Sentence, act: Act, place_iso3: str | None) -> Roles:
    """Sources and targets of `act`. `place_iso3` is the state the clause's place lies in, if the text names one."""
    if act.reversed:
        return _filled(scene, sentence, act, _reversed(scene, sentence, act), place_iso3)
    roles = nominal_roles(scene, sentence, act) if is_noun(sentence, act.anchor) else _verbal(scene, sentence, act)
    if not roles.targets and act.root in _ADDRESSING and not act.operators:
        roles = _addressed_deed(scene, sentence, act, roles)
    if act.has("d") and act.nominal and any(prep in {"of", "to"} for prep, _ in prepositions(sentence, act.core)):
        place_iso3 = None  # "goes to Jordan as part of his tour of the Gulf": the tour goes where it says
    if act.has("r") or (act.lexeme is not None and act.lexeme.target[:1] == ("both",)):
        return _reciprocal(roles)
    if act.has("v") and act.nominal and roles.target_rule == "between" and not roles.sources and len(roles.targets) > 1:
        return _reciprocal(roles)  # "a shootout between gunmen and police": either shot at the other
    if act.operators[:1] == ("AGREE",) and not roles.targets and _are_several_states(scene, roles.sources):
        return _reciprocal(roles)  # "India and Pakistan agreed to": with one another
    if act.root == "03" and roles.target_rule == "with" and sentence.tokens[act.anchor].lemma == "agree":
        return _reciprocal(roles)  # "agreed with Airbus to"
    return _filled(scene, sentence, act, roles, place_iso3)


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
    return roles


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
    if i is None or sentence.tokens[i].pos != "NOUN" or not scene.types_of(sentence, i) & INSTRUMENTS:
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


def _condition_subject(scene: Scene, sentence: Sentence, act: Act, sources: set[int]) -> list[Party]:
    """ "threatened bombing if Iran does not agree": the one who could avert it."""
    for c in kids(sentence, act.anchor, "advcl"):
        subject = subject_inside(sentence, c)
        if subject is not None and any(sentence.tokens[m].lower in {"if", "unless"} for m in kids(sentence, c, "mark")):
            return [p for p in parties(scene, sentence, subject) if not sources & set(p.entities)]
    return []


def _clause_subject(scene: Scene, sentence: Sentence, act: Act, sources: set[int]) -> list[Party]:
    """ "criticised that Iran had ...", "demanded Syria stop": the one whose doing is judged or wanted."""
    for c in [*kids(sentence, act.anchor, "ccomp", "xcomp"), *(c for _, c in marked_clauses(sentence, act.anchor))]:
        subject = subject_inside(sentence, c)
        if subject is not None:
            found = [p for p in parties(scene, sentence, subject) if not sources & set(p.entities)]
            if found:
                return found
    return []


def _reversed(scene: Scene, sentence: Sentence, act: Act) -> Roles:
    """ "received a life sentence", "faced criticism from": the subject is the target."""
    subject = agent(sentence, act.anchor)
    targets = parties(scene, sentence, subject) if subject is not None else []
    known = {e for p in targets for e in p.entities}
    inner = nominal_roles(scene, sentence, replace(act, anchor=act.core))
    by = from_spots(
        scene, sentence, [*prepositions(sentence, act.core), *prepositions(sentence, act.anchor)], ("from", "by"), known
    )
    sources = by or [p for p in inner.sources if not known & set(p.entities)]
    return Roles(tuple(sources), tuple(targets), "by" if sources else "none", "subject" if targets else "none")


def _reciprocal(roles: Roles) -> Roles:
    seen: dict[tuple[int, ...], Party] = {}
    for party in (*roles.sources, *roles.targets):
        seen.setdefault(party.entities, party)
    everyone = tuple(seen.values())
    return replace(roles, sources=everyone, targets=everyone)


def _filled(scene: Scene, sentence: Sentence, act: Act, roles: Roles, place_iso3: str | None) -> Roles:
    """Implied parties: the authority of an agentless arrest, the people under force, the government protested at."""
    sources, targets = roles.sources, roles.targets
    source_rule, target_rule = roles.source_rule, roles.target_rule
    own = next((scene.entities[e].iso3 for p in sources for e in p.entities if scene.entities[e].iso3), None)
    theirs = next((scene.entities[e].iso3 for p in targets for e in p.entities if scene.entities[e].iso3), None)
    if not sources and act.has("g"):
        iso3 = place_iso3 or scene.home or theirs
        if iso3:
            sources, source_rule, own = (Party((scene.authority(iso3),), None, -1, "authority"),), "authority", iso3
    if not sources and act.has("m") and (act.code not in {"144", "145"} or _is_about_protest(scene, sentence)):
        iso3 = place_iso3 or scene.home or theirs
        if iso3:
            sources, source_rule, own = (
                (Party((scene.protesters(iso3),), None, -1, "protesters"),),
                "protesters",
                iso3,
            )
    whither = place_iso3 or (scene.home if act.nominal and sources else None)
    if not targets and act.has("d") and act.nominal and whither and whither != own:
        targets, target_rule = (Party((scene.state(whither),), None, -1, "place"),), "place"
    if not targets and not act.has("d"):
        iso3 = place_iso3 or own or scene.home
        if iso3 and act.has("m"):
            targets, target_rule = (Party((scene.authority(iso3),), None, -1, "authority"),), "authority"
        elif place_iso3 and act.has("v") and act.code != "1823":
            targets, target_rule = (Party((scene.people(place_iso3),), None, -1, "people"),), "people"
        elif act.has("v") and sources and not act.nominal and (facing := _people_facing(scene, sources, own)):
            targets, target_rule = (Party((scene.people(facing),), None, -1, "people"),), "people"
        elif act.code.startswith("087") and own and (facing := place_iso3 or scene.opponent(own)) and facing != own:
            targets, target_rule = (Party((scene.state(facing),), None, -1, "place"),), "place"
        elif act.code.startswith("087") and own and _are_rebels(scene, sources):
            targets, target_rule = (Party((scene.authority(own),), None, -1, "authority"),), "authority"
        elif act.code == "0831" and own:
            # coding rules: who resigns yields to those who pressed for it
            pressing = scene.pressing() or ((scene.protesters(own),) if _tells_of_protest(scene, sentence) else ())
            target_rule = "protesters" if pressing else "authority"
            targets = tuple(Party((e,), None, -1, target_rule) for e in pressing or (scene.authority(own),))
        elif act.root == "01":
            pass  # who only says something says it to nobody in particular
        elif iso3 and sources and (act.has("s") or act.has("g") or act.root in _DOMESTIC_ROOTS):
            domestic = own or iso3
            if act.root in {"12", "13"} and _are_abroad(scene, sources):
                domestic = scene.opponent(domestic) or domestic
            itself = act.root == "17" and act.code != "1712" and any(_is_state(scene, p, domestic) for p in sources)
            whom = scene.people(domestic) if itself else scene.state(domestic)  # "Bolivia declares an emergency"
            targets, target_rule = (Party((whom,), None, -1, "domestic"),), "domestic"
        elif iso3 and own and roles.has_object and not act.has("w"):
            targets, target_rule = (Party((scene.state(own),), None, -1, "domestic"),), "domestic"
    if len(targets) > 1 and own and not act.has("r"):
        # "withdrew his country from the treaty with Iran"
        others = tuple(p for p in targets if not _is_state(scene, p, own))
        targets = others or targets
    if act.has("v") and target_rule in _WHERE:
        targets = tuple(_inhabitants(scene, p) for p in targets)
    if act.code != "160":  # what is left or cancelled is rarely one's own
        # a state's war is not on its own schools and villages
        abroad = act.has("v") and act.root == "19" and sources and _are_abroad(scene, sources)
        where = place_iso3 or (_people_facing(scene, sources, own) if abroad else own)
        targets = tuple(_closed(scene, p, where or own or scene.home) for p in targets)
    sources = tuple(_closed(scene, p, (None if act.has("d") else place_iso3 or theirs) or scene.home) for p in sources)
    return replace(roles, sources=sources, targets=targets, source_rule=source_rule, target_rule=target_rule)


def _are_several_states(scene: Scene, sources: tuple[Party, ...]) -> bool:
    return len(scene.countries(e for p in sources for e in p.entities)) > 1


def _are_abroad(scene: Scene, sources: tuple[Party, ...]) -> bool:
    """Whether a state or an armed group speaks, which refuses and threatens others than its own people."""
    return all(scene.entities[e].kind in {"state", "armed_group"} for p in sources for e in p.entities)


def _are_rebels(scene: Scene, sources: tuple[Party, ...]) -> bool:
    """An armed group lays its arms down before the government of its own state, if no other foe is named."""
    return all(scene.entities[e].kind == "armed_group" for p in sources for e in p.entities)


def _is_about_protest(scene: Scene, sentence: Sentence) -> bool:
    """A road that "was blocked" was blocked by protesters only where protests are told of."""
    return "14" in scene.told_roots or _tells_of_protest(scene, sentence)


def _tells_of_protest(scene: Scene, sentence: Sentence) -> bool:
    rows = (row for token in sentence.tokens for row in scene.lexicon.nouns.get(token.lemma.lower(), ()))
    return any(row.code.startswith("14") and not row.objects for row in rows)


def _is_state(scene: Scene, party: Party, iso3: str) -> bool:
    entity = scene.entities[party.entities[0]]
    return entity.kind == "state" and entity.iso3 == iso3


def _inhabitants(scene: Scene, party: Party) -> Party:
    """Force "in Gaza and Lebanon" is force against the people there."""
    entity = scene.entities[party.entities[0]]
    if entity.kind != "state" or entity.iso3 is None or party.span is None:
        return party
    where = " ".join(scene.reading.text[party.span[0] : party.span[1]].split())
    return replace(party, entities=(scene.people(entity.iso3, where),), rule="people")


def _people_facing(scene: Scene, sources: tuple[Party, ...], own: str | None) -> str | None:
    """Whose people suffer violence with no other target: those where the article is at home; a state's force is not
    taken to be against its own but against the other state the article speaks of."""
    kinds = {scene.entities[e].kind for p in sources for e in p.entities}
    if own is None or not kinds & {"state", "government_body"}:
        return scene.home or own
    return scene.home if scene.home != own else scene.opponent(own)


def _closed(scene: Scene, party: Party, iso3: str | None) -> Party:
    """A group whose country the text does not show takes the place's, else the other side's, else the article's."""
    if not party.open or iso3 is None:
        return party
    return replace(party, entities=(scene.with_country(party.entities[0], iso3),), open=False)
