"""Whether two statement claims tell one utterance."""

from dragoman.model import Judgement, Statement, Witness, meets
from dragoman.resolve.moments import bounded
from dragoman.resolve.parties import shared
from dragoman.resolve.points import judged
from dragoman.resolve.settings import setting
from dragoman.resolve.terms import content, dice, held

_LONG = 5  # content words from which the shorter of two wordings may be a cut of the longer


def judge_statements(a: Witness, b: Witness) -> Judgement | None:
    """Whether two statement claims tell one utterance: a speaker in common, dates that meet, and the words."""
    one, other = _statement(a), _statement(b)
    if not shared(one.speakers, other.speakers):
        return None
    mine, theirs = content(one.content.quote), content(other.content.quote)
    likeness = dice(mine, theirs)
    if min(len(mine), len(theirs)) >= _LONG:
        likeness = max(likeness, held(mine, theirs))
    if likeness < setting("statements", "unsure"):
        return None
    if not meets(bounded(one.when, "occurred", a), bounded(other.when, "occurred", b)):
        return judged(a, b, "different", "statement", ("the dates do not meet", None))
    reason = f"one speaker, and {likeness:.0%} of the words are the same", round(likeness, 2)
    return judged(a, b, "same" if likeness >= setting("statements", "same") else "unsure", "statement", reason)


def _statement(w: Witness) -> Statement:
    if not isinstance(w.claim.body, Statement):
        raise TypeError(f"{w.claim.id} is no statement")
    return w.claim.body
