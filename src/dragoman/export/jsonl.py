"""JSON Lines: one entry a line, claims nested, canonical JSON."""

from pathlib import Path

from dragoman.model import encode
from dragoman.views.sheets import Sheet


def write(sheet: Sheet, to: Path) -> int:
    """Write `NAME.jsonl` to a folder and return the number of lines."""
    count = 0
    with (to / f"{sheet.name}.jsonl").open("wb") as file:
        for row in sheet.rows:
            file.write(encode(row) + b"\n")
            count += 1
    return count
