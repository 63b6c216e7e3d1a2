"""Claims made straight from careful readings of reports, so that the rules across reports can be measured alone."""

import calendar
import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.lexicon.actors import named
from dragoman.lexicon.notation import slug
from dragoman.model import (
    Actor,
    ActorClaim,
    Alias,
    Body,
    Claim,
    Commitment,
    Event,
    Evidence,
    Filed,
    Kind,
    Number,
    Office,
    Part,
    Place,
    Published,
    Report,
    Span,
    Statement,
    Text,
    When,
    Witness,
    claim_id,
)

Row = dict[str, Any]

_NOUNS = ("agreement", "meeting", "meet", "talks", "negotiations", "understanding", "partnership", "move", "visit", "steps")


def when(edtf: str, text: str = "") -> When:
    """A date of a reading as a `When`."""
    if not edtf:
        return When(text=text)
    ends = [re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?|\.\.", x) for x in edtf.split("/")]
    if not all(ends):
        return When(text=text)
    days = [_days(m) for m in ends if m]
    start, end = days[0][0], days[-1][1]
    return When(edtf=edtf, start=start, end=end, precision="day" if start == end else "interval", text=text)


def _days(found: re.Match[str]) -> tuple[dt.date | None, dt.date | None]:
    if not found[1]:
        return None, None
    year, month, day = (int(g) if g else 0 for g in found.groups())
    last = day or calendar.monthrange(year, month or 12)[1]
    return dt.date(year, month or 1, day or 1), dt.date(year, month or 12, last)


def actor_id(name: str) -> str:
    """The id of a named actor, as the pipeline gives it."""
    found = named(name)
    return found[0].id if len(found) == 1 else f"~{slug(name)}"


class Gold:
    """One reading with its report. Each quote and each further telling of an event becomes a claim."""

    def __init__(self, reading: Path, text: str) -> None:
        self.row: Row = tomllib.loads(reading.read_text("utf-8"))
        self.name = reading.stem
        self.filed = _file(self.row, self.name, text)
        self.witness: dict[str, Witness] = {}
        self.key: dict[str, str] = {}
        events = [w for row in self.row["event"] for w in self._event(row)]
        self.made_in = {self.key[w.claim.id]: w.claim.id for w in reversed(events)}
        others = [*self._commitments(), *self._statements(), *self._actors()]
        self.witnesses = [*events, *others]

    def _place(self, quote: str) -> int:
        """Where a quote stands: in the title or the body, for captions and links are not mined; -1 where nowhere."""
        text = self.filed.report.text
        starts = [m.start() for m in re.finditer(re.escape(quote), text)]
        return next((at for at in starts if self.filed.text.part_at(at) in ("title", "body")), starts[0] if starts else -1)

    def _claim(self, kind: Kind, row: Row, quote: str, body: Body) -> Witness | None:
        start = self._place(quote)
        if start < 0:
            return None
        trigger = row.get("trigger", "") if quote == row.get("quote") else _named_act(row.get("trigger", ""), quote)
        at = quote.find(trigger) if trigger and trigger in quote else 0
        word = trigger if trigger and trigger in quote else quote
        span = Span(start + at, start + at + len(word))
        claim = Claim(
            id=claim_id(self.name, kind, span, len(self.witness)),
            report=self.name,
            body=body,
            trigger=Evidence(self.name, span.start, span.end, word),
            evidence=(Evidence(self.name, start, start + len(quote), quote),),
            rule="gold",
            confidence=0.9,
        )
        self.key[claim.id] = row.get("entry", "")
        self.witness[claim.id] = Witness(claim, self.filed)
        return self.witness[claim.id]

    def _event(self, row: Row) -> Iterator[Witness]:
        for quote in (row["quote"], *row["also"]):
            full = quote == row["quote"]
            body = Event(
                type=row["type"],
                modality=row["modality"],
                mode=tuple(row["mode"]),
                actors=self._ids(row["actors"], quote, full=full),
                recipients=self._ids(row["recipients"], quote, full=full),
                mediators=self._ids(row["mediators"], quote, full=full),
                hosts=self._ids(row["hosts"], quote, full=full),
                when=when(row["when"], row.get("when_text", "")) if full else When(),
                where=Place(name=row["where"]) if row["where"] and (full or row["where"] in quote) else None,
                issues=tuple(row["issues"]),
                numbers=tuple(_number(n) for n in row.get("numbers", [])) if full else (),
                said_by=tuple(actor_id(a) for a in row["said_by"]),
                words=quote,
            )
            if found := self._claim("event", row, quote, body):
                yield found

    def _ids(self, names: list[str], quote: str, *, full: bool) -> tuple[str, ...]:
        """All names for the fullest telling; for further ones those that the quote itself has."""
        mentions = {a["name"]: a["mentions"] for a in self.row["actor"]}
        return tuple(actor_id(n) for n in names if full or any(m in quote for m in mentions.get(n, [n])))

    def _commitments(self) -> Iterator[Witness]:
        for row in self.row["commitment"]:
            made_in = self.made_in.get(row["made_in"])
            made = self.witness[made_in].claim.body if made_in else None
            body = Commitment(
                by=tuple(actor_id(a) for a in row["by"]),
                toward=tuple(actor_id(a) for a in row["toward"]),
                what=_evidence(self.name, self.filed.report.text, row["quote"]),
                act="",
                status=row["status"],
                issues=tuple(row["issues"]),
                made_in=made_in,
                made=made.when if isinstance(made, Event) else When(),
                due=when(row["due"], row.get("due_text", "")),
                as_of=when(row["as_of"]),
            )
            if found := self._claim("commitment", row, row["quote"], body):
                yield found

    def _statements(self) -> Iterator[Witness]:
        for row in self.row["statement"]:
            content = _evidence(self.name, self.filed.report.text, row["content"])
            speakers = tuple(actor_id(a) for a in row.get("speakers", [row["speaker"]]))
            body = Statement(speakers=speakers, cue=row["cue"], content=content, quoted=row["quoted"], when=when(row["said_when"]))
            if found := self._claim("statement", row, row["content"], body):
                yield found

    def _actors(self) -> Iterator[Witness]:
        for row in self.row["actor"]:
            office = (Office(title=row["office"], evidence=self.name),) if row.get("office") else ()
            aliases = tuple(Alias(m, (self.name,)) for m in row["mentions"])
            actor = Actor(
                id=actor_id(row["name"]),
                name=row["name"],
                kind=row["kind"],
                country=row["country"],
                offices=office,
                aliases=aliases,
            )
            mention = next((m for m in row["mentions"] if m in self.filed.report.text), None)
            if mention and (found := self._claim("actor", row, mention, ActorClaim(actor))):
                yield found


def _named_act(trigger: str, quote: str) -> str:
    """The word of a further telling that names the act: the first of the usual nouns in it, else the trigger."""
    return next((w for w in _NOUNS if w in quote), trigger)


def _evidence(report: str, text: str, quote: str) -> Evidence:
    start = max(text.find(quote), 0)
    return Evidence(report, start, start + len(quote), quote)


def _number(text: str) -> Number:
    found = re.match(r"[\d,.]+", text)
    return Number(float(found[0].replace(",", "")) if found else None, text[found.end() :].strip() if found else text, text)


def _file(row: Row, name: str, text: str) -> Filed:
    published = when(row["published"])
    report = Report(id=name, text=text, source=name)
    kept = sorted(Part(p["start"], p["end"], p["part"]) for p in row.get("part", []))
    parts: list[Part] = []
    at = 0
    for part in (*kept, Part(len(text), len(text), "other")):
        if part.start > at:
            parts.append(Part(at, part.start, "body"))
        if part.end > part.start:
            parts.append(part)
        at = max(at, part.end)
    body = [p for p in parts if p.part in ("title", "body")]
    pieces = [
        (p.start + m.start(), p.start + m.end()) for p in body for m in re.finditer(r"\S[^.!?\n]*[.!?\n]?", text[p.start : p.end])
    ]
    sentences = tuple(Span(start, end) for start, end in pieces)
    told = Published(
        edtf=published.edtf, start=published.start, end=published.end, precision=published.precision, basis=row["published_basis"]
    )
    return Filed(report=report, text=Text(tuple(parts), sentences), published=told)


def load(readings: Path, reports: Path) -> list[Gold]:
    """Every reading of a folder that has its report beside it."""
    found = [(path, reports / f"{path.stem}.txt") for path in sorted(readings.glob("*.toml"))]
    return [Gold(reading, report.read_text("utf-8")) for reading, report in found if report.exists()]
