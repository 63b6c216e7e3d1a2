"""The date of a report: from its metadata, else printed in its text, else in its URL, else inferred from what it says."""

import msgspec

from dragoman.ground.dating_bounds import inferred
from dragoman.ground.dating_printed import from_url, stated
from dragoman.model import Published, Reading


def date_report(reading: Reading) -> Reading:
    """The reading with `published` filled, on the first basis that gives a date; unknown, with the reason, where none does.

    The order: metadata, a date printed beside the text, the URL, an interval that follows from what the text says of its
    own time. The day of the run is never used, nor what a registry knows from memory.
    """
    given = reading.report.published
    if given.is_known:
        return msgspec.structs.replace(reading, published=given)
    bounds = inferred(reading)
    published = stated(reading, bounds) or from_url(reading) or bounds
    unknown = Published(why="no words of the text bound the day of publication")
    return msgspec.structs.replace(reading, published=published or unknown)
