"""Meetings known by their place and day, for one report may call the parties by other names than another does."""

import datetime as dt
from collections import defaultdict

from dragoman.model import Entry, Event
from dragoman.resolve.moments import apart, length, spanned
from dragoman.resolve.parties import is_unnamed, shared
from dragoman.resolve.places import is_close
from dragoman.resolve.process.corpus import Corpus
from dragoman.resolve.sameness.clashes import principals
from dragoman.resolve.sameness.recurring import is_told_day
from dragoman.resolve.settings import count
from dragoman.resolve.terms import content, kinds

_WEEK = 7  # days: only a meeting dated so closely is known by its place
_LONG = 1 << 20
_NEAR = 64
_SIDES = 2  # parties that make a meeting
_FINE = ("venue", "city")


def parties(body: Event) -> tuple[str, ...]:
    """Those between whom an act is, without governments of no named state and people told by what they are alone."""
    return tuple(a for a in principals(body) if not is_unnamed(a))


def is_named(corpus: Corpus, plan: Entry, event: Entry) -> bool:
    """Whether the words that tell an act name what was planned, by its own or a kindred word: talks are put off, not a release."""
    named = " ".join(c.trigger.quote for c in corpus.claims(plan))
    told = " ".join(corpus.words(event, 0))
    return bool(kinds(named) & kinds(told)) or bool(content(named) & content(told))


def is_at_venue(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether a meeting was planned for the city and the day or week of this one, by a kindred word.

    Where both name two parties and none in common, they are two meetings.
    """
    (entry, body), (event, done) = plan, act
    here, there = body.where, done.where
    if body.type != "CONSULT" or done.type != "CONSULT" or not (here and there and is_close(here, there)):
        return False
    is_fine = here.precision in _FINE and there.precision in _FINE
    if not is_fine or max(length(body.when) or _LONG, length(done.when) or _LONG) > _WEEK:
        return False
    mine, theirs = ((*parties(b), *b.mediators, *b.hosts) for b in (body, done))
    is_other = min(len(parties(body)), len(parties(done))) >= _SIDES and not shared(mine, theirs)
    planned, told = (kinds(" ".join(corpus.words(e, 0))) for e in (entry, event))
    return not is_other and bool(planned & told)


def is_taken_up(corpus: Corpus, plan: tuple[Entry, Event], act: tuple[Entry, Event]) -> bool:
    """Whether a sentence that tells a plan goes on to the act and names nobody anew: "were to meet, but that was called off"."""
    if set(corpus.reports(plan[0])).isdisjoint(corpus.reports(act[0])):
        return False
    told = [(c.report, c.trigger.span) for c in corpus.claims(plan[0])]
    known = (*parties(plan[1]), *plan[1].mediators, *plan[1].hosts)
    return any(
        report == c.report and span.end <= c.trigger.start and any(s.holds(span) and s.holds(c.trigger.span) for s in sentences)
        for c in corpus.claims(act[0])
        if isinstance(c.body, Event) and len(shared(parties(c.body), known)) == len(parties(c.body))
        for sentences in [corpus.record.filed[c.report].text.sentences]
        for report, span in told
    )


def is_told_there(corpus: Corpus, body: Event, act: tuple[Entry, Event]) -> bool:
    """Whether a meeting told without a day is first told on the days planned, and in the city planned."""
    event, done = act
    first = min(corpus.told_on(event), default=None)
    if done.when.is_known or first is None or not (body.where and done.where and is_close(body.where, done.where)):
        return False
    return done.where.precision in _FINE and apart(body.when, spanned(first, first)) <= count("blocking", "slack_days")


def is_on_its_day(body: Event, done: Event) -> bool:
    """Whether an act is told of the very day for which words planned one."""
    return is_told_day(body.when) and length(done.when) == 1 and body.when.start == done.when.start


def on_its_day(corpus: Corpus, body: Event) -> list[tuple[Entry, Event]]:
    """The acts of its kind that are told of the very day of a plan; at most `_NEAR`."""
    return corpus.index(_by_day).get((body.type, body.when.start), [])[:_NEAR] if is_told_day(body.when) else []


def _by_day(corpus: Corpus) -> dict[tuple[str, dt.date | None], list[tuple[Entry, Event]]]:
    """The acts told of one day, by kind and day."""
    found: defaultdict[tuple[str, dt.date | None], list[tuple[Entry, Event]]] = defaultdict(list)
    for entry, body in corpus.events:
        if length(body.when) == 1:
            found[body.type, body.when.start].append((entry, body))
    return dict(found)


def is_result(body: Event, done: Event) -> bool:
    """Whether an agreement came out of a meeting planned: of two of its sides, in its city, within the gap of a round."""
    if body.type != "CONSULT" or done.type not in ("AGREE", "SUPPORT") or len(shared(parties(body), parties(done))) < _SIDES:
        return False
    is_there = (
        body.where is not None and done.where is not None and is_close(body.where, done.where) and done.where.precision in _FINE
    )
    is_dated = max(length(body.when) or _LONG, length(done.when) or _LONG) <= _WEEK
    return is_there and is_dated and apart(body.when, done.when) <= count("rounds", "gap_days")
