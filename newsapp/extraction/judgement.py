"""Judgements in words of value: "called the deal lousy", "said the strike was unlawful", "X should resign".

Blame is 11 and praise 05; what somebody else should do is an appeal, what he must do a demand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from newsapp.extraction.acts import Act
from newsapp.extraction.clauses import (
    agent,
    clause_tokens,
    has_condition,
    is_negated,
    is_passive,
    kids,
    objects,
    prepositions,
    recipient,
    subject_inside,
)
from newsapp.extraction.discourse import as_parties, says
from newsapp.extraction.matching import match_noun, match_verb
from newsapp.extraction.nominals import parties
from newsapp.extraction.quotations import quoted_tokens

if TYPE_CHECKING:
    from newsapp.extraction.nominals import Party
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.scene import Scene

_HOSTILE: Final = frozenset({"11", "12", "13", "16", "17", "18", "19", "20"})
_MAX_CLAUSES: Final = 6
_DESCRIBING: Final = frozenset({"amod", "attr", "acomp", "oprd", "conj", "compound", "advmod", "pobj", "prep", "dobj"})
_CODES: Final = {"negative": "111", "positive": "051"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judging act, whom it judges, the nouns or pronouns that stand for what is judged, who speaks where the sentence
    does not say so, and the tokens of the clause that is thereby asserted by nobody else."""

    act: Act
    judged: tuple[Party, ...]
    heads: tuple[int, ...] = ()
    voices: tuple[Party, ...] = ()
    content: tuple[int, ...] = ()


def find_judgements(scene: Scene, sentence: Sentence, used: set[int]) -> list[Judgement]:
    """Judging acts with the party judged. Statements already coded otherwise are left alone."""
    found: list[Judgement] = []
    speaker = tuple(as_parties(scene.voices.get(sentence.index, ())))
    if speaker:
        root = next((t.i for t in sentence.tokens if t.head == t.i), None)
        hit = _voiced(scene, sentence, root, speaker) if root is not None and root not in used else None
        return [hit] if hit is not None else []
    quoted = quoted_tokens(sentence, in_quote=False)
    naming = scene.lexicon.words("naming_verb")
    for token in sentence.tokens:
        if token.pos not in {"VERB", "AUX"} or token.i in used or is_negated(sentence, token.i):
            continue
        lemma = token.lemma.lower()
        if lemma in naming:
            hit = _naming(scene, sentence, token.i)
            if hit is not None:
                found.append(hit)
                continue
        if (says(scene, lemma) or _finds(scene, sentence, token.i)) and token.i not in quoted:
            hit = _said(scene, sentence, token.i, quoted)
            if hit is not None:
                found.append(hit)
    return found


def _voiced(scene: Scene, sentence: Sentence, root: int, speaker: tuple[Party, ...]) -> Judgement | None:
    """A quoted sentence whose speaker was named before or after it."""
    voices = {e for p in speaker for e in p.entities}
    hit = _content(scene, sentence, root, root, voices, quoted=True)
    return replace(hit, voices=speaker) if hit is not None else None


def polarity(scene: Scene, sentence: Sentence, i: int) -> str:
    """negative, positive or empty: the first word of judgement at `i` or in its modifiers and complements."""
    stack = [i]
    for current in stack:
        token = sentence.tokens[current]
        value = scene.lexicon.judgements.get(token.lemma.lower()) or scene.lexicon.judgements.get(token.lower)
        if value and token.pos in {"ADJ", "NOUN", "VERB", "PROPN", "ADV"}:
            if any(sentence.tokens[c].dep == "neg" for c in token.children):
                return "negative" if value == "positive" else ""
            return value
        if len(stack) < 12:
            stack.extend(
                c for c in token.children
                if sentence.tokens[c].dep in _DESCRIBING
                and sentence.tokens[c].pos in {"ADJ", "NOUN", "ADP", "PROPN", "ADV", "VERB"}
            )  # fmt: skip
    return ""


def by_court(scene: Scene, sentence: Sentence, i: int) -> bool:
    """Whether a court or judge acts in the clause of the verb at token `i`, by its own words, name or post."""
    doer = agent(sentence, i)
    if doer is None:
        return False
    words = {sentence.tokens[doer].lemma.lower()}
    mention = scene.index_of(sentence).mentions.get(doer)
    if mention is not None:
        words.update(scene.reading.text[mention.start : mention.end].lower().split())
        for entity in (scene.entities[e] for e in mention.entities):
            words.update(f"{entity.name} {entity.role}".lower().split())
    return not words.isdisjoint(scene.lexicon.words("court_word"))


def _finds(scene: Scene, sentence: Sentence, i: int) -> bool:
    """ "the judge determined that": what a court finds that somebody did, it finds against him."""
    return sentence.tokens[i].lemma in scene.lexicon.words("finding_verb") and by_court(scene, sentence, i)


def _is_deed(scene: Scene, sentence: Sentence, i: int) -> bool:
    """Somebody did it: an event noun, decision, plan or text, judged in place of its unnamed author."""
    if sentence.tokens[i].lower in {"it", "this", "that", "these"}:
        return True
    row, _ = match_noun(scene, sentence, scene.core_of(sentence, i))
    return row is not None or bool(
        scene.types_of(sentence, i) & {"decision", "law", "bill", "treaty", "claim", "election"}
    )


def _naming(scene: Scene, sentence: Sentence, i: int) -> Judgement | None:
    value = ""
    for c in kids(sentence, i, "oprd", "acomp", "attr"):
        value = value or polarity(scene, sentence, c)
    for prep, obj in prepositions(sentence, i):
        if prep == "as":
            value = value or polarity(scene, sentence, obj)
    judged: list[int] = objects(sentence, i) or [obj for prep, obj in prepositions(sentence, i) if prep == "to"]
    given = recipient(sentence, i)
    if given is not None and not value:
        # "called the ambassador a fool": parsed as if he were given one
        value = next((v for c in kids(sentence, i, "dobj") if (v := polarity(scene, sentence, c))), "")
        judged = [given]
    for j in judged:
        # a quoted adjective behind the object is often parsed as its modifier: the deal "lousy"
        for c in kids(sentence, j, "amod", "appos"):
            value = value or (polarity(scene, sentence, c) if c > j else "")
        for prep, obj in prepositions(sentence, j):
            value = value or (polarity(scene, sentence, obj) if prep == "as" else "")
    for c in kids(sentence, i, "ccomp"):
        subject = subject_inside(sentence, c)
        value = value or _predicate(scene, sentence, c)
        if subject is not None:
            judged.append(subject)
    if not value and sentence.tokens[i].lemma.lower() in scene.lexicon.words("mocking_verb") and given is None:
        # a name that the text puts in quotation marks and does not share: "called the move a 'smash and grab'"
        named = kids(sentence, i, "oprd") + [c for j in judged for c in kids(sentence, j, "appos", "amod") if c > j]
        quoted = quoted_tokens(sentence, in_quote=False)
        value = "negative" if any(c in quoted for c in named) else ""
    if not value or not judged or agent(sentence, i) is None:
        return None
    what = [j for j in judged[:1] if sentence.tokens[j].lower not in {"it", "this", "that"}]
    found = tuple(p for j in what for p in parties(scene, sentence, j))
    if not found and not any(_is_deed(scene, sentence, j) for j in judged[:1]):
        return None
    if value == "negative" and by_court(scene, sentence, i):
        return Judgement(Act(i, i, i, i, "116", None, rule="judgement:court"), found)
    return Judgement(_act(sentence, i, value), found, tuple(judged[:1]))


def _said(scene: Scene, sentence: Sentence, i: int, quoted: set[int]) -> Judgement | None:
    speaker = agent(sentence, i)
    if speaker is None:
        return None
    voices = {e for p in parties(scene, sentence, speaker, things=False) for e in p.entities}
    token = sentence.tokens[i]
    above = [token.head] if token.dep == "parataxis" else []  # "alleged, for example, the airline had ..."
    for c in [*kids(sentence, i, "ccomp"), *above]:
        inside = any(t in quoted for t in clause_tokens(sentence, c, limit=40))
        found = _content(scene, sentence, i, c, voices, quoted=inside)
        if found is not None:
            return found
    return None


def _content(scene: Scene, sentence: Sentence, i: int, c: int, voices: set[int], *, quoted: bool) -> Judgement | None:
    """What the clause at `c`, said by `voices` with the verb `i`, does: accuse, refuse, ask, blame or praise."""
    for verb in _clauses(sentence, c):
        subject = subject_inside(sentence, verb)
        if subject is None:
            subject = next(iter(kids(sentence, verb, "csubj")), None)  # "Leaving them is a mistake"
        if subject is None:
            continue
        judged = tuple(p for p in parties(scene, sentence, subject) if not voices & set(p.entities))
        accused = _accused(scene, sentence, i, verb, voices, quoted=quoted)
        if accused is not None:
            act = Act(i, i, i, i, "116" if _finds(scene, sentence, i) else "112", None, rule="said:accused")
            return Judgement(act, tuple(accused), (subject,), content=(verb,))
        if _refuses(scene, sentence, verb, subject, voices):
            row, _ = match_verb(scene, sentence, verb)
            code = (scene.lexicon.compose("REFUSE", row.code) if row is not None else None) or "120"
            done_to = tuple(
                p for o in objects(sentence, verb) for p in parties(scene, sentence, o) if not voices & set(p.entities)
            )
            return Judgement(Act(i, i, i, i, code, row, rule="said:refuses"), done_to, content=(verb,))
        wish = _wish(sentence, verb)
        if (
            wish == "must"
            and is_passive(sentence, verb)
            and not is_negated(sentence, i)
            and not kids(sentence, verb, "agent")
        ):
            return Judgement(Act(i, i, i, i, "100", None, rule="said:must"), (), (subject,), content=(verb,))
        blunt = (quoted or not is_negated(sentence, verb)) and not is_passive(sentence, verb)
        blunt = blunt and not has_condition(sentence, verb)  # "if a court says so, they have to" asks nobody
        if wish and blunt and _addressed(scene, list(judged), voices) and not is_negated(sentence, i):
            return Judgement(Act(i, i, i, i, "100" if wish == "must" else "020", None, rule=f"said:{wish}"), judged)
        timely = _high_time(scene, sentence, verb)
        if timely and not voices & {e for p in timely for e in p.entities}:
            return Judgement(Act(i, i, i, i, "020", None, rule="said:time"), tuple(timely), content=(verb,))
        value = _predicate(scene, sentence, verb)
        if not value and quoted:
            value = _tone(scene, sentence, verb)
        own = {scene.entities[e].iso3 for e in voices}
        if value == "positive" and quoted and not any(p.rule == "mention" for p in judged):
            continue  # good words about nobody in particular
        members = [scene.entities[e] for p in judged for e in p.entities]
        to_a_person = quoted and any(member.kind == "person" for member in members)
        if value == "positive" and members and not to_a_person and all(member.iso3 in own for member in members):
            continue  # self-praise is a statement
        known = judged or _is_deed(scene, sentence, subject)
        if value == "negative" and i != c and by_court(scene, sentence, i) and known:
            return Judgement(Act(i, i, i, i, "116", None, rule="judgement:court"), judged, (subject,))
        if value and (known or quoted):
            return Judgement(_act(sentence, i, value), judged, (subject,))
    return None


def _clauses(sentence: Sentence, c: int) -> list[int]:
    """The clause at `c`, its coordinates and the clauses inside it that are asserted with it."""
    found = [c]
    for verb in found:
        if len(found) >= _MAX_CLAUSES:
            break
        found.extend(
            k for k in kids(sentence, verb, "conj", "ccomp", "parataxis") if sentence.tokens[k].pos in {"VERB", "AUX"}
        )
    return found


def _tone(scene: Scene, sentence: Sentence, verb: int) -> str:
    """The judgement in the words of a clause that is no bare predicate ("shows a shocking ignorance of")."""
    if is_negated(sentence, verb):
        return ""
    found = []
    for i in clause_tokens(sentence, verb, limit=40):
        token = sentence.tokens[i]
        if token.pos not in {"ADJ", "NOUN", "VERB", "ADV"} or token.dep in {"nsubj", "nsubjpass"}:
            continue
        value = scene.lexicon.judgements.get(token.lemma.lower()) or scene.lexicon.judgements.get(token.lower)
        if value:
            found.append(value)
    return found[0] if len(set(found)) == 1 else ""


def _accused(scene: Scene, sentence: Sentence, i: int, c: int, voices: set[int], *, quoted: bool) -> list[Party] | None:
    """Those of whom it is claimed that they did something hostile, or said that they are to blame; None if nobody."""
    if is_negated(sentence, c):
        return None
    row, _ = match_verb(scene, sentence, c)
    claiming = sentence.tokens[i].lemma in scene.lexicon.words("claiming_verb") or quoted or _finds(scene, sentence, i)
    # who suffers or survives something is accused of nothing
    hostile = row is not None and row.code[:2] in _HOSTILE and claiming and not row.has("p")
    # these impute whatever their clause says to its subject
    hostile = hostile or sentence.tokens[i].lemma in scene.lexicon.words("imputing_verb")
    if not hostile and not _blamed(scene, sentence, c):
        return None
    involved = sentence.tokens[c].lemma in scene.lexicon.words("involving_verb")
    doer = next(iter(objects(sentence, c)), None) if involved else agent(sentence, c)
    found = parties(scene, sentence, doer, things=False) if doer is not None else []
    found = [p for p in found if not voices & set(p.entities) and p.rule != "belongs"]
    if not found and doer is not None and sentence.tokens[doer].lower in {"this", "it"}:
        return [p for obj in by_phrases(sentence, c) for p in parties(scene, sentence, obj, things=False)] or None
    return found or None


def by_phrases(sentence: Sentence, verb: int) -> list[int]:
    """Who stands behind "by" in the predicate ("this is a move BY the minister")."""
    return [
        obj for c in kids(sentence, verb, "attr", "dobj") for prep, obj in prepositions(sentence, c) if prep == "by"
    ]


def _blamed(scene: Scene, sentence: Sentence, verb: int) -> bool:
    """ "was behind the attack", "is responsible for", "had committed war crimes", "were involved in the
    murder"."""
    if sentence.tokens[verb].lemma in scene.lexicon.words("committing_verb"):
        return any("crime" in scene.types_of(sentence, obj) for obj in objects(sentence, verb))
    if sentence.tokens[verb].lemma in scene.lexicon.words("involving_verb") and is_passive(sentence, verb):
        return any(prep == "in" and _is_violence(scene, sentence, obj) for prep, obj in prepositions(sentence, verb))
    if sentence.tokens[verb].lemma != "be":
        return False
    blame = scene.lexicon.words("blame_word")
    return any(sentence.tokens[c].lemma.lower() in blame for c in kids(sentence, verb, "acomp", "attr", "prep"))


def _is_violence(scene: Scene, sentence: Sentence, i: int) -> bool:
    row, _ = match_noun(scene, sentence, i)
    return row is not None and row.has("v")


def _refuses(scene: Scene, sentence: Sentence, c: int, subject: int, voices: set[int]) -> bool:
    """The speaker says that he, or the state he speaks for, will not do something."""
    unready = _is_ready(scene, sentence, c)
    if not is_negated(sentence, c) or (
        not unready and sentence.tokens[c].lemma in scene.lexicon.words("unrefusing_verb")
    ):
        return False
    words = {sentence.tokens[k].lower for k in kids(sentence, c, "aux")}
    if not unready and not words & {"will", "wo", "would", "'ll", "’ll", "shall"}:
        return False
    doers = {e for p in parties(scene, sentence, subject, things=False) for e in p.entities}
    countries = {scene.entities[e].iso3 for e in doers if scene.entities[e].kind == "state"}
    return bool(doers & voices) or bool(countries & {scene.entities[e].iso3 for e in voices})


def _is_ready(scene: Scene, sentence: Sentence, c: int) -> bool:
    """ "are prepared to", "is willing to": negated it is a refusal."""
    if sentence.tokens[c].lemma == "prepare":
        return bool(kids(sentence, c, "xcomp", "advcl"))
    words = scene.lexicon.words("ready_adjective")
    ready = (k for k in kids(sentence, c, "acomp") if sentence.tokens[k].lemma.lower() in words)
    return sentence.tokens[c].lemma == "be" and any(kids(sentence, k, "xcomp") for k in ready)


def _addressed(scene: Scene, judged: list[Party], voices: set[int]) -> bool:
    """What a named other should or must do is an appeal or demand to him; what "people" or we should do is not."""
    own = {scene.entities[e].iso3 for e in voices}
    members = [scene.entities[e] for p in judged if p.rule == "mention" for e in p.entities]
    general = [m for m in members if m.kind == "population" and m.index not in scene.borderless]
    return bool(members) and not general and not any(m.kind == "state" and m.iso3 in own for m in members)


def _predicate(scene: Scene, sentence: Sentence, verb: int) -> str:
    """The judgement in a copular clause ("is unacceptable", "was a mistake")."""
    if sentence.tokens[verb].lemma not in scene.lexicon.words("judging_copula"):
        return ""
    for c in kids(sentence, verb, "acomp", "attr", "oprd", "dobj"):
        value = polarity(scene, sentence, c)
        if value:
            negated = is_negated(sentence, verb)
            return ("negative" if value == "positive" else "") if negated else value
    return ""


def _high_time(scene: Scene, sentence: Sentence, verb: int) -> list[Party]:
    """Whom "it is time for X to act" asks."""
    times = [c for c in kids(sentence, verb, "attr") if sentence.tokens[c].lemma == "time"]
    if sentence.tokens[verb].lemma != "be" or not times or is_negated(sentence, verb):
        return []
    inner = [c for at in (verb, times[0]) for c in kids(sentence, at, "advcl", "acl", "relcl", "xcomp", "ccomp")]
    acts = [c for c in inner if sentence.tokens[c].tag == "VB"]
    asked = [obj for at in (verb, times[0]) for prep, obj in prepositions(sentence, at) if prep == "for" and acts]
    doers = asked + [s for c in acts if (s := subject_inside(sentence, c)) is not None]
    return [p for doer in doers[:1] for p in parties(scene, sentence, doer, things=False)]


def _wish(sentence: Sentence, verb: int) -> str:
    words = {sentence.tokens[c].lower for c in kids(sentence, verb, "aux")}
    if "must" in words:
        return "must"
    if words & {"should", "ought"}:
        return "should"
    if sentence.tokens[verb].lemma in {"need", "have"} and kids(sentence, verb, "xcomp"):
        return "should"
    return ""


def _act(sentence: Sentence, i: int, value: str) -> Act:
    return Act(i, i, i, i, _CODES[value], None, rule=f"judgement:{value}")
