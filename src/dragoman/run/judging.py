"""What a person decides: checked, appended, and folded in at once."""

import datetime as dt
from pathlib import Path

import msgspec

from dragoman.model import Judgement, Record
from dragoman.resolve.folding.corrections import corrected
from dragoman.run.actors import use_kept
from dragoman.store import Store
from dragoman.store.folding import fold
from dragoman.views.lines import ACTOR_FIELDS
from dragoman.views.names import Names

PAIRS = {"same", "different"}
SINGLES = {"right", "wrong", "set"}


def judge(record: Path, judgement: Judgement) -> int:
    """Append a person's judgement to a record and fold; the number by which it can be undone.

    `ValueError` says what is missing or does not fit: a reason, a name, a verdict, the claims, a field, its value.
    """
    with Store(record, write=True) as store:
        _check(store, judgement)
        if judgement.verdict == "set":
            judgement = _settled(store.record(), judgement)
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


def _settled(record: Record, judgement: Judgement) -> Judgement:
    """A correction with actors by id, as claims have them; refused where there is no such field or the value does not fit it."""
    field, value = judgement.field, judgement.value
    if field in ACTOR_FIELDS:
        value = ", ".join(_actor(record, name.strip()) for name in value.split(",") if name.strip())
    corrected(record.claims[judgement.claims[0]].body, field, value)
    return msgspec.structs.replace(judgement, value=value)


def _actor(record: Record, name: str) -> str:
    """The id of the actor that goes by this id or exactly by this name."""
    names = Names(record)
    found = {id_ for id_ in names.entries if name.casefold() in {id_.casefold(), names.label(id_).casefold()}}
    if len(found) != 1:
        told = "several actors are" if found else "no actor is"
        raise ValueError(f"{told} called {name!r}; give an id from: dragoman show RECORD actors")
    return found.pop()
