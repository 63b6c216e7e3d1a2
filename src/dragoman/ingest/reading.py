"""Reads files and folders as a stream of reports and failures; one bad file never keeps the others from being read."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.ingest.archived import ARCHIVE_LIMIT, unpacked
from dragoman.ingest.bounds import PAGE_LIMIT, TEXT_LIMIT, RefusedError, bounded
from dragoman.ingest.decoding import decode
from dragoman.ingest.given import Given
from dragoman.ingest.outlets import NAME, Outlet, configured, outlet
from dragoman.ingest.pages import Page, declared_encoding, is_page, parse_page, read_page
from dragoman.ingest.records import Record, from_document, from_lines
from dragoman.ingest.tongue import foreign
from dragoman.ingest.walking import Found, failed, told, walk
from dragoman.model import Failure, Report

_PAGES = frozenset({".html", ".htm", ".xhtml"})
_ARCHIVED = frozenset({".mhtml", ".mht"})
_LINES = frozenset({".jsonl", ".ndjson"})


def read(paths: Sequence[Path]) -> Iterator[Report | Failure]:
    """Every report in these files and folders, in sorted order within each, and a failure for each thing that is none.

    The same bytes found twice are given twice, with the same id and another origin; the caller merges them.
    """
    outlets: dict[Path, Outlet | Failure] = {}
    for found in walk(paths):
        if isinstance(found, Failure):
            yield found
            continue
        folder = found.path.parent
        if folder not in outlets:
            outlets[folder] = _outlet(found)
            if isinstance(refusal := outlets[folder], Failure):
                yield refusal
        try:
            yield from (_with(_english(item), outlets[folder]) for item in _file(found))
        except OSError as error:
            yield failed(found.origin, f"It cannot be opened: {error.strerror}.", "Check its permissions.")
        except RefusedError as refused:
            yield failed(found.origin, refused.why, refused.advice)


def _outlet(found: Found) -> Outlet | Failure:
    """What is configured for the folder of a file."""
    place = found.origin.removesuffix(told(found.path.name)) + NAME
    try:
        return outlet(found.path.parent)
    except OSError as error:
        return failed(place, f"It cannot be opened: {error.strerror}.", "Check its permissions.")
    except RefusedError as refused:
        return failed(place, refused.why, refused.advice)


def _english(item: Report | Failure) -> Report | Failure:
    """The report, or a failure where its body is in another language."""
    if isinstance(item, Failure):
        return item
    body = " ".join(mark.span.of(item.text) for mark in item.marks if mark.part == "body")
    language = foreign(body or item.text)
    if not language:
        return item
    why = f"It is in {language}, and reports are read in English alone."
    return failed(", ".join(item.origins), why, "Give an English translation of it.")


def _with(item: Report | Failure, outlet: Outlet | Failure) -> Report | Failure:
    return configured(item, outlet) if isinstance(item, Report) and isinstance(outlet, Outlet) else item


def _file(found: Found) -> Iterator[Report | Failure]:
    suffix = found.path.suffix.lower()
    if suffix in _LINES:
        records = from_lines(found)
    elif suffix == ".json":
        records = from_document(found)
    elif suffix in _ARCHIVED:
        yield _archived(found)
        return
    else:
        yield _whole(found, is_named_page=suffix in _PAGES)
        return
    for record in records:
        yield record if isinstance(record, Failure) else _recorded(record)


def _whole(found: Found, *, is_named_page: bool) -> Report:
    """A file that holds one report."""
    # Four bytes a character at most (UTF-32) before the text's own bound is met.
    data = _bytes(found, PAGE_LIMIT if is_named_page else max(PAGE_LIMIT, 4 * TEXT_LIMIT))
    if is_named_page:
        return _page(read_page(data), data, found.origin, Given())
    text = decode(data)
    if is_page(text):
        return _page(parse_page(decode(data, declared_encoding(data))), data, found.origin, Given())
    return _report(bounded(text), data, found.origin, Given())


def _archived(found: Found) -> Report:
    """A page that a browser saved as one file. The address that it was saved from counts where the page states none."""
    data = _bytes(found, ARCHIVE_LIMIT)
    saved = unpacked(data)
    if len(saved.data) > PAGE_LIMIT:
        raise RefusedError(f"The page is over {PAGE_LIMIT / 1e6:.0f} MB.", "Save the article alone.")
    page = parse_page(decode(saved.data, saved.encoding or declared_encoding(saved.data)))
    return _report(page.text, data, found.origin, page.given.over(Given(url=saved.url)), page)


def _bytes(found: Found, limit: int) -> bytes:
    """All bytes of a file that is neither empty nor larger than this."""
    with found.path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise RefusedError(f"It is over {limit / 1e6:.0f} MB.", "Split it into one report per file.")
    if not data.strip():
        raise RefusedError("The file is empty.", "Check that it was saved whole.")
    return data


def _recorded(record: Record) -> Report | Failure:
    """The report in a JSON record. What its sender states outranks what its page does."""
    try:
        if record.text:
            return _report(bounded(record.text), record.data, record.origin, record.given)
        return _page(parse_page(record.html), record.data, record.origin, record.given)
    except RefusedError as refused:
        return failed(record.origin, refused.why, refused.advice)


def _page(page: Page, data: bytes, origin: str, stated: Given) -> Report:
    return _report(page.text, data, origin, stated.over(page.given), page)


def _report(text: str, data: bytes, origin: str, stated: Given, page: Page | None = None) -> Report:
    return Report(
        id=f"sha256:{hashlib.sha256(data).hexdigest()}",
        text=text,
        origins=(origin,),
        source=stated.source,
        title=stated.title,
        byline=stated.byline,
        url=stated.url,
        language=stated.language,
        agency=stated.agency,
        published=stated.published,
        marks=page.marks if page else (),
    )
