"""Whether two statement claims tell one utterance."""

import re

from dragoman.model import Judgement, Statement, Witness
from dragoman.resolve.moments import apart, bounded
from dragoman.resolve.parties import shared, ties
from dragoman.resolve.points import judged
from dragoman.resolve.settings import setting
from dragoman.resolve.terms import content, dice, held

_LONG = 5  # content words from which the shorter of two wordings may be a cut of the longer
_VERBATIM = 4  # words from which a quotation is known again by its letters
_REPRINTED = 3  # days within which outlets print one quotation, each dated by its own report


def judge_statements(a: Witness, b: Witness) -> Judgement | None:
    """Whether two statement claims tell one utterance: a speaker in common, dates that meet, and the words."""
    one, other = _statement(a), _statement(b)
    if not shared(one.speakers, other.speakers, ties(a.filed, b.filed)):
        return None
    mine, theirs = content(one.content.quote), content(other.content.quote)
    likeness = dice(mine, theirs)
    if min(len(mine), len(theirs)) >= _LONG:
        likeness = max(likeness, held(mine, theirs))
    if likeness < setting("statements", "unsure"):
        return None
    days = apart(bounded(one.when, "occurred", a), bounded(other.when, "occurred", b))
    if days > (_REPRINTED if _is_verbatim(one, other) else 0):
        return judged(a, b, "different", "statement", ("the dates do not meet", None))
    reason = f"one speaker, and {likeness:.0%} of the words are the same", round(likeness, 2)
    return judged(a, b, "same" if likeness >= setting("statements", "same") else "unsure", "statement", reason)


def _is_verbatim(one: Statement, other: Statement) -> bool:
    """Whether both give the same words in quotation marks."""
    mine, theirs = (re.findall(r"\w+", s.content.quote.casefold()) for s in (one, other))
    return one.quoted and other.quoted and mine == theirs and len(mine) >= _VERBATIM


def _statement(w: Witness) -> Statement:
    if not isinstance(w.claim.body, Statement):
        raise TypeError(f"{w.claim.id} is no statement")
    return w.claim.body
