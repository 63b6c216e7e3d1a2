"""What claims mean, as vectors beside them: which still lack one, and what is told by those that come near a question."""

from collections.abc import Callable, Iterator

from dragoman.model import Claim, Entry, Filed, Witness, decode
from dragoman.store.record import Store

_LACKING = """
    FROM claim JOIN reading ON number = claim.reading LEFT JOIN meaning ON meaning.reading = number AND meaning.claim = claim.id
    WHERE is_current AND vector IS NULL AND claim.id NOT LIKE 'actor:%'
"""


def count_lacking(store: Store) -> int:
    """How many claims have no vector yet; those of actors never do. A record of an older dragoman lacks them all."""
    is_old = store.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meaning'").fetchone() is None
    query = "SELECT count(*) FROM claim" if is_old else f"SELECT count(*) {_LACKING}"
    (count,) = store.db.execute(query).fetchone()
    return int(count)


def keep(store: Store, vector: Callable[[Witness], bytes]) -> None:
    """Give a vector to every claim that lacks one. All or nothing."""
    with store.transaction():
        for reading, witness in _lacking(store):
            store.db.execute(
                "INSERT INTO meaning (reading, claim, vector) VALUES (?, ?, ?)", (reading, witness.claim.id, vector(witness))
            )


def _lacking(store: Store) -> Iterator[tuple[int, Witness]]:
    readings = store.db.execute(f"SELECT DISTINCT number {_LACKING} ORDER BY number").fetchall()
    for (reading,) in readings:
        (body,) = store.db.execute("SELECT filed FROM reading WHERE number = ?", (reading,)).fetchone()
        filed = decode(body, Filed)
        claims = f"SELECT claim.body {_LACKING} AND number = ? ORDER BY claim.id"
        for (claim,) in store.db.execute(claims, (reading,)).fetchall():
            yield reading, Witness(decode(claim, Claim), filed)


def kept(store: Store) -> list[tuple[str, bytes]]:
    """Claims of current readings that are in an entry, with their vectors, in id order."""
    query = """
        SELECT meaning.claim, vector FROM meaning JOIN reading ON number = reading JOIN member ON member.claim = meaning.claim
        WHERE is_current ORDER BY meaning.claim
    """
    return store.db.execute(query).fetchall()


def told(store: Store, claim: str) -> tuple[Witness, Entry]:
    """A claim of a current reading, with its report and the entry that it is in."""
    query = """
        SELECT claim.body, filed, entry.body FROM claim JOIN reading ON number = reading
        JOIN member ON member.claim = claim.id JOIN entry ON entry.id = member.entry WHERE is_current AND claim.id = ?
    """
    body, filed, entry = store.db.execute(query, (claim,)).fetchone()
    return Witness(decode(body, Claim), decode(filed, Filed)), decode(entry, Entry)
