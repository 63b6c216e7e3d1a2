"""The files of an export, and what describes them."""

import csv
import importlib.util
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from dragoman.export import export, flat, xlsx
from dragoman.export.csv import guard
from dragoman.model import Record
from dragoman.views import FILES, codebook, lines, sheets

no_parquet = importlib.util.find_spec("pyarrow") is None
needs_parquet = pytest.mark.skipif(no_parquet, reason="pyarrow, the library of the extra, is not installed")
each_format = pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx", pytest.param("parquet", marks=needs_parquet)])
EMPTY = Record(filed={}, claims={})


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


@each_format
def test_every_format_writes_the_same_lines(record: Record, tmp_path: Path, form: str) -> None:
    """Every format writes as many lines as the views hold."""
    assert export(record, tmp_path, form) == {name: sum(1 for _ in rows) for name, rows in lines(record).items()}


@each_format
def test_the_same_record_gives_the_same_bytes(record: Record, tmp_path: Path, form: str) -> None:
    """Two exports of one record are the same files, byte for byte."""
    for folder in ("one", "other"):
        export(record, tmp_path / folder, form)
    one, other = ({p.name: p.read_bytes() for p in (tmp_path / folder).iterdir()} for folder in ("one", "other"))
    assert one == other


@each_format
def test_the_package_describes_the_files_that_are_there(record: Record, tmp_path: Path, form: str) -> None:
    """Every resource of the package is a file of the folder, with a schema whose fields all have a type and a meaning."""
    export(record, tmp_path, form)
    resources = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))["resources"]
    assert {r["path"] for r in resources} | {"datapackage.json", "codebook.md"} == {p.name for p in tmp_path.iterdir()}
    assert all(field["type"] and field["description"] for r in resources for field in r["schema"]["fields"])


def test_columns_hold_every_line(record: Record) -> None:
    """The columns read off the nouns are the fields that lines have, lists where lines have lists."""
    for sheet in sheets.sheets(record):
        known = {column.name: column for column in sheet.columns}
        for row in sheet.rows:
            assert set(row) <= set(known), sheet.name
            assert all(known[n].many == isinstance(v, list) for n, v in row.items() if v is not None), sheet.name


def test_csv_reads_back(record: Record, tmp_path: Path) -> None:
    """A CSV file reads back with its ids and dates, under the columns that the package lists."""
    export(record, tmp_path, "csv")
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {"id", "type", "modality", "when.start", "when.text", "where.name", "evidence"} <= set(rows[0])
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    events = next(r for r in package["resources"] if r["name"] == "events")
    assert [field["name"] for field in events["schema"]["fields"]] == list(rows[0])


def test_a_cell_tells_its_items_apart() -> None:
    """A number has its words and its value; quotations, which hold semicolons, are parted by another sign."""
    columns = dict(flat.columns("events"))
    told = [{"value": 5.0, "unit": "civilian", "text": "five civilians"}, {"value": None, "unit": "place", "text": "few"}]
    assert flat.cell(told, columns["numbers"]) == "five civilians = 5 | few"
    assert flat.cell([{"quote": "came; went"}, {"quote": "met"}], columns["evidence"]) == "came; went | met"
    assert flat.cell(["a", "b"], columns["actors"]) == "a; b"


def test_columns_do_not_hang_on_the_data(record: Record, tmp_path: Path) -> None:
    """An empty record has the same columns as a full one."""
    heads = []
    for name, kept in (("full", record), ("empty", EMPTY)):
        export(kept, tmp_path / name, "csv")
        heads.append((tmp_path / name / "divergences.csv").read_text("utf-8").splitlines()[0])
    assert heads[0] == heads[1]


def test_csv_cells_are_no_formulas() -> None:
    """A quote that begins like a formula is written as text, and a negative number stays a number."""
    assert guard("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert guard(-3.5) == -3.5


MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _workbook(path: Path) -> dict[str, list[ET.Element]]:
    """The rows of each sheet of a workbook that this test wrote itself."""
    with zipfile.ZipFile(path) as book:
        names = [s.attrib["name"] for s in ET.fromstring(book.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]  # noqa: S314
        pages = [ET.fromstring(book.read(f"xl/worksheets/sheet{n}.xml")) for n in range(1, len(names) + 1)]  # noqa: S314
    return {name: list(page.iter(f"{MAIN}row")) for name, page in zip(names, pages, strict=True)}


def test_a_workbook_has_a_sheet_for_every_file(record: Record, tmp_path: Path) -> None:
    """The workbook holds each file as a sheet with a head and its lines, the codebook last, and not one formula or link."""
    counts = export(record, tmp_path, "xlsx")
    book = _workbook(tmp_path / "record.xlsx")
    assert list(book) == [*FILES, "codebook"]
    assert {name: len(rows) - 1 for name, rows in book.items() if name != "codebook"} == counts
    with zipfile.ZipFile(tmp_path / "record.xlsx") as packed:
        assert not any(b"<f>" in packed.read(n) or b"<hyperlink" in packed.read(n) for n in packed.namelist() if "worksheets" in n)


def test_a_sheet_that_is_full_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that a sheet cannot hold stand in further sheets, none lost and none told twice."""
    monkeypatch.setattr(xlsx, "ROWS", 2)
    rows: Iterator[dict[str, Any]] = ({"origin": str(n), "stage": "read", "why": "=1", "advice": ""} for n in range(5))
    counts = xlsx.write_all([sheets.Sheet("failures", sheets.columns("failures"), rows)], tmp_path)
    book = _workbook(tmp_path / "record.xlsx")
    assert counts == {"failures": 5}
    assert [len(rows) - 1 for name, rows in book.items() if name.startswith("failures")] == [2, 2, 1]


@needs_parquet
def test_parquet_keeps_types_and_nesting(record: Record, tmp_path: Path) -> None:
    """Dates are dates, claims are nested with their evidence, and an empty record has the same schema."""
    from pyarrow import parquet  # noqa: PLC0415 - an optional extra

    export(record, tmp_path / "full", "parquet")
    export(EMPTY, tmp_path / "empty", "parquet")
    table = parquet.read_table(tmp_path / "full" / "events.parquet")
    assert table.schema.equals(parquet.read_table(tmp_path / "empty" / "events.parquet").schema)
    told, lines_ = table.to_pylist(), list(lines(record)["events"])
    assert [row["id"] for row in told] == [line["id"] for line in lines_]
    assert [str(row["when"]["start"] or "") for row in told] == [line["when"]["start"] or "" for line in lines_]
    quotes = [[e["quote"] for c in row["claims"] for e in c["evidence"]] for row in told]
    assert quotes == [[e["quote"] for c in line["claims"] for e in c["evidence"]] for line in lines_]


@pytest.mark.skipif(not no_parquet, reason="the extra is installed")
def test_a_missing_extra_is_named(tmp_path: Path) -> None:
    """Without the extra, Parquet ends with one line that says what to install."""
    with pytest.raises(OSError, match=r"dragoman\[parquet\]"):
        export(EMPTY, tmp_path, "parquet")
