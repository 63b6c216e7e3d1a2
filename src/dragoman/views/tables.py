"""Parts of the record as tables, filtered by actor, time, issue and type."""

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.model import Record
from dragoman.views.lines import FILES, Line, Shown
from dragoman.views.names import Names, called, headline

COLUMNS: dict[str, tuple[str, ...]] = {
    "reports": ("published", "basis", "source", "title", "origins", "id"),
    "events": ("when", "type", "modality", "actors", "recipients", "mediators", "where", "words", "reports", "id"),
    "statements": ("when", "speakers", "cue", "words", "reports", "id"),
    "commitments": ("made", "by", "words", "status", "due", "reports", "id"),
    "ledger": ("made", "by", "words", "due", "state", "flags", "id"),
    "actors": ("name", "kind", "country", "sector", "aliases", "offices", "reports", "id"),
    "rounds": ("when", "parties", "mediators", "where", "why", "id"),
    "agreements": ("when", "name", "parties", "mediators", "where", "stage", "id"),
    "chains": ("planned_for", "parties", "about", "outcome", "outcome_words", "why", "id"),
    "divergences": ("kind", "about", "field", "values", "why", "entry", "id"),
}
KINDS = tuple(COLUMNS)
_GRAVITY = ("conflict", "wording", "precision", "omission")
_OF_ENTRIES = {"chains": "plan", "divergences": "entry"}  # the field that holds the entry which a line is about


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which lines are wanted; an empty field asks for nothing. Dates are ISO, whole or in part (2011, 2011-05, 2011-05-04).

    Of several `actors` a line must have every one.
    """

    actors: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    issue: str = ""
    type: str = ""


def find(record: Record, kind: str, wanted: Filter) -> list[Line]:
    """The lines of this kind that pass, by date. `ValueError` where a date is none, or no line has the actor, issue or type."""
    shown = Shown(record)
    span = day(wanted.start, last=False), day(wanted.end, last=True)
    actors = [_actors(shown.names, asked) for asked in wanted.actors]
    # A line, and what it is filtered by: a plan and a difference by the entry that they are about.
    lines = _about(shown, kind) if kind in _OF_ENTRIES else [(line, line) for line in FILES[kind](shown)]
    _known("issue", wanted.issue, {issue for _, about in lines for issue in about.get("issues", ())})
    _known("type", wanted.type.upper(), {about["type"] for _, about in lines if "type" in about})
    found = [(line, about) for line, about in lines if _passes(about, wanted, actors, span)]
    for line, _ in found:
        _name_actors(line, shown.names)
        if kind == "reports":
            _without_text(line, record)
    found.sort(key=lambda f: (*_gravity(f[0]), _when(f[1])[0] or dt.date.max, str(f[0].get("id", ""))))
    return [line for line, _ in found]


def _gravity(line: Line) -> tuple[int, ...]:
    """Differences between sources come by kind, conflicts first."""
    return (_GRAVITY.index(line["kind"]),) if line.get("kind") in _GRAVITY else ()


def _about(shown: Shown, kind: str) -> list[tuple[Line, Line]]:
    """The lines of a file that tell of entries, with the words of these; and beside each the entry that it is about."""
    entries = {line["id"]: line for name in ("events", "commitments") for line in FILES[name](shown)}
    entries |= {line["entry"]: line for line in FILES["actors"](shown)}
    found = []
    for line in FILES[kind](shown):
        about = entries.get(line[_OF_ENTRIES[kind]], {})
        line["about"] = about.get("name") or _words(about)
        if kind == "chains":
            line["outcome_words"] = _words(entries.get(line["outcome_entry"] or "", {}))
            about = {**about, **{field: line[field] for field in ("parties", "planned_for")}}
        for value in line.get("values", ()):
            value["sources"] = [called(shown.record, source) for source in value["sources"]]
        found.append((line, about))
    return found


def _without_text(line: Line, record: Record) -> None:
    """A report in a list: called by its headline, and on what its date rests; its text is for `why` and the exports."""
    line["title"] = headline(record.filed[line["id"]])
    line["basis"] = line["published"]["basis"]
    for field in ("text", "parts"):
        del line[field]


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


def _passes(line: Line, wanted: Filter, actors: list[set[str]], span: tuple[dt.date | None, dt.date | None]) -> bool:
    start, end = _when(line)
    return (
        all(named & _named(line) for named in actors)
        and (not wanted.issue or wanted.issue in line.get("issues", ()))
        and (not wanted.type or wanted.type.upper() == line.get("type"))
        and (span[0] is None or (end or start or dt.date.min) >= span[0])
        and (span[1] is None or (start or end or dt.date.max) <= span[1])
    )


def _when(line: Line) -> tuple[dt.date | None, dt.date | None]:
    for field in ("planned_for", "when", "made", "as_of", "published"):
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
        return ", ".join(dict.fromkeys(_text(v) for v in value))
    return "" if value is None else str(value)


def _words(line: Line) -> str:
    for field in ("what", "content"):
        if isinstance(line.get(field), dict):
            return str(line[field]["quote"])
    return max((str(e["quote"]) for e in line.get("evidence") or ()), key=len, default="")


def _text(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    if "sources" in value:
        return f"{value['value'] or '(not told)'} [{', '.join(value['sources'])}]"
    return str(value.get("text") or value.get("title") or value.get("value") or value.get("quote") or "")
