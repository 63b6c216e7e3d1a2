"""The record as one self-contained HTML file: no network, works from disk."""

from pathlib import Path

from dragoman.compare import Groups
from dragoman.model import Record
from dragoman.templates import render


def write(record: Record, to: Path, title: str = "", groups: Groups | None = None) -> int:
    """Write the dossier and return its size in bytes. `OSError` where the file cannot be written."""
    html = render(record, title, groups=groups).encode()
    to.write_bytes(html)
    return len(html)
