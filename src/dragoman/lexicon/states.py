"""The states of the world, as lexicon/world/states.toml has them, and the words that stand for them or their governments."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import msgspec

from dragoman.lexicon.load import table
from dragoman.lexicon.notation import Stretch, simplify, slug, stretch


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A state and the words by which news name it. `government` is the actor that its metonyms stand for.

    A silent capital is spelled like a common word and stands for nobody.
    """

    id: str
    country: str
    name: str
    also: tuple[str, ...] = ()
    capital: str = ""
    adjective: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    government: str = ""
    is_silent: bool = False
    wikidata: str | None = None
    existed: Stretch = Stretch()


@cache
def states() -> dict[str, State]:
    """Every state by its id, those that are no more included."""
    told = table("world/states")
    present = (_state(slug(row["name"]), code, row) for code, row in told["state"].items())
    former = (_state(name, row["country"], row) for name, row in told["former"].items())
    return {state.id: state for state in (*present, *former)}


@cache
def by_country() -> dict[str, State]:
    """The present states by ISO 3166-1 alpha-3."""
    return {state.country: state for state in states().values() if state.existed.end is None}


def metonym(form: str) -> str | None:
    """The id of the government that a capital or a seat of power stands for ("Cairo", "the Kremlin")."""
    return seats().get(simplify(form))


def demonym(form: str) -> State | None:
    """The state whose adjective or people this word is ("Syrian", "Syrians")."""
    found = peoples().get(simplify(form))
    return states()[found] if found else None


def _state(of: str, country: str, row: Mapping[str, Any]) -> State:
    adjective = tuple(row["adjective"])
    return State(
        id=of,
        country=country,
        name=row["name"],
        also=tuple(row.get("also", ())),
        capital=row.get("capital", ""),
        adjective=adjective,
        people=tuple(row.get("people", _people(adjective))),
        metonyms=tuple(row.get("metonyms", ())),
        government=row.get("government", of),
        is_silent=row.get("silent", False),
        wikidata=row.get("wikidata"),
        existed=stretch(f"/{row['until']}") if "until" in row else Stretch(),
    )


def _people(adjectives: Iterable[str]) -> tuple[str, ...]:
    """Adjectives as names of a people: `Syrian` → `Syrians`; those in -ese, -ish and the like have no plural."""
    return tuple(word if word.endswith(("se", "sh", "ch", "ss", "z")) else f"{word}s" for word in adjectives)


@cache
def seats() -> dict[str, str]:
    """Capitals and seats of power, simplified, with the ids of the governments that they stand for."""
    capitals = {
        simplify(word): state.government
        for state in by_country().values()
        for word in (() if state.is_silent else (state.capital, *state.metonyms))
        if word and word != state.name
    }
    return capitals | {simplify(word): body for word, body in table("world/states")["seats"].items()}


@cache
def peoples() -> dict[str, str]:
    """Adjectives and peoples, simplified, with the ids of their states."""
    return {simplify(word): state.id for state in states().values() for word in (*state.adjective, *state.people)}
