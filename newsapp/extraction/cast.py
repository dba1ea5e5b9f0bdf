"""The cast of one article while it is being read: entities with their keys, and the mentions collected for them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsapp.extraction.folding import fold
from newsapp.extraction.reading import Entity, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsapp.extraction.reading import ActorKind, MentionForm


@dataclass(slots=True)
class Member:
    """An entity in the making. `gender` is m, f or empty; `plural` entities answer to "they"."""

    name: str
    kind: ActorKind
    iso3: str | None
    slug: str | None = None
    candidate: bool = False
    role: str = ""
    affiliation: str = ""
    gender: str = ""
    plural: bool = False
    stateless: bool = False
    spellings: set[str] = field(default_factory=set)


class Cast:
    """Entities by key, in order of appearance, and their mentions; one mention for one span."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        # How many members had each state when they joined; what is learnt of a member later does not count.
        self.joined_by_state: Counter[str | None] = Counter()
        self._by_key: dict[str, int] = {}
        self._mentions: dict[tuple[int, int, int], Mention] = {}

    def index(self, key: str) -> int | None:
        """The member known under `key`, if any."""
        return self._by_key.get(key)

    def add(self, key: str, member: Member) -> int:
        """The index of the member under `key`; `member` joins the cast if the key is new."""
        index = self._by_key.get(key)
        if index is None:
            index = len(self.members)
            self.members.append(member)
            self.joined_by_state[member.iso3] += 1
            self._by_key[key] = index
        return index

    def also_known_as(self, index: int, key: str) -> None:
        """Lets `key` lead to an existing member; an older meaning of the key gives way to the later one."""
        self._by_key[key] = index

    def merge(self, moved: Mapping[int, int]) -> None:
        """Gives the names, the office and the mentions of each member in `moved` to the other it leads to."""
        for old, new in moved.items():
            self.members[new].role = self.members[new].role or self.members[old].role
            self.members[old].role = ""
        self._by_key = {key: moved.get(index, index) for key, index in self._by_key.items()}
        for mention in self.mentions():
            if any(i in moved for i in mention.entities):
                entities = tuple(dict.fromkeys(moved.get(i, i) for i in mention.entities))
                self.replace(mention, replace(mention, entities=entities))

    def mention(
        self,
        sentence: int,
        start: int,
        end: int,
        *,
        head: int,
        entities: Iterable[int],
        form: MentionForm,
        reason: str,
        confidence: float,
    ) -> None:
        """Records that text[start:end] names `entities`; a second meaning of the same span is ignored."""
        found = Mention(sentence, start, end, head, tuple(entities), form, reason, confidence)
        if found.entities:
            self._mentions.setdefault((sentence, start, end), found)

    def replace(self, old: Mention, new: Mention) -> None:
        """Puts `new` in the place of `old`, whose span it usually widens."""
        del self._mentions[old.sentence, old.start, old.end]
        self._mentions[new.sentence, new.start, new.end] = new

    def remove(self, old: Mention) -> None:
        del self._mentions[old.sentence, old.start, old.end]

    def at(self, sentence: int, start: int, end: int) -> Mention | None:
        """The mention of exactly these words, if there is one."""
        return self._mentions.get((sentence, start, end))

    def mentions(self) -> list[Mention]:
        """All mentions in text order, wider ones first where they begin together."""
        return sorted(self._mentions.values(), key=lambda mention: (mention.start, -mention.end))

    def freeze(self) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
        """Entities that are mentioned, renumbered by first mention, and all mentions."""
        order: dict[int, int] = {}
        mentions = self.mentions()
        for mention in mentions:
            for index in mention.entities:
                order.setdefault(index, len(order))
        entities = tuple(self._entity(old, new) for old, new in sorted(order.items(), key=lambda pair: pair[1]))
        renumbered = tuple(
            Mention(
                m.sentence, m.start, m.end, m.head, tuple(order[i] for i in m.entities), m.form, m.reason, m.confidence
            )
            for m in mentions
        )
        return entities, renumbered

    def _entity(self, old: int, new: int) -> Entity:
        member = self.members[old]
        return Entity(
            new,
            member.name,
            member.kind,
            member.iso3,
            member.slug,
            member.candidate,
            member.role,
            member.affiliation,
            member.stateless or member.kind == "international_organisation",
        )


def name_key(name: str) -> str:
    """The key of an entity known by its name alone; case, accents and a leading article do not matter."""
    folded = " ".join(fold(name).replace(".", "").split())
    return "name:" + folded.removeprefix("the ")
