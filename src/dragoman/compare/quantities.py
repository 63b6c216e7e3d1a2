"""Numbers that the sources of one entry give: different, rough, or left out by some."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import msgspec

from dragoman.compare.sources import Source, divergence, value
from dragoman.model import Claim, Commitment, Divergence, Entry, Event, Number
from dragoman.resolve.quantities import bounding, differ, is_quantity, unit

Kind = Literal["conflict", "precision", "omission"]

_WHY: dict[Kind, str] = {
    "conflict": "Sources give different numbers of the same.",
    "precision": "One number is rough or a bound, and the other lies within it.",
    "omission": "Not all sources give the number.",
}


def numbers(entry: Entry, sources: Sequence[Source]) -> Iterator[Divergence]:
    """Numbers of one unit compared as numbers: "about 3,000" and "3,000" agree, "3,000" and "4,000" do not.

    Where a report counts several of one kind, the one that most others give too is held against theirs.
    """
    told = [_counted(s) for s in sources]
    for counted in sorted({u for t in told for u in t}):
        votes = Counter(amount for t in told for amount in {n.value for n in t.get(counted, ())})
        rows = [max(t[counted], key=lambda n: votes[n.value]) if counted in t else None for t in told]
        values = [value(n.text if n else "", s) for n, s in zip(rows, sources, strict=True)]
        if kind := _kind(entry, rows, sources):
            yield divergence(entry, "numbers", kind, values, _WHY[kind])


def _counted(source: Source) -> dict[str, list[Number]]:
    """What a source counts, by unit: in the latest of its versions that counts it."""
    found: dict[str, tuple[str, list[Number]]] = {}
    for claim in source.claims:
        for number in claim.body.numbers if isinstance(claim.body, Event | Commitment) else ():
            if number.value is not None and unit(number):
                report, told = found.setdefault(unit(number), (claim.report, []))
                if report == claim.report:
                    told.append(_bounded(number, claim))
    return {counted: told for counted, (_, told) in found.items()}


def _bounded(number: Number, claim: Claim) -> Number:
    """A number with the words before it that bound it ("more than 300 people")."""
    quotes = [e.quote for e in claim.evidence if number.text in e.quote]
    before = quotes[0][: quotes[0].index(number.text)].rstrip().casefold() if quotes else ""
    words = next((told for told, _ in bounding() if before == told or before.endswith(f" {told}")), "")
    return msgspec.structs.replace(number, text=f"{words} {number.text}") if words else number


def _kind(entry: Entry, rows: Sequence[Number | None], sources: Sequence[Source]) -> Kind | None:
    known = [n for n in rows if n]
    if len({n.value for n in known}) > 1:
        return "conflict" if differ(known) else "precision"
    body = entry.body
    parties = len({*body.actors, *body.recipients}) if isinstance(body, Event) else 0
    quotes = [e.quote for s in sources for e in s.evidence]
    told = [n for n in known if is_quantity(n, parties, quotes)]
    return "omission" if told and any(n is None and _counts_nothing(s, told) for n, s in zip(rows, sources, strict=True)) else None


def _counts_nothing(source: Source, numbers: Sequence[Number]) -> bool:
    """Whether a source has no figure where it tells the act, and none of these numbers anywhere."""
    return not any(_figure().search(words) for words in source.sentences) and not any(source.has(_amount(n)) for n in numbers)


def _amount(number: Number) -> str:
    """How a number is written, without what it counts: "300,000" of "300,000 people"; all of it where that is words."""
    return next((word for word in number.text.split() if _figure().search(word)), number.text)


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(r"\d")
