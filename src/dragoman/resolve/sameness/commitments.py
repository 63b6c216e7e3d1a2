"""Whether two commitment claims tell one undertaking."""

import re
from collections.abc import Iterator

from dragoman.lexicon.load import table
from dragoman.model import Commitment, Judgement, When, Witness, meets
from dragoman.resolve.moments import apart, length, making
from dragoman.resolve.parties import is_covered, is_unnamed, shared, ties
from dragoman.resolve.sameness.clashes import head, is_anonymous
from dragoman.resolve.sameness.points import Point, decide, judged
from dragoman.resolve.sameness.recurring import RECURRING
from dragoman.resolve.settings import count, setting
from dragoman.resolve.terms import content, deeds, dice, listed, stems

_MADE = ("proposed", "agreed", "unknown")  # statuses told when an undertaking is made; all others come later


def judge_commitments(a: Witness, b: Witness) -> Judgement | None:
    """Whether two commitment claims tell one undertaking. Made or due at other times, it is a renewal: `different`."""
    one, other = _commitment(a), _commitment(b)
    if not shared(one.by, other.by, ties(a.filed, b.filed)) and not is_open_to(a, b):
        return None
    if clash := _clash(a, b):
        return judged(a, b, "different", "commitment", (clash, None))
    thresholds = setting("commitments", "same"), setting("commitments", "unsure")
    return decide(a, b, "commitment", _points(a, b), thresholds)


def _commitment(w: Witness) -> Commitment:
    if not isinstance(w.claim.body, Commitment):
        raise TypeError(f"{w.claim.id} is no commitment")
    return w.claim.body


def is_open_to(a: Witness, b: Witness) -> bool:
    """Whether the undertakers of one are told without a name ("the two sides") and may be those of the other.

    They may where those stand in its report, and both are the news of the same days.
    """
    nameless, named = sorted((a, b), key=lambda w: bool(_named(w)))
    present = tuple(actor.id for actor in nameless.filed.actors)
    sides = _named(named)
    return (
        not _named(nameless)
        and len(sides) > 1
        and _is_one_news(a, b)
        and len(shared(sides, present, ties(a.filed, b.filed))) == len(sides)
    )


def _named(w: Witness) -> tuple[str, ...]:
    return tuple(x for x in _commitment(w).by if not (is_unnamed(x) or is_anonymous(x) or _is_side(x)))


def _is_side(actor: str) -> bool:
    return actor.startswith("~") and head(actor) in listed("counted", "parties")


def _clash(a: Witness, b: Witness) -> str:
    one, other = _commitment(a), _commitment(b)
    if apart(_made(a), _made(b)) > setting("blocking", "slack_days"):
        return "they were made at different times"
    if not meets(one.due, other.due):
        return "they are due at different times"
    if one.issues and other.issues and not set(one.issues) & set(other.issues):
        return "they are about different issues"
    toward = [tuple(x for x in body.toward if not is_anonymous(x)) for body in (one, other)]
    if all(toward) and not shared(toward[0], toward[1], ties(a.filed, b.filed)):
        return "they are owed to different parties"
    return _other_term(a, b)


def _other_term(a: Witness, b: Witness) -> str:
    """Why two undertakings of one time are two: a whole and a term of it, or in one report two acts in other words."""
    if is_whole(a) != is_whole(b):
        return "one is an agreement as a whole, the other a term of its own"
    is_one_act = a.claim.report != b.claim.report or _commitment(a).act == _commitment(b).act
    if not is_one_act and dice(undertaken(a), undertaken(b)) < setting("commitments", "other_act"):
        return "one report tells two acts in other words"
    return ""


def _made(w: Witness) -> When:
    """When it was made, at the latest on the day of the report that tells it. What became of it is told any time after that."""
    body, published = _commitment(w), w.filed.published
    made = making(w.claim)
    if body.status not in _MADE and not made.is_known:
        return When(end=body.as_of.end or published.end)
    return made if made.end or not published.end else When(start=made.start, end=published.end)


def _points(a: Witness, b: Witness) -> Iterator[Point]:
    one, other = _commitment(a), _commitment(b)
    told = ties(a.filed, b.filed)
    common = shared(one.by, other.by, told)
    if not common:
        yield setting("commitments", "by_nobody"), "the undertakers of one are told without a name"
    elif len(common) >= 2 and is_covered(one.by, other.by, told):
        yield setting("commitments", "by_all"), f"{len(common)} parties in common"
    else:
        yield setting("commitments", "by_some"), "a party in common"
    if one.act and one.act == other.act:
        yield setting("commitments", "act"), f"both undertake to {one.act}" if one.act.islower() else "the same kind of act"
    if set(one.issues) & set(other.issues):
        yield setting("commitments", "issues"), "the same issue"
    yield from _times(a, b)
    yield from _wording(a, b)
    if a.claim.report == b.claim.report:
        yield setting("commitments", "within"), "one report"


def _is_timely(promise: Commitment, fate: Commitment) -> bool:
    """Whether one tells of a time between the making of the other and the day on which that was due."""
    if promise.status not in _MADE or fate.status in _MADE or not length(promise.due) or promise.made.start is None:
        return False
    told = fate.made if length(fate.made) else fate.as_of
    return bool(length(told)) and meets(told, When(start=promise.made.start, end=promise.due.end))


def _is_one_news(a: Witness, b: Witness) -> bool:
    """Whether two reports of the same days tell of it as it is made: the news of one day."""
    is_making = all(_commitment(w).status in _MADE for w in (a, b))
    days = [w.filed.published for w in (a, b)]
    return (
        a.claim.report != b.claim.report
        and is_making
        and all(d.end for d in days)
        and apart(*days) <= count("commitments", "news_days")
    )


def _wording(a: Witness, b: Witness) -> Iterator[Point]:
    words = dice(undertaken(a), undertaken(b))
    yield setting("commitments", "words") * words, f"{words:.0%} of their words are the same"
    if named := sorted(_proper(a) & _proper(b)):
        yield setting("commitments", "named"), f"both name {named[0].title()}"
    if is_whole(a) and is_whole(b):
        yield setting("commitments", "whole"), "both speak of an agreement as a whole"


def _times(a: Witness, b: Witness) -> Iterator[Point]:
    one, other = _commitment(a), _commitment(b)
    for topic, x, y in (("due", one.due, other.due), ("made", making(a.claim), making(b.claim))):
        if length(x) and length(y):
            yield setting("commitments", topic), f"{topic} at the same time"
    if _is_one_news(a, b):
        yield setting("commitments", "news"), "told in the same days"
    if _is_timely(one, other) or _is_timely(other, one):
        yield setting("commitments", "timely"), "what became of it is told of the time in which it was due"
    if {one.act, other.act} <= RECURRING and not (length(one.due) and length(other.due)):
        yield setting("commitments", "recurring"), "acts of this kind recur, and no date ties them"


def undertaken(w: Witness) -> frozenset[str]:
    """Content words of what is undertaken, without the names of who undertakes it; words for one deed or thing are one."""
    return deeds(_commitment(w).what.quote, _names(_commitment(w)))


def _proper(w: Witness) -> set[str]:
    """Names in what is undertaken, its first word and the parties put aside: a place, a body, an agreement."""
    words = re.findall(r"\w+", _commitment(w).what.quote)[1:]
    others = _names(_commitment(w)) | listed("undertaking", "calendar")
    return {word.casefold() for word in words if word[:1].isupper() and stems(word)[0] not in others}


def _names(body: Commitment) -> frozenset[str]:
    return frozenset(s for actor in body.by if not is_unnamed(actor) for s in stems(actor))


def is_whole(w: Witness) -> bool:
    """Whether an agreement is spoken of as a whole, without a term of its own."""
    body = _commitment(w)
    return not body.issues and content(_head(w)) - _names(body) <= listed("whole", "words")


def _head(w: Witness) -> str:
    """The words up to the one for its making or its fate, where they name an agreement; else all: there the term comes after."""
    body, trigger = _commitment(w), w.claim.trigger
    up_to = body.what.quote[: max(0, trigger.end - body.what.start)]
    named = up_to if body.status not in _MADE else trigger.quote
    nouns = str(table("en/sameness")["whole"]["nouns"]).split()
    return up_to if up_to and not set(nouns).isdisjoint(re.findall(r"\w+", named.casefold())) else body.what.quote
