"""Extract: one report, analysed and grounded, to claims. One file for each kind of claim."""

from collections.abc import Callable, Iterable

from dragoman.extract.actors import actors
from dragoman.extract.commitments import commitments
from dragoman.extract.coverage import cover
from dragoman.extract.events import events
from dragoman.extract.statements import statements
from dragoman.model import Claim, Reading

__all__ = ["EXTRACTORS", "claims", "cover"]

EXTRACTORS: tuple[Callable[[Reading], Iterable[Claim]], ...] = (actors, events, statements, commitments)


def claims(reading: Reading) -> tuple[Claim, ...]:
    """Every claim of a report, in order of place, kind and id; claims that share a trigger are told apart by number."""
    return tuple(
        sorted(
            (c for extractor in EXTRACTORS for c in extractor(reading)),
            key=lambda c: (c.trigger.start, c.body.__class__.__name__, c.id),
        )
    )
