"""Why each field of an event has its value: one plain-English sentence a field, quoting the words it rests on.

The sentences stand on event pages. Every one has a stable rule id beside it, so that a page or a test need not read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.findings import Reason
from newsapp.extraction.merge import TOLD_CLOSER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsapp.extraction.drafts import Draft
    from newsapp.extraction.nominals import Party
    from newsapp.extraction.scene import Scene

# {who}: the party; {words}: its words in the sentence; {did}: the words of the act; {side}: source or target.
_PARTY: Final[Mapping[str, str]] = {
    "subject": "“{words}” is the subject of “{did}”, so {who} is the {side}.",
    "agent": "“{did}” is a passive and “{words}” is named as the one who did it.",
    "by": "“{words}” stands behind “by” or “from” after “{did}”, so {who} is the {side}.",
    "hands": "The sentence says that it happened at the hands of “{words}”.",
    "possessor": "“{did}” is said to be that of “{words}” (the possessive “’s” or “of”), so {who} is the {side}.",
    "modifier": "“{words}” describes “{did}”, so {who} is the {side}.",
    "of": "“{words}” follows “of” after “{did}”, so {who} is the {side}.",
    "object": "“{words}” is the object of “{did}”, so {who} is the {side}.",
    "both": "“{did}” is something the two sides do together, so {who} stands on both.",
    "content": "What is said with “{did}” is about “{words}”, so {who} is the {side}.",
    "content_subject": "“{words}” is the one who is asked or told to act, so {who} is addressed by “{did}”.",
    "content_target": "“{words}” is the one affected by what is promised, asked or threatened with “{did}”.",
    "content_source": "“{words}” is named in what is promised, asked or threatened with “{did}”.",
    "near": "“{words}” is the nearest actor after “{did}”; the sentence does not say more plainly who is meant.",
    "authority": "Nobody is named, and “{did}” is something the authorities of the state do: {who} is understood.",
    "domestic": "The sentence names nobody else that “{did}” is aimed at, so the source’s own state is taken: {who}.",
    "people": "Force is used in a territory and no other target is named, so {who} are taken as the target.",
    "judged": "“{words}” is what the praise or blame is about, so {who} is the {side}.",
    "deed": "The sentence points back at something told earlier; {who} did that, so {who} is the {side}.",
    "voice": "The sentence is part of a quotation, and {who} is named beside it as the speaker.",
    "claim": "{who} claimed responsibility, as another sentence of the article says.",
    "protesters": "A protest is reported; {who} stands for those who took part.",
    "answer": "“{words}” answers the attack, so {who} suffered it.",
    "despite": "“{words}” acts in spite of or after “{did}”, so {who} is the one it is aimed at.",
    "exchange": "The release is in exchange for another one, so {who} releases in turn.",
    "place": "The sentence says that it happened there, so {who} is the {side}.",
}
_PREPOSITION: Final = "“{words}” follows “{rule}” after “{did}”, so {who} is the {side}."
_OF_VERB: Final = frozenset({"subject", "agent", "object"})
_NOBODY: Final = "The sentence names no {side} for “{did}”."
_OPERATORS: Final[Mapping[str, str]] = {
    "AGREE": "agreeing to something or offering it",
    "APPEAL": "asking for something",
    "DEMAND": "demanding something",
    "REFUSE": "refusing something",
    "THREATEN": "threatening something",
    "STOP": "ending something",
    "START": "beginning or continuing something",
    "LIGHT": "carrying something out",
    "PASSIVE": "having something done to one",
    "INTEND": "planning or announcing something",
    "WISH": "wishing for something",
    "TRY": "attempting something",
    "FAIL": "failing to do something",
    "HELP": "letting or helping something happen",
    "SAY": "saying something",
}
_SPOKEN: Final[Mapping[str, str]] = {
    "said:accused": "“{did}” introduces something bad that somebody else is said to have done: an accusation.",
    "said:refuses": "“{did}” introduces the statement that something will not be done: a refusal.",
    "said:must": "“{did}” introduces what somebody else must do: a demand.",
    "said:should": "“{did}” introduces what somebody else should do: an appeal.",
    "judgement:court": "A court is said to find something unlawful or wrong: a ruling against it.",
    "judgement:negative": "What is said with “{did}” uses words of blame.",
    "judgement:positive": "What is said with “{did}” uses words of praise.",
}


def reasons_for(scene: Scene, draft: Draft) -> tuple[Reason, ...]:
    """One reason a field, in the order type, source, target, date, place, modality."""
    did = _words(scene, draft.trigger)
    anchor = draft.sentence.tokens[draft.act.anchor]
    # "intensified its operations": the verb has the subject, the noun says what was done
    doing = anchor.text if anchor.pos in {"VERB", "AUX"} else did
    found = [Reason("type", draft.act.rule, _type(scene, draft, did, doing))]
    roles = draft.roles
    for side, rule, side_parties in (
        ("source", roles.source_rule, roles.sources),
        ("target", roles.target_rule, roles.targets),
    ):
        found.append(
            Reason(side, f"party:{rule}", _party(scene, side, rule, side_parties, doing if rule in _OF_VERB else did))
        )
    found.append(Reason("date", f"date:{draft.date.basis}", _sentence(draft.date_reason)))
    if draft.place is not None:
        rule = "place:clause" if draft.place.span is not None else "place:story"
        found.append(Reason("place", rule, _place(scene, draft)))
    found.append(Reason("modality", f"modality:{draft.modality}", _modality(draft, did)))
    return tuple(found)


def _party(scene: Scene, side: str, rule: str, parties: tuple[Party, ...], did: str) -> str:
    if not parties or rule == "none":
        return _NOBODY.format(side=side, did=did)
    names = _listed([scene.entities[e].name for party in parties for e in party.entities])
    spans = [party.span for party in parties if party.span is not None]
    words = "”, “".join(_words(scene, span) for span in spans) if spans else names
    pattern = _PARTY.get(rule, _PREPOSITION)
    if len({e for party in parties for e in party.entities}) > 1:
        pattern = pattern.replace("so {who} is the {side}", "so {who} are the {side}s").replace("” is the", "” are the")
        pattern = (
            pattern.replace("{who} is", "{who} are").replace("” follows", "” follow").replace("is named", "are named")
        )
    return _sentence(pattern.format(who=names, words=words, did=did, side=side, rule=rule))


def _listed(names: list[str]) -> str:
    once = list(dict.fromkeys(names))
    return once[0] if len(once) == 1 else f"{', '.join(once[:-1])} and {once[-1]}"


def _type(scene: Scene, draft: Draft, did: str, doing: str) -> str:
    kind = scene.lexicon.type_names.get(draft.code) or draft.code
    read = f"read as “{kind}”"
    rule = draft.act.rule
    if rule.startswith(TOLD_CLOSER):
        return f"“{did}” is told more closely in another sentence about it: {read}."
    if rule in _SPOKEN:
        return f"{_SPOKEN[rule].format(did=did)} It is {read}."
    if rule.startswith("exchange"):
        return f"“In exchange for” says that the other side released “{did}” in turn: {read}."
    if rule.startswith("attack"):
        return f"“{did}” is the attack that caused the casualties the sentence reports: {read}."
    if draft.act.operators:
        outer = _OPERATORS.get(draft.act.operators[0], "an act about another act")
        content = draft.act.content
        core = draft.sentence.tokens[content.trigger if content is not None else draft.act.core].text
        about = f" (here “{core}”)" if core != doing else ""
        return f"“{doing}” is a way of {outer}{about}; the outermost act decides: {read}."
    beside = _beside(draft)
    return f"“{did}”{beside} is {read}."


def _beside(draft: Draft) -> str:
    """The condition that decided the sense, in the text's own words: particle or preposition, and object."""
    lexeme = draft.act.lexeme
    if lexeme is None:
        return ""
    tokens = draft.sentence.tokens
    near = [tokens[c] for c in tokens[draft.act.core].children]
    decisive = [t.text for t in near if t.lower in lexeme.preps or t.lemma.lower() in lexeme.words]
    if lexeme.objects and lexeme.key.startswith(("verb", "idiom")):
        decisive.extend(t.text for t in near if t.dep in {"dobj", "nsubjpass"} and t.text not in decisive)
    shown = "”, “".join(dict.fromkeys(decisive))
    return f" with “{shown}”" if shown else ""


def _place(scene: Scene, draft: Draft) -> str:
    place = draft.place
    if place is None or place.span is None:
        name = f" ({place.name})" if place is not None else ""
        return f"This sentence does not say where; another one that tells of it does{name}."
    return f"The sentence says that it happened in “{_words(scene, place.span)}”."


def _modality(draft: Draft, did: str) -> str:
    words = draft.modality_reason
    shown = {
        "happened": f"“{did}” is told as something that has happened",
        "ongoing": f"“{did}” is told as still going on",
        "planned": f"“{did}” lies ahead",
        "hypothetical": f"“{did}” is told as a possibility only",
        "demanded": f"“{did}” is only asked for",
        "negated": f"“{did}” is said not to have happened",
        "reported_statement": f"“{did}” reports words, not a deed",
    }[draft.modality]
    return _sentence(f"{shown}: {words}")


def _words(scene: Scene, span: tuple[int, int]) -> str:
    return " ".join(scene.reading.text[span[0] : span[1]].split())


def _sentence(words: str) -> str:
    """A capital at the front and a full stop at the end."""
    words = words.strip()
    if not words:
        return words
    first = words[0].upper() + words[1:]
    return first if first.endswith((".", "!", "?")) else f"{first}."
