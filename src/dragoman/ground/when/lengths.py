"""Sense of durations, of sets, and of times of day."""

import re

from dragoman.ground.when import days
from dragoman.ground.when.dates import amount, calendar, weekday
from dragoman.ground.when.relative import deictic
from dragoman.ground.when.senses import Anchor, Sense
from dragoman.ground.when.words import number, values

# Units that TimeML writes with another: a decade is ten years.
_AS = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "2W": (2, "W"), "WE": (2, "D")}


def period(count: float | None, unit: str) -> str:
    """The TimeML value of a length: P2Y, PT4H, P2Y6M; X for a number that is not told."""
    if unit == "C" and not count:
        return "PXC"
    factor, unit = _AS.get(unit, (1, unit))
    mark, letter = ("PT", unit[1:]) if unit.startswith("T") else ("P", unit)
    if not count:
        return f"{mark}X{letter}"
    count *= factor
    if count % 1 == 0.5 and letter in ("Y", "H", "M") and (letter != "M" or mark == "PT"):
        finer = {"Y": "6M", "H": "30M", "M": "30S"}[letter]
        return (f"{mark}{int(count)}{letter}" if count >= 1 else mark) + finer
    return f"{mark}{count:g}{letter}"


def length(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """A duration; "the past five years" and "the next two weeks" also say where it lies."""
    unit, count = str(values("unit")[parts["unit"]]), amount(parts)
    if "number2" in parts:
        return Sense(kind="DURATION", value=period(count, unit), offset=parts["unit"])
    stretch = None
    way = parts.get("way", "")
    if anchor.day and count and not unit.startswith("T") and way in ("last", "past", "recent", "next", "coming"):
        ahead = way in ("next", "coming")
        other = days.step(anchor.day, count if ahead else -count, unit)
        stretch = (min(other, anchor.day), max(other, anchor.day)) if other else None
    return Sense(
        kind="DURATION", value=period(count, unit), stretch=stretch, hangs="published" if way else "", fine=False, approximate=True
    )


def plural(parts: dict[str, str], _anchor: Anchor) -> Sense | None:
    """As in "years", "recent weeks": a length that no number tells."""
    return Sense(kind="DURATION", value=period(None, str(values("unit")[parts["plural"]])))


def someday(_parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """As in "will one day return": some time ahead where the words around look ahead, else the length of a day."""
    if anchor.tense > 0:
        return Sense(kind="DATE", value="FUTURE_REF", hangs="published", offset="one day")
    return Sense(kind="DURATION", value=period(1, "D"))


def lasting(parts: dict[str, str], _anchor: Anchor) -> Sense | None:
    """As in "day-long": one of the unit."""
    return Sense(kind="DURATION", value=period(1, str(values("unit")[parts["unit"]])))


def every(parts: dict[str, str], _anchor: Anchor) -> Sense | None:
    """What happens again and again: "every month", "Tuesdays", "each July"."""
    part = values("daypart").get(parts.get("daypart", ""), "")
    tail = f"T{part}" if part else ""
    day = parts.get("weekday") or parts.get("weekdays", "").removesuffix("s")
    if day:
        return Sense(kind="SET", value=f"XXXX-WXX-{values('weekday')[day]}{tail}")
    if "month" in parts:
        return Sense(kind="SET", value=f"XXXX-{values('month')[parts['month']]:02d}")
    if "season" in parts:
        return Sense(kind="SET", value=f"XXXX-{values('season')[parts['season']]}")
    if part:
        return Sense(kind="SET", value=f"XXXX-XX-XX{tail}")
    counted = number(parts["number"]) if "number" in parts and "times" not in parts else 1
    return Sense(kind="SET", value=period(counted or 1, str(values("unit")[parts["unit"]])))


def often(parts: dict[str, str], _anchor: Anchor) -> Sense | None:
    """As in "daily", "annually"."""
    return Sense(kind="SET", value=str(values("often")[parts["often"]]))


def clock(parts: dict[str, str], anchor: Anchor) -> Sense | None:
    """A time of day, with its day where one is told, else on the day of publication."""
    moment = _moment(parts)
    if moment is None:
        return None
    if "month" in parts and "day" in parts:
        base = calendar({k: v for k, v in parts.items() if k in ("month", "day", "year")}, anchor)
    elif "weekday" in parts:
        base = weekday({"weekday": parts["weekday"]}, anchor)
    else:
        base = deictic({"deictic": parts.get("deictic", "today")}, anchor)
    if base is None:
        return None
    return Sense(
        kind="TIME", value=f"{base.value[:10]}T{moment}" if "W" not in base.value else f"XXXX-XX-XXT{moment}", stretch=base.stretch,
        hangs=base.hangs, fine=True, offset=base.offset,
    )  # fmt: skip


def _moment(parts: dict[str, str]) -> str | None:
    if "clock" not in parts:
        return str(values("daypart")[parts["daypart"]]).replace("MI", "12:00")
    found = re.match(r"(\d\d?)(?:[:.]?(\d\d))?", parts["clock"])
    if found is None:
        return None
    hour, minute = int(found[1]), found[2]
    if re.search(r"p\.?m|afternoon|evening", parts["clock"]) and hour < 12:
        hour += 12
    elif re.search(r"a\.?m", parts["clock"]) and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute or '00'}" if hour <= 24 else None
