"""The ledger: what was promised, and what became of it, in the corpus's own time."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal

import msgspec

from dragoman.model import Commitment, Entry, Event, Evidence, Number, Record, Status, Told, When
from dragoman.resolve.corpus import Corpus, first_day, silence
from dragoman.resolve.moments import common, length
from dragoman.resolve.parties import country, is_covered, is_nameless, is_one_polity, shared, standing_for
from dragoman.resolve.quantities import agree, differ, unit
from dragoman.resolve.settings import count
from dragoman.resolve.terms import content, dice, held, kinds, stems
from dragoman.resolve.wording import says

Flag = Literal["overdue", "past_due_unreported", "silent_since", "stalled", "disputed", "renewed"]
Relation = Literal["carries out", "begins", "undoes", "rejects", "not carried out"]

OPEN: frozenset[Status] = frozenset({"proposed", "agreed", "begun", "partly", "unknown"})
_RECENT = 50  # undertakings of one issue and party that are looked back upon: a promise renews one of the latest
_SAME_TERMS = 0.3  # share of content words from which two undertakings on one issue are one promise made again


class Later(msgspec.Struct, frozen=True, kw_only=True):
    """An event entry that bears on an undertaking, how, and why it is taken to."""

    entry: str
    relation: Relation
    why: str


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
    corpus = Corpus(record, as_of)
    renewals = _renewals(corpus)
    renewed = {old: new for new, old in renewals.items()}
    ordered = sorted(corpus.commitments, key=lambda row: (first_day(row[1].made), row[0].id))
    return tuple(_line(corpus, entry, body, (renewals.get(entry.id), renewed.get(entry.id))) for entry, body in ordered)


def _line(corpus: Corpus, entry: Entry, body: Commitment, renewal: tuple[str | None, str | None]) -> LedgerLine:
    history = _history(corpus, entry, body)
    later = tuple(_later(corpus, entry, body))
    state, as_of = _state(history, later)
    if state in ("agreed", "proposed", "unknown") and is_overdue(corpus, entry):
        state = "not_implemented"
    silent = _silent_since(corpus, entry) if state in OPEN else None
    flags = tuple(_flags(corpus, (entry, body), state, silent, later)) + (("renewed",) if any(renewal) else ())
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
        history=history,
        flags=flags,
        silent_since=silent,
        later=later,
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
    if body.made_in and body.made_in in corpus.record.claims and all(t.status not in ("agreed", "proposed") for t in found):
        found.append(Told(status="agreed", as_of=body.made, claims=(body.made_in,), why="It was made in this act."))
    return tuple(
        sorted(
            found, key=lambda t: (first_day(t.as_of) if t.as_of.is_known else dt.date.max, t.status != "agreed", t.status, t.claims)
        )
    )


def _told_by(corpus: Corpus, claims: list[str]) -> str:
    reports = sorted({corpus.record.claims[c].report for c in claims})
    return f"Told by {len(reports)} report{'s' if len(reports) > 1 else ''}."


def _state(history: tuple[Told, ...], later: tuple[Later, ...]) -> tuple[Status, When]:
    """The latest status that says something; where reports tell none after an act that carries it out or undoes it, that act's."""
    said = [t for t in history if t.status != "unknown"]
    last = said[-1] if said else Told(status="unknown", as_of=When(), claims=())
    state: Status = last.status  # type: ignore[assignment]
    if state in OPEN and later:
        state = _BECOMES[later[-1].relation]
    return state, last.as_of


_BECOMES: dict[Relation, Status] = {
    "carries out": "implemented",
    "begins": "begun",
    "undoes": "reversed",
    "rejects": "rejected",
    "not carried out": "not_implemented",
}


def _later(corpus: Corpus, entry: Entry, body: Commitment) -> Iterator[Later]:
    """Later acts of the kind undertaken, by all who undertook it, on the same issue."""
    made = body.made.start or min(corpus.told_on(entry), default=None)
    for event, act in corpus.acts(body, (body.act, "SANCTION", "REJECT"), made):
        if _is_rejection(corpus, (entry, body), (event, act)):
            yield Later(entry=event.id, relation="rejects", why="one of those who were to carry it out rejects what was proposed")
            continue
        relation = _relation(act, body)
        if relation is None or event.id == corpus.entry_of.get(body.made_in or "") or not _is_after(act.when, made):
            continue
        if why := _bears(corpus, (entry, body), (event, act)):
            yield Later(entry=event.id, relation=relation, why=why)


def _is_rejection(corpus: Corpus, promise: tuple[Entry, Commitment], act: tuple[Entry, Event]) -> bool:
    """Whether a party turns down a proposal that the same report tells before: "rejected the proposal"."""
    (entry, body), (event, done) = promise, act
    if done.type != "REJECT" or done.modality not in ("occurred", "ongoing") or not shared(done.actors, body.by):
        return False
    told = [e for c in corpus.claims(event) for e in c.evidence]
    return any(
        "proposal" in kinds(mine.quote) and "proposal" in kinds(e.quote) and mine.report == e.report and mine.start < e.start
        for mine in (x for c in corpus.claims(entry) for x in c.evidence)
        for e in told
    )


def _relation(act: Event, body: Commitment) -> Relation | None:
    if act.type == body.act and act.modality in ("occurred", "ongoing", "denied"):
        return "not carried out" if act.modality == "denied" else "begins" if act.modality == "ongoing" else "carries out"
    if act.type == "SANCTION" and "discontinue" in act.mode and act.modality == "occurred":
        return "undoes"
    return None


def _is_after(when: When, made: dt.date | None) -> bool:
    return made is None or when.start is None or when.start >= made


def _bears(corpus: Corpus, promise: tuple[Entry, Commitment], act: tuple[Entry, Event]) -> str:
    """Why an act bears on an undertaking: its date lies in the due time, or its words and issue are those undertaken."""
    (entry, body), (event, done) = promise, act
    if not is_nameless(done.actors) and not is_covered(body.by, (*done.actors, *done.recipients)):
        return ""
    is_due = length(body.due) is not None and length(done.when) is not None and common(_time(body), done.when) is not None
    issues = set(body.issues) & set(done.issues)
    names = {s for actor in (*body.by, *body.toward) for s in stems(actor)}
    words = content(body.what.quote) - names
    likeness = max((dice(words, content(e.quote) - names) for c in corpus.claims(event) for e in c.evidence), default=0.0)
    told = set(corpus.reports(event)) - set(corpus.reports(entry))
    is_alike = likeness >= _SAME_TERMS or agree(body.numbers, done.numbers)
    if is_nameless(done.actors) and not (is_alike and body.by):
        return ""
    whose = "parties not named" if is_nameless(done.actors) else "the same parties"
    if is_due and (issues or is_alike) and told:
        return f"the same act by {whose}, when it was due"
    if issues and likeness >= _SAME_TERMS and (told or done.modality == "denied"):
        return f"the same act by {whose} on the same issue, {likeness:.0%} of the words in common"
    return ""


def _time(body: Commitment) -> When:
    """The time in which an undertaking is to be carried out: from when it was made, for a deadline may be kept early."""
    made = body.made.start
    return When(start=made, end=body.due.end) if made and body.due.end and made <= body.due.end else body.due


def _silent_since(corpus: Corpus, entry: Entry) -> dt.date | None:
    """The last day a report spoke of it, where later reports do not."""
    spoke = max(corpus.told_on(entry), default=None)
    return spoke if spoke and corpus.later_reports(spoke) else None


def _flags(
    corpus: Corpus, promise: tuple[Entry, Commitment], state: Status, silent: dt.date | None, later: tuple[Later, ...]
) -> Iterator[Flag]:
    entry, body = promise
    if is_overdue(corpus, entry):
        yield "overdue"
    elif state in OPEN and body.due.end and corpus.as_of and body.due.end < corpus.as_of and corpus.later_reports(body.due.end):
        yield "past_due_unreported"
    if silent:
        yield "silent_since"
    if silent and state in ("begun", "partly") and corpus.as_of and (corpus.as_of - silent).days >= count("ledger", "stalled_days"):
        yield "stalled"
    if _is_disputed(corpus, entry) or any(_is_disputed_how_far(corpus, body, act) for act in later):
        yield "disputed"


def is_overdue(corpus: Corpus, entry: Entry) -> bool:
    """Whether a report calls it overdue. What is still ahead of the report that tells it cannot be."""
    due = entry.body.due if isinstance(entry.body, Commitment) else entry.body.when if isinstance(entry.body, Event) else When()
    told = max(corpus.told_on(entry), default=None)
    if due.start and told and due.start > told:
        return False
    return any(says("fate", "overdue", words) for words in corpus.words(entry))


_DONE = frozenset({"implemented", "partly", "begun"})
_UNDONE = frozenset({"not_implemented", "reversed", "abandoned", "rejected"})


def _is_disputed(corpus: Corpus, entry: Entry) -> bool:
    """Whether sources tell of one time that it was carried out and that it was not, or somebody is said to have breached it."""
    told: dict[str, set[str]] = {}
    for claim in corpus.claims(entry):
        if isinstance(claim.body, Commitment):
            day = str(claim.body.as_of.end or corpus.record.filed[claim.report].published.end or "")
            told.setdefault(day[:7], set()).add(claim.body.status)
            if claim.body.accuser and claim.body.status in _DONE:
                return True
    return any(statuses & _DONE and statuses & _UNDONE for statuses in told.values())


def _is_disputed_how_far(corpus: Corpus, body: Commitment, later: Later) -> bool:
    """Whether sources give different numbers of what was undertaken when they tell that it was carried out."""
    act = corpus.entries[later.entry].body
    counted = {unit(n) for n in body.numbers} - {""}
    told = act.numbers if isinstance(act, Event) and later.relation in ("carries out", "begins") else ()
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
    if not (shared(body.by, before.by) or is_one_polity(body.by, before.by)) or (
        body.act and before.act and body.act != before.act
    ):
        return False
    names = {s for actor in (*body.by, *before.by) for s in stems(actor)}
    return held(content(body.what.quote) - names, content(before.what.quote) - names) >= _SAME_TERMS


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
