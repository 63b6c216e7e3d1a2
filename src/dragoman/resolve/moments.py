"""When acts happened, as closed intervals: what two dates allow together."""

import datetime as dt
import re
from collections import Counter
from functools import cache

from dragoman.lexicon.load import table
from dragoman.model import Claim, Commitment, Modality, Precision, When, Witness, meets

AHEAD: frozenset[Modality] = frozenset({"planned", "proposed", "conditional"})

_FATES = ("commitments:fate", "commitments:accused")  # rules that read what became of an undertaking
_NEWS = dt.timedelta(days=31)  # within which what is told of an undertaking may be the day of the deed
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


def making(claim: Claim) -> When:
    """When an undertaking was made, where a claim tells that: one of what became of it has the day of the deed or of the report."""
    body = claim.body
    if not isinstance(body, Commitment) or claim.rule.startswith(_FATES):
        return When()
    made, told = body.made, body.as_of
    if made.end and told.end and made.end > told.end:
        return When()  # days that are still ahead are those in which it is to take effect
    is_before = bool(made.end and told.start and made.end < told.start and (told.end is None or told.start - made.end > _NEWS))
    return made if body.status in ("proposed", "agreed", "unknown") or is_before else When()


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


@cache
def _weekdays() -> dict[str, int]:
    return {str(name): int(day) for name, day in table("en/when")["words"]["weekday"].items()}


def weekday(text: str) -> int | None:
    """The only day of the week that words name, Monday 1 to Sunday 7."""
    found = {_weekdays()[word] for word in re.findall(r"[a-z]+", text.casefold()) if word in _weekdays()}
    return found.pop() if len(found) == 1 else None


def finest(whens: list[When]) -> When:
    """The days that all dates allow, the finest first; a date that clashes with finer ones is left aside.

    Of equally fine dates the most told comes first; a telling without a date speaks for the day of the week that it names.
    """
    told = Counter((w.start, w.end) for w in whens if w.is_known)
    named = Counter(day for w in whens if not w.is_known and (day := weekday(w.text)))
    votes = {dates: n + (named[dates[0].isoweekday()] if dates[0] and dates[0] == dates[1] else 0) for dates, n in told.items()}
    known = sorted((w for w in whens if w.is_known), key=lambda w: (length(w) or 1 << 20, -votes[w.start, w.end], *_fineness(w)))
    if not known:
        return next((w for w in sorted(whens, key=lambda w: w.text) if w.text), When())
    found = known[0]
    for when in known[1:]:
        found = common(found, when) or found
    return found


def _fineness(when: When) -> tuple[bool, str, str, str]:
    """What is told plainly before what is taken from the day of a report."""
    is_taken = (when.edtf or "").endswith(("?", "~"))
    return (is_taken, str(when.start), str(when.end), when.text)
