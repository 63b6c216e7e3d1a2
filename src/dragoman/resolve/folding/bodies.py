"""The body of an entry, folded from those of its claims."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from dragoman.ground.who.words import is_adjective_of
from dragoman.model import (
    Actor,
    ActorClaim,
    Alias,
    Body,
    Claim,
    Commitment,
    Event,
    Modality,
    Number,
    Office,
    Place,
    Statement,
    Witness,
)
from dragoman.resolve.aliases import aliases
from dragoman.resolve.moments import finest, making
from dragoman.resolve.parties import is_of_some_state, is_one, is_state, is_unnamed
from dragoman.resolve.places import CLOSEST

Told = TypeVar("Told", Event, Statement, Commitment)

_MODALITIES: tuple[Modality, ...] = ("occurred", "ongoing", "uncertain", "planned", "proposed", "conditional", "denied")
_ROLES = {
    Event: ("actors", "recipients", "mediators", "hosts", "said_by"),
    Statement: ("speakers", "addressee"),
    Commitment: ("by", "toward", "mediators", "accuser"),
    ActorClaim: (),
}
ENOUGH = 64  # tellings from which one more or less says nothing of how sure an actor is, or what he is called


def fold_body(witnesses: Sequence[Witness]) -> Body:
    """One body from the claims of an entry, all of one kind, in id order."""
    claims, short = [w.claim for w in witnesses], _short(witnesses)
    if events := [(c, _in_full(c.body, short)) for c in claims if isinstance(c.body, Event)]:
        return _event(events, _of_some_state(witnesses))
    if statements := [(c, _in_full(c.body, short)) for c in claims if isinstance(c.body, Statement)]:
        return _statement(statements)
    if commitments := [(c, _in_full(c.body, short)) for c in claims if isinstance(c.body, Commitment)]:
        return _commitment(commitments)
    return ActorClaim(fold_actor([spelled_by(c.report, c.body.actor) for c in claims if isinstance(c.body, ActorClaim)]))


def _short(witnesses: Sequence[Witness]) -> Mapping[str, str]:
    """The short names by which some of these claims call a party whom others name in full."""
    told = {of for w in witnesses for named in _parties(w.claim.body).values() for of in named}
    return aliases(a for w in witnesses for a in w.filed.actors if a.id in told) if len(witnesses) > 1 else {}


def _in_full(body: Told, short: Mapping[str, str]) -> Told:
    """The body with its parties by their full names."""
    named = _parties(body)
    if short.keys().isdisjoint(of for told in named.values() for of in told):
        return body
    in_full = {role: tuple(dict.fromkeys(short.get(of, of) for of in told)) for role, told in named.items()}
    return msgspec.structs.replace(body, **in_full)


def _parties(body: Body) -> dict[str, tuple[str, ...]]:
    return {role: getattr(body, role) for role in _ROLES[type(body)]}


def union(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """All members once, the most told first. Names that differ in spelling alone are one, by the smallest id.

    A government of no named state gives way to whom other claims name in its stead.
    """
    told = [tuple(xs) for xs in lists]
    counts = Counter(x for xs in told for x in xs)
    kept: dict[str, int] = {}
    for actor in sorted(counts):
        same = next((k for k in kept if is_one(k, actor)), actor)
        kept[same] = kept.get(same, 0) + counts[actor]
    for unnamed in [actor for actor in kept if is_unnamed(actor)]:
        if _is_named_elsewhere(unnamed, told):
            del kept[unnamed]
    return tuple(sorted(kept, key=lambda k: (-kept[k], k)))


def _is_named_elsewhere(unnamed: str, told: Sequence[Sequence[str]]) -> bool:
    """Whether some claims name somebody whom those that speak of "the government" do not."""
    beside = {actor for actors in told if unnamed in actors for actor in actors} | {a for xs in told for a in xs if is_unnamed(a)}
    return any(not any(is_one(actor, other) for other in beside) for actors in told for actor in actors)


def _most(values: Sequence[tuple[float, str]]) -> str:
    """The value that most claims have; among equals the one told with more confidence."""
    tally: dict[str, list[float]] = {}
    for confidence, value in values:
        tally.setdefault(value, []).append(confidence)
    return min(tally, key=lambda v: (-len(tally[v]), -round(sum(tally[v]), 6), v))


def _of_some_state(witnesses: Sequence[Witness]) -> frozenset[str]:
    """Ministers of no named state, where other claims name a state in their stead."""
    open_ = {a.id for w in witnesses for a in w.filed.actors if is_of_some_state(a)}
    told = [(w, a) for w in witnesses if isinstance(w.claim.body, Event) for a in (*w.claim.body.actors, *w.claim.body.recipients)]
    is_named = any(is_state(a, w.filed) and not is_unnamed(a) for w, a in told)
    return frozenset(open_) if is_named else frozenset()


def _event(rows: Sequence[tuple[Claim, Event]], beside: frozenset[str] = frozenset()) -> Event:
    """The body of an act. Those `beside` it speak for a party that is named."""
    bodies = [_but(body, beside) for _, body in rows]
    best = _fullest(rows)
    return Event(
        type=_most([(c.confidence, b.type) for c, b in rows]),
        modality=_modality([b.modality for b in bodies]),
        mode=union(b.mode for b in bodies),
        cameo=_most([(c.confidence, b.cameo) for c, b in rows if b.cameo] or [(0.0, "")]),
        context=union(b.context for b in bodies),
        actors=union(b.actors for b in bodies),
        recipients=_without(union(b.recipients for b in bodies), union(b.actors for b in bodies)),
        mediators=union(b.mediators for b in bodies),
        hosts=union(b.hosts for b in bodies),
        when=finest([b.when for b in bodies]),
        where=_place([b.where for b in bodies if b.where]),
        issues=union(b.issues for b in bodies),
        numbers=_numbers(n for b in bodies for n in b.numbers),
        said_by=() if any(not b.said_by for b in bodies) else union(b.said_by for b in bodies),
        words=best.words,
    )


def _but(body: Event, beside: frozenset[str]) -> Event:
    if not beside.intersection((*body.actors, *body.recipients)):
        return body
    actors, recipients = (tuple(a for a in told if a not in beside) for told in (body.actors, body.recipients))
    return msgspec.structs.replace(body, actors=actors, recipients=recipients)


def _without(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Nobody is actor and recipient of one act at once."""
    return tuple(x for x in ours if not any(is_one(x, y) for y in theirs))


def _fullest(rows: Sequence[tuple[Claim, Event]]) -> Event:
    """The telling with the most parties; among equals the surest."""
    return min(rows, key=lambda row: (-len(row[1].actors) - len(row[1].recipients), -row[0].confidence, row[0].id))[1]


def _modality(told: Sequence[Modality]) -> Modality:
    """What most tell; "uncertain" yields to a report that asserts the act."""
    sure: list[Modality] = [m for m in told if m != "uncertain"]
    counts = Counter(sure or told)
    return min(counts, key=lambda m: (-counts[m], _MODALITIES.index(m)))


def _place(places: Sequence[Place]) -> Place | None:
    """The place that most tell, among equals the finest."""
    if not places:
        return None
    counts = Counter(places)
    return min(counts, key=lambda p: (CLOSEST.index(p.precision), -counts[p], p.name, p.geonames or 0))


def _numbers(numbers: Iterable[Number]) -> tuple[Number, ...]:
    """Numbers by what they count; those told in the same words, but for capitals, are one."""
    alike: dict[tuple[float | None, str], Number] = {}
    for number in sorted(set(numbers), key=lambda n: (n.text.swapcase(), n.unit.swapcase())):  # small letters first
        alike.setdefault((number.value, number.text.casefold()), number)
    return tuple(sorted(alike.values(), key=lambda n: (n.unit, n.value is None, n.value or 0.0, n.text)))


def _statement(rows: Sequence[tuple[Claim, Statement]]) -> Statement:
    longest = min(rows, key=lambda row: (-len(row[1].content.quote), row[0].id))[1]
    bodies = [body for _, body in rows]
    return msgspec.structs.replace(
        longest,
        speakers=union(b.speakers for b in bodies),
        addressee=union(b.addressee for b in bodies),
        when=finest([b.when for b in bodies]),
        where=_place([b.where for b in bodies if b.where]),
        issues=union(b.issues for b in bodies),
    )


def _commitment(rows: Sequence[tuple[Claim, Commitment]]) -> Commitment:
    bodies = [body for _, body in rows]
    longest = min(rows, key=lambda row: (-len(row[1].what.quote), row[0].id))[1]
    latest = max(rows, key=lambda row: (str(row[1].as_of.end or ""), row[1].status != "unknown", row[0].confidence, row[0].id))[1]
    return msgspec.structs.replace(
        longest,
        by=union(b.by for b in bodies),
        act=_most([(c.confidence, b.act) for c, b in rows if b.act] or [(0.0, "")]),
        toward=union(b.toward for b in bodies),
        mediators=union(b.mediators for b in bodies),
        issues=union(b.issues for b in bodies),
        made_in=min((b.made_in for b in bodies if b.made_in), default=None),
        made=finest([making(c) for c, _ in rows]),
        due=finest([b.due for b in bodies]),
        condition=next((b.condition for b in bodies if b.condition), None),
        numbers=_numbers(n for b in bodies for n in b.numbers),
        status=latest.status,
        as_of=latest.as_of,
        accuser=union(b.accuser for b in bodies),
    )


def spelled_by(report: str, actor: Actor) -> Actor:
    """An actor whose name is a spelling of this report too: the entry may be shown under another."""
    return msgspec.structs.replace(actor, aliases=(*actor.aliases, Alias(actor.name, (report,))))


def fold_actor(actors: Sequence[Actor], best: Actor | None = None) -> Actor:
    """One actor from what reports say of it: the registry's id and name, else the fullest name, else the most told.

    It goes by that of the `best` of them where it is known.
    """
    best = best or _best(actors)
    spelled: dict[str, set[str]] = {}
    for alias in (alias for a in actors for alias in a.aliases):
        spelled.setdefault(alias.text, set()).update(alias.reports)
    offices = {msgspec.json.encode(o): o for a in actors for o in a.offices}
    return msgspec.structs.replace(
        best,
        aliases=tuple(Alias(text, tuple(sorted(reports))) for text, reports in sorted(spelled.items()) if text != best.name),
        country=best.country or min((a.country for a in actors if a.country), default=""),
        sector=best.sector or min((a.sector for a in actors if a.sector), default=""),
        other_sectors=tuple(sorted({s for a in actors for s in a.other_sectors})),
        offices=tuple(sorted(offices.values(), key=_office)),
        member_of=tuple(sorted({m for a in actors for m in a.member_of})),
    )


def _best(actors: Sequence[Actor]) -> Actor:
    told = Counter(a.name for a in actors)
    adjectives = {a for a in told for state in told if is_adjective_of(a, state)}  # a state known to one report by that alone
    return min(actors, key=lambda a: (a.id.startswith("~"), a.name in adjectives, -len(a.name.split()), *_plainest(a, told)))


def _plainest(actor: Actor, told: Counter[str]) -> tuple[int, int, str, str]:
    """What ranks a name among others as long: the most told, of those told often the longest, then the first in the alphabet."""
    return -min(told[actor.name], ENOUGH), -len(actor.name), actor.name, actor.id


def _office(office: Office) -> tuple[str, ...]:
    return tuple(str(v or "") for v in (office.start, office.end, office.title, office.organisation, office.evidence))
