"""Sense of dates: with a year they stand by themselves, without one they hang on the publication and on tense."""

import datetime as dt
import re

import msgspec

from dragoman.ground.when import days
from dragoman.ground.when.days import Stretch
from dragoman.ground.when.senses import Anchor, Hangs, Sense
from dragoman.ground.when.words import decade_start, number, spelled_year, values

# Days within which a month of the same year is too near to be called "last February".
_JUST_GONE = 75

# Days from publication within which one reading of a date in figures is the likelier one.
_NEAR = 60


def nearest(candidates: list[Stretch | None], anchor: Anchor) -> Stretch | None:
    """The stretch nearest to the publication, where one on the side to which tense points counts as nearer."""
    day = anchor.day
    there = [stretch for stretch in candidates if stretch]
    if day is None or not there:
        return None

    def cost(stretch: Stretch) -> tuple[int, dt.date]:
        start, end = stretch
        away = 0 if start <= day <= end else (day - end).days if end < day else (start - day).days
        against = (anchor.tense < 0 and start > day) or (anchor.tense > 0 and end < day)
        # With no cue of tense news looks back rather than ahead: by half.
        return away * (2 * anchor.pull if against else 4 if anchor.tense == 0 and start > day else 2), start

    return min(there, key=cost)


def year_of(parts: dict[str, str], anchor: Anchor) -> int | None:
    """The year that the words tell, by figures, in words, or by steps from the present one."""
    if "year" in parts:
        return int(parts["year"])
    if "spelled" in parts:
        return spelled_year(parts["spelled"])
    if "rel" in parts and anchor.day:
        return anchor.day.year + int(values("rel")[parts["rel"]])
    return None


def calendar(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """A date of the civil calendar: any of weekday, day, month, season and year."""
    year = year_of(parts, anchor)
    hangs: Hangs = "" if year is not None and "rel" not in parts else "published"
    if "season" in parts:
        return _season(parts, anchor, year)
    month = int(parts["month_number"]) if "month_number" in parts else values("month").get(parts.get("month", ""))
    if month is None:
        return _year(parts, year)
    day = _day_number(parts)
    if year is not None:
        stretch = _one(year, month, day)
        value = f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")
        if stretch is None:
            return None
    else:
        stretch = _yearless(parts, anchor, month, day)
        head = f"{stretch[0].year:04d}" if stretch else "XXXX"
        value = f"{head}-{month:02d}" + (f"-{day:02d}" if day else "")
    return _modified(
        Sense(kind="DATE", value=value, stretch=stretch, hangs=hangs, offset="" if stretch else "year not told"), parts
    )


def nearest_named(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """As in "last April", "this summer", "next October": the one before, in, or after the present."""
    step = int(values("rel")[parts["rel"]]) if "rel" in parts else 0
    if "day" in parts:
        return calendar({k: v for k, v in parts.items() if k != "rel"}, Anchor(day=anchor.day, tense=step, pull=10))
    if "rel2" in parts or anchor.day is None or ("rel" not in parts):
        return calendar(
            {k: v for k, v in parts.items() if k != "rel"} | ({"rel": parts["rel2"]} if "rel2" in parts else {}), anchor
        )
    day = anchor.day
    found = [_named(year, parts) for year in range(day.year - 2, day.year + 2)]
    chosen = [stretch for stretch in found if stretch]
    if step < 0:
        chosen = [stretch for stretch in chosen if stretch[1] < day and not _is_too_near(stretch, day, parts)][-1:]
    elif step > 0:
        chosen = [stretch for stretch in chosen if stretch[0] > day][:1]
    else:
        chosen = [stretch for stretch in chosen if stretch[0].year == day.year][:1]
    if not chosen:
        return None
    value = (
        f"{chosen[0][0].year:04d}-{values('season')[parts['season']]}" if "season" in parts else days.timex_value(chosen[0][0], "M")
    )
    return _modified(Sense(kind="DATE", value=value, stretch=chosen[0], hangs="published"), parts)


def _is_too_near(month: Stretch, day: dt.date, parts: dict[str, str]) -> bool:
    """Whether a month just gone would be "in February" or "last month": "last February" soon after it is that of the year before.

    In January "last November" is the one just gone, for it lies in the year before.
    """
    gone = (day - month[1]).days
    return "month" in parts and gone < (_JUST_GONE if month[1].year == day.year else 0)


def slashed(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """11/24/2011 is month first, 24/11/2011 and 3.5.2011 day first.

    Where both are possible the one that lies within two months of publication is meant; else it is a day between the two.
    """
    first, second, year = int(parts["one"]), int(parts["two"]), int(parts["three"])
    if len(parts["three"]) == 2:
        # Two figures stand for 1970 to 2069.
        year += 1900 if year >= 70 else 2000
    day_first, month_first = days.date(year, second, first), days.date(year, first, second)
    either = [day_first] if parts.get("mark") == "." and day_first else [day for day in (month_first, day_first) if day]
    near = [day for day in either if anchor.day and abs((day - anchor.day).days) <= _NEAR]
    either = near if len(near) == 1 else either
    return Sense(kind="DATE", value=either[0].isoformat(), stretch=(min(either), max(either))) if either else None


def years(parts: dict[str, str], _anchor: Anchor) -> Sense | None:
    """Two years joined: "2008-09", "1990 to 1994"."""
    first = int(parts["year"])
    tail = parts["until"]
    last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail)
    if not first < last <= first + 60:
        return None
    start, end = days.years(first), days.years(last)
    return Sense(kind="DATE", value=f"{first}/{last}", stretch=(start[0], end[1])) if start and end else None


def joined(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """Days of one month joined: "April 24-26", "3 and 5 May 2004"; both days and all between."""
    last = next((parts[name] for name in ("day2", "day3", "day5") if name in parts), parts["day"])
    ends = [
        calendar({k: v for k, v in parts.items() if k in ("month", "year")} | {"day": day}, anchor) for day in (parts["day"], last)
    ]
    first, second = ends
    if first is None or second is None or int(parts["day"]) >= int(last):
        return None
    stretch = (first.stretch[0], second.stretch[1]) if first.stretch and second.stretch else None
    return msgspec.structs.replace(first, value=f"{first.value}/{second.value}", stretch=stretch)


def night_of(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """A part of a dated day: "the night of June 3"."""
    day = calendar({k: v for k, v in parts.items() if k != "daypart"}, anchor)
    part = values("daypart")[parts["daypart"]]
    return msgspec.structs.replace(day, kind="TIME", value=f"{day.value}T{part}", fine=True) if day else None


def decade(parts: dict[str, str], _anchor: Anchor) -> Sense | None:
    """As in "the 1970s", "the late nineties"."""
    start = decade_start(parts["decade"])
    return _modified(Sense(kind="DATE", value=f"{start // 10:03d}", stretch=days.years(start, 10)), parts)


def century(parts: dict[str, str], _anchor: Anchor) -> Sense | None:
    """As in "the 20th century"."""
    count = int(parts["count"]) if "count" in parts else int(values("ordinal")[parts["ordinal"]])
    return _modified(Sense(kind="DATE", value=f"{count - 1:02d}", stretch=days.years((count - 1) * 100 + 1, 100)), parts)


def portion(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """A half or quarter of a year or decade: "the first half of 2010", "the third quarter"."""
    if "decade" in parts:
        start = decade_start(parts["decade"])
        which = int(values("half")[parts["half"]])
        return Sense(kind="DATE", value=f"{start // 10:03d}", stretch=days.years(start + 5 * (which - 1), 5))
    year = year_of(parts, anchor)
    letter, which = (
        ("H", int(values("half")[parts["half"]])) if "half" in parts else ("Q", int(values("ordinal")[parts["ordinal"]]))
    )
    length = 6 if letter == "H" else 3
    if which > 12 // length:
        return None
    hangs: Hangs = "" if "year" in parts else "published"
    if year is None and anchor.day and "back" in parts:
        year = anchor.day.year - 1
    elif year is None and anchor.day:
        near = [days.months(y, 1 + length * (which - 1), length) for y in range(anchor.day.year - 1, anchor.day.year + 2)]
        stretch = nearest(near, anchor)
        year = stretch[0].year if stretch else None
    stretch = None if year is None else days.months(year, 1 + length * (which - 1), length)
    head = f"{stretch[0].year:04d}" if stretch else "XXXX"
    return Sense(
        kind="DATE", value=f"{head}-{letter}{which}", stretch=stretch, hangs=hangs, offset="" if stretch else "year not told"
    )


def weekday(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """A day of the week: the latest where words look back, the next where they look ahead; "last" and "next" exclude today."""
    wanted = int(values("weekday")[parts["weekday"]])
    if "week" in parts:
        return _in_week(wanted, int(values("rel")[parts["week"]]), parts, anchor)
    rel = parts.get("rel", "")
    step = int(values("rel").get(rel, 0))
    told = bool(re.search(r"following|previous|preceding|that|same", rel)) and anchor.told is not None
    base = anchor.told[0] if told and anchor.told else anchor.day
    part = _part_of_day(parts)
    tail = f"T{part}" if part else ""
    if base is None:
        side = "after" if anchor.tense > 0 or step > 0 else "before"
        return Sense(
            kind="TIME" if part else "DATE", value=f"XXXX-WXX-{wanted}{tail}", hangs="published", fine=True,
            offset=f"{parts['weekday'].title()} on or {side} publication",
        )  # fmt: skip
    direction = step or (1 if rel == "this" and anchor.tense >= 0 else anchor.tense or (1 if _is_soon(base, wanted) else -1))
    if anchor.tense == 1 and not step and _is_just_gone(base, wanted):
        direction = -1
    day = days.weekday_near(base, wanted, direction, strict=step != 0)
    return Sense(
        kind="TIME" if part else "DATE", value=day.isoformat() + tail, stretch=(day, day),
        hangs="told" if told else "published", fine=True,
    )  # fmt: skip


def _in_week(wanted: int, step: int, parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """As in "Thursday next week": the day of the week of publication, or of one before or after it."""
    part = _part_of_day(parts)
    tail, kind = (f"T{part}", "TIME") if part else ("", "DATE")
    if anchor.day is None:
        offset = f"{parts['weekday'].title()} {parts['week']} week"
        return Sense(kind=kind, value=f"XXXX-WXX-{wanted}{tail}", hangs="published", fine=True, offset=offset)  # type: ignore[arg-type]
    day = days.step(anchor.day, 7 * step + wanted - anchor.day.isoweekday(), "D")
    return Sense(kind=kind, value=day.isoformat() + tail, stretch=(day, day), hangs="published", fine=True) if day else None  # type: ignore[arg-type]


def _part_of_day(parts: dict[str, str]) -> str:
    """The part of a day as TimeML writes it; the early hours are part of the morning."""
    return "MO" if "hours" in parts else str(values("daypart").get(parts.get("daypart", ""), ""))


def _is_soon(day: dt.date, weekday: int) -> bool:
    """Whether the next such day lies more than twice as near as the last: 1 or 2 days ahead."""
    return 2 * (days.weekday_near(day, weekday, 1) - day).days < (day - days.weekday_near(day, weekday, -1)).days


def _is_just_gone(day: dt.date, weekday: int) -> bool:
    """Whether the last such day lies three times nearer than the next: 0 or 1 days back."""
    return (day - days.weekday_near(day, weekday, -1)).days * 3 < (days.weekday_near(day, weekday, 1) - day).days


def _mod(parts: dict[str, str]) -> str:
    words = parts.get("mod") or parts.get("mod2")
    return str(values("mod")[words]) if words else ""


def _modified(sense: Sense, parts: dict[str, str]) -> Sense:
    mod = _mod(parts)
    if not mod or sense.stretch is None or sense.stretch[0] == sense.stretch[1]:
        return sense
    return Sense(kind=sense.kind, value=sense.value, hangs=sense.hangs, offset=sense.offset, stretch=days.third(sense.stretch, mod))


def _day_number(parts: dict[str, str]) -> int | None:
    if "day" in parts:
        return int(parts["day"])
    return int(values("ordinal")[parts["ordinal"]]) if "ordinal" in parts else None


def _one(year: int, month: int, day: int | None) -> Stretch | None:
    if day is None:
        return days.months(year, month)
    found = days.date(year, month, day)
    return (found, found) if found else None


def _named(year: int, parts: dict[str, str]) -> Stretch | None:
    if "season" in parts:
        return days.season(year, values("season")[parts["season"]])
    return days.months(year, int(values("month")[parts["month"]]))


def _yearless(parts: dict[str, str], anchor: Anchor, month: int, day: int | None) -> Stretch | None:
    if anchor.day is None:
        # A year told just before holds for months that follow ("In 2014 … in May").
        return _one(anchor.told[0].year, month, day) if anchor.told else None
    near = [_one(year, month, day) for year in range(anchor.day.year - 1, anchor.day.year + 2)]
    if "weekday" in parts:
        wanted = int(values("weekday")[parts["weekday"]])
        fitting: list[Stretch | None] = [stretch for stretch in near if stretch and stretch[0].isoweekday() == wanted]
        near = fitting or near
        return near[0] if len(fitting) == 1 else nearest(near, anchor)
    return nearest(near, anchor)


def _season(parts: dict[str, str], anchor: Anchor, year: int | None) -> Sense | None:
    name = values("season")[parts["season"]]
    if year is not None:
        stretch = days.season(year, name)
    elif anchor.day:
        stretch = nearest([days.season(y, name) for y in range(anchor.day.year - 1, anchor.day.year + 2)], anchor)
    else:
        stretch = None
    head = f"{stretch[0].year:04d}" if stretch else "XXXX"
    return _modified(
        Sense(kind="DATE", value=f"{head}-{name}", stretch=stretch, hangs="" if "year" in parts else "published"), parts
    )


def _year(parts: dict[str, str], year: int | None) -> Sense | None:
    if year is None:
        return None
    return _modified(Sense(kind="DATE", value=f"{year:04d}", stretch=days.years(year)), parts)


def amount(parts: dict[str, str]) -> float | None:
    """The number that goes with a unit; 0 where words leave it open ("several"); `None` where there is none."""
    if "vague" in parts:
        return float(values("vague")[parts["vague"]])
    told = number(parts["number"]) if "number" in parts else None
    return told + 0.5 if told and "halfmore" in parts else told
