"""What became of a plan: which later acts carry it out, begin it, put it off, or are told as not done, and why."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Literal

from dragoman.model import Entry, Event
from dragoman.resolve.moments import apart, length, spanned
from dragoman.resolve.parties import is_covered, is_nameless, is_one_polity, shared, standing_for, ties
from dragoman.resolve.places import is_apart, is_there
from dragoman.resolve.process.bearing import all_deeds, is_begun
from dragoman.resolve.process.corpus import Corpus
from dragoman.resolve.process.meetings import (
    is_at_venue,
    is_named,
    is_on_its_day,
    is_result,
    is_taken_up,
    is_told_there,
    on_its_day,
    parties,
)
from dragoman.resolve.process.names import by_other_names, told_of
from dragoman.resolve.quantities import agree
from dragoman.resolve.sameness.clashes import is_anonymous, principals
from dragoman.resolve.sameness.recurring import RECURRING
from dragoman.resolve.settings import count
from dragoman.resolve.terms import deeds, dice, listed, stems
from dragoman.resolve.wording import phrases, says

Outcome = Literal["held", "begun", "postponed", "moved", "cancelled", "not held", "no report"]
_LIKE = 0.3  # share of content words from which an undated plan and an act are one
_YEAR = 366  # days after which a meeting or demand is no longer the one planned for no day: such acts recur
_WEEK = 7  # days: only an act dated so closely is the meeting of which one party alone is told
_SOON = 31  # days within which such an act, planned for no day, is still the one planned
_SIDES = 2  # parties that make a meeting or a fight what was planned
_COMMON = 2  # words at least, where a date is missing
_NARROW = 92  # days: only dates this narrow tell which of several acts was the one planned
_SENTENCE = 1000  # characters behind a clause: to the end of its sentence
_VAGUE = dt.timedelta(days=731)  # by which the first day of a vaguely dated act may lie before the plan that it answers
_REAL = ("occurred", "ongoing")
_ANNOUNCED = (*_REAL, "planned")


Found = tuple[tuple[int, int, float, str], tuple[Outcome, Entry | None, str]]


def outcomes(corpus: Corpus, plan: tuple[Entry, Event]) -> Iterator[Found]:
    """Acts that can be what became of a plan, ranked: the plainest word first, then the nearest date, then the likest."""
    entry, body = plan
    since = body.when.start or min(corpus.told_on(entry), default=None)
    kinds_of = (body.type, "REJECT", *(("AGREE", "SUPPORT") if body.type == "CONSULT" and body.where else ()))
    whose = [body, *filter(None, [by_other_names(corpus, body)])]
    near = [act for who in whose for act in corpus.acts(who, kinds_of, since - _VAGUE if since else None)]
    near += [] if parties(body) else on_its_day(corpus, body)
    there = corpus.meetings(body.when, count("blocking", "slack_days")) if body.type == "CONSULT" and body.where else []
    beside = [(e, b) for r in corpus.reports(entry) for e, b in corpus.in_report.get(r, ()) if b.type == "REJECT"]
    for act in {e.id: (e, b) for e, b in (*near, *there, *beside)}.values():
        if act[0].id == entry.id or not _is_timely(corpus, plan, act):
            continue
        if not (is_at_venue(corpus, plan, act) or _is_of_parties(corpus, plan, act) or is_taken_up(corpus, plan, act)):
            continue
        outcome = _outcome(corpus, plan, act)
        if outcome:
            days = apart(body.when, act[1].when) if length(body.when) else _YEAR
            likeness = round(_likeness(corpus, entry, act[0]), 2)
            # what is told of a day by its report alone may be background: a plainer word on another act goes before it
            is_of_report = not length(act[1].when) or (act[1].type == body.type and not act[1].when.text)
            rank = _RANK.index(outcome[0]) + (len(_RANK) if length(body.when) and is_of_report else 0)
            yield (rank, days, -likeness, act[0].id), (outcome[0], act[0], outcome[1])


def _is_timely(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether kind and days allow that an act is an outcome: most acts of a party fall here, before words are compared."""
    body, (event, done) = plan[1], act
    if done.type == "REJECT" and done.modality in _ANNOUNCED and corpus.once(_put_off, event):
        return bool(parties(done)) or not set(corpus.reports(plan[0])).isdisjoint(corpus.reports(event))
    if done.type != body.type:
        return body.where is not None and done.where is not None and is_result(body, done)
    if corpus.is_overdue(event):
        return True
    if done.modality in _REAL and length(body.when):
        first = min(corpus.told_on(event), default=None)
        when = done.when if length(done.when) or first is None else spanned(first, first)
        is_near = bool(length(when)) and apart(body.when, when) <= count("blocking", "slack_days")
    else:
        is_soon = done.modality in _REAL and 0 <= _delay(corpus, act, plan[0]) <= _SOON
        is_near = not apart(body.when, done.when) and (is_soon or _has_common(corpus, plan[0], event))
    return is_near and done.modality in (*_REAL, "denied") and _can_be(corpus, plan, act)


_RANK: tuple[Outcome, ...] = ("held", "begun", "cancelled", "postponed", "moved", "not held", "no report")
PUT_OFF: tuple[Outcome, ...] = ("cancelled", "postponed", "moved")


def _is_of_parties(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether those planned act, or nobody named does, in words like those of the plan."""
    (entry, body), (_, done) = plan, act
    if not _is_between_same(corpus, plan, act) or not _is_told_alike(corpus, plan, act):
        return False
    is_there_then = is_on_its_day(body, done) and is_there(body.where, done.where)
    return bool(parties(body)) or not parties(done) or is_there_then or _is_spoken_of(corpus, entry, done)


def _is_between_same(corpus: Corpus, plan: tuple[Entry, Event], done: tuple[Entry, Event]) -> bool:
    """Whether the parties are the same; for acts of institutions, whether they are of one country."""
    body, act = plan[1], done[1]
    mine, theirs, told = principals(body), principals(act), told_of(corpus, plan, done)
    if is_nameless(act.actors) and not is_nameless(body.actors):
        upon, done_to = (tuple(a for a in b.recipients if not is_anonymous(a)) for b in (body, act))
        return not upon or not done_to or is_covered(upon, done_to, told)
    is_same = is_covered(mine, theirs, told) or is_covered(corpus.named(*plan), corpus.named(*done), told)
    return is_same or (body.type == act.type == "GOVERN" and is_one_polity(mine, theirs))


def _is_spoken_of(corpus: Corpus, plan: Entry, act: Event) -> bool:
    """Whether the reports of a plan that names nobody speak of somebody who then acts, or of his state."""
    filed = [corpus.record.filed[report] for report in corpus.reports(plan)]
    met = [actor.id for one in filed for actor in one.actors]
    return bool(shared(parties(act), met, ties(*filed)))


def _is_told_alike(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether an act of nobody named is the one planned: in like words, or by one word for it and with as many of the same."""
    (entry, body), (event, done) = plan, act
    if not is_nameless(done.actors) or is_nameless(body.actors):
        return True
    if is_on_its_day(body, done) and is_there(body.where, done.where):
        return True
    return _likeness(corpus, entry, event) >= _LIKE or (is_named(corpus, entry, event) and agree(body.numbers, done.numbers))


def _outcome(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> tuple[Outcome, str] | None:
    (entry, body), (event, done) = plan, act
    if done.type == body.type and corpus.is_overdue(event):
        why = _is_it(corpus, plan, act) or _is_of_name(corpus, plan, act)
        return ("not held", f"A later report calls it overdue, {why}.") if why else None
    is_real = done.type == body.type and done.modality in _REAL and _is_by_them(corpus, plan, act)
    if is_real and (why := _is_it(corpus, plan, act)):
        whose = "by parties not named" if is_nameless(done.actors) and body.actors else "between the same parties"
        is_part = is_begun(corpus, event, done) and not _is_beginning(corpus, entry)
        return "begun" if is_part else "held", f"An act of the same kind {whose} is told, {why}."
    is_denied = done.type == body.type and done.modality == "denied" and (not parties(done) or _is_by_them(corpus, plan, act))
    if is_denied and (why := _is_it(corpus, plan, act)):
        called_off = _put_off(corpus, event) or _called_off(corpus, body, event)
        told = "A report says so of it" if called_off else "A report says that it did not take place"
        return called_off or "not held", f"{told}, {why}."
    if is_result(body, done) and done.modality in _REAL and _can_be(corpus, plan, act):
        return "held", "An agreement of the same parties is told to have come out of it."
    put_off = corpus.once(_put_off, event) if done.type == "REJECT" and done.modality in _ANNOUNCED else None
    if put_off and (_is_put_off(corpus, plan, act) or is_taken_up(corpus, plan, act)):
        return put_off, f"A report says that it was {put_off}."
    return None


def _is_beginning(corpus: Corpus, plan: Entry) -> bool:
    """Whether it is a beginning that was planned: a truce that was to take effect, and does."""
    return any(says("fate", "begun", words) for words in corpus.words(plan, 0))


def _is_put_off(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether an act puts off what was planned, and not another meeting of theirs, nor moves another to that day."""
    is_before = _is_told_before(corpus, plan, act) or _is_told_beside(corpus, plan, act)
    return is_before and is_named(corpus, plan[0], act[0]) and _is_theirs(corpus, plan, act)


def _is_told_beside(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether the report that tells how a plan was put off tells it as one of the past: "had been due on Monday"."""
    reports = set(corpus.reports(act[0]))
    return any(c.report in reports and says("fate", "set", corpus.sentence(c)) for c in corpus.claims(plan[0]))


def _called_off(corpus: Corpus, body: Event, event: Entry) -> Outcome | None:
    """Whether a report says before its day that a plan "will not" be carried out."""
    first = min(corpus.told_on(event), default=None)
    is_early = bool(length(body.when) and body.when.end and first and first <= body.when.end)
    return "cancelled" if is_early and any(says("fate", "withheld", words) for words in corpus.words(event)) else None


def _is_by_them(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether two of the planned parties did it, or all where there are fewer: a visit of one of them to another is not the talks.

    Where fewer than two are named, a day or week and the words or the place must say it too, and where nobody is, the place.
    A deed that does not recur needs nobody named.
    """
    (entry, body), (event, done) = plan, act
    is_once = body.type not in RECURRING and (body.type == "GOVERN" or is_nameless(done.actors))
    if is_once or is_at_venue(corpus, plan, act):
        return True
    mine, theirs, told = parties(body), parties(done), told_of(corpus, plan, act)
    needed = min(_SIDES, len(mine))
    common = min(len(shared(mine, theirs, told)), len(shared(theirs, mine, told)))
    is_in_part = common and len(corpus.named(event, done)) < len(principals(done))  # "she met leaders of the parties"
    if common < needed and not is_in_part:
        return False
    if common >= needed and (needed == _SIDES or body.type not in (*RECURRING, "AGREE")):
        return True
    if not length(body.when) or (length(done.when) or _YEAR) > _WEEK:
        return False
    if is_on_its_day(body, done) and _is_known_by_day(corpus, plan, act, is_met=bool(common)):
        return True
    is_like = bool(mine) and _likeness(corpus, entry, event) >= _LIKE
    return is_named(corpus, entry, event) and (is_there(body.where, done.where) or is_like)


def _is_known_by_day(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event], *, is_met: bool) -> bool:
    """Whether an act on the very day planned is the one planned: of a planned party there, not done, or a visit.

    Of plans that name nobody the place says so, or the word for it.
    """
    (entry, body), (event, done) = plan, act
    if is_met:
        return done.modality == "denied" or is_there(body.where, done.where) or ("visit" in body.mode and "visit" in done.mode)
    if parties(body):
        return False
    is_alone = body.type != "CONSULT" and is_there(body.where, done.where)  # many meet in one city on one day
    return is_alone or (not corpus.named(event, done) and is_named(corpus, entry, event))


def _is_theirs(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether an act that puts something off is of the planned parties: one who mediates has more than one meeting to put off."""
    mine, theirs, told = parties(plan[1]), parties(act[1]), told_of(corpus, plan, act)
    common = shared(mine, theirs, told)
    return min(len(common), len(shared(theirs, mine, told))) >= _SIDES or any(
        standing_for(a).isdisjoint(corpus.mediators) or "visit" in plan[1].mode for a in common
    )


def _is_told_before(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether a plan was told before it was put off; by the days of the reports where the act has no day."""
    told, first = min(corpus.told_on(plan[0]), default=None), min(corpus.told_on(act[0]), default=None)
    day = act[1].when.start if length(act[1].when) else first
    return bool(told and day and told < day)


def _delay(corpus: Corpus, act: tuple[Entry, Event], plan: Entry) -> int:
    """Days from when a plan was told to an act that can be its outcome; none where that is not known."""
    told, start = max(corpus.told_on(plan), default=None), act[1].when.start or min(corpus.told_on(act[0]), default=None)
    return (start - told).days if told and start else 0


def _can_be(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether place and time allow that an act is what became of a plan of another report."""
    (entry, body), (event, done) = plan, act
    if body.where and done.where and is_apart(body.where, done.where):
        return False
    if body.type not in RECURRING and body.mode and done.mode and not set(body.mode) & set(done.mode):
        return False  # prisoners released are no troops withdrawn
    is_too_soon = done.modality in _REAL and _is_told_too_soon(corpus, body, event)
    is_older = _is_before(corpus, act, entry) or _is_beside(corpus, act, entry)
    if is_too_soon or is_older or set(corpus.reports(event)) <= set(corpus.reports(entry)):
        return False
    if not corpus.is_after(act, entry) and (done.modality in _REAL or not (length(body.when) and length(done.when))):
        return False
    if body.type not in RECURRING or length(body.when):
        return True
    return _delay(corpus, act, entry) <= (_SOON if done.modality in _REAL else _YEAR)


def _is_told_too_soon(corpus: Corpus, body: Event, event: Entry) -> bool:
    """Whether all reports of an act are older than the days for which it was planned."""
    last = max(corpus.told_on(event), default=None)
    return bool(length(body.when) and body.when.start and last and last < body.when.start)


def _is_of_name(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> str:
    """Why what a report calls overdue is what was planned: acts of a kind that does not recur, by one word on one issue."""
    (entry, body), (event, done) = plan, act
    is_one = body.type not in RECURRING and set(body.issues) & set(done.issues) and is_named(corpus, entry, event)
    return "by the same word on the same issue" if is_one and not _is_before(corpus, act, entry) else ""


def _put_off(corpus: Corpus, event: Entry) -> Outcome | None:
    """Whether the sentences that tell an act say cancelled, postponed or moved: what most of them say, the plainest of equals."""
    told = corpus.words(event, _SENTENCE)
    found = [(sum(says("fate", outcome, words) for words in told), outcome) for outcome in PUT_OFF]
    most = max(number for number, _ in found)
    return next(outcome for number, outcome in found if number == most) if most else None


def _is_it(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> str:
    """Why an act is the one that was planned; empty where nothing says so."""
    (entry, body), (event, done) = plan, act
    if not _can_be(corpus, plan, act):
        return ""
    likeness = _likeness(corpus, entry, event)
    is_real = done.modality in _REAL and not corpus.is_overdue(event)
    is_kindred = bool(corpus.kindred(entry) & corpus.kindred(event))
    if is_real and length(body.when):
        if is_told_there(corpus, body, act):
            return "there and on the days planned"
        return _is_when_planned(corpus, plan, act, is_like=likeness >= _LIKE or (is_kindred and body.type not in RECURRING))
    if apart(body.when, done.when):
        return ""
    if likeness >= _LIKE:
        return f"with {likeness:.0%} of the words in common"
    by_day = "on the day planned" if is_on_its_day(body, done) else ""
    return _is_soon(corpus, plan, act, is_kindred=is_kindred) if is_real else by_day


def _is_soon(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event], *, is_kindred: bool) -> str:
    """Why an act in other words is the one planned for no day: it follows soon, and does not recur or is told of one place."""
    body, done = plan[1], act[1]
    if not 0 <= _delay(corpus, act, plan[0]) <= _SOON:
        return ""
    if body.type not in RECURRING:
        return "by a kindred word, within a month" if is_kindred else ""
    is_known = is_kindred or len(shared(parties(body), parties(done))) >= _SIDES
    return "there, within a month" if is_known and is_there(body.where, done.where) else ""


def _is_when_planned(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event], *, is_like: bool) -> str:
    """Why an act is the one planned for a time: on the days planned, or in a longer time with like words or on one issue.

    An act told without a day is of the days when it is first told, where its words are like.
    """
    (_, body), (event, done) = plan, act
    first = min(corpus.told_on(event), default=None)
    is_news = is_like and not length(done.when) and first is not None
    when = spanned(first, first) if is_news and first else done.when
    if not length(when) or apart(body.when, when) > count("blocking", "slack_days"):
        return ""
    if max(length(body.when) or 0, length(when) or 0) <= _NARROW:
        return "on the days planned"
    is_one_issue = bool(set(body.issues) & set(done.issues)) and body.type not in RECURRING
    return "in the time planned" if is_like or is_one_issue else ""


def _is_beside(corpus: Corpus, act: tuple[Entry, Event], plan: Entry) -> bool:
    """Whether a report that tells of the plan tells the act as done by its own day: what it looks forward to is another."""
    event, done = act
    told = max(corpus.told_on(plan), default=None)
    is_past = done.modality in _REAL and told is not None and done.when.end is not None and done.when.end <= told
    return is_past and not set(corpus.reports(event)).isdisjoint(corpus.reports(plan))


def _is_before(corpus: Corpus, act: tuple[Entry, Event], plan: Entry) -> bool:
    """Whether an act lies before the plan was told, or is told by older reports alone: it cannot be its outcome."""
    told, end, last = min(corpus.told_on(plan), default=None), corpus.by(*act).end, max(corpus.told_on(act[0]), default=None)
    return bool(told and ((end and end < told) or (last and last < told)))


@cache
def _timing() -> frozenset[str]:
    """Words for days, and words that put something off: they say nothing of what was planned."""
    put_off = (word for outcome in PUT_OFF for phrase in phrases("fate", outcome) if len(phrase) == 1 for word in phrase)
    return frozenset(put_off) | listed("undertaking", "calendar")


def _least(one: Entry, other: Entry) -> int:
    """The words in common that are enough."""
    return 1 if all(length(e.body.when) for e in (one, other) if isinstance(e.body, Event)) else _COMMON


def _has_common(corpus: Corpus, one: Entry, other: Entry) -> bool:
    """Whether all tellings of two entries, whatever their words, have enough in common: most have not, and need no closer look."""
    return len(corpus.once(all_deeds, one) & corpus.once(all_deeds, other)) >= _least(one, other)


def _likeness(corpus: Corpus, one: Entry, other: Entry) -> float:
    """The best share of words that tellings of two entries have in common, names of parties, dates and delays put aside.

    One word in common is enough only where both are dated, and their dates do the rest.
    """
    if not _has_common(corpus, one, other):
        return 0.0
    bodies = [e.body for e in (one, other) if isinstance(e.body, Event)]
    names = frozenset(s for b in bodies for actor in (*b.actors, *b.recipients) for s in stems(actor)) | _timing()
    least = _least(one, other)
    mine, theirs = ([deeds(e.quote, names) for c in corpus.claims(x) for e in c.evidence] for x in (one, other))
    return max((dice(x, y) for x in mine for y in theirs if len(x & y) >= least), default=0.0)
