"""A record seen by its entries: who tells what, when, and what came later in the corpus's own time."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from dragoman.model import ActorClaim, Claim, Commitment, Entry, Event, Record, When
from dragoman.resolve.dates import cross_published
from dragoman.resolve.parties import UNNAMED, country, is_nameless, standing_for

_NEAR = 300  # acts of one party and type that are looked at for one plan or undertaking, from its day on
_BEHIND = 30  # characters behind a clause in which its sentence may qualify it


class Corpus:
    """A record with the look-ups that the wide views share. Nothing in it depends on today's date.

    `published` has for each report its own date or the one that other reports give it.
    """

    def __init__(self, record: Record, as_of: dt.date | None = None) -> None:
        self.record = record
        crossed = cross_published(record)
        self.published = {report: crossed.get(report, filed.published) for report, filed in record.filed.items()}
        self.as_of = as_of or self._latest()
        self.entry_of = {claim: entry.id for entry in record.entries for claim in entry.claims}
        self.entries = {entry.id: entry for entry in record.entries}

    def _latest(self) -> dt.date | None:
        return max((w.end for w in self.published.values() if w.end), default=None)

    @cached_property
    def events(self) -> list[tuple[Entry, Event]]:
        """Event entries, in id order."""
        return [(e, e.body) for e in self.record.entries if isinstance(e.body, Event)]

    @cached_property
    def commitments(self) -> list[tuple[Entry, Commitment]]:
        """Commitment entries, in id order."""
        return [(e, e.body) for e in self.record.entries if isinstance(e.body, Commitment)]

    @cached_property
    def names(self) -> dict[str, str]:
        """Preferred name of every actor id met."""
        found: dict[str, str] = {}
        for entry in self.record.entries:
            if isinstance(entry.body, ActorClaim):
                for claim in self.claims(entry):
                    if isinstance(claim.body, ActorClaim):
                        found[claim.body.actor.id] = entry.body.actor.name
        return found

    @cached_property
    def _by_party(self) -> dict[tuple[str, str], list[tuple[dt.date, str]]]:
        """Ids of event entries by party (for acts of institutions by country too) and type, in order of their first days."""
        found: defaultdict[tuple[str, str], list[tuple[dt.date, str]]] = defaultdict(list)
        for entry, body in self.events:
            for party in sorted(_whose(body) | ({"?"} if is_nameless(body.actors) else frozenset())):
                found[party, body.type].append((first_day(body.when), entry.id))
        return {key: sorted(rows) for key, rows in found.items()}

    def acts(self, body: Event | Commitment, types: Iterable[str], since: dt.date | None) -> list[tuple[Entry, Event]]:
        """Acts of these types from a day on, by date, undated ones last: of a party to an act or undertaking, or of nobody named.

        At most `_NEAR` for each party and type, so that the work for one plan does not grow with the record.
        """
        found: dict[str, tuple[dt.date, str]] = {}
        for key in [(party, kind) for party in sorted(_whose(body) | {"?"}) for kind in sorted(set(types))]:
            rows = self._by_party.get(key, [])
            first = bisect_left(rows, (since or dt.date.min, ""))
            undated = bisect_left(rows, (dt.date.max, ""))
            found |= {i: (day, i) for day, i in (*rows[first : min(first + _NEAR, undated)], *rows[undated : undated + _NEAR])}
        entries = (self.entries[i] for _, i in sorted(found.values()))
        return [(e, e.body) for e in entries if isinstance(e.body, Event)]

    @cached_property
    def in_report(self) -> dict[str, list[tuple[Entry, Event]]]:
        """Event entries by the reports that tell them."""
        found: defaultdict[str, list[tuple[Entry, Event]]] = defaultdict(list)
        for entry, body in self.events:
            for report in self.reports(entry):
                found[report].append((entry, body))
        return dict(found)

    def claims(self, entry: Entry) -> list[Claim]:
        """The claims of an entry that the record still has."""
        return [self.record.claims[c] for c in entry.claims if c in self.record.claims]

    def words(self, entry: Entry, behind: int = _BEHIND) -> list[str]:
        """The words that tell an entry, each with what its sentence adds right behind them (", now two years overdue")."""
        found = []
        for evidence in (e for c in self.claims(entry) for e in c.evidence):
            filed = self.record.filed[evidence.report]
            end = next((s.end for s in filed.text.sentences if s.start <= evidence.start < s.end), evidence.end)
            found.append(filed.report.text[evidence.start : max(evidence.end, min(end, evidence.end + behind))])
        return found

    def reports(self, entry: Entry) -> list[str]:
        """Ids of the reports that tell an entry."""
        return sorted({c.report for c in self.claims(entry)})

    def told_on(self, entry: Entry) -> list[dt.date]:
        """Last possible days of publication of the reports that tell it, where known."""
        days = (self.published[r].end for r in self.reports(entry))
        return sorted(day for day in days if day)

    def later_reports(self, day: dt.date) -> int:
        """How many reports were published after a day for certain, up to `as_of`."""
        last = bisect_right(self._days, self.as_of) if self.as_of else len(self._days)
        return max(0, last - bisect_right(self._days, day))

    @cached_property
    def _days(self) -> list[dt.date]:
        """The first days on which the reports can have been published, in order."""
        return sorted(w.start for w in self.published.values() if w.start)

    def name(self, actor: str) -> str:
        """The preferred name of an actor, its id where no report names it."""
        return self.names.get(actor, actor.removeprefix("~").replace("-", " "))


def involved(actors: Iterable[str]) -> frozenset[str]:
    """Actors with the organisations they stand for."""
    return frozenset().union(*(standing_for(a) for a in actors))


def _whose(body: Event | Commitment) -> frozenset[str]:
    """Parties of an act or undertaking, `?` where none is named; elections and governments are met by country too."""
    told = body.by if isinstance(body, Commitment) else (*body.actors, *body.recipients)
    actors = tuple(a for a in told if a != UNNAMED)
    kind = body.act if isinstance(body, Commitment) else body.type
    countries = frozenset(country(a) for a in actors) - {""} if kind == "GOVERN" else frozenset()
    return involved(actors) | countries or frozenset({"?"})


def silence(later: int) -> str:
    """How many later reports keep silent on something, as a clause."""
    return "1 later report does not tell it" if later == 1 else f"{later} later reports do not tell it"


def first_day(when: When) -> dt.date:
    """The first day that a date covers; the last one where only that is known; the end of time where nothing is."""
    return when.start or when.end or dt.date.max
