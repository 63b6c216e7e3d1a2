"""The record as one self-contained HTML file: no network, works from disk."""

from pathlib import Path

from dragoman.compare import Groups
from dragoman.model import Record
from dragoman.templates import pieces


def write(record: Record, to: Path, title: str = "", groups: Groups | None = None) -> int:
    """Write the dossier and return its size in bytes. `OSError` where the file cannot be written."""
    html = pieces(record, title, groups=groups)
    with to.open("wb") as file:
        file.writelines(html)
    return sum(map(len, html))
