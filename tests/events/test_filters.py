"""What a query string means: every parameter, OR, NOT, bad values, and nothing that breaks."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import QueryDict

from newsapp.events.filters import parse_event_filter
from newsapp.events.models import Event
from tests.builders import BLINKEN, HAMAS, IRAN, ISRAEL, JORDAN, NETANYAHU, UN, Told, build_article, build_event

pytestmark = pytest.mark.django_db


def found(query: str) -> set[int]:
    form, chosen = parse_event_filter(QueryDict(query))
    assert chosen is not None, form.problems()
    return set(chosen.apply(Event.objects.shown()).values_list("pk", flat=True))


@pytest.fixture
def visit() -> Event:
    return build_event(source=(BLINKEN,), target=(JORDAN,), phrase="will visit", modality="planned")


@pytest.fixture
def attack() -> Event:
    return build_event(
        source=(HAMAS,), target=(ISRAEL,), phrase="attacked", cameo="190", plover="ASSAULT",
        first=dt.date(2023, 10, 7), last=dt.date(2023, 10, 7), basis="stated", expression="2023-10-07",
    )  # fmt: skip


@pytest.fixture
def placed() -> Event:
    return build_event(
        source=(UN,), target=(), phrase="urged calm", cameo="020", place=("Beirut", "LBN"), first=None, last=None
    )


def test_no_filter_finds_everything_shown(visit: Event, attack: Event, placed: Event) -> None:
    assert found("") == {visit.pk, attack.pk, placed.pk}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("actor=antony-blinken", "visit"),
        ("actor=israel", "attack"),
        ("source=hamas", "attack"),
        ("source=israel", ""),
        ("target=israel", "attack"),
        ("country=USA", "visit"),
        ("country=usa", "visit"),
        ("country=LBN", "placed"),
        ("place_country=LBN", "placed"),
        ("place_country=ISR", ""),
        ("actor_country=PSE", "attack"),
        ("actor_country=LBN", ""),
        ("source_country=PSE", "attack"),
        ("source_country=ISR", ""),
        ("target_country=ISR", "attack"),
        ("source_country=USA&target_country=JOR", "visit"),
        ("type=19", "attack"),
        ("type=190", "attack"),
        ("type=ASSAULT", "attack"),
        ("type=consult", "visit"),
        ("class=verbal_conflict", "placed"),
        ("from=2024-10-01&to=2024-10-31", "visit"),
        ("to=2023-12-31", "attack"),
        ("from=2024-10-22", "visit"),
        ("q=calm", "placed"),
        ("q=blinken", "visit"),
        ("type=19&country=USA", ""),
    ],
)
def test_each_parameter(query: str, expected: str, visit: Event, attack: Event, placed: Event) -> None:
    by_name = {"visit": visit, "attack": attack, "placed": placed}
    assert found(query) == ({by_name[expected].pk} if expected else set())


def test_repeats_are_or(visit: Event, attack: Event, placed: Event) -> None:
    assert found("actor=antony-blinken&actor=hamas") == {visit.pk, attack.pk}


def test_a_leading_minus_is_not(visit: Event, attack: Event, placed: Event) -> None:
    assert found("type=-19") == {visit.pk, placed.pk}
    assert found("actor=-israel&country=-LBN") == {visit.pk}


def test_a_vague_event_is_found_by_any_day_it_may_lie_on() -> None:
    event = build_event(first=dt.date(2024, 10, 14), last=dt.date(2024, 10, 20), precision="week", expression="week:-1")
    assert found("from=2024-10-20&to=2024-10-25") == {event.pk}
    assert found("from=2024-10-21") == set()


def test_an_event_with_several_matching_parties_is_found_once() -> None:
    event = build_event(source=(BLINKEN, NETANYAHU), target=(BLINKEN, NETANYAHU), phrase="met", cameo="040")
    chosen = parse_event_filter(QueryDict("country=ISR&country=USA"))[1]
    assert chosen is not None
    assert list(chosen.apply(Event.objects.shown()).values_list("pk", flat=True)) == [event.pk]


def test_rejected_events_are_not_found(visit: Event) -> None:
    visit.reject()
    visit.save()
    assert found("actor=antony-blinken") == set()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("country=ZZZ", "country"),
        ("actor=nobody-at-all", "actor"),
        ("type=99", "type"),
        ("type=NOPE", "type"),
        ("class=warm", "class"),
        ("from=yesterday", "from"),
        ("from=2024-13-45", "from"),
        ("to=9999-12-31", "to"),
        ("from=2024-10-02&to=2024-10-01", "to"),
        ("q=" + "x" * 201, "q"),
        ("q=a%00b", "q"),
        ("country=%00", "country"),
        ("&".join([f"actor=israel{n}" for n in range(51)]), "actor"),
    ],
)
def test_a_bad_value_is_an_error_that_names_its_parameter(query: str, names: str) -> None:
    form, chosen = parse_event_filter(QueryDict(query))
    assert chosen is None
    assert any(problem.startswith(f"{names}:") for problem in form.problems())


def test_names_of_our_own_are_no_parameters(visit: Event) -> None:
    assert found("date_from=2030-01-01&event_class=nonsense") == {visit.pk}


def test_one_bad_value_leaves_the_others_usable() -> None:
    form, chosen = parse_event_filter(QueryDict("actor=israel&country=ZZZ&from=2024-10-01"))
    assert chosen is None
    usable = form.usable_filter()
    assert [choice.value for choice in usable.actor] == ["israel"]
    assert usable.date_from == dt.date(2024, 10, 1)
    assert usable.country == ()


def test_unknown_parameters_are_ignored(visit: Event) -> None:
    assert found("order_by=password&participants__actor=1") == {visit.pk}


def test_an_old_address_of_an_actor_still_filters(visit: Event) -> None:
    from newsapp.actors.models import Actor, ActorSlug

    ActorSlug.objects.create(slug="tony-blinken", actor=Actor.objects.get(slug="antony-blinken"))
    assert found("actor=tony-blinken") == {visit.pk}


def test_text_is_searched_in_the_sentence_not_in_the_article() -> None:
    article = build_article(
        Told(words="Antony Blinken visited Israel."), Told(target=(IRAN,), words="Antony Blinken visited Iran.")
    )
    assert len(found("q=iran")) == 1
    assert article.title
