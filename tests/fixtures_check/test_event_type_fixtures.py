"""Event types follow CAMEO 1.1b3 and its mapping to PLOVER; classes follow from the PLOVER type."""

from __future__ import annotations

from tests.fixtures_check.tables import read_csv, repeated

TYPES = read_csv("events/event_types.csv")
PLOVER = read_csv("events/plover_types.csv")
MODES = read_csv("events/plover_modes.csv")
BY_CODE = {row["code"]: row for row in TYPES}

CLASSES = {
    "verbal_cooperation": {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    "material_cooperation": {"COOPERATE", "AID", "RETREAT"},
    "verbal_conflict": {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    "material_conflict": {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
    "statement": {"STATEMENT"},
}


def test_holds_all_312_codes_of_cameo_11b3() -> None:
    assert len(TYPES) == 312
    assert not repeated(row["code"] for row in TYPES)
    assert {row["code"] for row in TYPES if row["level"] == "1"} == {f"{root:02}" for root in range(1, 21)}
    assert [row["code"] for row in TYPES] == sorted(BY_CODE)


def test_leaves_out_codes_of_the_older_order() -> None:
    assert not {"0110", "0357", "109", "1214", "1641", "1642", "1643"} & set(BY_CODE)


def test_labels_and_weights_are_those_of_11b3() -> None:
    assert BY_CODE["163"]["name"] == "Impose embargo, boycott, or sanctions"
    assert float(BY_CODE["163"]["goldstein"]) == -8
    assert BY_CODE["164"]["name"] == "Halt negotiations"
    assert float(BY_CODE["164"]["goldstein"]) == -6.5
    assert BY_CODE["016"]["name"] == "Deny responsibility"
    assert BY_CODE["018"]["name"] == "Make empathetic comment"


def test_every_code_hangs_below_its_parent() -> None:
    for code, row in BY_CODE.items():
        assert int(row["level"]) == len(code) - 1
        assert row["parent"] == ("" if len(code) == 2 else code[:-1])
        assert len(code) == 2 or row["parent"] in BY_CODE, code


def test_weights_lie_between_minus_ten_and_ten() -> None:
    assert all(-10 <= float(row["goldstein"]) <= 10 for row in TYPES)


def test_class_follows_from_the_plover_type() -> None:
    assert {row["code"]: row["event_class"] for row in PLOVER} == {
        plover: event_class for event_class, plovers in CLASSES.items() for plover in plovers
    }
    for row in TYPES:
        assert row["plover"] in CLASSES[row["event_class"]], row["code"]


def test_roots_without_a_plover_type_are_shown_as_statement_and_request() -> None:
    assert BY_CODE["01"]["plover"] == "STATEMENT"
    assert BY_CODE["02"]["plover"] == "REQUEST"
    assert BY_CODE["09"]["plover"] == "ACCUSE"
    assert BY_CODE["10"]["plover"] == "REQUEST"


def test_plover_types_have_an_order_of_their_own() -> None:
    assert [int(row["position"]) for row in PLOVER] == list(range(1, len(PLOVER) + 1))


def test_modes_are_listed() -> None:
    listed = {(row["plover"], row["mode"]) for row in MODES}
    assert len(listed) == len(MODES)
    assert {(row["plover"], row["plover_mode"]) for row in TYPES if row["plover_mode"]} == listed


def test_roots_and_their_children_are_defined() -> None:
    assert all(row["definition"] for row in TYPES if row["level"] in {"1", "2"})
    assert all(row["definition"] for row in PLOVER)
    assert not repeated(row["definition"] for row in TYPES if row["definition"])


def test_every_code_has_a_definition_and_an_example_of_its_own() -> None:
    for row in TYPES:
        assert row["definition"].endswith("."), row["code"]
        assert row["example"].endswith("."), row["code"]
    assert not repeated(row["example"] for row in TYPES)
