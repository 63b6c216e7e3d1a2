"""Points for two tellings of an act in two reports, at least one of which names a party.

What reports on one process have in common says little of which of its acts they tell: parties, type and place are the same for
most. What their sentences say beside, the word for the act, a day told and what they open with tell acts apart.
"""

from collections.abc import Iterator

from dragoman.model import When, Witness
from dragoman.resolve.moments import AHEAD, apart, bounded, length
from dragoman.resolve.parties import is_covered, shared, ties
from dragoman.resolve.places import is_close, is_same_country
from dragoman.resolve.quantities import far_off
from dragoman.resolve.sameness.clashes import (
    MUTUAL,
    common_parties,
    is_of_one_course,
    parties_of,
    party_clash,
    place_clash,
)
from dragoman.resolve.sameness.doers import said_by_others
from dragoman.resolve.sameness.likening import beside, by_weekday, visit, word_for_act
from dragoman.resolve.sameness.points import Point
from dragoman.resolve.sameness.recurring import (
    SIDES,
    is_one_count,
    is_standing,
    is_timely,
    is_told_day,
    is_with_dead,
    likeness,
    recurs,
)
from dragoman.resolve.sameness.rows import orders
from dragoman.resolve.sameness.stories import is_news, story
from dragoman.resolve.sameness.telling import event_of
from dragoman.resolve.settings import setting


def across(a: Witness, b: Witness) -> Iterator[Point]:
    """What speaks for and against one act."""
    yield word_for_act(a, b, "events")
    yield _stage(a, b)
    yield visit(a, b, "events")
    yield _dates(a, b)
    yield _parties(a, b)
    yield _recipient(a, b)
    yield _place(a, b)
    yield number(a, b)
    yield _news(a, b)
    own, near = likeness(a, b), beside(a, b)
    yield setting("events", "words") * own, f"{own:.0%} of the words that tell them are the same"
    yield setting("events", "beside") * near, f"{near:.0%} of the other words of their sentences are the same"
    yield setting("events", "story") * story(a, b), "what the reports have in common"


def number(a: Witness, b: Witness) -> Point:
    """What numbers say: one that is no small one is seldom that of another act, and numbers far apart are seldom of one."""
    if is_one_count(a, b):
        return setting("events", "number"), "they tell the same number"
    if far_off(event_of(a).numbers, event_of(b).numbers, setting("events", "number_factor")):
        return setting("events", "other_number"), "they count far from as many of the same"
    return 0.0, ""


def _stage(a: Witness, b: Witness) -> Point:
    one, other = event_of(a).type, event_of(b).type
    if one == other:
        return 0.0, ""
    if is_of_one_course(a, b):
        return setting("events", "stage"), "they are told as stages of one act"
    return setting("events", "other_kind"), f"one is told as {one}, the other as {other}"


def _dates(a: Witness, b: Witness) -> Point:
    """What the days say; of acts that no days tie, how far apart the reports lie."""
    one, other = (bounded(event_of(w).when, event_of(w).modality, w) for w in (a, b))
    if days := apart(one, other):
        is_violent = event_of(a).type == event_of(b).type == "ASSAULT" and not _is_one_blow(a, b)
        return setting("events", "ranged" if is_violent else "near_miss"), f"their dates lie {days} days apart"
    if length(one) and length(other):
        return _same_time(a, b, (one, other))
    if (known := by_weekday(a, b)) is not None:
        return known
    if is_standing(a, b):
        return setting("events", "standing"), "a mediation that goes on"
    return _undated(a, b)


def _undated(a: Witness, b: Witness) -> Point:
    """What speaks against acts that no days tie where the reports lie far apart: those that recur, or that nothing else tells."""
    days = apart(a.filed.published, b.filed.published)
    if not (a.filed.published.is_known and b.filed.published.is_known):
        return setting("events", "unplaced"), "nothing tells whether they are of one time"
    if days <= setting("omission", "days"):
        return 0.0, ""
    is_told = all(length(event_of(w).when) or event_of(w).where or event_of(w).numbers or orders(w) for w in (a, b))
    if is_one_count(a, b) or (is_told and not recurs(a, b)):
        return 0.0, ""
    if days > setting("events", "loose_days"):
        return setting("events", "loose_far"), "no day ties them, and the reports lie months apart"
    return setting("events", "loose"), "no day ties them, and the reports lie weeks apart"


def _same_time(a: Witness, b: Witness, dates: tuple[When, When]) -> Point:
    """Points for dates that meet: the longer one says how much that tells."""
    one, other = dates
    lengths = [n for n in map(length, dates) if n]
    longest = max(lengths)
    if longest <= setting("events", "tight_days"):
        is_told = is_told_day(event_of(a).when) and is_told_day(event_of(b).when)
        return (setting("events", "day"), "the same day") if is_told else (setting("events", "about"), "about the same day")
    is_ranged = event_of(a).type == event_of(b).type == "ASSAULT" and min(lengths) <= setting("events", "tight_days")
    if is_ranged and (longest > setting("events", "loose_days") or not is_close(event_of(a).where, event_of(b).where)):
        return setting("events", "ranged"), "one is of a day, the other of a longer time"
    if longest <= setting("events", "loose_days"):
        return setting("events", "month"), "the same weeks"
    if event_of(a).modality in AHEAD and event_of(b).modality in AHEAD and one.end == other.end:
        return setting("events", "due"), f"both are due by {one.end}"
    return (setting("events", "year"), "the same year") if longest <= 366 else _undated(a, b)


def _parties(a: Witness, b: Witness) -> Point:
    common = common_parties(a, b)
    types = {event_of(a).type, event_of(b).type}
    if said_by_others(event_of(a), event_of(b), ties(a.filed, b.filed)):
        return setting("events", "said_other"), "two say it, each for itself"
    if other := party_clash(a, b):
        if types == {"CONSULT"}:
            return setting("events", "meeting_other"), other
        return setting("events", "parties_other" if common else "parties_none"), other
    if len(common) >= SIDES and is_covered(parties_of(a), parties_of(b), ties(a.filed, b.filed)):
        return setting("events", "parties_all"), f"{len(common)} parties in common"
    is_one_sided = len(common) == 1 and types <= MUTUAL and likeness(a, b) < setting("events", "side_share")
    if is_one_sided and ("CONSULT" in types or not _is_news_of_one(a, b)):
        return setting("events", "one_sided"), "one side alone in common, and few words"
    return setting("events", "parties_some") if common else 0.0, "a party in common"


def _is_news_of_one(a: Witness, b: Witness) -> bool:
    """Whether both reports of the same days open with an act of one side, and name nobody beside it.

    Whoever meets one side meets others in those days, but seldom makes two agreements that are both the news.
    """
    is_of_one = len(parties_of(a)) == len(parties_of(b)) == 1
    return is_of_one and is_news(a) and is_news(b) and is_timely(a, b)


def _recipient(a: Witness, b: Witness) -> Point:
    is_one = bool(shared(event_of(a).recipients, event_of(b).recipients, ties(a.filed, b.filed)))
    return setting("events", "recipient") if is_one else 0.0, "it is done to the same party"


def _place(a: Witness, b: Witness) -> Point:
    here, there = event_of(a).where, event_of(b).where
    if not here or not there:
        return 0.0, ""
    if is_close(here, there):
        return setting("events", "place"), f"both in {here.name}"
    if other := place_clash(a, b):
        return setting("events", "other_place"), other
    return setting("events", "country") if is_same_country(here, there) else 0.0, "the same country"


def _news(a: Witness, b: Witness) -> Point:
    """What it says that reports open with it: few acts are news at once, and of one place hardly two that killed."""
    opens = is_news(a) + is_news(b)
    if _is_one_blow(a, b):
        return setting("events", "news") + setting("events", "news_dead"), "both reports open with it and its dead"
    if opens == 2:
        return setting("events", "news"), "both reports open with it"
    return setting("events", "news_one") if opens else 0.0, "one of the reports opens with it"


def _is_one_blow(a: Witness, b: Witness) -> bool:
    """Whether both reports open with violence and its dead in one place."""
    return is_close(event_of(a).where, event_of(b).where) and all(is_news(w) and is_with_dead(w) for w in (a, b))
