"""Parts of the record as tables, filtered by actor, time, issue and type."""

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.model import Record
from dragoman.views.lines import FILES, Line, Shown
from dragoman.views.names import Names

COLUMNS: dict[str, tuple[str, ...]] = {
    "events": ("when", "type", "modality", "actors", "recipients", "mediators", "where", "words", "reports", "id"),
    "statements": ("when", "speakers", "cue", "words", "reports", "id"),
    "commitments": ("made", "by", "words", "status", "due", "reports", "id"),
    "ledger": ("by", "words", "state", "flags", "id"),
    "actors": ("name", "kind", "country", "sector", "aliases", "offices", "reports", "id"),
    "rounds": ("when", "parties", "mediators", "where", "why", "id"),
    "agreements": ("when", "name", "parties", "mediators", "where", "stage", "id"),
    "chains": ("plan", "outcome", "why", "id"),
    "divergences": ("field", "kind", "values", "why", "entry"),
}
KINDS = tuple(COLUMNS)


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which lines are wanted; an empty field asks for nothing. Dates are ISO, whole or in part (2011, 2011-05, 2011-05-04)."""

    actor: str = ""
    start: str = ""
    end: str = ""
    issue: str = ""
    type: str = ""


def find(record: Record, kind: str, wanted: Filter) -> list[Line]:
    """The lines of this kind that pass, by date. `ValueError` where a date is none, or no line has the actor, issue or type."""
    shown = Shown(record)
    span = day(wanted.start, last=False), day(wanted.end, last=True)
    actors = _actors(shown.names, wanted.actor)
    lines = list(FILES[kind](shown))
    _known("issue", wanted.issue, {issue for line in lines for issue in line.get("issues", ())})
    _known("type", wanted.type.upper(), {line["type"] for line in lines if "type" in line})
    found = [line for line in lines if _passes(line, wanted, actors, span)]
    for line in found:
        _name_actors(line, shown.names)
    return sorted(found, key=lambda line: (_when(line)[0] or dt.date.max, str(line.get("id", ""))))


def _known(what: str, asked: str, there: set[str]) -> None:
    if asked and asked not in there:
        raise ValueError(f"nothing here has the {what} {asked!r}; there are: {', '.join(sorted(there)) or 'none'}")


def day(text: str, *, last: bool) -> dt.date | None:
    """The first or last day that a date in ISO form, whole or in part, covers. `ValueError` where it is none."""
    if not text:
        return None
    try:
        year, month, date = (*(int(p) for p in text.split("-")), 0, 0)[:3]
        month = month or (12 if last else 1)
        return dt.date(year, month, date or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError as error:
        raise ValueError(f"{text!r} is no date; write 2011, 2011-05 or 2011-05-04") from error


def _actors(names: Names, asked: str) -> set[str]:
    if not asked:
        return set()
    low = asked.casefold()
    found = {
        actor
        for actor, entry in names.entries.items()
        for spelling in (actor, *_spellings(entry.body))
        if low in spelling.casefold()
    }
    if not found:
        raise ValueError(f"no actor in the record is called {asked!r}; list them with: dragoman show RECORD actors")
    return found


def _spellings(body: Any) -> tuple[str, ...]:
    return (body.actor.name, *(alias.text for alias in body.actor.aliases))


def _passes(line: Line, wanted: Filter, actors: set[str], span: tuple[dt.date | None, dt.date | None]) -> bool:
    start, end = _when(line)
    return (
        (not actors or bool(actors & _named(line)))
        and (not wanted.issue or wanted.issue in line.get("issues", ()))
        and (not wanted.type or wanted.type.upper() == line.get("type"))
        and (span[0] is None or (end or start or dt.date.min) >= span[0])
        and (span[1] is None or (start or end or dt.date.max) <= span[1])
    )


def _when(line: Line) -> tuple[dt.date | None, dt.date | None]:
    for field in ("when", "made", "as_of"):
        told = line.get(field)
        if isinstance(told, dict) and (told["start"] or told["end"]):
            return tuple(dt.date.fromisoformat(told[k]) if told[k] else None for k in ("start", "end"))  # type: ignore[return-value]
    return None, None


def _named(line: Line) -> set[str]:
    fields = ("id", "actors", "recipients", "mediators", "hosts", "speakers", "by", "toward", "parties")
    values = (line.get(f) for f in fields)
    return {v for value in values for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)}


def _name_actors(line: Line, names: Names) -> None:
    for field in ("actors", "recipients", "mediators", "hosts", "speakers", "by", "toward", "parties", "said_by"):
        if isinstance(line.get(field), list):
            line[field] = [names.label(a) for a in line[field]]


def rows(kind: str, found: list[Line]) -> Iterator[tuple[str, ...]]:
    """The cells of each line, in the order of COLUMNS."""
    return (tuple(_cell(line, column) for column in COLUMNS[kind]) for line in found)


def _cell(line: Line, column: str) -> str:
    if column == "words":
        return _words(line)
    value = line.get(column)
    if isinstance(value, dict):
        return str(value.get("edtf") or value.get("name") or value.get("text") or "")
    if isinstance(value, list):
        return ", ".join(_text(v) for v in value)
    return "" if value is None else str(value)


def _words(line: Line) -> str:
    for field in ("what", "content"):
        if isinstance(line.get(field), dict):
            return str(line[field]["quote"])
    evidence = line.get("evidence") or [{"quote": ""}]
    return str(evidence[0]["quote"])


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("text") or value.get("title") or value.get("value") or value.get("quote") or "")
    return str(value)
