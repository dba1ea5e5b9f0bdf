"""Whom a bare surname means where somebody better known bears it too."""

from __future__ import annotations

from tests.extraction.coding import read

_ATTACK = "On Friday, 28-year-old Usman Khan stabbed several people in London. Police shot Khan. Khan died."


def _bearers(text: str) -> list[str]:
    reading = read(text)
    return [reading.entities[m.entities[0]].name for m in reading.mentions if reading.text[m.start : m.end] == "Khan"]


def test_is_the_one_told_of_by_the_whole_name() -> None:
    assert _bearers(_ATTACK) == ["Usman Khan", "Usman Khan"]


def test_is_not_the_one_named_later_in_passing() -> None:
    told = f"{_ATTACK} London's mayor, Sadiq Khan, praised them. Khan was convicted years ago."
    assert _bearers(told) == ["Usman Khan"] * 3


def test_is_the_known_one_where_the_article_tells_of_him() -> None:
    assert _bearers("Mayor Sadiq Khan praised the police in London. Khan left.") == ["Sadiq Khan"]


def test_is_not_the_known_one_behind_the_given_name_of_another() -> None:
    names = {entity.name for entity in read("David Trump robbed a bank in Kenya. Peter Biden sued Kenya.").entities}
    assert not names & {"Donald Trump", "Joe Biden"}
