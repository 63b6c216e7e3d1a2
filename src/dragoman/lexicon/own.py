"""The user's own actors, which join the registry: the one place of a process that keeps what the user gave.

A process reads with one set of actors at a time. Look-ups that rest on the registry are marked `@of_registry`, and `use`
empties them when the set changes, so that no answer outlives the actors that it came from.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol, TypeVar


class Own(NamedTuple):
    """A file of the user's actors in the registry's notation: its name, the SHA-256 of its bytes, and what it tells."""

    name: str
    digest: str
    told: Mapping[str, Any]


class Cached(Protocol):
    """A function with a cache that can be emptied, as `functools.cache` makes it."""

    def cache_clear(self) -> None:
        """Forget every answer."""


C = TypeVar("C", bound=Cached)

_caches: list[Cached] = []
_used: list[Own] = []


def of_registry(cached: C) -> C:
    """Marks a cached look-up whose answers rest on the registry."""
    _caches.append(cached)
    return cached


def use(files: tuple[Own, ...]) -> None:
    """Let these files, and no others, join the registry; of two that tell one id the later outranks. `()` leaves what ships."""
    if tuple(_used) == files:
        return
    _used[:] = files
    for cached in _caches:
        cached.cache_clear()


def used() -> tuple[Own, ...]:
    """The files that have joined the registry, in their order."""
    return tuple(_used)
