"""How much of the shipped actors reference tables confirm: names, Wikidata ids, and dates of offices, per kind.

    NEWSAPP_DATA=/path/to/data python tools/check_actors.py

Reads `fixtures/actors/*.jsonl` and, below `$NEWSAPP_DATA/knowledge`, leaders.csv, armed_groups.csv, organisations.csv,
parties.csv and demonyms.csv, and prints tables in Markdown (the ones in docs/knowledge.md). A fact counts as confirmed
only where a row of the same country (or of the same Wikidata id) says the same; what no row says is not wrong, it is
unconfirmed. Nothing is written and nothing is taken over from the tables. Exits with 2 where the data is missing.
"""

from __future__ import annotations

import csv
import json
import os
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
KINDS = (
    "person", "state", "government_body", "armed_group", "party", "organisation", "international_organisation",
    "company", "media",
)  # fmt: skip
# Table -> the columns that hold names, and the one that holds countries.
TABLES = {
    "leaders.csv": (("person",), "iso3"),
    "armed_groups.csv": (("name", "full_name_en", "native_name", "aliases"), "countries_iso3"),
    "organisations.csv": (("name", "acronym", "aliases"), ""),
    "parties.csv": (("name_english", "name", "abbreviation", "name_other"), "country_iso3"),
    "demonyms.csv": (("name_common", "name_official", "alt_spellings"), "iso3"),
}
QID = {"leaders.csv": "qid"}
# Letters that no normalisation takes apart.
LETTERS = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "þ": "th"})
DAY = re.compile(r"\d{4}-\d\d-\d\d")

Row = dict[str, str]


def key(name: str) -> str:
    """A name as its words in order of the alphabet, without accents, case and marks."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(LETTERS))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(sorted(re.findall(r"[a-z0-9]+", kept.replace("'", "").replace("’", ""))))


class Table:
    """One reference table, by name and country and by Wikidata id."""

    def __init__(self, path: Path) -> None:
        columns, self.country = TABLES[path.name]
        self.qid = QID.get(path.name, "wikidata_qid")
        with path.open(encoding="utf-8", newline="") as stream:
            self.rows: list[Row] = list(csv.DictReader(stream))
        self.by_name: dict[str, list[Row]] = defaultdict(list)
        self.by_qid: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            if row[self.qid]:
                self.by_qid[row[self.qid]].append(row)
            for column in columns:
                for name in row[column].split("|"):
                    if key(name):
                        self.by_name[key(name)].append(row)

    def named(self, actor: dict[str, Any]) -> list[Row]:
        """The rows that bear one of the actor's names, in its country where both say one."""
        found: list[Row] = []
        for name in (actor["name"], *(alias["name"] for alias in actor["aliases"])):
            found += [row for row in self.by_name.get(key(name), ()) if self.fits(row, actor)]
        return found

    def fits(self, row: Row, actor: dict[str, Any]) -> bool:
        said = set(re.findall(r"[A-Z]{3}", row[self.country])) if self.country else set()
        own = {actor["iso3"], *(role["iso3"] for role in actor["roles"])} - {None}
        return not said or not own or bool(said & own) or row.get("level") == "intl"


def check_dates(actor: dict[str, Any], rows: list[Row], begun: set[tuple[str, str]], counts: Counter[str]) -> None:
    """Counts the first and last days of the actor's offices, and which column of leaders.csv states the same day.

    The fixtures' periods are half open: a last day that a source states is the day before at the earliest. A day on
    which somebody else took an office of the same state counts as stated by the successor.
    """
    for role in actor["roles"]:
        if first := role["valid_from"]:
            said = {column for column in ("start", "factbook_start") for row in rows if row[column] == first}
            said |= {"reign" for row in rows if row["reign"].startswith(first)}
            tally("first day", said, counts)
        if last := role["valid_until"]:
            before = (date.fromisoformat(last) - timedelta(days=1)).isoformat()
            said = {column for column in ("end", "delisted") for row in rows if row[column] in {last, before}}
            if not said and (role["iso3"] or "", last) in begun:
                said = {"successor"}
            tally("last day", said, counts)


def tally(what: str, said: set[str], counts: Counter[str]) -> None:
    counts[what] += 1
    counts[f"{what} confirmed"] += bool(said)
    for column in said:
        counts[f"{what}: {column}"] += 1


def check(actors: list[dict[str, Any]], tables: dict[str, Table]) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """The counts per kind, and per table what it confirms."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    sources: Counter[str] = Counter()
    leaders = tables["leaders.csv"]
    begun = {(row["iso3"], row["start"]) for row in leaders.rows if row["start"]}
    for actor in actors:
        counts = kinds[actor["kind"]]
        counts["actors"] += 1
        counts["aliases"] += len(actor["aliases"])
        qid = actor["external_ids"].get("wikidata", "")
        counts["ids"] += bool(qid)
        named = {name: rows for name, table in tables.items() if (rows := table.named(actor))}
        held = {name for name, table in tables.items() if qid and qid in table.by_qid}
        counts["names confirmed"] += bool(named or held)
        counts["ids confirmed"] += bool(held)
        for name in set(named) | held:
            sources[f"{name}: names"] += 1
        for name in held:
            sources[f"{name}: ids"] += 1
        check_dates(actor, leaders.by_qid.get(qid, []) or named.get("leaders.csv", []), begun, counts)
        counts["with years of fighting"] += "conflict data" in actor["description"]
    return kinds, sources


def table(head: list[str], rows: list[list[object]]) -> str:
    lines: list[list[object]] = [[*head], ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(
        "| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in line) + " |" for line in lines
    )


def main() -> int:
    folder = Path(os.environ.get("NEWSAPP_DATA", "")) / "knowledge"
    missing = [name for name in TABLES if not (folder / name).is_file()]
    if not os.environ.get("NEWSAPP_DATA") or missing:
        print(f"set NEWSAPP_DATA to the folder that holds knowledge/{missing[0] if missing else ''}", file=sys.stderr)
        return 2
    tables = {name: Table(folder / name) for name in TABLES}
    files = sorted((FIXTURES / "actors").glob("*.jsonl"))
    actors = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    kinds, sources = check(actors, tables)
    total: Counter[str] = sum(kinds.values(), Counter())
    columns = {
        "aliases": "aliases", "names confirmed": "names confirmed", "Wikidata ids": "ids",
        "of them confirmed": "ids confirmed",
        "first days of offices": "first day", "confirmed": "first day confirmed", "last days": "last day",
        "confirmed too": "last day confirmed",
    }  # fmt: skip
    head = ["kind", "actors", *columns]
    lines: list[list[object]] = [
        [kind.replace("_", " "), counts["actors"], *(counts[column] for column in columns.values())]
        for kind, counts in [*((kind, kinds[kind]) for kind in KINDS), ("all", total)]
    ]
    print(table(head, lines))
    print()
    said: list[list[object]] = [[name, sources[f"{name}: names"], sources[f"{name}: ids"]] for name in TABLES]
    print(table(["source table", "names", "ids"], said))
    print()
    dates = {name: count for name, count in sorted(total.items()) if ": " in name}
    print(table(["where a day is stated", "days"], [[name, count] for name, count in dates.items()]))
    print(f"\n{total['with years of fighting']} armed groups with their years of fighting.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
