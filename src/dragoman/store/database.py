"""The SQLite file: how it is opened and locked, and the ordered steps that bring an old file up to date.

RecordError
├── NotARecordError   the file is not one of ours, or there is none
└── RecordBusyError   another process is writing to it
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

# "drgm" in ASCII: marks the file as a record, so that no other SQLite file is taken for one.
APPLICATION_ID = 0x6472676D

# Kilobytes of pages kept in memory while writing. Keys and ids fall anywhere in their tables: with SQLite's two megabytes a fold
# writes the same pages to disk again and again, and waits for the disk each time.
CACHE = 65_536


class RecordError(Exception):
    """Something is wrong with a record file."""


class NotARecordError(RecordError):
    """The file is not a record of dragoman."""


class RecordBusyError(RecordError):
    """Another process is writing to the record."""


def _first(db: sqlite3.Connection) -> None:
    """Reports as filed, claims, coverage, failures, judgements of persons; and what is derived from them."""
    _run(
        db,
        """
        CREATE TABLE reading (
            number INTEGER PRIMARY KEY,
            report TEXT NOT NULL,
            reader TEXT NOT NULL,
            filed BLOB NOT NULL,
            is_current INTEGER NOT NULL,
            is_folded INTEGER NOT NULL,
            UNIQUE (report, reader)
        );
        CREATE INDEX reading_open ON reading (is_folded, is_current);
        CREATE TABLE origin (report TEXT NOT NULL, origin TEXT NOT NULL, PRIMARY KEY (report, origin)) WITHOUT ROWID;
        CREATE TABLE claim (
            reading INTEGER NOT NULL REFERENCES reading (number),
            id TEXT NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (id, reading)
        ) WITHOUT ROWID;
        CREATE INDEX claim_reading ON claim (reading);
        CREATE TABLE coverage (reading INTEGER NOT NULL REFERENCES reading (number), body BLOB NOT NULL);
        CREATE INDEX coverage_reading ON coverage (reading);
        CREATE TABLE failure (origin TEXT PRIMARY KEY, body BLOB NOT NULL);
        CREATE TABLE judgement (number INTEGER PRIMARY KEY, body BLOB NOT NULL, is_undone INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE block (key TEXT NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (key, claim)) WITHOUT ROWID;
        CREATE INDEX block_claim ON block (claim);
        CREATE TABLE edge (one TEXT NOT NULL, other TEXT NOT NULL, verdict TEXT NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY (one, other)) WITHOUT ROWID;
        CREATE INDEX edge_other ON edge (other);
        CREATE TABLE entry (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE member (claim TEXT PRIMARY KEY, entry TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX member_entry ON member (entry);
        CREATE TABLE provenance (reader TEXT PRIMARY KEY, body BLOB NOT NULL);
        """,
    )


def _run(db: sqlite3.Connection, script: str) -> None:
    """Run the statements of a step one by one: `executescript` would commit the open transaction."""
    for statement in script.split(";"):
        db.execute(statement)


def _second(db: sqlite3.Connection) -> None:
    """The files of the user's actors that the latest build had, in their order."""
    db.execute("CREATE TABLE actors (number INTEGER PRIMARY KEY, name TEXT NOT NULL, body TEXT NOT NULL)")


def _third(db: sqlite3.Connection) -> None:
    """What claims mean, as vectors; filled by the first search. An encoder that ships anew comes with a step that empties it."""
    _run(
        db,
        """
        CREATE TABLE meaning (reading INTEGER NOT NULL REFERENCES reading (number), claim TEXT NOT NULL, vector BLOB NOT NULL,
            PRIMARY KEY (reading, claim)) WITHOUT ROWID
        """,
    )


def _fourth(db: sqlite3.Connection) -> None:
    """Whether a claim asks by a key or only answers by it; by what versions of a report are found. All is folded anew."""
    db.execute("ALTER TABLE block ADD COLUMN asks INTEGER NOT NULL DEFAULT 1")
    db.execute("CREATE TABLE band (band INTEGER NOT NULL, report TEXT NOT NULL, PRIMARY KEY (band, report)) WITHOUT ROWID")
    db.execute("UPDATE reading SET is_folded = 0 WHERE is_current")


def _fold_anew(db: sqlite3.Connection) -> None:
    """Claims have other keys than an older dragoman gave them: all is folded anew."""
    db.execute("UPDATE reading SET is_folded = 0 WHERE is_current")


# Ordered; a step, once released, never changes. `user_version` counts those that were applied.
MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first, _second, _third, _fourth, _fold_anew, _fold_anew)


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open a record, bring it up to date, and keep it locked while it is written to.

    Raises NotARecordError where there is no record at `path` and none may be made, RecordBusyError where it is locked.
    """
    if not write and not path.is_file():
        raise NotARecordError(f"{path}: there is no such record. Make one with: dragoman build REPORTS... --record {path}")
    try:
        db = sqlite3.connect(path, timeout=0 if write else 5, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise RecordError(f"{path}: {error}. Is there such a folder, and may you write in it?") from error
    try:
        _check(db, path, write=write)
        if write:
            # Kept until the connection closes: a second build is told so at once, and a kill at any moment rolls back.
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute(f"PRAGMA cache_size = -{CACHE}")
            db.execute("BEGIN EXCLUSIVE")
            _migrate(db)
            db.execute("COMMIT")
    except sqlite3.OperationalError as error:
        db.close()
        if "locked" in str(error):
            raise RecordBusyError(f"{path}: another dragoman is writing to this record. Wait until it has finished.") from error
        raise RecordError(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        db.close()
        raise NotARecordError(f"{path}: this file is not a record of dragoman. Name another file.") from error
    except RecordError:
        db.close()
        raise
    return db


def _check(db: sqlite3.Connection, path: Path, *, write: bool) -> None:
    (mark,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    # An empty file may become a record, but nothing can be read from it.
    if mark != APPLICATION_ID and (tables or not write):
        raise NotARecordError(f"{path}: this database is not a record of dragoman. Name another file.")
    if version > len(MIGRATIONS):
        raise RecordError(f"{path}: this record was written by a newer dragoman. Upgrade with: pip install --upgrade dragoman")


def _migrate(db: sqlite3.Connection) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    for step in MIGRATIONS[version:]:
        step(db)
    if version < len(MIGRATIONS):
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
