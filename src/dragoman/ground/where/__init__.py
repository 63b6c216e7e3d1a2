"""Where: the places of a report, and the place of an act."""

from dragoman.ground.where.find import find_places
from dragoman.ground.where.locate import place_of

__all__ = ["find_places", "place_of"]
