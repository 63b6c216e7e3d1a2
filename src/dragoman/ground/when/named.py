"""Sense of named and movable days, of dates in the Islamic and the Jalali calendar, and of attacks and wars that give a date."""

import datetime as dt
from typing import Any

from convertdate import hebrew, islamic, julian, persian

from dragoman.ground.when import dates, days
from dragoman.ground.when.dates import nearest
from dragoman.ground.when.days import Stretch
from dragoman.ground.when.senses import Anchor, Sense
from dragoman.ground.when.words import values
from dragoman.lexicon.load import table


def feast(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """As in "Ramadan", "Christmas Day", "Easter 2005": in the year told, else the nearest by tense."""
    fact = values("feast")[parts["feast"]]
    step = int(values("rel").get(parts.get("rel", ""), 0))
    stretch = _feast_near(fact, parts, anchor, step)
    if stretch is None:
        return Sense(kind="DATE", value="XXXX-XX-XX", hangs="published", offset=parts["feast"].title())
    unit = "M" if (stretch[1] - stretch[0]).days > 20 else {"week": "W", "weekend": "WE"}.get(parts.get("stretch", ""), "D")
    if unit in ("W", "WE"):
        # The weekend of Easter ends with it; the week is the one that holds the day.
        around = days.unit_around(stretch[0], unit)
        return Sense(
            kind="DATE", value=days.timex_value(stretch[0], unit), stretch=around, hangs="" if "year" in parts else "published"
        )
    value = days.timex_value(stretch[0], unit)
    return Sense(
        kind="DATE", value=value, stretch=stretch, hangs="" if "year" in parts else "published", approximate="hijri" in fact
    )


def hijri(parts: dict[str, str], _anchor: Anchor) -> Sense | None:
    """A date of the arithmetic Islamic calendar; the sighted moon can move it by a day or two."""
    stretch = _islamic(int(parts["era_year"]), values("hijri")[parts["hijri"]], int(parts.get("day", 0)))
    return _dated(stretch, approximate=True)


def jalali(parts: dict[str, str], _anchor: Anchor) -> Sense | None:
    """A date of the Jalali calendar of Iran."""
    year, month, day = int(parts["era_year"]), int(values("jalali")[parts["jalali"]]), int(parts.get("day", 0))
    last = 31 if month <= 6 else 30 if month <= 11 or persian.leap(year) else 29
    if day > last:
        return None
    first, end = (dt.date(*persian.to_gregorian(year, month, d)) for d in ((day, day) if day else (1, last)))
    return _dated((first, end), approximate=False)


def war(parts: dict[str, str], _anchor: Anchor) -> Sense | None:
    """As in "the start of" a war that the lexicon dates; the war alone is no expression of time."""
    edge = parts.get("edge", "")
    fact = values("war")[parts["war"]]
    told = fact.get("end" if edge.endswith("end") else "start")
    if not edge or told is None:
        return None
    year, *rest = (int(x) for x in told.split("-"))
    if len(rest) == 2:
        day = days.date(year, rest[0], rest[1])
        stretch: Stretch | None = (day, day) if day else None
    else:
        stretch = days.months(year, rest[0]) if rest else days.years(year)
    return Sense(kind="DATE", value=told, stretch=stretch, approximate=True)


def remembered(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """As in "9/11", "the Sept. 11 attacks": the day of an attack that is called by it, in reports of years after."""
    name = parts.get("remembered") or f"{values('month')[parts['month']]:02d}-{int(parts['day']):02d}"
    known = (dt.date.fromisoformat(fact["date"]) for fact in table("world/calendar")["remembered"] if name in fact["names"])
    day = next((d for d in known if anchor.day is None or d.year < anchor.day.year), None)
    if day is None:
        return dates.calendar(parts, anchor) if "month" in parts else None
    return Sense(kind="DATE", value=day.isoformat(), stretch=(day, day))


def _dated(stretch: Stretch | None, *, approximate: bool) -> Sense | None:
    if stretch is None:
        return None
    value = stretch[0].isoformat() if stretch[0] == stretch[1] else f"{stretch[0].isoformat()}/{stretch[1].isoformat()}"
    return Sense(kind="DATE", value=value, stretch=stretch, approximate=approximate)


def _feast_near(fact: dict[str, Any], parts: dict[str, str], anchor: Anchor, step: int) -> Stretch | None:
    if "year" in parts:
        return next((found for found in _feast(fact, int(parts["year"])) if found), None)
    if anchor.day is None:
        return None
    year = anchor.day.year
    near = [found for y in (year - 1, year, year + 1) for found in _feast(fact, y)]
    if step:
        near = [s for s in near if s and ((s[1] < anchor.day) if step < 0 else (s[0] > anchor.day))]
    return nearest(near, Anchor(day=anchor.day, tense=step or anchor.tense))


def _feast(fact: dict[str, Any], year: int) -> list[Stretch | None]:
    """The feast in one civil year; a lunar one can fall in it twice."""
    if "hijri" in fact:
        month, day = fact["hijri"]
        lunar = [_islamic(y, month, day, fact["days"]) for y in range((year - 622) * 33 // 32, (year - 622) * 33 // 32 + 3)]
        return [stretch for stretch in lunar if stretch and stretch[0].year == year]
    if "hebrew" in fact:
        month, day = fact["hebrew"]
        return [_hebrew(year, month, day, fact.get("days", 1))]
    if "dates" in fact:
        return [(day, day) for day in map(dt.date.fromisoformat, fact["dates"]) if day.year == year]
    if "orthodox" in fact:
        found: dt.date | None = _orthodox_easter(year) + dt.timedelta(days=fact["orthodox"])
    elif "easter" in fact:
        found = _easter(year) + dt.timedelta(days=fact["easter"])
    elif "weekday" in fact:
        found = _nth(year, fact)
    else:
        found = days.date(year, fact["month"], fact["day"])
    return [(found, found)] if found else []


def _islamic(year: int, month: int, day: int, length: int = 1) -> Stretch | None:
    if not 1 <= day <= 30 and day != 0:
        return None
    first = dt.date(*islamic.to_gregorian(year, month, day or 1))
    return first, first + dt.timedelta(days=(29 if day == 0 else length) - 1)


def _hebrew(year: int, month: int, day: int, length: int) -> Stretch:
    """A feast of the Jewish calendar in one civil year. Months are counted from Nisan; the year begins with the seventh."""
    lunar = year + 3761 if month >= 7 else year + 3760
    month = month or (13 if hebrew.leap(lunar) else 12)
    first = dt.date(*hebrew.to_gregorian(lunar, month, day))
    return first, first + dt.timedelta(days=length - 1)


def _orthodox_easter(year: int) -> dt.date:
    """Easter Sunday of the Orthodox churches, as the day of our calendar (Meeus's Julian algorithm)."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    return dt.date(*julian.to_gregorian(year, month, day + 1))


def _nth(year: int, fact: dict[str, Any]) -> dt.date | None:
    whole = days.months(year, fact["month"])
    if whole is None:
        return None
    if fact["nth"] < 0:
        return days.weekday_near(whole[1], fact["weekday"], -1)
    first = days.weekday_near(whole[0] + dt.timedelta(days=fact.get("after", 0)), fact["weekday"], 1)
    return first + dt.timedelta(weeks=fact["nth"] - 1)


def _easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous Gregorian Computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    shift = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    away = (32 + 2 * (century % 4) + 2 * (rest // 4) - shift - rest % 4) % 7
    late = (golden + 11 * shift + 22 * away) // 451
    month, day = divmod(shift + away - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
