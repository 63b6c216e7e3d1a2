"""Whether two event claims tell one act."""

from collections.abc import Iterator

from dragoman.model import Event, Judgement, When, Witness
from dragoman.resolve.moments import AHEAD, apart, bounded, length
from dragoman.resolve.parties import Ties, is_covered, shared, ties
from dragoman.resolve.places import is_close, is_same_country
from dragoman.resolve.quantities import far_off
from dragoman.resolve.sameness.clashes import (
    clash,
    common_parties,
    event_of,
    is_kindred,
    is_synonym,
    orders,
    parties_of,
    principals,
    shares_name,
)
from dragoman.resolve.sameness.points import Point, decide, judged
from dragoman.resolve.sameness.recurring import (
    BEYOND,
    RECURRING,
    SIDES,
    is_in_same_words,
    is_one_count,
    is_one_day_and_place,
    is_one_meeting,
    is_one_story,
    is_recognisable,
    is_standing,
    is_timely,
    is_told_day,
    is_with_dead,
    likeness,
    own_words,
    recurs,
)
from dragoman.resolve.sameness.stories import is_news, sentence_words, story
from dragoman.resolve.sameness.telling import manner, naming, told_weekday
from dragoman.resolve.settings import setting
from dragoman.resolve.terms import dice, listed, stems

SAID = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_FAR = 2000  # characters beyond which nearness says nothing


def judge_events(a: Witness, b: Witness) -> Judgement | None:
    """Whether two event claims tell one act: `different` where something forbids it, else by points."""
    if forbidden := clash(a, b):
        return judged(a, b, "different", "event", (forbidden, None)) if _is_near(a, b) else None
    is_within = a.claim.report == b.claim.report
    is_bare = _is_bare(a, b)
    if not is_within and not is_recognisable(a, b):
        return None
    if not (_is_named_alike(a, b) if is_bare else not is_within or _is_like(a, b)):
        return None
    if not is_within and not is_bare and not (_is_told_alike(a, b) if recurs(a, b) else _is_one_stage(a, b)):
        return None
    if is_within:
        return decide(a, b, "event-within", _within(a, b), _thresholds("within-bare" if is_bare else "within"))
    return decide(a, b, "event", _bare(a, b) if is_bare else _across(a, b), _thresholds("bare" if is_bare else "events"))


def _is_bare(a: Witness, b: Witness) -> bool:
    """Whether no party says whose act it is: nobody is named, or, in two reports, told by one word for what he is."""
    if a.claim.report == b.claim.report:
        return not principals(event_of(a)) and not principals(event_of(b))
    return not parties_of(a) and not parties_of(b) and not common_parties(a, b)


def _is_like(a: Witness, b: Witness) -> bool:
    """Whether the words allow that two claims tell one act: the same or a kindred word for it, or much else in common."""
    if shares_name(a, b) or is_kindred(a, b):
        return True
    return likeness(a, b) >= setting("within", "like_share")


def _is_named_alike(a: Witness, b: Witness) -> bool:
    """Whether one word names both acts, or two that mean the same: without parties, kindred words ("fighting", "raid") do not."""
    return shares_name(a, b) or is_synonym(a, b)


def _is_told_alike(a: Witness, b: Witness) -> bool:
    """Whether two reports tell an act that recurs alike: by one word, on one day in one place, or in much the same words.

    What is said and demanded goes on for days: there the contents must have something in common too. Kindred words for violence
    ("fighting", "raid") name other acts of one day.
    """
    one, other = event_of(a), event_of(b)
    words = max(_told_likeness(a, b), likeness(a, b))
    if one.type in SAID and not shared(one.recipients, other.recipients, ties(a.filed, b.filed)):
        return words >= setting("events", "said_share")
    if is_one_day_and_place(a, b) or shares_name(a, b) or is_standing(a, b) or words >= setting("within", "like_share"):
        return True
    if one.type == "CONSULT" and len(common_parties(a, b)) < SIDES and words < setting("events", "meeting_share"):
        return False  # whoever meets one side meets others in those days
    return is_kindred(a, b) and (is_synonym(a, b) or one.type != "ASSAULT")


def _is_one_stage(a: Witness, b: Witness) -> bool:
    """Whether acts of two types ("agreed", "declared") can be stages of one: by one word for them or in words of some likeness.

    With one side in common and not on one day told, what was agreed must be alike: whoever agrees with one side does with others.
    """
    is_told = is_told_day(event_of(a).when) and is_told_day(event_of(b).when)
    is_one_sided = {event_of(a).type, event_of(b).type} == {"AGREE"} and len(common_parties(a, b)) < SIDES
    if is_one_sided and not is_told and likeness(a, b) < setting("events", "agreed_share"):
        return False
    return event_of(a).type == event_of(b).type or shares_name(a, b) or likeness(a, b) >= setting("events", "stage_share")


def _thresholds(topic: str) -> tuple[float, float]:
    return setting(topic, "same"), setting(topic, "unsure")


def _is_near(a: Witness, b: Witness) -> bool:
    """Whether the two are so like that their difference is worth a word: one kind of act, one word for it, the same parties."""
    one, other = event_of(a), event_of(b)
    mine, theirs = principals(one), principals(other)
    if one.type != other.type or not mine or not theirs or not shares_name(a, b):
        return False
    return is_covered(mine, theirs, ties(a.filed, b.filed))


def is_full(w: Witness) -> bool:
    """Whether a telling stands by itself: it names a party, and does not take up what was told before."""
    return not isinstance(w.claim.body, Event) or (bool(principals(w.claim.body)) and manner(w) != "definite")


def _told_likeness(a: Witness, b: Witness) -> float:
    """The likeness of tellings of two reports: of acts that recur or name no party the word for it does not say which it was.

    That word counts by itself. Where no days tell it and the clauses share little more ("Kestrian airstrikes"), their
    sentences must.
    """
    named = {*stems(naming(a)[1]), *stems(naming(b)[1])}
    is_one = is_told_day(event_of(a).when) and is_told_day(event_of(b).when)
    is_known = is_one or (not recurs(a, b) and bool(parties_of(a) or parties_of(b)))
    if is_known or len((own_words(a) & own_words(b)) - named) >= BEYOND:
        return likeness(a, b)
    return dice(sentence_words(a), sentence_words(b))


def _trigger(a: Witness, b: Witness, topic: str) -> Point:
    if _quote(a) == _quote(b):
        return setting(topic, "trigger") + setting(topic, "exact"), f'both say "{naming(a)[1]}"'
    if shares_name(a, b):
        return setting(topic, "trigger"), "the same word names the act"
    if is_synonym(a, b):
        return setting(topic, "close"), f'"{naming(a)[1]}" and "{naming(b)[1]}" name the same act'
    if is_kindred(a, b):
        return setting(topic, "kindred"), f'"{naming(a)[1]}" and "{naming(b)[1]}" name kindred acts'
    return 0.0, ""


def _quote(w: Witness) -> str:
    return naming(w)[1].casefold()


def _within(a: Witness, b: Witness) -> Iterator[Point]:
    """Points for two tellings in one report."""
    first, later = sorted((a, b), key=lambda w: (w.claim.trigger.start, w.claim.id))
    one, other = event_of(first), event_of(later)
    yield _trigger(first, later, "within")
    words = likeness(a, b)
    yield setting("within", "words") * words, f"{words:.0%} of their words are the same"
    how = manner(later)
    yield setting("within", how) if how in ("definite", "fresh", "indefinite") else 0.0, f"the later is told as {how}"
    parts = {w.filed.text.part_at(w.claim.trigger.start) for w in (a, b)}
    if parts == {"title", "body"}:
        yield setting("within", "title"), "a headline and the body"
    elif principals(one) and how != "definite" and words < setting("within", "own_share"):
        yield setting("within", "own"), "each is told on its own, with few words in common"
    if how != "definite" and one.when.is_known != other.when.is_known:
        yield setting("within", "dated"), "only one of them is dated"
    yield _parties_within(one, other, ties(a.filed))
    if one.when.is_known and (one.when.start, one.when.end) == (other.when.start, other.when.end):
        yield setting("within", "day"), "the same date"
    if _is_toll(first, later):
        yield setting("within", "toll"), "one sentence tells the fight and its dead"
    distance = later.claim.trigger.start - first.claim.trigger.end
    yield setting("within", "near") * max(0.0, 1 - distance / _FAR), "they stand near each other"


def _is_toll(first: Witness, later: Witness) -> bool:
    """Whether one sentence tells a violent act and what it cost: "clashed, and 14 people were killed"."""
    one, other = event_of(first), event_of(later)
    if one.type != "ASSAULT" or other.type != "ASSAULT":
        return False
    if one.actors and other.actors and not shared(one.actors, other.actors, ties(first.filed)):
        return False
    sentence = next((s for s in first.filed.text.sentences if s.holds(first.claim.trigger.span)), None)
    is_one_sentence = sentence is not None and sentence.holds(later.claim.trigger.span)
    return is_one_sentence and any(event_of(w).numbers and _tells_dead(w) for w in (first, later))


def _tells_dead(w: Witness) -> bool:
    return bool(listed("counted", "tolls") & set(stems(w.claim.trigger.quote)))


def _parties_within(one: Event, other: Event, told: Ties) -> Point:
    mine, theirs = principals(one), principals(other)
    if not mine or not theirs:
        return (setting("within", "bare") if mine else 0.0), "the later names no party"
    if is_covered(mine, theirs, told):
        return setting("within", "parties_equal"), "the same parties"
    return setting("within", "parties_some"), "a party in common"


def _across(a: Witness, b: Witness) -> Iterator[Point]:
    """Points for tellings in two reports."""
    one, other = event_of(a), event_of(b)
    yield _dates(a, b, "events")
    common = common_parties(a, b)
    if len(common) >= 2 and is_covered(parties_of(a), parties_of(b), ties(a.filed, b.filed)):
        yield setting("events", "parties_all"), f"{len(common)} parties in common"
    elif common:
        yield setting("events", "parties_some"), "a party in common"
    if one.where and other.where and is_close(one.where, other.where):
        yield setting("events", "place"), f"both in {one.where.name}"
    elif one.where and other.where and is_same_country(one.where, other.where):
        yield setting("events", "country"), "the same country"
    yield _trigger(a, b, "events")
    yield _number(a, b)
    yield _news(a, b)
    words = _told_likeness(a, b)
    yield setting("events", "words") * words, f"{words:.0%} of their words are the same"
    near = setting("events", "story") * (story(a, b) - setting("events", "story_floor"))
    yield max(0.0, min(setting("events", "story_most"), near)), "the reports tell one story"


def _news(a: Witness, b: Witness) -> Point:
    """What it says that reports of the same days open with it, of one party or place: few such acts are news at once."""
    one, other = event_of(a), event_of(b)
    is_there = bool(one.where and other.where and is_close(one.where, other.where))
    is_dated = a.filed.published.is_known and b.filed.published.is_known
    if not (is_dated and is_timely(a, b) and is_news(a) and is_news(b) and (is_there or common_parties(a, b))):
        return 0.0, ""
    if is_there and is_with_dead(a) and is_with_dead(b):
        return setting("events", "news") + setting("events", "news_dead"), "both reports open with it and its dead"
    return setting("events", "news"), "both reports open with it"


def _bare(a: Witness, b: Witness) -> Iterator[Point]:
    """Points for acts told without parties in two reports: the word for the act, what else their sentences say, and their stories.

    Where no party says whose act it is, the stories do: reports that open alike and name the same tell of one.
    """
    yield _trigger(a, b, "bare")
    points, why = _dates(a, b, "bare")
    yield min(points, 0.0), why
    if is_one_day_and_place(a, b):
        yield setting("bare", "there"), "on one day in one place"
    yield _number(a, b)
    words = _beside(a, b)
    yield setting("bare", "words") * words, f"{words:.0%} of the other words of their sentences are the same"
    near, most = setting("bare", "story") * (story(a, b) - setting("bare", "story_floor")), setting("bare", "story_most")
    yield max(-most, min(most, near)), "the reports tell one story" if near > 0 else "the reports tell two stories"


def _number(a: Witness, b: Witness) -> Point:
    """What numbers say: one that is no small one is seldom that of another act, and numbers far apart are seldom of one."""
    if is_one_count(a, b):
        return setting("events", "number"), "they tell the same number"
    if far_off(event_of(a).numbers, event_of(b).numbers, setting("events", "number_factor")):
        return setting("events", "other_number"), "they count far from as many of the same"
    return 0.0, ""


def _beside(a: Witness, b: Witness) -> float:
    """The share of words that the sentences of two tellings have in common beside the words for the act."""
    named = {*stems(naming(a)[1]), *stems(naming(b)[1])}
    return dice(sentence_words(a) - named, sentence_words(b) - named)


def _undated(a: Witness, b: Witness, topic: str) -> Point:
    """What speaks against acts of which one has no date: acts of this type recur, or nothing else says which one it is."""
    if (known := _by_weekday(a, b)) is not None:
        return known
    days = apart(a.filed.published, b.filed.published)
    is_far = days > setting("events", "loose_days")
    if is_standing(a, b):
        return setting("events", "standing"), "a mediation that goes on"
    if is_in_same_words(a, b) or is_one_meeting(a, b):
        return 0.0, ""
    if event_of(a).type in RECURRING and not is_one_count(a, b) and not is_one_story(a, b):
        return setting("events", "undated_far" if is_far else "undated_recurring"), "no date ties acts that recur"
    loose = sum(not (length(event_of(w).when) or event_of(w).where or event_of(w).numbers or orders(w)) for w in (a, b))
    if loose == 1 or (loose and (topic != "bare" or days > setting("omission", "days"))):
        return setting("events", "loose_far" if is_far else "loose"), "one has no date, place, number or round"
    return 0.0, ""


def _by_weekday(a: Witness, b: Witness) -> Point | None:
    """What the day of the week says that one of them names without a date, where the other is dated to the day."""
    for dated, other in ((a, b), (b, a)):
        when, day = event_of(dated).when, told_weekday(other)
        if length(when) == 1 and when.start and day and not event_of(other).when.is_known:
            is_one = when.start.isoweekday() == day
            reason = f"{when.edtf} is the day of the week that the other names" if is_one else "they name other days of the week"
            return setting("events", "weekday" if is_one else "near_miss"), reason
    return None


def _dates(a: Witness, b: Witness, topic: str) -> Point:
    one, other = (bounded(event_of(w).when, event_of(w).modality, w) for w in (a, b))
    if days := apart(one, other):
        return setting("events", "near_miss"), f"their dates lie {days} days apart"
    lengths = [n for n in (length(one), length(other)) if n]
    return _same_time(a, b, (one, other), lengths) if len(lengths) == 2 else _undated(a, b, topic)


def _same_time(a: Witness, b: Witness, dates: tuple[When, When], lengths: list[int]) -> Point:
    """Points for dates that meet: the longer one says how much that tells."""
    one, other = dates
    longest = max(lengths)
    if longest <= setting("events", "tight_days"):
        return setting("events", "day"), "the same day"
    if event_of(a).type == event_of(b).type == "ASSAULT" and min(lengths) <= setting("events", "tight_days"):
        return setting("events", "ranged"), "one is of a day, the other of a longer time"
    if longest <= setting("events", "loose_days"):
        return setting("events", "month"), "the same weeks"
    if event_of(a).modality in AHEAD and event_of(b).modality in AHEAD and one.end == other.end:
        return setting("events", "due"), f"both are due by {one.end}"
    return (setting("events", "year"), "the same year") if longest <= 366 else (0.0, "")
