"""The record on disk: one SQLite file, append-only claims and judgements, entries rebuilt by folding."""

from dragoman.store.database import NotARecordError, RecordBusyError, RecordError
from dragoman.store.record import Store, open_record

__all__ = ["NotARecordError", "RecordBusyError", "RecordError", "Store", "open_record"]
