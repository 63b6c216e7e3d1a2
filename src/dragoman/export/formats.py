"""The formats, by name, and the folder that an export is written to."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from dragoman.export import csv, datapackage, jsonl, parquet, xlsx
from dragoman.model import Record
from dragoman.views.sheets import Sheet, sheets

Write = Callable[[Iterator[Sheet], Path], dict[str, int]]


def _each(sheets_: Iterable[Sheet], to: Path, write: Callable[[Sheet, Path], int]) -> dict[str, int]:
    return {sheet.name: write(sheet, to) for sheet in sheets_}


FORMATS: dict[str, Write] = {
    "jsonl": partial(_each, write=jsonl.write),
    "csv": partial(_each, write=csv.write),
    "xlsx": xlsx.write_all,
    "parquet": partial(_each, write=parquet.write),
}


def export(record: Record, to: Path, form: str) -> dict[str, int]:
    """Write every file of the record to a folder, with a codebook and `datapackage.json`; the number of lines by file.

    `form` is a name in FORMATS. `OSError` where the folder cannot be written or a format's library is not installed.
    """
    to.mkdir(parents=True, exist_ok=True)
    counts = FORMATS[form](sheets(record), to)
    datapackage.write(to, form, counts)
    return counts
