"""Every line leads back to the words that carry it."""

from dragoman.model import Record
from dragoman.views import why


def test_every_entry_leads_to_its_words(record: Record) -> None:
    """From every entry of the example one reaches claims whose quotes stand in their reports at their offsets."""
    assert record.entries
    for entry in record.entries:
        trail = why.trail(record, entry.id)
        assert trail is not None
        assert trail["claims"]
        for claim in trail["claims"]:
            assert claim["rule"]
            assert claim["evidence"]
            assert all(e["matches"] for e in claim["evidence"])


def test_an_unknown_id_has_no_trail(record: Record) -> None:
    """An id that the record lacks has no trail."""
    assert why.trail(record, "event:none") is None


def test_a_claim_leads_to_its_entry(record: Record) -> None:
    """The id of a claim finds the entry that holds it."""
    entry = next(e for e in record.entries if len(e.claims) > 1)
    trail = why.trail(record, entry.claims[-1])
    assert trail is not None
    assert trail["entry"]["id"] == entry.id
