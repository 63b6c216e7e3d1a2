"""What the sources of an entry agree and differ on, and leave out. No source is scored, and no side is taken."""

from dragoman.compare.board import differing, divergences
from dragoman.compare.groups import Groups, GroupsError, by_group, read_groups, told_by_group
from dragoman.compare.quotes import Quotes, quoted, quotes
from dragoman.compare.sources import Told
from dragoman.compare.wording import loaded

__all__ = [
    "Groups",
    "GroupsError",
    "Quotes",
    "Told",
    "by_group",
    "differing",
    "divergences",
    "loaded",
    "quoted",
    "quotes",
    "read_groups",
    "told_by_group",
]
