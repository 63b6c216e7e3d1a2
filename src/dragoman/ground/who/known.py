"""What the registry knows of a name as a report writes it."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from dragoman.ground.letters import alike, fold
from dragoman.ground.spelling import KEPT, SAME, plain, same_name, skeleton, surname
from dragoman.ground.who.words import letters_of, words
from dragoman.lexicon.actors import actor, governing, named, registry
from dragoman.lexicon.notation import simplify
from dragoman.lexicon.own import of_registry
from dragoman.lexicon.places import sites
from dragoman.lexicon.states import demonym, states
from dragoman.model import Actor

_BODIES = frozenset({"party", "armed_group"})
_LINKS = frozenset({"i", "e", "y"})  # between the words of Persian names
_POLITIES = frozenset({"state", "government"})


@of_registry
@lru_cache(KEPT)
def known(form: str) -> tuple[Actor, ...]:
    """Actors of the registry that bear this name. Case counts: "who" is no organisation, "PA" is no "pa".

    A body that the registry has without its kind ("the Northern Front Movement"), or in another spelling, is known by that; a
    state by what is "Republic of" it.
    """
    if form == form.casefold():
        return ()
    if found := tuple(found for found in named(form) if _case_fits(form, found)):
        return found
    return _less_kind(form) or _polity(form) or _spelled(form)


def _less_kind(form: str) -> tuple[Actor, ...]:
    less, _, kind = form.rpartition(" ")
    if kind.casefold() not in words("organisation", "movements") or kind == kind.casefold():
        return ()
    return tuple(found for found in known(less) if found.kind in _BODIES)


def _polity(form: str) -> tuple[Actor, ...]:
    """As in "the Federal Republic of Varenia": a state in full, of whatever form."""
    kind, _, name = form.partition(" of ")
    told = kind.casefold().removeprefix("the ").split()
    if (
        not name
        or not told
        or told[-1] not in words("sovereign", "polities")
        or not words("sovereign", "forms").issuperset(told[:-1])
    ):
        return ()
    return tuple(found for found in named(name) if found.kind in _POLITIES)


def _spelled(form: str) -> tuple[Actor, ...]:
    """The one body of the registry whose name this is, word for word, in another spelling ("Tehreek" for "Tehrik")."""
    told = plain(form).split()
    found = {of for of, name in _bodies().get(_sounds(told), ()) if _are_spellings(told, name)} if len(told) > 1 else set()
    one = registered(found.pop()) if len(found) == 1 else None
    return (one,) if one else ()


def _are_spellings(told: list[str], name: tuple[str, ...]) -> bool:
    """Whether two names are alike word by word. Short words and those of countries must be the same: near ones are others."""
    return all(a == b or _is_spelling(a, b) for a, b in zip(told, name, strict=True))


def _is_spelling(a: str, b: str) -> bool:
    is_long = len(a) > 4 or (a in _LINKS and b in _LINKS)
    return is_long and alike(a, b) and len(fold(a)) == len(fold(b)) and not (_is_of_state(a) or _is_of_state(b))


def _is_of_state(word: str) -> bool:
    return bool(demonym(word)) or any(found.kind == "state" for found in named(word))


def _sounds(told: Iterable[str]) -> tuple[str, ...]:
    return tuple(skeleton(word) for word in told)


def ruling(form: str, day: dt.date | None) -> str | None:
    """The id of the government that the name of a region with one of its own stands for where it acts."""
    return governing(form, day) if any(site.precision == "region" for site in sites(form)) else None


def is_shared(form: str, candidate: Actor) -> bool:
    """Whether the registry marks a name of this actor as one that others bear too."""
    listed = registry().get(candidate.id)
    return listed is not None and simplify(form) in {simplify(name) for name in listed.shared}


def existed(of: str, day: dt.date | None) -> bool:
    """Whether an actor of the registry was there on a day; on no known day everyone was."""
    listed = registry().get(of)
    return listed is None or listed.existed.covers(day)


def called(noun: str, state: str, day: dt.date | None) -> list[str]:
    """The ids of the bodies that the registry lists by a noun and the name of a state ("Kestrian junta"), on a day."""
    told = states().get(state)
    forms = (f"{word} {noun}" for word in (told.name, *told.adjective)) if told else ()
    return [one.id for form in forms for one in known(form) if one.kind == "group" and existed(one.id, day)]


@of_registry
@lru_cache(KEPT)
def known_person(form: str) -> Actor | None:
    """The one person of the registry whose name this is in some spelling; `None` where there is none, or more than one."""
    exact = [found for found in named(form) if found.kind == "person"]
    if exact:
        return exact[0] if len(exact) == 1 else None
    near = [(same_name(form, name).score, of) for of, name in _persons().get(surname(form), ())]
    ids = {of for score, of in near if score >= SAME}
    return registered(ids.pop()) if len(ids) == 1 else None


@of_registry
@lru_cache(KEPT)
def registered(of: str) -> Actor | None:
    """The actor of this id, as the registry has it on no particular day."""
    return actor(of)


def is_government(of: str) -> bool:
    """Whether the registry lists a government that is no state's under this id."""
    one = registered(of)
    return one is not None and one.kind == "government"


def _case_fits(form: str, candidate: Actor) -> bool:
    names = (candidate.name, *(alias.text for alias in candidate.aliases))
    short = [name for name in names if name.isupper()]
    bare = re.sub(r"\W", "", form)
    spells = any(re.sub(r"\W", "", name).casefold() == bare.casefold() for name in short)
    if bare.isupper():
        return spells or any(re.sub(r"\W", "", name).casefold() == bare.casefold() and len(name) > 4 for name in names)
    return candidate.kind != "media" and bool(letters_of(bare)) if spells else not spells


@of_registry
@cache
def _persons() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for listed in registry().values():
        if listed.kind == "person":
            for name in listed.names:
                if " " in name:
                    found[surname(name)].append((listed.id, name))
    return dict(found)


@of_registry
@cache
def _bodies() -> dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]]:
    """Names of listed parties and armed groups by how their words sound."""
    found: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for listed in registry().values():
        for name in listed.names if listed.kind in _BODIES else ():
            told = tuple(plain(name).split())
            if len(told) > 1:
                found[_sounds(told)].append((listed.id, told))
    return dict(found)
