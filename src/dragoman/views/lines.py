"""The lines of an export, file by file, as docs/record.md describes them: one entry a line, its claims nested."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import Any

from dragoman import compare, resolve
from dragoman.extract.events.plover import plover_label
from dragoman.model import (
    ActorClaim,
    Claim,
    Commitment,
    Entry,
    Event,
    Judgement,
    Published,
    Record,
    Statement,
    plain,
)
from dragoman.views import provisions
from dragoman.views.names import Names

Line = dict[str, Any]

# Fields that hold actor ids, for each kind of body.
ACTOR_FIELDS = (
    "actors",
    "recipients",
    "mediators",
    "hosts",
    "said_by",
    "speakers",
    "addressee",
    "by",
    "toward",
    "accuser",
    "parties",
)


class Shown:
    """A record with what every line needs of it: names of actors, judgements by claim, dates won across reports.

    Its entries have the state in place of "the government" where all their reports mean one by it.
    """

    def __init__(self, record: Record) -> None:
        self.record = resolve.with_states(record)
        self.names = Names(record)
        self.judgements: dict[str, list[Judgement]] = {}
        for judgement in record.judgements:
            for claim in judgement.claims:
                self.judgements.setdefault(claim, []).append(judgement)

    @property
    def cross(self) -> dict[str, Published]:
        """The dates that other reports give reports."""
        return self._corpus.crossed

    @cached_property
    def rounds(self) -> tuple[resolve.Round, ...]:
        """The stretches of talks."""
        return resolve.gathered(self._corpus)

    @cached_property
    def ledger(self) -> tuple[resolve.LedgerLine, ...]:
        """The ledger, on which agreements and chains rest."""
        return resolve.entered(self._corpus)

    @cached_property
    def agreements(self) -> tuple[resolve.Agreement, ...]:
        """The register of agreements."""
        return resolve.register(self._corpus, self.ledger)

    @cached_property
    def chains(self) -> tuple[resolve.Chain, ...]:
        """What was planned, and what became of it."""
        return resolve.chained(self._corpus, self.ledger)

    @cached_property
    def told(self) -> compare.Told:
        """Who tells what, by which sources are compared."""
        return compare.Told(self.record)

    @cached_property
    def _corpus(self) -> resolve.Corpus:
        return resolve.Corpus(self.record)

    def published(self, report: str) -> Published:
        """The date of a report: one that other reports give it, where they say more than its own."""
        return self.cross.get(report) or self.record.filed[report].published


def lines(record: Record) -> dict[str, Iterator[Line]]:
    """The lines of every file of an export, by the name of the file, lazily and in the order of the record."""
    shown = Shown(record)
    return {name: make(shown) for name, make in FILES.items()}


def reports(shown: Shown) -> Iterator[Line]:
    """One line for each report: what it states of itself, its date and why, its text and parts."""
    for report, filed in sorted(shown.record.filed.items()):
        line = {**plain(filed.report), "published": plain(shown.published(report)), "parts": plain(filed.text.parts)}
        # What mark-up said of the parts is an input of the labelling, and its outcome is in `parts`.
        del line["marks"]
        yield line


def _entries(shown: Shown, kind: type) -> Iterator[Entry]:
    return (e for e in shown.record.entries if isinstance(e.body, kind))


def actors(shown: Shown) -> Iterator[Line]:
    """One line for each actor with every spelling met and every office told."""
    for actor, entry in sorted(shown.names.entries.items()):
        if isinstance(entry.body, ActorClaim):
            yield {**plain(entry.body.actor), "id": actor, "entry": entry.id, **_trail(shown, entry)}


def events(shown: Shown) -> Iterator[Line]:
    """One line for each act."""
    return (_line(shown, e) for e in _entries(shown, Event))


def statements(shown: Shown) -> Iterator[Line]:
    """One line for each statement."""
    return (_line(shown, e) for e in _entries(shown, Statement))


def commitments(shown: Shown) -> Iterator[Line]:
    """One line for each undertaking."""
    return (_line(shown, e) for e in _entries(shown, Commitment))


def _line(shown: Shown, entry: Entry) -> Line:
    return {**_body(shown, entry.body, ""), "id": entry.id, **_trail(shown, entry)}


def _trail(shown: Shown, entry: Entry) -> Line:
    claims = [shown.record.claims[c] for c in entry.claims]
    own = frozenset(entry.claims)
    judged = {id(j): j for c in entry.claims for j in shown.judgements.get(c, ()) if own.issuperset(j.claims)}
    return {
        "evidence": [plain(e) for c in claims for e in c.evidence],
        "reports": entry.reports,
        "independent": entry.independent,
        "confidence": entry.confidence,
        "why": entry.why,
        "claims": [_claim(shown, c) for c in claims],
        "judgements": [plain(j) for j in judged.values()],
    }


def _claim(shown: Shown, claim: Claim) -> Line:
    return {
        **_body(shown, claim.body, claim.report),
        "id": claim.id,
        "report": claim.report,
        "trigger": plain(claim.trigger),
        "evidence": plain(claim.evidence),
        "rule": claim.rule,
        "why": claim.why,
        "confidence": claim.confidence,
    }


def _body(shown: Shown, body: object, report: str) -> Line:
    line: Line = plain(body)
    line.pop("kind", None)
    if isinstance(body, ActorClaim):
        return {**line["actor"], "id": shown.names.id_of(body.actor.id, report)}
    for field in ACTOR_FIELDS:
        if field in line and isinstance(line[field], list):
            line[field] = shown.names.ids_of(line[field], report)
    if isinstance(body, Event):
        line["plover_label"] = plover_label(body.type, body.modality)
    if isinstance(body, Statement):
        line["speaker"] = line["speakers"][0] if line["speakers"] else None
        line["toward"] = shown.names.id_of(body.toward, report) if body.toward else None
    return line


FOLDED: dict[str, Callable[[Shown], tuple[Any, ...]]] = {
    "rounds": lambda shown: shown.rounds,
    "agreements": lambda shown: shown.agreements,
    "chains": lambda shown: shown.chains,
    "ledger": lambda shown: shown.ledger,
    "divergences": lambda shown: compare.differing(shown.told),
}


def folded(shown: Shown, name: str) -> Iterator[Line]:
    """One line for each round, agreement, chain, ledger line or divergence that is folded from entries."""
    for value in FOLDED[name](shown):
        line: Line = plain(value)
        for field in ACTOR_FIELDS:
            if isinstance(line.get(field), list):
                line[field] = shown.names.ids_of(line[field])
        yield line


def quotes(shown: Shown) -> Iterator[Line]:
    """One line for each act that several sources tell: whom each of them quotes, and whom not."""
    for told in compare.quoted(shown.told):
        line: Line = plain(told)
        for source in line["sources"]:
            source["unquoted"] = shown.names.ids_of(source["unquoted"])
            for voice in source["quoted"]:
                voice["actor"] = shown.names.id_of(voice["actor"])
        yield line


def coverage(shown: Shown) -> Iterator[Line]:
    """One line for each sentence of a body or title."""
    return (plain(c) for c in shown.record.coverage)


def failures(shown: Shown) -> Iterator[Line]:
    """One line for each report that could not be read."""
    return (plain(f) for f in shown.record.failures)


def judgements(shown: Shown) -> Iterator[Line]:
    """One line for each judgement of a rule or a person."""
    return (plain(j) for j in shown.record.judgements)


FILES: dict[str, Callable[[Shown], Iterator[Line]]] = {
    "reports": reports,
    "actors": actors,
    "events": events,
    "statements": statements,
    "commitments": commitments,
    "rounds": partial(folded, name="rounds"),
    "agreements": partial(folded, name="agreements"),
    "chains": partial(folded, name="chains"),
    "ledger": partial(folded, name="ledger"),
    "divergences": partial(folded, name="divergences"),
    "quotes": quotes,
    "judgements": judgements,
    "pam": lambda shown: provisions.matrix(shown.record, shown.agreements, shown.ledger),
    "pax": lambda shown: provisions.depth(shown.agreements, shown.ledger),
    "coverage": coverage,
    "failures": failures,
}
