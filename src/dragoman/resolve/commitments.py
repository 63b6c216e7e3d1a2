"""Whether two commitment claims tell one undertaking."""

from collections.abc import Iterator

from dragoman.model import Commitment, Judgement, When, Witness, meets
from dragoman.resolve.moments import apart, length
from dragoman.resolve.parties import is_covered, shared, ties
from dragoman.resolve.points import Point, decide, judged
from dragoman.resolve.settings import setting
from dragoman.resolve.terms import content, dice, listed, stems


def judge_commitments(a: Witness, b: Witness) -> Judgement | None:
    """Whether two commitment claims tell one undertaking. Made or due at other times, it is a renewal: `different`."""
    one, other = _commitment(a), _commitment(b)
    if not shared(one.by, other.by, ties(a.filed, b.filed)):
        return None
    if clash := _clash(a, b):
        return judged(a, b, "different", "commitment", (clash, None))
    thresholds = setting("commitments", "same"), setting("commitments", "unsure")
    return decide(a, b, "commitment", _points(a, b), thresholds)


def _commitment(w: Witness) -> Commitment:
    if not isinstance(w.claim.body, Commitment):
        raise TypeError(f"{w.claim.id} is no commitment")
    return w.claim.body


def _clash(a: Witness, b: Witness) -> str:
    one, other = _commitment(a), _commitment(b)
    if apart(_made(a), _made(b)) > setting("blocking", "slack_days"):
        return "they were made at different times"
    if not meets(one.due, other.due):
        return "they are due at different times"
    if one.issues and other.issues and not set(one.issues) & set(other.issues):
        return "they are about different issues"
    if one.toward and other.toward and not shared(one.toward, other.toward, ties(a.filed, b.filed)):
        return "they are owed to different parties"
    return ""


def _made(w: Witness) -> When:
    """When it was made, at the latest on the day of the report that tells it."""
    made, published = _commitment(w).made, w.filed.published
    return made if made.end or not published.end else When(start=made.start, end=published.end)


def _points(a: Witness, b: Witness) -> Iterator[Point]:
    one, other = _commitment(a), _commitment(b)
    told = ties(a.filed, b.filed)
    common = shared(one.by, other.by, told)
    if len(common) >= 2 and is_covered(one.by, other.by, told):
        yield setting("commitments", "by_all"), f"{len(common)} parties in common"
    else:
        yield setting("commitments", "by_some"), "a party in common"
    if one.act and one.act == other.act:
        yield setting("commitments", "act"), f"both undertake to {one.act}" if one.act.islower() else "the same kind of act"
    if set(one.issues) & set(other.issues):
        yield setting("commitments", "issues"), "the same issue"
    words = dice(undertaken(a), undertaken(b))
    yield setting("commitments", "words") * words, f"{words:.0%} of their words are the same"
    for topic, x, y in (("due", one.due, other.due), ("made", one.made, other.made)):
        if length(x) and length(y):
            yield setting("commitments", topic), f"{topic} at the same time"
    if is_whole(a) and is_whole(b):
        yield setting("commitments", "whole"), "both speak of an agreement as a whole"
    if a.claim.report == b.claim.report:
        yield setting("commitments", "within"), "one report"


def undertaken(w: Witness) -> frozenset[str]:
    """Content words of what is undertaken, without the names of who undertakes it."""
    body = _commitment(w)
    names = {s for actor in (*body.by, *body.toward) for s in stems(actor)}
    return content(body.what.quote) - names


def is_whole(w: Witness) -> bool:
    """Whether an agreement is spoken of as a whole, without a term of its own."""
    return not _commitment(w).issues and undertaken(w) <= listed("whole", "words")
