"""Chains: what was planned, and what the reports tell of it: held, begun, postponed, moved, cancelled, not held, or nothing."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from dragoman.model import Claim, Commitment, Entry, Event, Modality, Record, Span, Status, When, Witness
from dragoman.resolve.moments import length
from dragoman.resolve.process.agreements import Agreement, register
from dragoman.resolve.process.bearing import BECOMES
from dragoman.resolve.process.corpus import Corpus, first_day, silence
from dragoman.resolve.process.fates import PUT_OFF, Found, Outcome, outcomes
from dragoman.resolve.process.ledger import LedgerLine, entered
from dragoman.resolve.process.plans import Plan, planned
from dragoman.resolve.sameness.commitments import is_whole


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
    return chained(corpus, entered(corpus))


def chained(corpus: Corpus, lines: tuple[LedgerLine, ...]) -> tuple[Chain, ...]:
    """The chains of a record of which the ledger is known."""
    by_id = {line.id: line for line in lines}
    found = [chain for agreement in register(corpus, lines) if (chain := _carried_out(corpus, agreement, by_id))]
    held = corpus.record.claims
    terms = _undertaken(held[c] for chain in found for c in chain.claims if c in held)
    plans = [(e, b) for e, b in planned(corpus) if not _is_within(corpus, e, terms)]
    fates = {entry.id: sorted(outcomes(corpus, (entry, body)), key=lambda f: f[0]) for entry, body in plans}
    nearest = _nearest(plans, fates)
    found += [_chain(corpus, plan, [f for f in fates[plan[0].id] if _is_of(f, plan, nearest)]) for plan in plans]
    return tuple(sorted(found, key=lambda c: (first_day(c.planned_for), c.id)))


def _undertaken(claims: Iterable[Claim]) -> dict[str, list[Span]]:
    """The words of undertakings, by report."""
    found: dict[str, list[Span]] = {}
    for evidence in (e for claim in claims if isinstance(claim.body, Commitment) for e in claim.evidence):
        found.setdefault(evidence.report, []).append(evidence.span)
    return found


def _is_within(corpus: Corpus, plan: Entry, terms: dict[str, list[Span]]) -> bool:
    """Whether a plan is told nowhere but in the words of undertakings of which the outcome is told."""
    told = [e for claim in corpus.claims(plan) for e in claim.evidence]
    return all(any(span.holds(e.span) for span in terms.get(e.report, ())) for e in told)


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


def _nearest(plans: list[Plan], fates: dict[str, list[Found]]) -> dict[str, Plan]:
    """Act that puts plans off → the one plan that it puts off: the nearest in time, among equals the likest."""
    found: dict[str, tuple[int, float, str]] = {}
    for plan, ranked in fates.items():
        for (_, days, unlike, _), (outcome, act, _) in ranked:
            if act and outcome in PUT_OFF:
                found[act.id] = min(found.get(act.id, (days, unlike, plan)), (days, unlike, plan))
    by_id = {plan[0].id: plan for plan in plans}
    return {act: by_id[plan] for act, (_, _, plan) in found.items()}


def _is_of(fate: Found, plan: Plan, nearest: dict[str, Plan]) -> bool:
    """Whether an outcome is this plan's own: one act puts off one plan, however many entries tell that for its day."""
    outcome, act, _ = fate[1]
    if act is None or outcome not in PUT_OFF or nearest[act.id][0] is plan[0]:
        return True
    when, other = plan[1].when, nearest[act.id][1].when
    return bool(length(when)) and (when.start, when.end) == (other.start, other.end)


def _silence(corpus: Corpus, plan: tuple[Entry, Event]) -> str:
    entry, body = plan
    if body.when.end and corpus.as_of and body.when.end < corpus.as_of:
        return f"Planned for {body.when.edtf or body.when.text}; {silence(corpus.later_reports(body.when.end))}."
    told = max(corpus.told_on(entry), default=None)
    if told is None:
        return "No report tells it; the report of the plan is not dated."
    later = corpus.later_reports(told)
    return f"{silence(later)[0].upper()}{silence(later)[1:]}." if later else "No later report."
