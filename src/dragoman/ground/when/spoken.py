"""Days that a speaker counts: a quoted "today" is the day of the speech, which may lie before the report's."""

import datetime as dt
import re

from dragoman.ground.when import days
from dragoman.ground.when.days import Bounds, Stretch
from dragoman.ground.when.patterns import Match
from dragoman.model import When

# How long after a speech a report of it is printed at most.
_REPORTED = dt.timedelta(days=3)
_MARKS = re.compile('["“”„]')


def as_spoken(when: When, match: Match, text: str, told: Stretch | None, published: When) -> When:
    """The day of a quoted "today" or "yesterday", seen from the day told last and from the publication: one of those between.

    Any other expression stays as it is, and so does this one where no day of the last few was told before it.
    """
    day = published.start
    if match.sense != "deictic" or when.anchor != "published" or day is None or day != published.end or when.start != when.end:
        return when
    if told is None or told[0] != told[1] or not day - _REPORTED <= told[0] < day or not is_quoted(text, match.start):
        return when
    earliest = when.start - (day - told[0]) if when.start else None
    return days.when(Bounds(earliest, when.end), text=when.text, anchor=when.anchor, mark="?")


def is_quoted(text: str, at: int) -> bool:
    """Whether a place lies within quotation marks that its paragraph opened."""
    is_open = False
    for mark in _MARKS.findall(text, text.rfind("\n", 0, at) + 1, at):
        is_open = mark != "”" if mark != '"' else not is_open
    return is_open
