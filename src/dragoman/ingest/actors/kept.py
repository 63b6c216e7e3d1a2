"""An actor as another list has it, and how a file of them is refused."""

import re
from typing import NamedTuple

from dragoman.lexicon.notation import simplify, slug
from dragoman.model import ActorKind

# In the registry's notation these part names and segments, or mark a name that several bear.
_MARKS = re.compile(r"[,;?]+")
_BRACKET = re.compile(r"\([^)]*\)|[()\[\]]")
# Reports are in English: what stands in other scripts beside a name in ours is left out.
_OTHER_SCRIPTS = re.compile("[^\u0000-\u024f\u02bb-\u02bf\u1e00-\u1eff\u2010-\u201d]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class ActorsError(ValueError):
    """A file of actors cannot be read; the message names file and line, and what is wanted."""


class Kept(NamedTuple):
    """An actor of another list: names, the preferred one first; ISO 3166-1 alpha-3 or `world`; the registry's kind.

    `source` is what the list itself calls the actor by, `roles` are segments of the registry's notation (`REB /1995-06-01`).
    """

    names: tuple[str, ...]
    country: str
    kind: ActorKind
    source: str
    roles: tuple[str, ...] = ()
    wikidata: str = ""


def cleaned(names: list[str]) -> tuple[str, ...]:
    """Names as the notation can hold them, in their order, each once; those without a letter of ours are left out."""
    found: dict[str, str] = {}
    for name in names:
        plain = _MARKS.sub(" ", _BRACKET.sub(" ", _OTHER_SCRIPTS.sub(" ", _CONTROLS.sub(" ", name))))
        tidy = " ".join(plain.split()).strip(" -–/:'\"")
        if len(slug(tidy)) > 1:
            found.setdefault(simplify(tidy), tidy)
    return tuple(found.values())
