"""The ledger: what was promised, and what became of it, in the corpus's own time."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal

import msgspec

from dragoman.model import Body, Claim, Commitment, Entry, Event, Evidence, Number, Record, Status, Told, When
from dragoman.resolve.moments import apart
from dragoman.resolve.parties import country, is_one_polity, shared, standing_for
from dragoman.resolve.process.bearing import BECOMES, LIKE, Later, is_turned_down, later
from dragoman.resolve.process.corpus import Corpus, first_day, silence
from dragoman.resolve.quantities import differ, unit
from dragoman.resolve.settings import count
from dragoman.resolve.terms import deeds, held, stems
from dragoman.resolve.wording import says

Flag = Literal["overdue", "past_due_unreported", "silent_since", "stalled", "disputed", "renewed"]

OPEN: frozenset[Status] = frozenset({"proposed", "agreed", "begun", "partly", "unknown"})
_MAKING: dict[str, Status] = {"AGREE": "agreed", "SUPPORT": "agreed", "CONSULT": "agreed", "REQUEST": "proposed"}
_RECENT = 50  # undertakings of one issue and party that are looked back upon: a promise renews one of the latest


class LedgerLine(msgspec.Struct, frozen=True, kw_only=True):
    """One undertaking and its history. `id` is its commitment entry, `state` the latest well-supported status.

    `silent_since` is the day of the last report that speaks of it, where later ones do not; `renews` and `renewed_by` are
    ids of other lines; `accuser` are those who say it was breached.
    """

    id: str
    by: tuple[str, ...]
    toward: tuple[str, ...]
    mediators: tuple[str, ...]
    what: Evidence
    act: str
    issues: tuple[str, ...]
    numbers: tuple[Number, ...]
    made_in: str | None
    made: When
    due: When
    state: Status
    as_of: When
    history: tuple[Told, ...]
    flags: tuple[Flag, ...]
    silent_since: dt.date | None
    later: tuple[Later, ...]
    renews: str | None
    renewed_by: str | None
    accuser: tuple[str, ...]
    claims: tuple[str, ...]
    why: str


def ledger(record: Record, as_of: dt.date | None = None) -> tuple[LedgerLine, ...]:
    """Every undertaking by the date it was made, undated ones last. `as_of` is the latest day of publication if not given."""
    return entered(Corpus(record, as_of))


def entered(corpus: Corpus) -> tuple[LedgerLine, ...]:
    """The ledger of a record."""
    renewals = _renewals(corpus)
    renewed = {old: new for new, old in renewals.items()}
    ordered = sorted(corpus.commitments, key=lambda row: (first_day(row[1].made), row[0].id))
    return tuple(_line(corpus, entry, body, (renewals.get(entry.id), renewed.get(entry.id))) for entry, body in ordered)


def _line(corpus: Corpus, entry: Entry, body: Commitment, renewal: tuple[str | None, str | None]) -> LedgerLine:
    history = _history(corpus, entry, body)
    after = tuple(later(corpus, entry, body))
    state, as_of = _state(corpus, history, after)
    if state in ("agreed", "proposed", "unknown") and corpus.is_overdue(entry):
        state = "not_implemented"
    silent = _silent_since(corpus, entry) if state in OPEN and not _is_moot(corpus, entry) else None
    flags = tuple(_flags(corpus, (entry, body), state, silent, after)) + (("renewed",) if any(renewal) else ())
    return LedgerLine(
        id=entry.id,
        by=body.by,
        toward=body.toward,
        mediators=body.mediators,
        what=body.what,
        act=body.act,
        issues=body.issues,
        numbers=body.numbers,
        made_in=corpus.entry_of.get(body.made_in) if body.made_in else None,
        made=body.made,
        due=body.due,
        state=state,
        as_of=as_of,
        history=_with_acts(corpus, history, after),
        flags=flags,
        silent_since=silent,
        later=after,
        renews=renewal[0],
        renewed_by=renewal[1],
        accuser=body.accuser,
        claims=entry.claims,
        why=_why(corpus, (entry, body), state, flags),
    )


def _history(corpus: Corpus, entry: Entry, body: Commitment) -> tuple[Told, ...]:
    """What each report says became of it, by date; first of all that it was agreed, where its making is told."""
    told: dict[tuple[str, str], list[tuple[When, str]]] = {}
    for claim in corpus.claims(entry):
        if isinstance(claim.body, Commitment):
            as_of = claim.body.as_of if claim.body.as_of.is_known else corpus.record.filed[claim.report].published
            told.setdefault((claim.body.status, str(as_of.start or as_of.end or "")), []).append((as_of, claim.id))
    found = [
        Told(status=status, as_of=rows[0][0], claims=tuple(i for _, i in rows), why=_told_by(corpus, [i for _, i in rows]))
        for (status, _), rows in sorted(told.items())
    ]
    found.sort(key=lambda t: (_day(t), t.status != "agreed", t.status, t.claims))
    made = corpus.record.claims.get(body.made_in or "")
    status = _MAKING.get(made.body.type) if made and isinstance(made.body, Event) else None
    if made and status and all(t.status not in ("agreed", "proposed") for t in found):
        found.insert(0, Told(status=status, as_of=body.made, claims=(made.id,), why="It was made in this act."))
    return tuple(found)


def _day(told: Told) -> dt.date:
    return first_day(told.as_of) if told.as_of.is_known else dt.date.max


def _with_acts(corpus: Corpus, history: tuple[Told, ...], after: tuple[Later, ...]) -> tuple[Told, ...]:
    """The history with the later acts in it, each at its own date."""
    acts = [(corpus.entries[act.entry], act) for act in after]
    told = [
        Told(status=BECOMES[act.relation], as_of=corpus.by(e, e.body), claims=e.claims, why=f"A later act: {act.why}.")
        for e, act in acts
        if isinstance(e.body, Event)
    ]
    known = {(t.status, _day(t)) for t in history}  # what the words of an undertaking tell already
    return tuple(sorted((*history, *(t for t in told if (t.status, _day(t)) not in known)), key=_day))


def _told_by(corpus: Corpus, claims: list[str]) -> str:
    reports = sorted({corpus.record.claims[c].report for c in claims})
    return f"Told by {len(reports)} report{'s' if len(reports) > 1 else ''}."


def _state(corpus: Corpus, history: tuple[Told, ...], after: tuple[Later, ...]) -> tuple[Status, When]:
    """The latest status that says something, or what a later act makes of it.

    Where reports of the same days differ on how far it was carried out, the first of them counts, and the line is disputed.
    """
    said = [t for t in history if t.status != "unknown"]
    last = said[-1] if said else Told(status="unknown", as_of=When(), claims=())
    if last.status in _DONE:
        last = next(t for t in said if t.status in _DONE and apart(t.as_of, last.as_of) <= count("blocking", "slack_days"))
    state: Status = last.status  # type: ignore[assignment]
    done = [act for act in after if state in OPEN or (state in _UNDONE and _is_done_after(corpus, act, last.as_of))]
    return (BECOMES[done[-1].relation] if done else state), last.as_of


def _is_done_after(corpus: Corpus, act: Later, when: When) -> bool:
    """Whether an act carries out after a day what reports of that day tell as not done."""
    body = corpus.entries[act.entry].body
    start = body.when.start if isinstance(body, Event) else None
    return act.relation in ("carries out", "begins") and start is not None and when.end is not None and start > when.end


def _is_moot(corpus: Corpus, entry: Entry) -> bool:
    """Whether what it accepts was turned down by others, so that no later report is wanted."""
    near = (row for report in corpus.reports(entry) for row in corpus.in_report.get(report, ()))
    return any(is_turned_down(corpus, entry, event, act) for event, act in near)


def _silent_since(corpus: Corpus, entry: Entry) -> dt.date | None:
    """The last day a report spoke of it, where later reports do not."""
    spoke = max(corpus.told_on(entry), default=None)
    return spoke if spoke and corpus.later_reports(spoke) else None


def _flags(
    corpus: Corpus, promise: tuple[Entry, Commitment], state: Status, silent: dt.date | None, after: tuple[Later, ...]
) -> Iterator[Flag]:
    entry, body = promise
    if corpus.is_overdue(entry) or any(corpus.is_overdue(corpus.entries[act.entry]) for act in after):
        yield "overdue"
    elif state in OPEN and not _is_kept_so_far(body, state) and _is_past(corpus, body.due):
        yield "past_due_unreported"
    if silent:
        yield "silent_since"
    if silent and state in ("begun", "partly") and corpus.as_of and (corpus.as_of - silent).days >= count("ledger", "stalled_days"):
        yield "stalled"
    if _is_disputed(corpus, entry) or any(_is_disputed_how_far(corpus, body, act) for act in after):
        yield "disputed"


def _is_past(corpus: Corpus, due: When) -> bool:
    """Whether reports follow after the day on which something was due."""
    return bool(due.end and corpus.as_of and due.end < corpus.as_of and corpus.later_reports(due.end))


def _is_kept_so_far(body: Commitment, state: Status) -> bool:
    """Whether all that was to be done by then was to begin, and it has begun."""
    return state == "begun" and says("fate", "begun", body.what.quote)


_DONE = frozenset({"implemented", "partly", "begun"})
_UNDONE = frozenset({"not_implemented", "reversed", "abandoned", "rejected"})


def _is_disputed(corpus: Corpus, entry: Entry) -> bool:
    """Whether reports of one time differ on whether and how far it was carried out, or somebody is said to have breached it."""
    told: dict[str, list[tuple[str, Claim]]] = {}
    for claim in corpus.claims(entry):
        if isinstance(claim.body, Commitment):
            day = str(claim.body.as_of.end or corpus.record.filed[claim.report].published.end or "")
            told.setdefault(day[:7], []).append((day, claim))
            if claim.body.accuser and claim.body.status in _DONE:
                return True
    return any(_differ([claim.body for _, claim in sorted(rows, key=lambda r: (r[0], r[1].id))]) for rows in told.values())


def _differ(told: list[Body]) -> bool:
    """Whether tellings of one month, by date, differ: done and not done, whole and then in part, or in other numbers."""
    bodies = [body for body in told if isinstance(body, Commitment)]
    statuses = [body.status for body in bodies]
    if _DONE & set(statuses) and _UNDONE & set(statuses):
        return True
    if "implemented" in statuses and "partly" in statuses[statuses.index("implemented") :]:
        return True
    numbers = [n for body in bodies if body.status in _DONE for n in body.numbers]
    return any(differ(n for n in numbers if unit(n) == one) for one in sorted({unit(n) for n in numbers} - {""}))


def _is_disputed_how_far(corpus: Corpus, body: Commitment, act: Later) -> bool:
    """Whether sources give different numbers of what was undertaken when they tell that it was carried out."""
    done = corpus.entries[act.entry].body
    counted = {unit(n) for n in body.numbers} - {""}
    told = done.numbers if isinstance(done, Event) and act.relation in ("carries out", "begins") else ()
    return any(differ(n for n in told if unit(n) == one) for one in counted)


def _renewals(corpus: Corpus) -> dict[str, str]:
    """Undertakings made anew: the later line → the latest earlier one of the same issue and parties, with like words."""
    found: dict[str, str] = {}
    before: dict[str, list[tuple[Entry, Commitment]]] = {}
    for row in sorted(corpus.commitments, key=lambda row: (_said(corpus, *row), row[0].id)):
        keys = _renewal_keys(row[1])
        earlier = {e.id: (e, b) for key in keys for e, b in before.get(key, [])[-_RECENT:]}
        ordered = sorted(earlier.values(), key=lambda old: (_said(corpus, *old), old[0].id), reverse=True)
        if renewed := next((old for old in ordered if _is_renewal(corpus, row, old)), None):
            found[row[0].id] = renewed[0].id
        for key in keys:
            before.setdefault(key, []).append(row)
    return found


def _renewal_keys(body: Commitment) -> list[str]:
    """Issue and party, and issue and country: what a promise and its renewal share."""
    whose = sorted({*(party for actor in body.by for party in standing_for(actor)), *(country(a) for a in body.by)} - {""})
    return [f"{issue}|{who}" for issue in body.issues for who in whose]


def _said(corpus: Corpus, entry: Entry, body: Commitment) -> dt.date:
    days = corpus.told_on(entry)
    return body.made.start or (days[0] if days else dt.date.max)


def _is_renewal(corpus: Corpus, new: tuple[Entry, Commitment], old: tuple[Entry, Commitment]) -> bool:
    """Whether one was undertaken again after the other was: by parties in common, one issue and act, in like words."""
    (entry, body), (earlier, before) = new, old
    if body.status == "proposed" or not set(body.issues) & set(before.issues):
        return False
    if _said(corpus, entry, body) == dt.date.max or _said(corpus, entry, body) <= _said(corpus, earlier, before):
        return False
    mine, theirs = corpus.kinds(entry, body), corpus.kinds(earlier, before)
    if not (shared(body.by, before.by) or is_one_polity(body.by, before.by)) or (mine and theirs and not mine & theirs):
        return False
    names = frozenset(s for actor in (*body.by, *before.by) for s in stems(actor))
    return held(deeds(body.what.quote, names), deeds(before.what.quote, names)) >= LIKE


def _why(corpus: Corpus, promise: tuple[Entry, Commitment], state: Status, flags: tuple[Flag, ...]) -> str:
    """One sentence with what the state and the flags rest on."""
    entry, body = promise
    said = [f"the latest status told is {state.replace('_', ' ')}"]
    spoke = max(corpus.told_on(entry), default=None)
    if "overdue" in flags:
        said.append("a report calls it overdue")
    if "past_due_unreported" in flags and body.due.end:
        said.append(f"it was due by {body.due.end}, and {silence(corpus.later_reports(body.due.end))}")
    if spoke and "silent_since" in flags:
        said.append(f"it was last told on {spoke}, and {silence(corpus.later_reports(spoke))}")
    if "disputed" in flags:
        said.append("sources differ on it")
    told = "; ".join(said)
    return f"{told[0].upper()}{told[1:]}."
