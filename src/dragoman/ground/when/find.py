"""Finds the expressions of time in a report and says what each stands for."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

import msgspec

from dragoman.ground.when import dates, days, lengths, named, relative
from dragoman.ground.when.days import Bounds, Stretch
from dragoman.ground.when.lookalikes import is_no_time
from dragoman.ground.when.patterns import Match, scan_span
from dragoman.ground.when.senses import Anchor, Meaning, Sense
from dragoman.ground.when.spoken import as_spoken
from dragoman.ground.when.tense import is_open, tense_of
from dragoman.model import Reading, Span, TimeMention, When

# How many sentences a told date reaches: "the following day" hangs on the one before, seldom on an older one.
_TOLD_REACH = 5
# A quarter is told of longer: results compare with it to the end.
_QUARTER_REACH = 12
# Stretches of results that are longer than a quarter: what follows compares with the same stretch, no more with the quarter.
_LONGER = ("P6M", "P9M", "P1Y")
# What is compared with "a year ago": sums and shares.
_COMPARED = re.compile(r"(?:\d|%|share|million|billion|than|cents|from),?\s+$")
# How many times farther away a date may lie on the side to which tense points than one on the other side. Cues that look ahead are
# the less sure ones: "the plan" is a word of the past too.
_PULL_BACK, _PULL_AHEAD, _PULL_SURE = 5, 3, 12
# How long after its dateline a report can be printed.
_PRINTED = dt.timedelta(days=3)


class Told(msgspec.Struct, frozen=True):
    """What later words can hang on: the date told last, the quarter of a year told last, and in which region of the text each."""

    stretch: Stretch | None = None
    region: int = -1
    quarter: Stretch | None = None
    quarter_region: int = -1

    def seen_from(self, region: int) -> "Told":
        """What still holds some sentences later."""
        return Told(
            stretch=self.stretch if region - self.region <= _TOLD_REACH else None,
            quarter=self.quarter if region - self.quarter_region <= _QUARTER_REACH else None,
        )

    def after(self, stretch: Stretch, region: int, *, is_quarter: bool) -> "Told":
        """What holds once a date is told."""
        if is_quarter:
            return Told(stretch, region, stretch, region)
        return Told(stretch, region, self.quarter, self.quarter_region)


def find_times(reading: Reading) -> Reading:
    """The reading with its `times`: expressions in title, body and dateline, in text order.

    Only the words of the text are used, no grammar, so that it serves before and without the language model.
    """
    mentions: list[TimeMention] = []
    told = Told()
    text = reading.report.text
    regions, told_on = _regions(reading), _told_on(reading)
    for run in _runs(regions, text):
        for match in scan_span(text, run):
            index = bisect_right(regions, match.start, key=lambda region: region.end)
            near = told.seen_from(index)
            if match.sense == "ago" and not _COMPARED.search(text[max(0, match.start - 24) : match.start]):
                near = Told(near.stretch)
            bounds = regions[index].start, regions[index].end
            tense = 0 if is_open(text, match.start, bounds) else tense_of(text, match.start, match.end, bounds)
            sense, when = read(match, told_on, near, tense)
            if sense is None or is_no_time(text, match):
                continue
            when = as_spoken(when, match, text, near.stretch, told_on)
            mentions.append(TimeMention(start=match.start, end=match.end, kind=sense.kind, value=sense.value, when=when))
            if sense.kind == "DURATION" and sense.value in _LONGER:
                told = Told(told.stretch, told.region)
            if sense.stretch and _is_told(match, sense):
                told = told.after(sense.stretch, index, is_quarter="-Q" in sense.value)
    return msgspec.structs.replace(reading, times=tuple(mentions))


def _told_on(reading: Reading) -> When:
    """The day on which the words were written: of the dateline, where they are printed some days later, else the publication."""
    published, text = reading.published, reading.report.text
    for part in reading.text.parts if published.start == published.end else ():
        for match in scan_span(text, part.span) if part.part == "dateline" else []:
            day = read(match, published, Told(), -1)[1] if match.pattern in ("month day", "day month") else When()
            if day.start and day.start == day.end and published.start and day.start <= published.start <= day.start + _PRINTED:
                return day
    return published


def _is_told(match: Match, sense: Sense) -> bool:
    """Whether later words can hang on it; what only serves for comparison ("up from 3 million a year ago") is not told of."""
    compared = match.sense in ("yearago", "yearquarter") or (match.sense == "ago" and "-Q" in sense.value)
    return sense.kind in ("DATE", "TIME") and sense.stretch is not None and not sense.value.endswith("REF") and not compared


def read(match: Match, published: When, told: Told, tense: int) -> tuple[Sense | None, When]:
    """What one expression means: seen from the day of publication, or from both ends of the interval in which that lies."""
    meaning = _meanings()[match.sense]
    ends = [day for day in (published.start, published.end) if day]
    # Seen from an interval, tense alone tells which side is meant: its ends are not near to anything.
    pull = (_PULL_SURE if tense > 2 else _PULL_AHEAD if tense > 0 else _PULL_BACK) * (1 if published.start == published.end else 10)
    views = [
        meaning(match.parts, Anchor(day=day, told=told.stretch, quarter=told.quarter, tense=tense, pull=pull))
        for day in dict.fromkeys(ends)
    ]
    bare = meaning(match.parts, Anchor(told=told.stretch, quarter=told.quarter, tense=tense))
    sense = views[0] if len(ends) == 2 and views and all(view == views[0] for view in views) else bare
    if sense is None:
        sense = next((view for view in views if view), None)
    if sense is None:
        return None, When()
    return sense, _when(match, sense, published, views)


def _when(match: Match, sense: Sense, published: When, views: list[Sense | None]) -> When:
    known = [view for view in views if view]
    if sense.stretch is not None or not known:
        bounds = Bounds(*sense.stretch) if sense.stretch else Bounds(None, None)
    elif known[0].fine and published.start != published.end:
        # A day or a week inside an interval of months: no more than that interval is known.
        bounds = Bounds(published.start, published.end)
    else:
        bounds = _union(views, published)
    mark = "~" if sense.approximate else ""
    hangs = sense.hangs or (known[0].hangs if known else "")
    text = " ".join(match.text.split())
    return days.when(bounds, text=text, anchor=hangs, offset=sense.offset or None, mark=mark)


def _union(views: list[Sense | None], published: When) -> Bounds:
    stretches = [view.stretch for view in views if view and view.stretch]
    if not stretches:
        return Bounds(None, None)
    start = min(stretch[0] for stretch in stretches) if published.start else None
    end = max(stretch[1] for stretch in stretches) if published.end else None
    return Bounds(start, end)


def _regions(reading: Reading) -> list[Span]:
    """Sentences and datelines; where a text is not divided, its title and body parts; else the whole text."""
    sentences: Iterable[Span] = [s.span for s in reading.sentences] or reading.text.sentences
    datelines = [part.span for part in reading.text.parts if part.part == "dateline"]
    regions = [*sentences, *datelines]
    if not regions:
        regions = [part.span for part in reading.text.parts if part.part in ("title", "body")]
    return sorted(regions) or [Span(0, len(reading.report.text))]


# A full stop after these can have been taken for the end of a sentence.
_ABBREVIATED = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|[ap]\.m)\.\s*$")


def _runs(regions: list[Span], text: str) -> list[Span]:
    """Regions, joined where the first ends in the middle of a date ("Nov. | 9")."""
    runs: list[Span] = []
    for region in regions:
        if runs and _ABBREVIATED.search(text[max(runs[-1].start, runs[-1].end - 12) : runs[-1].end]):
            runs[-1] = Span(runs[-1].start, max(runs[-1].end, region.end))
        else:
            runs.append(region)
    return runs


@cache
def _meanings() -> dict[str, Meaning]:
    return {
        "calendar": dates.calendar,
        "nearest": dates.nearest_named,
        "slashed": dates.slashed,
        "years": dates.years,
        "joined": dates.joined,
        "nightof": dates.night_of,
        "decade": dates.decade,
        "century": dates.century,
        "portion": dates.portion,
        "weekday": dates.weekday,
        "deictic": relative.deictic,
        "stretch": relative.stretch,
        "definite": relative.definite,
        "ago": relative.ago,
        "yearago": relative.yearago,
        "yearquarter": relative.yearquarter,
        "weekof": relative.weekof,
        "yearend": relative.yearend,
        "overdue": relative.overdue,
        "reference": relative.reference,
        "length": lengths.length,
        "plural": lengths.plural,
        "lasting": lengths.lasting,
        "someday": lengths.someday,
        "every": lengths.every,
        "often": lengths.often,
        "clock": lengths.clock,
        "feast": named.feast,
        "hijri": named.hijri,
        "jalali": named.jalali,
        "war": named.war,
        "remembered": named.remembered,
    }
