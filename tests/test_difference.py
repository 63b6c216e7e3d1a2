"""What changed between two records, told line by line."""

from pathlib import Path

import pytest

from dragoman import run, store
from dragoman.model import ActorClaim, Judgement, Record
from dragoman.views import difference

FIRST = """Talks in Talmar

TALMAR, 2 May 2024 - Varenia and the Northern Front met in Talmar on Thursday. Osmar Teke stayed in Belisk.
"""
SECOND = """Rivals meet

TALMAR, 3 May 2024 - Varenia and the Northern Front held talks in Talmar on Thursday under Corvanian mediation.
"""


def _built(folder: Path, *texts: str) -> Path:
    folder.mkdir()
    for n, text in enumerate(texts):
        (folder / f"{n}.txt").write_text(text)
    path = folder.with_suffix(".db")
    run.build([folder], run.Settings(record=path))
    return path


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Record, Record]:
    """A record of one report, and of this and another."""
    folder = tmp_path_factory.mktemp("pair")
    return store.open_record(_built(folder / "old", FIRST)), store.open_record(_built(folder / "new", FIRST, SECOND))


def test_a_record_does_not_differ_from_itself(record: Record) -> None:
    """Between a record and itself nothing changes."""
    assert difference.changes(record, record) == []


def test_a_second_report_is_told_with_old_and_new_values(pair: tuple[Record, Record]) -> None:
    """A new report is new, and the act that it tells too is changed, with the old and the new count of reports."""
    found = difference.changes(*pair)
    assert [c["change"] for c in found if c["kind"] == "reports"] == ["new"]
    counts = [c["fields"].get("reports") for c in found if c["kind"] == "events" and c["change"] == "changed"]
    assert {"old": "1", "new": "2"} in counts


def test_changes_turn_round_with_the_records(pair: tuple[Record, Record]) -> None:
    """What is new from one side is gone from the other, and values change places."""
    there, back = difference.changes(*pair), difference.changes(*reversed(pair))
    turned = {"new": "gone", "gone": "new", "joined": "parted", "parted": "joined", "changed": "changed"}
    assert sorted(turned[c["change"]] for c in there) == sorted(c["change"] for c in back)
    fields = {(f, v["old"], v["new"]) for c in there for f, v in c["fields"].items()}
    assert fields == {(f, v["new"], v["old"]) for c in back for f, v in c["fields"].items()}


def test_an_act_taken_apart_is_parted_and_joined_again(example: Path, record: Record, tmp_path: Path) -> None:
    """Told as different by a person, two claims of one act part; the other way round they join."""
    entry = next(e for e in record.entries if e.id.startswith("event:") and len(e.claims) == 2)
    path = tmp_path / "r.db"
    path.write_bytes(example.read_bytes())
    run.judge(path, Judgement(claims=entry.claims, verdict="different", by="ana", why="two acts"))
    apart = store.open_record(path)
    assert "parted" in {c["change"] for c in difference.changes(record, apart) if c["kind"] == "events"}
    assert "joined" in {c["change"] for c in difference.changes(apart, record) if c["kind"] == "events"}


def test_a_row_shows_old_and_new_in_words(pair: tuple[Record, Record]) -> None:
    """A row of the table says what a value was and what it is."""
    rows = list(difference.rows(difference.changes(*pair)))
    assert all(len(row) == len(difference.COLUMNS) for row in rows)
    assert any("reports: 1 → 2" in row[3] for row in rows)


def test_a_new_name_is_told_once(example: Path, record: Record, tmp_path: Path) -> None:
    """Renaming an actor changes that actor alone, not every act in which it has a part."""
    entry = next(e for e in record.entries if isinstance(e.body, ActorClaim) and e.reports > 2)
    path = tmp_path / "r.db"
    path.write_bytes(example.read_bytes())
    run.judge(
        path, Judgement(claims=(entry.claims[0],), verdict="set", by="ana", why="its own name", field="name", value="The Front")
    )
    told = difference.changes(record, store.open_record(path))
    assert {(c["kind"], tuple(c["fields"])) for c in told if c["kind"] in {"actors", "events", "ledger"}} == {("actors", ("name",))}
