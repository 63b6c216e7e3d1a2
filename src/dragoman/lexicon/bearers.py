"""What the lists that ship know to bear a name, whatever actors and places the user has given: a sentence's names hang on them.

The sentences of a report must be read alike in every record; what the user gives joins when the names are grounded.
"""

from collections import defaultdict
from functools import cache, lru_cache
from typing import Literal

from dragoman.lexicon.actors import family_name, shipped
from dragoman.lexicon.notation import simplify
from dragoman.lexicon.places import listed
from dragoman.lexicon.states import demonym
from dragoman.lexicon.towns import towns

Bearer = Literal["place", "person", "family", "organisation", "people"]
_ORGANISATIONS = frozenset({"party", "armed_group", "igo", "agency", "media", "ngo", "group"})


@lru_cache(maxsize=1 << 14)  # the names of some hundred reports
def bearers(name: str) -> frozenset[Bearer]:
    """What bears this name: a listed place, and of a listed person or organisation, a people and a family the first that does."""
    places: frozenset[Bearer] = frozenset({"place"} if listed(name) else ())
    kinds = _kinds().get(simplify(name), frozenset())
    if kinds:
        return places | ({"person"} if kinds == {"person"} else {"organisation"} if kinds <= _ORGANISATIONS else frozenset())
    if demonym(name):
        return places | {"people"}
    return places | ({"family"} if simplify(name) in _families() else frozenset())


@lru_cache(maxsize=1 << 12)
def is_town(name: str) -> bool:
    """Whether any town of the package bears this name."""
    return bool(towns(name))


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """The kinds of the listed actors by the simplified names that they bear."""
    found: dict[str, set[str]] = defaultdict(set)
    for actor in shipped().values():
        for name in actor.names:
            found[simplify(name)].add(actor.kind)
    return {name: frozenset(kinds) for name, kinds in found.items()}


@cache
def _families() -> frozenset[str]:
    return frozenset(family_name(actor) for actor in shipped().values() if actor.kind == "person")
