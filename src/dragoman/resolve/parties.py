"""Who stands for whom: actor ids compared across reports, members standing for their organisations."""

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.fuzz import token_sort_ratio

from dragoman.ground.spelling import SAME, same_name
from dragoman.lexicon.actors import actor as listed
from dragoman.lexicon.actors import by_country
from dragoman.lexicon.own import of_registry

_FAR = 50.0  # ratio of letters, words in order of the alphabet, below which no two spellings of one name lie: a quick no


@of_registry
@lru_cache(maxsize=1 << 14)
def memberships(actor: str) -> tuple[str, ...]:
    """The organisations that a listed actor belongs to or holds an office in, at any date; a state for what is part of it."""
    found = listed(actor)
    if found is None:
        return ()
    held = [*found.member_of, *(o.organisation for o in found.offices if o.organisation)]
    state = by_country().get(found.country)
    if state and found.kind in ("agency", "government") and state.id != actor:
        held.append(state.id)
    return tuple(dict.fromkeys(held))


@of_registry
@lru_cache(maxsize=1 << 14)
def standing_for(actor: str) -> frozenset[str]:
    """An actor with the organisations that he stands for."""
    return frozenset((actor, *memberships(actor)))


@of_registry
@lru_cache(maxsize=1 << 16)
def is_one(one: str, other: str) -> bool:
    """Whether two ids name one actor: equal, or names that differ in spelling alone. Two registry ids are always two."""
    if one == other:
        return True
    if not (one.startswith("~") or other.startswith("~")):
        return False
    mine, theirs = spelled(one), spelled(other)
    return token_sort_ratio(mine, theirs) >= _FAR and same_name(mine, theirs).score >= SAME


def spelled(actor: str) -> str:
    """The name behind an id."""
    found = None if actor.startswith("~") else listed(actor)
    return found.name if found else actor.removeprefix("~").replace("-", " ")


def meets_party(one: str, other: str) -> bool:
    """Whether two ids are one actor, or one stands for the other."""
    return is_one(one, other) or other in standing_for(one) or one in standing_for(other)


def shared(ours: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """Those of ours that meet one of theirs, in order."""
    theirs = tuple(theirs)
    return tuple(a for a in dict.fromkeys(ours) if any(meets_party(a, b) for b in theirs))


def is_covered(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether all of the shorter list meet somebody in the longer one."""
    small, large = sorted((ours, theirs), key=len)
    return len(shared(small, large)) == len(small)


def organisations(actors: Iterable[str]) -> frozenset[str]:
    """Organisations that these actors are or stand for; an actor who stands for none is taken himself."""
    return frozenset().union(*(memberships(a) or (a,) for a in actors))


@of_registry
@lru_cache(maxsize=1 << 14)
def country(actor: str) -> str:
    """The country of a listed actor, as ISO 3166-1 alpha-3; empty where the registry has none."""
    found = listed(actor)
    return found.country if found else ""


def is_one_polity(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether the two lists have a country in common: those who hold an election or form a government are named in many ways."""
    return bool({country(a) for a in ours} & {country(a) for a in theirs} - {""})
