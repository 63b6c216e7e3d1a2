"""What the sources of an entry agree and differ on, and leave out. No source is scored, and no side is taken."""

from dragoman.compare.board import divergences
from dragoman.compare.wording import loaded

__all__ = ["divergences", "loaded"]
