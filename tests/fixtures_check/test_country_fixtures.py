"""Countries, their names and codes, and places agree with each other and with the sources they cite."""

from __future__ import annotations

from collections import Counter, defaultdict

from tests.fixtures_check.tables import Period, read_csv, read_period, repeated

STATUSES = {"un_member", "un_observer", "partially_recognised", "disputed_territory", "dependent_territory"}
SCHEMES = {"iso2", "iso3", "numeric", "fips", "cow", "gw", "cameo"}
NAME_KINDS = {"name", "official", "alias", "demonym", "adjective", "capital"}
PRECISIONS = {"country", "region", "admin1", "city", "locality"}

COUNTRIES = read_csv("countries/countries.csv")
NAMES = read_csv("countries/country_names.csv")
CODES = read_csv("countries/country_codes.csv")
PLACES = read_csv("countries/places.csv")
DISPUTED = read_csv("countries/disputed_places.csv")
ISO3 = {row["iso3"] for row in COUNTRIES}


def find_countries(name: str) -> set[str]:
    return {row["iso3"] for row in NAMES if row["name"] == name}


def test_holds_every_state_once() -> None:
    assert not repeated(row["iso3"] for row in COUNTRIES)
    assert not repeated(row["name"] for row in COUNTRIES)
    statuses = Counter(row["status"] for row in COUNTRIES)
    assert set(statuses) == STATUSES
    assert statuses["un_member"] == 193
    observers = {row["iso3"] for row in COUNTRIES if row["status"] == "un_observer"}
    assert observers == {"VAT", "PSE"}
    assert {"XKX", "TWN", "ESH", "HKG", "PRI"} <= ISO3


def test_every_country_has_position_and_source() -> None:
    for row in COUNTRIES:
        assert -90 <= float(row["lat"]) <= 90
        assert -180 <= float(row["lon"]) <= 180
        assert row["source"], row["iso3"]
        if row["status"] != "dependent_territory":
            assert row["region"], row["iso3"]
            assert row["subregion"], row["iso3"]


def test_states_without_general_recognition_carry_a_note() -> None:
    for row in COUNTRIES:
        if row["status"] in {"partially_recognised", "disputed_territory"} or row["iso3"] == "PSE":
            assert row["note"], row["iso3"]


def test_names_belong_to_countries_and_are_not_repeated() -> None:
    assert {row["iso3"] for row in NAMES} == ISO3
    assert {row["kind"] for row in NAMES} == NAME_KINDS
    assert {row["case_sensitive"] for row in NAMES} == {"0", "1"}
    assert not repeated((row["iso3"], row["kind"], row["name"], row["valid_from"]) for row in NAMES)
    for row in NAMES:
        assert row["name"] == row["name"].strip() != ""
        assert len(row["name"]) <= 120
        read_period(row)


def test_short_names_are_those_of_the_country_table() -> None:
    short = {(row["iso3"], row["name"]) for row in NAMES if row["kind"] == "name"}
    assert short == {(row["iso3"], row["name"]) for row in COUNTRIES}


def test_a_name_of_two_countries_is_known_to_be_shared() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in NAMES:
        owners[row["name"].casefold()].add(row["iso3"])
    shared = {name: sorted(countries) for name, countries in owners.items() if len(countries) > 1}
    assert shared == {
        "congo": ["COD", "COG"],
        "congolese": ["COD", "COG"],
        "dominican": ["DMA", "DOM"],
        "dominicans": ["DMA", "DOM"],
    }


def test_finds_the_names_newspapers_use() -> None:
    assert find_countries("U.S.") == find_countries("USA") == find_countries("American") == {"USA"}
    assert find_countries("Britain") == find_countries("Briton") == find_countries("British") == {"GBR"}
    assert find_countries("Dutch") == find_countries("Holland") == {"NLD"}
    assert find_countries("Burma") == {"MMR"}
    assert find_countries("Ivory Coast") == {"CIV"}
    assert find_countries("Swaziland") == {"SWZ"}
    assert find_countries("North Koreans") == {"PRK"}
    assert find_countries("Emirati") == {"ARE"}
    assert find_countries("Saudis") == {"SAU"}
    assert find_countries("Israelis") == {"ISR"}


def test_names_that_are_words_in_lower_case_keep_their_case() -> None:
    case_sensitive = {row["name"] for row in NAMES if row["case_sensitive"] == "1"}
    assert {"US", "UK", "UAE", "DRC", "Turkey", "Chad", "China", "Japan", "Guinea", "Polish", "Pole"} <= case_sensitive


def test_one_code_means_one_country_at_any_time() -> None:
    meanings: dict[tuple[str, str], list[Period]] = defaultdict(list)
    for row in CODES:
        assert row["iso3"] in ISO3
        assert row["scheme"] in SCHEMES
        meanings[row["scheme"], row["code"]].append(read_period(row))
    for code, periods in meanings.items():
        for earlier, later in zip(sorted(periods), sorted(periods)[1:], strict=False):
            assert not earlier.overlaps(later), code


def test_schemes_that_differ_are_kept_apart() -> None:
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in CODES:
        codes[row["iso3"], row["scheme"]].add(row["code"])
    assert codes["PSE", "fips"] == {"GZ", "WE"}
    assert codes["PSE", "cameo"] == {"PSE", "GZS", "WSB"}
    assert codes["UKR", "fips"] == {"UP"}
    assert codes["IRQ", "fips"] == {"IZ"}
    assert codes["SSD", "fips"] == {"OD"}
    assert codes["YEM", "cow"] == {"678", "679"}
    assert codes["YEM", "gw"] == {"678"}
    assert codes["ROU", "cameo"] == {"ROM"}
    for row in COUNTRIES:
        assert codes[row["iso3"], "iso3"] == {row["iso3"]}
        assert codes[row["iso3"], "iso2"] == {row["iso2"]}
        if row["numeric"]:
            assert codes[row["iso3"], "numeric"] == {row["numeric"]}


def test_every_un_member_has_a_correlates_of_war_number() -> None:
    numbered = {row["iso3"] for row in CODES if row["scheme"] == "cow"}
    assert {row["iso3"] for row in COUNTRIES if row["status"] == "un_member"} <= numbered


def test_places_have_one_address_each() -> None:
    assert not repeated(row["slug"] for row in PLACES)
    for row in PLACES:
        assert row["slug"].isascii()
        assert row["iso3"] in ISO3 | {""}, row["slug"]
        assert row["precision"] in PRECISIONS, row["slug"]
        assert -90 <= float(row["lat"]) <= 90, row["slug"]
        assert -180 <= float(row["lon"]) <= 180, row["slug"]
        names = row["names"].split(";")
        assert all(name == name.strip() != "" for name in names), row["slug"]
        assert not repeated(names), row["slug"]
        assert row["source"], row["slug"]


def test_every_country_is_a_place() -> None:
    countries = {(row["iso3"], row["name"]) for row in PLACES if row["kind"] == "country"}
    assert countries == {(row["iso3"], row["name"]) for row in COUNTRIES}


def test_disputed_territory_is_counted_in_no_state_and_names_its_claimants() -> None:
    places = {row["slug"]: row for row in PLACES}
    for slug in ("golan-heights", "crimea", "kashmir", "jerusalem", "nagorno-karabakh", "spratly-islands", "essequibo"):
        assert places[slug]["iso3"] == "", slug
        assert places[slug]["note"], slug
    for slug in ("gaza-strip", "west-bank"):
        assert places[slug]["iso3"] == "PSE", slug
        assert places[slug]["precision"] == "admin1", slug


def test_every_disputed_territory_says_who_claims_it() -> None:
    places = {row["slug"]: row for row in PLACES}
    for slug in (
        "abkhazia", "abu-musa", "abyei", "aksai-chin", "al-fashaga", "chagos-archipelago", "crimea", "essequibo",
        "golan-heights", "halaib-triangle", "kuril-islands", "liancourt-rocks", "nagorno-karabakh", "northern-cyprus",
        "paracel-islands", "pratas-island", "scarborough-shoal", "senkaku-islands", "siachen-glacier", "somaliland",
        "south-ossetia", "spratly-islands", "transnistria",
    ):  # fmt: skip
        assert places[slug]["iso3"] == "", slug
        assert places[slug]["note"], slug
    for slug in ("kosovo", "taiwan", "western-sahara"):
        assert places[slug]["note"], slug
    # Towns there count for no state either.
    for slug in ("kerch", "yalta", "sukhumi", "tskhinvali", "tiraspol", "kyrenia", "berbera", "katzrin", "leh"):
        assert (places[slug]["iso3"], bool(places[slug]["note"])) == ("", True), slug


def test_there_are_enough_places_of_each_kind() -> None:
    kinds = Counter(row["kind"] for row in PLACES)
    least = {
        "city": 2800,
        "capital": 190,
        "admin1": 2000,
        "sea": 50,
        "waterway": 20,
        "border": 20,
        "camp": 20,
        "site": 40,
    }
    assert len(PLACES) >= 5000
    assert {kind: kinds[kind] for kind, count in least.items() if kinds[kind] < count} == {}


def test_seas_belong_to_no_state() -> None:
    seas = [row for row in PLACES if row["kind"] == "sea"]
    assert seas
    assert all(row["iso3"] == "" for row in seas)


def test_places_lie_near_their_country() -> None:
    """A slip in a position or a sign shows as a place far outside what its country spans."""
    centres = {row["iso3"]: (float(row["lat"]), float(row["lon"])) for row in COUNTRIES}
    wide = {"USA", "RUS", "CHN", "CAN", "AUS", "BRA", "ESP", "IDN", "CHL", "KIR", "FSM", "DNK", "NOR", "KAZ", "MEX"}
    for row in PLACES:
        if not row["iso3"] or row["iso3"] in wide:
            continue
        lat, lon = centres[row["iso3"]]
        assert abs(lat - float(row["lat"])) < 15, row["slug"]
        assert abs(lon - float(row["lon"])) < 15, row["slug"]


def test_disputed_territories_say_whose_dispute_it_is() -> None:
    assert not repeated(row["slug"] for row in DISPUTED)
    assert [row["name"] for row in DISPUTED] == sorted(row["name"] for row in DISPUTED)
    for row in DISPUTED:
        parties = [part.strip() for part in row["parties"].split(";")]
        assert len(parties) > 1, row["slug"]
        assert parties == sorted(parties), f"{row['slug']}: A to Z, nobody first"
        assert row["held_by"], row["slug"]
        assert row["source"], row["slug"]
        assert row["iso3"] in {"", *ISO3}
        assert bool(row["places"]) is not (row["whole_country"] == "1"), row["slug"]


def test_places_of_a_disputed_territory_are_in_no_states_total() -> None:
    places = {row["slug"]: row for row in PLACES}
    listed = [(row["iso3"], slug) for row in DISPUTED for slug in row["places"].split(";") if slug]
    assert not repeated(slug for _, slug in listed)
    for iso3, slug in listed:  # a border on its edge is in nobody's total either
        assert places[slug]["iso3"] in {iso3, ""}, slug


def test_every_place_that_is_a_territory_is_listed() -> None:
    listed = {slug for row in DISPUTED for slug in row["places"].split(";")}
    assert {row["slug"] for row in PLACES if row["kind"] == "territory"} <= listed


def test_a_division_is_one_record_with_all_its_names() -> None:
    """Abyan and Abyan governorate are one place; Adana and Adana province are a city and a province."""
    divisions = {row["slug"]: row for row in PLACES if row["kind"] == "admin1"}
    twice = [
        slug
        for slug, row in divisions.items()
        for bare in [slug.rpartition("-")[0]]
        if bare in divisions and divisions[bare]["iso3"] == row["iso3"] and row["lat"] == divisions[bare]["lat"]
    ]
    assert twice == []
