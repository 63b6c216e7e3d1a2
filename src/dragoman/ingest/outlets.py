"""What is configured for the reports of one folder: the publisher, service, language and address in its `outlet.toml`.

It counts for that folder alone, whichever way its files are given, so that one report read by itself is read the same.
"""

import tomllib
from pathlib import Path

import msgspec

from dragoman.ingest.bounds import RefusedError
from dragoman.ingest.given import Given, given
from dragoman.model import Report
from dragoman.text import label, stated

NAME = "outlet.toml"
"""The file's name; it is no report."""

_FIELDS = ("source", "agency", "language", "url")


def outlet(folder: Path) -> Given:
    """What the folder's file configures; nothing where it has none. `RefusedError` where the file cannot be understood."""
    path = folder / NAME
    if not path.is_file():
        return Given()
    try:
        fields = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RefusedError(f"It is no TOML: {error}.", 'Write lines such as: source = "The Teska Times"') from None
    wrong = sorted(key for key, value in fields.items() if key not in _FIELDS or not isinstance(value, str))
    if wrong:
        raise RefusedError(f"It holds what is not known here: {', '.join(wrong)}.", f"Its fields are words: {', '.join(_FIELDS)}.")
    return given(fields)


def configured(report: Report, outlet: Given) -> Report:
    """The report with what is configured for its folder, where neither its metadata nor its text state their own."""
    if outlet == Given():
        return report
    own = stated(report, label(report))
    return msgspec.structs.replace(
        report,
        source=own.source or outlet.source,
        agency=own.agency or outlet.agency,
        language=own.language or outlet.language,
        url=own.url or outlet.url,
    )
