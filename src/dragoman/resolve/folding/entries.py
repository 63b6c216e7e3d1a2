"""From one component of judged pairs to entries: nothing else writes them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress

from dragoman.model import Body, Entry, Judgement, Witness
from dragoman.resolve.folding.blocking import pairs
from dragoman.resolve.folding.bodies import fold_body
from dragoman.resolve.folding.clusters import components, decided, is_person, split
from dragoman.resolve.folding.corrections import corrected
from dragoman.resolve.folding.independence import independent
from dragoman.resolve.sameness.judging import judge


def entries(witnesses: Sequence[Witness], judgements: Iterable[Judgement] = ()) -> tuple[tuple[Judgement, ...], tuple[Entry, ...]]:
    """All at once: what the rules judge, and the entries folded from that and from what persons judged.

    The same claims and judgements give the same entries in any order, at once or one by one.
    """
    known = {w.claim.id: w for w in witnesses}
    persons = [j for j in judgements if is_person(j)]
    found = [j for a, b in pairs(list(known.values())) if (j := judge(a, b))]
    ruled = tuple(sorted(found, key=lambda j: j.claims))
    held = [*persons, *ruled]
    by_claim = _by_claim(held)
    folded: list[Entry] = []
    for group in components(known, held):
        about = {id(j): j for i in group for j in by_claim[i]}
        folded += fold([known[i] for i in group], list(about.values()))
    return ruled, tuple(sorted(folded, key=lambda e: e.id))


def _by_claim(judgements: Iterable[Judgement]) -> defaultdict[str, list[Judgement]]:
    found: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        for claim in judgement.claims:
            found[claim].append(judgement)
    return found


def fold(component: Sequence[Witness], judgements: Sequence[Judgement]) -> tuple[Entry, ...]:
    """The entries of one component. Claims that a person judged wrong are in none.

    Depends on the component and the judgements on its claims alone, in no order.
    """
    wrong = _wrong(judgements)
    kept = {w.claim.id: w for w in component if w.claim.id not in wrong}
    groups = split([kept[i] for i in sorted(kept)], judgements)
    return tuple(_entry([kept[i] for i in group], judgements) for group in groups)


def _wrong(judgements: Iterable[Judgement]) -> set[str]:
    """Claims that a person judged wrong, and none later right again."""
    found: dict[str, str] = {}
    for j in sorted((j for j in judgements if is_person(j)), key=lambda j: (j.at.isoformat() if j.at else "", j.verdict)):
        if len(j.claims) == 1 and j.verdict in ("wrong", "right"):
            found[j.claims[0]] = j.verdict
    return {claim for claim, verdict in found.items() if verdict == "wrong"}


def _entry(witnesses: list[Witness], judgements: Sequence[Judgement]) -> Entry:
    filed = {w.claim.report: w.filed for w in witnesses}
    sources = independent([filed[r] for r in sorted(filed)], (w.claim for w in witnesses))
    return Entry(
        id=witnesses[0].claim.id,
        body=_set(fold_body(witnesses), witnesses, judgements),
        claims=tuple(w.claim.id for w in witnesses),
        reports=len(filed),
        independent=len(sources),
        confidence=_confidence(witnesses, sources),
        why=_why(witnesses, judgements),
    )


def _confidence(witnesses: Sequence[Witness], sources: Sequence[Sequence[str]]) -> float:
    """How likely at least one independent source is read right: a copy adds nothing, nor does telling it twice."""
    surest: dict[str, float] = {}
    for w in witnesses:
        surest[w.claim.report] = max(surest.get(w.claim.report, 0.0), w.claim.confidence)
    doubt = 1.0
    for source in sources:
        doubt *= 1 - max(surest[report] for report in source)
    return round(min(0.99, 1 - doubt), 2)


def _why(witnesses: Sequence[Witness], judgements: Sequence[Judgement]) -> str:
    """One sentence: why these claims are one entry."""
    if len(witnesses) == 1:
        return "Told once."
    ids = {w.claim.id for w in witnesses}
    ties = sorted(
        (j for pair, j in decided(judgements).items() if ids.issuperset(pair) and j.verdict == "same"), key=lambda j: j.claims
    )
    strongest = max(ties, key=lambda j: (is_person(j), j.score or 0.0, j.claims), default=None)
    told = f"{len(witnesses)} claims told as one"
    return f"{told}: {strongest.why}." if strongest else f"{told}."


def _set(body: Body, witnesses: Sequence[Witness], judgements: Sequence[Judgement]) -> Body:
    """The body with the fields that persons set, the latest last."""
    ids = {w.claim.id for w in witnesses}
    sets = [j for j in judgements if is_person(j) and j.verdict == "set" and ids.issuperset(j.claims)]
    for judgement in sorted(sets, key=lambda j: (j.at.isoformat() if j.at else "", j.field, j.value)):
        # What does not fit was refused when it was judged; a field that a later version dropped is left out.
        with suppress(ValueError):
            body = corrected(body, judgement.field, judgement.value)
    return body
