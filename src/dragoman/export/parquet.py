"""Parquet: one file for each file of the record, nested and typed, for work in R, pandas, DuckDB or Arrow.

Needs the extra `dragoman[parquet]`. Columns and types follow the nouns, so that files of two records can be read as one table.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.views import codebook
from dragoman.views.lines import Line
from dragoman.views.sheets import Column, Sheet

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 5000  # rows in memory at once


class NoParquetError(OSError):
    """The library that writes Parquet is not installed."""


def write(sheet: Sheet, to: Path) -> int:
    """Write `NAME.parquet` to a folder and return the number of rows. `NoParquetError` where the extra is not installed."""
    try:
        import pyarrow as arrow  # noqa: ICN001, PLC0415 - an optional extra; `pa` is the name that types use
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise NoParquetError("Parquet needs an extra library; install it with: pip install 'dragoman[parquet]'") from error
    meanings = codebook.fields(sheet.name)
    schema = arrow.schema([_field(arrow, column).with_metadata({"description": meanings[column.name]}) for column in sheet.columns])
    count = 0
    with parquet.ParquetWriter(to / f"{sheet.name}.parquet", schema, compression="zstd") as writer:
        for batch in _batches(sheet.rows):
            writer.write_table(arrow.Table.from_pylist([_object(line, sheet.columns) for line in batch], schema=schema))
            count += len(batch)
    return count


def _batches(rows: Iterable[Line]) -> Iterator[list[Line]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


def _field(arrow: Any, column: Column) -> "pa.Field":
    if column.kind == "object":
        told = arrow.struct([_field(arrow, inner) for inner in column.columns])
    else:
        told = {
            "string": arrow.string(),
            "integer": arrow.int64(),
            "number": arrow.float64(),
            "boolean": arrow.bool_(),
            "date": arrow.date32(),
            "datetime": arrow.timestamp("us", tz="UTC"),
            "counts": arrow.map_(arrow.string(), arrow.int64()),
        }[column.kind]
    return arrow.field(column.name, arrow.list_(told) if column.many else told)


def _object(line: Line, columns: Sequence[Column]) -> Line:
    return {column.name: _value(line.get(column.name), column) for column in columns}


def _value(value: Any, column: Column) -> Any:
    if value is None:
        return None
    return [_single(v, column) for v in value] if column.many else _single(value, column)


def _single(value: Any, column: Column) -> Any:
    if column.kind == "object":
        return _object(value, column.columns)
    if column.kind == "date":
        return dt.date.fromisoformat(value)
    if column.kind == "datetime":
        return dt.datetime.fromisoformat(value)
    return list(value.items()) if column.kind == "counts" else value
