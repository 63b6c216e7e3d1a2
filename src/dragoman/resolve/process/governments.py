"""Whose government it is that a report never says: won from other reports that tell the same acts and undertakings.

One hop, as with dates: where other reports name one state in its stead, it is that state's in this report.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

import msgspec

from dragoman.model import UNNAMED_GOVERNMENT, Body, Claim, Commitment, Entry, Event, Filed, Record
from dragoman.resolve.parties import is_state, is_unnamed, meets_party

_TWICE = 2
_ROLES = ("actors", "recipients", "mediators", "hosts", "by", "toward", "accuser")


def with_states(record: Record) -> Record:
    """The record with the state in place of "the government" in entries all of whose reports that speak so mean one state."""
    states = cross_states(record)
    entries = tuple(_named(record, entry, states) for entry in record.entries)
    return msgspec.structs.replace(record, entries=entries)


def cross_states(record: Record) -> dict[str, str]:
    """Reports that speak of a government and never say of which state → the state that other reports name in its stead.

    One of them may be misread: the state must be named by twice as many as any other.
    """
    found: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    for entry in record.entries:
        for report, state, donor in _gifts(record, entry):
            found[report].setdefault(state, set()).add(donor)
    return {report: state for report, by in sorted(found.items()) if (state := _plain(by))}


def _plain(by: Mapping[str, Collection[str]]) -> str:
    """The state that twice as many reports name as any other; empty where there is none."""
    first, *others = sorted(by, key=lambda state: (-len(by[state]), state))
    return first if not others or len(by[first]) >= _TWICE * len(by[others[0]]) else ""


def _gifts(record: Record, entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Who of an entry's reports says to which whose government it is: receiver, state and donor."""
    claims = [record.claims[c] for c in entry.claims if c in record.claims]
    for claim in claims:
        mine = _parties(claim)
        if not any(is_unnamed(a) for a in mine):
            continue
        beside = [a for a in mine if not is_unnamed(a)]
        for donor in claims:
            filed = record.filed[donor.report]
            if donor.report != claim.report:
                yield from ((claim.report, a, donor.report) for a in _parties(donor) if _stands_in(a, beside, filed))


def _stands_in(actor: str, beside: list[str], filed: Filed) -> bool:
    """Whether an actor is a named state that is none of those beside the government."""
    return not is_unnamed(actor) and is_state(actor, filed) and not any(meets_party(actor, other) for other in beside)


def _parties(claim: Claim) -> tuple[str, ...]:
    """Who acts, is acted on or undertakes; not third parties, which are states of their own."""
    body = claim.body
    if isinstance(body, Event):
        return (*body.actors, *body.recipients)
    return body.by if isinstance(body, Commitment) else ()


def _named(record: Record, entry: Entry, states: dict[str, str]) -> Entry:
    """An entry with the state that all its reports mean by "the government"."""
    body = entry.body
    if not isinstance(body, Event | Commitment) or not any(is_unnamed(a) for role in _ROLES for a in getattr(body, role, ())):
        return entry
    meant = {states.get(c.report) for c in (record.claims[i] for i in entry.claims if i in record.claims)}
    state = meant.pop() if len(meant) == 1 else None
    return msgspec.structs.replace(entry, body=_put(body, state)) if state else entry


def _put(body: Body, state: str) -> Body:
    """A body with a state in place of the government that no report names."""
    roles = {role: getattr(body, role) for role in _ROLES if hasattr(body, role)}
    put = {role: tuple(dict.fromkeys(state if a == UNNAMED_GOVERNMENT else a for a in told)) for role, told in roles.items()}
    return msgspec.structs.replace(body, **put)
