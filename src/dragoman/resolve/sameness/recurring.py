"""Whether two tellings say which act they mean, where acts of their kind recur."""

from dragoman.model import When, Witness
from dragoman.resolve.moments import apart, length
from dragoman.resolve.parties import is_covered, shared, ties
from dragoman.resolve.places import is_close
from dragoman.resolve.quantities import agree, far_off, is_near
from dragoman.resolve.sameness.clashes import common_parties, is_of_war, parties_of
from dragoman.resolve.sameness.stories import is_news, story
from dragoman.resolve.sameness.telling import event_of, naming
from dragoman.resolve.settings import setting
from dragoman.resolve.terms import dice, joined, listed, stems

RECURRING = frozenset({"CONSULT", "ASSAULT", "PROTEST", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "MOBILIZE", "COERCE", "AID"})
BEYOND = 3  # words in common beside the one for the act from which clauses by themselves tell that acts that recur are one
SIDES = 2  # parties that make a meeting


def recurs(a: Witness, b: Witness) -> bool:
    """Whether one of them is of a kind of which there are many: meetings, attacks, demands."""
    return bool({event_of(a).type, event_of(b).type} & RECURRING)


def is_recognisable(a: Witness, b: Witness) -> bool:
    """Whether two reports say which act they mean: what recurs and names nobody is known by words, a number, or day and place.

    A day that is only that of the report says nothing of when people were killed. A small number does only beside the day.
    """
    one, other = event_of(a), event_of(b)
    if not recurs(a, b) or is_one_count(a, b) or is_in_same_words(a, b):
        return True
    if is_one_story(a, b) and (one.type != "ASSAULT" or _is_one_news(a, b)):
        return True
    if not (is_told_day(one.when) and is_told_day(other.when)):
        return False
    limits = setting("events", "telling_number"), setting("events", "number_factor")
    return is_one_day_and_place(a, b) or agree(one.numbers, other.numbers) or is_near(one.numbers, other.numbers, *limits)


def is_in_same_words(a: Witness, b: Witness) -> bool:
    """Whether reports of the same days tell an act in much the same words, and more of them than name it and whom.

    What killed is told in the same words day by day: they do not say which it was, unless it was in one city.
    """
    is_there = is_close(event_of(a).where, event_of(b).where)
    if not is_timely(a, b) or (not is_there and (is_with_dead(a) or is_with_dead(b))):
        return False
    return len(own_words(a) & own_words(b)) > BEYOND and likeness(a, b) >= setting("events", "like_share")


def is_standing(a: Witness, b: Witness) -> bool:
    """Whether both tell, without any date, of one who mediates between the same parties: that goes on, and is one effort."""
    one, other = event_of(a), event_of(b)
    if {one.type, other.type} != {"CONSULT"} or one.when.is_known or other.when.is_known or len(common_parties(a, b)) < SIDES:
        return False
    told = ties(a.filed, b.filed)
    is_named = all(listed("talks", "mediation") & set(stems(naming(w)[1])) for w in (a, b))
    return is_named and bool(shared(one.mediators, other.mediators, told)) and is_covered(parties_of(a), parties_of(b), told)


def is_one_story(a: Witness, b: Witness) -> bool:
    """Whether two reports of the same days have so much in common as a whole that what they tell by one word is one act."""
    return is_timely(a, b) and story(a, b) >= setting("events", "story_sure")


def _is_one_news(a: Witness, b: Witness) -> bool:
    """Whether both reports open with an act, of no longer time (what a week cost is no news of a day) and not of other numbers."""
    one, other = event_of(a), event_of(b)
    is_of_days = max(length(e.when) or 0 for e in (one, other)) <= setting("events", "tight_days")
    is_other = far_off(one.numbers, other.numbers, setting("events", "number_factor"))
    return is_of_days and not is_other and is_news(a) and is_news(b)


def is_timely(a: Witness, b: Witness) -> bool:
    """Whether two reports can be of the same days."""
    return apart(a.filed.published, b.filed.published) <= setting("events", "news_days")


def is_one_count(a: Witness, b: Witness) -> bool:
    """Whether both tell one number that is no small one: in news of the same days, or as what a whole war has cost."""
    is_of_one = (is_of_war(a) and is_of_war(b)) or apart(a.filed.published, b.filed.published) <= setting("omission", "days")
    return is_of_one and agree(event_of(a).numbers, event_of(b).numbers, setting("events", "telling_number"))


def is_one_day_and_place(a: Witness, b: Witness) -> bool:
    """Whether both tell the day of the act, and one place."""
    one, other = event_of(a), event_of(b)
    return is_told_day(one.when) and is_told_day(other.when) and is_close(one.where, other.where)


def is_told_day(when: When) -> bool:
    """Whether words tell the day, and it is not taken from the day of the report."""
    return length(when) == 1 and not (when.edtf or "").endswith(("~", "?"))


def is_with_dead(w: Witness) -> bool:
    """Whether the sentence that tells a fight tells how many it killed."""
    if event_of(w).type != "ASSAULT":
        return False
    span = w.claim.trigger.span
    sentence = w.filed.text.sentence_of(span) or span
    return bool(listed("counted", "tolls") & set(stems(sentence.of(w.filed.report.text))))


def own_words(w: Witness) -> frozenset[str]:
    """Content words of a claim's evidence without the names of its parties."""
    names = frozenset().union(*(stems(actor) for actor in parties_of(w)))
    return joined(e.quote for e in w.claim.evidence) - names


def likeness(a: Witness, b: Witness) -> float:
    """The share of own words that two tellings have in common. Words that stand in both tellings at once say nothing."""
    ours = {e.report: e.span for e in a.claim.evidence}
    if any(e.report in ours and ours[e.report].overlaps(e.span) for e in b.claim.evidence):
        return 0.0
    return dice(own_words(a), own_words(b))
