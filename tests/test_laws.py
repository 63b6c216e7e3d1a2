"""Laws that hold for every value: round trips, stable ids, intervals."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import (
    Claim,
    Commitment,
    Event,
    Evidence,
    Number,
    Place,
    Span,
    Statement,
    When,
    claim_id,
    decode,
    digest,
    encode,
    meets,
)

words = st.text(max_size=12)
ids = st.lists(words, max_size=3).map(tuple)
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
evidence = st.builds(Evidence, words, st.integers(0, 99), st.integers(0, 99), words)
whens = st.builds(When, edtf=st.none() | words, start=st.none() | days, end=st.none() | days, text=words)
places = st.none() | st.builds(
    Place, name=words, country=words, lat=st.none() | st.floats(-90, 90), lon=st.none() | st.floats(-180, 180)
)
numbers = st.lists(st.builds(Number, st.none() | st.floats(0, 1e9), words, words), max_size=2).map(tuple)
events = st.builds(
    Event, type=words, modality=st.sampled_from(["occurred", "planned"]), actors=ids, when=whens, where=places, numbers=numbers
)
statements = st.builds(Statement, speakers=ids, cue=words, content=evidence, when=whens, stance=st.none() | st.just("support"))
commitments = st.builds(
    Commitment, by=ids, what=evidence, act=words, status=st.just("agreed"), due=whens, condition=st.none() | evidence
)
claims = st.builds(
    Claim,
    id=words,
    report=words,
    body=events | statements | commitments,
    trigger=evidence,
    evidence=st.lists(evidence, max_size=2).map(tuple),
    rule=words,
    why=words,
    confidence=st.floats(0, 1),
)


@given(claims)
def test_claims_survive_their_json(claim: Claim) -> None:
    """A claim read back from its JSON is the same claim with the same JSON."""
    assert decode(encode(claim), Claim) == claim
    assert encode(decode(encode(claim), Claim)) == encode(claim)


@given(st.dictionaries(words, st.integers()))
def test_the_digest_ignores_the_order_of_keys(value: dict[str, int]) -> None:
    """Two dictionaries that are equal have one digest."""
    assert digest(dict(reversed(value.items()))) == digest(value)


@given(words, st.integers(0, 999), st.integers(0, 999), st.integers(0, 9))
def test_claim_ids_are_stable(report: str, start: int, end: int, ordinal: int) -> None:
    """The id depends on report, kind, trigger and ordinal, and on each of them."""
    one = claim_id(report, "event", Span(start, end), ordinal)
    assert one == claim_id(report, "event", Span(start, end), ordinal)
    assert (
        len(
            {
                one,
                claim_id(report, "statement", Span(start, end), ordinal),
                claim_id(report, "event", Span(start, end), ordinal + 1),
            }
        )
        == 3
    )


@given(whens, whens)
def test_meeting_dates_is_mutual(one: When, other: When) -> None:
    """Whether two dates can be one day does not depend on which is asked first."""
    assert meets(one, other) == meets(other, one)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_spans_overlap_where_they_share_a_character(a: int, b: int, c: int, d: int) -> None:
    """Two spans overlap exactly where the sets of their characters do."""
    one, other = Span(a, b), Span(c, d)
    assert one.overlaps(other) == bool(set(range(a, b)) & set(range(c, d))) or a >= b or c >= d
