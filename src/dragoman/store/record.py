"""What is kept and how it is read back."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from dragoman.model import (
    Claim,
    Commitment,
    Coverage,
    Entry,
    Failure,
    Filed,
    Judgement,
    Record,
    Report,
    Statement,
    Witness,
    decode,
    encode,
)
from dragoman.store.database import RecordError, connect


class Store:
    """An open record. One that is opened for writing holds the only lock until it is closed."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self.path = path
        self.db = connect(path, write=write)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what happens inside is kept together, or not at all where the process ends in it."""
        self.db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def read(self, report: str, reader: str) -> Report | None:
        """The report as this reader has read it; none where it has not."""
        query = "SELECT filed FROM reading WHERE report = ? AND reader = ? AND is_current"
        row = self.db.execute(query, (report, reader)).fetchone()
        return decode(row[0], Filed).report if row else None

    def file(self, filed: Filed, claims: Iterable[Claim], coverage: Iterable[Coverage], reader: str) -> None:
        """Keep a reading. It replaces older readings of the report in folding; they stay for comparison."""
        report = filed.report.id
        self.db.execute("UPDATE reading SET is_current = 0, is_folded = 0 WHERE report = ? AND is_current", (report,))
        self.db.execute(
            "DELETE FROM claim WHERE reading IN (SELECT number FROM reading WHERE report = ? AND reader = ?)", (report, reader)
        )
        self.db.execute(
            "DELETE FROM coverage WHERE reading IN (SELECT number FROM reading WHERE report = ? AND reader = ?)", (report, reader)
        )
        self.db.execute(
            "DELETE FROM meaning WHERE reading IN (SELECT number FROM reading WHERE report = ? AND reader = ?)", (report, reader)
        )
        self.db.execute("DELETE FROM reading WHERE report = ? AND reader = ?", (report, reader))
        number = self.db.execute(
            "INSERT INTO reading (report, reader, filed, is_current, is_folded) VALUES (?, ?, ?, 1, 0)",
            (report, reader, encode(filed)),
        ).lastrowid
        self.db.executemany("INSERT INTO claim (reading, id, body) VALUES (?, ?, ?)", ((number, c.id, encode(c)) for c in claims))
        self.db.executemany("INSERT INTO coverage (reading, body) VALUES (?, ?)", ((number, encode(c)) for c in coverage))
        self.note_origins(report, filed.report.origins)

    def note_origins(self, report: str, origins: Iterable[str]) -> None:
        """Note where a report came from; the same bytes from two places are one report with two origins."""
        self.db.executemany("INSERT OR IGNORE INTO origin (report, origin) VALUES (?, ?)", ((report, o) for o in origins))
        self.db.executemany("DELETE FROM failure WHERE origin = ?", ((o,) for o in origins))

    def note_failure(self, failure: Failure) -> None:
        """Keep a failure; a later failure of the same origin takes its place."""
        self.db.execute("INSERT OR REPLACE INTO failure (origin, body) VALUES (?, ?)", (failure.origin, encode(failure)))

    def forget_failures(self, origin: str) -> None:
        """Forget what failed at this path or below it: it is about to be walked again, and what still fails is noted anew."""
        inside = "origin = ?1 OR substr(origin, 1, length(?1) + 1) IN (?1 || '/', ?1 || '#')"
        self.db.execute(f"DELETE FROM failure WHERE {inside}", (origin,))  # noqa: S608 - a constant of ours

    def note_provenance(self, reader: str, provenance: dict[str, str]) -> None:
        """Keep what a reader rests on."""
        self.db.execute("INSERT OR IGNORE INTO provenance (reader, body) VALUES (?, ?)", (reader, encode(provenance)))

    def keep_actors(self, files: Iterable[tuple[str, str]]) -> None:
        """Keep the user's files of actors, name and text, in the place of those that earlier builds had."""
        with self.transaction():
            self.db.execute("DELETE FROM actors")
            self.db.executemany("INSERT INTO actors (name, body) VALUES (?, ?)", files)

    def actors(self) -> list[tuple[str, str]]:
        """The user's files of actors that the latest build had: name and text, in their order."""
        return [(name, text) for name, text in self.db.execute("SELECT name, body FROM actors ORDER BY number")]

    def judge(self, judgement: Judgement) -> int:
        """Append a person's judgement; its number is what undoes it."""
        return self.db.execute("INSERT INTO judgement (body) VALUES (?)", (encode(judgement),)).lastrowid or 0

    def undo(self, number: int) -> bool:
        """Take a person's judgement back; it stays in the file, marked. False where there is none of this number."""
        return self.db.execute("UPDATE judgement SET is_undone = 1 WHERE number = ? AND NOT is_undone", (number,)).rowcount > 0

    def has_claim(self, claim: str) -> bool:
        """Whether a current reading holds this claim."""
        query = "SELECT 1 FROM claim JOIN reading ON number = reading WHERE is_current AND id = ?"
        return self.db.execute(query, (claim,)).fetchone() is not None

    def persons(self) -> list[tuple[int, Judgement]]:
        """Judgements of persons that hold, with their numbers."""
        rows = self.db.execute("SELECT number, body FROM judgement WHERE NOT is_undone ORDER BY number")
        return [(number, decode(body, Judgement)) for number, body in rows]

    def filed(self) -> dict[str, Filed]:
        """Every report as last read, by id, with all its origins."""
        origins: dict[str, list[str]] = {}
        for report, origin in self.db.execute("SELECT report, origin FROM origin ORDER BY report, origin"):
            origins.setdefault(report, []).append(origin)
        rows = self.db.execute("SELECT report, filed FROM reading WHERE is_current ORDER BY report")
        return {report: _with_origins(decode(body, Filed), origins.get(report, [])) for report, body in rows}

    def witnesses(self, filed: dict[str, Filed]) -> Iterator[Witness]:
        """Every claim of a current reading, in id order, with the report that makes it."""
        query = "SELECT claim.body FROM claim JOIN reading ON number = reading WHERE is_current ORDER BY claim.id"
        for (body,) in self.db.execute(query):
            claim = decode(body, Claim)
            told = filed[claim.report]
            yield Witness(_of_one_report(claim, told.report.id), told)

    def record(self) -> Record:
        """The whole record as a value."""
        filed = self.filed()
        rules = [decode(body, Judgement) for (body,) in self.db.execute("SELECT body FROM edge ORDER BY one, other")]
        claims = {w.claim.id: w.claim for w in self.witnesses(filed)}
        entries = self.db.execute("SELECT body FROM entry ORDER BY id")
        return Record(
            filed=filed,
            claims=claims,
            judgements=(*rules, *(judgement for _, judgement in self.persons())),
            entries=tuple(_with_body_of(decode(body, Entry), claims) for (body,) in entries),
            coverage=self._coverage(),
            failures=tuple(decode(body, Failure) for (body,) in self.db.execute("SELECT body FROM failure ORDER BY origin")),
            provenance=self._provenance(),
        )

    def _coverage(self) -> tuple[Coverage, ...]:
        query = "SELECT body FROM coverage JOIN reading ON number = reading WHERE is_current ORDER BY report, coverage.rowid"
        return tuple(decode(body, Coverage) for (body,) in self.db.execute(query))

    def _provenance(self) -> dict[str, str]:
        query = "SELECT body FROM provenance WHERE reader IN (SELECT reader FROM reading WHERE is_current) ORDER BY reader"
        return {key: value for (body,) in self.db.execute(query) for key, value in decode(body, dict[str, str]).items()}


def open_record(path: Path) -> Record:
    """The record in this file, for reading only."""
    with Store(path) as store:
        try:
            return store.record()
        except sqlite3.OperationalError as error:
            raise RecordError(f"{path}: {error}. Read its reports again with: dragoman build REPORTS... --record {path}") from error


def _of_one_report(claim: Claim, report: str) -> Claim:
    """The claim, all of whose words name their report by one and the same string: copies would take more room than the words."""
    body = claim.body
    own = [body.content] if isinstance(body, Statement) else [body.what] if isinstance(body, Commitment) else []
    for told in (claim, claim.trigger, *claim.evidence, *own):
        msgspec.structs.force_setattr(told, "report", report)
    return claim


def _with_body_of(entry: Entry, claims: dict[str, Claim]) -> Entry:
    """The entry; one that a single claim tells in the same way shares its body."""
    only = claims.get(entry.claims[0]) if len(entry.claims) == 1 else None
    return msgspec.structs.replace(entry, body=only.body) if only and only.body == entry.body else entry


def _with_origins(filed: Filed, origins: list[str]) -> Filed:
    report = msgspec.structs.replace(filed.report, origins=tuple(origins))
    return msgspec.structs.replace(filed, report=report)
