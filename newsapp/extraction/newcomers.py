"""Names the knowledge does not hold: capitalised people and organisations that the text itself introduces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsapp.extraction.cast import Member, name_key
from newsapp.extraction.folding import fold
from newsapp.extraction.quotations import speech_verbs
from newsapp.extraction.role_nouns import role_nouns
from newsapp.extraction.runs import Run, find_runs, is_name_word, is_title, organisation_words, title_words
from newsapp.extraction.short_names import ShortNames
from newsapp.extraction.spans import head_of, tokens_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsapp.extraction.cast import Cast
    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.names import PlaceHit
    from newsapp.extraction.parsed import Sentence
    from newsapp.extraction.reading import Mention

_WHERE: Final = frozenset(
    {"in", "at", "near", "around", "outside", "inside", "towards", "toward", "into", "throughout"}
)
_LONGEST_PERSON: Final = 3
_BUSINESSES: Final = frozenset({"company", "media", "party"})
_ACRONYM: Final = re.compile(r"\s\(([A-Z][A-Za-z]{1,7})\)")


def find_newcomers(
    text: str, sentences: Iterable[Sentence], cast: Cast, knowledge: Knowledge, places: Iterable[PlaceHit]
) -> None:
    """Adds mentions of unknown people and organisations; full names first, so that surnames and acronyms find them.
    A run that is a known place by itself is none."""
    by_sentence = mentions_by_sentence(cast)
    single: list[tuple[Sentence, Run]] = []
    sentences = tuple(sentences)
    known_places = {(hit.sentence, hit.start, hit.end) for hit in places}
    register_surnames(cast)
    for sentence in sentences:
        mentions = by_sentence.get(sentence.index, [])
        for run in find_runs(sentence, mentions, knowledge):
            if (sentence.index, sentence.tokens[run.first].start, sentence.tokens[run.stop - 1].end) in known_places:
                continue
            if _add_described(text, sentence, run, cast, knowledge):
                continue
            if _is_thing(sentence, run, knowledge) and cast.index(name_key(_words(text, sentence, run))) is None:
                continue
            if _has_organisation_word(sentence, run, knowledge):
                added = _add_organisation(text, sentence, run, mentions, cast, knowledge)
            else:
                added = False
            if not added and run.stop - run.first > 1:
                added = _add_person(text, sentence, run, cast, knowledge)
            if not added:
                single.append((sentence, run))
    short = ShortNames(cast, knowledge)
    for sentence, run in single:
        # A label alone makes no organisation of somebody whom another sentence shows to be a person.
        name = _words(text, sentence, run)
        if cast.index(name_key(name)) is None and _add_organisation(
            text, sentence, run, by_sentence.get(sentence.index, []), cast, knowledge
        ):
            continue
        _add_single(text, sentence, run, cast, knowledge, short)
    _leave_out_spots(sentences, cast)


def _leave_out_spots(sentences: Sequence[Sentence], cast: Cast) -> None:
    """Takes back people who only ever appear where a place stands ("near Tell Tamer"): the model took a spot."""
    by_index = {sentence.index: sentence for sentence in sentences}
    seen: dict[int, list[Mention]] = {}
    for mention in cast.mentions():
        for index in mention.entities:
            member = cast.members[index]
            if member.candidate and member.kind == "person":
                seen.setdefault(index, []).append(mention)
    for mentions in seen.values():
        if all(mention.sentence in by_index and _is_spot(by_index[mention.sentence], mention) for mention in mentions):
            for mention in mentions:
                cast.remove(mention)


def _is_spot(sentence: Sentence, mention: Mention) -> bool:
    if mention.head < 0:
        return False
    tokens = sentence.tokens
    token = tokens[mention.head]
    for _ in range(4):
        if token.dep not in {"conj", "appos"}:
            break
        token = tokens[token.head]
    first = tokens_in(sentence, mention.start, mention.end).start
    follows_title = first > 0 and tokens[first - 1].pos in {"NOUN", "PROPN"}
    return token.dep == "pobj" and tokens[token.head].lower in _WHERE and not follows_title


def _is_thing(sentence: Sentence, run: Run, knowledge: Knowledge) -> bool:
    """Whether the name is that of a thing or spot, which does nothing: its last word says so ("Trafalgar Square",
    "the Constitution"), or its first ("MV Alan Kurdi"); "Office of the ... Plan" keeps its own kind."""
    words = organisation_words(knowledge)
    tokens = sentence.tokens[run.first : run.stop]
    if any(words.get(token.lower, "thing") != "thing" for token in tokens):
        return False
    return words.get(tokens[-1].lower) == "thing" or words.get(tokens[0].lower) == "thing"


def _has_organisation_word(sentence: Sentence, run: Run, knowledge: Knowledge) -> bool:
    words = organisation_words(knowledge)
    return any(words.get(token.lower, "thing") != "thing" for token in sentence.tokens[run.first : run.stop])


def _words(text: str, sentence: Sentence, run: Run) -> str:
    return " ".join(text[sentence.tokens[run.first].start : sentence.tokens[run.stop - 1].end].split())


def mentions_by_sentence(cast: Cast) -> dict[int, list[Mention]]:
    """The mentions so far, by sentence index, in text order."""
    found: dict[int, list[Mention]] = {}
    for mention in cast.mentions():
        found.setdefault(mention.sentence, []).append(mention)
    return found


def register_surnames(cast: Cast) -> None:
    """Lets the last word of every person's name lead to the person; the first of two namesakes keeps it."""
    for index, member in enumerate(cast.members):
        if member.kind == "person":
            key = f"surname:{fold(member.name.split()[-1])}"
            if cast.index(key) is None:
                cast.also_known_as(index, key)
            cast.also_known_as(index, _outer_names(member.name.split()))


def _outer_names(words: Sequence[str]) -> str:
    """The key under which "Robert Gabriel Mugabe" is Robert Mugabe."""
    return f"outer:{fold(words[0])} {fold(words[-1])}"


def _shortened(name: str) -> str:
    """A full name without its middle ("Bruno Parrilla" for "Bruno Rodríguez Parrilla"); empty for one of two words."""
    words = name.split()
    return f"{words[0]} {words[-1]}" if len(words) > 2 else ""


def _trim_titles(sentence: Sentence, run: Run, knowledge: Knowledge) -> tuple[int, bool]:
    """The first token after leading titles, and whether a title stands before the name."""
    words = title_words(knowledge)
    first = run.first
    nouns = role_nouns(knowledge)
    while first < run.stop - 1 and (
        is_title(sentence.tokens[first], words)
        or (run.stop - first > 2 and (noun := nouns.get(sentence.tokens[first].lower)) and noun.kind == "population")
    ):
        first += 1  # "Voter Kitty Mak", at the start of a sentence
    before = sentence.tokens[first - 1] if first > 0 else None
    return first, before is not None and (is_title(before, words) or before.lower == "named")


def _add_person(text: str, sentence: Sentence, run: Run, cast: Cast, knowledge: Knowledge) -> bool:
    first, titled = _trim_titles(sentence, run, knowledge)
    tokens = sentence.tokens[first : run.stop]
    told = titled or _joined_to_person(sentence, run, cast, knowledge)
    told = told or (not run.labels and _says(sentence, run, knowledge))
    if not ("PERSON" in run.labels or told) or len(tokens) < 2:
        return False
    if (
        not told
        and run.labels & {"GPE", "LOC", "FAC", "ORG"}
        and sum(t.entity_label == "PERSON" for t in tokens) * 2 < len(tokens)
    ):
        return False
    if tokens[0].text == "-" or all(is_title(token, title_words(knowledge)) for token in tokens):
        return True  # "then-Prime Minister" names nobody
    start, end = tokens[0].start, tokens[-1].end
    name = " ".join(text[start:end].split())
    known = cast.index(_outer_names(name.split())) if " " in name else cast.index(f"surname:{fold(tokens[-1].text)}")
    index = known if known is not None else cast.add(name_key(name), Member(name, "person", None, candidate=True))
    if cast.members[index].candidate and cast.members[index].name == _shortened(name):
        cast.members[index].name = name
    cast.also_known_as(index, name_key(name))
    cast.also_known_as(index, _outer_names(name.split()))
    last = name.split()[-1]
    if len(name.split()) > 2:  # "Vázquez" and "Vázquez Garced" for Wanda Vázquez Garced
        inner = name.split()[-2:]
        for key in (f"surname:{fold(inner[0])}", name_key(" ".join(inner))):
            if cast.index(key) is None and len(inner[0]) > 2:
                cast.also_known_as(index, key)
    surname = f"surname:{fold(last)}"
    namesake = cast.index(surname)
    if namesake is None or not cast.members[namesake].name.endswith(last):
        cast.also_known_as(index, surname)
    cast.mention(
        sentence.index, start, end, head=head_of(sentence, start, end), entities=(index,), form="name",
        reason=f"{name} reads as a person's name", confidence=0.8,
    )  # fmt: skip
    return True


def _add_single(text: str, sentence: Sentence, run: Run, cast: Cast, knowledge: Knowledge, short: ShortNames) -> None:
    """A single word, or words of no clear kind: something introduced before, else a bare surname or an acronym. A title
    or heading, where common words have capitals too, introduces nobody by one word."""
    first, titled = _trim_titles(sentence, run, knowledge)
    tokens = sentence.tokens[first : run.stop]
    start, end = tokens[0].start, tokens[-1].end
    words = text[start:end]
    introduces = sentence.kind == "body"
    index = cast.index(f"surname:{fold(words)}") if " " not in words else None
    if index is None:
        index = cast.index(f"acronym:{words}") or cast.index(name_key(words))
    if index is None and len(tokens) == 1:
        index = short.find(sentence, first)
    reason = f"{words} was introduced before"
    if (
        index is None
        and introduces
        and len(tokens) == 1
        and ("PERSON" in run.labels or titled)
        and words[1:].islower()
        and (titled or len(words) > 3)
    ):
        if is_title(tokens[0], title_words(knowledge)) or tokens[0].lower in organisation_words(knowledge):
            return
        index = cast.add(name_key(words), Member(words, "person", None, candidate=True))
        cast.also_known_as(index, f"surname:{fold(words)}")
        reason = f"{words} reads as a person's name"
    is_acronym = len(words) > 2 and words.isupper() and words.isalpha()
    if index is None and introduces and run.labels == {"ORG"} and (is_acronym or len(tokens) > 1):
        index = cast.add(name_key(words), Member(words, "organisation", None, candidate=True))
        reason = f"{words} reads as an organisation's name"
    if index is not None:
        cast.mention(
            sentence.index, start, end, head=head_of(sentence, start, end), entities=(index,), form="name",
            reason=reason, confidence=0.75,
        )  # fmt: skip


def _add_organisation(
    text: str, sentence: Sentence, run: Run, mentions: Sequence[Mention], cast: Cast, knowledge: Knowledge
) -> bool:
    tokens = sentence.tokens
    if _joined_to_person(sentence, run, cast, knowledge):
        return False
    run = _without_titles(sentence, run, knowledge)
    words = organisation_words(knowledge)
    kinds = [words[t.lower] for t in tokens[run.first : run.stop] if words.get(t.lower, "thing") != "thing"]
    if not kinds and "ORG" not in run.labels:
        return False
    if (
        run.stop - run.first == 1
        and (kinds or tokens[run.first].text.isupper())
        and not (kinds and _has_owner(sentence, run, mentions))
    ):
        return False  # "Parliament" or "NTSB" alone: a role noun or an acronym of something introduced before
    if not kinds and ("PERSON" in run.labels or run.stop - run.first == 1):
        return False
    owner = _owner_before(sentence, run, mentions)
    first = tokens_in(sentence, owner.start, owner.end).start if owner else run.first
    if owner and first > 0 and tokens[first - 1].lower in knowledge.words("body_name_opener"):
        first -= 1
    last, inner = _extend_right(sentence, run.stop, mentions) if kinds else (run.stop, None)
    start, end = tokens[first].start, tokens[last - 1].end
    name = " ".join(text[start:end].split())
    iso3, parent = _country(cast, [m for m in (owner, inner) if m])
    kind = kinds[-1] if kinds else "organisation"
    if iso3 is None and parent is not None and parent.kind == "international_organisation":
        kind = "international_organisation"
    index = cast.add(name_key(name), Member(name, kind, iso3, candidate=True))  # type: ignore[arg-type]
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    cast.also_known_as(index, f"acronym:{initials}")
    if acronym := _ACRONYM.match(text, end, end + 12):
        cast.also_known_as(index, f"acronym:{acronym.group(1)}")
    cast.mention(
        sentence.index, start, end, head=head_of(sentence, start, end), entities=(index,), form="name",
        reason=f"{name} reads as an organisation's name", confidence=0.7,
    )  # fmt: skip
    return True


def _add_described(text: str, sentence: Sentence, run: Run, cast: Cast, knowledge: Knowledge) -> bool:
    """A name that a common noun before it says to be a body's: "the charity Sea-Eye", "airline Mahan"."""
    if run.first == 0:
        return False
    noun = sentence.tokens[run.first - 1]
    role = role_nouns(knowledge).get(noun.text)
    kind = role.kind if role is not None and role.kind in _BUSINESSES else ""
    if organisation_words(knowledge).get(noun.text) in {"organisation", "company"}:
        kind = kind or "organisation"
    name = _words(text, sentence, run)
    is_surname = cast.index(f"surname:{fold(name)}") is not None
    if not kind or is_surname or is_title(sentence.tokens[run.first], title_words(knowledge)):
        return False
    start, end = sentence.tokens[run.first].start, sentence.tokens[run.stop - 1].end
    index = cast.add(name_key(name), Member(name, kind, None, candidate=True))  # type: ignore[arg-type]
    cast.mention(
        sentence.index, start, end, head=head_of(sentence, start, end), entities=(index,), form="name",
        reason=f"{noun.text} before {name} says what it is", confidence=0.7,
    )  # fmt: skip
    return True


def _joined_to_person(sentence: Sentence, run: Run, cast: Cast, knowledge: Knowledge) -> bool:
    """Whether the run is named in one list with a person ("Muhammadu Buhari of Nigeria and Patrice Talon of Benin") or
    after a title ("the foreign minister of Kenya, Amara Otieno")."""
    last = sentence.tokens[run.stop - 1]
    if last.dep not in {"conj", "appos"} or run.stop - run.first < 2:
        return False
    first = sentence.tokens[last.head]
    if last.dep == "appos":
        return is_title(first, title_words(knowledge)) and not _has_organisation_word(sentence, run, knowledge)
    index = cast.index(f"surname:{fold(first.text)}")
    return index is not None and not any(t.lower in {"of", "for", "the"} for t in sentence.tokens[run.first : run.stop])


def _says(sentence: Sentence, run: Run, knowledge: Knowledge) -> bool:
    """Whether two or three words of no known kind are said to speak: "Regina Ip from the camp said" is a person."""
    last = sentence.tokens[run.stop - 1]
    verb = sentence.tokens[last.head]
    names = all(token.tag == "NNP" for token in sentence.tokens[run.first : run.stop])
    speaks = last.dep == "nsubj" and verb.pos == "VERB" and verb.lemma in speech_verbs(knowledge)
    speaks = speaks and not _has_organisation_word(sentence, run, knowledge)
    return names and speaks and 2 <= run.stop - run.first <= _LONGEST_PERSON


def _without_titles(sentence: Sentence, run: Run, knowledge: Knowledge) -> Run:
    """The run without titles at its end ("Coast Guard Commandant Admiral" before a person's name)."""
    titles = title_words(knowledge)
    stop = run.stop
    while (
        stop - 1 > run.first
        and is_title(sentence.tokens[stop - 1], titles)
        and sentence.tokens[stop - 1].lower not in knowledge.words("title_or_body")
    ):
        stop -= 1
    return Run(run.first, stop, run.labels)


def _has_owner(sentence: Sentence, run: Run, mentions: Sequence[Mention]) -> bool:
    return (
        _owner_before(sentence, run, mentions) is not None or _extend_right(sentence, run.stop, mentions)[1] is not None
    )


def _owner_before(sentence: Sentence, run: Run, mentions: Sequence[Mention]) -> Mention | None:
    """The country's name or adjective that stands directly before the run ("Philippine National Police")."""
    if run.first == 0:
        return None
    previous = sentence.tokens[run.first - 1]
    return next((m for m in mentions if m.end == previous.end), None)


def _extend_right(sentence: Sentence, stop: int, mentions: Sequence[Mention]) -> tuple[int, Mention | None]:
    """Over "of Foreign Affairs", "for International Peace", "of the Philippines"; the country or body named there."""
    tokens = sentence.tokens
    while stop + 1 < len(tokens) and tokens[stop].lower in {"of", "for", "on"}:
        nxt = stop + 1
        if tokens[nxt].lower == "the" and nxt + 1 < len(tokens):
            nxt += 1
        found = next((m for m in mentions if m.start == tokens[nxt].start), None)
        if found is not None and tokens[stop].lower == "of":
            return tokens_in(sentence, found.start, found.end).stop, found
        end = nxt
        while (
            end < len(tokens)
            and end - nxt < 6
            and (
                is_name_word(tokens[end])
                or (tokens[end].lower in {"and", "&"} and end + 1 < len(tokens) and is_name_word(tokens[end + 1]))
            )
        ):
            end += 1
        if end == nxt:
            break
        stop = end
    return stop, None


def _country(cast: Cast, owners: Sequence[Mention]) -> tuple[str | None, Member | None]:
    for mention in owners:
        member = cast.members[mention.entities[0]]
        return member.iso3, member
    return None, None
