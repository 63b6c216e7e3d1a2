"""Entries from claims and judgements, touching only what is new and its neighbours.

The store keeps what an all-at-once fold would compute on the way: the block keys of each claim, and the judgement on each
candidate pair. A new reading adds and removes keys and pairs; the components that they reach are folded again, and no other.
The result is that of `resolve.entries` over all claims, byte for byte.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman import resolve
from dragoman.model import Claim, Entry, Filed, Judgement, Witness, decode, encode
from dragoman.resolve.settings import count
from dragoman.store.crowds import Crowds
from dragoman.store.record import Store

Pair = tuple[str, str]


@cache
def most_claims() -> int:
    """More claims than this make any key frequent."""
    return max(count("blocking", "frequent"), count("blocking", "frequent_wide"))


class Change(NamedTuple):
    """Who held a key before a step and who holds it now, `won` in it; of a key that was and stays frequent, not all of them.

    `asking` are those who ask by it: of those who only answer no two are paired.
    """

    key: str
    before: set[str]
    now: set[str]
    won: set[str]
    asking: set[str]

    def pairs(self) -> Iterator[Pair]:
        """Pairs that the key ties now and did not before: with a fresh claim, or all where it is frequent no more."""
        if resolve.is_star(self.key):
            yield from self._star()
        elif not self.is_frequent():
            new = self.now if resolve.is_frequent(len(self.before), self.key) else self.now & self.won
            for one in sorted(new):
                met = self.now if one in self.asking else self.asking
                yield from ((one, other) if one < other else (other, one) for other in sorted(met) if other != one)

    def is_frequent(self) -> bool:
        """Whether so many hold it now that it ties nothing."""
        return not resolve.is_star(self.key) and resolve.is_frequent(len(self.now), self.key)

    def _star(self) -> Iterator[Pair]:
        """Pairs of the smallest claim with the fresh ones, or with all where it is smallest only now."""
        centre = min(self.now, default="")
        for other in sorted(self.now if self._is_moved() else self.now & self.won):
            if other != centre:
                yield centre, other

    def _is_moved(self) -> bool:
        """Whether another claim is the smallest now."""
        return min(self.now, default=None) != min(self.before, default=None)

    def outgrown(self) -> set[str]:
        """The claims that it tied before it became frequent, or before another claim was the smallest of its kind."""
        if resolve.is_star(self.key):
            return self.before if self._is_moved() else set()
        if resolve.is_for_all(self.key) and self.before - self.now:
            return self.before
        is_outgrown = resolve.is_frequent(len(self.now), self.key) and not resolve.is_frequent(len(self.before), self.key)
        return self.before if is_outgrown else set()


# Reports folded by one transaction: bounds memory whatever comes at once, and keeps neighbours together while they are decoded.
STEP = 500
# Claims and reports kept decoded while folding: bounds memory, and neighbours are mostly met again soon.
KEPT = 20_000
KEPT_REPORTS = 2_000


def fold(store: Store, touched: Iterable[str] = (), step: int = STEP) -> int:
    """Fold what new readings, and judgements on the `touched` claims, change; returns the number of entries.

    In steps of `step` reports, each all or nothing: a build that is killed goes on after the last one, and no entry shows where
    one step ended.
    """
    folding = Folding(store)
    with store.transaction():
        folding.begin()
        folding.take_out(set(touched))
    rows = store.db.execute("SELECT report FROM reading WHERE is_folded = 0 ORDER BY number").fetchall()
    for first in range(0, len(rows), step):
        with store.transaction():
            folding.take_in([report for (report,) in rows[first : first + step]])
    # the index of members has every entry, in a twentieth of the pages of the entries themselves
    (count,) = store.db.execute("SELECT count(DISTINCT entry) FROM member").fetchone()
    return int(count)


class Folding:
    """The folding of a store, step by step, each inside a transaction of its own.

    `frequent` are keys that were found to tie nothing: more claims that hold them change nothing, and they are not read again.
    """

    def __init__(self, store: Store) -> None:
        self.db = store.db
        self.persons = [judgement for _, judgement in store.persons()]
        self.witness = lru_cache(KEPT)(self._witness)
        self.filed = lru_cache(KEPT_REPORTS)(self._filed)
        self.crowds = Crowds(self.db, self.witness, self.filed)
        self.frequent: set[str] = set()
        self.judged = {claim for judgement in self.persons for claim in judgement.claims}

    def begin(self) -> None:
        """Forget what is derived where no reading is folded: an older dragoman may have left other keys."""
        if self.db.execute("SELECT 1 FROM reading WHERE is_folded AND is_current").fetchone() is None:
            for table in ("block", "edge", "entry", "member", "band"):
                self.db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own

    def take_out(self, touched: set[str]) -> None:
        """Bring all up to date with the readings that are no longer current, and with what was judged of the `touched` claims."""
        query = "SELECT id FROM reading JOIN claim ON reading = number WHERE is_folded = 0 AND is_current = 0 ORDER BY id"
        gone = list(dict.fromkeys(claim for (claim,) in self.db.execute(query)))
        self._step(gone, [], touched)
        self.db.execute("UPDATE reading SET is_folded = 1 WHERE is_folded = 0 AND is_current = 0")

    def take_in(self, reports: Sequence[str]) -> None:
        """Bring all up to date with the current readings of these reports, which are not folded."""
        query = "SELECT id FROM reading JOIN claim ON reading = number WHERE report = ? AND is_current ORDER BY id"
        fresh = [claim for report in reports for (claim,) in self.db.execute(query, (report,)).fetchall()]
        self.crowds.note(reports)
        self._step([], fresh, set())
        self.db.executemany("UPDATE reading SET is_folded = 1 WHERE report = ? AND is_current", ((r,) for r in reports))

    def _step(self, gone: Sequence[str], fresh: Sequence[str], touched: set[str]) -> None:
        """Keys, pairs and entries without the claims that are gone, and with the fresh ones."""
        lost = self._keys_of(gone)
        touched |= {*fresh, *self._forget(gone)}
        added = {claim: resolve.block(self.witness(claim)) for claim in fresh}
        self._stand_for_all(lost, added)
        self._remember(gone, added)
        won: dict[str, set[str]] = {}
        for claim, keys in added.items():
            for key in keys:
                won.setdefault(key, set()).add(claim)
        tying = [key for key in sorted({*lost, *(won.keys() - self.frequent)}) if not resolve.is_roll(key)]
        changes = [self._change(key, lost.get(key, set()), won.get(key, set())) for key in tying]
        self.frequent -= lost.keys()
        self.frequent |= {change.key for change in changes if change.is_frequent()}
        for pair in dict.fromkeys(pair for change in changes for pair in change.pairs()):
            touched |= self._judge(pair)
        for change in changes:
            touched |= self._drop(change.outgrown())
            touched -= self._grow(change)
        self._entries(touched, set(gone))

    def _stand_for_all(self, lost: dict[str, set[str]], added: dict[str, dict[str, bool]]) -> None:
        """Give the keys that the smallest of the claims alike holds to whoever is that now, and note who was."""
        won: dict[str, set[str]] = {}
        for claim, keys in added.items():
            for roll in filter(resolve.is_roll, keys):
                won.setdefault(roll, set()).add(claim)
        for roll in sorted({*filter(resolve.is_roll, lost), *won}):
            gone = lost.get(roll, set())
            query = "SELECT claim FROM block WHERE key = ? ORDER BY claim LIMIT ?"
            held = [claim for (claim,) in self.db.execute(query, (roll, len(gone) + 1))]
            before, now = min(held, default=""), min({*held, *won.get(roll, set())} - gone, default="")
            if before == now:
                continue
            if before and before not in gone:
                for key in resolve.for_all(resolve.block(self.witness(before))):
                    lost.setdefault(key, set()).add(before)
                    self.db.execute("DELETE FROM block WHERE key = ? AND claim = ?", (key, before))
            if now:
                added[now] = {**added.get(now, {}), **resolve.for_all(resolve.block(self.witness(now)))}

    def _grow(self, change: Change) -> set[str]:
        """Take claims on an actor whom many name into his entry; the claims that need no folding then."""
        first = min(change.now, default="")
        is_grown = (
            resolve.is_star(change.key) and first in change.before and change.before <= change.now and first not in change.won
        )
        if not is_grown or self._is_judged(change) or not self._is_alone(change):
            return set()
        is_grown = self.crowds.grow(first, sorted(change.won), is_settled=self._is_settled(change))
        return {first, *change.won} if is_grown else set()

    def _is_alone(self, change: Change) -> bool:
        """Whether nothing but the name ties its fresh claims: no spelling that so few share that it tells something."""
        keys = [key for key in sorted(self._keys_of(change.won)) if key != change.key and not resolve.is_roll(key)]
        return all(resolve.is_frequent(self._count(key), key) for key in keys)

    def _is_settled(self, change: Change) -> bool:
        """Whether the name was told so often before that once more says nothing of what the actor is called."""
        enough = resolve.ENOUGH + len(change.won)
        query = "SELECT count(*) FROM (SELECT 1 FROM block WHERE key = ? LIMIT ?)"
        rolls = [key for key in sorted(self._keys_of(change.won)) if resolve.is_roll(key)]
        return any(self.db.execute(query, (roll, enough)).fetchone() == (enough,) for roll in rolls)

    def _is_judged(self, change: Change) -> bool:
        """Whether a person judged a claim on this actor."""
        return any(self._has(change.key, claim) for claim in self.judged)

    def _has(self, key: str, claim: str) -> bool:
        return self.db.execute("SELECT 1 FROM block WHERE key = ? AND claim = ?", (key, claim)).fetchone() is not None

    def _keys_of(self, claims: Iterable[str]) -> dict[str, set[str]]:
        """These claims by the keys that they have."""
        found: dict[str, set[str]] = {}
        for claim in claims:
            for (key,) in self.db.execute("SELECT key FROM block WHERE claim = ?", (claim,)):
                found.setdefault(key, set()).add(claim)
        return found

    def _change(self, key: str, lost: set[str], won: set[str]) -> "Change":
        """Who holds a key now, and who did. Of a key that was and is frequent no more claims are read than show that."""
        if resolve.is_star(key):
            return self._star_change(key, lost, won)
        enough = most_claims() + len(won) + 1
        rows = self.db.execute("SELECT claim, asks FROM block WHERE key = ? LIMIT ?", (key, enough)).fetchall()
        held = {claim for claim, _ in rows}
        return Change(key, held - won | lost, held, won, {claim for claim, asks in rows if asks})

    def _star_change(self, key: str, lost: set[str], won: set[str]) -> "Change":
        """Who holds the key of one actor: only its smallest claim and what is fresh, unless another one is the smallest now."""
        query = "SELECT claim FROM block WHERE key = ? ORDER BY claim LIMIT ?"
        first = {claim for (claim,) in self.db.execute(query, (key, len(won) + 1))}
        few = Change(key, first - won | lost, first | won, won, set())
        if min(few.before, default=None) == min(few.now, default=None):
            return few
        held = {claim for (claim,) in self.db.execute("SELECT claim FROM block WHERE key = ?", (key,))}
        return Change(key, held - won | lost, held, won, set())

    def _forget(self, gone: Sequence[str]) -> set[str]:
        """Drop the pairs of claims that are gone; the claims that were paired with them."""
        met: set[str] = set()
        for claim in gone:
            rows = self.db.execute(
                "SELECT one, other FROM edge WHERE one = ?1 UNION SELECT one, other FROM edge WHERE other = ?1", (claim,)
            )
            met |= {end for pair in rows for end in pair}
            self.db.execute("DELETE FROM edge WHERE one = ?1 OR other = ?1", (claim,))
        return met.difference(gone)

    def _remember(self, gone: Sequence[str], added: dict[str, dict[str, bool]]) -> None:
        self.db.executemany("DELETE FROM block WHERE claim = ?", ((claim,) for claim in gone))
        rows = ((key, claim, asks) for claim, keys in added.items() for key, asks in sorted(keys.items()))
        self.db.executemany("INSERT INTO block (key, claim, asks) VALUES (?, ?, ?)", rows)

    def _judge(self, pair: Pair) -> set[str]:
        """Judge a pair and keep what is said; its claims where something is."""
        judgement = resolve.judge(self.witness(pair[0]), self.witness(pair[1]))
        if judgement is None:
            return set()
        self.db.execute("INSERT OR REPLACE INTO edge VALUES (?, ?, ?, ?)", (*pair, judgement.verdict, encode(judgement)))
        return set(pair)

    def _drop(self, held: set[str]) -> set[str]:
        """Drop pairs among these claims that no key ties any more; their claims."""
        touched: set[str] = set()
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
        query = "SELECT a.key FROM block a JOIN block b USING (key) WHERE a.claim = ? AND b.claim = ? AND (a.asks OR b.asks)"
        return any(self._ties(key, pair) for (key,) in self.db.execute(query, pair).fetchall())

    def _ties(self, key: str, pair: Pair) -> bool:
        """Whether a key that both hold ties them."""
        if not resolve.is_star(key):
            return key not in self.frequent and not resolve.is_frequent(self._count(key), key)
        (smallest,) = self.db.execute("SELECT min(claim) FROM block WHERE key = ?", (key,)).fetchone()
        return smallest in pair

    def _count(self, key: str) -> int:
        """How many claims hold a key; no more are counted than make it frequent."""
        query = "SELECT count(*) FROM (SELECT 1 FROM block WHERE key = ? LIMIT ?)"
        (count,) = self.db.execute(query, (key, most_claims() + 1)).fetchone()
        return int(count)

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
