"""A page that a browser saved as one file (.mhtml): the page inside it, and the address that it was saved from."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import NamedTuple

from dragoman.ingest.bounds import RefusedError

ARCHIVE_LIMIT = 40_000_000
"""Bytes of one such file: its pictures are most of it."""


class Saved(NamedTuple):
    """The bytes of a page, its encoding where the file states one, and its address."""

    data: bytes
    encoding: str | None
    url: str | None


def unpacked(data: bytes) -> Saved:
    """The page in such a file. `RefusedError` where it holds none."""
    message = message_from_bytes(data, policy=policy.default)
    parts = (part for part in message.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"})
    page = next(parts, None)
    content = page.get_payload(decode=True) if isinstance(page, EmailMessage) else None
    if page is None or not isinstance(content, bytes) or not content.strip():
        raise RefusedError("It holds no page.", "Save the page anew, as .html.")
    url = message.get("Snapshot-Content-Location") or page.get("Content-Location")
    return Saved(content, page.get_content_charset(), str(url).strip() if url and str(url).startswith("http") else None)
