"""Who: names, descriptions and pronouns of a report, and the actors that they stand for."""

from dragoman.ground.who.find import find_actors
from dragoman.ground.who.lookup import actors_alone, actors_under, at

__all__ = ["actors_alone", "actors_under", "at", "find_actors"]
