"""The register of agreements: event entries that made one, with stage and status after PA-X, terms, and what became of them.

Stage and status follow the codebook of PA-X (Bell and Badanjak 2019, doi 10.1177/0022343318819123), read from the words and
issues that reports tell: a register of what is reported, never of documents.
"""

import datetime as dt
from typing import Literal

import msgspec

from dragoman.model import Entry, Event, Place, Record, Status, When, meets
from dragoman.resolve.folding.bodies import union
from dragoman.resolve.moments import apart, finest, length, spanned
from dragoman.resolve.parties import organisations, shared
from dragoman.resolve.places import first_named, is_apart
from dragoman.resolve.process.accords import is_agreement
from dragoman.resolve.process.corpus import Corpus, first_day
from dragoman.resolve.process.ledger import LedgerLine, entered
from dragoman.resolve.settings import count
from dragoman.resolve.wording import says

Stage = Literal["Pre", "SubPar", "SubComp", "Imp", "Ren", "Cea", "Oth"]
Standing = Literal["multiparty signed/agreed", "unilateral document", "status unclear"]
_STAGES: tuple[Stage, ...] = ("Cea", "Ren", "Imp", "SubComp", "Pre")
Row = tuple[Entry, Event]
_NEVER = 1 << 20
_SIDES = 2  # parties that make an agreement
_NEWS = 7  # days: "have agreed" tells of so many, at most
_NARROW = 31  # days: only dates this narrow tell which of several agreements is meant
_COMPREHENSIVE = 4  # issues from which terms cover a conflict whole


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement as reports tell it.

    `id` is the event entry that most reports tell, `entries` has all that made it (agreed, signed); `terms` are ledger lines, and
    `fate` counts their states.
    """

    id: str
    name: str
    when: When
    where: Place | None
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    hosts: tuple[str, ...]
    stage: Stage
    status: Standing
    issues: tuple[str, ...]
    terms: tuple[str, ...]
    fate: dict[Status, int]
    entries: tuple[str, ...]
    claims: tuple[str, ...]
    why: str


def agreements(record: Record) -> tuple[Agreement, ...]:
    """The agreements of a record, by date, undated ones last."""
    corpus = Corpus(record)
    return register(corpus, entered(corpus))


def register(corpus: Corpus, lines: tuple[LedgerLine, ...]) -> tuple[Agreement, ...]:
    """The agreements of a record of which the ledger is known."""
    found = [(e, b) for e, b in corpus.events if is_agreement(corpus, e, b)]
    near: dict[str, dict[str, LedgerLine]] = {}
    for line in lines:
        for report in sorted({corpus.record.claims[c].report for c in line.claims if c in corpus.record.claims}):
            near.setdefault(report, {})[line.id] = line
    rows = [_agreement(corpus, group, near) for group in _grouped(corpus, found)]
    return tuple(sorted(rows, key=lambda row: (first_day(row.when), row.id)))


def _grouped(corpus: Corpus, found: list[Row]) -> list[list[Row]]:
    """Acts of one agreement together: agreed, signed, spoken of again, by the same parties, at one time, at no other place.

    The dated ones come first. A vague date ("agreed in 2019") or none joins the only agreement of these parties that it can mean;
    where nobody is named an act makes no agreement by itself.
    """
    groups: list[list[Row]] = []
    by_party: dict[str, list[list[Row]]] = {}
    for row in sorted(found, key=lambda r: (length(r[1].when) or _NEVER, first_day(r[1].when), r[0].id)):
        parties = sorted(_named(corpus, row))
        near = {id(g): g for party in parties for g in by_party.get(party, ()) if any(_is_one(corpus, row, other) for other in g)}
        is_clear = len(near) == 1 or (bool(near) and (length(row[1].when) or _NEVER) <= _NARROW)
        group = next(iter(near.values())) if is_clear else []
        if not group and parties:
            groups.append(group)
        group.append(row)
        for party in parties:
            if not any(g is group for g in by_party.setdefault(party, [])):
                by_party[party].append(group)
    return groups


def _named(corpus: Corpus, row: Row) -> frozenset[str]:
    """The sides of an act by name; those of "leaders" and of governments of no named state are left open."""
    return organisations(corpus.named(*row))


def _is_one(corpus: Corpus, row: Row, other: Row) -> bool:
    """Whether two acts can have made one agreement.

    One told without a day is that of its report where it has the same sides.
    """
    (entry, body), (event, told) = row, other
    mine, theirs = _named(corpus, row), _named(corpus, other)
    least = min(len(mine), len(theirs))
    is_same = len(mine & theirs) == least if least >= _SIDES else bool(mine & theirs)
    if not is_same or (body.where and told.where and is_apart(body.where, told.where)):
        return False
    if length(body.when) and length(told.when):
        return not apart(_time(body), _time(told))
    return least >= _SIDES and not set(corpus.reports(entry)).isdisjoint(corpus.reports(event))


def _time(body: Event) -> When:
    """The days on which an agreement can have been made: where no word tells the day, it was the news of some days."""
    when = body.when
    if when.text or not when.start:
        return when
    return spanned(
        when.start - dt.timedelta(days=_NEWS if (when.edtf or "").endswith("~") else count("blocking", "slack_days")), when.end
    )


def _agreement(corpus: Corpus, rows: list[Row], near: dict[str, dict[str, LedgerLine]]) -> Agreement:
    """One row of the register; it goes by the act that most reports tell, among equals by the one with a place."""
    entry, body = min(rows, key=lambda r: (-r[0].reports, r[1].where is None, r[0].id))
    entries = [entry, *(e for e, _ in rows if e is not entry)]
    bodies = [body, *(b for e, b in rows if e is not entry)]
    lines = {i: line for e in entries for report in corpus.reports(e) for i, line in near.get(report, {}).items()}
    terms = [lines[i] for i in sorted(lines) if _is_term(corpus, rows, lines[i])]
    issues = tuple(sorted({*(i for b in bodies for i in b.issues), *(i for line in terms for i in line.issues)}))
    stage, why = _stage(corpus, entries, issues)
    states = [line.state for line in terms]
    when, parties = finest([b.when for b in bodies]), union(b.actors for b in bodies)
    where = first_named(b.where for b in bodies)
    return Agreement(
        id=entry.id,
        name=_name(corpus, parties, where, when),
        when=when,
        where=where,
        parties=parties,
        mediators=union(b.mediators for b in bodies),
        hosts=union(b.hosts for b in bodies),
        stage=stage,
        status="status unclear" if all(b.modality == "uncertain" for b in bodies) else "multiparty signed/agreed",
        issues=issues,
        terms=tuple(line.id for line in terms),
        fate={state: states.count(state) for state in sorted(set(states))},
        entries=tuple(e.id for e in entries),
        claims=tuple(c for e in entries for c in e.claims),
        why=why,
    )


def _is_term(corpus: Corpus, rows: list[Row], line: LedgerLine) -> bool:
    """Whether an undertaking was made in this agreement: its report says so, or it was made then by its parties."""
    if line.made_in and (line.made_in in {e.id for e, _ in rows} or _is_row(corpus, line.made_in)):
        return line.made_in in {e.id for e, _ in rows}
    told = {corpus.record.claims[c].report for c in line.claims if c in corpus.record.claims}
    if not length(line.made):
        return False
    return any(told & set(corpus.reports(e)) and _is_made_then(line, b) for e, b in rows)


def _is_row(corpus: Corpus, entry: str) -> bool:
    """Whether an act stands in the register by itself; a party's own promise under an agreement does not."""
    found = corpus.entries.get(entry)
    return found is not None and isinstance(found.body, Event) and is_agreement(corpus, found, found.body)


def _is_made_then(line: LedgerLine, body: Event) -> bool:
    """Whether all parties undertook it in the time of an agreement, or one of them on its very day."""
    days = length(body.when)
    if days is None or not meets(line.made, body.when):
        return False
    return len(shared(line.by, body.actors)) > (0 if days <= count("events", "tight_days") else 1)


def _stage(corpus: Corpus, entries: list[Entry], issues: tuple[str, ...]) -> tuple[Stage, str]:
    """The PA-X stage, from the words that tell the agreement, else from how many issues it covers."""
    words = " ".join(e.quote for entry in entries for c in corpus.claims(entry) for e in c.evidence)
    for stage in _STAGES:
        if says("stage", stage, words):
            return stage, f"Its words are those of stage {stage}."
    if len(issues) >= _COMPREHENSIVE:
        return "SubComp", f"It covers {len(issues)} issues."
    return ("SubPar", f"It covers {len(issues)} issues.") if issues else ("Oth", "Its terms are not told.")


def _name(corpus: Corpus, actors: tuple[str, ...], place: Place | None, date: When) -> str:
    """A neutral name: parties, place, and the date where it has both its ends."""
    parties = " and ".join(corpus.name(a) for a in actors[:2]) + (" and others" if len(actors) > 2 else "")
    where = f", {place.name}" if place else ""
    when = f", {date.edtf.strip('?~').replace('/', ' to ')}" if date.edtf and date.start and date.end else ""
    return f"{parties}{where}{when}"
