"""The divergences of a record: every entry told by two or more independent sources, field by field."""

from collections.abc import Container, Iterator

from dragoman.compare import fields
from dragoman.compare.denials import denials
from dragoman.compare.sources import Source, Told
from dragoman.compare.untold import untold
from dragoman.compare.wording import Term, contrast, force, offices, wording
from dragoman.model import ActorClaim, Commitment, Divergence, Entry, Event, Record


def divergences(record: Record) -> tuple[Divergence, ...]:
    """Where sources conflict, where one is finer, what one leaves out, and how they word it; by entry and field."""
    return differing(Told(record))


def differing(told: Told) -> tuple[Divergence, ...]:
    """The divergences of a record."""
    named = [sources for entry, sources in told.compared if isinstance(entry.body, ActorClaim) and not told.is_described(sources)]
    labels = {term for sources in named for term in contrast(sources, told)}
    found = [d for entry, sources in told.compared for d in _of(told, entry, sources, labels)]
    found += [*denials(told), *untold(told)]
    once = {d.id: d for d in found if _is_between_outlets(d)}
    return tuple(sorted(once.values(), key=lambda d: (d.entry, d.field, d.kind, d.id)))


def _is_between_outlets(found: Divergence) -> bool:
    """Whether two outlets differ: an outlet that tells more or other things on a later day goes on with its story."""
    # two of several rows differ in both columns as soon as neither column has but one value
    return len({v.value for v in found.values}) > 1 and len({frozenset(v.sources) for v in found.values}) > 1


def _of(told: Told, entry: Entry, sources: tuple[Source, ...], labels: Container[Term]) -> Iterator[Divergence]:
    """The divergences of one entry. `labels` are loaded terms shown with the parties that they name, and not once more here."""
    if isinstance(entry.body, Event):
        yield from fields.events(entry, sources, told)
        yield from force(entry, sources)
        yield from wording(entry, sources, told, labels)
    if isinstance(entry.body, Commitment):
        yield from fields.commitments(entry, sources, told)
    if isinstance(entry.body, ActorClaim):
        yield from offices(entry, sources)
        if not told.is_described(sources):
            yield from wording(entry, sources, told)
