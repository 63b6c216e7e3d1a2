"""Versions of a text among the reports of a record, and actors whom very many of its reports name."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Sequence

from dragoman import resolve
from dragoman.model import Entry, Filed, Witness, decode, encode


class Crowds:
    """The entries of a record that are grown instead of folded again."""

    def __init__(self, db: sqlite3.Connection, witness: Callable[[str], Witness], filed: Callable[[str], Filed]) -> None:
        self.db = db
        self.witness = witness
        self.filed = filed

    def note(self, reports: Iterable[str]) -> None:
        """Keep by what versions of these reports are found."""
        rows = ((band, report) for report in reports for band in _bands(self.filed(report)))
        self.db.executemany("INSERT OR IGNORE INTO band (band, report) VALUES (?, ?)", rows)

    def grow(self, first: str, fresh: Sequence[str], *, is_settled: bool) -> bool:
        """Take fresh claims, in order of id, into the entry that the first claim is in; false where it must be folded."""
        query = "SELECT body FROM entry JOIN member ON entry = id WHERE claim = ?"
        row = self.db.execute(query, (first,)).fetchone()
        entry = decode(row[0], Entry) if row else None
        if entry is None or not resolve.is_crowd(entry):
            return False
        told = [self.witness(claim) for claim in fresh]
        new = {w.claim.report for w in told if not self._tells(w.claim.report, entry.id)}
        versions = [self.filed(report) for report in sorted(self._versions(entry.id, new))]
        made = resolve.grown(entry, self.witness(first), told, versions, new, is_settled=is_settled)
        if made is None:
            return False
        self.db.execute("UPDATE entry SET body = ? WHERE id = ?", (encode(made), entry.id))
        self.db.executemany("INSERT INTO member VALUES (?, ?)", ((claim, entry.id) for claim in fresh))
        return True

    def _versions(self, entry: str, fresh: set[str]) -> set[str]:
        """Fresh reports, and those that tell the entry and are versions of them, directly or through others."""
        reached, queue = set(fresh), sorted(fresh)
        while queue:
            report = self.filed(queue.pop())
            for other in self._near(report) - reached:
                if self._tells(other, entry) and resolve.copies(report, self.filed(other)):
                    reached.add(other)
                    queue.append(other)
        return reached

    def _near(self, filed: Filed) -> set[str]:
        """Reports that may be versions of one."""
        found = (self.db.execute("SELECT report FROM band WHERE band = ?", (band,)) for band in _bands(filed))
        return {report for rows in found for (report,) in rows}

    def _tells(self, report: str, entry: str) -> bool:
        query = """
            SELECT 1 FROM reading JOIN claim ON reading = number JOIN member ON member.claim = claim.id
            WHERE report = ? AND is_current AND entry = ?
        """
        return self.db.execute(query, (report, entry)).fetchone() is not None


def _bands(filed: Filed) -> list[int]:
    """The bands of a signature as numbers; that two are one number by chance does no harm, for the texts are compared."""
    digests = (hashlib.blake2b(band.encode(), digest_size=8).digest() for band in resolve.bands(filed))
    return [int.from_bytes(digest, "big", signed=True) for digest in digests]
