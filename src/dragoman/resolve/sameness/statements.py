"""Whether two statement claims tell one utterance."""

import re

from dragoman.model import Judgement, Statement, Witness
from dragoman.resolve.moments import apart, bounded
from dragoman.resolve.parties import shared, ties
from dragoman.resolve.sameness.points import judged
from dragoman.resolve.settings import setting
from dragoman.resolve.terms import content, dice, held, stems

_LONG = 5  # content words from which the shorter of two wordings may be a cut of the longer
_NAME = re.compile(r"(?<![.!?:\"\u201c\u201d])(?<![.!?:\"\u201c\u201d]\s)(?<!^)\b[A-Z][\w-]*")
_VERBATIM = 4  # words from which a quotation is known again by its letters
_REPRINTED = 3  # days within which outlets print one utterance, dated by their own reports where no words tell its day


def judge_statements(a: Witness, b: Witness) -> Judgement | None:
    """Whether two statement claims tell one utterance: a speaker in common, dates that meet, and the words."""
    one, other = _statement(a), _statement(b)
    if not shared(one.speakers, other.speakers, ties(a.filed, b.filed)):
        return None
    likeness = _likeness(one, other, is_named=True)
    if min(likeness, _likeness(one, other, is_named=False)) < setting("statements", "unsure"):
        return None
    days = apart(bounded(one.when, "occurred", a), bounded(other.when, "occurred", b))
    is_loose = _is_verbatim(one, other) or not one.when.text or not other.when.text
    if days > (_REPRINTED if is_loose else 0):
        return judged(a, b, "different", "statement", ("the dates do not meet", None))
    reason = f"one speaker, and {likeness:.0%} of the words are the same", round(likeness, 2)
    return judged(a, b, "same" if likeness >= setting("statements", "same") else "unsure", "statement", reason)


def _likeness(one: Statement, other: Statement, *, is_named: bool) -> float:
    """The share of words in common, or of the shorter in the longer; without names, for of one man much is said."""
    mine, theirs = (content(s.content.quote) - (frozenset() if is_named else _names(s.content.quote)) for s in (one, other))
    if not mine or not theirs:
        return 1.0 if mine == theirs else 0.0
    likeness = dice(mine, theirs)
    return max(likeness, held(mine, theirs)) if min(len(mine), len(theirs)) >= _LONG else likeness


def _names(words: str) -> frozenset[str]:
    """Words written large inside a sentence, as stems."""
    return frozenset(s for m in _NAME.finditer(words) for s in stems(m[0]))


def _is_verbatim(one: Statement, other: Statement) -> bool:
    """Whether both give the same words in quotation marks."""
    mine, theirs = (re.findall(r"\w+", s.content.quote.casefold()) for s in (one, other))
    return one.quoted and other.quoted and mine == theirs and len(mine) >= _VERBATIM


def _statement(w: Witness) -> Statement:
    if not isinstance(w.claim.body, Statement):
        raise TypeError(f"{w.claim.id} is no statement")
    return w.claim.body
