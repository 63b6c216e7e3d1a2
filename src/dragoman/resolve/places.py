"""Where acts happened: what two places allow together."""

from collections.abc import Iterable

from dragoman.model import Place
from dragoman.resolve.terms import stems

CLOSEST = ("venue", "city", "region", "area", "country", "")  # precisions, from the closest
_FINE = ("venue", "city")


def first_named(places: Iterable[Place | None]) -> Place | None:
    """The first of places that has a name: a round is not called after a hall."""
    return next((p for p in places if p is not None and not p.name.islower()), None)


def is_close(one: Place | None, other: Place | None) -> bool:
    """Whether two places are told and are one, or one name holds the other ("Gaza", "Gaza Strip").

    Every town has a town hall: of places told by common nouns alone nothing follows.
    """
    if one is None or other is None or one.name.islower() or other.name.islower():
        return False
    if one.geonames is not None and one.geonames == other.geonames:
        return True
    mine, theirs = set(stems(one.name)), set(stems(other.name))
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def is_same_country(one: Place, other: Place) -> bool:
    """Whether both lie in one country."""
    return bool(one.country) and one.country == other.country


def is_there(one: Place | None, other: Place | None) -> bool:
    """Whether two places are told and can be one: by its name, or by its country alone."""
    if one is None or other is None:
        return False
    return is_close(one, other) or ("country" in (one.precision, other.precision) and is_same_country(one, other))


def is_apart(one: Place, other: Place) -> bool:
    """Whether an act cannot be in both: other countries, or two cities of one."""
    if is_close(one, other):
        return False
    if one.country and other.country and one.country != other.country:
        return True
    return one.precision in _FINE and other.precision in _FINE and one.precision == other.precision
