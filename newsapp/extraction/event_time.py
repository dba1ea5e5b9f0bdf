"""When an act happened: the time words of its clause or the nearest clause above, else the assumed week."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from newsapp.extraction.clauses import auxiliaries, clause_tokens, governor, is_passive, kids
from newsapp.extraction.findings import EventDate

if TYPE_CHECKING:
    from newsapp.extraction.acts import Act
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import TimeMention
    from newsapp.extraction.scene import Scene

NO_DATE: Final = EventDate(None, None, None, "none", "none", "", "", "none", None)
_MAX_CLAUSES: Final = 3
# The day and the six days before it: "the week up to publication" of the coding rules, section 6.
ASSUMED_DAYS: Final = 7


def find_time(scene: Scene, sentence: Sentence, act: Act, modality: str) -> tuple[EventDate, str]:
    """The date of `act` and the reason. Nothing is invented: without words and without plain past there is none."""
    mention = _nearest(scene, sentence, act)
    if mention is not None and not _lies_ahead_of_the_done(scene, mention, modality):
        return dated(mention), _dated_reason(mention)
    return undated(scene, sentence, act, modality)


def _lies_ahead_of_the_done(scene: Scene, mention: TimeMention, modality: str) -> bool:
    """What has been done was not done in a year to come: such words ("in 24 years") say how long, not when."""
    published = scene.reading.published
    return (
        published is not None
        and mention.first is not None
        and mention.first > published
        and mention.precision == "year"
        and modality in {"happened", "ongoing", "reported_statement", "negated"}
    )


def undated(scene: Scene, sentence: Sentence, act: Act, modality: str) -> tuple[EventDate, str]:
    """The date of an act whose clause names no time: the day of a brief, the week of an article, or none."""
    if modality == "planned" and _is_under_way(scene, sentence, act):
        return assumed(scene.reading.published), "It is part of a journey that is under way: the week of publication"
    if modality not in {"happened", "ongoing", "reported_statement"}:
        return NO_DATE, "No time is stated, and it has not happened yet, so it has no date"
    if _is_background(scene, sentence, act) or (scene.brief and _is_past_in_brief(sentence, act)):
        return NO_DATE, "It is told as background to the news without a time, so it has no date"
    dated_present = scene.told_in_present and _is_dated_present(sentence, act)
    if modality == "happened" and (dated_present or (scene.brief and _is_present_brief(sentence))):
        return today(
            scene.reading.published
        ), "The item tells its day's news in the present tense, so its own day is taken"
    return assumed(
        scene.reading.published
    ), "No time is stated; plain past in the news of a day is taken as the week up to publication"


def _is_under_way(scene: Scene, sentence: Sentence, act: Act) -> bool:
    """ "During his tour, he will visit": a plan within a journey that the news is about."""
    for c in kids(sentence, act.finite, "prep"):
        if sentence.tokens[c].lower == "during":
            journeys = scene.lexicon.words("journey_noun")
            return any(sentence.tokens[o].lemma in journeys for o in kids(sentence, c, "pobj"))
    return False


def _is_present_brief(sentence: Sentence) -> bool:
    """Whether the sentence of a brief tells its news in the simple present, active or passive."""
    root = next((t for t in sentence.tokens if t.head == t.i), None)
    if root is None or sentence.kind != "body":
        return False
    helpers = auxiliaries(sentence, root.i)
    tags = {root.tag, *(helper.tag for helper in helpers)}
    return bool(tags & {"VBZ", "VBP"}) and "has" not in {h.lower for h in helpers}


def _is_past_in_brief(sentence: Sentence, act: Act) -> bool:
    """In a brief told in the present, what a past participle or a perfect mentions in passing lies further back."""
    if not _is_present_brief(sentence):
        return False
    token = sentence.tokens[act.finite]
    if token.pos not in {"VERB", "AUX"} or token.head == token.i:
        return False
    helpers = {helper.lower for helper in auxiliaries(sentence, act.finite)}
    return token.dep in {"acl", "relcl", "pcomp"} and (token.tag == "VBN" or bool(helpers & {"has", "have", "been"}))


_TENSES: Final = {"past": "the past tense", "present": "the present tense", "future": "the future tense"}


def _dated_reason(mention: TimeMention) -> str:
    """The words, how they were read, and the days that come out."""
    words = " ".join(mention.text.split())
    tense = _TENSES.get(mention.tense, "")
    with_tense = f" with {tense}" if tense else ""
    if mention.first is None:
        return f"“{words}” cannot be put on a calendar, so the date stays open"
    if mention.expression.startswith("weekday"):
        which = {"past": "the latest one up to publication", "future": "the first one from publication on"}
        return f"“{words}”{with_tense}: {which.get(mention.tense, 'the nearest one')}, {_days(mention)}"
    return f"“{words}”{with_tense} is read as {_days(mention)}"


def _days(mention: TimeMention) -> str:
    first, last = mention.first, mention.last
    if first is None or last is None or first == last:
        return f"{first:%-d %B %Y}" if first is not None else ""
    return f"{first:%-d %B %Y} to {last:%-d %B %Y}"


def dated(mention: TimeMention) -> EventDate:
    """The date a time expression gives. An unresolved one stays unresolved, with its words."""
    span = (mention.start, mention.end)
    if mention.first is None:
        return EventDate(None, None, None, "none", "none", mention.text, mention.expression, mention.tense, span)
    explicit = mention.expression[:4].isdigit() and mention.precision == "day"
    return EventDate(
        mention.first.isoformat(), mention.first, mention.last, mention.precision, "stated" if explicit else "resolved",
        mention.text, mention.expression, mention.tense, span,
    )  # fmt: skip


def assumed(published: dt.date | None) -> EventDate:
    """The seven days up to publication, valued by the publication day; no date when that is unknown."""
    if published is None:
        return EventDate(None, None, None, "none", "none", "", "assumed", "past", None)
    first = dt.date.fromordinal(max(published.toordinal() - ASSUMED_DAYS + 1, 1))  # time begins on day 1 of year 1
    return EventDate(published.isoformat(), first, published, "week", "assumed", "", "assumed", "past", None)


def today(published: dt.date | None) -> EventDate:
    """The day of publication itself, assumed."""
    if published is None:
        return assumed(None)
    return EventDate(published.isoformat(), published, published, "day", "assumed", "", "assumed-day", "present", None)


def _is_dated_present(sentence: Sentence, act: Act) -> bool:
    """News told in the simple present ("Moldova detains a former adviser") is of the item's own day."""
    if sentence.kind != "body":
        return False
    token = sentence.tokens[act.finite]
    if token.pos not in {"VERB", "AUX"}:
        above = governor(sentence, act.finite)
        if above is None:
            return False
        token = sentence.tokens[above]
    helpers = auxiliaries(sentence, token.i)
    if token.tag in {"VBZ", "VBP"} and not helpers:
        return True
    return bool(helpers) and helpers[-1].dep == "auxpass" and helpers[-1].tag in {"VBZ", "VBP"} and len(helpers) == 1


def _nearest(scene: Scene, sentence: Sentence, act: Act) -> TimeMention | None:
    times = [
        t
        for t in scene.reading.times
        # "two days after the vote" gives no day as long as the vote has none
        if t.sentence == sentence.index and t.kind != "set" and not t.expression.startswith("event|")
    ]
    if not times:
        return None
    tokens = sentence.tokens
    here: int | None = act.trigger
    for step in range(_MAX_CLAUSES + 1):
        if here is None:
            return None
        members = clause_tokens(sentence, here)
        for c in kids(sentence, here, "relcl"):
            if tokens[c].lemma in scene.lexicon.words("happening_verb"):
                members = members + clause_tokens(sentence, c)
        inside = [t for t in times if any(t.start <= tokens[m].start < t.end for m in members)]
        usable = [t for t in inside if not (t.kind == "duration" and t.first is None)]
        if usable:
            return min(usable, key=lambda t: (t.first is None, abs(t.start - tokens[act.trigger].start)))
        if step and tokens[here].dep in {"ccomp", "relcl"}:
            return None
        above = governor(sentence, here)
        # what somebody said on Monday did not happen on Monday
        if above is not None and tokens[here].dep in {"ccomp", "relcl", "parataxis"}:
            return None
        here = above
    return None


def _is_background(scene: Scene, sentence: Sentence, act: Act) -> bool:
    token = sentence.tokens[act.finite]
    if token.pos not in {"VERB", "AUX"}:
        return False
    helpers = {helper.lower for helper in auxiliaries(sentence, act.finite)}
    if "had" in helpers or "'d" in helpers:
        return True
    former = scene.lexicon.words("former_adverb")
    if any(sentence.tokens[c].lower in former for c in kids(sentence, act.finite, "advmod")):
        return True
    return (
        token.dep in {"relcl", "acl"}
        and (token.tag == "VBD" or is_passive(sentence, act.finite))
        and "has" not in helpers
    )
