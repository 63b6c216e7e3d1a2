"""Who and what several outlets speak of: chains of actor and action mentions on data in the layout of NewsWCL50.

    python -m gate.newswcl FOLDER

FOLDER holds `annotations_*.csv` and the articles. Mentions are given, chains are what several phrases across the outlets of one
event mean. Actors (persons, countries, groups) are judged by name and registry alone, actions by their words; both stand beside
the same-lemma baseline, which takes mentions as one where their last words are the same. CoNLL F1 is the mean of MUC, B³, CEAF-e.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman import resolve
from dragoman.model import (
    Actor,
    ActorClaim,
    Claim,
    Event,
    Evidence,
    Filed,
    Kind,
    Part,
    Published,
    Report,
    Span,
    Text,
    Witness,
    claim_id,
)
from dragoman.resolve.terms import stems
from gate import command
from gate.clusters import conll
from gate.gold import actor_id

Scores = dict[str, float]
ACTORS = frozenset({"ACTOR", "COUNTRY", "GROUP"})
ACTIONS = frozenset({"ACTION", "EVENT"})


class Mention(msgspec.Struct, frozen=True):
    """An annotated phrase: which article and event it stands in, what it is and what it means."""

    id: str
    event: str
    article: str
    kind: str
    words: str
    paragraph: int
    meaning: str


def mentions(folder: Path) -> Iterator[Mention]:
    """The mentions of all annotation files."""
    for path in sorted(folder.glob("annotations_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                event, outlet, words = row["event_id"], row["publisher_id"], row["code_mention"]
                meaning = f"{event}:{row['code_name']}"
                yield Mention(row["id"], event, f"{event}_{outlet}", row["code_type"], words, int(row["paragraph"] or 0), meaning)


def witness(mention: Mention, filed: Filed, at: Span) -> Witness:
    """A mention as a claim that its paragraph makes."""
    kind: Kind = "actor" if mention.kind in ACTORS else "event"
    body = ActorClaim(Actor(id=actor_id(mention.words), name=mention.words, kind="group")) if kind == "actor" else None
    report = filed.report.id
    start = filed.report.text.find(mention.words, at.start)
    start = start if 0 <= start <= at.end else at.start
    trigger = Evidence(report, start, start + len(mention.words), mention.words)
    made = Claim(
        id=f"{claim_id(report, kind, trigger.span)}:{mention.id}",
        report=report,
        body=body or Event(type="", modality="occurred", words=mention.words),
        trigger=trigger,
        evidence=(Evidence(report, at.start, at.end, at.of(filed.report.text)),),
        rule="gold",
    )
    return Witness(made, filed)


def _file(folder: Path, article: str) -> tuple[Filed, list[Span]]:
    """An article and its paragraphs: the headline, then every line that is not empty."""
    path = next(iter(sorted(folder.rglob(f"{article}.txt"))), None)
    text = path.read_text("utf-8") if path else ""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    filed = Filed(report=Report(id=article, text=text), text=Text((Part(0, len(text), "body"),), ()), published=Published())
    return filed, spans


def _chains(folder: Path, found: Sequence[Mention]) -> Scores:
    """CoNLL F1 of the chains that the rules make, and of the baseline, over events one by one."""
    told: dict[str, str] = {}
    gold: dict[str, str] = {}
    lemma: dict[str, str] = {}
    filed = {article: _file(folder, article) for article in sorted({m.article for m in found})}
    for event in sorted({m.event for m in found}):
        witnesses = []
        for mention in (m for m in found if m.event == event):
            report, spans = filed[mention.article]
            at = spans[min(mention.paragraph, len(spans) - 1)] if spans else Span(0, 0)
            made = witness(mention, report, at)
            witnesses.append(made)
            gold[made.claim.id] = mention.meaning
            lemma[made.claim.id] = f"{event}:{stems(mention.words)[-1:]}"
        _, entries = resolve.entries(witnesses)
        told |= {c: e.id for e in entries for c in e.claims}
    return {
        "mentions": len(gold),
        "conll_f1": 100 * conll(told, gold)["conll_f1"],
        "same_lemma_f1": 100 * conll(lemma, gold)["conll_f1"],
    }


def score(path: Path) -> dict[str, Scores]:
    """Scores of actor and of action chains."""
    found = list(mentions(path))
    wanted = {"actors": ACTORS, "actions": ACTIONS}
    return {
        name: {k: round(v, 2) for k, v in _chains(path, [m for m in found if m.kind in kinds]).items()}
        for name, kinds in wanted.items()
    }


if __name__ == "__main__":
    command.run(score, __doc__)
