"""Reading one article: layout, sentences, parse, names, groups, references, times and places, in that order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsapp.extraction.cast import Cast
from newsapp.extraction.coreference import resolve_references
from newsapp.extraction.group_names import name_by_owner
from newsapp.extraction.groups import find_groups
from newsapp.extraction.lexicon import lexicon_of
from newsapp.extraction.metonyms import find_metonyms
from newsapp.extraction.names import find_known_names
from newsapp.extraction.namesakes import join_namesakes
from newsapp.extraction.newcomers import find_newcomers
from newsapp.extraction.parsed import Sentence
from newsapp.extraction.pipeline import Words, parse
from newsapp.extraction.places import find_places, outside_people
from newsapp.extraction.reading import Reading
from newsapp.extraction.repair import repaired
from newsapp.extraction.sentences import split_sentences
from newsapp.extraction.structure import find_layout
from newsapp.extraction.surnames import settle_surnames
from newsapp.extraction.times import find_times
from newsapp.extraction.titles import widen_by_titles
from newsapp.extraction.truecase import BodyWords, true_case
from newsapp.extraction.unknown_names import UnknownNames
from newsapp.extraction.verb_lemmas import with_known_lemmas

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from newsapp.extraction.knowledge import Knowledge
    from newsapp.extraction.parsed import Token
    from newsapp.extraction.structure import Layout


def read_text(text: str, knowledge: Knowledge, published: dt.date | None) -> Reading:
    """Everything read in `text` before events. Offsets are code points of `text`."""
    return read_layout(text, find_layout(text, knowledge), knowledge, published)


def read_layout(text: str, layout: Layout, knowledge: Knowledge, published: dt.date | None) -> Reading:
    """As `read_text`, for a text whose layout is known already."""
    sentences = parse_sentences(text, layout, knowledge)
    return read_parsed(text, sentences, knowledge, published)


def read_parsed(text: str, sentences: tuple[Sentence, ...], knowledge: Knowledge, published: dt.date | None) -> Reading:
    """Names, references, times and places of parsed sentences; cheap beside the parser, so it may run again when the
    publication date has been inferred."""
    cast = Cast()
    told = tuple(sentence for sentence in sentences if sentence.kind != "boilerplate")
    names = find_known_names(text, told, cast, knowledge, published)
    find_newcomers(text, told, cast, knowledge, names.places)
    names = outside_people(names, cast)
    find_metonyms(text, told, names.places, cast, knowledge, published)
    main = widen_by_titles(text, told, cast, knowledge, names)
    find_groups(text, told, cast, knowledge, published, main, names.places)
    settle_surnames(text, cast)
    join_namesakes(cast, knowledge)
    resolve_references(text, told, cast, knowledge, published, main)
    name_by_owner(told, cast, knowledge)
    times = tuple(find_times(text, told, knowledge, published))
    entities, mentions = cast.freeze()
    places = tuple(find_places(text, told, names, knowledge))
    return Reading(text, sentences, entities, mentions, times, places, published, main)


def parse_sentences(text: str, layout: Layout, knowledge: Knowledge) -> tuple[Sentence, ...]:
    """All sentences in text order, title first; boilerplate is listed unparsed."""
    found = list_sentences(text, layout, knowledge)
    wanted = [sentence for sentence in found if sentence.kind != "boilerplate"]
    body = BodyWords(text, [(s.start, s.end) for s in wanted if s.kind == "body"])
    unknown = UnknownNames(knowledge)
    # The parser knows "'s" better than "’s"; one sign for one sign, so offsets stay.
    words = [
        Words(
            s.start,
            _shown(text, s, body, knowledge).replace("’", "'"),
            _inside(s, unknown.find(text, s.start, s.end)),
        )
        for s in wanted
    ]
    parsed = dict(zip((s.index for s in wanted), parse(words), strict=True))
    lexicon = lexicon_of(knowledge)
    return tuple(
        repaired(_with_tokens(s, _with_own_text(text, parsed[s.index]), knowledge), lexicon) if s.index in parsed else s
        for s in found
    )


def _with_tokens(sentence: Sentence, tokens: tuple[Token, ...], knowledge: Knowledge) -> Sentence:
    return replace(sentence, tokens=with_known_lemmas(tokens, knowledge))


def _inside(sentence: Sentence, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """A span of the text, counted from the beginning of its sentence."""
    return None if span is None else (span[0] - sentence.start, span[1] - sentence.start)


def _shown(text: str, sentence: Sentence, body: BodyWords, knowledge: Knowledge) -> str:
    """What the parser is shown of a sentence: a headline in title case has its common words in small letters."""
    if sentence.kind == "body":
        return text[sentence.start : sentence.end]
    return true_case(text, sentence.start, sentence.end, body, knowledge)


def list_sentences(text: str, layout: Layout, knowledge: Knowledge) -> tuple[Sentence, ...]:
    """All sentences in text order, title first, unparsed."""
    return tuple(_sentences(text, layout, knowledge))


def _sentences(text: str, layout: Layout, knowledge: Knowledge) -> Iterator[Sentence]:
    index = 0
    if layout.title is not None:
        yield Sentence(index, layout.title.start, layout.title.end, "title", 0)
        index += 1
    for paragraph, block in enumerate(layout.blocks, start=1):
        if block.kind == "body":
            for start, end in split_sentences(text, block.start, block.end, knowledge):
                yield Sentence(index, start, end, "body", paragraph)
                index += 1
        else:
            yield Sentence(index, block.start, block.end, block.kind, paragraph)
            index += 1


def _with_own_text(text: str, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Tokens with the article's own letters where the parser saw a true-cased headline."""
    return tuple(
        token if text.startswith(token.text, token.start) else replace(token, text=text[token.start : token.end])
        for token in tokens
    )
