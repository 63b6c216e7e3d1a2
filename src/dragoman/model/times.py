"""When: dates as Extended Date/Time Format (ISO 8601-2) with the closed interval that they cover."""

import datetime as dt
from typing import Literal

import msgspec

Precision = Literal["day", "week", "month", "season", "year", "decade", "interval", "unknown"]


class When(msgspec.Struct, frozen=True, kw_only=True):
    """A date as far as words give it.

    `start` and `end` are the first and last day that it covers, both included; `None` on one side is an open interval
    (EDTF `../2011-11-24`), on both sides a date that is not known. A relative expression whose anchor is not known keeps
    its `text`, and `offset` says how it hangs on the anchor ("Saturday before publication").
    """

    edtf: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision = "unknown"
    text: str = ""
    anchor: str = ""
    offset: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether it bounds time on at least one side."""
        return self.start is not None or self.end is not None


def meets(one: When, other: When) -> bool:
    """Whether two dates can be the same day. Unknown dates meet everything."""
    starts = [w.start for w in (one, other) if w.start]
    ends = [w.end for w in (one, other) if w.end]
    return not starts or not ends or max(starts) <= min(ends)
