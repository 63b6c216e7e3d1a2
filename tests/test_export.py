"""The files of an export, and what describes them."""

import csv
import json
from pathlib import Path

import pytest

from dragoman.export import FORMATS, export
from dragoman.export.csv import flatten
from dragoman.model import Record
from dragoman.views import FILES, codebook, lines


def test_every_file_is_written_and_described(record: Record, tmp_path: Path) -> None:
    """JSON Lines hold one object a line for every file that the contract names, and the package lists them."""
    counts = export(record, tmp_path, "jsonl")
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert [r["name"] for r in package["resources"]] == list(FILES) == list(counts)
    for name, count in counts.items():
        rows = [json.loads(line) for line in (tmp_path / f"{name}.jsonl").read_text("utf-8").splitlines()]
        assert len(rows) == count
    assert all(
        counts[name] for name in ("reports", "actors", "events", "statements", "commitments", "rounds", "agreements", "divergences")
    )


def test_every_field_is_in_the_codebook(record: Record) -> None:
    """Every field that is written has a meaning in the codebook, in every file."""
    unknown = {
        (name, field) for name, rows in lines(record).items() for row in rows for field in row if field not in codebook.fields(name)
    }
    assert unknown == set()


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_writes_the_same_lines(record: Record, tmp_path: Path, form: str) -> None:
    """Every format writes as many lines as the views hold."""
    assert export(record, tmp_path, form) == {name: sum(1 for _ in rows) for name, rows in lines(record).items()}


def test_csv_reads_back(record: Record, tmp_path: Path) -> None:
    """A CSV file reads back with its ids and dates."""
    export(record, tmp_path, "csv")
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {"id", "type", "modality", "when.start", "evidence"} <= set(rows[0])


def test_csv_cells_are_no_formulas() -> None:
    """A quote that begins like a formula is written as text."""
    assert flatten({"quote": "=HYPERLINK(1)"}) == {"quote": "'=HYPERLINK(1)"}
