"""Sentence meaning: the shipped encoder, and searching a record in one's own words."""

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from shutil import copyfile

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import run, store
from dragoman.cli import main
from dragoman.language.meaning import LONGEST, WIDTH, likeness, shipped
from dragoman.search import Found, search
from dragoman.store import Store, meanings
from tests.conftest import REPORTS

FOLDER = files("dragoman.language").joinpath("meaning")
LIMIT = 50 * 1024 * 1024  # bytes of both encoders together, with all that they need
ASKED = {
    "rebels refuse to give up their guns": "keep its weapons",
    "casualties of the skirmish": "14 people were killed",
    "no polling as long as they are armed": "voting is impossible",
    "Why was the meeting put off?": "needed more time",
    "how many captives were set free": "prisoners",
    "total death toll of the war": "More than 4,000",
}


def ask(record: Path, question: str, limit: int = 3) -> list[Found]:
    return search(record, question, limit, lambda _: None)


@pytest.fixture(scope="module")
def searched(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example record that was searched once."""
    path = tmp_path_factory.mktemp("searched") / "searched.db"
    copyfile(example, path)
    ask(path, "who won")
    return path


def test_other_words_come_nearer_than_other_things() -> None:
    """A sentence is nearer to one that says the same in other words than to one that shares its words and means another thing."""
    one, same, other = map(
        shipped(),
        (
            "The rebels agreed to stop fighting in the north.",
            "The insurgents pledged a halt to hostilities in the northern region.",
            "The north agreed to stop imports of wheat.",
        ),
    )
    near, far = likeness(one, np.array([same, other]))
    assert near > far + 0.2


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_a_meaning(text: str) -> None:
    """Any text, an empty one too, has 384 whole numbers of which the largest is 127, the same ones every time."""
    vector = shipped()(text)
    assert vector.shape == (WIDTH,)
    assert vector.dtype == np.int8
    assert np.abs(vector.astype(int)).max() == 127
    assert np.array_equal(vector, shipped()(text))


def test_long_texts_are_cut() -> None:
    """What stands behind the last piece that the encoder takes makes no difference."""
    told = "talks " * LONGEST
    assert np.array_equal(shipped()(told), shipped()(told + "and wheat"))


def test_likeness_is_a_cosine() -> None:
    """A vector is wholly like itself, wholly unlike its opposite, and comparing with none gives nothing."""
    one = shipped()("The envoy left.")
    assert likeness(one, np.array([one, -one])).tolist() == [1.0, -1.0]
    assert likeness(one, np.zeros((0, WIDTH), np.int8)).tolist() == []


def test_checksums_and_size() -> None:
    """The folder holds what its list of checksums names and nothing else, and both encoders together stay under the limit."""
    lines = FOLDER.joinpath("SHA256SUMS").read_text().splitlines()
    listed = {name: checksum for checksum, name in (line.split("  ") for line in lines)}
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in FOLDER.iterdir() if p.name != "SHA256SUMS"}
    assert found == listed
    both = (FOLDER, files("dragoman.language").joinpath("weights"))
    assert sum(len(p.read_bytes()) for folder in both for p in folder.iterdir()) <= LIMIT


@pytest.mark.parametrize("question", sorted(ASKED))
def test_questions_find_other_words(searched: Path, question: str) -> None:
    """A question that shares hardly a word with what was told finds it among the first five."""
    assert ASKED[question] in " ".join(s.evidence.quote for hit in ask(searched, question, 5) for s in hit.sources)


def test_hits_walk_back_to_the_words(searched: Path) -> None:
    """Every wording found is a quote of its report, and its claim is in one of the entries named."""
    record = store.open_record(searched)
    holds = {entry.id: entry.claims for entry in record.entries}
    found = ask(searched, "Did the army leave the town?", 8)
    assert len(found) == 8
    assert [hit.near for hit in found] == sorted((hit.near for hit in found), reverse=True)
    for hit in found:
        assert all(s.evidence.matches(record.filed[s.evidence.report].report.text) for s in hit.sources)
        assert all(any(s.claim in holds[entry] for entry in hit.entries) for s in hit.sources)


def test_entries_are_shown_once(searched: Path) -> None:
    """No entry is in two hits, however many claims it has."""
    named = [entry for hit in ask(searched, "elections in the north", 20) for entry in hit.entries]
    assert len(named) == len(set(named))


def test_only_new_claims_are_weighed(tmp_path: Path) -> None:
    """A second search makes no vectors, one after a build only those of the new reports, and one in new order finds the same."""
    few = sorted(REPORTS.rglob("*.txt"))[:4]
    records = [tmp_path / "a.db", tmp_path / "b.db"]
    ticks: list[list[int]] = []
    for record, files_ in zip(records, (few, few[::-1]), strict=True):
        for part in (files_[:2], files_):
            run.build(part, run.Settings(record=record))
            ticks.append([])
            search(record, "elections", 3, ticks[-1].append)
    search(records[0], "elections", 3, ticks[0].append)
    assert ticks[0]
    assert all(len(t) == t[0] for t in ticks)
    assert len(ticks[0]) + len(ticks[1]) == len(ticks[2]) + len(ticks[3])
    assert ask(records[0], "elections", 9) == ask(records[1], "elections", 9)


def test_rereading_forgets_vectors(tmp_path: Path) -> None:
    """A report that the same reader files anew lacks its vectors again, so that none outlives the words that it stands for."""
    record = tmp_path / "r.db"
    run.build(sorted(REPORTS.rglob("*.txt"))[:1], run.Settings(record=record))
    ask(record, "elections")
    with Store(record, write=True) as kept:
        assert meanings.count_lacking(kept) == 0
        ((reader,),) = kept.db.execute("SELECT reader FROM reading")
        (filed,) = kept.filed().values()
        claims = [w.claim for w in kept.witnesses({filed.report.id: filed})]
        kept.file(filed, claims, (), reader)
        assert meanings.count_lacking(kept) == sum(not c.id.startswith("actor:") for c in claims)


def test_records_of_before_are_searched(example: Path, tmp_path: Path) -> None:
    """A record that was written before there were vectors is brought up to date by its first search."""
    old = tmp_path / "old.db"
    copyfile(example, old)
    with Store(old, write=True) as kept:
        kept.db.execute("DROP TABLE meaning")
        kept.db.execute("DROP TABLE band")
        kept.db.execute("ALTER TABLE block DROP COLUMN asks")
        kept.db.execute("PRAGMA user_version = 2")
    assert ask(old, "who won the vote")


def test_command(searched: Path) -> None:
    """`search` prints a line for each hit, JSON on request, and ends with exit code 2 where nothing is asked."""
    told = CliRunner().invoke(main, ["search", str(searched), "Who won the ballot?", "--limit", "4"])
    assert told.exit_code == 0
    assert len(told.output.splitlines()) == 5
    found = json.loads(CliRunner().invoke(main, ["search", str(searched), "Who won the ballot?", "--json"]).output)
    assert len(found) == 10
    assert {"near", "when", "sources", "entries"} == set(found[0])
    assert CliRunner().invoke(main, ["search", str(searched), " "]).exit_code == 2
