"""A record seen by its entries: who tells what, when, and what came later in the corpus's own time."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, TypeVar

from dragoman.model import ActorClaim, Claim, Commitment, Entry, Event, Record, Span, When
from dragoman.resolve.moments import AHEAD, length
from dragoman.resolve.parties import country, is_described, is_nameless, is_unnamed, standing_for
from dragoman.resolve.process.dates import cross_published
from dragoman.resolve.sameness.clashes import is_anonymous
from dragoman.resolve.terms import kinds
from dragoman.resolve.wording import says

T = TypeVar("T")
_NEAR = 300  # acts of one party and type that are looked at for one plan or undertaking, from its day on
_WEEK = 7  # days: a meeting dated so closely is known by its place
_LONG = 1 << 20
_HEAD = 4  # characters before the subject of a sentence: an article at most
_BEHIND = 30  # characters behind a clause in which its sentence may qualify it


class Corpus:
    """A record with the look-ups that the wide views share. Nothing in it depends on today's date.

    `published` has for each report its own date or the one that other reports give it, `crossed` the latter alone.
    """

    def __init__(self, record: Record, as_of: dt.date | None = None) -> None:
        self.record = record
        self.crossed = cross_published(record)
        self.published = {report: self.crossed.get(report, filed.published) for report, filed in record.filed.items()}
        self.as_of = as_of or self._latest()
        self.entry_of = {claim: entry.id for entry in record.entries for claim in entry.claims}
        self.entries = {entry.id: entry for entry in record.entries}
        self._kinds: dict[str, frozenset[str]] = {}
        self._told: dict[str, tuple[dt.date, ...]] = {}
        self._overdue: dict[str, bool] = {}
        self._described: dict[tuple[str, str], bool] = {}
        self._kindred: dict[str, frozenset[str]] = {}
        self._words: dict[tuple[str, int], list[str]] = {}
        self._once: dict[tuple[Callable[..., Any], str], Any] = {}

    def once(self, find: Callable[["Corpus", Entry], T], entry: Entry) -> T:
        """What a rule finds in an entry by itself, whatever it is held against: sought once."""
        key = find, entry.id
        if key not in self._once:
            self._once[key] = find(self, entry)
        found: T = self._once[key]
        return found

    def index(self, find: Callable[["Corpus"], T]) -> T:
        """What a rule finds in the whole record: sought once."""
        if (find, "") not in self._once:
            self._once[find, ""] = find(self)
        found: T = self._once[find, ""]
        return found

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
        """Ids of event entries by party (for acts of institutions by country and as a whole too) and type, by their first days."""
        found: defaultdict[tuple[str, str], list[tuple[dt.date, str]]] = defaultdict(list)
        for entry, body in self.events:
            whole = ({"?"} if is_nameless(body.actors) else set()) | ({"*"} if body.type == "GOVERN" else set())
            for party in sorted(_whose(body) | whole):
                found[party, body.type].append((first_day(body.when), entry.id))
        return {key: sorted(rows) for key, rows in found.items()}

    def acts(self, body: Event | Commitment, types: Iterable[str], since: dt.date | None) -> list[tuple[Entry, Event]]:
        """Acts of these types from a day on, by date, undated ones last: of a party to an act or undertaking, or of nobody named.

        A plan that names nobody ("the vote is to be held by June") is asked of all acts of institutions. At most `_NEAR` for each
        party and type, so that the work for one plan does not grow with the record.
        """
        found: set[tuple[dt.date, str]] = set()
        whose = _whose(body)
        whose |= {"?", "*"} if whose == {"?"} else {"?"}
        for key in [(party, kind) for party in sorted(whose) for kind in sorted(set(types))]:
            rows = self._by_party.get(key, [])
            first = bisect_left(rows, (since or dt.date.min, ""))
            undated = bisect_left(rows, (dt.date.max, ""))
            found.update(rows[first : min(first + _NEAR, undated)], rows[undated : undated + _NEAR])
        return [self._event[i] for _, i in sorted(found)]

    @cached_property
    def _event(self) -> dict[str, tuple[Entry, Event]]:
        """Event entries by id."""
        return {entry.id: (entry, body) for entry, body in self.events}

    @cached_property
    def _meetings(self) -> list[tuple[dt.date, str]]:
        """Ids of meetings told with a place and a day or week, by their first days."""
        rows = (
            (b.when.start, e.id) for e, b in self.events if b.type == "CONSULT" and b.where and (length(b.when) or _LONG) <= _WEEK
        )
        return sorted((start, i) for start, i in rows if start)

    def meetings(self, when: When, slack: int) -> list[tuple[Entry, Event]]:
        """The meetings told with a place and a day or week that can be of this time, by their first days; at most `_NEAR`."""
        if when.start is None or when.end is None or (length(when) or _LONG) > _WEEK:
            return []
        first = bisect_left(self._meetings, (when.start - dt.timedelta(days=slack + _WEEK), ""))
        last = bisect_left(self._meetings, (when.end + dt.timedelta(days=slack + 1), ""))
        return [self._event[i] for _, i in self._meetings[first:last][:_NEAR]]

    @cached_property
    def in_report(self) -> dict[str, list[tuple[Entry, Event]]]:
        """Event entries by the reports that tell them."""
        found: defaultdict[str, list[tuple[Entry, Event]]] = defaultdict(list)
        for entry, body in self.events:
            for report in self.reports(entry):
                found[report].append((entry, body))
        return dict(found)

    @cached_property
    def undertakings(self) -> dict[str, list[tuple[Span, Claim]]]:
        """The words that tell undertakings, with the claim that they make, by report and in text order."""
        found: defaultdict[str, list[tuple[Span, Claim]]] = defaultdict(list)
        for entry, _ in self.commitments:
            for claim in self.claims(entry):
                for evidence in claim.evidence:
                    found[evidence.report].append((evidence.span, claim))
        return {report: sorted(rows, key=lambda row: (row[0].start, row[0].end, row[1].id)) for report, rows in found.items()}

    @cached_property
    def mediators(self) -> frozenset[str]:
        """Those who mediate or host any act."""
        return frozenset(a for _, body in self.events for a in (*body.mediators, *body.hosts))

    def claims(self, entry: Entry) -> list[Claim]:
        """The claims of an entry that the record still has."""
        return [self.record.claims[c] for c in entry.claims if c in self.record.claims]

    def words(self, entry: Entry, behind: int = _BEHIND) -> list[str]:
        """The words that tell an entry, each with what its sentence adds right behind them (", now two years overdue")."""
        if (entry.id, behind) not in self._words:
            self._words[entry.id, behind] = self._told_words(entry, behind)
        return self._words[entry.id, behind]

    def _told_words(self, entry: Entry, behind: int) -> list[str]:
        found = []
        for evidence in (e for c in self.claims(entry) for e in c.evidence):
            filed = self.record.filed[evidence.report]
            end = (filed.text.sentence_at(evidence.start) or evidence).end
            found.append(filed.report.text[evidence.start : max(evidence.end, min(end, evidence.end + behind))])
        return found

    def named(self, entry: Entry, body: Event) -> tuple[str, ...]:
        """The parties of an act by name: people whom its reports tell by what they are alone ("leaders") are left out."""
        told = tuple(dict.fromkeys((*body.actors, *body.recipients)))
        return tuple(a for a in told if not is_unnamed(a) and not is_anonymous(a) and not self._is_described(entry, a))

    def _is_described(self, entry: Entry, actor: str) -> bool:
        if not actor.startswith("~"):
            return False
        if (entry.id, actor) not in self._described:
            told = (is_described(actor, self.record.filed[report]) for report in self.reports(entry))
            self._described[entry.id, actor] = all(told)
        return self._described[entry.id, actor]

    def kindred(self, entry: Entry) -> frozenset[str]:
        """The groups of kindred words to which those belong that name an act."""
        if entry.id not in self._kindred:
            self._kindred[entry.id] = kinds(" ".join(claim.trigger.quote for claim in self.claims(entry)))
        return self._kindred[entry.id]

    def sentence(self, claim: Claim) -> str:
        """The sentence in which a claim is told."""
        filed = self.record.filed[claim.report]
        return (filed.text.sentence_at(claim.trigger.start) or claim.trigger.span).of(filed.report.text)

    def sentences_about(self, entry: Entry) -> list[str]:
        """The sentences that have it for their subject, for it stands at their head ("Elections …, are now overdue")."""
        found = []
        for claim in self.claims(entry):
            filed, at = self.record.filed[claim.report], claim.trigger.start
            found += [s.of(filed.report.text) for s in filed.text.sentences if 0 <= at - s.start <= _HEAD and at < s.end]
        return found

    def kinds(self, entry: Entry, body: Commitment) -> frozenset[str]:
        """The types of act undertaken: the one told, and those of plans in the very words of the undertaking."""
        if entry.id not in self._kinds:
            self._kinds[entry.id] = frozenset((body.act, *(act.type for _, act in self.plans_in(entry)))) - {""}
        return self._kinds[entry.id]

    def plans_in(self, entry: Entry) -> list[tuple[Entry, Event]]:
        """The plans told in the words of an undertaking; what is overdue was planned before."""
        told = [e for c in self.claims(entry) for e in c.evidence]
        near = ((plan, act) for r in self.reports(entry) for plan, act in self.in_report.get(r, ()) if act.modality in AHEAD)
        return [
            (plan, act)
            for plan, act in near
            if not self.is_overdue(plan)
            and any(e.report == p.report and e.span.holds(p.span) for c in self.claims(plan) for p in c.evidence for e in told)
        ]

    def is_overdue(self, entry: Entry) -> bool:
        """Whether a report calls an act or undertaking overdue. What is still ahead of the report that tells it cannot be."""
        if entry.id not in self._overdue:
            body, day = entry.body, max(self.told_on(entry), default=None)
            due = body.due if isinstance(body, Commitment) else body.when if isinstance(body, Event) else When()
            is_ahead = bool(due.start and day and due.start > day)
            told = [] if is_ahead else [*self.words(entry), *self.sentences_about(entry)]
            self._overdue[entry.id] = any(says("fate", "overdue", words) for words in told)
        return self._overdue[entry.id]

    def reports(self, entry: Entry) -> list[str]:
        """Ids of the reports that tell an entry."""
        return self.once(_reports, entry)

    def told_on(self, entry: Entry) -> tuple[dt.date, ...]:
        """Last possible days of publication of the reports that tell it, where known, in order."""
        if entry.id not in self._told:
            days = (self.published[r].end for r in self.reports(entry))
            self._told[entry.id] = tuple(sorted(day for day in days if day))
        return self._told[entry.id]

    def by(self, entry: Entry, body: Event) -> When:
        """When an act took place, at the latest on the day of the first report that tells it; what is ahead is left as told."""
        told = min(self.told_on(entry), default=None)
        if body.modality in AHEAD or told is None or (body.when.end and body.when.end <= told):
            return body.when
        return When(start=body.when.start, end=told, precision=body.when.precision, text=body.when.text)

    def is_ahead(self, entry: Entry, body: Event) -> bool:
        """Whether an act is dated after all reports that tell it: it has not taken place, however it is told."""
        told = max(self.told_on(entry), default=None)
        return bool(told and body.when.start and body.when.start > told)

    def is_after(self, act: tuple[Entry, Event], entry: Entry, since: dt.date | None = None) -> bool:
        """Whether an act is known to lie after something was planned or undertaken: by its date, or by when each was first told.

        Where neither is known nothing says which came first, and one is not taken for the outcome of the other.
        """
        event, body = act
        told, first = min(self.told_on(event), default=None), min(self.told_on(entry), default=None)
        since, end = since or first, self.by(*act).end
        if since and end and end < since:
            return False
        if since and body.when.start and body.when.start >= since:
            return True
        return bool(told and first and told > first)

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


def _reports(corpus: Corpus, entry: Entry) -> list[str]:
    return sorted({c.report for c in corpus.claims(entry)})


def involved(actors: Iterable[str]) -> frozenset[str]:
    """Actors with the organisations they stand for."""
    return frozenset().union(*(standing_for(a) for a in actors))


def _whose(body: Event | Commitment) -> frozenset[str]:
    """Parties of an act or undertaking, `?` where none is named; elections and governments are met by country too."""
    told = body.by if isinstance(body, Commitment) else (*body.actors, *body.recipients)
    actors = tuple(a for a in told if not is_unnamed(a))
    kind = body.act if isinstance(body, Commitment) else body.type
    countries = frozenset(country(a) for a in actors) - {""} if kind == "GOVERN" else frozenset()
    return involved(actors) | countries or frozenset({"?"})


def silence(later: int) -> str:
    """How many later reports keep silent on something, as a clause."""
    return "1 later report does not tell it" if later == 1 else f"{later} later reports do not tell it"


def first_day(when: When) -> dt.date:
    """The first day that a date covers; the last one where only that is known; the end of time where nothing is."""
    return when.start or when.end or dt.date.max
