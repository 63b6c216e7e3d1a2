"""The register of agreements: event entries that made one, with stage and status after PA-X, terms, and what became of them.

Stage and status follow the codebook of PA-X (Bell and Badanjak 2019, doi 10.1177/0022343318819123), read from the words and
issues that reports tell: a register of what is reported, never of documents.
"""

from typing import Literal

import msgspec

from dragoman.model import Entry, Event, Place, Record, Status, When, meets
from dragoman.resolve.corpus import Corpus, first_day
from dragoman.resolve.ledger import LedgerLine, ledger
from dragoman.resolve.moments import length
from dragoman.resolve.parties import shared
from dragoman.resolve.rounds import REAL, sides
from dragoman.resolve.terms import kinds
from dragoman.resolve.wording import says

Stage = Literal["Pre", "SubPar", "SubComp", "Imp", "Ren", "Cea", "Oth"]
Standing = Literal["multiparty signed/agreed", "unilateral document", "status unclear"]
_STAGES: tuple[Stage, ...] = ("Cea", "Ren", "Imp", "SubComp", "Pre")
_COMPREHENSIVE = 4  # issues from which terms cover a conflict whole


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement as reports tell it. `id` is its event entry; `terms` are ledger lines; `fate` counts their states."""

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
    return register(Corpus(record), ledger(record))


def register(corpus: Corpus, lines: tuple[LedgerLine, ...]) -> tuple[Agreement, ...]:
    """The agreements of a record of which the ledger is known."""
    found = [(e, b) for e, b in corpus.events if _is_agreement(corpus, e, b)]
    near: dict[str, dict[str, LedgerLine]] = {}
    for line in lines:
        for report in sorted({corpus.record.claims[c].report for c in line.claims if c in corpus.record.claims}):
            near.setdefault(report, {})[line.id] = line
    return tuple(_agreement(corpus, row, near) for row in sorted(found, key=lambda r: (first_day(r[1].when), r[0].id)))


def _is_agreement(corpus: Corpus, entry: Entry, body: Event) -> bool:
    """Whether an act made an agreement: it took place, between two or more sides, and its words call it one."""
    if body.type not in ("AGREE", "SUPPORT") or body.modality not in REAL or len(sides(body)) < 2 or len(body.actors) < 2:
        return False
    return any("agreement" in kinds(c.trigger.quote) for c in corpus.claims(entry))


def _agreement(corpus: Corpus, row: tuple[Entry, Event], near: dict[str, dict[str, LedgerLine]]) -> Agreement:
    entry, body = row
    lines = {i: line for report in corpus.reports(entry) for i, line in near.get(report, {}).items()}
    terms = [lines[i] for i in sorted(lines) if _is_term(corpus, row, lines[i])]
    issues = tuple(sorted({*body.issues, *(i for line in terms for i in line.issues)}))
    stage, why = _stage(corpus, entry, issues)
    states = [line.state for line in terms]
    return Agreement(
        id=entry.id,
        name=_name(corpus, body),
        when=body.when,
        where=body.where,
        parties=body.actors,
        mediators=body.mediators,
        hosts=body.hosts,
        stage=stage,
        status="status unclear" if body.modality == "uncertain" else "multiparty signed/agreed",
        issues=issues,
        terms=tuple(line.id for line in terms),
        fate={state: states.count(state) for state in sorted(set(states))},
        entries=(entry.id,),
        claims=entry.claims,
        why=why,
    )


def _is_term(corpus: Corpus, row: tuple[Entry, Event], line: LedgerLine) -> bool:
    """Whether an undertaking was made in this agreement: its report says so, or it was made then by the same parties."""
    entry, body = row
    if line.made_in:
        return line.made_in == entry.id
    reports = set(corpus.reports(entry)) & {corpus.record.claims[c].report for c in line.claims if c in corpus.record.claims}
    is_dated = bool(length(line.made)) and bool(length(body.when))
    return bool(reports) and is_dated and meets(line.made, body.when) and len(shared(line.by, body.actors)) > 1


def _stage(corpus: Corpus, entry: Entry, issues: tuple[str, ...]) -> tuple[Stage, str]:
    """The PA-X stage, from the words that tell the agreement, else from how many issues it covers."""
    words = " ".join(e.quote for c in corpus.claims(entry) for e in c.evidence)
    for stage in _STAGES:
        if says("stage", stage, words):
            return stage, f"Its words are those of stage {stage}."
    if len(issues) >= _COMPREHENSIVE:
        return "SubComp", f"It covers {len(issues)} issues."
    return ("SubPar", f"It covers {len(issues)} issues.") if issues else ("Oth", "Its terms are not told.")


def _name(corpus: Corpus, body: Event) -> str:
    """A neutral name: parties, place and date."""
    parties = " and ".join(corpus.name(a) for a in body.actors[:2]) + (" and others" if len(body.actors) > 2 else "")
    where = f", {body.where.name}" if body.where else ""
    when = f", {body.when.edtf}" if body.when.edtf else ""
    return f"{parties}{where}{when}"
