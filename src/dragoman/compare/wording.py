"""How sources word one thing: loaded and legal terms of the documented lexicon, and the contrast with the other sources."""

from collections.abc import Iterator, Sequence
from functools import cache

from dragoman.compare.sources import Source, divergence, value
from dragoman.lexicon.load import table
from dragoman.model import ActorClaim, Claim, Divergence, Entry, Event, Value
from dragoman.resolve.terms import stems

Term = tuple[str, str, str]  # words, kind, plain counterpart


@cache
def _terms() -> dict[str, tuple[tuple[tuple[str, ...], Term], ...]]:
    """Every term as stems, by the first of them, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
    for group in table("en/loaded")["group"]:
        for term in (t.strip() for t in group["terms"].split(",")):
            found.setdefault(stems(term)[0], []).append((stems(term), (term, group["kind"], group["plain"])))
    return {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[1]))) for first, rows in found.items()}


def loaded(text: str) -> tuple[Term, ...]:
    """Loaded terms in a text: the term, its kind and its plain counterpart. A term inside a longer one is not told twice."""
    words = stems(text)
    found: set[Term] = set()
    at = 0
    while at < len(words):
        match = next((row for row in _terms().get(words[at], ()) if words[at : at + len(row[0])] == row[0]), None)
        if match:
            found.add(match[1])
        at += len(match[0]) if match else 1
    return tuple(sorted(found))


def wording(entry: Entry, sources: Sequence[Source]) -> Iterator[Divergence]:
    """Where some sources use a loaded term for what others tell without it."""
    told = [_own_terms(s) for s in sources]
    everywhere = set(told[0]).intersection(*told[1:])
    contrast = sorted({term for terms in told for term in terms} - everywhere)
    if contrast:
        values = [_worded(s) for s in sources]
        named = "; ".join(f'"{term}" ({kind}; plain: {plain})' for term, kind, plain in contrast)
        yield divergence(entry, "words", "wording", values, f"Not all sources use {named}.")


def _own_terms(source: Source) -> set[Term]:
    return {term for e in source.evidence for term in loaded(e.quote)}


def _worded(source: Source) -> Value:
    """The words of a source: of an event as it has them, of an actor its descriptions."""
    marked = [c for c in source.claims if any(loaded(e.quote) for e in c.evidence)]
    best = (marked or list(source.claims))[0]
    words = best.body.words if isinstance(best.body, Event) and best.body.words else best.trigger.quote
    quotes = [e.quote for e in best.evidence if loaded(e.quote)]
    return value(quotes[0] if quotes and isinstance(best.body, ActorClaim) else words, source)


@cache
def _titles() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(t.strip() for t in group["terms"].split(",")) for group in table("en/loaded")["title"])


def offices(entry: Entry, sources: Sequence[Source]) -> Iterator[Divergence]:
    """Where sources give one holder of one organisation's headship titles of different standing."""
    told = [_titled(s) for s in sources]
    for organisation in sorted({o for t in told for o in t}):
        rows = [(t[organisation], s) for t, s in zip(told, sources, strict=True) if organisation in t]
        if len({title for (title, _), _ in rows}) > 1:
            values = [value(title, s, [claim]) for (title, claim), s in rows]
            yield divergence(entry, "office", "wording", values, "Sources name one office by titles of different standing.")


def _titled(source: Source) -> dict[str, tuple[str, Claim]]:
    """Organisation → headship title that a source itself states, and the claim that has it."""
    found: dict[str, tuple[str, Claim]] = {}
    for claim in source.claims:
        for office in claim.body.actor.offices if isinstance(claim.body, ActorClaim) else ():
            title = next((t for group in _titles() for t in sorted(group) if t in office.title.casefold().split()), "")
            if title and office.evidence != "registry":
                found.setdefault(office.organisation, (title, claim))
    return found
