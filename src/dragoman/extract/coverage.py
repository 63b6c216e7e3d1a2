"""What became of each sentence: nothing disappears."""

from collections.abc import Sequence
from typing import Literal

from dragoman.model import Claim, Coverage, Reading, Span

State = Literal["used", "read, nothing found", "not parsed"]


def cover(reading: Reading, claims: Sequence[Claim]) -> tuple[Coverage, ...]:
    """For every sentence of title and body the claims that rest on it, or that none was found, or that it was not parsed."""
    parsed = {(s.start, s.end) for s in reading.sentences}
    text = reading.report.text
    rows = []
    for span in reading.text.sentences:
        found = tuple(sorted(c.id for c in claims if _rests_on(c, span)))
        state = _state(is_used=bool(found), is_parsed=(span.start, span.end) in parsed)
        rows.append(
            Coverage(report=reading.report.id, start=span.start, end=span.end, quote=span.of(text), state=state, claims=found)
        )
    return tuple(rows)


def _state(*, is_used: bool, is_parsed: bool) -> State:
    if is_used:
        return "used"
    return "read, nothing found" if is_parsed else "not parsed"


def _rests_on(claim: Claim, sentence: Span) -> bool:
    return claim.body.__class__.__name__ != "ActorClaim" and any(e.span.overlaps(sentence) for e in claim.evidence)
