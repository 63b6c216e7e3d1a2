"""What the sources of an entry agree and differ on, and leave out. No source is scored, and no side is taken."""

from dragoman.compare.board import divergences
from dragoman.compare.groups import Groups, GroupsError, by_group, read_groups, told_by_group
from dragoman.compare.quotes import Quotes, quotes
from dragoman.compare.wording import loaded

__all__ = [
    "Groups",
    "GroupsError",
    "Quotes",
    "by_group",
    "divergences",
    "loaded",
    "quotes",
    "read_groups",
    "told_by_group",
]
