"""Finding words in names, events, sentences and articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, Count, F, Func, Q, TextField, Value, When

from newsapp.actors.models import Actor
from newsapp.articles.models import Article, Sentence
from newsapp.browse.article_index import ArticleRow, read_article_rows
from newsapp.browse.timeline import DayGroup, group_by_day, read_rows
from newsapp.browse.wording import short_day
from newsapp.countries.models import Country
from newsapp.events.models import Event
from newsapp.events.querysets import SHOWN
from newsapp.events.wording import plural
from newsapp.word_query import word_query

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST = 10
MOST_BOXES = 4


@dataclass(frozen=True, slots=True)
class HitPart:
    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class SentenceHit:
    parts: tuple[HitPart, ...]
    title: str
    url: str
    place: str
    published: str


@dataclass(frozen=True, slots=True)
class Box:
    """A page that matches by name."""

    kind: str
    country: str
    name: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class Found:
    days: tuple[DayGroup, ...]
    events: int
    sentences: tuple[SentenceHit, ...]
    sentence_total: int
    articles: tuple[ArticleRow, ...]
    article_total: int
    boxes: tuple[Box, ...]

    @property
    def nothing(self) -> bool:
        return not (self.events or self.sentence_total or self.article_total or self.boxes)


def search_everything(words: str) -> Found:
    events = Event.objects.shown().mentioning(words)
    sentences = sentences_with(words)
    articles = Article.objects.containing(words)
    return Found(
        days=tuple(group_by_day(read_rows(events.in_timeline_order()[:MOST]))),
        events=events.count(),
        sentences=tuple(hit_of(sentence, words) for sentence in sentences[:MOST]),
        sentence_total=sentences.count(),
        articles=tuple(read_article_rows(articles.newest_first()[:MOST])),
        article_total=articles.count(),
        boxes=(*actor_boxes(words), *country_boxes(words)),
    )


def sentences_with(words: str) -> QuerySet[Sentence]:
    """Body sentences and titles that hold all the words."""
    query = word_query(words)
    return (
        Sentence.objects.filter(article_version__is_current=True, kind__in=["title", "body"], search=query)
        .annotate(
            words=Func(
                F("article_version__text"),
                F("start") + 1,
                F("end") - F("start"),
                function="substr",
                output_field=TextField(),
            )
        )
        .select_related("article_version__article")
        .order_by(F("article_version__article__published_at").desc(nulls_last=True), "article_version", "position")
    )


def hit_of(sentence: Sentence, words: str) -> SentenceHit:
    article = sentence.article_version.article
    return SentenceHit(
        parts=mark_words(str(getattr(sentence, "words", "")), words),
        title=article.title,
        url=f"{article.get_absolute_url()}#s{sentence.position}",
        place="headline" if sentence.kind == Sentence.Kind.TITLE else f"sentence {sentence.position}",
        published=short_day(article.published_at.date()) if article.published_at else "not dated",
    )


def mark_words(text: str, words: str) -> tuple[HitPart, ...]:
    """`text` cut at the words searched for; a word also marks its longer forms ("visit", "visits")."""
    stems = [re.escape(word) for word in re.findall(r"\w{2,}", words.casefold())][:20]
    if not stems:
        return (HitPart(text, is_hit=False),)
    parts = re.split(rf"(\b(?:{'|'.join(stems)})\w*)", text, flags=re.IGNORECASE)
    return tuple(HitPart(part, is_hit=index % 2 == 1) for index, part in enumerate(parts) if part)


def actor_boxes(words: str) -> list[Box]:
    """Actors one of whose names holds the words, or one of the words: those of that very name, then by their events."""
    terms = [words, *[word for word in words.split() if len(word) > 2]][:8]
    like = Q()
    for term in terms:
        like |= Q(name__icontains=term)
    actors = (
        Actor.objects.current()
        .filter(like | Q(pk__in=Actor.objects.named_like(words).values("pk")))
        .select_related("country")
        .annotate(
            n=Count("participations__event", filter=Q(participations__event__status__in=SHOWN), distinct=True),
            other=Case(When(name__iexact=words, then=Value(0)), default=Value(1)),
        )
        .order_by("other", "-n", "name")[:MOST_BOXES]
    )
    return [
        Box(
            actor.get_kind_display(),
            actor.country.name if actor.country else "",
            actor.name,
            actor.get_absolute_url(),
            plural(int(getattr(actor, "n", 0)), "event"),
        )
        for actor in actors
    ]


def country_boxes(words: str) -> list[Box]:
    terms = {words.casefold(), *words.casefold().split()}
    named = Country.objects.filter(
        names__name__iregex=r"^(" + "|".join(re.escape(term) for term in sorted(terms)) + r")$"
    )
    countries = Country.objects.filter(pk__in=named.values("pk")).order_by("name")[:MOST_BOXES]
    return [Box("Country", "", country.name, country.get_absolute_url(), country.subregion) for country in countries]
