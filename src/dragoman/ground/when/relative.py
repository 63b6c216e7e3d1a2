"""Sense of words that count steps from the publication or from a date told just before."""

import datetime as dt
import re

from dragoman.ground.when import days
from dragoman.ground.when.dates import amount
from dragoman.ground.when.days import Stretch
from dragoman.ground.when.senses import Anchor, Kind, Sense
from dragoman.ground.when.words import values

# Words that point to a date told before, not to the publication.
_TOLD = re.compile(r"following|previous|preceding|\bthe next\b|\bthat\b|\bsame\b")
# "the past year" up to now.
_RUNNING = ("past", "the past", "this past", "the last")
_FINE = ("D", "W", "2W", "WE")
_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}


def deictic(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """As in "today", "yesterday", "this morning", "the next morning"."""
    words = parts.get("deictic") or parts.get("here", "")
    # "the morning" is that of the day told last.
    told = bool(_TOLD.search(words) or words == "the") and anchor.told is not None and (words != "the" or _is_day(anchor.told))
    forward, back = re.search("next|following", words), "previous" in words or "before" in parts
    steps = int(values("deictic").get(words, 1 if forward else -1 if back else 0))
    base = anchor.told[-1] if told and anchor.told else anchor.day
    name = "night" if words in ("tonight", "last night") else parts.get("daypart", "")
    part = "NI" if name == "overnight" else values("daypart").get(name, "")
    tail = f"T{part}" if part else ""
    kind = "TIME" if part else "DATE"
    if base is None:
        return Sense(kind=kind, value=f"XXXX-XX-XX{tail}", hangs="published", fine=True, offset=_offset(steps))  # type: ignore[arg-type]
    day = days.step(base, steps, "D")
    if day is None:
        return None
    hangs = "told" if told else "published"
    return Sense(kind=kind, value=day.isoformat() + tail, stretch=(day, day), hangs=hangs, fine=True)  # type: ignore[arg-type]


def _is_day(told: Stretch) -> bool:
    return told[0] == told[1]


def stretch(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """As in "last year", "this week", "the following month": a stretch by steps from the present or the told one."""
    rel, unit = parts["rel"], str(values("stretch")[parts["stretch"]])
    told = bool(_TOLD.search(rel)) and anchor.told is not None
    base = anchor.told[-1] if told and anchor.told else anchor.day
    steps = int(values("rel")[rel])
    if base is None:
        return Sense(
            kind="DATE", value=_UNKNOWN.get(unit, "XXXX"), hangs="published", fine=unit in _FINE, offset=f"{rel} {parts['stretch']}"
        )
    day = days.step(base, steps, unit)
    found = days.unit_around(day, unit) if day else None
    if day is None or found is None:
        return None
    if rel in _RUNNING and not told:
        # "over the past year" runs up to the present; "last year" is one of the calendar.
        value = "P10Y" if unit == "E" else days.timex_value(found[0], unit)
        kind: Kind = "DURATION" if unit == "E" else "DATE"
        return Sense(kind=kind, value=value, stretch=(day, base), hangs="published", fine=unit in _FINE)
    covered = _covered(found, parts, base) if not told else found
    return Sense(
        kind="DATE", value=days.timex_value(found[0], unit), stretch=covered, hangs="told" if told else "published",
        fine=unit in _FINE,
    )  # fmt: skip


def definite(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """As in "the weekend", "the end of the year", "the quarter": the one of the publication, or the latest."""
    unit = str(values("stretch").get(parts["stretch"].removeprefix("latest "), "Q"))
    if unit == "D":
        return _that_day(anchor)
    if "ended" in parts:
        return Sense(kind="DURATION", value=f"P1{unit}")
    found = _quarter(anchor) if unit == "Q" else days.unit_around(anchor.day, unit) if anchor.day else None
    if anchor.day is None or found is None:
        return Sense(kind="DATE", value=_UNKNOWN[unit], hangs="published", fine=unit in _FINE, offset=parts["stretch"])
    if unit == "WE" and found[0] > anchor.day and anchor.tense <= 0:
        found = found[0] - dt.timedelta(days=7), found[1] - dt.timedelta(days=7)
    return Sense(
        kind="DATE", value=days.timex_value(found[0], unit), stretch=_covered(found, parts, anchor.day), hangs="published",
        fine=unit in _FINE,
    )  # fmt: skip


def _that_day(anchor: Anchor) -> Sense | None:
    """As in "later in the day": the day told before, else that of publication."""
    base = anchor.told if anchor.told and _is_day(anchor.told) else (anchor.day, anchor.day) if anchor.day else None
    if base is None:
        return Sense(kind="DATE", value="XXXX-XX-XX", hangs="published", fine=True, offset=_offset(0))
    return Sense(
        kind="DATE", value=base[0].isoformat(), stretch=base, hangs="told" if base is anchor.told else "published", fine=True
    )


def _quarter(anchor: Anchor) -> Stretch | None:
    """The quarter told before, else the last one that has ended: results are told after it."""
    if anchor.quarter and not (anchor.day and anchor.quarter[1] >= anchor.day):
        return anchor.quarter
    day = days.step(anchor.day, -1, "Q") if anchor.day else None
    return days.unit_around(day, "Q") if day else None


def ago(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """As in "two years ago" hangs on the publication, "a week earlier" on the date told before."""
    unit = str(values("unit")[parts["unit"]])
    back = parts["way"] in ("ago", "earlier", "before", "beforehand", "previously")
    told = parts["way"] not in ("ago", "from now", "hence") and anchor.told is not None
    base = anchor.told[0] if told and anchor.told else anchor.day
    if unit == "Y" and anchor.quarter:
        # "up from 3 million a year ago", told of a quarter: that quarter a year before.
        base = anchor.quarter[0]
    count = amount(parts)
    if count and count % 1 and unit == "Y":
        unit, count = "M", 12 * count
    offset = " ".join(filter(None, (parts.get("about"), parts.get("vague") or parts.get("number"), parts["unit"], parts["way"])))
    if not count and not back:
        return Sense(
            kind="DURATION",
            value=f"P{unit[0] if unit.startswith('T') else ''}X{unit.removeprefix('T')}",
            offset=offset,
            hangs="told",
        )
    if not count:
        return Sense(kind="DATE", value="PAST_REF", offset=offset, hangs="published")
    if unit.startswith("T"):
        # Hours and minutes away: the same day, as far as is known.
        value = base.isoformat() if base else "XXXX-XX-XX"
        same = (base, base) if base else None
        return Sense(kind="TIME", value=value, stretch=same, offset=offset, hangs="published", fine=True)
    day = days.step(base, -count if back else count, unit) if base else None
    if day is None:
        return Sense(kind="DATE", value=_UNKNOWN.get(unit, "XXXX"), offset=offset, hangs="published", fine=unit in _FINE)
    name = _told_unit(unit, anchor)
    return Sense(
        kind="DATE", value=days.timex_value(day, name), stretch=days.unit_around(day, name), hangs="told" if told else "published",
        approximate="about" in parts or unit in ("E", "C"), fine=unit in _FINE,
    )  # fmt: skip


def _told_unit(unit: str, anchor: Anchor) -> str:
    """How fine the answer is: a year before a quarter is that quarter."""
    if unit == "Y" and anchor.quarter:
        return "Q"
    return {"E": "Y", "C": "Y", "L": "Y"}.get(unit, unit)


def yearago(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """As in "the year-earlier quarter", "the same period last year"."""
    quarter = _quarter(anchor)
    day = days.step(quarter[0], -1, "Y") if quarter else None
    if day is None:
        return Sense(kind="DATE", value="XXXX", hangs="published", offset="a year earlier")
    unit = "Q" if parts.get("unit", "quarter") != "month" else "M"
    return Sense(kind="DATE", value=days.timex_value(day, unit), stretch=days.unit_around(day, unit), hangs="published")


def yearquarter(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """As in "the 1988 quarter": in that year the quarter that is told of."""
    year, quarter = int(parts["year"]), _quarter(anchor)
    if quarter is None:
        return Sense(kind="DATE", value=f"{year:04d}", stretch=days.years(year))
    found = days.months(year, quarter[0].month, 3)
    return Sense(kind="DATE", value=days.timex_value(found[0], "Q"), stretch=found) if found else None


def weekof(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """As in "the week of March 6"."""
    if anchor.day is None:
        return None
    month, number = int(values("month")[parts["month"]]), int(parts["day"])
    found = [days.date(year, month, number) for year in range(anchor.day.year - 1, anchor.day.year + 2)]
    near = min((day for day in found if day), key=lambda day: abs((day - anchor.day).days) if anchor.day else 0, default=None)
    return (
        Sense(kind="DATE", value=days.timex_value(near, "W"), stretch=days.unit_around(near, "W"), hangs="published")
        if near
        else None
    )


def yearend(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """As in "year-end": the last third of the year, which words about plans leave no finer."""
    year = int(parts["year"]) if "year" in parts else anchor.day.year if anchor.day else None
    whole = days.years(year) if year else None
    if whole is None:
        return Sense(kind="DATE", value="XXXX", hangs="published", offset="end of the year")
    return Sense(kind="DATE", value=f"{year:04d}", stretch=days.third(whole, "END"), hangs="" if "year" in parts else "published")


def overdue(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """As in "two years overdue": the date that passed so long before the publication."""
    unit, count = str(values("unit")[parts["unit"]]), amount(parts)
    value = f"P{count:g}{unit}" if count else f"PX{unit}"
    day = days.step(anchor.day, -count, unit) if anchor.day and count else None
    if day is None:
        return Sense(
            kind="DURATION",
            value=value,
            hangs="published",
            offset=f"{parts.get('number') or parts.get('vague')} {parts['unit']} overdue",
        )
    return Sense(kind="DURATION", value=value, stretch=days.unit_around(day, unit), hangs="published", approximate=True)


def reference(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """As in "now" is the publication; "recently" and "soon" give no date."""
    value = str(values("reference")[parts["reference"]])
    day = anchor.day
    if value != "PRESENT_REF":
        return Sense(kind="DATE", value=value, hangs="published", offset=parts["reference"])
    return Sense(
        kind="DATE", value=value, stretch=(day, day) if day else None, hangs="published", fine=True, offset=parts["reference"]
    )


def _covered(found: Stretch, parts: dict[str, str], today: dt.date) -> Stretch:
    """The part that "early", "earlier" or "late" leaves; "earlier this week" ends with the day of telling."""
    words = parts.get("mod")
    if not words:
        return found
    if words.startswith("earlier") and found[0] <= today <= found[1]:
        return found[0], today
    if words.startswith("later") and found[0] <= today <= found[1]:
        return today, found[1]
    return days.third(found, str(values("mod")[words])) if found[0] != found[1] else found


def _offset(steps: int) -> str:
    return (
        "day of publication"
        if steps == 0
        else f"{abs(steps)} day{'s' * (abs(steps) > 1)} {'after' if steps > 0 else 'before'} publication"
    )
