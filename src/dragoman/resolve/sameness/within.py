"""Points for two tellings of an act in one report: taken up again ("the talks"), or told in headline, lede and text."""

from collections.abc import Iterator

from dragoman.model import Witness
from dragoman.resolve.moments import length
from dragoman.resolve.parties import is_covered, shared, ties
from dragoman.resolve.places import is_close
from dragoman.resolve.quantities import far_off
from dragoman.resolve.sameness.clashes import (
    common_parties,
    is_kindred,
    party_clash,
    place_clash,
    principals,
    shares_name,
)
from dragoman.resolve.sameness.likening import beside, visit, word_for_act
from dragoman.resolve.sameness.points import Point
from dragoman.resolve.sameness.recurring import likeness
from dragoman.resolve.sameness.stories import is_news
from dragoman.resolve.sameness.telling import event_of, manner
from dragoman.resolve.settings import setting
from dragoman.resolve.terms import listed, stems

_FAR = 2000  # characters beyond which nearness says nothing


def within(a: Witness, b: Witness) -> Iterator[Point]:
    """What speaks for and against one act."""
    first, later = sorted((a, b), key=lambda w: (w.claim.trigger.start, w.claim.id))
    one, other = event_of(first), event_of(later)
    is_toll = _is_toll(first, later)
    if is_toll:
        yield setting("within", "toll"), "one sentence tells the fight and its dead"
    yield word_for_act(first, later, "within")
    yield setting("within", "stage") if one.type != other.type else 0.0, "they are told as stages of one act"
    yield visit(a, b, "within")
    own, near = likeness(a, b), 0.0 if _sentence(a) == _sentence(b) else beside(a, b)
    yield setting("within", "words") * own, f"{own:.0%} of the words that tell them are the same"
    yield setting("within", "beside") * near, f"{near:.0%} of the other words of their sentences are the same"
    how = manner(later)
    # "his return" takes up no talks
    is_telling = how == "fresh" or (how == "definite" and (shares_name(a, b) or is_kindred(a, b)))
    yield setting("within", how) if is_telling else 0.0, f"the later is told as {how}"
    if is_news(first) or is_news(later):
        yield setting("within", "news"), "the report opens with it"
    yield _parties(first, later)
    yield _place(first, later)
    if far_off(one.numbers, other.numbers, setting("events", "number_factor")):
        yield setting("within", "other_number"), "they count far from as many of the same"
    if one.when.is_known and (one.when.start, one.when.end) == (other.when.start, other.when.end) and length(one.when) == 1:
        yield setting("within", "day"), "the same date"
    yield from _distance(first, later, is_toll=is_toll)


def _distance(first: Witness, later: Witness, *, is_toll: bool) -> Iterator[Point]:
    """One sentence seldom tells one act twice; the next one often does."""
    at = [_sentence(w) for w in (first, later)]
    if at[0] == at[1] and not is_toll:
        yield setting("within", "one_sentence"), "one sentence tells both"
    elif at[1] - at[0] == 1:
        yield setting("within", "next"), "the one sentence follows the other"
    distance = later.claim.trigger.start - first.claim.trigger.end
    yield setting("within", "near") * max(0.0, 1 - distance / _FAR), "they stand near each other"


def _sentence(w: Witness) -> int:
    return next((i for i, s in enumerate(w.filed.text.sentences) if s.holds(w.claim.trigger.span)), -1)


def _parties(first: Witness, later: Witness) -> Point:
    common = common_parties(first, later)
    if other := party_clash(first, later):
        return setting("within", "parties_other" if common else "parties_none"), other
    if not common:
        return 0.0, ""
    is_all = is_covered(principals(event_of(first)), principals(event_of(later)), ties(first.filed))
    return setting("within", "parties_all" if is_all else "parties_some"), "the same parties" if is_all else "a party in common"


def _place(first: Witness, later: Witness) -> Point:
    here, there = event_of(first).where, event_of(later).where
    if here and there and is_close(here, there):
        return setting("within", "place"), f"both in {here.name}"
    other = place_clash(first, later)
    return setting("within", "other_place") if other else 0.0, other


def _is_toll(first: Witness, later: Witness) -> bool:
    """Whether one sentence tells a violent act and what it cost: "clashed, and 14 people were killed"."""
    one, other = event_of(first), event_of(later)
    if one.type != "ASSAULT" or other.type != "ASSAULT" or _sentence(first) != _sentence(later):
        return False
    if one.actors and other.actors and not shared(one.actors, other.actors, ties(first.filed)):
        return False
    return any(event_of(w).numbers and _tells_dead(w) for w in (first, later))


def _tells_dead(w: Witness) -> bool:
    return bool(listed("counted", "tolls") & set(stems(w.claim.trigger.quote)))
