"""Actors: one claim for each actor that a report names, resting on its mentions."""

from collections.abc import Iterable

from dragoman.extract.evidence import evidence
from dragoman.model import ActorClaim, Claim, Mention, Reading, claim_id


def actors(reading: Reading) -> Iterable[Claim]:
    """A claim for each actor of the report; its trigger is the first mention by name, else the first at all."""
    for n, actor in enumerate(reading.actors):
        told = [m for m in reading.mentions if actor.id in m.actors]
        own = [m for m in told if m.actors == (actor.id,)] or told
        if not own:
            continue
        first = min(own, key=lambda m: (m.form != "name", m.start))
        spans = sorted({m.span for m in own})
        yield Claim(
            id=claim_id(reading.report.id, "actor", first.span, n),
            report=reading.report.id,
            body=ActorClaim(actor),
            trigger=evidence(reading, first.span),
            evidence=tuple(evidence(reading, span) for span in spans),
            rule=f"actors:{first.form}",
            why=_why(first, len(spans)),
            confidence=0.9 if first.form == "name" else 0.7,
        )


def _why(first: Mention, count: int) -> str:
    return f"Named or described {count} times, first as a {first.form}." if count > 1 else f"Met once, as a {first.form}."
