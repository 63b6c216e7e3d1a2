"""Rounds: entries of one stretch of talks.

The rule is `[rounds]` in lexicon/rules.toml: how many days may lie between meetings, whether two parties in common are enough,
and whether another venue or mediator makes another round. Calls, visits and interviews are no talks.
"""

import datetime as dt

import msgspec

from dragoman.model import Claim, Event, Place, Record, When, Witness
from dragoman.resolve.folding.bodies import union
from dragoman.resolve.moments import length
from dragoman.resolve.parties import shared
from dragoman.resolve.places import first_named, is_apart
from dragoman.resolve.process.accords import REAL, is_agreement, sides
from dragoman.resolve.process.corpus import Corpus, first_day
from dragoman.resolve.process.stretches import Row, Stretch, between, stretches
from dragoman.resolve.sameness.telling import naming
from dragoman.resolve.settings import choice, count, setting
from dragoman.resolve.terms import listed, stems


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
    return gathered(Corpus(record))


def gathered(corpus: Corpus) -> tuple[Round, ...]:
    """The rounds of a record."""
    found = [_round(corpus, stretch) for stretch in stretches(corpus, _talks(corpus)) if _is_round(corpus, stretch)]
    return tuple(sorted(found, key=lambda r: (first_day(r.when), r.id)))


def _talks(corpus: Corpus) -> list[Row]:
    """Meetings of two sides or more that took place and are told by a word for talks, likelier than not."""
    surest = setting("rounds", "confidence")
    near = [(e, b) for e, b in corpus.events if b.type == "CONSULT" and b.modality in REAL and e.confidence >= surest]
    return [
        (e, b)
        for e, b in near
        if len(between(b)) > 1 and not corpus.is_ahead(e, b) and any(_is_talks(corpus, c) for c in corpus.claims(e))
    ]


def _is_round(corpus: Corpus, stretch: Stretch) -> bool:
    """Whether meetings make a round: a single one that one source tells of does only where that calls it talks or the like."""
    entry = stretch.rows[0][0]
    if len(stretch.rows) > 1 or entry.independent > 1:
        return True
    words = (stems(e.quote) for claim in corpus.claims(entry) for e in claim.evidence)
    return any(listed("talks", "alone") & set(told) for told in words)


def _is_talks(corpus: Corpus, claim: Claim) -> bool:
    """Whether the words that name an act name talks: no call, visit or interview, and no conference with the press."""
    name = set(stems(naming(Witness(claim, corpus.record.filed[claim.report]))[1]))
    is_call = any(listed("talks", "calls") & set(stems(e.quote)) for e in claim.evidence)
    return bool(name & listed("talks", "words")) and not name & listed("talks", "others") and not is_call


def _round(corpus: Corpus, stretch: Stretch) -> Round:
    bodies = [body for _, body in stretch.rows]
    outcomes = _outcomes(corpus, bodies, stretch.when)
    reached = [e.body for e in (corpus.entries[i] for i in outcomes) if isinstance(e.body, Event)]
    return Round(
        id=stretch.rows[0][0].id,
        when=stretch.when,
        parties=union((*b.actors, *b.recipients) for b in bodies),
        mediators=union(b.mediators for b in bodies),
        hosts=union(b.hosts for b in bodies),
        where=first_named(b.where for b in (*bodies, *reached)),
        entries=tuple(e.id for e, _ in stretch.rows),
        outcomes=tuple(outcomes),
        claims=tuple(c for e, _ in stretch.rows for c in e.claims),
        why=_why(stretch.rows),
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
    return [(e, b) for e, b in near if is_agreement(corpus, e, b) and len(shared(sorted(sides(b)), parties)) > 1]
