"""When: expressions of time, found and normalised."""

from dragoman.ground.when.find import find_times

__all__ = ["find_times"]
