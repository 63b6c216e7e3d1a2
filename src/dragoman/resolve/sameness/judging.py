"""One explained decision on a pair of claims: whether they tell one thing."""

from dragoman.model import ActorClaim, Body, Commitment, Event, Judgement, Kind, Statement, Witness
from dragoman.resolve.sameness.actors import judge_actors
from dragoman.resolve.sameness.clashes import clash
from dragoman.resolve.sameness.commitments import judge_commitments
from dragoman.resolve.sameness.events import judge_events
from dragoman.resolve.sameness.statements import judge_statements

_JUDGES = {"event": judge_events, "statement": judge_statements, "commitment": judge_commitments, "actor": judge_actors}
_KINDS: dict[type[Body], Kind] = {Event: "event", Statement: "statement", Commitment: "commitment", ActorClaim: "actor"}


def judge(a: Witness, b: Witness) -> Judgement | None:
    """Whether two claims tell one thing, with the reason; `None` where there is plainly nothing to say.

    Depends on the pair alone, and not on its order.
    """
    kind = kind_of(a)
    if kind != kind_of(b) or a.claim.id == b.claim.id:
        return None
    first, last = sorted((a, b), key=lambda w: w.claim.id)
    return _JUDGES[kind](first, last)


def forbids(a: Witness, b: Witness) -> bool:
    """Whether what two claims of one kind tell forbids that they are one, as far apart as they may be."""
    if kind_of(a) == "event":
        return bool(clash(a, b))
    found = judge(a, b)
    return found is not None and found.verdict == "different"


def kind_of(w: Witness) -> Kind:
    """The kind of a claim."""
    return _KINDS[type(w.claim.body)]
