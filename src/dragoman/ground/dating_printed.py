"""A date printed beside the text: datelines, "Published: …", a line of its own, the source's URL."""

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from dragoman.ground.when import days
from dragoman.ground.when.days import Bounds
from dragoman.ground.when.patterns import Match, scan_span
from dragoman.ground.when.words import values
from dragoman.lexicon.load import table
from dragoman.model import Part, PartLabel, Published, Reading, Span

_URL = re.compile(r"https?://\S+")
# Archives write the hour after the day ("202207260345").
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?(?!\d)")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])/")
_FULL = ("month day year", "day month year", "iso", "slashes", "dots", "year slashes", "year dots")
# A line of its own holds little beside its date; a standfirst or a sentence holds more.
_LINE = 60
# Words that a line can have beside its date and still be no sentence (a place, "GMT"); characters from the start of a text in
# which such a line dates it, and a fourth of that from its end.
_WORD = re.compile(r"[^\W\d_]{3,}")
_WORDS = 3
_EDGE = 1500
# What places a date in a sentence; what stands before and after one that no sentence holds.
_PLACED = re.compile(r"\b(?:in|on|of|after|before|since|until|from|by|for)\s*$", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[|>•(–—]\s*|[A-Z][\w.]+,?\s+)$")
_CLOSES = re.compile(r"\s*\)?\s*(?:[|•–—]|--|-\s|\([A-Z]|[A-Z][a-z]|[\"\u201c])")
# Characters before a date in which a word tells what it is the date of.
_REACH = 24


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """A date found beside the text: its words, the days that they can mean, and how far it is the day of publication.

    `rank`: 0 said to be it, 1 in a dateline, 2 on a line of its own, 3 said to be the day of a change.
    """

    rank: int
    start: int
    text: str
    days: tuple[dt.date, ...]


def stated(reading: Reading, bounds: Published | None) -> Published | None:
    """The day of publication as printed; a dateline without a year needs `bounds` that leave only one."""
    found = sorted(_printed(reading), key=lambda p: (p.rank, len(p.days), p.start))
    if not found:
        return _yearless(reading, bounds)
    best = found[0]
    same = [p for p in found if set(p.days) & set(best.days)]
    day = min(set.intersection(*(set(p.days) for p in same)) or set(best.days))
    last = day if len(best.days) == 1 or len(same) > 1 else max(best.days)
    words = " and ".join(f"'{text}'" for text in dict.fromkeys(p.text for p in same))
    why = f"printed {words}{_agreement(reading, day)}"
    when = days.when(Bounds(min(day, last), last))
    return Published(
        edtf=when.edtf, start=when.start, end=when.end, precision=when.precision, text=best.text, basis="stated", why=why
    )


def from_url(reading: Reading) -> Published | None:
    """The day or month that the path of the report's URL has, or of the one address that the text credits."""
    credited = [part.span.of(reading.report.text) for part in reading.text.parts if part.part in ("credit", "dateline", "byline")]
    addresses = [reading.report.url] if reading.report.url else [url for words in credited for url in _URL.findall(words)]
    if len(addresses) != 1:
        return None
    for form in (_URL_DAY, _URL_MONTH):
        found = form.search(addresses[0])
        if found:
            numbers = [int(group) for group in found.groups()]
            day = days.date(numbers[0], numbers[1], numbers[2]) if len(numbers) == 3 else None
            stretch = (day, day) if day else days.months(numbers[0], numbers[1]) if len(numbers) == 2 else None
            if stretch:
                when = days.when(Bounds(*stretch))
                return Published(
                    edtf=when.edtf, start=when.start, end=when.end, precision=when.precision, text=found[0].strip("/"),
                    basis="url", why=f"the URL has '{found[0]}'",
                )  # fmt: skip
    return None


def _printed(reading: Reading) -> Iterator[Printed]:
    text = reading.report.text
    for part in reading.text.parts:
        if part.part == "related":
            continue
        for line in _short_lines(text, part):
            for match in scan_span(text, line):
                possible = _days(match) if match.pattern in _FULL else ()
                rank = _rank(text, part.part, part.span, match) if possible else None
                if rank is not None:
                    yield Printed(rank=rank, start=match.start, text=" ".join(match.text.split()), days=possible)


def _short_lines(text: str, part: Part) -> Iterator[Span]:
    """The lines of a part that can hold a printed date: with figures, and short unless a dateline or at the beginning."""
    at = part.start
    for line in part.span.of(text).splitlines(keepends=True):
        if re.search(r"\d{2}", line) and (len(line) <= 2 * _LINE or part.part == "dateline" or at < _EDGE // 4):
            yield Span(at, at + len(line))
        at += len(line)


def _rank(text: str, label: PartLabel, part: Span, match: Match) -> int | None:
    """How far a date is that of publication (see `Printed`), `None` where it is not."""
    lexicon = table("en/when")["dating"]
    line_start = max(text.rfind("\n", 0, match.start) + 1, part.start if label != "body" else 0)
    line_end = text.find("\n", match.end)
    before = text[max(line_start, match.start - _REACH) : match.start].lower()
    rest = (text[line_start : match.start] + text[match.end : line_end if line_end >= 0 else len(text)]).strip()
    is_alone = len(rest) <= _LINE and label != "title" and not _PLACED.search(before)
    if any(word in before for word in lexicon["neither"]):
        return None
    if any(word in before for word in lexicon["updated"]) and "publish" not in before:
        return 3 if is_alone or label == "dateline" else None
    if any(word in before for word in lexicon["published"]) and (is_alone or label == "dateline"):
        return 0
    if label == "dateline":
        return 1
    is_line = is_alone and len(_WORD.findall(rest)) <= (_WORDS if label != "navigation" else 0)
    return 2 if (is_line and _is_at_edge(text, match)) or _is_glued(text, match) else None


def _is_at_edge(text: str, match: Match) -> bool:
    return match.start < _EDGE or match.end > len(text) - _EDGE // 4


def _is_glued(text: str, match: Match) -> bool:
    """A date near the start that no sentence holds: after a name, a bar or a bracket, before a dash or a capital letter."""
    before, after = text[max(0, match.start - _LINE) : match.start], text[match.end : match.end + _LINE]
    return match.start < _EDGE // 4 and bool(_OPENS.search(before)) and bool(_CLOSES.match(after)) and not _PLACED.search(before)


def _days(match: Match) -> tuple[dt.date, ...]:
    """The days that the words can mean: 3/4/2012 can be two."""
    parts = match.parts
    if "one" not in parts:
        month = int(parts["month_number"]) if "month_number" in parts else int(values("month")[parts["month"]])
        day = days.date(int(parts["year"]), month, int(parts["day"]))
        return (day,) if day else ()
    year = int(parts["three"])
    year += 0 if year > 99 else 1900 if year >= 70 else 2000
    one, two = int(parts["one"]), int(parts["two"])
    found = {day for day in (days.date(year, one, two), days.date(year, two, one)) if day}
    return tuple(sorted(found))


def _yearless(reading: Reading, bounds: Published | None) -> Published | None:
    """As in "CAIRO, Oct. 12 —" in a year that the text leaves no doubt of."""
    if bounds is None or bounds.start is None or bounds.end is None:
        return None
    text = reading.report.text
    for part in reading.text.parts:
        for match in scan_span(text, part.span) if part.part == "dateline" else []:
            if match.pattern not in ("month day", "day month") or "day" not in match.parts:
                continue
            month, number = int(values("month")[match.parts["month"]]), int(match.parts["day"])
            near = [days.date(year, month, number) for year in range(bounds.start.year, bounds.end.year + 1)]
            fitting = [day for day in near if day and bounds.start <= day <= bounds.end]
            if len(fitting) == 1:
                day = fitting[0]
                why = f"the dateline has '{match.text}', and {bounds.why}"
                return Published(
                    edtf=day.isoformat(), start=day, end=day, precision="day", text=match.text, basis="stated", why=why
                )
    return None


def _agreement(reading: Reading, day: dt.date) -> str:
    """Whether a weekday of the first sentences is that of the date: a check told with the reason."""
    for span in reading.text.sentences[:6]:
        for match in scan_span(reading.report.text, span):
            if match.pattern == "weekday" and values("weekday")[match.parts["weekday"]] == day.isoweekday():
                return f", and '{' '.join(match.text.split())}' agrees"
    return ""
