"""What the registry knows of a name as a report writes it."""

import re
from collections import defaultdict
from functools import cache, lru_cache

from dragoman.ground.spelling import KEPT, SAME, same_name, surname
from dragoman.ground.who.words import letters_of
from dragoman.lexicon.actors import actor, named, registry
from dragoman.lexicon.notation import simplify
from dragoman.lexicon.own import of_registry
from dragoman.model import Actor


@of_registry
@lru_cache(KEPT)
def known(form: str) -> tuple[Actor, ...]:
    """Actors of the registry that bear this name. Case counts: "who" is no organisation, "PA" is no "pa"."""
    if form == form.casefold():
        return ()
    return tuple(found for found in named(form) if _case_fits(form, found))


def is_shared(form: str, candidate: Actor) -> bool:
    """Whether the registry marks a name of this actor as one that others bear too."""
    listed = registry().get(candidate.id)
    return listed is not None and simplify(form) in {simplify(name) for name in listed.shared}


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
