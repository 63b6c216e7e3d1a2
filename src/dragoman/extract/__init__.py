"""Extract: one report, analysed and grounded, to claims. A file or a folder for each kind of claim."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from dragoman.extract.actors import actors
from dragoman.extract.commitments import commitments
from dragoman.extract.coverage import cover
from dragoman.extract.events import events
from dragoman.extract.statements import statements
from dragoman.model import ActorClaim, Claim, Commitment, Event, Reading, Statement, claim_id
from dragoman.model.claims import Kind

__all__ = ["EXTRACTORS", "claims", "cover"]

EXTRACTORS: tuple[Callable[[Reading], Iterable[Claim]], ...] = (actors, events, statements, commitments)

_KINDS: dict[type, Kind] = {ActorClaim: "actor", Event: "event", Statement: "statement", Commitment: "commitment"}


def claims(reading: Reading) -> tuple[Claim, ...]:
    """Every claim of a report, in order of place, kind and id; claims that share a trigger are told apart by number."""
    return tuple(
        sorted(
            (c for extractor in EXTRACTORS for c in _numbered(extractor(reading))),
            key=lambda c: (c.trigger.start, c.body.__class__.__name__, c.id),
        )
    )


def _numbered(claims_: Iterable[Claim]) -> Iterator[Claim]:
    """The claims of one kind, those that share a trigger told apart by number: "talks postponed to Monday" denies and plans."""
    taken: set[str] = set()
    for claim in claims_:
        id_, number = claim.id, 0
        while id_ in taken:
            number += 1
            id_ = claim_id(claim.report, _KINDS[type(claim.body)], claim.trigger.span, number)
        taken.add(id_)
        yield claim if id_ == claim.id else msgspec.structs.replace(claim, id=id_)
