"""JSON records: one object, a list of them, or one a line, each a report with what is stated of it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from dragoman.ingest.bounds import DOCUMENT_LIMIT, PAGE_LIMIT, RefusedError
from dragoman.ingest.decoding import decode
from dragoman.ingest.given import Given, given
from dragoman.ingest.walking import Found, failed
from dragoman.model import Failure

_ADVICE = "Give objects with a field text or html."


class Record(NamedTuple):
    """A report as a JSON record states it: its bytes, its origin, and its text or, where there is none, its page."""

    data: bytes
    origin: str
    text: str
    html: str
    given: Given


def from_lines(found: Found) -> Iterator[Record | Failure]:
    """The records of a file that has one a line. Lines are read one by one, so that the file may be of any size."""
    with found.path.open("rb") as file:
        number = 0
        while line := file.readline(PAGE_LIMIT + 1):
            number += 1
            place = f"{found.origin}#{number}"
            if len(line) > PAGE_LIMIT:
                yield failed(place, f"The line is over {PAGE_LIMIT / 1e6:.0f} MB.", "Split it into one report per line.")
                while line and not line.endswith(b"\n"):
                    line = file.readline(PAGE_LIMIT)
            elif line.strip():
                yield _record(line.strip(), found.origin, place)
        if not number:
            raise RefusedError("The file is empty.", "Check that it was saved whole.")


def from_document(found: Found) -> Iterator[Record | Failure]:
    """The records of a file that holds one JSON value: an object or a list of objects."""
    if found.path.stat().st_size > DOCUMENT_LIMIT:
        raise RefusedError(f"It is over {DOCUMENT_LIMIT / 1e6:.0f} MB.", "Give it as .jsonl, one record a line.")
    data = found.path.read_bytes()
    if not data.strip():
        raise RefusedError("The file is empty.", "Check that it was saved whole.")
    if not _utf8(data).lstrip().startswith(b"["):
        yield _record(data, found.origin, found.origin)
        return
    try:
        items = msgspec.json.decode(_utf8(data), type=list[msgspec.Raw])
    except (msgspec.DecodeError, RecursionError) as error:
        raise RefusedError(f"It is no JSON: {error}.", _ADVICE) from None
    for number, item in enumerate(items, 1):
        yield _record(bytes(item), found.origin, f"{found.origin}#{number}")


def _record(data: bytes, origin: str, place: str) -> Record | Failure:
    """The record in these bytes. Its own id, where it has one, names it within the file; else its number does."""
    try:
        fields = msgspec.json.decode(_utf8(data))
    except (msgspec.DecodeError, RecursionError) as error:
        return failed(place, f"It is no JSON: {error}.", _ADVICE)
    except RefusedError as refused:
        return failed(place, refused.why, refused.advice)
    if not isinstance(fields, dict):
        return failed(place, "It is JSON, but no object.", _ADVICE)
    named = fields.get("id")
    if isinstance(named, str | int) and str(named).strip():
        place = f"{origin}#{str(named).strip()}"
    text, html = _string(fields, "text"), _string(fields, "html")
    if not text and not html:
        return failed(place, "It has neither a text nor a page.", _ADVICE)
    return Record(data, place, text, html, given(fields))


def _string(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) and value.strip() else ""


def _utf8(data: bytes) -> bytes:
    """JSON is UTF-8; files in other encodings are met all the same."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return decode(data).encode("utf-8", "replace")
    return data.removeprefix(b"\xef\xbb\xbf")
