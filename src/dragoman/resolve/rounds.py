"""Rounds: entries of one stretch of talks.

The rule is `[rounds]` in lexicon/rules.toml: how many days may lie between meetings, whether their parties must all be the same,
and whether another venue or mediator makes another round. Calls, visits and interviews are no talks. A meeting whose date spans
more than two months, or is not known, belongs to the only round that it can be of; where several can, or none, it is of none
unless its place is told: nothing says when or where such a stretch was.
"""

import datetime as dt

import msgspec

from dragoman.model import Claim, Entry, Event, Place, Record, When, Witness
from dragoman.resolve.bodies import union
from dragoman.resolve.corpus import Corpus, first_day
from dragoman.resolve.moments import apart, length, spanned
from dragoman.resolve.parties import organisations, shared
from dragoman.resolve.places import is_apart, is_close
from dragoman.resolve.settings import choice, count, setting
from dragoman.resolve.telling import naming
from dragoman.resolve.terms import kinds, listed, stems

REAL = ("occurred", "ongoing", "uncertain")
Row = tuple[Entry, Event]
_LONG = 1 << 20


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
    groups: list[list[Row]] = []
    by_key: dict[str, list[int]] = {}
    for meeting in sorted(_talks(corpus), key=lambda m: (not _is_dated(m[1]), first_day(m[1].when), m[0].id)):
        keys = _keys(corpus, meeting[1])
        mine = sorted({i for key in keys for i in by_key.get(key, ())}, reverse=True)
        at = _of(corpus, groups, mine, meeting)
        if at is None:
            if not _is_dated(meeting[1]) and not meeting[1].where:
                continue
            at = len(groups)
            groups.append([])
        groups[at].append(meeting)
        for key in keys:
            by_key.setdefault(key, []).append(at)
    found = [_round(corpus, group) for group in groups]
    return tuple(sorted(found, key=lambda r: (first_day(r.when), r.id)))


def _talks(corpus: Corpus) -> list[Row]:
    """Meetings of two sides or more that took place and are told by a word for talks, likelier than not."""
    surest = setting("rounds", "confidence")
    near = [(e, b) for e, b in corpus.events if b.type == "CONSULT" and b.modality in REAL and e.confidence >= surest]
    return [
        (e, b)
        for e, b in near
        if len(sides(b)) > 1 and not _is_ahead(corpus, e, b) and any(_is_talks(corpus, c) for c in corpus.claims(e))
    ]


def _is_ahead(corpus: Corpus, entry: Entry, body: Event) -> bool:
    """Whether a meeting is dated after all reports that tell it: it has not taken place, however it is told."""
    told = max(corpus.told_on(entry), default=None)
    return bool(told and body.when.start and body.when.start > told)


def _is_talks(corpus: Corpus, claim: Claim) -> bool:
    """Whether the words that name an act name talks: no call, visit or interview, and no conference with the press."""
    name = set(stems(naming(Witness(claim, corpus.record.filed[claim.report]))[1]))
    return bool(name & listed("talks", "words")) and not name & listed("talks", "others")


def _is_dated(body: Event) -> bool:
    return body.when.start is not None and (length(body.when) or _LONG) <= count("events", "loose_days")


def _of(corpus: Corpus, groups: list[list[Row]], mine: list[int], meeting: Row) -> int | None:
    """The round that a meeting belongs to, of those with which it shares a key: the last, or the only one where it has no date."""
    if _is_dated(meeting[1]):
        return next((i for i in mine if _is_same_stretch(corpus, groups[i], meeting[1])), None)
    later = [i for i in mine if _is_told_later(corpus, groups[i], meeting)]
    can_be = [i for i in later if all(_is_bound(corpus, b, meeting[1]) for _, b in groups[i])]
    return can_be[0] if len(can_be) == 1 else None


def _is_told_later(corpus: Corpus, group: list[Row], meeting: Row) -> bool:
    """Whether a meeting without a date is told after a round began, and can be of its days."""
    starts = [b.when.start for _, b in group if b.when.start]
    told = max(corpus.told_on(meeting[0]), default=None)
    is_after = not starts or told is None or told >= min(starts)
    return is_after and any(not apart(b.when, meeting[1].when) for _, b in group)


def _keys(corpus: Corpus, body: Event) -> list[str]:
    """What meetings of one round share: all parties together, or each where two are enough; or a mediator and the city."""
    parties = sorted(sides(body))
    there = [f"{mediator} in {body.where.name}" for mediator in sorted(_mediators(corpus, body))] if body.where else []
    return [*(parties if choice("rounds", "parties") == "two" else ["|".join(parties)]), *there]


def _mediators(corpus: Corpus, body: Event) -> frozenset[str]:
    """Those at a meeting who mediate anywhere: they meet the sides one by one."""
    present = organisations((*body.actors, *body.recipients, *body.mediators, *body.hosts))
    return present & organisations(corpus.mediators)


def sides(body: Event) -> frozenset[str]:
    """The organisations between which an act is."""
    return organisations((*body.actors, *body.recipients))


def _is_same_stretch(corpus: Corpus, group: list[Row], body: Event) -> bool:
    """Whether a dated meeting belongs to the round that this group has so far."""
    ends = [b.when.end for _, b in group if b.when.end and length(b.when)]
    if not ends or body.when.start is None or (body.when.start - max(ends)).days > count("rounds", "gap_days"):
        return False
    return all(_is_bound(corpus, b, body) for _, b in group)


def _is_bound(corpus: Corpus, one: Event, other: Event) -> bool:
    """Whether parties, venue and mediator of two meetings allow one round."""
    is_there = one.where is not None and other.where is not None and is_close(one.where, other.where)
    is_with_one = is_there and bool(_mediators(corpus, one) & _mediators(corpus, other))
    if len(sides(one) & sides(other)) < 2 and not is_with_one:
        return False
    if choice("rounds", "venue") == "same" and one.where and other.where and is_apart(one.where, other.where):
        return False
    mine, theirs = ((*b.mediators, *b.hosts) for b in (one, other))
    is_other = choice("rounds", "mediator") == "same" and mine and theirs and not shared(mine, theirs)
    return not is_other


def _round(corpus: Corpus, group: list[Row]) -> Round:
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


def _why(group: list[Row]) -> str:
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


def _agreements(corpus: Corpus, meeting: Event, since: dt.date) -> list[Row]:
    parties = (*meeting.actors, *meeting.recipients)
    near = corpus.acts(meeting, ("AGREE", "SUPPORT"), since)
    return [(e, b) for e, b in near if b.modality in REAL and len(shared(sorted(sides(b)), parties)) > 1 and _is_made(corpus, e, b)]


def _is_made(corpus: Corpus, entry: Entry, body: Event) -> bool:
    """Whether an act made an agreement: agreeing does, signing where its words call it one ("signed an accord")."""
    return body.type == "AGREE" or any("agreement" in kinds(c.trigger.quote) for c in corpus.claims(entry))
