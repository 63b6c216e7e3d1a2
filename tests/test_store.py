"""The record on disk: safe against kills, second writers, foreign files and re-runs."""

import multiprocessing
import os
import random
import signal
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import resolve, run, store
from dragoman.export import export
from dragoman.lexicon.load import table
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
    Witness,
    claim_id,
    encode,
)
from dragoman.store import Store
from dragoman.store.folding import fold, most_claims
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


def _grown(told: Sequence[tuple[Filed, list[Claim]]], seed: int, step: int) -> tuple[bytes, bytes]:
    """The judgements and entries of reports that come in some order and some batches, one of them at first without its claims."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    order = draw.sample(told, len(told))
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "r.db", write=True) as held:
        held.file(order[-1][0], (), (), "first")
        while order:
            for filed, claims in order[: (some := draw.randrange(1, len(told)))]:
                held.file(filed, claims, (), "second")
            order = order[some:]
            fold(held, step=step)
        found = held.record()
    return encode(found.judgements), encode(found.entries)


def _at_once(told: Sequence[tuple[Filed, list[Claim]]]) -> tuple[bytes, bytes]:
    judgements, entries = resolve.entries([Witness(claim, filed) for filed, claims in told for claim in claims])
    return encode(judgements), encode(entries)


@given(st.integers(0, 10**6), st.integers(1, 9), st.integers(1, 6))
@settings(max_examples=8, deadline=None)
def test_growing_gives_what_building_at_once_gives(example: Path, seed: int, step: int, frequent: int) -> None:
    """In any order and batches, and wherever keys become frequent: the judgements and entries of all at once, byte for byte."""
    record = store.open_record(example)
    told = [(filed, [c for c in record.claims.values() if c.report == i]) for i, filed in [*record.filed.items()][::2]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(table("rules")["blocking"], "frequent", 2 * frequent)
        patch.setitem(table("rules")["blocking"], "frequent_wide", frequent)
        most_claims.cache_clear()
        assert _grown(told, seed, step) == _at_once(told)
    most_claims.cache_clear()


def _told_by_many(number: int, told_as: Sequence[str]) -> tuple[Filed, list[Claim]]:
    """A report of its own on an actor, in one of these spellings; every fifth is taken over by the next, with a line before it."""
    draw = random.Random(number - (number % 5 == 1))  # noqa: S311 - no secret
    words = " ".join(draw.choice("abcdefgh") * draw.randrange(2, 9) for _ in range(90))
    named = told_as[draw.randrange(len(told_as)) if number % 11 == 0 else 0]
    id_ = "united-states" if named == "United States" else "~" + named.casefold().replace(" ", "-")
    text = f"{'Taken over. ' * (number % 5 == 1)}The {named} spoke. {words}."
    name, at = f"report-{number}", text.index(named)
    parts = Text((Part(0, len(text), "body"),), (Span(0, len(text)),))
    filed = Filed(report=Report(id=name, text=text), text=parts, published=Published(), signature=resolve.sign(text))
    quote = Evidence(name, at, at + len(named), named)
    actor = Actor(id=id_, name=named, kind="state" if id_[0] != "~" else "group", country="USA" if number % 7 else "")
    sure = 0.9 if number % 3 else 0.6
    made = Claim(
        id=claim_id(name, "actor", quote.span, 0),
        report=name,
        body=ActorClaim(actor),
        trigger=quote,
        evidence=(quote,),
        rule="test",
        confidence=sure,
    )
    return filed, [made]


@pytest.mark.parametrize("told_as", [["United States"], ["Amber League"], ["Amber League", "Ambar League", "Amber Leagua"]])
@given(seed=st.integers(0, 10**6), step=st.integers(1, 60))
@settings(max_examples=6, deadline=None)
def test_an_actor_of_many_reports_grows_as_if_folded_anew(told_as: Sequence[str], seed: int, step: int) -> None:
    """An entry of very many reports, copies among them, that takes in what is fresh is the entry of all at once."""
    told = [_told_by_many(number, told_as) for number in range(120)]
    assert _grown(told, seed, step) == _at_once(told)


def test_spellings_that_very_many_use_are_one() -> None:
    """Two spellings of a name, each told by more reports than make a key frequent, are one actor, whatever order they came in."""
    told = [_told_by_many(number, ["Amber League"]) for number in range(100)]
    told += [_told_by_many(number, ["Ambar League"]) for number in range(100, 190)]
    judgements, entries = resolve.entries([Witness(claim, filed) for filed, claims in told for claim in claims])
    assert [entry.reports for entry in entries] == [190]
    assert len(judgements) < 2 * len(told)  # each with the smallest of its own, and these with one another
    assert _grown(told, 5, 20) == (encode(judgements), encode(entries))


def test_an_actor_outside_the_registry_stays_one() -> None:
    """More reports than make a spelling's keys frequent name somebody whom no registry knows: one entry, not one for each."""
    told = [_told_by_many(number, ["Amber League"]) for number in range(120)]
    entries = resolve.entries([Witness(claim, filed) for filed, claims in told for claim in claims])[1]
    assert [entry.reports for entry in entries] == [120]


def test_keys_of_an_older_version_are_forgotten(tmp_path: Path, example: Path) -> None:
    """A record that an older version folded by other keys is folded anew as soon as anything is."""
    told = store.open_record(example)
    with Store(tmp_path / "r.db", write=True) as held:
        _keep(held, told, 1, "first")
        fold(held)
        held.db.execute("DELETE FROM edge")
        held.db.execute("UPDATE block SET key = 'old|' || key")
        held.db.execute("DROP TABLE band")
        held.db.execute("ALTER TABLE block DROP COLUMN asks")
        held.db.execute("PRAGMA user_version = 3")
    with Store(tmp_path / "r.db", write=True) as held:
        fold(held)
        again = held.record()
    assert (again.judgements, again.entries) == (told.judgements, told.entries)
