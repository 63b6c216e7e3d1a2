"""What dragoman itself wrote into a folder of reports: records, dossiers and exports are no reports, and are passed over."""

import re
from pathlib import Path

_HEAD = 2_000  # bytes in which a file says what it is
_BESIDE = re.compile("-(?:journal|wal|shm)$")  # what SQLite keeps beside a record while it is written to
MARK = b"drgm"
"""The application id of a record, at byte 68 of an SQLite file (`store/database.py`)."""


def is_own(path: Path) -> bool:
    """Whether a file or folder is a record, a dossier or an export."""
    if path.is_dir():
        return b'"dragoman-record"' in _head(path / "datapackage.json")
    head = _head(path.with_name(_BESIDE.sub("", path.name)))
    is_record = head.startswith(b"SQLite format 3") and head[68:72] == MARK
    return is_record or b'<meta name="generator" content="dragoman ' in head


def _head(path: Path) -> bytes:
    """The first bytes of a regular file; none where it cannot be read, which is told when it is read whole."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""
