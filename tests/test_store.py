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
from dragoman.model import (
    Actor,
    ActorClaim,
    Claim,
    Evidence,
    Filed,
    Judgement,
    Part,
    Published,
    Record,
    Report,
    Span,
    Text,
    claim_id,
    encode,
)
from dragoman.store import Store
from dragoman.store.folding import fold
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


def _keep(held: Store, told: Record, share: int, reader: str) -> None:
    """File every report of a record with one of so many of its claims."""
    for filed in told.filed.values():
        own = [claim for claim in told.claims.values() if claim.report == filed.report.id]
        held.file(filed, own[::share], (), reader)


def test_steps_of_a_fold_do_not_show(tmp_path: Path, example: Path) -> None:
    """Folding a few reports at a time gives the judgements and entries of folding all."""
    told = store.open_record(example)
    with Store(tmp_path / "r.db", write=True) as held:
        _keep(held, told, 1, "first")
        fold(held, step=2)
        again = held.record()
    assert (again.judgements, again.entries) == (told.judgements, told.entries)


def test_what_is_read_no_more_is_folded_no_more(tmp_path: Path, example: Path) -> None:
    """A record read again with fewer claims is folded to what it had been, had they never been there."""
    told = store.open_record(example)
    with Store(tmp_path / "again.db", write=True) as held, Store(tmp_path / "once.db", write=True) as once:
        _keep(held, told, 1, "first")
        fold(held)
        _keep(held, told, 2, "second")
        _keep(once, told, 2, "second")
        fold(held, step=2)
        fold(once)
        assert (held.record().judgements, held.record().entries) == (once.record().judgements, once.record().entries)


def _naming(number: int) -> tuple[Filed, list[Claim]]:
    """A report that names one actor of the registry, and a claim of that."""
    text = f"The United States spoke for the time {number}."
    name = f"report-{number}"
    filed = Filed(
        report=Report(id=name, text=text), text=Text((Part(0, len(text), "body"),), (Span(0, len(text)),)), published=Published()
    )
    quote = Evidence(name, 4, 17, "United States")
    body = ActorClaim(Actor(id="united-states", name="United States", kind="state"))
    made = Claim(id=claim_id(name, "actor", quote.span, 0), report=name, body=body, trigger=quote, evidence=(quote,), rule="test")
    return filed, [made]


def test_an_actor_of_many_reports_is_one_in_any_order(tmp_path: Path) -> None:
    """More reports than make a key frequent name one actor, in any order and steps, and one is gone again: the same bytes."""
    named = [_naming(n) for n in range(100)]
    centre = min(claims[0].id for _, claims in named)  # with which all others are paired
    found = []
    for number, (order, step) in enumerate([(named, 500), (named[::-1], 7), ([*named[50:], *named[:50]], 30)]):
        with Store(tmp_path / f"{number}.db", write=True) as held:
            for filed, claims in order:
                held.file(filed, claims, (), "first")
            fold(held, step=step)
            told = held.record()
            for filed, claims in named:
                held.file(filed, [c for c in claims if c.id != centre], (), "second")
            fold(held, step=step)
            again = held.record()
        found.append([encode(x) for x in (told.judgements, told.entries, again.judgements, again.entries)])
        assert ([e.reports for e in told.entries], [e.reports for e in again.entries]) == ([100], [99])
    assert found[0] == found[1] == found[2]
