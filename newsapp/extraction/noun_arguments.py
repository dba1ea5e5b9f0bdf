"""Participants of an event noun: possessor, modifier and prepositions ("Iran's strike on", "a visit by X to")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import agent, governor, is_passive, kids, objects, prepositions, subject_inside
from newsapp.extraction.matching import match_noun, match_verb
from newsapp.extraction.nominals import Party, is_attached, parties
from newsapp.extraction.positions import from_spots
from newsapp.extraction.roles import Roles

_IN_SPITE_OF: Final = frozenset({"despite", "amid", "amidst", "following", "after"})
_BLAMING: Final = frozenset({"11", "16", "17"})
_FIGHTERS: Final = frozenset({"armed_group", "government_body", "state"})
_FOR: Final = frozenset({"to", "for", "of"})

_OTHERS: Final = frozenset({"to", "of"})
# Arrest and sentence, finding of guilt: the courts say who did what the sentence is for.
_HELD: Final = frozenset({"173", "116"})

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsapp.extraction.acts import Act
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene


def nominal_roles(scene: Scene, sentence: Sentence, act: Act) -> Roles:
    """Both sides of the noun at `act.core`: "Iran's missile strike on", "a visit by X to", "talks between"."""
    noun = act.core
    preps = list(prepositions(sentence, noun))
    sources: list[Party] = []
    rule = "none"
    by = [obj for prep, obj in preps if prep == "by"]
    hands = _hands(sentence, preps)
    if act.has("h") and not hands:
        # the parser hangs "at the hands of" on the main verb as often as on the noun
        above = governor(sentence, noun)
        hands = _hands(sentence, prepositions(sentence, above)) if above is not None else []
    for c in kids(sentence, noun, "acl"):
        # "a deadline issued by the court", "protests organised by students"
        by.extend(
            inner for prep, inner in prepositions(sentence, c) if prep == "by" and sentence.tokens[c].tag == "VBN"
        )
        # "a phone call made by the president to his colleague"
        preps.extend(p for p in prepositions(sentence, c) if p[0] != "by" and sentence.tokens[c].tag == "VBN")
    target_first = act.lexeme is not None and act.lexeme.target[:1] == ("of",)
    owners = kids(sentence, noun, "poss")
    if not owners and act.has("v") and sentence.tokens[noun].dep == "appos":  # "its operation, an offensive against"
        owners = kids(sentence, sentence.tokens[noun].head, "poss")
    named = scene.index_of(sentence).mentions
    own = kids(sentence, noun, "compound", "amod", "nmod")
    own.extend(_shared_modifiers(scene, sentence, noun))
    deeper = [g for c in own for g in kids(sentence, c, "compound", "amod", "nmod")]
    modifiers = [c for c in (*own, *deeper) if c in named and not is_attached(scene, sentence, c)]
    owned: list[Party] = []
    for heads, name in ((by, "by"), (hands, "hands")):
        if heads and not sources:
            sources, rule = parties(scene, sentence, heads[0]), name
    if owners:
        owned = _blamed_for_it(scene, sentence, noun, owners[0]) or parties(scene, sentence, owners[0])
    if not sources and not (target_first and _patient_like(act)) and owned:
        sources, rule, owned = owned, "possessor", []
    if not sources and modifiers:
        sources, rule = parties(scene, sentence, modifiers[0]), "modifier"
    if not sources and not target_first:
        own_targets = act.lexeme.target if act.lexeme is not None else ("of",)
        wanted = {"of", "from"} if "of" not in own_targets else {"from"} - set(own_targets)
        of = [(prep, obj) for prep, obj in preps if prep in wanted]
        if not of and (act.has("s") or act.operators[:1] == ("APPEAL",)):
            # "requests for leniency from his lawyers": hung on what is asked for
            under = [obj for prep, obj in preps if prep == "for"]
            of = [(prep, obj) for outer in under for prep, obj in prepositions(sentence, outer) if prep == "from"]
        if of:
            sources, rule = parties(scene, sentence, of[0][1], things=False), of[0][0]
    if not sources and act.has("s"):
        sources, rule = _coming_from(scene, sentence, noun)
    if not sources and act.lexeme is not None and act.lexeme.flags & {"r", "d"} and noun == act.anchor:
        # "after talks with Turkey, Greece withdrew": whoever acts in the clause took part
        above = governor(sentence, noun)
        # not of what they answer: "in response to the visit, the minister said"
        told_under = (
            sentence.tokens[noun].dep == "pobj" and sentence.tokens[sentence.tokens[noun].head].lower not in _OTHERS
        )
        shared = told_under or (sentence.tokens[noun].dep == "dobj" and act.has("r"))
        doer = agent(sentence, above) if above is not None and shared else None
        if doer is None and above is not None and shared and act.has("r"):
            sources, rule = _falling(scene, sentence, above, preps), "subject"
        if doer is not None:
            told = sentence.tokens[noun].dep == "pobj"
            named_in_it = (
                _taking_part(scene, sentence, above, doer) if told else parties(scene, sentence, doer, things=False)
            )
            sources, rule = named_in_it, "subject"
    if not sources and act.root == "09":
        root = next((t.i for t in sentence.tokens if t.head == t.i), noun)
        doer = agent(sentence, root) if sentence.tokens[root].pos == "VERB" else None
        found = parties(scene, sentence, doer, things=False) if doer is not None else []
        if any(scene.entities[e].kind == "government_body" for p in found for e in p.entities):
            sources, rule = found, "subject"
    if not sources and act.has("v"):
        sources, rule = convicted(scene, sentence, noun), "convict"
    known = {e for p in sources for e in p.entities}
    spots = list(preps)
    for _, obj in preps:
        spots.extend(prepositions(sentence, obj))
    targets: list[Party] = []
    target_rule = "none"
    for want in act.lexeme.target if act.lexeme is not None else ():
        wants = ("between", "with", "of") if want == "both" else (want,)
        targets = from_spots(scene, sentence, spots, wants, known)
        if targets:
            target_rule = want
            break
    if not targets and act.has("r") and noun == act.anchor and sentence.tokens[noun].dep == "dobj":
        # "has increased cooperation in recent years with India": the parser hangs the partner on the verb
        behind = [(prep, obj) for prep, obj in prepositions(sentence, sentence.tokens[noun].head) if obj > noun]
        targets = from_spots(scene, sentence, behind, ("with",), known)
        target_rule = "with"
    if not sources and targets and owned:
        # "Iran's detention of sailors": with its patient named, the noun's owner is who did it
        theirs = {e for p in targets for e in p.entities}
        sources, rule, owned = [p for p in owned if not theirs & set(p.entities)], "possessor", []
        known = {e for p in sources for e in p.entities}
    if not targets and sources and act.has("v"):
        targets = [p for p in _answering(scene, sentence, noun) if not known & set(p.entities)]
        target_rule = "answer"
    if not targets and act.has("s"):
        # "its deadline for Israel to resume deliveries"
        for c in kids(sentence, noun, "acl", "ccomp", "relcl"):
            doer = subject_inside(sentence, c)
            if doer is not None and any(sentence.tokens[m].lower == "for" for m in kids(sentence, c, "mark")):
                targets = [p for p in parties(scene, sentence, doer) if not known & set(p.entities)]
                target_rule = "content_subject"
    if not targets and act.has("s") and sources:
        targets = [p for p in _suffering(scene, sentence, noun) if not known & set(p.entities)]
        target_rule = "despite"
    if not targets and owned:
        targets, target_rule = [p for p in owned if not known & set(p.entities)], "possessor"
    if rule == "subject" and target_rule == "between" and sentence.tokens[sentence.tokens[noun].head].lower in _FOR:
        sources = []  # "gave its support to the talks between A and B": without whoever supports them
    return Roles(tuple(sources), tuple(targets), rule if sources else "none", target_rule if targets else "none")


def freed_abroad(scene: Scene, sentence: Sentence, act: Act, roles: Roles) -> Roles:
    """ "The minister announced the release of their citizen from a prison in Iran": who tells of it did not hold them,
    the authorities of the place did. `roles` unchanged where the one freed is no countryman of the teller."""
    if act.code != "0841" or roles.source_rule != "subject":
        return roles
    tellers = scene.countries(e for p in roles.sources for e in p.entities)
    freed = scene.countries(e for p in roles.targets for e in p.entities)
    held = [obj for prep, obj in prepositions(sentence, act.core) if prep in {"from", "in"}]
    held += [obj for outer in held for prep, obj in prepositions(sentence, outer) if prep == "in"]
    where = scene.countries(e for obj in held for p in parties(scene, sentence, obj) for e in p.entities)
    if not freed or freed != tellers or len(where) != 1 or where & freed:
        return roles
    holder = Party((scene.authority(next(iter(where))),), None, -1, "authority")
    return replace(roles, sources=(holder,), source_rule="authority")


def holding(scene: Scene, sentence: Sentence, roles: Roles) -> list[Party]:
    """Who holds the targets of an appeal or demand: "called for the release of hostages held by Hamas" asks Hamas."""
    for party in roles.targets:
        if party.head < 0:
            continue
        whom = [party.head, *(obj for prep, obj in prepositions(sentence, party.head) if prep == "of")]
        held = [c for noun in whom for c in kids(sentence, noun, "acl")]
        for verb in (c for c in held if sentence.tokens[c].tag == "VBN" and kids(sentence, c, "agent")):
            row, _ = match_verb(scene, sentence, verb)
            doer = agent(sentence, verb)
            if row is not None and row.code[:2] in {"17", "18"} and doer is not None:
                return parties(scene, sentence, doer, things=False)
    return []


def _falling(scene: Scene, sentence: Sentence, verb: int, preps: list[tuple[str, int]]) -> list[Party]:
    """ "three were killed in clashes with the police": who fell there fought, if only the other side is named."""
    row, _ = match_verb(scene, sentence, verb)
    named = {prep for prep, _ in preps}
    if row is None or not row.has("c") or not is_passive(sentence, verb) or "between" in named:
        return []
    fallen = [p for o in objects(sentence, verb)[:1] for p in parties(scene, sentence, o)]
    kinds = [scene.entities[p.entities[0]].kind for p in fallen]
    both = len(kinds) > 1 and set(kinds) <= _FIGHTERS  # "soldiers and rebels were killed in clashes"
    return fallen if both or "with" in named else []


def _taking_part(scene: Scene, sentence: Sentence, verb: int | None, doer: int) -> list[Party]:
    """Who acts in the clause of `verb`; a thing takes part in no talks, so whoever tells of it did: "the mayor says
    that the tower will be pulled down following talks with tenants"."""
    found = parties(scene, sentence, doer, things=False)
    if verb is not None and sentence.tokens[verb].dep == "prep":
        verb = governor(sentence, verb)  # "following" is tagged as a verb
    if verb is None or sentence.tokens[verb].dep != "ccomp" or any(p.rule != "belongs" for p in found):
        return found
    teller = agent(sentence, sentence.tokens[verb].head)
    return found if teller is None else parties(scene, sentence, teller, things=False) or found


def _shared_modifiers(scene: Scene, sentence: Sentence, noun: int) -> list[int]:
    """ "RUSSIAN missile and drone attacks": what describes a noun that only tells the means describes the attack."""
    token = sentence.tokens[noun]
    means = sentence.tokens[token.head]
    if token.dep != "conj" or means.pos != "NOUN" or match_noun(scene, sentence, means.i)[0] is not None:
        return []
    return kids(sentence, means.i, "compound", "amod", "nmod") if not kids(sentence, noun, "det", "poss") else []


def _coming_from(scene: Scene, sentence: Sentence, noun: int) -> tuple[list[Party], str]:
    """Whose words they are: "statements of condemnation have come from", "praise also came from"."""
    head = sentence.tokens[noun]
    if head.dep == "pobj" and sentence.tokens[head.head].lower == "of":
        head = sentence.tokens[sentence.tokens[head.head].head]
    verb = sentence.tokens[head.head]
    if head.dep != "nsubj" or verb.lemma != "come":
        return [], "none"
    found = [p for prep, obj in prepositions(sentence, verb.i) if prep == "from" for p in parties(scene, sentence, obj)]
    return found, "from" if found else "none"


def convicted(scene: Scene, sentence: Sentence, i: int) -> list[Party]:
    """Who was arrested, sentenced or found guilty "for" or "of" the deed at token `i`: whoever did it."""
    token = sentence.tokens[i]
    if token.dep == "conj":  # "for robbing and killing": one sentence for both
        token = sentence.tokens[token.head]
    prep = sentence.tokens[token.head]
    if token.dep not in {"pobj", "pcomp"} or prep.lower not in {"for", "of", "over"}:
        return []
    verb = governor(sentence, prep.i)
    if verb is not None and _serves(scene, sentence, verb):
        server = agent(sentence, verb)
        return parties(scene, sentence, server, things=False) if server is not None else []
    row, _ = match_verb(scene, sentence, verb) if verb is not None else (None, 0)
    if verb is None or row is None or row.code not in _HELD:
        return []
    return [p for o in objects(sentence, verb)[:1] for p in parties(scene, sentence, o)]


def _serves(scene: Scene, sentence: Sentence, verb: int) -> bool:
    """ "is serving a life sentence for": who serves it did what it is for."""
    terms = {sentence.tokens[o].lemma for o in objects(sentence, verb)}
    return sentence.tokens[verb].lemma == "serve" and bool(terms & scene.lexicon.words("served_noun"))


def _blamed_for_it(scene: Scene, sentence: Sentence, noun: int, owner: int) -> list[Party]:
    """ "expelled the ambassador for his criticism of": "his" is whoever it was done to, not who did it."""
    prep = sentence.tokens[sentence.tokens[noun].head]
    if sentence.tokens[owner].tag != "PRP$" or prep.lower not in {"for", "over"} or sentence.tokens[noun].dep != "pobj":
        return []
    verb = governor(sentence, noun)
    if verb is None or governor(sentence, prep.i) != verb:
        return []
    row, _ = match_verb(scene, sentence, verb)
    direct = [o for o in objects(sentence, verb) if o < noun]
    against = [
        obj for o in direct for prep, obj in prepositions(sentence, o) if prep in {"against", "on"} and obj < noun
    ]
    suffered = against or direct
    found = parties(scene, sentence, suffered[0]) if suffered else []
    blamed = [p for p in found if scene.entities[p.entities[0]].kind in {"person", "population", "armed_group"}]
    if row is not None and row.code[:2] in _BLAMING:
        blamed = found
    return blamed if len(found) == 1 else []


def _hands(sentence: Sentence, preps: Iterable[tuple[str, int]]) -> list[int]:
    """Whose hands, in "at the hands of Israeli forces"."""
    return [
        inner
        for prep, obj in preps
        if prep == "at" and sentence.tokens[obj].lemma == "hand"
        for of, inner in prepositions(sentence, obj)
        if of == "of"
    ]


def _suffering(scene: Scene, sentence: Sentence, noun: int) -> list[Party]:
    """Who acts "despite criticism by" or "amid protests from" others is the one criticised."""
    token = sentence.tokens[noun]
    prep = sentence.tokens[token.head].lower
    # "returned at the government's request": who does what was asked was asked
    if token.dep != "pobj" or (prep not in _IN_SPITE_OF and not (prep in {"at", "upon"} and token.lemma == "request")):
        return []
    above = governor(sentence, noun)
    doer = agent(sentence, above) if above is not None else None
    return parties(scene, sentence, doer, things=False) if doer is not None else []


def _answering(scene: Scene, sentence: Sentence, noun: int) -> list[Party]:
    """Who answers an attack suffered it: "Israel's response to Iran's missile strike"."""
    token = sentence.tokens[noun]
    if token.dep != "pobj" or sentence.tokens[token.head].lower not in {"to", "for", "against"}:
        return []
    answer = sentence.tokens[sentence.tokens[token.head].head]
    if answer.lemma.lower() not in scene.lexicon.words("answer_noun"):
        return []
    return [p for c in kids(sentence, answer.i, "poss") for p in parties(scene, sentence, c)]


def _patient_like(act: Act) -> bool:
    """Nouns whose possessor is the one acted upon ("Sinwar's death", "his arrest", "the mayor's murder")."""
    return (
        act.has("h")
        or (act.root in {"17", "18"} and act.has("g"))
        or act.code[:3] in {"181", "182", "186"}
        or act.code in {"0841", "174"}
    )
