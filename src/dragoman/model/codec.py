"""Canonical JSON for every noun: sorted keys, no spaces, the same bytes on every run."""

import hashlib
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="deterministic")


def encode(value: object) -> bytes:
    """The canonical JSON of a noun or of plain data."""
    return _encoder.encode(value)


def decode(data: bytes | str, kind: type[T]) -> T:
    """A noun from its JSON. `msgspec.ValidationError` names the field that does not fit."""
    return msgspec.json.decode(data, type=kind)


def plain(value: object) -> Any:
    """A noun as plain dicts, lists, strings and numbers, as its JSON has them."""
    return msgspec.json.decode(_encoder.encode(value))


def digest(value: object) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON."""
    return hashlib.sha256(encode(value)).hexdigest()
