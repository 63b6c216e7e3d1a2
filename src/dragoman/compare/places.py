"""Where sources set one act: other places, one named more closely than another, and places that some leave out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from dragoman.compare.sources import Source, divergence, omission, value
from dragoman.lexicon.load import table
from dragoman.model import Divergence, Entry, Event, Place
from dragoman.resolve.parties import country
from dragoman.resolve.places import CLOSEST, is_apart, is_close, is_same_country
from dragoman.resolve.terms import stems


def places(entry: Entry, sources: Sequence[Source]) -> Iterator[Divergence]:
    """Where sources tell an act of different places, where one names it more closely, or some name none at all."""
    given = [_given(s) for s in sources]
    votes = Counter(p.name for some in given for p in {q.name: q for q in some}.values())
    told = [next((p for p in some if _is_sure(p) or votes[p.name] > 1), None) for some in given]
    known = [(p, s) for p, s in zip(told, sources, strict=True) if p]
    values = [value(p.name if p else "", s) for p, s in zip(told, sources, strict=True)]
    beside = [(p, s) for p, _ in known for mine, s in zip(told, sources, strict=True) if not mine and _is_city(p) and s.has(p.name)]
    within = [(a, s) for a, s in known for b, t in (*known, *beside) if not t.has(a.name) and _is_within(a, s, b)]
    if any(_is_conflict(entry, a, b) for a in known for b in known):
        yield divergence(entry, "where", "conflict", values, "Sources tell it of different places.")
    elif within:
        yield divergence(entry, "where", "precision", values, "One source names the place more closely.")
    elif any(_is_kind_of(q, p) for p, _ in known for some, mine in zip(given, told, strict=True) if not mine for q in some):
        values = [value(some[0].name if some else "", s) for some, s in zip(given, sources, strict=True)]
        yield divergence(entry, "where", "precision", values, "One source names what another tells by what it is.")
    elif known:
        silent = [not p and _is_silent_on(s, [p for p, _ in known]) for p, s in zip(told, sources, strict=True)]
        yield from omission(entry, "where", values, silent, "Not all sources that tell it name the place.")


def _given(source: Source) -> list[Place]:
    """The places of a source, the closest first: in its latest version."""
    told = [c.body.where for c in source.claims if isinstance(c.body, Event) and c.body.where]
    return sorted(told, key=lambda p: CLOSEST.index("venue" if _is_venue(p) else p.precision))


def _is_kind_of(one: Place, other: Place) -> bool:
    """Whether a place told by a common noun is of the kind that another has in its name: "a bridge", "the Marn bridge"."""
    return one.name.islower() and not other.name.islower() and stems(one.name)[-1:] == stems(other.name)[-1:]


def _is_sure(place: Place) -> bool:
    """Whether the gazetteer or a noun tells that a name is a place: of another name two sources must say so."""
    return bool(place.country) or place.geonames is not None or _is_venue(place)


def _is_venue(place: Place) -> bool:
    """Whether a name is that of a house, a gate or the like, which the gazetteer need not know."""
    return place.precision == "venue" or (not place.precision and not _kinds().isdisjoint(stems(place.name)[1:]))


def _is_city(place: Place) -> bool:
    return place.precision == "city"


@cache
def _kinds() -> frozenset[str]:
    nouns = (*table("en/who")["venues"]["nouns"], *table("en/kinds")["facilities"])
    return frozenset(s for noun in nouns for s in stems(noun)[-1:])


def _is_within(one: Place, source: Source, other: Place) -> bool:
    """Whether one place lies in the other and is named more closely.

    A house or gate lies in the city that others tell, where nothing says of what other country it is, or its own source has
    that city too.
    """
    if _is_venue(one) and not _is_venue(other):
        is_near = not one.country or is_same_country(one, other) or source.has(other.name)
        return is_near or set(stems(one.name)) > set(stems(other.name))
    return not is_close(one, other) and is_same_country(one, other) and one.precision != "country" == other.precision


def _is_conflict(entry: Entry, one: tuple[Place, Source], other: tuple[Place, Source]) -> bool:
    """Whether an act cannot be in both places. The country of a party is often named without being the place."""
    (mine, source), (theirs, beside) = one, other
    if _is_within(mine, source, theirs) or _is_within(theirs, beside, mine):
        return False
    return is_apart(mine, theirs) and not any(p.precision == "country" and p.country in _lands(entry) for p in (mine, theirs))


def _lands(entry: Entry) -> set[str]:
    body = entry.body
    return {country(a) for a in (*body.actors, *body.recipients)} if isinstance(body, Event) else set()


def _is_silent_on(source: Source, known: Sequence[Place]) -> bool:
    """Whether a source names none of these places anywhere. The country of a conflict goes without saying."""
    return all(p.precision != "country" and not source.has(p.name) for p in known)
