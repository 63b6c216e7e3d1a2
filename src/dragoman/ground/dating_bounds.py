"""The date of a report inferred by constraint: what it tells as past bounds it from below, what it tells as ahead from above."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from dragoman.ground.scenes import Scene, scene_of
from dragoman.ground.when import days
from dragoman.ground.when.dates import calendar, portion, years
from dragoman.ground.when.days import Bounds, Stretch
from dragoman.ground.when.patterns import Match, scan_span
from dragoman.ground.when.senses import Anchor
from dragoman.ground.when.tense import tense_of
from dragoman.ground.when.words import number, values
from dragoman.lexicon.load import table
from dragoman.model import Published, Reading, Span

_DAY = dt.timedelta(days=1)
# The word before a date. A month or year is told as a time only after these; a day not after words that leave it open.
_LEAD = re.compile(r"(\w+),?\s+(?:(?:early|late|mid)[\s-]+)?$")
_SINCE = re.compile(r"\bsince\s+the\s+$", re.IGNORECASE)
_TIMES = ("in", "since", "during", "on", "")
_AHEAD = ("in", "by", "on", "for", "until", "before", "through", "to", "of", "scheduled", "due", "")
_OPEN = (
    "by",
    "until",
    "for",
    "through",
    "to",
    "before",
    "due",
    "expires",
    "of",
    "the",
    "a",
    "its",
    "their",
    "his",
    "this",
    "into",
    "than",
)
# Words between a count of years and the year that it counts from ("five years after Hamas seized Gaza in 2007" has five).
_NEAR = 80


class Constraint(msgspec.Struct, frozen=True, kw_only=True):
    """Publication lies in these bounds, because of these words."""

    start: dt.date | None = None
    end: dt.date | None = None
    why: str


class Told(msgspec.Struct, frozen=True):
    """An expression in its sentence, with the days that it covers where it names its year itself."""

    match: Match
    span: Span
    index: int
    tense: int
    stretch: Stretch | None


def inferred(reading: Reading) -> Published | None:
    """The interval in which the report was published as far as its words bound it, else `None`."""
    told = _told(reading)
    text = reading.report.text
    found = [*_planned_last_year(told, text), *_counted(told, text), *_behind(told, reading), *_ahead(told, text)]
    start = max((c.start for c in found if c.start), default=None)
    end = min((c.end for c in found if c.end and (start is None or c.end >= start)), default=None)
    month = _month_ahead(told, start, end)
    if month and month.end:
        found, end = [*found, month], month.end
    if start is None and end is None:
        return None
    kept = [c.why for c in found if (c.start is not None and c.start == start) or (c.end is not None and c.end == end)]
    why = "; ".join([*dict.fromkeys(kept), *_weekday(told)])
    when = days.when(Bounds(start, end))
    return Published(edtf=when.edtf, start=start, end=end, precision=when.precision, basis="inferred", why=why)


def _told(reading: Reading) -> list[Told]:
    text = reading.report.text
    return [
        Told(match, span, index, tense_of(text, match.start, match.end, (span.start, span.end)), _absolute(match))
        for index, span in enumerate(reading.text.sentences)
        for match in scan_span(text, span)
    ]


def _absolute(match: Match) -> Stretch | None:
    """The days of an expression that names its year in figures."""
    meaning = {"calendar": calendar, "portion": portion, "years": years}.get(match.sense)
    sense = meaning(match.parts, Anchor()) if meaning and "year" in match.parts else None
    return sense.stretch if sense else None


def _behind(told: list[Told], reading: Reading) -> Iterator[Constraint]:
    """What is told as past is over: a year that the report names is not its own, which it would call "this year"."""
    text = reading.report.text
    for item in told:
        if item.stretch is None or not _is_past(item, text, _scene(reading, item)):
            continue
        single = item.stretch[0] == item.stretch[1]
        start = item.stretch[1] + (dt.timedelta(0) if single else _DAY)
        yield Constraint(
            start=start,
            why=f"'{_around(item, text)}' is past, so it came {'on or ' if single else ''}after {days.edtf(Bounds(*item.stretch))}",
        )


def _scene(reading: Reading, item: Told) -> Scene | None:
    """The grammar of the sentence in which it stands, where the language model has read it."""
    at = bisect_right(reading.sentences, item.match.start, key=lambda sentence: sentence.start) - 1
    return scene_of(reading, at) if at >= 0 and item.match.start < reading.sentences[at].end else None


def _is_past(item: Told, text: str, scene: Scene | None) -> bool:
    """Whether the report tells it as over: what hangs on a verb in the past, or stands after "since"; never an attribute."""
    lead = _lead(item, text)
    if lead == "since" or _SINCE.search(text[item.span.start : item.match.start]):
        return True
    if _is_named_over(item, text):
        return True
    is_day = item.stretch is not None and item.stretch[0] == item.stretch[1]
    if _is_attribute(item, text) or (lead in _OPEN if is_day else lead not in _TIMES) or _planned(item, text):
        return False
    return item.tense < 0 if scene is None else _hangs_on_past(item, scene)


def _lead(item: Told, text: str) -> str:
    """The word before, nothing at the beginning of a sentence or a clause."""
    found = _LEAD.search(text[item.span.start : item.match.start].lower())
    return found[1] if found else ""


def _is_named_over(item: Told, text: str) -> bool:
    """Whether it names something over: "the 2011 agreement", "the October 2017 Port Alda deal"."""
    following = re.findall(r"[\w-]+", text[item.match.end : item.span.end])[:3]
    over = table("en/when")["dating"]["over"]
    return _lead(item, text) in ("the", "their", "its") and any(word.lower() in over for word in following)


def _is_attribute(item: Told, text: str) -> bool:
    """Whether it names another thing ("2016's race", "1990 and 1991") or has words of its sentence glued to it."""
    return bool(re.match(r"['\u2019-]|\s+(?:and|or|to|through)\s+\d{4}", text[item.match.end : item.match.end + 14]))


def _hangs_on_past(item: Told, scene: Scene) -> bool:
    """Whether its head hangs on a finite verb of the past, by the grammar of its sentence."""
    inside = [i for i, token in enumerate(scene.tree.tokens) if item.match.start < token.end and token.start < item.match.end]
    head = next((i for i in inside if scene.tree[i].head not in inside), None)
    if head is not None and scene.tree.is_rel(head, "nmod") and scene.tree.is_rel(scene.tree[head].head, "obj", "nsubj:pass"):
        # "won elections in 2006": the parser can give the year to either.
        head = scene.tree[head].head
    elif head is None or not scene.tree.is_rel(head, "obl", "advmod"):
        return False
    verb = scene.tree[head].head
    return verb >= 0 and scene.tree[verb].upos == "VERB" and scene.aspect(verb) == "past"


def _planned(item: Told, text: str) -> bool:
    """Whether the sentence tells a plan, so that its date may lie ahead of the plan."""
    before = re.findall(r"\w+", text[item.span.start : item.match.start].lower())
    plans = table("en/when")["dating"]["planned"]
    return any(word in plans for word in before) and any(word in ("be", "for", "by") for word in before[-12:])


def _ahead(told: list[Told], text: str) -> Iterator[Constraint]:
    """What the report itself puts ahead of it."""
    lexicon = table("en/when")["dating"]
    for item in told:
        if item.stretch is None or _lead(item, text) not in _AHEAD or _is_attribute(item, text):
            continue
        before = " ".join(re.findall(r"\w+", text[max(item.span.start, item.match.start - 120) : item.match.start].lower()))
        cue = next((word for word in lexicon["ahead"] if re.search(rf"\b{word}\b", before)), "")
        if cue and not any(re.search(rf"\b{word}\b", before) for word in lexicon["behind"]):
            yield Constraint(end=item.stretch[1], why=f"'{_around(item, text)}' lies ahead")


def _planned_last_year(told: list[Told], text: str) -> Iterator[Constraint]:
    """Beside "last year" a plan for a year that is named: that year is the present one, last year the one before."""
    last = [item for item in told if item.match.sense == "stretch" and re.fullmatch(r"last\s+year", item.match.text.lower())]
    for item in told:
        near = [other for other in last if abs(other.index - item.index) <= 1]
        if not near or item.stretch is None or not _planned(item, text):
            continue
        if item.tense == 0 and all(other.index != item.index for other in near):
            # nothing tells that the plan itself is past
            continue
        whole = days.years(item.stretch[0].year)
        if whole:
            year = whole[0].year
            beside = f"'{_around(near[0], text)}' beside what was planned for '{item.match.text}'"
            why = f"{beside} makes last year {year - 1}, so the year is {year}"
            yield Constraint(start=whole[0], end=whole[1], why=why)


def _counted(told: list[Told], text: str) -> Iterator[Constraint]:
    """A count of years up to now beside the year that it counts from: "four years after …in 2007", "three years ago, in 2005"."""
    for item in told:
        if item.match.sense != "ago" or item.match.parts.get("unit") not in ("year", "years") or "number" not in item.match.parts:
            continue
        count = number(item.match.parts["number"])
        named = [o for o in told if o.index == item.index and o.stretch and abs(o.match.start - item.match.end) <= _NEAR]
        if item.match.parts.get("way") != "ago" or not count or "about" in item.match.parts or len(named) != 1:
            continue
        whole = days.years(named[0].stretch[0].year + round(count)) if named[0].stretch else None
        if whole:
            yield Constraint(
                start=whole[0], end=whole[1], why=f"'{item.match.text}' is {named[0].match.text}: '{_around(item, text)}'"
            )


def _month_ahead(told: list[Told], start: dt.date | None, end: dt.date | None) -> Constraint | None:
    """A month told as ahead, in a report of one known year: it came before that month."""
    if start is None or end is None or start.year != end.year:
        return None
    ahead = []
    for item in told:
        if item.tense > 0 and item.match.pattern in ("month", "month day", "day month") and "month" in item.match.parts:
            month = int(values("month")[item.match.parts["month"]])
            first = dt.date(start.year, month, 1)
            if start < first <= end:
                ahead.append((first - _DAY, item))
    if not ahead:
        return None
    last, item = min(ahead, key=lambda pair: pair[0])
    return Constraint(end=last, why=f"'{item.match.text}' lies ahead, so before {item.match.parts['month'].title()}")


def _weekday(told: list[Told]) -> Iterator[str]:
    """The latest weekday of the first sentences, told with the reason: it narrows no interval, but checks a guess."""
    for item in told:
        if item.match.pattern == "weekday" and item.tense <= 0:
            yield f"'{item.match.text}' makes it a {item.match.parts['weekday'].title()} or one of the six days after"
            return


def _around(item: Told, text: str) -> str:
    """The words with a little of what stands before, for the reason."""
    before = text[item.span.start : item.match.start].split()[-3:]
    return " ".join([*before, *item.match.text.split()])
