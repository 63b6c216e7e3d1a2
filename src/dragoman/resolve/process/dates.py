"""Dates won from other reports: one hop, from reports dated without it, and never back into a report's own claims."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from dragoman.model import ActorClaim, Claim, Commitment, Entry, Event, Published, Record, Statement, When
from dragoman.resolve.moments import common, length, spanned, weekday
from dragoman.resolve.places import is_close
from dragoman.resolve.sameness.recurring import RECURRING

_WEEK = dt.timedelta(days=6)  # news that hangs on the day of its report lies within the week before it
_NARROW = 62  # days: longer dates of donors tell the stretch of publication as they are
_LEDE = 2  # sentences at the head of a report that tell its news


def cross_published(record: Record) -> dict[str, Published]:
    """Publication dates of reports that have none of a month or finer, from entries that dated reports tell too.

    A donor dates the act by itself; the act is the news of the undated report. Several donors intersect, else none counts.
    """
    found: dict[str, list[tuple[When, str]]] = defaultdict(list)
    for entry in record.entries:
        for receiver, when, donor in _gifts(record, entry):
            found[receiver].append((when, donor))
    crossed = {report: _met(record, report, gifts) for report, gifts in sorted(found.items())}
    floors = _floors(record, frozenset(found))
    return {report: published for report, published in crossed.items() if published and _is_after(published, floors.get(report))}


def _floors(record: Record, receivers: frozenset[str]) -> dict[str, dt.date]:
    """The latest day on which dated reports put an act that each of these reports tells as past: it was written after that."""
    floors: dict[str, dt.date] = {}
    for entry in record.entries if receivers else ():
        claims = [record.claims[c] for c in entry.claims]
        told = {c.report for c in claims if isinstance(c.body, Event) and c.body.modality == "occurred"}
        days = [start for c in claims if not _lacks_date(record, c.report) and (start := when_of(c).start)]
        for report in told & receivers if days else ():
            floors[report] = max(floors.get(report, dt.date.min), min(days))
    return floors


def _is_after(published: Published, floor: dt.date | None) -> bool:
    return floor is None or published.end is None or published.end >= floor


def cross_dates(record: Record) -> dict[str, When]:
    """Dates of entries whose own claims give none, but hang on the day of a report that `cross_published` dates."""
    published = cross_published(record)
    found: dict[str, When] = {}
    for entry in record.entries:
        if isinstance(entry.body, Event | Statement) and not entry.body.when.is_known:
            claims = [record.claims[c] for c in entry.claims]
            days = [published[c.report] for c in claims if c.report in published and _hangs(c)]
            if days:
                found[entry.id] = When(
                    start=days[0].start, end=days[0].end, edtf=days[0].edtf, precision=days[0].precision, anchor="cross"
                )
    return found


def _gifts(record: Record, entry: Entry) -> Iterator[tuple[str, When, str]]:
    """Who of an entry's reports can date which: receiver, the days it may be of, and the donor."""
    if isinstance(entry.body, ActorClaim | Commitment):  # whom reports name dates none, and a making is no news
        return
    claims = [record.claims[c] for c in entry.claims]
    for claim in claims:
        if not _lacks_date(record, claim.report) or not _is_news(record, claim):
            continue
        for donor in claims:
            days = length(when_of(donor)) if donor.report != claim.report else None
            if days and not _lacks_date(record, donor.report) and _is_which(claim, donor):
                near = _around(when_of(donor), days, when_of(claim).text)
                yield claim.report, _since_lede(record, claim, when_of(donor), near), donor.report


def _is_which(claim: Claim, donor: Claim) -> bool:
    """Whether an act dates a report: of a kind that recurs it must be told in one place, for the day of a week comes each week."""
    one, other = claim.body, donor.body
    if not isinstance(one, Event) or not isinstance(other, Event) or not {one.type, other.type} & RECURRING:
        return True
    return is_close(one.where, other.where)


def _around(when: When, days: int, words: str) -> When:
    """The days on which a report can have told an act as news: within a week of it, two after "last Wednesday"."""
    if days > _NARROW or when.start is None or when.end is None:
        return when
    return spanned(when.start, when.end + (_WEEK * 2 if words.casefold().startswith("last") else _WEEK))


def _since_lede(record: Record, claim: Claim, act: When, near: When) -> When:
    """The same days, not before those that the lede names: the newest act stands there, and the act of a donor came before it."""
    filed = record.filed[claim.report]
    lede = next((s for s in filed.text.sentences if filed.text.part_at(s.start) == "body"), None)
    day = weekday(lede.of(filed.report.text)) if lede and not lede.holds(claim.trigger.span) else None
    if day is None or act.start is None or act.start != act.end or near.end is None:
        return near
    first = act.start + dt.timedelta(days=(day - act.start.isoweekday()) % 7)
    return spanned(first, min(near.end, first + _WEEK)) if first <= near.end else near


def _lacks_date(record: Record, report: str) -> bool:
    published = record.filed[report].published
    days = length(published)
    return days is None or days > _NARROW


def _is_news(record: Record, claim: Claim) -> bool:
    """Whether a claim is what its report was written for: it hangs on the report's day, or stands undated in its lede."""
    if isinstance(claim.body, Event) and claim.body.modality not in ("occurred", "ongoing"):
        return False
    if _hangs(claim) or when_of(claim).text:
        return _hangs(claim)
    lede = [s for s in record.filed[claim.report].text.sentences if record.filed[claim.report].text.part_at(s.start) == "body"][
        :_LEDE
    ]
    return any(s.start <= claim.trigger.start < s.end for s in lede)


def _hangs(claim: Claim) -> bool:
    """Whether the act lies within days of its report: "on Thursday", not "in April"."""
    when = when_of(claim)
    return when.anchor == "published" and (when.is_known or "publication" in (when.offset or ""))


def when_of(claim: Claim) -> When:
    """The date of what a claim tells; unknown for actors."""
    if isinstance(claim.body, Event | Statement):
        return claim.body.when
    return claim.body.made if isinstance(claim.body, Commitment) else When()


def _met(record: Record, report: str, gifts: list[tuple[When, str]]) -> Published | None:
    """What all donors and the report itself allow together; nothing where they clash or tell nothing new."""
    own: When = record.filed[report].published
    found: When | None = own
    for when, _ in sorted(gifts, key=lambda g: (str(g[0].start), str(g[0].end), g[1])):
        found = common(found, when) if found else None
    if found is None or (found.start, found.end) == (own.start, own.end):
        return None
    donors = sorted({record.filed[donor].report.source or record.filed[donor].report.title or donor for _, donor in gifts})
    return Published(
        edtf=found.edtf or spanned(found.start, found.end).edtf,
        start=found.start,
        end=found.end,
        precision=found.precision,
        basis="cross",
        why=f"An act that it tells as news is dated by {', '.join(donors)}.",
    )
