"""The places of a dateline: "DAMASCUS, Syria —". They tell what a report is about and where it comes from, and locate no act."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.ground.where.toponyms import Toponym
from dragoman.lexicon.places import sites, us_state
from dragoman.model import Reading

# A dateline up to what ends its places: a dash, a bracket, or the day.
_PLACES = re.compile(r"^[^(\u2013\u2014:]*?(?=\s*(?:\(|--|\u2013|\u2014|:|\s-|$))")
_PIECE = re.compile(r"[^,/]*[^,/\s]")


class Heading(NamedTuple):
    """A place of a dateline, and where in the text it stands."""

    start: int
    end: int
    toponym: Toponym


def headings(reading: Reading) -> Iterator[Heading]:
    """The places of the datelines of a report; what stands after a comma contains what stands before it."""
    for part in reading.text.parts:
        if part.part != "dateline":
            continue
        found = _PLACES.match(part.span.of(reading.report.text))
        pieces = list(_PIECE.finditer(found[0])) if found else []
        named = [(piece, piece[0].strip()) for piece in pieces]
        named = [(piece, name) for piece, name in named if name[:1].isupper() and (sites(name) or us_state(name))]
        following = [*(name for _, name in named), ""][1:]
        for (piece, name), after in zip(named, following, strict=bool(named)):
            end = part.start + piece.end()
            within = after if us_state(after) or any(site.precision in {"country", "region"} for site in sites(after)) else ""
            yield Heading(end - len(name), end, Toponym(0, 0, 0, name, name, within, is_inner=True))
