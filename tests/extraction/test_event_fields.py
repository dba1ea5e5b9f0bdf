"""Fields of an event beyond who, what and whom: time, place, words, attribution, merging, convention codes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from newsapp.extraction.events import find_events
from newsapp.extraction.modality import convention_code
from newsapp.extraction.read import read_text
from tests.extraction.coding import PUBLISHED, TITLE, code, deeds, knowledge, lexicon, shown

if TYPE_CHECKING:
    from newsapp.extraction.findings import EventFinding


def one(sentence: str) -> EventFinding:
    events = deeds(sentence)
    assert len(events) == 1, [(e.cameo, e.trigger) for e in events]
    return events[0]


def words(event: EventFinding, sentence: str, span: tuple[int, int] | None) -> str:
    assert span is not None
    return (TITLE + sentence)[span[0] : span[1]]


def test_dates_by_the_time_words_of_its_clause() -> None:
    date = one("Iran attacked Iraq on Saturday.").date
    assert (date.value, date.precision, date.text) == ("2024-10-19", "day", "Saturday")
    assert date.first == date.last == dt.date(2024, 10, 19)


def test_assumes_the_week_up_to_publication_for_plain_past() -> None:
    date = one("Iran attacked Iraq.").date
    assert (date.value, date.precision, date.basis) == ("2024-10-22", "week", "assumed")
    assert (date.first, date.last) == (dt.date(2024, 10, 16), dt.date(2024, 10, 22))


def test_goes_on_with_the_day_on_which_the_same_people_act_in_the_sentence_before() -> None:
    first, second = code("On Saturday Iran attacked Iraq. It also arrested protesters.").events
    assert (second.date.value, second.date.precision, second.date.span) == ("2024-10-19", "day", None)
    assert first.date.span is not None


def test_another_state_has_no_share_in_the_day_told_before() -> None:
    _, second = code("On Saturday Iran attacked Iraq. Turkey arrested protesters.").events
    assert (second.date.value, second.date.precision) == ("2024-10-22", "week")


def test_knows_no_date_without_a_publication_date() -> None:
    (event,) = code("Iran attacked Iraq.", None).events
    assert (event.date.value, event.date.precision, event.date.basis) == (None, "none", "none")


def test_gives_no_date_to_a_plan_without_time() -> None:
    assert one("Iran will attack Iraq.").date.value is None


def test_gives_no_date_to_background_in_the_past_perfect() -> None:
    assert one("Iran had attacked Iraq.").date.value is None


def test_does_not_date_a_deed_by_the_day_somebody_told_it() -> None:
    (event,) = deeds("The minister said on Monday that Iran had attacked Iraq.")
    assert event.date.text == ""


def test_places_by_its_own_clause_only() -> None:
    event = one("Israel attacked Hezbollah in Beirut.")
    assert event.place is not None
    assert (event.place.name, event.place.iso3) == ("Beirut", "LBN")
    assert one("Israel attacked Hezbollah.").place is None


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("The president of Kenya arrived in Uganda on Monday.", "arrived in"),
        ("The president of Kenya will visit Uganda.", "will visit"),
        ("Kenya criticised Uganda.", "criticised"),
        ("Israel is attacking Lebanon.", "is attacking"),
        ("Japan is to meet with China on Thursday.", "is to meet with"),
        ("Kenya was criticised by Uganda.", ""),
    ],
)
def test_takes_the_verb_phrase_from_the_text(sentence: str, phrase: str) -> None:
    assert one(sentence).phrase == phrase


def test_marks_the_words_from_source_to_time() -> None:
    sentence = "After a long night, Iran attacked Iraq on Saturday, which surprised many."
    event = one(sentence)
    assert words(event, sentence, event.clause_span) == "Iran attacked Iraq on Saturday"
    assert words(event, sentence, event.trigger_span) == "attacked"


@pytest.mark.parametrize(
    ("sentence", "voice", "span"),
    [
        ("Iran reportedly attacked Iraq.", "reportedly", "reportedly"),
        ("Iran attacked Iraq, according to Turkey.", "Turkey", "according to Turkey"),
        ("Turkey said that Iran attacked Iraq.", "Turkey", "Turkey"),
    ],
)
def test_attributes_to_the_voice(sentence: str, voice: str, span: str) -> None:
    event = one(sentence)
    assert event.attributed_to == voice
    assert words(event, sentence, event.attribution_span) == span


def test_spans_stay_inside_their_sentence() -> None:
    for event in code("Iran attacked Iraq on Saturday. Turkey, along with Greece, urged Iran to stop.").events:
        start, end = event.sentence_span
        spans = [event.clause_span, event.trigger_span, *(p.span for p in (*event.source, *event.target) if p.span)]
        assert all(start <= s[0] < s[1] <= end for s in spans)


def test_merges_repeats_into_the_sentence_that_says_most() -> None:
    (event,) = deeds("Iran attacked Iraq. The weather was fine. On Saturday Iran attacked Iraq with drones.")
    assert event.date.value == "2024-10-19"
    assert [also.sentence for also in event.also] == [1]


def test_keeps_deeds_of_different_days_apart() -> None:
    assert len(deeds("Iran attacked Iraq on Friday. On Saturday Iran attacked Iraq.")) == 2


def test_keeps_a_plan_and_the_deed_apart() -> None:
    assert sorted(e.modality for e in deeds("Iran attacked Iraq. Iran will attack Iraq.")) == ["happened", "planned"]


def test_adds_entities_behind_those_of_the_reading() -> None:
    result = code("Israel bombarded northern Gaza.")
    (event,) = result.events
    assert [entity.index for entity in result.entities] == list(range(len(result.entities)))
    assert all(result.entities[p.actor].name == p.name for p in (*event.source, *event.target))


def test_is_deterministic() -> None:
    text = "Police in Kenya arrested two men. Kenya and Uganda signed an agreement. Iran could attack Iraq."
    assert code(text) == code(text)


def test_gives_confidence_and_reasons_for_every_field() -> None:
    event = one("Iran attacked Iraq on Saturday.")
    assert set(event.confidence) == {"type", "source", "target", "date", "place", "modality", "event"}
    assert all(0 <= value <= 1 for value in event.confidence.values())
    assert {"type", "source", "target", "date", "modality"} <= {reason.field for reason in event.reasons}


def test_is_less_sure_of_an_implied_target() -> None:
    assert one("Kenya's president criticised the decision.").confidence["target"] < 0.6


@pytest.mark.parametrize(
    ("base", "modality", "expected"),
    [
        ("042", "planned", "036"), ("042", "happened", "042"), ("045", "planned", "039"), ("0841", "planned", "0353"),
        ("072", "planned", "0332"), ("190", "planned", "1384"), ("163", "planned", "131"), ("111", "planned", "111"),
    ],
)  # fmt: skip
def test_derives_the_convention_code(base: str, modality: str, expected: str) -> None:
    assert convention_code(base, modality) == expected


def test_a_claim_of_responsibility_fills_the_source() -> None:
    (event,) = deeds(
        "A suicide bombing killed nine soldiers in Somalia. The Taliban claimed responsibility for the attack."
    )
    assert [p.name for p in event.source] == ["Taliban"]
    assert "claim" in {reason.rule.removeprefix("party:") for reason in event.reasons}


def test_an_accusation_leaves_the_source_empty() -> None:
    events = deeds("A suicide bombing killed nine soldiers in Somalia. Kenya blamed Ethiopia for the attack.")
    assert [shown(event) for event in events] == ["1831 happened - > SOM", "112 happened KEN > ETH"]


def test_what_is_gathered_to_say_is_said() -> None:
    assert [shown(e) for e in deeds("Thousands of people gathered in Chile to protest against the government.")] == [
        "141 happened CHL > CHL"
    ]


def test_a_headline_drops_the_helper_of_the_passive() -> None:
    reading = read_text("Kenyan minister arrested\n\nThe weather was fine.", knowledge(), PUBLISHED)
    assert [shown(event) for event in find_events(reading, lexicon()).events] == ["173 happened KEN > KEN"]


def test_every_reason_is_a_sentence_that_quotes_its_words() -> None:
    for sentence in ("Iran agreed to lift sanctions on Iraq.", "Two journalists were arrested in Egypt on Tuesday."):
        for found in deeds(sentence):
            for reason in found.reasons:
                assert reason.text[0].isupper() or reason.text[0] == "“", reason
                assert reason.text.endswith("."), reason


def test_a_visit_says_which_words_make_it_one() -> None:
    (visit,) = deeds("France's president arrived in Kenya on Tuesday.")
    texts = {reason.field: reason.text for reason in visit.reasons}
    assert texts["type"] == "“arrived” with “in” is read as “Make a visit”."
    assert "latest one up to publication" in texts["date"]


def test_a_release_in_exchange_is_two_releases() -> None:
    both = [shown(event) for event in deeds("Kenya freed four Ugandan hostages in exchange for Kenyan prisoners.")]
    assert both == ["0841 happened KEN > UGA", "0841 happened UGA > KEN"]


def test_blame_in_a_quotation_is_its_speakers() -> None:
    text = 'Kenya\'s president spoke on Monday. "Uganda has betrayed us," he said. "Uganda is a disgrace."'
    assert {shown(event) for event in deeds(text)} == {"111 happened KEN > UGA"}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("At least eight people were killed in Israeli airstrikes on areas of Beirut.", "Beirut"),
        ("A Kabul car bombing killed five people.", "Kabul"),
        ("Gunmen killed five soldiers and injured others in Nairobi, Kenya.", "Nairobi"),
    ],
)
def test_force_happened_where_it_struck(sentence: str, name: str) -> None:
    event = one(sentence)
    assert event.place is not None
    assert event.place.name == name


def test_what_others_do_elsewhere_is_no_place_of_an_attack() -> None:
    assert one("Iran attacked Iraqi troops who had trained in Jordan.").place is None


def test_an_attack_told_on_keeps_its_place_without_words() -> None:
    sentences = "Militants attacked a base in Nairobi, Kenya. Kenyan soldiers killed five militants."
    first, second = code(sentences).events
    assert first.place is not None
    assert second.place is not None
    assert (second.place.name, second.place.span) == (first.place.name, None)
    assert {r.rule for event in (first, second) for r in event.reasons if r.field == "place"} == {
        "place:clause",
        "place:story",
    }


def test_an_attack_of_another_day_has_not_the_place_told_before() -> None:
    first, second = code("Israel bombed Tyre on Monday. Three weeks earlier it killed Lebanese fighters.").events
    assert first.place is not None
    assert second.place is None


def test_the_move_that_is_criticised_is_what_the_article_is_about() -> None:
    told = ("Turkey seized a ship of Peru on Monday.", "Canada urged Chile to wait.", "Norway criticised the move.")
    text = "\n\n".join(told)
    event = next(e for e in code(text).events if e.cameo == "111")
    assert [p.iso3 for p in event.target] == ["TUR"]


def test_an_attack_that_another_sentence_calls_a_bombing_is_one() -> None:
    told = (
        "An attack on a base in Kenya killed five soldiers on Monday.",
        "People in Kenya mourned after the car bombing.",
    )
    event = next(e for e in code(" ".join(told)).events if e.trigger == "attack")
    assert event.cameo == "1832"
    assert "told more closely in another sentence" in next(r.text for r in event.reasons if r.field == "type")


def test_each_destination_has_its_own_place_and_day() -> None:
    first, second = deeds("Kenya's president will visit Jordan on Wednesday and Doha.")
    assert (first.place.name if first.place else "", first.date.text) == ("Jordan", "Wednesday")
    assert (second.place.name if second.place else "", second.date.text) == ("Doha", "")


def test_named_examples_stand_for_a_group_without_a_state() -> None:
    assert [shown(event) for event in deeds("Kenya criticised allies such as Uganda.")] == ["111 happened KEN > UGA"]


def test_the_accused_is_who_was_charged_before() -> None:
    found = deeds("Police in Chile charged Pedro Rojas with theft. On Monday Judge Ana Soto freed the accused.")
    assert [[party.name for party in event.target] for event in found] == [["Pedro Rojas"], ["Pedro Rojas"]]


def test_protests_at_home_against_another_state_are_of_those_at_home() -> None:
    text = "Kenya is calm. Kenya waits. After weeks of protests against the Chinese government, shops reopened."
    assert [shown(event) for event in deeds(text)] == ["141 happened KEN > CHN"]


def test_a_statement_without_addressee_has_no_target() -> None:
    statements = code("The president of Kenya said the road was long.").events
    assert [event.target for event in statements] == [()]
