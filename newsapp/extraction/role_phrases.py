"""Offices without a name: "the president", "Israel's prime minister"; the holder in the article, else on that day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsapp.extraction.cast import Member, name_key
from newsapp.extraction.names import add_actor
from newsapp.extraction.offices import holder_at, holder_of, normal_title
from newsapp.extraction.spans import tokens_in
from newsapp.extraction.titles import opening_words, titles

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from newsapp.extraction.cast import Cast
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import Mention

_LONGEST_TITLE: Final = 5
# "Minister of Foreign Affairs", "ambassador to the United Nations": what may stand between the title and a name.
_FOR: Final = frozenset({"of", "to", "for"})
_INSIDE_POST: Final = frozenset({"of", "the", "and", "for"})
_LONGEST_POST: Final = 10
_STATES: Final = frozenset({"state", "government_body"})
# A title that modifies or describes something else names nobody: "he was elected president".
_NO_HOLDER: Final = frozenset({"compound", "nmod", "appos", "attr"})


def find_role_phrases(
    text: str, sentence: Sentence, named: Sequence[Mention], cast: Cast, knowledge: Knowledge, day: dt.date | None,
    offices: Offices,
) -> list[Mention]:  # fmt: skip
    """Mentions like "the president" or "the Turkish foreign minister": the holder in the article, else on that day,
    else an office holder whom only the role names."""
    known = titles(knowledge)
    opening = opening_words(knowledge)
    tokens = sentence.tokens
    taken = {
        i for m in named for i in tokens_in(sentence, m.start, m.end) if cast.members[m.entities[0]].kind == "person"
    }
    found: list[Mention] = []
    i = 0
    while i < len(tokens):
        may_open = tokens[i].pos in {"NOUN", "PROPN", "ADJ"} and tokens[i].lower in opening
        width = _office_width(sentence, i, known) if may_open else 0
        last = i + width - 1
        if not width or any(j in taken for j in range(i, last + 1)) or tokens[last].dep in _NO_HOLDER:
            i += max(1, width)
            continue
        mention = _whose_title(sentence, i, last, named, cast) or _role_mention(
            text, sentence, i, last, named, cast, knowledge, day, offices
        )
        if mention is not None:
            found.append(mention)
        i = last + 1
    return found


def _office_width(sentence: Sentence, i: int, known: dict[str, tuple[str, str]]) -> int:
    """How many tokens from `i` on are the longest title of an office; 0 for none."""
    tokens = sentence.tokens
    words = [token.lower for token in tokens[i : i + _LONGEST_TITLE]]
    for width in range(len(words), 0, -1):
        title = " ".join(words[:width]).replace(" - ", " ")  # "secretary-general"
        if known.get(title, ("",))[0] == "office":
            return width
    return 0


def _whose_title(sentence: Sentence, first: int, last: int, named: Sequence[Mention], cast: Cast) -> Mention | None:
    """ "Ambassador to the United Nations NAME": the title is that of the person named right behind what it is for."""
    tokens = sentence.tokens
    if last + 1 >= len(tokens) or tokens[last + 1].lower not in _FOR or tokens[last].tag in {"NNS", "NNPS"}:
        return None
    stop = last + 2
    while (
        stop < len(tokens)
        and stop - last < _LONGEST_POST
        and (tokens[stop].pos == "PROPN" or tokens[stop].lower in _INSIDE_POST)
    ):
        stop += 1
    end = tokens[stop - 1].end
    person = next((m for m in named if m.end == end and m.form == "name" and len(m.entities) == 1), None)
    if person is None or cast.members[person.entities[0]].kind != "person" or person.start <= tokens[last + 2].start:
        return None
    if cast.at(sentence.index, tokens[first].start, tokens[last].end) is not None:
        return None
    for existing in named:  # "former US ambassador" as somebody without a name
        if existing.head == last and existing.form in {"description", "group"}:
            cast.remove(existing)
    title = " ".join(token.lower for token in tokens[first : last + 1])
    cast.mention(
        sentence.index, tokens[first].start, tokens[last].end, head=last, entities=person.entities, form="role",
        reason=f"the {title} is named right behind", confidence=0.8,
    )  # fmt: skip
    return cast.at(sentence.index, tokens[first].start, tokens[last].end)


def _role_mention(
    text: str,
    sentence: Sentence,
    first: int,
    last: int,
    named: Sequence[Mention],
    cast: Cast,
    knowledge: Knowledge,
    day: dt.date | None,
    offices: Offices,
) -> Mention | None:
    tokens = sentence.tokens
    title = " ".join(token.lower for token in tokens[first : last + 1])
    owners = [m for m in named if len(m.entities) == 1 and m.form in {"name", "demonym"}]
    owner = next((m for m in owners if m.end <= tokens[first].start and tokens[first].start - m.end <= 3), None)
    after = None
    if last + 1 < len(tokens) and tokens[last + 1].lower in {"of", "for"}:
        limit = tokens[min(last + 3, len(tokens) - 1)].end
        after = next((m for m in owners if tokens[last + 1].end <= m.start < limit), None)
    owner = owner or after
    iso3 = cast.members[owner.entities[0]].iso3 if owner is not None else None
    article = tokens[first - 1].lower if first else ""
    if owner is None and article != "the" and not tokens[first].text[:1].isupper():
        return None
    if tokens[last].tag == "NNS":
        return None
    start = min(tokens[first].start, owner.start) if owner is not None else tokens[first].start
    end = max(tokens[last].end, after.end) if after is not None else tokens[last].end
    index = _named_behind(sentence, last, named, cast)
    # "a Hezbollah commander" has no office of the state that Hezbollah is in
    body = cast.members[owner.entities[0]] if owner is not None else None
    of_body = body is not None and body.kind not in _STATES
    if index is None and body is not None and body.slug:
        actor = holder_at(normal_title(title, knowledge), body.slug, knowledge, day)
        index = add_actor(cast, actor, knowledge, day) if actor is not None else None
    if index is None and not of_body:
        index = _holder(title, iso3, cast, knowledge, day, offices)
    reason = f"the {title} named in the article or in office on that day"
    if index is None and owner is not None and iso3:
        country = knowledge.countries.get(iso3)
        whose = cast.members[owner.entities[0]].name
        name = f"{whose} {title}" if of_body else f"{title} of {country.name if country else iso3}"
        index = cast.add(name_key(name), Member(name, "person", iso3, candidate=True, role=title))
        reason = "an office holder whom only the role names"
    if index is None:
        return None
    # The same words may have been taken for a body ("minister" as its ministry); the person in office is better.
    for existing in named:
        if existing.head == last and existing.form in {"description", "group"}:
            cast.remove(existing)
    if cast.at(sentence.index, start, end) is not None:
        return None
    cast.mention(sentence.index, start, end, head=last, entities=(index,), form="role", reason=reason, confidence=0.65)
    return cast.at(sentence.index, start, end)


def _named_behind(sentence: Sentence, last: int, named: Sequence[Mention], cast: Cast) -> int | None:
    """The person whose name stands beside the title: "the prime minister of Greenland, NAME, says"."""
    beside = {c for c in sentence.tokens[last].children if c > last and sentence.tokens[c].dep == "appos"}
    for mention in named:
        if mention.head in beside and mention.form == "name" and len(mention.entities) == 1:
            return mention.entities[0] if cast.members[mention.entities[0]].kind == "person" else None
    return None


class Offices:
    """The people of a cast by the offices they hold, so that a role phrase need not look at everybody. It is kept up
    to date with members who join; what the cast says of somebody is complete by the time roles are looked for. `home`
    is the state whose president "the president" means: that of whoever is quoted, else the article's."""

    def __init__(self, cast: Cast, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self.home: str | None = None
        self._cast = cast
        self._seen = 0
        self._latest: dict[tuple[str, str | None], int] = {}

    def latest(self, title: str, iso3: str | None) -> int | None:
        """The member who joined last of those in the office `title` (a normal title) of the state, None: any state."""
        for index, member in enumerate(self._cast.members[self._seen :], start=self._seen):
            if member.kind == "person" and member.role:
                for office in _offices_of(member.role, self._knowledge):
                    self._latest[office, None] = self._latest[office, member.iso3] = index
        self._seen = len(self._cast.members)
        return self._latest.get((title, iso3))


def _offices_of(role: str, knowledge: Knowledge) -> list[str]:
    """The titles under which who has `role` is meant: "deputy foreign minister" is no minister."""
    held = normal_title(role, knowledge)
    if held.startswith(tuple(knowledge.words("deputy_word"))):
        return [held]
    words = held.split(" ")
    return [" ".join(words[i:]) for i in range(len(words))]


def _holder(
    title: str, iso3: str | None, cast: Cast, knowledge: Knowledge, day: dt.date | None, offices: Offices
) -> int | None:
    wanted = normal_title(title, knowledge)
    known = offices.latest(wanted, iso3)
    if iso3 is None and offices.home and (at_home := offices.latest(wanted, offices.home)) is not None:
        known = at_home
    if known is not None or iso3 is None:
        return known
    actor = holder_of(wanted, iso3, knowledge, day)
    if actor is None:
        return None
    return add_actor(cast, actor, knowledge, day)
