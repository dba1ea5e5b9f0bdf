"""The country of people and bodies that only the text introduces: what it says of them, else where they appear."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from newsapp.extraction.cast import name_key
from newsapp.extraction.quotations import quoted_tokens
from newsapp.extraction.spans import tokens_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from newsapp.extraction.cast import Cast, Member
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.names import KnownNames, PlaceHit
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import Mention

# How far before a name the words that describe it may reach ("German migrant marine rescue charity NAME").
_LONGEST_DESCRIPTION: Final = 7
_DESCRIBING: Final = frozenset({"NOUN", "ADJ", "PROPN", "ADV"})
_PARTS: Final = frozenset({"dobj", "pobj", "nsubj"})
# How far back a list of examples is followed to the noun it gives examples of.
_LONGEST_LIST: Final = 24
_LISTED: Final = frozenset({"NNP", "NNPS", ",", "POS", "HYPH"})
_EXAMPLES: Final = frozenset({"including", "like", "as"})
_HYPHENS: Final = frozenset({"-", "–"})
_ATTITUDES: Final = frozenset({"pro", "anti"})
_OPEN_KINDS: Final = frozenset({"international_organisation", "population"})


def fill_countries(
    sentences: Iterable[Sentence],
    cast: Cast,
    main: str | None,
    international: set[int],
    by_sentence: Mapping[int, Sequence[Mention]],
    names: KnownNames,
    knowledge: Knowledge,
) -> None:
    """Gives a country to every newcomer without one: by a nationality before the name or said of it, by the body or
    person it belongs to, else the one country that the sentence of its first mention names, else `main`, the country
    most named in the article. Those in `international`, and "worldwide" groups, have none."""
    by_index = {sentence.index: sentence for sentence in sentences}
    seen: dict[int, list[Mention]] = {}
    for mentions in by_sentence.values():
        for mention in mentions:
            for index in mention.entities:
                seen.setdefault(index, []).append(mention)
    opened = [
        index
        for index, member in enumerate(cast.members)
        if member.candidate and member.iso3 is None and index in seen and member.kind not in _OPEN_KINDS
    ]
    for index in opened:
        if index not in international:
            _by_description(index, seen[index], by_index, by_sentence, cast, international, knowledge)
    for index in sorted(international):
        if cast.members[index].iso3 is None:
            cast.members[index].stateless = True
    named = _countries_by_sentence(cast, by_sentence, names, _quoted(by_index))
    hits: dict[int, list[PlaceHit]] = {}
    for hit in names.places:
        hits.setdefault(hit.sentence, []).append(hit)
    rest = [index for index in opened if cast.members[index].iso3 is None and index not in international]
    # Bodies before people: a spokesperson has the country of the charity.
    for index in sorted(rest, key=lambda i: (cast.members[i].kind == "person", i)):
        owner = _owner(index, seen[index], by_index, by_sentence, cast)
        if owner is not None and (owner.iso3 or owner.stateless or owner.kind == "international_organisation"):
            cast.members[index].iso3 = owner.iso3
            cast.members[index].stateless = owner.iso3 is None
            continue
        if cast.members[index].kind != "person" and (iso3 := _seat(seen[index], hits)):
            cast.members[index].iso3 = iso3
            continue
        here = named.get(seen[index][0].sentence, set())
        cast.members[index].iso3 = next(iter(here)) if len(here) == 1 else main


def _by_description(
    index: int,
    mentions: Sequence[Mention],
    by_index: Mapping[int, Sentence],
    by_sentence: Mapping[int, Sequence[Mention]],
    cast: Cast,
    international: set[int],
    knowledge: Knowledge,
) -> None:
    for mention in mentions:
        sentence = by_index.get(mention.sentence)
        if sentence is None or mention.head < 0:
            continue
        around = by_sentence[mention.sentence]
        first = tokens_in(sentence, mention.start, mention.end).start
        iso3, worldwide = _described(sentence, first, around, cast, knowledge)
        iso3 = iso3 or _exemplified(sentence, first, around, cast) or _called(sentence, mention, around, cast)
        if iso3:
            cast.members[index].iso3 = iso3
            return
        if worldwide and cast.members[index].kind != "person":
            international.add(index)
            return


def _described(
    sentence: Sentence, first: int, mentions: Sequence[Mention], cast: Cast, knowledge: Knowledge
) -> tuple[str | None, bool]:
    """The nationality that opens the description before token `first`, and whether it says "worldwide"."""
    worldwide = False
    for i in range(first - 1, max(-1, first - 1 - _LONGEST_DESCRIPTION), -1):
        token = sentence.tokens[i]
        found = next((m for m in mentions if m.end == token.end), None)
        if found is not None:
            member = cast.members[found.entities[0]]
            return (member.iso3 if found.form == "demonym" and member.kind == "state" else None), worldwide
        if token.lower in knowledge.words("worldwide_adjective"):
            worldwide = True
        joins = token.lower == "and" and sentence.tokens[i + 1].pos == "NOUN"  # "Austrian mortar and shell maker NAME"
        # "of worldwide victim group NAME": the noun the name stands behind is part of the description
        is_part = token.dep in _PARTS and not (i == first - 1 and token.tag == "NN")
        if token.tag != "HYPH" and not joins and (token.pos not in _DESCRIBING or is_part):
            break
    return None, worldwide


def _exemplified(sentence: Sentence, first: int, mentions: Sequence[Mention], cast: Cast) -> str | None:
    """The nationality of "German firms including NAME, NAME and NAME", read from the words: a long list is often parsed
    wrongly."""
    tokens = sentence.tokens
    i = first - 1
    while i > 0 and first - i < _LONGEST_LIST and (tokens[i].tag in _LISTED or tokens[i].lower in {"and", "the"}):
        i -= 1
    if i < 2 or tokens[i].lower not in _EXAMPLES or (tokens[i].lower == "as" and tokens[i - 1].lower != "such"):
        return None
    noun = i - 1 if tokens[i].lower != "as" else i - 2
    while noun > 0 and tokens[noun].text == ",":
        noun -= 1
    return _nationality_of(sentence, noun, mentions, cast) if tokens[noun].tag in {"NNS", "NNPS"} else None


def _called(sentence: Sentence, mention: Mention, mentions: Sequence[Mention], cast: Cast) -> str | None:
    """The nationality of "NAME is a Turkish national", "NAME, a Turkish journalist" and "a Turk, NAME"."""
    tokens = sentence.tokens
    token = tokens[mention.head]
    if token.dep == "appos" and (iso3 := _nationality_of(sentence, token.head, mentions, cast)):
        return iso3
    nouns = [c for c in token.children if tokens[c].dep == "appos"]
    if token.dep == "nsubj" and tokens[token.head].lemma == "be":
        nouns += [c for c in tokens[token.head].children if tokens[c].dep == "attr"]
    return next((iso3 for n in nouns if (iso3 := _nationality_of(sentence, n, mentions, cast))), None)


def _nationality_of(sentence: Sentence, noun: int, mentions: Sequence[Mention], cast: Cast) -> str | None:
    below = {noun, *sentence.tokens[noun].children}
    for m in mentions:
        member = cast.members[m.entities[0]]
        if m.head in below and m.form == "demonym" and member.iso3:
            return member.iso3
    return None


def _seat(mentions: Sequence[Mention], hits: Mapping[int, Sequence[PlaceHit]]) -> str | None:
    """The country of the place that a body is called by ("Seoul High Court")."""
    for mention in mentions:
        for hit in hits.get(mention.sentence, ()):
            if mention.start <= hit.start and hit.end <= mention.end:
                codes = {place.iso3 for place in hit.candidates if place.iso3}
                if len(codes) == 1:
                    return codes.pop()
    return None


def _owner(
    index: int,
    mentions: Sequence[Mention],
    by_index: Mapping[int, Sentence],
    by_sentence: Mapping[int, Sequence[Mention]],
    cast: Cast,
) -> Member | None:
    """The body that a newcomer works for, or whoever it is said to belong to ("BBC's NAME", "Dunn's mother, NAME")."""
    body = cast.index(name_key(cast.members[index].affiliation)) if cast.members[index].affiliation else None
    if body is not None and body != index:
        return cast.members[body]
    for mention in mentions:
        sentence = by_index.get(mention.sentence)
        if sentence is None or mention.head < 0:
            continue
        tokens = sentence.tokens
        heads = [mention.head]
        if tokens[mention.head].dep == "appos":
            heads.append(tokens[mention.head].head)
        heads += [c for c in tokens[mention.head].children if tokens[c].dep == "appos"]
        owners = {c for h in heads for c in tokens[h].children if tokens[c].dep == "poss"}
        owners |= {
            c for h in heads[1:] for p in tokens[h].children if tokens[p].lower == "of" for c in tokens[p].children
        }
        if tokens[mention.head].dep == "conj":
            owners.add(tokens[mention.head].head)  # "Lavrov and NAME": people of one list
        for other in by_sentence[mention.sentence]:
            listed = other.head == tokens[mention.head].head and cast.members[other.entities[0]].kind != "person"
            if other.head in owners and index not in other.entities and other.form in {"name", "role"} and not listed:
                return cast.members[other.entities[0]]
    return None


def _quoted(by_index: Mapping[int, Sentence]) -> set[tuple[int, int]]:
    """Where the words begin that say nothing of where somebody belongs, with their sentences: those inside quotation
    marks, and those that name a side."""
    return {
        (sentence.index, sentence.tokens[i].start)
        for sentence in by_index.values()
        for i in (*quoted_tokens(sentence, in_quote=False), *_coloured(sentence))
    }


def _coloured(sentence: Sentence) -> list[int]:
    """The names behind "pro-" and "anti-", which tell of a side and of no place ("the pro-Beijing camp")."""
    tokens = sentence.tokens
    return [i for i in range(2, len(tokens)) if tokens[i - 1].text in _HYPHENS and tokens[i - 2].lower in _ATTITUDES]


def _countries_by_sentence(
    cast: Cast, by_sentence: Mapping[int, Sequence[Mention]], names: KnownNames, quoted: Container[tuple[int, int]]
) -> dict[int, set[str]]:
    """The states that each sentence names, by name or place; an adjective ("an Irish pub") tells of its noun alone, and
    what is named inside a quotation tells nothing of who speaks."""
    found: dict[int, set[str]] = {}
    for sentence, mentions in by_sentence.items():
        for mention in mentions:
            member = cast.members[mention.entities[0]]
            named = member.iso3 and member.kind == "state" and mention.form == "name"
            if named and member.iso3 and (sentence, mention.start) not in quoted:
                found.setdefault(sentence, set()).add(member.iso3)
    for hit in names.places:
        codes = {place.iso3 for place in hit.candidates if place.iso3}
        if len(codes) == 1 and (hit.sentence, hit.start) not in quoted:
            found.setdefault(hit.sentence, set()).update(codes)
    return found


def main_country(cast: Cast, by_sentence: Mapping[int, Sequence[Mention]], names: KnownNames) -> str | None:
    """The state most often named, counting places; the title and the first sentences count double. Of two named
    equally often the one that appears first."""
    counts: Counter[str] = Counter()
    for sentence, mentions in sorted(by_sentence.items()):
        weight = _weight(sentence)
        for mention in mentions:
            member = cast.members[mention.entities[0]]
            if member.iso3 and not (member.kind == "person" and member.candidate):
                counts[member.iso3] += weight
    for hit in names.places:
        codes = {place.iso3 for place in hit.candidates if place.iso3}
        if hit.iso3 is None and len(codes) == 1:
            counts[codes.pop()] += _weight(hit.sentence)
    return max(counts, key=lambda code: counts[code], default=None)


def _weight(sentence: int) -> int:
    """The title says what an article is about, its first sentences say most."""
    return 4 if sentence == 0 else 2 if sentence <= 3 else 1
