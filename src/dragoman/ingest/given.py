"""What the sender states of a report: the fields of a JSON record. They outrank what is inferred from the report itself."""

import datetime as dt
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

import msgspec

from dragoman.model import Precision, Published

_ISO = re.compile(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?=$|[T\s])")
_FORMATS = ("%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y", "%Y/%m/%d")
_YEARS = range(1600, 2200)  # of news: a date outside of them is a slip or a place-holder
_LAST_MOMENT = 253_402_300_799  # seconds: the end of year 9999, the last that a date can have


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """Metadata, each `None` where nobody stated it."""

    title: str | None = None
    byline: str | None = None
    source: str | None = None
    agency: str | None = None
    url: str | None = None
    language: str | None = None
    published: Published = Published()

    def over(self, other: "Given") -> "Given":
        """These fields, and the other's where these are empty."""
        return Given(
            title=self.title or other.title,
            byline=self.byline or other.byline,
            source=self.source or other.source,
            agency=self.agency or other.agency,
            url=self.url or other.url,
            language=self.language or other.language,
            published=self.published if self.published.is_known else other.published,
        )


def given(record: Mapping[str, Any]) -> Given:
    """The metadata of a JSON record. A value of another kind than words counts as not given."""
    return Given(
        title=words(record.get("title")),
        byline=words(record.get("byline")),
        source=words(record.get("source")),
        agency=words(record.get("agency")),
        url=words(record.get("url")),
        language=words(record.get("language")),
        published=published(record.get("published"), "the metadata given with the report"),
    )


def words(value: object) -> str | None:
    """A string, or a list of them in one, without white space around; `None` for all else."""
    if isinstance(value, list):
        value = ", ".join(item for item in value if isinstance(item, str))
    if isinstance(value, str):
        return " ".join(value.split()) or None
    return None


def published(value: object, whose: str) -> Published:
    """A day, month or year of publication from metadata; unknown where the value tells none. `whose` says who gave it."""
    if isinstance(value, bool) or value is None:
        return Published()
    if isinstance(value, int | float):
        seconds = 0 <= value <= _LAST_MOMENT
        return _known(dt.datetime.fromtimestamp(value, dt.UTC).date(), "day", str(value), whose) if seconds else Published()
    text = words(value) or ""
    return _iso(text, whose) or _spelled(text, whose) or Published()


def _iso(text: str, whose: str) -> Published | None:
    found = _ISO.match(text)
    if not found:
        return None
    year, month, day = found.groups()
    precision: Precision = "day" if day else "month" if month else "year"
    try:
        return _known(dt.date(int(year), int(month or 1), int(day or 1)), precision, text, whose)
    except ValueError:
        return None


def _spelled(text: str, whose: str) -> Published | None:
    try:
        return _known(parsedate_to_datetime(text).date(), "day", text, whose)
    except (ValueError, IndexError, TypeError):
        pass  # not the form of mail and feeds; the spelled forms are tried next
    for form in _FORMATS:
        try:
            return _known(dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC).date(), "day", text, whose)
        except ValueError:
            continue
    return None


def _known(start: dt.date, precision: Precision, text: str, whose: str) -> Published:
    if start.year not in _YEARS:
        return Published()
    length = {"day": 10, "month": 7, "year": 4}[precision]
    end = start
    if precision == "month":
        end = (start.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    elif precision == "year":
        end = start.replace(month=12, day=31)
    edtf = start.isoformat()[:length]
    why = f"{whose[0].upper()}{whose[1:]} give {edtf}."
    return Published(edtf=edtf, start=start, end=end, precision=precision, text=text, basis="metadata", why=why)
