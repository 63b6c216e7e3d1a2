"""Every line leads back to the words that carry it."""

from pathlib import Path

import pytest

from dragoman import run, store
from dragoman.model import Record
from dragoman.views import why

# Real reports that are kept beside the repository, not in it.
REAL = Path(__file__).parents[2] / "shared" / "reports"


def walk(record: Record) -> None:
    """Every entry has claims with a rule, and evidence that its report still holds at these offsets."""
    assert record.entries
    for entry in record.entries:
        trail = why.trail(record, entry.id)
        assert trail is not None
        assert trail["claims"]
        for claim in trail["claims"]:
            assert claim["rule"]
            assert claim["evidence"]
            assert all(e["matches"] for e in claim["evidence"])


def test_every_entry_leads_to_its_words(record: Record) -> None:
    """From every entry of the example one reaches claims whose quotes stand in their reports at their offsets."""
    walk(record)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real reports are not beside this checkout")
def test_every_entry_of_real_reports_leads_to_its_words(tmp_path: Path) -> None:
    """The real reports build without a failure, and every entry leads back to their words."""
    summary = run.build([REAL], run.Settings(record=tmp_path / "real.db"))
    assert summary.failed == 0
    walk(store.open_record(tmp_path / "real.db"))


def test_an_unknown_id_has_no_trail(record: Record) -> None:
    """An id that the record lacks has no trail."""
    assert why.trail(record, "event:none") is None


def test_a_claim_leads_to_its_entry(record: Record) -> None:
    """The id of a claim finds the entry that holds it."""
    entry = next(e for e in record.entries if len(e.claims) > 1)
    trail = why.trail(record, entry.claims[-1])
    assert trail is not None
    assert trail["entry"]["id"] == entry.id
