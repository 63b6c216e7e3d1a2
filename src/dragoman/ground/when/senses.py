"""What an expression of time means, seen from one day."""

import datetime as dt
from collections.abc import Callable
from typing import Literal

import msgspec

from dragoman.ground.when.days import Stretch

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Hangs = Literal["", "published", "told"]


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """What an expression hangs on.

    `day` is the day of publication that is supposed, `None` where nothing is known; `told` the date told just before;
    `quarter` the quarter of a year told last; `tense` whether the words around look back (-1), ahead (1, surely 2) or neither
    way (0). Of two possible dates the one on that side counts as `pull` times nearer.
    """

    day: dt.date | None = None
    told: Stretch | None = None
    quarter: Stretch | None = None
    tense: int = 0
    pull: int = 3


class Sense(msgspec.Struct, frozen=True, kw_only=True):
    """The meaning: TimeML kind and value, and the days that it covers (`None` where they do not follow).

    `hangs` names the anchor it needed: `published`, `told`, or nothing for dates that stand by themselves; `offset` says
    how it hangs. `fine` is a day or a week, of which an interval of publication tells no more than that interval;
    `approximate` becomes EDTF's `~`.
    """

    kind: Kind
    value: str
    stretch: Stretch | None = None
    hangs: Hangs = ""
    offset: str = ""
    fine: bool = False
    approximate: bool = False


Meaning = Callable[[dict[str, str], Anchor], Sense | None]
"""A function that makes sense of the parts of a pattern, seen from an anchor."""
