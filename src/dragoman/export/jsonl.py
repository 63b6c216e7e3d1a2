"""JSON Lines: one entry a line, claims nested, canonical JSON."""

from collections.abc import Iterable
from pathlib import Path

from dragoman.model import encode
from dragoman.views.lines import Line


def write(path: Path, rows: Iterable[Line]) -> int:
    """Write the lines and return how many they are."""
    count = 0
    with path.open("wb") as file:
        for row in rows:
            file.write(encode(row) + b"\n")
            count += 1
    return count
