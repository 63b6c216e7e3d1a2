"""Who stands for whom: actor ids compared across reports, members standing for their organisations."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz.fuzz import token_sort_ratio

from dragoman.ground.spelling import SAME, same_name
from dragoman.lexicon.actors import actor as listed
from dragoman.lexicon.load import table
from dragoman.lexicon.own import of_registry
from dragoman.lexicon.states import by_country
from dragoman.model import UNNAMED_GOVERNMENT, Actor, Filed
from dragoman.resolve.aliases import alias

_UNNAMED = frozenset({UNNAMED_GOVERNMENT, "~government-troops"})
_STATES = frozenset({"state", "government"})

_FAR = 50.0  # ratio of letters, words in order of the alphabet, below which no two spellings of one name lie: a quick no


Ties = Mapping[str, tuple[str, ...]]
"""Actors outside the registry → the organisations that reports give them; a government of no named state → all it can be."""

NONE: Ties = MappingProxyType({})


class _Reports:
    """The actors of some reports as the key of a cache: equal where they are the very same readings, not read again."""

    __slots__ = ("actors", "ids")

    def __init__(self, ids: tuple[str, ...], actors: tuple[tuple[Actor, ...], ...]) -> None:
        self.ids = ids
        self.actors = actors

    @classmethod
    def of(cls, *filed: Filed) -> "_Reports":
        """The key of these reports."""
        return cls(tuple(f.report.id for f in filed), tuple(f.actors for f in filed))

    def each(self) -> Iterator["_Reports"]:
        """The keys of the reports one by one."""
        return (_Reports((of,), (actors,)) for of, actors in zip(self.ids, self.actors, strict=True))

    def __hash__(self) -> int:
        return hash(self.ids)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Reports) or self.ids != other.ids:
            return False
        return all(one is another for one, another in zip(self.actors, other.actors, strict=True))


def ties(*filed: Filed) -> Ties:
    """What these reports say of whom actors outside the registry belong to or hold an office for, and whom short names mean.

    A government that one report never says of which state, and its troops, can be those of any state in the other.
    """
    return _ties(_Reports.of(*filed))


class _Told(Mapping[str, tuple[str, ...]]):
    """What some reports say of their actors, found for each when it is first asked for: of most of them nobody asks."""

    def __init__(self, *reports: "_Told") -> None:
        self.known: dict[str, Actor] = {}
        self.held: dict[str, tuple[str, ...]] = {}
        self.states: frozenset[str] = frozenset()
        self.open: frozenset[str] = frozenset()
        self.has_others = len(reports) > 1
        self._found: dict[str, tuple[str, ...]] = {}
        for one in reports:
            self.known |= one.known
            self.held |= {of: tuple(dict.fromkeys((*self.held.get(of, ()), *held))) for of, held in one.held.items()}
            self.states |= one.states
            self.open |= one.open

    def __getitem__(self, of: str) -> tuple[str, ...]:
        """Whom an actor can stand for. `KeyError` where the reports tie him to nobody."""
        if of not in self._found:
            self._found[of] = self._find(of)
        if found := self._found[of]:
            return found
        raise KeyError(of)

    def __iter__(self) -> Iterator[str]:
        """The actors that are tied to somebody."""
        return (of for of in sorted({*self.known, *_UNNAMED}) if self.get(of))

    def __len__(self) -> int:
        """How many are."""
        return sum(1 for _ in self)

    def _find(self, of: str) -> tuple[str, ...]:
        if of in _UNNAMED:
            return (*sorted(self.states), *sorted(_UNNAMED - {of}))
        held = self.held.get(of, ())
        if self.has_others and of in self.known and (full := alias(of, self.known)):
            return (full, *held)
        return held or ((*sorted(self.states), *sorted(_UNNAMED)) if of in self.open else ())


@lru_cache(maxsize=1 << 14)
def _ties(reports: _Reports) -> _Told:
    return _Told(*map(_told, reports.each()))


@lru_cache(maxsize=1 << 12)
def _told(report: _Reports) -> _Told:
    """What one report says of its actors."""
    told = _Told()
    (actors,) = report.actors
    for actor in actors:
        told.known[actor.id] = actor
        held = (*actor.member_of, *(o.organisation for o in actor.offices if o.organisation))
        if held and actor.id.startswith("~"):
            told.held[actor.id] = tuple(dict.fromkeys((*told.held.get(actor.id, ()), *held)))
    told.states = frozenset(a.id for a in actors if a.kind in _STATES and not is_unnamed(a.id))
    told.open = frozenset(a.id for a in actors if is_of_some_state(a))
    return told


def is_of_some_state(actor: Actor) -> bool:
    """Whether somebody outside the registry holds an office of a state that is not named: "Foreign Minister Marn"."""
    if not actor.id.startswith("~") or actor.country or actor.member_of:
        return False
    titles = [o.title.casefold() for o in actor.offices if not o.organisation]
    heads = table("en/sameness")["counted"]["ministers"].split()
    return any(t in table("en/who")["roles"]["nouns"] and t.split()[-1] in heads for t in titles)


def is_described(actor: str, filed: Filed) -> bool:
    """Whether a report tells somebody by what he is alone ("fighters", "a former minister"): another may have his name.

    The last word is then a common noun: written small, in the name or, where that is one word or none is known, in the text.
    """
    if not actor.startswith("~"):
        return False
    words = _names(_Reports.of(filed)).get(actor) or (actor.rpartition("-")[2].removeprefix("~"),)
    return words[-1].islower() if len(words) > 1 else _is_common(words[0], filed.report.text)


@lru_cache(maxsize=1 << 12)
def _names(reports: _Reports) -> dict[str, tuple[str, ...]]:
    """The words of the names that a report gives to actors outside the registry."""
    return {a.id: tuple(a.name.split()) for actors in reports.actors for a in actors if a.id.startswith("~")}


@lru_cache(maxsize=1 << 14)
def _is_common(word: str, text: str) -> bool:
    """Whether a word stands in a text written small."""
    return re.search(rf"\b{re.escape(word.casefold())}\b", text) is not None


def is_unnamed(actor: str) -> bool:
    """Whether this is a government of no named state, or its troops."""
    return actor in _UNNAMED


def is_state(actor: str, filed: Filed) -> bool:
    """Whether a report or the registry takes an actor for a state or its government; one of no named state is."""
    found = next((a for a in filed.actors if a.id == actor), None) or listed(actor)
    return is_unnamed(actor) or (found is not None and found.kind in _STATES)


def is_person(actor: str, filed: Filed) -> bool:
    """Whether a report or the registry takes an actor for a person."""
    found = next((a for a in filed.actors if a.id == actor), None) or listed(actor)
    return found is not None and found.kind == "person"


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


def meets_party(one: str, other: str, told: Ties = NONE) -> bool:
    """Whether two ids are one actor, or one stands for the other, by the registry or by what reports tell."""
    return is_one(one, other) or _stands_for(one, other, told) or _stands_for(other, one, told)


def _stands_for(one: str, other: str, told: Ties) -> bool:
    return other in standing_for(one) or any(is_one(held, other) for held in told.get(one, ()))


def shared(ours: Iterable[str], theirs: Iterable[str], told: Ties = NONE) -> tuple[str, ...]:
    """Those of ours that meet one of theirs, in order."""
    theirs = tuple(theirs)
    return tuple(a for a in dict.fromkeys(ours) if any(meets_party(a, b, told) for b in theirs))


def is_covered(ours: tuple[str, ...], theirs: tuple[str, ...], told: Ties = NONE) -> bool:
    """Whether all of the shorter list meet somebody in the longer one. A government of no named state can be any."""
    small, large = sorted((tuple(a for a in actors if not is_unnamed(a)) for actors in (ours, theirs)), key=len)
    return len(shared(small, large, told)) == len(small)


def is_nameless(actors: Iterable[str]) -> bool:
    """Whether nobody is named: no actor, or a government of no named state."""
    return all(is_unnamed(a) for a in actors)


def organisations(actors: Iterable[str], told: Ties = NONE) -> frozenset[str]:
    """Organisations that these actors are or stand for; an actor who stands for none is taken himself."""
    return frozenset().union(*(memberships(a) or (() if is_unnamed(a) else told.get(a)) or (a,) for a in actors))


@of_registry
@lru_cache(maxsize=1 << 14)
def country(actor: str) -> str:
    """The country of a listed actor, as ISO 3166-1 alpha-3; empty where the registry has none."""
    found = listed(actor)
    return found.country if found else ""


def is_one_polity(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether the two lists have a country in common: those who hold an election or form a government are named in many ways."""
    return bool({country(a) for a in ours} & {country(a) for a in theirs} - {""})
