"""Chains: what was planned, and what the reports tell of it: held, begun, postponed, moved, cancelled, not held, or nothing."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal

import msgspec

from dragoman.model import Entry, Event, Modality, Record, Status, When
from dragoman.resolve.agreements import Agreement, register
from dragoman.resolve.corpus import Corpus, first_day, silence
from dragoman.resolve.events import RECURRING
from dragoman.resolve.ledger import LedgerLine, is_overdue, ledger
from dragoman.resolve.moments import AHEAD, apart, length
from dragoman.resolve.parties import is_covered, is_nameless, is_one_polity
from dragoman.resolve.places import is_apart
from dragoman.resolve.quantities import agree
from dragoman.resolve.settings import count
from dragoman.resolve.terms import content, dice, kinds, stems
from dragoman.resolve.wording import says

Outcome = Literal["held", "begun", "postponed", "moved", "cancelled", "not held", "no report"]
_LIKE = 0.3  # share of content words from which an undated plan and an act are one
_NARROW = 92  # days: only dates this narrow tell which of several acts was the one planned
_SENTENCE = 1000  # characters behind a clause: to the end of its sentence
_VAGUE = dt.timedelta(days=731)  # by which the first day of a vaguely dated act may lie before the plan that it answers
_REAL = ("occurred", "ongoing")


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
    corpus = Corpus(record, as_of)
    plans = [(e, b) for e, b in corpus.events if b.modality in AHEAD]
    found = [_chain(corpus, plan) for plan in plans]
    lines = ledger(record, as_of)
    by_id = {line.id: line for line in lines}
    found += [chain for agreement in register(corpus, lines) if (chain := _carried_out(corpus, agreement, by_id))]
    return tuple(sorted(found, key=lambda c: (first_day(c.planned_for), c.id)))


_FATES: dict[Status, Outcome] = {
    "implemented": "held",
    "begun": "begun",
    "partly": "begun",
    "not_implemented": "not held",
    "abandoned": "not held",
    "reversed": "cancelled",
}


def _carried_out(corpus: Corpus, agreement: Agreement, lines: dict[str, LedgerLine]) -> Chain | None:
    """An agreement and what reports say of its being carried out; nothing where its terms fared differently or are open."""
    terms = [lines[i] for i in agreement.terms]
    outcomes = {_FATES.get(line.state) for line in terms}
    outcome = outcomes.pop() if len(outcomes) == 1 else None
    if outcome is None:
        return None
    claims = tuple(c for line in terms for c in line.claims)
    told = _beside(corpus, claims, "denied" if outcome == "not held" else "occurred", agreement.id)
    return Chain(
        id=f"chain:{agreement.id}",
        plan=agreement.id,
        planned_for=When(),
        parties=agreement.parties,
        outcome=outcome,
        outcome_entry=told.id if told else None,
        claims=(*agreement.claims, *claims),
        why="So reports tell of all its terms.",
    )


def _beside(corpus: Corpus, claims: tuple[str, ...], modality: Modality, apart_from: str) -> Entry | None:
    """The act, told as done or as not done, in the words that tell what became of an undertaking."""
    places = [e for c in claims if c in corpus.record.claims for e in corpus.record.claims[c].evidence]
    near = {e.id: e for p in places for e, b in corpus.in_report.get(p.report, ()) if b.modality == modality and e.id != apart_from}
    for entry in (near[i] for i in sorted(near)):
        if any(p.report == e.report and p.span.overlaps(e.span) for p in places for c in corpus.claims(entry) for e in c.evidence):
            return entry
    return None


def _chain(corpus: Corpus, plan: tuple[Entry, Event]) -> Chain:
    entry, body = plan
    found = min(_outcomes(corpus, plan), key=lambda f: f[0], default=None)
    outcome, told, why = found[1] if found else ("no report", None, _silence(corpus, plan))
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


Found = tuple[tuple[int, int, str], tuple[Outcome, Entry | None, str]]


def _outcomes(corpus: Corpus, plan: tuple[Entry, Event]) -> Iterator[Found]:
    """Acts that can be what became of a plan, each with its rank: the plainest word first, then the nearest date."""
    entry, body = plan
    since = body.when.start or min(corpus.told_on(entry), default=None)
    for act in corpus.acts(body, (body.type, "REJECT"), since - _VAGUE if since else None):
        if act[0].id == entry.id or not _is_between_same(body, act[1]) or not _is_told_alike(corpus, plan, act):
            continue
        outcome = _outcome(corpus, plan, act)
        if outcome:
            days = apart(body.when, act[1].when)
            yield (_RANK.index(outcome[0]), days, act[0].id), (outcome[0], act[0], outcome[1])


_RANK: tuple[Outcome, ...] = ("held", "begun", "cancelled", "postponed", "moved", "not held", "no report")


def _is_between_same(body: Event, act: Event) -> bool:
    """Whether the parties are the same; for acts of institutions, whether they are of one country."""
    mine, theirs = (*body.actors, *body.recipients), (*act.actors, *act.recipients)
    if is_nameless(act.actors) and not is_nameless(body.actors):
        return not body.recipients or not act.recipients or is_covered(body.recipients, act.recipients)
    return is_covered(mine, theirs) or (body.type == act.type == "GOVERN" and is_one_polity(mine, theirs))


def _is_told_alike(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether an act of nobody named is the one planned: in like words, or by one word for it and with as many of the same."""
    (entry, body), (event, done) = plan, act
    if not is_nameless(done.actors) or is_nameless(body.actors):
        return True
    return _likeness(corpus, entry, event) >= _LIKE or (_is_named(corpus, entry, event) and agree(body.numbers, done.numbers))


def _outcome(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> tuple[Outcome, str] | None:
    (entry, body), (event, done) = plan, act
    if done.type == body.type and done.modality in _REAL and (why := _is_it(corpus, plan, act)):
        whose = "by parties not named" if is_nameless(done.actors) and body.actors else "between the same parties"
        return "held" if done.modality == "occurred" else "begun", f"An act of the same kind {whose} is told, {why}."
    if done.type == body.type and done.modality == "denied" and (why := _is_it(corpus, plan, act)):
        put_off = _put_off(corpus, event)
        return (
            (put_off, f"A report says so of it, {why}.")
            if put_off
            else ("not held", f"A report says that it did not take place, {why}.")
        )
    if done.type == body.type and is_overdue(corpus, event) and (why := _is_it(corpus, plan, act)):
        return "not held", f"A later report calls it overdue, {why}."
    if done.type == "REJECT" and done.modality == "occurred" and not _is_before(done.when, corpus, entry):
        put_off = _put_off(corpus, event)
        if put_off and _is_named(corpus, entry, event):
            return put_off, f"A report says that it was {put_off}."
    return None


def _is_named(corpus: Corpus, plan: Entry, event: Entry) -> bool:
    """Whether the words that tell an act name what was planned, by its own or a kindred word: talks are put off, not a release."""
    named = " ".join(c.trigger.quote for c in corpus.claims(plan))
    told = " ".join(corpus.words(event, 0))
    return bool(kinds(named) & kinds(told)) or bool(content(named) & content(told))


def _put_off(corpus: Corpus, event: Entry) -> Outcome | None:
    """Whether the sentences that tell an act say cancelled, postponed or moved."""
    words = " ".join(corpus.words(event, _SENTENCE))
    outcomes: tuple[Outcome, ...] = ("cancelled", "postponed", "moved")
    return next((outcome for outcome in outcomes if says("fate", outcome, words)), None)


def _is_it(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> str:
    """Why an act is the one that was planned; empty where nothing says so."""
    (entry, body), (event, done) = plan, act
    if body.where and done.where and is_apart(body.where, done.where):
        return ""
    if _is_before(done.when, corpus, entry) or set(corpus.reports(event)) <= set(corpus.reports(entry)):
        return ""
    likeness = _likeness(corpus, entry, event)
    if done.modality in _REAL and length(body.when):
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


def _is_before(when: When, corpus: Corpus, plan: Entry) -> bool:
    """Whether an act lies before the plan was told: it cannot be its outcome."""
    told = min(corpus.told_on(plan), default=None)
    return bool(told and when.end and when.end < told)


def _likeness(corpus: Corpus, one: Entry, other: Entry) -> float:
    """The best share of words that tellings of two entries have in common, names of parties put aside."""
    bodies = [e.body for e in (one, other) if isinstance(e.body, Event)]
    names = {s for b in bodies for actor in (*b.actors, *b.recipients) for s in stems(actor)}
    mine, theirs = ([content(e.quote) - names for c in corpus.claims(x) for e in c.evidence] for x in (one, other))
    return max((dice(x, y) for x in mine for y in theirs), default=0.0)


def _silence(corpus: Corpus, plan: tuple[Entry, Event]) -> str:
    entry, body = plan
    if body.when.end and corpus.as_of and body.when.end < corpus.as_of:
        return f"Planned for {body.when.edtf or body.when.text}; {silence(corpus.later_reports(body.when.end))}."
    told = max(corpus.told_on(entry), default=None)
    if told is None:
        return "No report tells it; the report of the plan is not dated."
    later = corpus.later_reports(told)
    return f"{silence(later)[0].upper()}{silence(later)[1:]}." if later else "No later report."
