"""CSV: one entry a row, one file for each file of the record."""

import csv
from pathlib import Path

from dragoman.export import flat
from dragoman.views.sheets import Sheet


def write(sheet: Sheet, to: Path) -> int:
    """Write `NAME.csv` to a folder and return the number of rows."""
    columns = flat.columns(sheet.name)
    count = 0
    with (to / f"{sheet.name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(name for name, _ in columns)
        for line in sheet.rows:
            writer.writerow(guard(cell) for cell in flat.row(line, columns))
            count += 1
    return count


def guard(cell: flat.Cell) -> flat.Cell:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front: reports are hostile input."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
