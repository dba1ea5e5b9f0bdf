"""Events of one article: acts by composition, their participants, time, place and modality, repeats merged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from newsapp.extraction.admission import admitted
from newsapp.extraction.arguments import find_roles
from newsapp.extraction.attribution import find_attribution
from newsapp.extraction.claims import fill_claimed
from newsapp.extraction.clauses import prepositions
from newsapp.extraction.composition import Composer
from newsapp.extraction.confidence import confidence_of
from newsapp.extraction.discourse import author_of, find_voices, speaker_above
from newsapp.extraction.drafts import Draft
from newsapp.extraction.event_place import find_place, place_at, place_country
from newsapp.extraction.event_time import find_time, undated
from newsapp.extraction.findings import AlsoReported, EventFinding, Participant
from newsapp.extraction.grouping import group_sentence
from newsapp.extraction.judgement import Judgement, find_judgements
from newsapp.extraction.matching import match_noun
from newsapp.extraction.merge import merge_repeats
from newsapp.extraction.modality import find_modality
from newsapp.extraction.nameless import as_protesters
from newsapp.extraction.nominals import Party, parties
from newsapp.extraction.phrases import find_clause_span, find_phrase
from newsapp.extraction.reasons import reasons_for
from newsapp.extraction.scene import Scene
from newsapp.extraction.settling import refused, settle_code, threatened
from newsapp.extraction.story_days import give_story_days
from newsapp.extraction.story_places import give_story_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsapp.extraction.acts import Act
    from newsapp.extraction.lexicon import Lexicon
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import Entity, Reading
    from newsapp.extraction.roles import Roles

# No sentence of news reports more; past it the parse is wrong.
MAX_EVENTS_PER_SENTENCE: Final = 10
MAX_PARTICIPANTS: Final = 20
_CLAIMS: Final = frozenset({"said:accused", "said:refuses"})
# What is done by saying it: inside a quotation the speaker does it, though no subject is written ("pray for").
_UTTERED: Final = frozenset({"02", "03", "05", "10", "11", "13"})
_SPOKEN: Final = "saying it is the act itself"


@dataclass(frozen=True, slots=True)
class EventResult:
    """The events, and all entities they refer to: those of the reading, in place, and the added ones behind them."""

    events: tuple[EventFinding, ...]
    entities: tuple[Entity, ...]


def find_events(reading: Reading, lexicon: Lexicon) -> EventResult:
    """All events told in `reading`, in text order. Deterministic and bounded per sentence."""
    scene = Scene(reading, lexicon)
    scene.voices = find_voices(scene)
    drafts: list[Draft] = []
    for sentence in reading.sentences:
        if sentence.tokens and sentence.kind in {"title", "body"}:
            grouped = group_sentence(scene, _drafts(scene, sentence))
            drafts.extend(grouped)
            scene.tell(grouped)
    groups = give_story_days(scene, merge_repeats(scene, fill_claimed(scene, drafts)), reading.published)
    events = tuple(_finding(scene, group) for group in give_story_places(scene, groups))
    return EventResult(events, tuple(scene.entities))


@dataclass(frozen=True, slots=True)
class Coded:
    """One act with its sides, code and modality, whether it counts as an event or not."""

    act: Act
    roles: Roles
    code: str
    modality: str
    modality_reason: str
    counts: bool


def code_acts(scene: Scene, sentence: Sentence) -> Iterator[Coded]:
    """Every act of `sentence`, those that are no events of their own included, outermost first."""
    composer = Composer(scene, sentence)
    acts = [act for act in composer.acts() if act.code != "-"]
    coded = {i for act in acts if act.root != "01" for i in (act.trigger, act.anchor)}
    judgements = find_judgements(scene, sentence, coded)
    spoken_for = {judgement.act.anchor for judgement in judgements}
    for judgement in judgements:
        if judgement.act.rule in _CLAIMS:
            # what is claimed or refused is the content of that act and asserted by nobody else
            spoken_for.update(judgement.content)
    for act in acts:
        if act.anchor not in spoken_for:
            coded_act = _coded(scene, sentence, act, None)
            yield coded_act
            yield from _returned(scene, sentence, coded_act)
    for judgement in judgements:
        yield _coded(scene, sentence, judgement.act, judgement)


def _returned(scene: Scene, sentence: Sentence, coded: Coded) -> Iterator[Coded]:
    """ "freed hostages in exchange for prisoners": the other side released these."""
    if not coded.counts or coded.code[:3] != "084" or coded.act.nominal:
        return
    exchange = scene.lexicon.words("exchange_noun")
    given = [
        inner
        for prep, obj in prepositions(sentence, coded.act.anchor)
        if prep in {"in", "for"} and sentence.tokens[obj].lemma.lower() in exchange
        for of, inner in prepositions(sentence, obj)
        if of == "for"
    ]
    states = {iso3 for p in coded.roles.targets for e in p.entities if (iso3 := scene.entities[e].iso3)}
    if not given or len(states) != 1:
        return
    freed = tuple(parties(scene, sentence, given[0]))
    if freed and scene.types_of(sentence, given[0]) & {"people", "prisoner", "person"}:
        giver = Party((scene.state(states.pop()),), None, -1, "exchange")
        roles = replace(coded.roles, sources=(giver,), targets=freed, source_rule="exchange", target_rule="for")
        act = replace(coded.act, trigger=given[0], rule=f"exchange>{coded.act.rule}")
        yield replace(coded, act=act, roles=roles)


def _coded(scene: Scene, sentence: Sentence, act: Act, judgement: Judgement | None) -> Coded:
    place_iso3 = place_country(scene, sentence, act)
    roles = find_roles(scene, sentence, act, place_iso3)
    if judgement is not None:
        roles = _judged(scene, sentence, roles, judgement)
    elif not roles.sources and act.root in _UTTERED and not act.nominal:
        speaker = tuple(speaker_above(scene, sentence, act.anchor))
        roles = replace(roles, sources=speaker, source_rule="voice" if speaker else "none")
    elif act.root == "12" and roles.target_rule == "domestic" and act.content is not None and act.content.nominal:
        roles = _answering(scene, sentence, act.content.trigger, roles) or roles
    if roles.attack is not None:
        act, roles = _by_attack(scene, sentence, act, roles, place_iso3)
    code = settle_code(scene, sentence, act, roles)
    if code.startswith("14"):
        roles = replace(roles, sources=tuple(as_protesters(scene, party) for party in roles.sources))
    modality, modality_reason = find_modality(sentence, act) if judgement is None else ("happened", _SPOKEN)
    if modality == "negated" and (refusal := refused(scene, sentence, act, code)) != code:
        code, modality, modality_reason = refusal, "happened", "not doing it is a refusal, and the refusal has happened"
        if act.has("r") and not act.mood and len(roles.sources) > 1:  # one side refuses what takes two
            roles = replace(roles, sources=roles.sources[:1], targets=roles.sources[1:])
    if (threat := threatened(scene, sentence, act, code, modality)) != code:
        code, modality, modality_reason = threat, "happened", "saying what one will do if something happens is a threat"
    return Coded(act, roles, code, modality, modality_reason, admitted(scene, sentence, act, roles, code, modality))


def _drafts(scene: Scene, sentence: Sentence) -> Iterator[Draft]:
    found = 0
    for coded in code_acts(scene, sentence):
        if not coded.counts:
            continue
        for part in _split_visits(coded.act, coded.roles):
            if found >= MAX_EVENTS_PER_SENTENCE:
                return
            found += 1
            yield _one(scene, sentence, coded, part)


def _one(scene: Scene, sentence: Sentence, coded: Coded, roles: Roles) -> Draft:
    act, code, modality = coded.act, coded.code, coded.modality
    date, date_reason = find_time(scene, sentence, act, modality)
    place = find_place(scene, sentence, act)
    if roles is not coded.roles:  # one of several destinations
        target = roles.targets[0]
        place = place_at(scene, sentence, target.head) or place
        if date.span is not None and not _is_dated(coded.roles, target, date.span):
            date, date_reason = undated(scene, sentence, act, modality)
    voice, voice_span = find_attribution(scene, sentence, act.finite) if code[:2] != "01" else ("", None)
    trigger = sentence.tokens[act.trigger]
    return Draft(
        sentence=sentence, act=act, code=code, roles=roles,
        sources=_members(roles.sources), targets=_members(roles.targets),
        modality=modality, modality_reason=coded.modality_reason,  # type: ignore[arg-type]
        date=date, date_reason=date_reason, place=place, attributed_to=voice, attribution_span=voice_span,
        trigger=(trigger.start, trigger.end),
        clause=find_clause_span(sentence, act, roles, date.span, place.span if place else None),
        phrase=find_phrase(scene, sentence, act, roles),
        target_countries=tuple(iso3 for e in _members(roles.targets) if (iso3 := scene.entities[e].iso3)),
    )  # fmt: skip


def _is_dated(roles: Roles, target: Party, time: tuple[int, int]) -> bool:
    """Whether the time belongs to this destination: it stands behind it and before the next one."""
    before = [p for p in roles.targets if p.span is not None and p.span[1] <= time[0]]
    owner = before[-1] if before else roles.targets[0]
    return owner.entities == target.entities


def _judged(scene: Scene, sentence: Sentence, roles: Roles, judgement: Judgement) -> Roles:
    if judgement.voices:
        roles = replace(roles, sources=judgement.voices, source_rule="voice")
    own = {e for p in roles.sources for e in p.entities}
    named = tuple(p for p in judgement.judged if not own & set(p.entities))
    if named:
        return replace(roles, targets=named, target_rule="judged")
    for head in judgement.heads:
        if (answered := _answering(scene, sentence, head, roles)) is not None:
            return answered
    iso3 = next((scene.entities[e].iso3 for e in own if scene.entities[e].iso3), None)
    praised = judgement.act.root == "05"  # who calls an event a success praises nobody by that
    if iso3 is None or praised or judgement.judged or (judgement.voices and judgement.act.rule != "said:must"):
        return replace(roles, targets=(), target_rule="none")
    return replace(roles, targets=(Party((scene.state(iso3),), None, -1, "domestic"),), target_rule="domestic")


def _answering(scene: Scene, sentence: Sentence, head: int, roles: Roles) -> Roles | None:
    """ "condemned the attack", "rejected the sanctions": said to those who did what the noun at `head` means, where
    that was told before."""
    own = {e for p in roles.sources for e in p.entities}
    authors = tuple(author_of(scene, sentence, head, own))
    return replace(roles, targets=authors, target_rule="deed") if authors else None


def _by_attack(scene: Scene, sentence: Sentence, act: Act, roles: Roles, place_iso3: str | None) -> tuple[Act, Roles]:
    """ "The blast killed twelve": the attack is the event, the casualties are its target."""
    row, _ = match_noun(scene, sentence, roles.attack or 0)
    if row is None:
        return act, roles
    noun = roles.attack or 0
    attack = replace(act, code=row.code, lexeme=row, trigger=noun, core=noun, rule=f"attack:{row.key}")
    own = find_roles(scene, sentence, replace(attack, anchor=noun), place_iso3)
    return attack, replace(roles, sources=own.sources, source_rule=own.source_rule, attack=None)


def _split_visits(act: Act, roles: Roles) -> Sequence[Roles]:
    """ "visit Jordan on Wednesday and Doha as well": each destination is a visit of its own."""
    if not act.has("d") or len(roles.targets) < 2:
        return [roles]
    return [replace(roles, targets=(target,)) for target in roles.targets]


def _members(parties: tuple[Party, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(e for p in parties for e in p.entities))[:MAX_PARTICIPANTS]


def _finding(scene: Scene, group: Sequence[Draft]) -> EventFinding:
    best = group[0]
    sentence = best.sentence
    others: dict[int, AlsoReported] = {}
    for draft in group[1:]:
        if draft.sentence.index != sentence.index:
            others.setdefault(draft.sentence.index, _also(scene, draft))
    start, end = best.trigger
    return EventFinding(
        sentence=sentence.index,
        sentence_span=(sentence.start, sentence.end),
        clause_span=best.clause,
        trigger_span=best.trigger,
        trigger=scene.reading.text[start:end],
        phrase=best.phrase,
        source=_participants(scene, best.roles.sources),
        target=_participants(scene, best.roles.targets),
        cameo=best.code,
        plover=scene.lexicon.plover_of(best.code),
        modality=best.modality,
        attributed_to=best.attributed_to,
        attribution_span=best.attribution_span,
        date=best.date,
        place=best.place,
        also=tuple(sorted(others.values(), key=lambda a: a.sentence)),
        confidence=confidence_of(scene, best, repeated=bool(others)),
        reasons=reasons_for(scene, best),
    )


def _also(scene: Scene, draft: Draft) -> AlsoReported:
    sentence, source = draft.sentence, _participants(scene, draft.roles.sources)
    span = (sentence.start, sentence.end)
    return AlsoReported(sentence.index, span, draft.clause, draft.trigger, source, draft.date.span)


def _participants(scene: Scene, parties: tuple[Party, ...]) -> tuple[Participant, ...]:
    found: dict[int, Participant] = {}
    for party in parties:
        for index in party.entities:
            entity = scene.entities[index]
            found.setdefault(index, Participant(index, entity.name, entity.iso3, entity.slug, party.span))
    return tuple(found.values())[:MAX_PARTICIPANTS]
