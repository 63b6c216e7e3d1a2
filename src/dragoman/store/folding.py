"""Entries from claims and judgements, touching only what is new and its neighbours.

The store keeps what an all-at-once fold would compute on the way: the block keys of each claim, and the judgement on each
candidate pair. A new reading adds and removes keys and pairs; the components that they reach are folded again, and no other.
The result is that of `resolve.entries` over all claims, byte for byte.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from dragoman import resolve
from dragoman.model import Claim, Entry, Filed, Judgement, Witness, decode, encode
from dragoman.store.record import Store

Pair = tuple[str, str]

# Claims and reports kept decoded while folding: bounds memory, and neighbours are mostly met again soon.
KEPT = 20_000
KEPT_REPORTS = 500


def fold(store: Store, touched: Iterable[str] = ()) -> int:
    """Fold what new readings, and judgements on the `touched` claims, change. All or nothing; returns the number of entries."""
    with store.transaction():
        Folding(store).run(set(touched))
    (count,) = store.db.execute("SELECT count(*) FROM entry").fetchone()
    return int(count)


class Folding:
    """One fold of a store, inside a transaction of its own."""

    def __init__(self, store: Store) -> None:
        self.db = store.db
        self.persons = [judgement for _, judgement in store.persons()]
        self.witness = lru_cache(KEPT)(self._witness)
        self.filed = lru_cache(KEPT_REPORTS)(self._filed)

    def run(self, touched: set[str]) -> None:
        """Bring keys, pairs and entries up to date."""
        gone, fresh = self._ids(current=False), self._ids(current=True)
        keys = self._keys_of(gone)
        touched |= fresh | self._forget(gone)
        added = {claim: resolve.block(self.witness(claim)) for claim in sorted(fresh)}
        keys |= {key for found in added.values() for key in found}
        before = {key: self._holders(key) for key in sorted(keys)}
        self._remember(gone, added)
        for pair in sorted(self._new_pairs(before, fresh)):
            touched |= self._judge(pair)
        touched |= self._drop_frequent(before)
        self._entries(touched, gone)
        self.db.execute("UPDATE reading SET is_folded = 1 WHERE NOT is_folded")

    def _ids(self, *, current: bool) -> set[str]:
        """Claims of unfolded readings: those of current ones are fresh, those of replaced ones gone."""
        query = "SELECT id FROM claim JOIN reading ON number = reading WHERE NOT is_folded AND is_current = ?"
        return {claim for (claim,) in self.db.execute(query, (current,))}

    def _keys_of(self, claims: set[str]) -> set[str]:
        rows = (self.db.execute("SELECT key FROM block WHERE claim = ?", (claim,)) for claim in claims)
        return {key for found in rows for (key,) in found}

    def _holders(self, key: str) -> set[str]:
        return {claim for (claim,) in self.db.execute("SELECT claim FROM block WHERE key = ?", (key,))}

    def _forget(self, gone: set[str]) -> set[str]:
        """Drop the pairs of claims that are gone; the claims that were paired with them."""
        met: set[str] = set()
        for claim in gone:
            rows = self.db.execute(
                "SELECT one, other FROM edge WHERE one = ?1 UNION SELECT one, other FROM edge WHERE other = ?1", (claim,)
            )
            met |= {end for pair in rows for end in pair} - gone
            self.db.execute("DELETE FROM edge WHERE one = ?1 OR other = ?1", (claim,))
        return met

    def _remember(self, gone: set[str], added: dict[str, frozenset[str]]) -> None:
        self.db.executemany("DELETE FROM block WHERE claim = ?", ((claim,) for claim in gone))
        rows = ((key, claim) for claim, keys in added.items() for key in sorted(keys))
        self.db.executemany("INSERT INTO block (key, claim) VALUES (?, ?)", rows)

    def _new_pairs(self, before: dict[str, set[str]], fresh: set[str]) -> set[Pair]:
        """Pairs that a key ties now and did not before: with a fresh claim, or under a key that is frequent no more."""
        pairs: set[Pair] = set()
        for key, held in before.items():
            holders = self._holders(key)
            if resolve.is_frequent(len(holders), key):
                continue
            is_reopened = resolve.is_frequent(len(held), key)
            new = holders if is_reopened else holders & fresh
            pairs |= {(a, b) if a < b else (b, a) for a in new for b in holders if a != b}
        return pairs

    def _judge(self, pair: Pair) -> set[str]:
        """Judge a pair and keep what is said; its claims where something is."""
        judgement = resolve.judge(self.witness(pair[0]), self.witness(pair[1]))
        if judgement is None:
            return set()
        self.db.execute("INSERT OR REPLACE INTO edge VALUES (?, ?, ?, ?)", (*pair, judgement.verdict, encode(judgement)))
        return set(pair)

    def _drop_frequent(self, before: dict[str, set[str]]) -> set[str]:
        """Drop pairs that only keys grown frequent tied; their claims."""
        touched: set[str] = set()
        for key, held in before.items():
            if resolve.is_frequent(len(held), key) or not resolve.is_frequent(len(self._holders(key)), key):
                continue
            for pair in self._edges(held):
                if not self._is_tied(pair):
                    self.db.execute("DELETE FROM edge WHERE one = ? AND other = ?", pair)
                    touched |= set(pair)
        return touched

    def _edges(self, claims: set[str]) -> list[Pair]:
        """Judged pairs among these claims."""
        rows = ((claim, self.db.execute("SELECT other FROM edge WHERE one = ?", (claim,))) for claim in sorted(claims))
        return [(claim, other) for claim, found in rows for (other,) in found.fetchall() if other in claims]

    def _is_tied(self, pair: Pair) -> bool:
        query = "SELECT a.key FROM block a JOIN block b ON a.key = b.key WHERE a.claim = ? AND b.claim = ?"
        return any(not resolve.is_frequent(len(self._holders(key)), key) for (key,) in self.db.execute(query, pair))

    def _entries(self, touched: set[str], gone: set[str]) -> None:
        """Fold again the components that the touched claims are in."""
        live = {claim for claim in touched if self._is_live(claim)}
        reached = self._reach(live)
        self._delete_entries(reached | gone)
        held = self._judgements(reached)
        by_claim: dict[str, list[Judgement]] = {}
        for judgement in held:
            for claim in judgement.claims:
                by_claim.setdefault(claim, []).append(judgement)
        for group in resolve.components(reached, held):
            about = {id(j): j for claim in group for j in by_claim.get(claim, ())}
            self._insert(resolve.fold([self.witness(claim) for claim in group], list(about.values())))

    def _is_live(self, claim: str) -> bool:
        return self.db.execute("SELECT 1 FROM block WHERE claim = ?", (claim,)).fetchone() is not None

    def _reach(self, start: set[str]) -> set[str]:
        """All claims that `same` judgements of rules or persons tie to these, directly or through others."""
        ties: dict[str, set[str]] = {}
        for judgement in self.persons:
            if judgement.verdict == "same":
                one, other = judgement.claims
                ties.setdefault(one, set()).add(other)
                ties.setdefault(other, set()).add(one)
        reached, queue = set(start), sorted(start)
        while queue:
            claim = queue.pop()
            for other in {*self._same(claim), *(c for c in ties.get(claim, ()) if self._is_live(c))} - reached:
                reached.add(other)
                queue.append(other)
        return reached

    def _same(self, claim: str) -> Iterator[str]:
        same = "verdict = 'same'"
        query = f"SELECT other FROM edge WHERE one = ?1 AND {same} UNION SELECT one FROM edge WHERE other = ?1 AND {same}"  # noqa: S608
        return (other for (other,) in self.db.execute(query, (claim,)))

    def _judgements(self, claims: set[str]) -> list[Judgement]:
        """Judgements among these claims, persons' and rules', in a fixed order."""
        rows = (self.db.execute("SELECT other, body FROM edge WHERE one = ?", (claim,)) for claim in sorted(claims))
        ruled = [decode(body, Judgement) for found in rows for other, body in found if other in claims]
        return [*(j for j in self.persons if claims.issuperset(j.claims)), *ruled]

    def _delete_entries(self, claims: set[str]) -> None:
        for claim in claims:
            row = self.db.execute("SELECT entry FROM member WHERE claim = ?", (claim,)).fetchone()
            if row:
                self.db.execute("DELETE FROM entry WHERE id = ?", row)
                self.db.execute("DELETE FROM member WHERE entry = ?", row)

    def _insert(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self.db.execute("INSERT INTO entry VALUES (?, ?)", (entry.id, encode(entry)))
            self.db.executemany("INSERT INTO member VALUES (?, ?)", ((claim, entry.id) for claim in entry.claims))

    def _witness(self, claim: str) -> Witness:
        query = "SELECT body FROM claim JOIN reading ON number = reading WHERE id = ? AND is_current"
        (body,) = self.db.execute(query, (claim,)).fetchone()
        told = decode(body, Claim)
        return Witness(told, self.filed(told.report))

    def _filed(self, report: str) -> Filed:
        (body,) = self.db.execute("SELECT filed FROM reading WHERE report = ? AND is_current", (report,)).fetchone()
        return decode(body, Filed)
