"""Bytes as received become text: by byte order mark, as UTF-8, as declared, and last by likelihood."""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from dragoman.ingest.bounds import RefusedError

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"{\\rtf", "a rich text file"),
    (b"PK\x03\x04", "an archive or an office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_SAMPLE = 60_000  # bytes that the guess at an encoding looks at, so that its time is bounded
_NOT_TEXT = 0.03  # share of control and replacement characters beyond which bytes are no text
_ODD = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of these bytes. `declared` is the encoding that they state of themselves, as a page does.

    `RefusedError` where they are no text in any encoding. Single broken bytes become U+FFFD, so that nothing is dropped unseen.
    """
    _refuse_signatures(data)
    # Before UTF-8, as which plain UTF-16 could be read too, with a zero behind each letter.
    text = _marked(data)
    text = text if text is not None else _wide(data) or _strict(data, "utf-8")
    if text is None and b"\x00" not in data:
        text = (_strict(data, declared) if declared else None) or _nearly_utf8(data) or _guessed(data)
    if text is None or len(_ODD.findall(text)) > _NOT_TEXT * len(text):
        raise RefusedError("It is a binary file, not text.", "Give its text as .txt, .html or .json.")
    return text


def _refuse_signatures(data: bytes) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise RefusedError(f"It is {what}, not text.", "Extract its text first and give that as .txt or .html.")


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every second byte is zero."""
    sample = data[:_SAMPLE]
    for first, encoding in ((0, "utf-16-be"), (1, "utf-16-le")):
        if len(sample) > 1 and sample[first::2].count(0) > 0.4 * (len(sample) // 2) and not sample[1 - first :: 2].count(0):
            return _strict(data, encoding)
    return None


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes: most bytes outside ASCII still form characters."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for character in text[:_SAMPLE] if character > "\x7f") - text[:_SAMPLE].count("\ufffd")
    return text if broken <= whole else None


def _guessed(data: bytes) -> str | None:
    """Windows-1252 holds the Western text that is not UTF-8, and its kin differ from it too little to be told by likelihood.

    So the guess decides only where it finds letters of another script. Bytes that Windows-1252 lacks become U+FFFD.
    """
    best = from_bytes(data[:_SAMPLE]).best()
    text = _strict(data, best.encoding) if best else None
    if text is not None and any(_is_foreign(character) for character in text[:_SAMPLE]):
        return text
    return data.decode("cp1252", "replace")


def _is_foreign(character: str) -> bool:
    return character > "\x7f" and character.isalpha() and not unicodedata.name(character, "LATIN").startswith(("LATIN", "MODIFIER"))
