"""Rounds: entries of one stretch of talks.

The rule is `[rounds]` in lexicon/rules.toml: how many days may lie between meetings, whether their parties must all be the same,
and whether another venue or mediator makes another round. A meeting whose date spans more than two months, or is not known, is
a round of its own, for nothing says which stretch it belongs to.
"""

import datetime as dt

import msgspec

from dragoman.model import Entry, Event, Place, Record, When
from dragoman.resolve.bodies import union
from dragoman.resolve.corpus import Corpus, first_day
from dragoman.resolve.moments import length, spanned
from dragoman.resolve.parties import organisations, shared
from dragoman.resolve.places import is_apart
from dragoman.resolve.settings import choice, count
from dragoman.resolve.terms import kinds

REAL = ("occurred", "ongoing", "uncertain")


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch of talks, by the id of its first meeting.

    `entries` are its meetings, `outcomes` the agreements that came out of it.
    """

    id: str
    when: When
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    hosts: tuple[str, ...]
    where: Place | None
    entries: tuple[str, ...]
    outcomes: tuple[str, ...]
    claims: tuple[str, ...]
    why: str


def rounds(record: Record) -> tuple[Round, ...]:
    """The rounds of a record, by date, undated ones last."""
    corpus = Corpus(record)
    meetings = [(e, b) for e, b in corpus.events if b.type == "CONSULT" and b.modality in REAL and len(sides(b)) > 1]
    groups: list[list[tuple[Entry, Event]]] = []
    by_key: dict[str, list[int]] = {}
    for meeting in sorted(meetings, key=lambda m: (first_day(m[1].when), m[0].id)):
        mine = sorted({i for key in _keys(meeting[1]) for i in by_key.get(key, ())}, reverse=True)
        at = next((i for i in mine if _is_same_stretch(groups[i], meeting[1])), len(groups))
        if at == len(groups):
            groups.append([])
        groups[at].append(meeting)
        for key in _keys(meeting[1]):
            by_key.setdefault(key, []).append(at)
    return tuple(_round(corpus, group) for group in groups)


def _keys(body: Event) -> list[str]:
    """What meetings of one round share: all parties together, or each where two are enough."""
    parties = sorted(sides(body))
    return parties if choice("rounds", "parties") == "two" else ["|".join(parties)]


def sides(body: Event) -> frozenset[str]:
    """The organisations between which an act is."""
    return organisations((*body.actors, *body.recipients))


def _is_same_stretch(group: list[tuple[Entry, Event]], body: Event) -> bool:
    """Whether a meeting belongs to the round that this group has so far."""
    days = length(body.when)
    if days is None or days > count("events", "loose_days") or body.when.start is None:
        return False
    ends = [b.when.end for _, b in group if b.when.end and length(b.when)]
    if not ends or (body.when.start - max(ends)).days > count("rounds", "gap_days"):
        return False
    return all(_is_bound(b, body) for _, b in group)


def _is_bound(one: Event, other: Event) -> bool:
    """Whether parties, venue and mediator of two meetings allow one round."""
    if len(sides(one) & sides(other)) < 2:
        return False
    if choice("rounds", "venue") == "same" and one.where and other.where and is_apart(one.where, other.where):
        return False
    mine, theirs = ((*b.mediators, *b.hosts) for b in (one, other))
    is_other = choice("rounds", "mediator") == "same" and mine and theirs and not shared(mine, theirs)
    return not is_other


def _round(corpus: Corpus, group: list[tuple[Entry, Event]]) -> Round:
    bodies = [body for _, body in group]
    dated = [b.when for b in bodies if length(b.when)]
    when = bodies[0].when
    if len(dated) > 1:
        when = spanned(min(w.start for w in dated if w.start), max(w.end for w in dated if w.end))
    outcomes = _outcomes(corpus, bodies, when)
    reached = [e.body for e in (corpus.entries[i] for i in outcomes) if isinstance(e.body, Event)]
    return Round(
        id=group[0][0].id,
        when=when,
        parties=union((*b.actors, *b.recipients) for b in bodies),
        mediators=union(b.mediators for b in bodies),
        hosts=union(b.hosts for b in bodies),
        where=next((b.where for b in (*bodies, *reached) if b.where), None),
        entries=tuple(e.id for e, _ in group),
        outcomes=tuple(outcomes),
        claims=tuple(c for e, _ in group for c in e.claims),
        why=_why(group),
    )


def _why(group: list[tuple[Entry, Event]]) -> str:
    if len(group) > 1:
        whose = "the same parties" if choice("rounds", "parties") == "all" else "two parties or more in common"
        return f"{len(group)} meetings of {whose}, with no gap of more than {count('rounds', 'gap_days')} days."
    return "One meeting, dated." if length(group[0][1].when) else "One meeting; no date ties it to others."


def _outcomes(corpus: Corpus, bodies: list[Event], when: When) -> list[str]:
    """Agreements of the same parties, reached during the round or within the gap after it, and not told of another place."""
    if when.start is None or when.end is None or (when.end - when.start).days > count("events", "loose_days"):
        return []
    latest = when.end + dt.timedelta(days=count("rounds", "gap_days"))
    found = []
    for entry, body in _agreements(corpus, bodies[0], when.start - dt.timedelta(days=count("events", "loose_days"))):
        if length(body.when) and body.when.start and body.when.end and when.start <= body.when.end and body.when.start <= latest:
            is_elsewhere = any(b.where and body.where and is_apart(b.where, body.where) for b in bodies)
            if not is_elsewhere and (length(body.when) or 0) <= count("events", "loose_days"):
                found.append(entry.id)
    return sorted(found)


def _agreements(corpus: Corpus, meeting: Event, since: dt.date) -> list[tuple[Entry, Event]]:
    parties = (*meeting.actors, *meeting.recipients)
    near = corpus.acts(meeting, ("AGREE", "SUPPORT"), since)
    return [(e, b) for e, b in near if b.modality in REAL and len(shared(sorted(sides(b)), parties)) > 1 and _is_made(corpus, e, b)]


def _is_made(corpus: Corpus, entry: Entry, body: Event) -> bool:
    """Whether an act made an agreement: agreeing does, signing where its words call it one ("signed an accord")."""
    return body.type == "AGREE" or any("agreement" in kinds(c.trigger.quote) for c in corpus.claims(entry))
