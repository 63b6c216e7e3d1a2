"""What became of each sentence: nothing disappears."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from dragoman.model import ActorClaim, Claim, Coverage, Reading, Span

State = Literal["used", "read, nothing found", "not parsed"]


def cover(reading: Reading, claims: Sequence[Claim]) -> tuple[Coverage, ...]:
    """For every sentence of title and body the claims that rest on it, or that none was found, or that it was not parsed."""
    parsed = {(s.start, s.end) for s in reading.sentences}
    text = reading.report.text
    rows = []
    resting = _resting(reading.text.sentences, claims)
    for span, ids in zip(reading.text.sentences, resting, strict=True):
        found = tuple(sorted(ids))
        state = _state(is_used=bool(found), is_parsed=(span.start, span.end) in parsed)
        rows.append(
            Coverage(report=reading.report.id, start=span.start, end=span.end, quote=span.of(text), state=state, claims=found)
        )
    return tuple(rows)


def _state(*, is_used: bool, is_parsed: bool) -> State:
    if is_used:
        return "used"
    return "read, nothing found" if is_parsed else "not parsed"


def _resting(sentences: Sequence[Span], claims: Sequence[Claim]) -> list[set[str]]:
    """Of each sentence the ids of the claims that rest on it; sentences stand in order and apart. Actors rest on none."""
    found: list[set[str]] = [set() for _ in sentences]
    ends = [span.end for span in sentences]
    for claim in claims:
        for evidence in claim.evidence if not isinstance(claim.body, ActorClaim) else ():
            at = bisect_right(ends, evidence.start)
            while at < len(sentences) and sentences[at].start < evidence.end:
                found[at].add(claim.id)
                at += 1
    return found
