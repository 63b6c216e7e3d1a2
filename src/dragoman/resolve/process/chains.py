"""Chains: what was planned, and what the reports tell of it: held, begun, postponed, moved, cancelled, not held, or nothing."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

import msgspec

from dragoman.model import Claim, Commitment, Entry, Event, Modality, Record, Status, When, Witness
from dragoman.resolve.moments import apart, length
from dragoman.resolve.parties import is_covered, is_nameless, is_one_polity, shared, standing_for, ties
from dragoman.resolve.places import is_apart, is_close
from dragoman.resolve.process.agreements import Agreement, register
from dragoman.resolve.process.bearing import BECOMES
from dragoman.resolve.process.corpus import Corpus, first_day, silence
from dragoman.resolve.process.ledger import LedgerLine, ledger
from dragoman.resolve.process.meetings import is_at_venue, is_named, is_result, is_taken_up, is_told_there, parties
from dragoman.resolve.process.plans import planned
from dragoman.resolve.quantities import agree
from dragoman.resolve.sameness.clashes import is_anonymous, principals
from dragoman.resolve.sameness.commitments import is_whole
from dragoman.resolve.sameness.recurring import RECURRING
from dragoman.resolve.settings import count
from dragoman.resolve.terms import deeds, dice, kinds, listed, stems
from dragoman.resolve.wording import phrases, says

Outcome = Literal["held", "begun", "postponed", "moved", "cancelled", "not held", "no report"]
_LIKE = 0.3  # share of content words from which an undated plan and an act are one
_YEAR = 366  # days after which a meeting or demand is no longer the one planned for no day: such acts recur
_WEEK = 7  # days: only an act dated so closely is the meeting of which one party alone is told
_SOON = 31  # days within which such an act, planned for no day, is still the one planned
_SIDES = 2  # parties that make a meeting or a fight what was planned
_COMMON = 2  # words at least, where a date is missing
_NARROW = 92  # days: only dates this narrow tell which of several acts was the one planned
_SENTENCE = 1000  # characters behind a clause: to the end of its sentence
_VAGUE = dt.timedelta(days=731)  # by which the first day of a vaguely dated act may lie before the plan that it answers
_REAL = ("occurred", "ongoing")


Found = tuple[tuple[int, int, float, str], tuple[Outcome, Entry | None, str]]


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """A plan and its outcome. `plan` and `outcome_entry` are event entries; `planned_for` is the date planned."""

    id: str
    plan: str
    planned_for: When
    parties: tuple[str, ...]
    outcome: Outcome
    outcome_entry: str | None
    claims: tuple[str, ...]
    why: str


def chains(record: Record, as_of: dt.date | None = None) -> tuple[Chain, ...]:
    """One chain for each act that reports tell as planned, proposed or possible, by the date planned."""
    return chained(Corpus(record, as_of), ledger(record, as_of))


def chained(corpus: Corpus, lines: tuple[LedgerLine, ...]) -> tuple[Chain, ...]:
    """The chains of a record of which the ledger is known."""
    by_id = {line.id: line for line in lines}
    found = [chain for agreement in register(corpus, lines) if (chain := _carried_out(corpus, agreement, by_id))]
    held = corpus.record.claims
    terms = [held[c] for chain in found for c in chain.claims if c in held]
    plans = [(e, b) for e, b in planned(corpus) if not _is_within(corpus, e, terms)]
    fates = {entry.id: sorted(_outcomes(corpus, (entry, body)), key=lambda f: f[0]) for entry, body in plans}
    nearest = _nearest(fates)
    found += [_chain(corpus, plan, [f for f in fates[plan[0].id] if _is_of(f, plan[0], nearest)]) for plan in plans]
    return tuple(sorted(found, key=lambda c: (first_day(c.planned_for), c.id)))


def _is_within(corpus: Corpus, plan: Entry, terms: Iterable[Claim]) -> bool:
    """Whether a plan is told nowhere but in the words of undertakings of which the outcome is told."""
    held = [e for claim in terms if isinstance(claim.body, Commitment) for e in claim.evidence]
    told = [e for claim in corpus.claims(plan) for e in claim.evidence]
    return all(any(e.report == h.report and h.span.holds(e.span) for h in held) for e in told)


_FATES: dict[Status, Outcome] = {
    "implemented": "held",
    "begun": "begun",
    "partly": "begun",
    "not_implemented": "not held",
    "abandoned": "not held",
    "reversed": "cancelled",
}


def _carried_out(corpus: Corpus, agreement: Agreement, lines: dict[str, LedgerLine]) -> Chain | None:
    """An agreement and what reports say of its being carried out as a whole, or of its only term; nothing where that is open.

    Where it has several terms, each has a plan and a fate of its own.
    """
    held = [lines[i] for i in agreement.terms]
    terms = [line for line in held if _is_whole(corpus, line)] or (held if len(held) == 1 else [])
    outcomes = {_FATES.get(line.state) for line in terms}
    outcome = outcomes.pop() if len(outcomes) == 1 else None
    if outcome is None:
        return None
    claims = tuple(c for line in terms for c in line.claims)
    acts = [corpus.entries[act.entry] for line in terms for act in line.later if _FATES.get(BECOMES[act.relation]) == outcome]
    told = acts[-1] if acts else _beside(corpus, claims, "denied" if outcome == "not held" else "occurred", agreement.id)
    return Chain(
        id=f"chain:{agreement.id}",
        plan=agreement.id,
        planned_for=When(),
        parties=agreement.parties,
        outcome=outcome,
        outcome_entry=told.id if told else None,
        claims=(*agreement.claims, *claims),
        why="So reports tell of it.",
    )


def _is_whole(corpus: Corpus, line: LedgerLine) -> bool:
    """Whether a line is of an agreement as a whole."""
    record = corpus.record
    return any(is_whole(Witness(c, record.filed[c.report])) for c in (record.claims[i] for i in line.claims if i in record.claims))


def _beside(corpus: Corpus, claims: tuple[str, ...], modality: Modality, apart_from: str) -> Entry | None:
    """The act, told as done or as not done, in the words that tell what became of an undertaking."""
    places = [e for c in claims if c in corpus.record.claims for e in corpus.record.claims[c].evidence]
    near = {e.id: e for p in places for e, b in corpus.in_report.get(p.report, ()) if b.modality == modality and e.id != apart_from}
    for entry in (near[i] for i in sorted(near)):
        if any(p.report == e.report and p.span.overlaps(e.span) for p in places for c in corpus.claims(entry) for e in c.evidence):
            return entry
    return None


def _chain(corpus: Corpus, plan: tuple[Entry, Event], fates: list[Found]) -> Chain:
    entry, body = plan
    outcome, told, why = fates[0][1] if fates else ("no report", None, _silence(corpus, plan))
    return Chain(
        id=f"chain:{entry.id}",
        plan=entry.id,
        planned_for=body.when,
        parties=tuple(dict.fromkeys((*body.actors, *body.recipients))),
        outcome=outcome,
        outcome_entry=told.id if told else None,
        claims=(*entry.claims, *(told.claims if told else ())),
        why=why,
    )


def _nearest(fates: dict[str, list[Found]]) -> dict[str, str]:
    """Act that puts plans off → the one plan that it puts off: the nearest in time, among equals the likest."""
    found: dict[str, tuple[int, float, str]] = {}
    for plan, ranked in fates.items():
        for (_, days, unlike, _), (outcome, act, _) in ranked:
            if act and outcome in _PUT_OFF:
                found[act.id] = min(found.get(act.id, (days, unlike, plan)), (days, unlike, plan))
    return {act: plan for act, (_, _, plan) in found.items()}


def _is_of(fate: Found, plan: Entry, nearest: dict[str, str]) -> bool:
    """Whether an outcome is this plan's own: one act puts off one plan."""
    outcome, act, _ = fate[1]
    return act is None or outcome not in _PUT_OFF or nearest[act.id] == plan.id


def _outcomes(corpus: Corpus, plan: tuple[Entry, Event]) -> Iterator[Found]:
    """Acts that can be what became of a plan, ranked: the plainest word first, then the nearest date, then the likest."""
    entry, body = plan
    since = body.when.start or min(corpus.told_on(entry), default=None)
    kinds_of = (body.type, "REJECT", *(("AGREE", "SUPPORT") if body.type == "CONSULT" and body.where else ()))
    near = corpus.acts(body, kinds_of, since - _VAGUE if since else None)
    there = corpus.meetings(body.when, count("blocking", "slack_days")) if body.type == "CONSULT" and body.where else []
    for act in {e.id: (e, b) for e, b in (*near, *there)}.values():
        is_known = is_at_venue(corpus, plan, act) or _is_of_parties(corpus, plan, act) or is_taken_up(corpus, plan, act)
        if act[0].id == entry.id or not is_known:
            continue
        outcome = _outcome(corpus, plan, act)
        if outcome:
            days = apart(body.when, act[1].when)
            likeness = round(_likeness(corpus, entry, act[0]), 2)
            yield (_RANK.index(outcome[0]), days, -likeness, act[0].id), (outcome[0], act[0], outcome[1])


_RANK: tuple[Outcome, ...] = ("held", "begun", "cancelled", "postponed", "moved", "not held", "no report")
_PUT_OFF = ("cancelled", "postponed", "moved")


def _is_of_parties(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether those planned act, or nobody named does, in words like those of the plan."""
    (entry, body), (_, done) = plan, act
    if not _is_between_same(body, done) or not _is_told_alike(corpus, plan, act):
        return False
    return bool(parties(body)) or not parties(done) or _is_spoken_of(corpus, entry, done)


def _is_between_same(body: Event, act: Event) -> bool:
    """Whether the parties are the same; for acts of institutions, whether they are of one country."""
    mine, theirs = principals(body), principals(act)
    if is_nameless(act.actors) and not is_nameless(body.actors):
        upon, done_to = (tuple(a for a in b.recipients if not is_anonymous(a)) for b in (body, act))
        return not upon or not done_to or is_covered(upon, done_to)
    return is_covered(mine, theirs) or (body.type == act.type == "GOVERN" and is_one_polity(mine, theirs))


def _is_spoken_of(corpus: Corpus, plan: Entry, act: Event) -> bool:
    """Whether the reports of a plan that names nobody speak of somebody who then acts, or of his state."""
    filed = [corpus.record.filed[report] for report in corpus.reports(plan)]
    met = [actor.id for one in filed for actor in one.actors]
    return bool(shared(parties(act), met, ties(*filed)))


def _is_told_alike(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether an act of nobody named is the one planned: in like words, or by one word for it and with as many of the same."""
    (entry, body), (event, done) = plan, act
    if not is_nameless(done.actors) or is_nameless(body.actors):
        return True
    return _likeness(corpus, entry, event) >= _LIKE or (is_named(corpus, entry, event) and agree(body.numbers, done.numbers))


def _outcome(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> tuple[Outcome, str] | None:
    (entry, body), (event, done) = plan, act
    if done.type == body.type and corpus.is_overdue(event):
        why = _is_it(corpus, plan, act) or _is_of_name(corpus, plan, act)
        return ("not held", f"A later report calls it overdue, {why}.") if why else None
    is_real = done.type == body.type and done.modality in _REAL and _is_by_them(corpus, plan, act)
    if is_real and (why := _is_it(corpus, plan, act)):
        whose = "by parties not named" if is_nameless(done.actors) and body.actors else "between the same parties"
        return "held" if done.modality == "occurred" else "begun", f"An act of the same kind {whose} is told, {why}."
    is_denied = done.type == body.type and done.modality == "denied" and (not parties(done) or _is_by_them(corpus, plan, act))
    if is_denied and (why := _is_it(corpus, plan, act)):
        put_off = _put_off(corpus, event)
        return (
            (put_off, f"A report says so of it, {why}.")
            if put_off
            else ("not held", f"A report says that it did not take place, {why}.")
        )
    if is_result(body, done) and done.modality in _REAL and _can_be(corpus, plan, act):
        return "held", "An agreement of the same parties is told to have come out of it."
    if done.type == "REJECT" and done.modality == "occurred":
        is_it = _is_told_before(corpus, plan, act) and is_named(corpus, entry, event) and _is_theirs(corpus, body, done)
        put_off = _put_off(corpus, event)
        if put_off and (is_it or is_taken_up(corpus, plan, act)):
            return put_off, f"A report says that it was {put_off}."
    return None


def _is_by_them(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether two of the planned parties did it, or all where there are fewer: a visit of one of them to another is not the talks.

    Where fewer than two are named, a day or week and the words or the place must say it too, and where nobody is, the place.
    A deed that does not recur needs nobody named.
    """
    (entry, body), (event, done) = plan, act
    if body.type not in RECURRING and (body.type == "GOVERN" or is_nameless(done.actors)):
        return True
    if is_at_venue(corpus, plan, act):
        return True
    recurs = body.type in (*RECURRING, "AGREE")
    mine, theirs = parties(body), parties(done)
    needed = min(_SIDES, len(mine))
    if min(len(shared(mine, theirs)), len(shared(theirs, mine))) < needed:
        return False
    if not recurs or needed == _SIDES:
        return True
    if not length(body.when) or (length(done.when) or _YEAR) > _WEEK:
        return False
    is_there = bool(body.where and done.where and is_close(body.where, done.where))
    is_like = bool(mine) and _likeness(corpus, entry, event) >= _LIKE
    return is_named(corpus, entry, event) and (is_there or is_like)


def _is_theirs(corpus: Corpus, body: Event, done: Event) -> bool:
    """Whether an act that puts something off is of the planned parties: one who mediates has more than one meeting to put off."""
    mine, theirs = parties(body), parties(done)
    common = shared(mine, theirs)
    return min(len(common), len(shared(theirs, mine))) >= _SIDES or any(
        standing_for(a).isdisjoint(corpus.mediators) for a in common
    )


def _is_told_before(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether a plan was told before it was put off; by the days of the reports where the act has no day."""
    told, first = min(corpus.told_on(plan[0]), default=None), min(corpus.told_on(act[0]), default=None)
    day = act[1].when.start if length(act[1].when) else first
    return bool(told and day and told < day)


def _delay(corpus: Corpus, act: tuple[Entry, Event], plan: Entry) -> int:
    """Days from when a plan was told to an act that can be its outcome; none where that is not known."""
    told, start = max(corpus.told_on(plan), default=None), act[1].when.start or min(corpus.told_on(act[0]), default=None)
    return (start - told).days if told and start else 0


def _can_be(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether place and time allow that an act is what became of a plan of another report."""
    (entry, body), (event, done) = plan, act
    if body.where and done.where and is_apart(body.where, done.where):
        return False
    if body.type not in RECURRING and body.mode and done.mode and not set(body.mode) & set(done.mode):
        return False  # prisoners released are no troops withdrawn
    is_too_soon = done.modality in _REAL and _is_told_too_soon(corpus, body, event)
    if is_too_soon or _is_before(corpus, act, entry) or set(corpus.reports(event)) <= set(corpus.reports(entry)):
        return False
    if not corpus.is_after(act, entry) and (done.modality in _REAL or not (length(body.when) and length(done.when))):
        return False
    if body.type not in RECURRING or length(body.when):
        return True
    return _delay(corpus, act, entry) <= (_SOON if done.modality in _REAL else _YEAR)


def _is_told_too_soon(corpus: Corpus, body: Event, event: Entry) -> bool:
    """Whether all reports of an act are older than the days for which it was planned."""
    last = max(corpus.told_on(event), default=None)
    return bool(length(body.when) and body.when.start and last and last < body.when.start)


def _is_of_name(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> str:
    """Why what a report calls overdue is what was planned: acts of a kind that does not recur, by one word on one issue."""
    (entry, body), (event, done) = plan, act
    is_one = body.type not in RECURRING and set(body.issues) & set(done.issues) and is_named(corpus, entry, event)
    return "by the same word on the same issue" if is_one and not _is_before(corpus, act, entry) else ""


def _put_off(corpus: Corpus, event: Entry) -> Outcome | None:
    """Whether the sentences that tell an act say cancelled, postponed or moved."""
    words = " ".join(corpus.words(event, _SENTENCE))
    outcomes: tuple[Outcome, ...] = ("cancelled", "postponed", "moved")
    return next((outcome for outcome in outcomes if says("fate", outcome, words)), None)


def _is_it(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> str:
    """Why an act is the one that was planned; empty where nothing says so."""
    (entry, body), (event, done) = plan, act
    if not _can_be(corpus, plan, act):
        return ""
    likeness = _likeness(corpus, entry, event)
    if done.modality in _REAL and length(body.when) and not corpus.is_overdue(event):
        if is_told_there(corpus, body, act):
            return "there and on the days planned"
        is_kindred = bool(kinds(" ".join(corpus.words(entry, 0))) & kinds(" ".join(corpus.words(event, 0))))
        return _is_when_planned(body, done, is_like=likeness >= _LIKE or (is_kindred and body.type not in RECURRING))
    if apart(body.when, done.when):
        return ""
    return f"with {likeness:.0%} of the words in common" if likeness >= _LIKE else ""


def _is_when_planned(body: Event, done: Event, *, is_like: bool) -> str:
    """Why an act is the one planned for a time: on the days planned, or in a longer time with like words or on one issue."""
    if not length(done.when) or apart(body.when, done.when) > count("blocking", "slack_days"):
        return ""
    if max(length(body.when) or 0, length(done.when) or 0) <= _NARROW:
        return "on the days planned"
    is_one_issue = bool(set(body.issues) & set(done.issues)) and body.type not in RECURRING
    return "in the time planned" if is_like or is_one_issue else ""


def _is_before(corpus: Corpus, act: tuple[Entry, Event], plan: Entry) -> bool:
    """Whether an act lies before the plan was told: it cannot be its outcome."""
    told, end = min(corpus.told_on(plan), default=None), corpus.by(*act).end
    return bool(told and end and end < told)


@cache
def _timing() -> frozenset[str]:
    """Words for days, and words that put something off: they say nothing of what was planned."""
    put_off = (word for outcome in _PUT_OFF for phrase in phrases("fate", outcome) if len(phrase) == 1 for word in phrase)
    return frozenset(put_off) | listed("undertaking", "calendar")


def _likeness(corpus: Corpus, one: Entry, other: Entry) -> float:
    """The best share of words that tellings of two entries have in common, names of parties, dates and delays put aside.

    One word in common is enough only where both are dated, and their dates do the rest.
    """
    bodies = [e.body for e in (one, other) if isinstance(e.body, Event)]
    names = frozenset(s for b in bodies for actor in (*b.actors, *b.recipients) for s in stems(actor)) | _timing()
    least = 1 if all(length(b.when) for b in bodies) else _COMMON
    mine, theirs = ([deeds(e.quote, names) for c in corpus.claims(x) for e in c.evidence] for x in (one, other))
    return max((dice(x, y) for x in mine for y in theirs if len(x & y) >= least), default=0.0)


def _silence(corpus: Corpus, plan: tuple[Entry, Event]) -> str:
    entry, body = plan
    if body.when.end and corpus.as_of and body.when.end < corpus.as_of:
        return f"Planned for {body.when.edtf or body.when.text}; {silence(corpus.later_reports(body.when.end))}."
    told = max(corpus.told_on(entry), default=None)
    if told is None:
        return "No report tells it; the report of the plan is not dated."
    later = corpus.later_reports(told)
    return f"{silence(later)[0].upper()}{silence(later)[1:]}." if later else "No later report."
