"""Deeds inside quotations: what somebody says of others counts only when both sides are said, since who speaks, argues
or complains does not report; what the speaker does by the words ("I apologise") is told by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import kids
from newsapp.extraction.discourse import says, speaker_above
from newsapp.extraction.roles import IMPLIED

if TYPE_CHECKING:
    from newsapp.extraction.acts import Act
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.roles import Roles
    from newsapp.extraction.scene import Scene

_FELT: Final = frozenset({"03", "05"})  # "our condolences", "my promise": given by saying so


def is_only_said(scene: Scene, sentence: Sentence, act: Act, roles: Roles) -> bool:
    """ "The founders rejected it", "they raped me": in a quotation, with a side left out or a pronoun for the doer."""
    if roles.source_rule == "voice" or act.rule.startswith("judgement"):
        return False
    quoted = scene.quoted(sentence)
    if act.anchor not in quoted:
        return False
    if _is_mentioned(scene, sentence, act, quoted):
        return True
    doers = [sentence.tokens[p.head] for p in roles.sources if p.head >= 0]
    if any(token.lower in scene.lexicon.words("speaker_pronoun") for token in doers):
        return False
    if any(token.tag == "PRP" for token in doers):
        return True
    speakers = {e for p in speaker_above(scene, sentence, act.anchor) for e in p.entities}
    if act.root in _FELT and speakers & {e for p in roles.sources for e in p.entities}:
        return False
    return roles.source_rule in IMPLIED or roles.target_rule in IMPLIED


def _is_mentioned(scene: Scene, sentence: Sentence, act: Act, quoted: set[int]) -> bool:
    """ "I want to tell them I am sorry", "saying I am sorry is not enough": words that are spoken of, not spoken."""
    token = sentence.tokens[act.finite]
    verb = sentence.tokens[token.head]
    named = token.dep == "ccomp" and verb.i in quoted and verb.tag in {"VB", "VBG"}
    return named and says(scene, verb.lemma.lower()) and not kids(sentence, verb.i, "aux", "nsubj")
