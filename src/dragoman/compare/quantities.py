"""Numbers that the sources of one entry give: different, rough, or left out by some."""

from collections.abc import Iterator, Sequence
from typing import Literal

from dragoman.compare.sources import Source, divergence, value
from dragoman.model import Commitment, Divergence, Entry, Event, Number
from dragoman.resolve.quantities import differ, is_quantity, unit

Kind = Literal["conflict", "precision", "omission"]

_WHY: dict[Kind, str] = {
    "conflict": "Sources give different numbers of the same.",
    "precision": "One number is rough, and the other lies within it.",
    "omission": "Not all sources give the number.",
}


def numbers(entry: Entry, sources: Sequence[Source]) -> Iterator[Divergence]:
    """Numbers of one unit compared as numbers: "about 3,000" and "3,000" agree, "3,000" and "4,000" do not."""
    told = [_counted(s) for s in sources]
    for counted in sorted({u for t in told for u in t}):
        rows = [t.get(counted) for t in told]
        values = [value(n.text if n else "", s) for n, s in zip(rows, sources, strict=True)]
        if kind := _kind(entry, rows, sources):
            yield divergence(entry, "numbers", kind, values, _WHY[kind])


def _counted(source: Source) -> dict[str, Number]:
    """What a source counts, by unit."""
    found: dict[str, Number] = {}
    for claim in source.claims:
        for number in claim.body.numbers if isinstance(claim.body, Event | Commitment) else ():
            if number.value is not None and unit(number):
                found.setdefault(unit(number), number)
    return found


def _kind(entry: Entry, rows: Sequence[Number | None], sources: Sequence[Source]) -> Kind | None:
    known = [n for n in rows if n]
    if len({n.value for n in known}) > 1:
        return "conflict" if differ(known) else "precision"
    body = entry.body
    parties = len({*body.actors, *body.recipients}) if isinstance(body, Event) else 0
    quotes = [e.quote for s in sources for e in s.evidence]
    is_left_out = len(known) < len(rows) and any(is_quantity(n, parties, quotes) for n in known)
    return "omission" if is_left_out else None
