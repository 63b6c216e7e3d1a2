"""CSV: one entry a row. Lists are joined with "; ", nested values are dotted columns, claims and texts stay in the JSON Lines."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dragoman.model import encode
from dragoman.views.lines import Line

# Left to the JSON Lines: they are long or nested and a spreadsheet can hold neither.
NESTED = {"text", "parts", "claims", "judgements"}


def write(path: Path, rows: Iterable[Line]) -> int:
    """Write the rows and return how many they are. Columns are those of all rows, in order of first appearance."""
    flat = [flatten(row) for row in rows]
    columns = list(dict.fromkeys(key for row in flat for key in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(flat)
    return len(flat)


def flatten(row: Line, prefix: str = "") -> dict[str, str]:
    """A row with dotted columns: `when.start`, `evidence` as its quotes."""
    flat: dict[str, str] = {}
    for key, value in row.items():
        if key in NESTED:
            continue
        if isinstance(value, dict):
            flat |= flatten(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = _guard(_text(value))
    return flat


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_item(v) for v in value)
    return str(value)


def _item(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("quote") or value.get("text") or value.get("title") or encode(value).decode())
    return str(value)


def _guard(text: str) -> str:
    # A cell that begins so would be run as a formula by a spreadsheet, and reports are hostile input.
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
