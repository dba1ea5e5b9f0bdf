"""Parties that nobody names: the authority behind an arrest, the people under force, the government protested at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import kids, objects
from newsapp.extraction.nominals import Party

if TYPE_CHECKING:
    from newsapp.extraction.acts import Act
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.roles import Roles
    from newsapp.extraction.scene import Scene

_WHERE: Final = frozenset({"in", "at", "over", "near", "outside"})
# Acts that are done to somebody even when nobody is named: then within the source's own state.
_DOMESTIC_ROOTS: Final = frozenset({"17", "11", "09", "16", "12", "10", "13"})
_TOPIC: Final = frozenset({"on", "over"})
_PARTNERS: Final = frozenset({"state", "international_organisation"})  # with whom relations can be cut
_ON_PEOPLE: Final = frozenset({"17", "18", "19"})


def filled(scene: Scene, sentence: Sentence, act: Act, roles: Roles, place_iso3: str | None) -> Roles:
    """Implied parties: the authority of an agentless arrest, the people under force, the government protested at."""
    sources, targets = roles.sources, roles.targets
    source_rule, target_rule = roles.source_rule, roles.target_rule
    own = next((scene.entities[e].iso3 for p in sources for e in p.entities if scene.entities[e].iso3), None)
    theirs = next((scene.entities[e].iso3 for p in targets for e in p.entities if scene.entities[e].iso3), None)
    if not sources and act.has("g") and not kids(sentence, act.anchor, "agent"):
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
        elif act.root == "16" and (others := _named_under(scene, sentence, act, own)):
            targets, target_rule = others, "object"
        elif iso3 and sources and (act.has("s") or act.has("g") or act.root in _DOMESTIC_ROOTS):
            domestic = own or iso3
            if act.root in {"12", "13"} and _are_abroad(scene, sources):
                domestic = scene.opponent(domestic) or domestic
            targets, target_rule = (_at_home(scene, act, sources, domestic),), "domestic"
        elif iso3 and own and roles.has_object and not act.has("w"):
            targets, target_rule = (_at_home(scene, act, sources, own),), "domestic"
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


def _are_abroad(scene: Scene, sources: tuple[Party, ...]) -> bool:
    """Whether a state or an armed group speaks, which refuses and threatens others than its own people."""
    return all(scene.entities[e].kind in {"state", "armed_group"} for p in sources for e in p.entities)


def _named_under(scene: Scene, sentence: Sentence, act: Act, own: str | None) -> tuple[Party, ...]:
    """The state or body inside what is ended: "suspended talks on joining the European Union"."""
    mentions = scene.index_of(sentence).mentions
    topics = [c for c in kids(sentence, act.anchor, "prep") if sentence.tokens[c].lower in _TOPIC]
    for thing in (*objects(sentence, act.anchor), *topics):
        for i in sentence.subtree(thing):
            mention = mentions.get(i)
            named = mention is not None and mention.form == "name" and mention.head == i
            if mention is None or not named or len(mention.entities) != 1:
                continue
            entity = scene.entities[mention.entities[0]]
            if entity.kind in _PARTNERS and (entity.iso3 is None or entity.iso3 != own):
                return (Party(mention.entities, (mention.start, mention.end), mention.head, "object"),)
    return ()


def _are_rebels(scene: Scene, sources: tuple[Party, ...]) -> bool:
    """An armed group lays its arms down before the government of its own state, if no other foe is named."""
    return all(scene.entities[e].kind == "armed_group" for p in sources for e in p.entities)


def _at_home(scene: Scene, act: Act, sources: tuple[Party, ...], iso3: str) -> Party:
    """The source's own state as the target, or its people where the state itself bans, decrees or uses force."""
    at_people = act.root in _ON_PEOPLE and act.code != "1712"  # who damages something at home does so to nobody
    is_state = at_people and all(_is_state(scene, p, iso3) for p in sources)
    return Party((scene.people(iso3) if is_state else scene.state(iso3),), None, -1, "domestic")


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
    last = scene.entities[party.entities[0]].name.lower().split()[-1]
    if last != "states" and last in scene.lexicon.words("states_noun"):
        return party  # "30 countries" belong to none; "states" may be parts of one
    return replace(party, entities=(scene.with_country(party.entities[0], iso3),), open=False)
