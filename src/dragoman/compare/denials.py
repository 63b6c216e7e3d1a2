"""Conflicts between entries: what one source tells as done, another tells as not done."""

from collections import defaultdict
from collections.abc import Iterator

from dragoman.compare.sources import Source, Told, divergence, value
from dragoman.model import Divergence, Entry, Event, Value
from dragoman.resolve.moments import apart, length
from dragoman.resolve.parties import is_covered
from dragoman.resolve.places import is_apart
from dragoman.resolve.process.corpus import involved
from dragoman.resolve.terms import content, dice, stems

_LIKE = 0.3  # share of words from which a denial speaks of the same act
_COMMON = 2  # words at least that both have: one is the word for the act
_NARROW = 31  # days: only dates this narrow tell that both speak of one act


def denials(told: Told) -> Iterator[Divergence]:
    """Acts that sources tell as done which other sources deny: the same kind, parties and days, in like words."""
    denied: defaultdict[tuple[str, str, int], list[tuple[Entry, Event]]] = defaultdict(list)
    events = [(e, e.body) for e in told.record.entries if isinstance(e.body, Event)]
    for entry, body in events:
        if body.modality == "denied":
            for key in _keys(body):
                denied[key].append((entry, body))
    for entry, body in events:
        if body.modality in ("occurred", "ongoing", "uncertain"):
            near = {e.id: (e, b) for key in _keys(body) for e, b in denied.get(key, ())}
            for _, against in sorted(near.items()):
                if _is_denied(told, (entry, body), against):
                    yield _conflict(told, entry, against[0])


def _keys(body: Event) -> list[tuple[str, str, int]]:
    """What an act and its denial share: a party, the kind, and a month, for dates so narrow that meet lie in one."""
    if body.when.start is None or body.when.end is None or (length(body.when) or 0) > _NARROW:
        return []
    first, last = (day.year * 12 + day.month for day in (body.when.start, body.when.end))
    parties = sorted(involved((*body.actors, *body.recipients)))
    return [(party, body.type, month) for party in parties for month in range(first, last + 1)]


def _is_denied(told: Told, act: tuple[Entry, Event], against: tuple[Entry, Event]) -> bool:
    (entry, body), (denial, other) = act, against
    if body.type != other.type or not is_covered((*body.actors, *body.recipients), (*other.actors, *other.recipients)):
        return False
    spans = length(body.when), length(other.when)
    if None in spans or max(s or 0 for s in spans) > _NARROW or apart(body.when, other.when):
        return False
    if body.where and other.where and is_apart(body.where, other.where):
        return False
    if _is_before(told, denial, body):
        return False
    return _reports(told, entry).isdisjoint(_reports(told, denial)) and _likeness(told, entry, denial) >= _LIKE


def _is_before(told: Told, denial: Entry, body: Event) -> bool:
    """Whether a denial was published before the act: it then speaks of what was planned."""
    days = [told.record.filed[r].published.start for r in _reports(told, denial)]
    return any(day is None or (body.when.start is not None and day < body.when.start) for day in days)


def _reports(told: Told, entry: Entry) -> set[str]:
    return {told.record.claims[c].report for c in entry.claims}


def _likeness(told: Told, one: Entry, other: Entry) -> float:
    bodies = [e.body for e in (one, other) if isinstance(e.body, Event)]
    names = {s for b in bodies for actor in (*b.actors, *b.recipients) for s in stems(actor)}
    mine, theirs = ([content(e.quote) - names for c in x.claims for e in told.record.claims[c].evidence] for x in (one, other))
    return max((dice(x, y) for x in mine for y in theirs if len(x & y) >= _COMMON), default=0.0)


def _conflict(told: Told, entry: Entry, denial: Entry) -> Divergence:
    values = [*(_says(s, entry) for s in told.sources(entry)), *(_says(s, denial) for s in told.sources(denial))]
    return divergence(entry, "modality", "conflict", values, "Some sources tell it as done, others as not done.")


def _says(source: Source, entry: Entry) -> Value:
    return value(entry.body.modality if isinstance(entry.body, Event) else "", source)
