"""Deeds inside quotations: what somebody says of others counts only when both sides are said, since who speaks, argues
or complains does not report; what the speaker does by the words ("I apologise") is told by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsapp.extraction.quotations import quoted_tokens
from newsapp.extraction.roles import IMPLIED

if TYPE_CHECKING:
    from newsapp.extraction.acts import Act
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.roles import Roles
    from newsapp.extraction.scene import Scene


def is_only_said(scene: Scene, sentence: Sentence, act: Act, roles: Roles) -> bool:
    """ "The founders rejected it", "they raped me": in a quotation, with a side left out or a pronoun for the doer."""
    if roles.source_rule == "voice" or act.rule.startswith("judgement"):
        return False
    if act.anchor not in quoted_tokens(sentence, in_quote=sentence.index in scene.voices):
        return False
    doers = [sentence.tokens[p.head] for p in roles.sources if p.head >= 0]
    if any(token.lower in scene.lexicon.words("speaker_pronoun") for token in doers):
        return False
    if any(token.tag == "PRP" for token in doers):
        return True
    return roles.source_rule in IMPLIED or roles.target_rule in IMPLIED
