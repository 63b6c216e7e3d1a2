"""When acts happened, as closed intervals: what two dates allow together."""

import datetime as dt

from dragoman.model import Modality, Precision, When, Witness, meets

AHEAD: frozenset[Modality] = frozenset({"planned", "proposed", "conditional"})

_RECENT = dt.timedelta(days=7)  # "has agreed" tells of days, at most of a week


def bounded(when: When, modality: Modality, witness: Witness) -> When:
    """A date with what publication adds: what occurred lies before the day of the report, what is planned not before it.

    "Has agreed" with no day told is dated by its report, marked `~`: the act may lie some days before.
    """
    published = witness.filed.published
    if (when.edtf or "").endswith("~") and when.start and when.start == published.start:
        return When(start=when.start - _RECENT, end=when.end, precision=when.precision, text=when.text)
    if modality in AHEAD:
        return when if when.start or not published.start else _cut(when, start=published.start)
    return when if when.end or not published.end else _cut(when, end=published.end)


def _cut(when: When, start: dt.date | None = None, end: dt.date | None = None) -> When:
    return When(start=when.start or start, end=when.end or end, precision=when.precision, text=when.text)


def length(when: When) -> int | None:
    """Days that a date covers; `None` where it is open on a side."""
    return (when.end - when.start).days + 1 if when.start and when.end else None


def apart(one: When, other: When) -> int:
    """Days between two dates; 0 where they can be one day."""
    if meets(one, other):
        return 0
    first, last = sorted((one, other), key=lambda w: w.start or dt.date.min)
    return (last.start - first.end).days if last.start and first.end else 0


def common(one: When, other: When) -> When | None:
    """The days that both allow; `None` where there are none. The words are those of the finer one."""
    starts = [w.start for w in (one, other) if w.start]
    ends = [w.end for w in (one, other) if w.end]
    start, end = max(starts, default=None), min(ends, default=None)
    if start and end and start > end:
        return None
    for when in (one, other):
        if (when.start, when.end) == (start, end):
            return when
    return spanned(start, end)


def spanned(start: dt.date | None, end: dt.date | None) -> When:
    """A date from its first and last day, written as EDTF."""
    if not start and not end:
        return When()
    left, right = (day.isoformat() if day else ".." for day in (start, end))
    precision: Precision = "day" if start == end else "interval"
    return When(edtf=left if start == end else f"{left}/{right}", start=start, end=end, precision=precision)


def finest(whens: list[When]) -> When:
    """The days that all dates allow, the finest first; a date that clashes with finer ones is left aside."""
    known = sorted((w for w in whens if w.is_known), key=_fineness)
    if not known:
        return next((w for w in sorted(whens, key=lambda w: w.text) if w.text), When())
    found = known[0]
    for when in known[1:]:
        found = common(found, when) or found
    return found


def _fineness(when: When) -> tuple[int, bool, str, str, str]:
    """The shortest first; among equals what is told plainly before what is taken from the day of a report."""
    is_taken = (when.edtf or "").endswith(("?", "~"))
    return (length(when) or 1 << 20, is_taken, str(when.start), str(when.end), when.text)
