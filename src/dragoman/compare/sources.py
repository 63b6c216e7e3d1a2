"""Who tells an entry: its claims by independent source, copies of one text together."""

import re
from collections.abc import Iterable
from functools import cache, cached_property

import msgspec

from dragoman.lexicon.load import table
from dragoman.model import ActorClaim, Claim, Divergence, Entry, Event, Evidence, Filed, Record, Value, digest
from dragoman.resolve import independent
from dragoman.resolve.parties import spelled

_HEAD = 80  # characters at the head of a text in which a service marks an update


class Source(msgspec.Struct, frozen=True):
    """One independent source of an entry: its reports, copies included, and what they claim, the latest version first."""

    name: str
    claims: tuple[Claim, ...]
    filed: tuple[Filed, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All words by which it tells the entry."""
        return tuple(dict.fromkeys(e for c in self.claims for e in c.evidence))


class Told:
    """A record seen by who tells what."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def sources(self, entry: Entry) -> tuple[Source, ...]:
        """The independent sources of an entry, in the order of their first report's id."""
        claims = [self.record.claims[c] for c in entry.claims if c in self.record.claims]
        filed = {c.report: self.record.filed[c.report] for c in claims}
        return tuple(
            Source(
                name=_name(filed[reports[0]]),
                claims=tuple(sorted((c for c in claims if c.report in reports), key=lambda c: _age(filed[c.report]))),
                filed=tuple(filed[r] for r in reports),
            )
            for reports in independent([filed[r] for r in sorted(filed)])
        )

    @cached_property
    def acts(self) -> dict[str, list[Event]]:
        """The events that each report claims."""
        found: dict[str, list[Event]] = {}
        for claim in self.record.claims.values():
            if isinstance(claim.body, Event):
                found.setdefault(claim.report, []).append(claim.body)
        return found

    @cached_property
    def claims(self) -> dict[str, list[Claim]]:
        """What each report claims of acts, statements and undertakings."""
        found: dict[str, list[Claim]] = {}
        for claim in self.record.claims.values():
            if not isinstance(claim.body, ActorClaim):
                found.setdefault(claim.report, []).append(claim)
        return found

    @cached_property
    def _names(self) -> dict[str, str]:
        """Actor id → the name that the record shows."""
        found: dict[str, str] = {}
        for entry in self.record.entries:
            for claim in (self.record.claims[c] for c in entry.claims if c in self.record.claims):
                if isinstance(entry.body, ActorClaim) and isinstance(claim.body, ActorClaim):
                    found[claim.body.actor.id] = entry.body.actor.name
        return found

    def name(self, actor: str) -> str:
        """The name of an actor as reports have it; of one that no actor claim names, the words of its id."""
        return self._names.get(actor) or spelled(actor).title()

    @cached_property
    def shared(self) -> tuple[tuple[Entry, tuple[Source, ...]], ...]:
        """Entries told by two or more independent sources, with these."""
        found = ((e, self.sources(e)) for e in self.record.entries if e.independent > 1)
        return tuple((e, s) for e, s in found if len(s) > 1)


@cache
def _update() -> re.Pattern[str]:
    return re.compile(table("en/sameness")["versions"]["update"], re.IGNORECASE)


def _age(filed: Filed) -> tuple[int, int]:
    """What puts the latest version of a text first: its numbers and places supersede those of earlier ones, which are kept."""
    day = filed.published.end.toordinal() if filed.published.end else 0
    found = _update().search(filed.report.title or filed.report.text[:_HEAD])
    return -day, -int(found[1] or found[2]) if found else 0


def _name(filed: Filed) -> str:
    return filed.report.source or filed.report.id


def value(text: str, source: Source, claims: Iterable[Claim] | None = None) -> Value:
    """What one source says, with the claims and words behind it. An empty text is what it leaves out."""
    kept = tuple(claims) if claims is not None else source.claims
    evidence = tuple(dict.fromkeys(e for c in kept for e in c.evidence))
    return Value(value=text, claims=tuple(c.id for c in kept), sources=(source.name,), evidence=evidence)


def divergence(entry: Entry, field: str, kind: str, values: Iterable[Value], why: str) -> Divergence:
    """A divergence of one field, the values in the order of their sources."""
    told = tuple(values)
    return Divergence(
        id=f"divergence:{digest((entry.id, field, kind, why))[:16]}",
        entry=entry.id,
        field=field,
        kind=kind,  # type: ignore[arg-type]
        values=told,
        why=why,
    )
