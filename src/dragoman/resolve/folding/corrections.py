"""Fields that a person sets in an entry: which there are, and how their values are written."""

import calendar
import datetime as dt
from typing import Any

import msgspec

from dragoman.model import ActorClaim, Body, Precision, When

# Filled from the words of reports, never by hand: a person judges them right or wrong instead.
_FROM_WORDS = {"kind", "what", "content", "condition", "numbers", "aliases", "offices", "id"}
_PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")


def corrected(body: Body, field: str, value: str) -> Body:
    """The body with one field set; of an actor entry, the actor's. `ValueError` says which fields there are or what does not fit.

    A list is written with commas, a date as 2019, 2019-04, 2019-04-09 or two of these with a slash, a place by its name.
    """
    plain = msgspec.to_builtins(body)
    fields = plain["actor"] if isinstance(body, ActorClaim) else plain
    known = sorted(f for f in fields if f not in _FROM_WORDS or (f == "kind" and isinstance(body, ActorClaim)))
    if field not in known:
        raise ValueError(f"there is no field {field or 'without a name'!r} to set here; there are: {', '.join(known)}")
    fields[field] = _value(fields, field, value)
    try:
        return msgspec.convert(plain, type(body))
    except msgspec.ValidationError as error:
        raise ValueError(f"{value!r} is no value of {field}: {error}") from error


def _value(fields: dict[str, Any], field: str, value: str) -> Any:
    if isinstance(fields[field], list | tuple):
        return [v.strip() for v in value.split(",") if v.strip()]
    if isinstance(fields[field], dict) and "edtf" in fields[field]:
        return msgspec.to_builtins(when(value))
    if field == "where":
        return {"name": value.strip()} if value.strip() else None
    if isinstance(fields[field], bool):
        return {"true": True, "false": False}.get(value.strip().casefold(), value)
    return value


def when(value: str) -> When:
    """A date written as ISO, whole or in part, or two of these with a slash. `ValueError` where it is none."""
    ends = [part.strip() for part in value.split("/")]
    if len(ends) > 2:
        raise ValueError(f"{value!r} is no date; write 2019, 2019-04, 2019-04-09 or 2019-04/2019-06")
    first, last = _days(ends[0])[0], _days(ends[-1])[1]
    if first > last:
        raise ValueError(f"{value!r} ends before it begins")
    precision: Precision = "interval" if len(ends) == 2 else _PRECISIONS[ends[0].count("-")]
    return When(edtf="/".join(ends), start=first, end=last, precision=precision, text=value)


def _days(text: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a date in ISO form, whole or in part."""
    try:
        year, *rest = (int(p) for p in text.split("-"))
        month, day = (*rest, 0, 0)[:2]
        last = month or 12
        return dt.date(year, month or 1, day or 1), dt.date(year, last, day or calendar.monthrange(year, last)[1])
    except ValueError as error:
        raise ValueError(f"{text!r} is no date; write 2019, 2019-04, 2019-04-09 or 2019-04/2019-06") from error
