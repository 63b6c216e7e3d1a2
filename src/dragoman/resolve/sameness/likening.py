"""What any two tellings of an act may have in common: the word for it, the other words of their sentences, a day of the week."""

from dragoman.model import Witness
from dragoman.resolve.moments import length
from dragoman.resolve.sameness.clashes import is_kindred, is_synonym, shares_name
from dragoman.resolve.sameness.points import Point
from dragoman.resolve.sameness.stories import sentence_words
from dragoman.resolve.sameness.telling import event_of, naming, told_weekday
from dragoman.resolve.settings import setting
from dragoman.resolve.terms import dice, stems


def word_for_act(a: Witness, b: Witness, topic: str) -> Point:
    """Points for the same word for the act, or one that means the same, or a kindred one."""
    mine, theirs = naming(a)[1], naming(b)[1]
    if mine.casefold() == theirs.casefold():
        return setting(topic, "trigger") + setting(topic, "exact"), f'both say "{mine}"'
    if shares_name(a, b):
        return setting(topic, "trigger"), "the same word names the act"
    if is_synonym(a, b):
        return setting(topic, "close"), f'"{mine}" and "{theirs}" name the same act'
    if is_kindred(a, b):
        return setting(topic, "kindred"), f'"{mine}" and "{theirs}" name kindred acts'
    return setting(topic, "other_word"), f'"{mine}" and "{theirs}" name other acts'


def beside(a: Witness, b: Witness) -> float:
    """The share of words that the sentences of two tellings have in common beside the words for the act."""
    named = {*stems(naming(a)[1]), *stems(naming(b)[1])}
    return dice(sentence_words(a) - named, sentence_words(b) - named)


def by_weekday(a: Witness, b: Witness) -> Point | None:
    """What the day of the week says that one of them names without a date, where the other is dated to the day."""
    for dated, other in ((a, b), (b, a)):
        when, day = event_of(dated).when, told_weekday(other)
        if length(when) == 1 and when.start and day and not event_of(other).when.is_known:
            is_one = when.start.isoweekday() == day
            reason = f"{when.edtf} is the day of the week that the other names" if is_one else "they name other days of the week"
            return setting("events", "weekday" if is_one else "near_miss"), reason
    return None


def visit(a: Witness, b: Witness, topic: str) -> Point:
    """What it says against one act that only one of two tellings is of a visit: whoever visits meets several there."""
    visits = ["visit" in event_of(w).mode for w in (a, b)]
    return setting(topic, "visit") if visits[0] != visits[1] else 0.0, "one is a visit, the other a meeting"
