"""A record entry is folded from claims and judgements, and nothing else writes it."""

from typing import Literal

import msgspec

from dragoman.model.claims import Body
from dragoman.model.spans import Evidence
from dragoman.model.times import When


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """All claims judged to be one thing. The id is the smallest id of its claims.

    `body` is folded from theirs; `reports` counts reports, `independent` counts them with copies of one text taken as one.
    """

    id: str
    body: Body
    claims: tuple[str, ...]
    reports: int
    independent: int
    confidence: float
    why: str = ""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A status of a commitment as reports tell it, in the ledger's order of `as_of`."""

    status: str
    as_of: When
    claims: tuple[str, ...]
    why: str = ""


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """One of the values that sources give to a field, with the claims and words behind it."""

    value: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class Divergence(msgspec.Struct, frozen=True, kw_only=True):
    """Where the sources of one entry differ, and how."""

    id: str
    entry: str
    field: str
    kind: Literal["conflict", "precision", "omission", "wording"]
    values: tuple[Value, ...]
    why: str


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one sentence. Nothing disappears."""

    report: str
    start: int
    end: int
    quote: str
    state: Literal["used", "read, nothing found", "not parsed"]
    claims: tuple[str, ...] = ()
