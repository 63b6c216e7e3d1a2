"""Whether two actor claims name one actor."""

from dragoman.ground.who.words import is_adjective_of
from dragoman.model import Actor, ActorClaim, Judgement, Witness
from dragoman.resolve.parties import is_one
from dragoman.resolve.sameness.points import judged


def judge_actors(a: Witness, b: Witness) -> Judgement | None:
    """Whether two actor claims name one actor: by the registry, else by spelling where kind and country allow it."""
    one, other = _actor(a), _actor(b)
    if one.id == other.id:
        by = "the spelling" if one.id.startswith("~") else "the registry"
        return judged(a, b, "same", "actor", (f"one name by {by}", 1.0))
    adjective = _adjective_of(one, other)
    if not adjective and not is_one(one.id, other.id):
        return None
    if {one.kind, other.kind} == {"person", "group"}:  # a group is what a report tells no more of
        return judged(a, b, "unsure", "actor", ("alike in spelling, but one is told as a group", 0.5))
    if (one.kind == "person") != (other.kind == "person"):
        return judged(a, b, "different", "actor", ("one is a person, the other is not", None))
    if one.country and other.country and one.country != other.country:
        return judged(a, b, "unsure", "actor", ("alike in spelling, but of different countries", 0.5))
    return judged(a, b, "same", "actor", (adjective or f"{one.name} and {other.name} differ in spelling alone", 0.9))


def _adjective_of(one: Actor, other: Actor) -> str:
    """Why a state known by its people's adjective alone is one that another report names; empty where it is not."""
    if one.kind != "state" or other.kind != "state" or not (one.id.startswith("~") and other.id.startswith("~")):
        return ""
    pairs = ((one.name, other.name), (other.name, one.name))
    return next((f"{form} is the adjective of {state}" for form, state in pairs if is_adjective_of(form, state)), "")


def _actor(w: Witness) -> Actor:
    if not isinstance(w.claim.body, ActorClaim):
        raise TypeError(f"{w.claim.id} is no actor claim")
    return w.claim.body.actor
