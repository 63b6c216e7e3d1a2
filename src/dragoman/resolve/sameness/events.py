"""Whether two event claims tell one act."""

from collections.abc import Iterator

from dragoman.model import Judgement, Witness
from dragoman.resolve.parties import is_covered, ties
from dragoman.resolve.sameness.across import across
from dragoman.resolve.sameness.bare import bare
from dragoman.resolve.sameness.clashes import clash, common_parties, parties_of, principals, shares_name
from dragoman.resolve.sameness.points import Point, decide, judged, total
from dragoman.resolve.sameness.recurring import is_recognisable
from dragoman.resolve.sameness.telling import event_of
from dragoman.resolve.sameness.within import within
from dragoman.resolve.settings import setting

SAID = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})


def judge_events(a: Witness, b: Witness) -> Judgement | None:
    """Whether two event claims tell one act: `different` where something forbids it, else by points."""
    if forbidden := clash(a, b):
        return judged(a, b, "different", "event", (forbidden, None)) if _is_near(a, b) else None
    topic = _topic(a, b)
    if topic == "bare" and not is_recognisable(a, b):
        return None
    return decide(a, b, _RULES[topic], _points(a, b, topic), (setting(topic, "same"), setting(topic, "unsure")))


def closeness(a: Witness, b: Witness) -> float | None:
    """By how many points two event claims lie above (or below) what makes them one act; `None` where something forbids it."""
    if clash(a, b):
        return None
    topic = _topic(a, b)
    return total(_points(a, b, topic)) - setting(topic, "same")


_RULES = {"events": "event", "bare": "event", "within": "event-within", "within-bare": "event-within"}


def _topic(a: Witness, b: Witness) -> str:
    """Which points count: of two reports or of one, and whether any party says whose act it is."""
    if a.claim.report == b.claim.report:
        return "within" if principals(event_of(a)) or principals(event_of(b)) else "within-bare"
    return "events" if parties_of(a) or parties_of(b) or common_parties(a, b) else "bare"


def _points(a: Witness, b: Witness, topic: str) -> Iterator[Point]:
    if topic == "events":
        return across(a, b)
    return bare(a, b) if topic == "bare" else within(a, b)


def _is_near(a: Witness, b: Witness) -> bool:
    """Whether the two are so like that their difference is worth a word: one kind of act, one word for it, the same parties."""
    one, other = event_of(a), event_of(b)
    mine, theirs = principals(one), principals(other)
    if one.type != other.type or not mine or not theirs or not shares_name(a, b):
        return False
    return is_covered(mine, theirs, ties(a.filed, b.filed))
