"""Points for two tellings in two reports of an act of which neither names a party: their stories say whose it is."""

from collections.abc import Iterator

from dragoman.model import Witness
from dragoman.resolve.moments import apart, bounded, length
from dragoman.resolve.sameness.across import number
from dragoman.resolve.sameness.likening import beside, by_weekday, word_for_act
from dragoman.resolve.sameness.points import Point
from dragoman.resolve.sameness.recurring import RECURRING, is_in_same_words, is_one_count, is_one_day_and_place, is_one_story
from dragoman.resolve.sameness.stories import story
from dragoman.resolve.sameness.telling import event_of
from dragoman.resolve.settings import setting


def bare(a: Witness, b: Witness) -> Iterator[Point]:
    """The word for the act, what else their sentences say, and what the reports have in common as a whole."""
    yield word_for_act(a, b, "bare")
    yield _dates(a, b)
    if is_one_day_and_place(a, b):
        yield setting("bare", "there"), "on one day in one place"
    yield number(a, b)
    words = beside(a, b)
    yield setting("bare", "words") * words, f"{words:.0%} of the other words of their sentences are the same"
    near, most = setting("bare", "story") * (story(a, b) - setting("bare", "story_floor")), setting("bare", "story_most")
    yield max(-most, min(most, near)), "the reports tell one story" if near > 0 else "the reports tell two stories"


def _dates(a: Witness, b: Witness) -> Point:
    """What days can say against it."""
    one, other = (bounded(event_of(w).when, event_of(w).modality, w) for w in (a, b))
    if days := apart(one, other):
        return setting("bare", "near_miss"), f"their dates lie {days} days apart"
    if length(one) and length(other):
        return 0.0, ""
    if (known := by_weekday(a, b)) is not None:
        return min(known, (0.0, ""))
    if event_of(a).type in RECURRING and not (is_in_same_words(a, b) or is_one_count(a, b) or is_one_story(a, b)):
        is_far = apart(a.filed.published, b.filed.published) > setting("events", "loose_days")
        return setting("bare", "undated_far" if is_far else "undated"), "no date ties acts that recur"
    return 0.0, ""
