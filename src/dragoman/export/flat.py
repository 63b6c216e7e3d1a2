"""Lines as flat rows for tables: objects become dotted columns (`when.start`), lists become one cell each.

Claims, judgements, parts and the texts of reports are long or nested: they stay in the JSON Lines and in Parquet.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from dragoman.model import encode
from dragoman.views import sheets
from dragoman.views.lines import Line
from dragoman.views.sheets import Column

Cell = str | int | float | bool | dt.date | None

LEFT_OUT = {("claims", "object"), ("judgements", "object"), ("parts", "object"), ("text", "string")}


@cache
def columns(name: str) -> tuple[tuple[str, Column], ...]:
    """The flat columns of a file, each with its dotted name."""
    kept = (c for c in sheets.columns(name) if (c.name, c.kind) not in LEFT_OUT)
    return tuple((".".join(path), column) for path, column in sheets.leaves(tuple(kept)))


def row(line: Line, flat: Sequence[tuple[str, Column]]) -> Iterator[Cell]:
    """The cells of a line, one for each flat column; `None` where it has nothing there."""
    return (cell(_at(line, name.split(".")), column) for name, column in flat)


def cell(value: Any, column: Column) -> Cell:
    """A value as one cell."""
    if value is None:
        return None
    if column.many:
        # Quotations hold semicolons of their own.
        return (" | " if column.kind == "object" else "; ").join(_item(v, column.name) for v in value)
    if column.kind == "counts":
        return "; ".join(f"{word} {count}" for word, count in value.items())
    if column.kind == "date":
        return dt.date.fromisoformat(value)
    kept: Cell = value
    return kept


def _at(line: Any, path: Sequence[str]) -> Any:
    for step in path:
        line = line.get(step) if isinstance(line, dict) else None
    return line


# How the items of a list of objects read in one cell; all others show their quote, text or title.
_SPOKEN: dict[str, Callable[[Line], str]] = {
    "history": lambda told: f"{told['as_of']['edtf'] or 'undated'} {told['status']}",
    "numbers": lambda told: told["text"] if told["value"] is None else f"{told['text']} = {told['value']:g}",
    "later": lambda later: f"{later['relation']} {later['entry']}",
    "sources": lambda told: f"{told['source']}: {', '.join(v['actor'] for v in told['quoted']) or '(nobody)'}",
    "values": lambda value: f"{value['value'] or '(not told)'} [{', '.join(value['sources'])}]",
}


def _item(value: Any, name: str) -> str:
    if not isinstance(value, dict):
        return str(value)
    if name in _SPOKEN:
        return _SPOKEN[name](value)
    return str(value.get("quote") or value.get("text") or value.get("title") or encode(value).decode())
