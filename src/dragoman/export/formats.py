"""The formats, by name, and the folder that an export is written to."""

from collections.abc import Callable, Iterable
from pathlib import Path

from dragoman.export import csv, datapackage, jsonl
from dragoman.model import Record
from dragoman.views import lines
from dragoman.views.lines import Line

Write = Callable[[Path, Iterable[Line]], int]

FORMATS: dict[str, tuple[str, Write]] = {"jsonl": ("jsonl", jsonl.write), "csv": ("csv", csv.write)}


def export(record: Record, to: Path, form: str) -> dict[str, int]:
    """Write every file of the record to a folder, with a codebook and `datapackage.json`; the number of lines by file.

    `form` is a name in FORMATS. `OSError` where the folder cannot be written.
    """
    suffix, write = FORMATS[form]
    to.mkdir(parents=True, exist_ok=True)
    counts = {name: write(to / f"{name}.{suffix}", rows) for name, rows in lines(record).items()}
    datapackage.write(to, suffix, counts)
    return counts
