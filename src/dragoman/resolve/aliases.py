"""Short names: what one report calls in full and another by a part of its name or its letters."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from dragoman.ground.spelling import KEPT, SAME, SHORT, UNSURE, plain, same_name
from dragoman.ground.who.cast import bare, begins
from dragoman.ground.who.words import letters_of, words
from dragoman.model import Actor

_NO_BODY = frozenset({"person", "state"})


def aliases(actors: Iterable[Actor]) -> Mapping[str, str]:
    """The short names among the actors of some reports → the one actor of the others whom each can mean.

    Letters for the body whose initials they are ("UMS"), a name without its kind or legal form ("Halden", "Halden Co."), one word
    for the only body whose name it begins, a surname for the only person who bears it.
    """
    known = {actor.id: actor for actor in actors}
    return {short: full for short in known if (full := alias(short, known))}


def alias(of: str, known: Mapping[str, Actor]) -> str:
    """The one of these actors whom a short name among them means, by the longest name; empty where it means none or several.

    Where the name that it is short for is short as well, it goes on to what that means; each is longer than the one before.
    """
    full = ""
    while of.startswith("~") and len(meant := set(_meant(known[of], [one for one in known.values() if one.id != of]))) == 1:
        of = full = meant.pop()
    return full


def _meant(short: Actor, others: Iterable[Actor]) -> Iterator[str]:
    if short.kind == "person":
        if " " not in short.name:
            yield from (one.id for one in others if one.kind == "person" and _is_surname(short.name, one.name))
        return
    letter = _first(short.name)
    bodies = [one for one in others if one.kind not in _NO_BODY and _first(one.name) == letter]
    yield from (one.id for one in bodies if _is_longer(short, one) and _is_short_for(short.name, one.name, bodies))


@lru_cache(KEPT)
def _first(name: str) -> str:
    """The letter with which a name and all that it is short for begins."""
    return plain(name).removeprefix("the ")[:1]


def _is_surname(short: str, full: str) -> bool:
    return " " in full and same_name(short, full).score >= SHORT


def _is_longer(short: Actor, full: Actor) -> bool:
    """Whether a name can be the full one: of the registry, or longer. So no two are short for each other."""
    return not full.id.startswith("~") or (len(plain(full.name)), full.id) > (len(plain(short.name)), short.id)


def _is_short_for(short: str, full: str, bodies: Iterable[Actor]) -> bool:
    if (letters := letters_of(short)) and same_name(letters, full, "organisation").score >= UNSURE:
        return True
    is_one = _less_kind(short) == _less_kind(full) or same_name(short, full, "organisation").score >= SAME
    return is_one or begins(full, short, [one.name for one in bodies])


@lru_cache(KEPT)
def _less_kind(name: str) -> str:
    """A name without its legal form, and without the noun for its kind ("Dock Workers Union") where two words are left."""
    less, _, kind = bare(name).rpartition(" ")
    return less if " " in less and kind in words("organisation", "movements") else bare(name)
