"""The record of the example reports against what they were written to tell: one test for each expected item."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import Record
from dragoman.views.lines import Shown, lines

Item = dict[str, Any]
ORACLE = Path(__file__).parent / "example.toml"
NAMED = {"actors", "recipients", "mediators", "hosts", "by", "speakers", "parties", "said_by"}
DATED = {"when", "due", "made", "published"}
FINDING = {"name", "file", "pending", "quote", "plan", "origin", "none"}


def items() -> Iterator[Any]:
    for item in tomllib.loads(ORACLE.read_text("utf-8"))["item"]:
        marks = [pytest.mark.xfail(reason=item["pending"], strict=True)] if "pending" in item else []
        yield pytest.param(item, id=f"{item['file']}: {item['name']}", marks=marks)


class Told:
    """An export, with what it takes to compare its lines with items."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.names = Shown(record).names
        self.files = {name: list(found) for name, found in lines(record).items()}
        self.entries = {entry.id: entry for entry in record.entries}

    def quotes(self, entry: str | None) -> str:
        """All words that carry an entry."""
        found = self.entries.get(entry or "")
        claims = [self.record.claims[claim] for claim in found.claims] if found else []
        return " … ".join(evidence.quote for claim in claims for evidence in claim.evidence)

    def origins(self, line: Item) -> list[str]:
        """Where the reports of a line's claims came from."""
        reports = {self.record.claims[claim].report for claim in self.entries[line["id"]].claims}
        return [origin for report in sorted(reports) for origin in self.record.filed[report].report.origins]

    def is_meant(self, line: Item, item: Item) -> bool:
        """Whether the line is one that the item speaks of."""
        return (
            item.get("quote", "") in self.quotes(line.get("id"))
            and item.get("plan", "") in self.quotes(line.get("plan"))
            and any(origin.endswith(item.get("origin", "")) for origin in line.get("origins", [""]))
            and set(item.get("called", ())) <= _called(line)
        )

    def misses(self, line: Item, item: Item) -> list[str]:
        """The fields of the item that the line does not have as wanted, each with what it has."""
        return [f"{key}: {line.get(key)}" for key in item if key not in FINDING and not self._holds(line, key, item[key])]

    def _holds(self, line: Item, key: str, wanted: Any) -> bool:
        said = line.get(key)
        if key in NAMED:
            return sorted({self.names.label(actor) for actor in said or []}) == sorted(wanted)
        if key in DATED:
            return (said or {}).get("edtf") in ([wanted] if isinstance(wanted, str) else wanted)
        if key == "told_in":
            return all(any(origin.endswith(end) for origin in self.origins(line)) for end in wanted)
        if key == "outcome_quote":
            return wanted in self.quotes(line["outcome_entry"])
        return _fits(line, key, wanted)


def _fits(line: Item, key: str, wanted: Any) -> bool:
    """Whether a field of a line is as wanted, where that takes the line alone."""
    said = line.get(key)
    return CHECKS[key](line, wanted) if key in CHECKS else bool(said == wanted or (wanted == "" and not said))


def _holds_values(line: Item, wanted: list[str]) -> bool:
    shown = [f"{value['value']} {' '.join(e['quote'] for e in value['evidence'])}" for value in line["values"]]
    return all(any(word in value for value in shown) for word in wanted)


CHECKS: dict[str, Callable[[Item, Any], bool]] = {
    "type": lambda line, wanted: line["type"] in ([wanted] if isinstance(wanted, str) else wanted),
    "where": lambda line, wanted: bool(line["where"]) and line["where"]["name"] == wanted,
    "called": lambda line, wanted: set(wanted) <= _called(line),
    "office": lambda line, wanted: any(wanted in office["title"] for office in line["offices"]),
    "basis": lambda line, wanted: line["published"]["basis"] == wanted,
    "copies": lambda line, wanted: line["reports"] - line["independent"] >= wanted,
    "flags": lambda line, wanted: set(wanted) <= set(line["flags"]),
    "unset": lambda line, wanted: not set(wanted) & set(line["flags"]),
    "history": lambda line, wanted: set(wanted) <= {row["status"] for row in line["history"]},
    "outcome": lambda line, wanted: line["outcome"] in wanted,
    "words": lambda line, wanted: wanted in line["why"],
    "values": _holds_values,
}


def _called(line: Item) -> set[str]:
    return {line.get("name", ""), *(alias["text"] for alias in line.get("aliases", ()))}


@pytest.fixture(scope="session")
def told(record: Record) -> Told:
    """The example's export."""
    return Told(record)


@pytest.mark.parametrize("item", list(items()))
def test_the_example_record_holds(told: Told, item: Item) -> None:
    """The record built from the example reports holds every item that they were written to give."""
    found = told.files[item["file"]]
    if "none" in item:
        kind = item.get("kind")
        assert not [line["name"] for line in found if set(item["none"]) & _called(line) and kind in {None, line["kind"]}]
        return
    near = [told.misses(line, item) for line in found if told.is_meant(line, item)]
    assert [] in near, near or "no such line"
