"""What is configured for the reports of one folder: publisher, service, language, address and dates, in its `outlet.toml`.

It counts for that folder alone, whichever way its files are given, so that one report read by itself is read the same.
"""

import re
import tomllib
from pathlib import Path

import msgspec

from dragoman.ingest.bounds import RefusedError
from dragoman.ingest.given import Given, given, published
from dragoman.model import Published, Report
from dragoman.text import label, stated

NAME = "outlet.toml"
"""The file's name; it is no report."""

_FIELDS = ("source", "agency", "language", "url", "published")
_BY_NAME = "file name"  # the one value of `published`: files are called by the day of their report
_DAY = re.compile(r"(?<!\d)(?:1[6-9]|20|21)\d\d-?[01]\d-?[0-3]\d(?!\d)")


class Outlet(msgspec.Struct, frozen=True):
    """What is stated of every report of a folder, and whether the names of its files tell when each was published."""

    given: Given = Given()
    dated_by_name: bool = False


def outlet(folder: Path) -> Outlet:
    """What the folder's file configures; nothing where it has none. `RefusedError` where the file cannot be understood."""
    path = folder / NAME
    if not path.is_file():
        return Outlet()
    try:
        fields = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RefusedError(f"It is no TOML: {error}.", 'Write lines such as: source = "The Teska Times"') from None
    wrong = sorted(key for key, value in fields.items() if key not in _FIELDS or not isinstance(value, str))
    if wrong:
        raise RefusedError(f"It holds what is not known here: {', '.join(wrong)}.", f"Its fields are words: {', '.join(_FIELDS)}.")
    if fields.get("published", _BY_NAME) != _BY_NAME:
        raise RefusedError("Its reports were not all published at one time.", f'Write published = "{_BY_NAME}", or leave it out.')
    return Outlet(given(fields), "published" in fields)


def configured(report: Report, outlet: Outlet) -> Report:
    """The report with what is configured for its folder, where neither its metadata nor its text state their own."""
    if outlet == Outlet():
        return report
    own, told = stated(report, label(report)), outlet.given
    return msgspec.structs.replace(
        report,
        source=own.source or told.source,
        agency=own.agency or told.agency,
        language=own.language or told.language,
        url=own.url or told.url,
        published=_named(report) if outlet.dated_by_name and not report.published.is_known else report.published,
    )


def _named(report: Report) -> Published:
    """The day in the name of a report's file, where it has one and no other. Of a file with many records it tells nothing."""
    name = report.origins[0].rsplit("/", 1)[-1]
    days = set() if "#" in name else set(_DAY.findall(name))
    return published(days.pop(), "the names of the files of its folder") if len(days) == 1 else report.published
