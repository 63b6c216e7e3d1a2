"""Where acts happened: what two places allow together."""

from dragoman.model import Place
from dragoman.resolve.terms import stems

_FINE = ("venue", "city")


def is_close(one: Place, other: Place) -> bool:
    """Whether two places are one, or one name holds the other ("Gaza", "Gaza Strip")."""
    if one.geonames is not None and one.geonames == other.geonames:
        return True
    mine, theirs = set(stems(one.name)), set(stems(other.name))
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def is_same_country(one: Place, other: Place) -> bool:
    """Whether both lie in one country."""
    return bool(one.country) and one.country == other.country


def is_apart(one: Place, other: Place) -> bool:
    """Whether an act cannot be in both: other countries, or two cities of one."""
    if is_close(one, other):
        return False
    if one.country and other.country and one.country != other.country:
        return True
    return one.precision in _FINE and other.precision in _FINE and one.precision == other.precision
