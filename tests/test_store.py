"""The record on disk: safe against kills, second writers, foreign files and re-runs."""

import multiprocessing
import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from dragoman import run, store
from dragoman.export import export
from dragoman.model import Judgement
from dragoman.store import Store
from tests.conftest import REPORTS

FEW = sorted(REPORTS.rglob("*.txt"))[:3]


def _build_forever(path: Path) -> None:
    run.build([REPORTS], run.Settings(record=path))


def _files(record: Path, to: Path) -> dict[str, bytes]:
    export(store.open_record(record), to, "jsonl")
    return {p.name: p.read_bytes() for p in sorted(to.iterdir())}


def test_a_second_build_reads_nothing_again(tmp_path: Path) -> None:
    """Building again from the same files reads none of them and leaves the export as it was."""
    record = tmp_path / "r.db"
    first = run.build(FEW, run.Settings(record=record))
    before = _files(record, tmp_path / "a")
    second = run.build(FEW, run.Settings(record=record))
    assert (first.read, second.read, second.known) == (3, 0, 3)
    assert _files(record, tmp_path / "b") == before


def test_a_killed_build_is_finished_by_the_next(tmp_path: Path, example: Path) -> None:
    """A build that is killed at any moment leaves a file that the next build completes to the same bytes."""
    record = tmp_path / "r.db"
    process = multiprocessing.get_context("spawn").Process(target=_build_forever, args=(record,))
    process.start()
    while process.is_alive() and not record.exists():
        time.sleep(0.01)
    time.sleep(0.3)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    run.build([REPORTS], run.Settings(record=record))
    assert _files(record, tmp_path / "a") == _files(example, tmp_path / "b")


def test_two_builds_at_once_are_told_apart(tmp_path: Path) -> None:
    """A second writer gets a clear error at once, and the file stays whole."""
    record = tmp_path / "r.db"
    with Store(record, write=True), pytest.raises(store.RecordBusyError, match="another dragoman"):
        Store(record, write=True)
    with Store(record, write=True) as again:
        assert again.persons() == []


def test_foreign_files_are_refused(tmp_path: Path) -> None:
    """A text file and a foreign database are refused by name and left untouched."""
    text = tmp_path / "notes.txt"
    text.write_text("not a database, and long enough to be read as the header of one " * 20)
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as db:
        db.execute("CREATE TABLE t (x)")
    for path in (text, foreign):
        before = path.read_bytes()
        with pytest.raises(store.NotARecordError, match=path.name):
            Store(path, write=True)
        assert path.read_bytes() == before


def test_a_missing_record_is_named(tmp_path: Path) -> None:
    """Reading a record that is not there says how to make it."""
    with pytest.raises(store.NotARecordError, match="dragoman build"):
        store.open_record(tmp_path / "none.db")


def test_a_judgement_can_be_undone(tmp_path: Path) -> None:
    """An undone judgement no longer holds, and undoing it twice says so."""
    with Store(tmp_path / "r.db", write=True) as kept:
        number = kept.judge(Judgement(claims=("event:1",), verdict="wrong", by="ana", why="misread"))
        assert [n for n, _ in kept.persons()] == [number]
        assert kept.undo(number)
        assert not kept.undo(number)
        assert kept.persons() == []
