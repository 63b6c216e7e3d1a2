"""Stretches of the calendar: their bounds, steps between them, and their names in EDTF and in TimeML."""

import calendar
import datetime as dt

import msgspec

from dragoman.model import Precision, When

Stretch = tuple[dt.date, dt.date]
"""First and last day, both included."""

# Days that carry a civil year in reports; steps that leave them have no date.
_FIRST_YEAR, _LAST_YEAR = 1000, 2999

# Months of the northern seasons as weather services count them (TimeML keeps only the name, EDTF needs bounds).
_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Bounds(msgspec.Struct, frozen=True):
    """First and last day of what is known; `None` is an open side."""

    start: dt.date | None
    end: dt.date | None


def date(year: int, month: int, day: int) -> dt.date | None:
    """The day, `None` where the calendar has no such day or the year is out of range."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR or not 1 <= month <= 12:
        return None
    return dt.date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def months(year: int, month: int, count: int = 1) -> Stretch | None:
    """The stretch of `count` months that begins with this one."""
    start = date(year, month, 1)
    last = _add_months(start, count - 1) if start else None
    if start is None or last is None:
        return None
    return start, last.replace(day=calendar.monthrange(last.year, last.month)[1])


def years(year: int, count: int = 1) -> Stretch | None:
    """The stretch of `count` years that begins with this one."""
    return months(year, 1, 12 * count)


def season(year: int, name: str) -> Stretch | None:
    """Three months; winter is named by the year in which it begins."""
    return months(year, _SEASON_START[name], 3)


def unit_around(day: dt.date, unit: str) -> Stretch | None:
    """The week, weekend, month, quarter, year, decade or century (units D W WE M Q Y E C) that holds this day."""
    monday = day - dt.timedelta(days=day.weekday())
    week = monday, monday + dt.timedelta(days=6)
    stretches: dict[str, Stretch | None] = {
        "W": week,
        "2W": week,
        "WE": (monday + dt.timedelta(days=5), week[1]),
        "M": months(day.year, day.month),
        "Q": months(day.year, 3 * ((day.month - 1) // 3) + 1, 3),
        "Y": years(day.year),
        "E": years(day.year // 10 * 10, 10),
        "C": years((day.year - 1) // 100 * 100 + 1, 100),
    }
    return stretches.get(unit, (day, day))


def step(day: dt.date, count: float, unit: str) -> dt.date | None:
    """The day `count` units later (earlier where negative); the last day of the month where the month is shorter."""
    if abs(count) > 5000:
        return None
    per_day = {"D": 1, "W": 7, "2W": 14, "WE": 7}
    per_month = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}
    if unit in per_day:
        moved = day + dt.timedelta(days=round(count * per_day[unit]))
        return moved if _FIRST_YEAR <= moved.year <= _LAST_YEAR else None
    if unit in per_month:
        return _add_months(day, round(count * per_month[unit]))
    return day


def weekday_near(day: dt.date, weekday: int, direction: int, *, strict: bool = False) -> dt.date:
    """The latest (-1) or next (+1) such weekday (1 = Monday), the day itself included unless `strict`."""
    away = (day.isoweekday() - weekday) % 7 if direction < 0 else (weekday - day.isoweekday()) % 7
    if strict and away == 0:
        away = 7
    return day + dt.timedelta(days=away * (-1 if direction < 0 else 1))


def third(stretch: Stretch, mod: str) -> Stretch:
    """The early (START), mid (MID) or late (END) third of a month, a year or a longer stretch; days 1 to 10, 11 to 20, 21 on."""
    start, end = stretch
    which = ("START", "MID", "END").index(mod)
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day == 1 and count == 1:
        first = start.replace(day=1 + 10 * which)
        return first, (first.replace(day=10 + 10 * which) if which < 2 else end)
    if start.day == 1 and count % 3 == 0:
        part = months(*_month_after(start, which * count // 3), count // 3)
        return part or stretch
    size = ((end - start).days + 1) // 3
    first = start + dt.timedelta(days=which * size)
    return first, (first + dt.timedelta(days=max(size - 1, 0)) if which < 2 else end)


def timex_value(day: dt.date, unit: str) -> str:
    """The TimeML value of the unit that holds this day: 1998-W08, 1998-02, 1998-Q1, 1998, 199, 19."""
    week = day.isocalendar()
    names = {
        "W": f"{week.year:04d}-W{week.week:02d}",
        "2W": f"{week.year:04d}-W{week.week:02d}",
        "WE": f"{week.year:04d}-W{week.week:02d}-WE",
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month - 1) // 3 + 1}",
        "Y": f"{day.year:04d}",
        "E": f"{day.year // 10:03d}",
        "C": f"{day.year // 100:02d}",
    }
    return names.get(unit, day.isoformat())


def edtf(bounds: Bounds) -> str | None:
    """The shortest EDTF that covers exactly these days; `None` where both sides are open."""
    start, end = bounds.start, bounds.end
    if start is None and end is None:
        return None
    if start is None or end is None:
        return f"../{_end_name(end)}" if end else f"{_start_name(start)}/.." if start else None
    for unit in ("Y", "M", "D"):
        if (start, end) == (_floor(start, unit), _ceil(end, unit)):
            names = timex_value(start, unit), timex_value(end, unit)
            return names[0] if names[0] == names[1] else "/".join(names)
    return None


def when(bounds: Bounds, *, text: str = "", anchor: str = "", offset: str | None = None, mark: str = "") -> When:
    """A `When` over these bounds; `mark` is an EDTF qualifier (`~` approximate, `?` uncertain) put to each named end."""
    name = edtf(bounds)
    if name is None:
        return When(text=text, anchor=anchor, offset=offset)
    marked = "/".join(side if side == ".." else side + mark for side in name.split("/"))
    return When(
        edtf=marked, start=bounds.start, end=bounds.end, precision=precision(bounds), text=text, anchor=anchor, offset=offset
    )


def precision(bounds: Bounds) -> Precision:
    """How fine the bounds are."""
    start, end = bounds.start, bounds.end
    if start is None or end is None:
        return "unknown" if start is end else "interval"
    if start == end:
        return "day"
    if start.weekday() == 0 and (end - start).days == 6:
        return "week"
    named: tuple[tuple[Stretch | None, Precision], ...] = (
        (months(start.year, start.month), "month"),
        (years(start.year), "year"),
        (years(start.year, 10) if start.year % 10 == 0 else None, "decade"),
        (months(start.year, start.month, 3) if start.month % 3 == 0 else None, "season"),
    )
    return next((name for stretch, name in named if stretch == (start, end)), "interval")


def _add_months(day: dt.date, count: int) -> dt.date | None:
    year, month = _month_after(day, count)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _month_after(day: dt.date, count: int) -> tuple[int, int]:
    index = day.year * 12 + day.month - 1 + count
    return index // 12, index % 12 + 1


def _floor(day: dt.date, unit: str) -> dt.date:
    return day if unit == "D" else day.replace(day=1) if unit == "M" else day.replace(month=1, day=1)


def _ceil(day: dt.date, unit: str) -> dt.date:
    if unit == "D":
        return day
    month = 12 if unit == "Y" else day.month
    return day.replace(month=month, day=calendar.monthrange(day.year, month)[1])


def _start_name(day: dt.date) -> str:
    unit = "Y" if _floor(day, "Y") == day else "M" if _floor(day, "M") == day else "D"
    return timex_value(day, unit)


def _end_name(day: dt.date) -> str:
    unit = "Y" if _ceil(day, "Y") == day else "M" if _ceil(day, "M") == day else "D"
    return timex_value(day, unit)
