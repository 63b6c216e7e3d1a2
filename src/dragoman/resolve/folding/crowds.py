"""The entry of an actor whom very many reports name, grown without a look at all who named him before.

What it gives is that of folding all claims again, byte for byte, or nothing where only that would tell.
"""

from collections.abc import Collection, Sequence

import msgspec

from dragoman.model import Actor, ActorClaim, Claim, Entry, Filed, Witness
from dragoman.resolve.folding.bodies import ENOUGH, fold_actor, spelled_by
from dragoman.resolve.folding.independence import independent

_SURE = 0.99  # what so many sources make of it


def is_crowd(entry: Entry) -> bool:
    """Whether an entry is one that may be grown."""
    return entry.reports >= ENOUGH and entry.confidence == _SURE and isinstance(entry.body, ActorClaim)


def grown(
    entry: Entry, first: Witness, fresh: Sequence[Witness], versions: Collection[Filed], new: set[str], *, is_settled: bool
) -> Entry | None:
    """The entry with fresh claims, all later in order of id than its `first`; `None` where all its claims must be folded again.

    `new` are their reports that did not tell it before, `versions` these with all those of the entry that are copies or versions
    of them, directly or through others. It `is_settled` where the name is told so often that once more says nothing.
    """
    actor, more = _actor(first.claim), [_actor(w.claim) for w in fresh]
    is_plain = (is_settled or actor.name == _actor(entry).name) and all(_is_alike(one, actor) for one in more)
    added = _added(new, versions)
    if not is_plain or added is None:
        return None
    claims = tuple(sorted((*entry.claims, *(w.claim.id for w in fresh))))
    return msgspec.structs.replace(
        entry,
        body=ActorClaim(
            fold_actor(
                [_actor(entry), *(spelled_by(w.claim.report, one) for w, one in zip(fresh, more, strict=True))], _actor(entry)
            )
        ),
        claims=claims,
        reports=entry.reports + len(new),
        independent=entry.independent + added,
        why=entry.why.replace(str(len(entry.claims)), str(len(claims)), 1),
    )


def _added(reports: set[str], versions: Collection[Filed]) -> int | None:
    """By how many sources fresh reports are more; `None` where they show sources of before to be one."""
    before = independent([f for f in versions if f.report.id not in reports]) if len(versions) > len(reports) else []
    now = independent([*versions])
    if sum(not reports.issuperset(group) for group in now) < len(before):
        return None
    return len(now) - len(before)


def _is_alike(one: Actor, first: Actor) -> bool:
    """Whether an actor is told of as by the first claim: another name, country or sector may be the one that the entry takes."""
    return one.name == first.name and one.country in ("", first.country) and one.sector in ("", first.sector)


def _actor(told: Claim | Entry) -> Actor:
    if not isinstance(told.body, ActorClaim):
        raise TypeError(f"{told.id} is no actor")
    return told.body.actor
