"""The record as sheets: every file of an export with its columns and their types, read off the nouns, not off the data.

So an empty record has the same columns as a full one, and two exports can be put under each other.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import msgspec
from msgspec import inspect

from dragoman.compare import Quotes
from dragoman.model import Actor, Commitment, Coverage, Divergence, Event, Evidence, Failure, Judgement, Record, Report, Statement
from dragoman.resolve import Agreement, Chain, LedgerLine, Round
from dragoman.views.lines import Line, lines

Kind = Literal["string", "integer", "number", "boolean", "date", "datetime", "object", "counts"]


class Column(msgspec.Struct, frozen=True):
    """One field of a file: `many` where it holds a list, `columns` the fields of an object; `counts` maps words to numbers."""

    name: str
    kind: Kind
    many: bool = False
    columns: tuple["Column", ...] = ()


class Sheet(msgspec.Struct, frozen=True):
    """One file of an export: its name, its columns, and its lines, which are made while they are read."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterator[Line]


def sheets(record: Record) -> Iterator[Sheet]:
    """Every file of an export, in the order of the contract."""
    return (Sheet(name, columns(name), rows) for name, rows in lines(record).items())


@cache
def columns(name: str) -> tuple[Column, ...]:
    """The columns of a file of the export, by its name."""
    return _MADE[name]() if name in _MADE else _folded(name)


def leaves(columns_: Sequence[Column], prefix: str = "") -> Iterator[tuple[tuple[str, ...], Column]]:
    """The columns of a flat table, objects opened, each with the path that leads to it."""
    for column in columns_:
        path = (*prefix.split("."), column.name) if prefix else (column.name,)
        if column.kind == "object" and not column.many:
            yield from leaves(column.columns, ".".join(path))
        else:
            yield path, column


_KINDS: dict[type, Kind] = {
    inspect.IntType: "integer",
    inspect.FloatType: "number",
    inspect.BoolType: "boolean",
    inspect.DateType: "date",
    inspect.DateTimeType: "datetime",
    inspect.DictType: "counts",
}


def _of(noun: type) -> tuple[Column, ...]:
    """The columns of a noun, in the order in which its fields are declared, its id first."""
    told = inspect.type_info(noun)
    assert isinstance(told, inspect.StructType)  # noqa: S101 - the nouns are structs
    found = [_column(field.encode_name, field.type) for field in told.fields]
    return tuple(sorted(found, key=lambda column: column.name != "id"))


def _column(name: str, told: inspect.Type) -> Column:
    if isinstance(told, inspect.UnionType):
        return _column(name, next(t for t in told.types if not isinstance(t, inspect.NoneType)))
    if isinstance(told, inspect.VarTupleType):
        return msgspec.structs.replace(_column(name, told.item_type), many=True)
    if isinstance(told, inspect.StructType):
        return Column(name, "object", columns=_of(told.cls))
    return Column(name, _KINDS.get(type(told), "string"))


def _trail(body: tuple[Column, ...]) -> tuple[Column, ...]:
    """What every entry carries behind its body."""
    plain = tuple(column for column in body if column.name != "id")
    pinned = (Column("trigger", "object", columns=_of(Evidence)), Column("evidence", "object", many=True, columns=_of(Evidence)))
    why, confidence = Column("why", "string"), Column("confidence", "number")
    claim = (Column("id", "string"), Column("report", "string"), *plain, *pinned, Column("rule", "string"), why, confidence)
    return (
        pinned[1],
        Column("reports", "integer"),
        Column("independent", "integer"),
        confidence,
        why,
        Column("claims", "object", many=True, columns=claim),
        Column("judgements", "object", many=True, columns=_of(Judgement)),
    )


def _entries(noun: type, *more: Column) -> tuple[Column, ...]:
    body = (*_of(noun), *more)
    head = () if body[0].name == "id" else (Column("id", "string"),)
    return (*head, *body, *_trail(body))


def _reports() -> tuple[Column, ...]:
    return (*(c for c in _of(Report) if c.name != "marks"), Column("parts", "object", many=True, columns=_parts()))


def _parts() -> tuple[Column, ...]:
    return Column("start", "integer"), Column("end", "integer"), Column("part", "string")


def _actors() -> tuple[Column, ...]:
    body = _of(Actor)
    return (body[0], Column("entry", "string"), *body[1:], *_trail(body))


def _matrix() -> tuple[Column, ...]:
    words = (Column(name, "string") for name in ("agreement", "name"))
    stem = (Column("provision", "string"), Column("provision_name", "string"))
    levels = (Column(name, "integer") for name in ("prov", "implem", "revers"))
    rates = (Column(name, "number") for name in ("rate_strict", "rate_lenient"))
    return (*words, Column("year", "integer"), *stem, *levels, *rates, Column("terms", "string", many=True))


def _depth() -> tuple[Column, ...]:
    words = (Column(name, "string") for name in ("agreement", "name", "issue"))
    return (*words, Column("depth", "integer"), Column("terms", "string", many=True))


_MADE = {
    "reports": _reports,
    "actors": _actors,
    "events": lambda: _entries(Event, Column("plover_label", "string")),
    "statements": lambda: _entries(Statement, Column("speaker", "string")),
    "commitments": lambda: _entries(Commitment),
    "pam": _matrix,
    "pax": _depth,
}

_FOLDED: dict[str, type] = {
    "rounds": Round,
    "agreements": Agreement,
    "chains": Chain,
    "ledger": LedgerLine,
    "divergences": Divergence,
    "quotes": Quotes,
    "judgements": Judgement,
    "coverage": Coverage,
    "failures": Failure,
}


def _folded(name: str) -> tuple[Column, ...]:
    return _of(_FOLDED[name])
