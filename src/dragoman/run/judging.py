"""What a person decides: checked, appended, and folded in at once."""

import datetime as dt
from pathlib import Path

import msgspec

from dragoman.model import Judgement
from dragoman.run.actors import use_kept
from dragoman.store import Store
from dragoman.store.folding import fold

PAIRS = {"same", "different"}
SINGLES = {"right", "wrong", "set"}


def judge(record: Path, judgement: Judgement) -> int:
    """Append a person's judgement to a record and fold; the number by which it can be undone.

    `ValueError` says what is missing: a reason, a name, a verdict, the claims, or a claim that the record does not hold.
    """
    with Store(record, write=True) as store:
        _check(store, judgement)
        at = judgement.at or dt.datetime.now(dt.UTC).replace(microsecond=0)
        with store.transaction():
            number = store.judge(msgspec.structs.replace(judgement, at=at, claims=tuple(sorted(judgement.claims))))
        use_kept(store)
        fold(store, judgement.claims)
    return number


def undo(record: Path, number: int) -> None:
    """Take a judgement back and fold. `ValueError` where none of this number holds."""
    with Store(record, write=True) as store:
        judged = dict(store.persons()).get(number)
        if judged is None:
            raise ValueError(f"no judgement {number} holds; list them with: dragoman judgements {record}")
        with store.transaction():
            store.undo(number)
        use_kept(store)
        fold(store, judged.claims)


def _check(store: Store, judgement: Judgement) -> None:
    if not judgement.why.strip() or not judgement.by.strip():
        raise ValueError("a judgement needs a reason (why) and a name (by)")
    wanted = 2 if judgement.verdict in PAIRS else 1 if judgement.verdict in SINGLES else 0
    if not wanted or len(set(judgement.claims)) != wanted:
        raise ValueError("same and different need two claims; right, wrong and set need one")
    missing = [c for c in judgement.claims if not store.has_claim(c)]
    if missing:
        raise ValueError(f"the record has no claim {missing[0]}; list claims with: dragoman why RECORD ENTRY")
